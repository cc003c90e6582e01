import { countReasons } from '../not-used/count-reasons.ts';
import { groupFaults } from '../not-used/group-faults.ts';
import { sayFault } from '../not-used/say-fault.ts';
import { sayBecause } from '../inputs/InputState.tsx';
import { plainText } from '../plain-text.ts';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';

/** Reasons and faults that get a line of their own on paper; the rest is counted. */
const REASONS = 8;
const FAULTS = 5;

/** What could not be used: the counts whole, the reasons shortened, and how many more the app shows. */
export function SheetNotUsed({ view }: { view: View }) {
  const words = useWords();
  const found = Object.values(view.assessment.candidates);
  const used = found.reduce((n, one) => n + one.used.length, 0);
  const aside = found.flatMap(({ notUsed }) => notUsed);
  const reasons = countReasons(aside);
  const faults = groupFaults(view.faults);
  const { unmapped } = view.timeline;
  const more = (n: number) => (n > 0 ? ` ${words.say('sheet.more', { n })}` : '');
  return (
    <section>
      <h2>{words.say('region.not-used')}</h2>
      {view.pending.length > 0 ? (
        <p>{words.say('page.pending.write')}</p>
      ) : (
        <>
          <p>
            {words.say('not-used.summary', {
              matched: used + aside.length,
              used,
              notUsed: aside.length,
            })}{' '}
            {reasons
              .slice(0, REASONS)
              .map(
                ([because, n]) =>
                  `${words.say('not-used.times', { n })} ${sayBecause(words, because)}`,
              )
              .join('; ')}
            {more(reasons.length - REASONS)}
          </p>
          {faults.length > 0 && (
            <ul>
              {faults.slice(0, FAULTS).map(([key, same]) => (
                <li key={key}>
                  {same.length > 1 && `${words.say('not-used.times', { n: same.length })} `}
                  {same[0] !== undefined && plainText(sayFault(words, same[0], view.codebook), 130)}
                </li>
              ))}
            </ul>
          )}
          <p>
            {more(faults.length - FAULTS)}{' '}
            {unmapped.length > 0 && words.say('sheet.unmapped', { n: unmapped.length })}
          </p>
        </>
      )}
    </section>
  );
}
