import type { Codebook } from '../../clinical/codebook.ts';
import type { Fault } from '../../faults.ts';
import { sayBecause } from '../inputs/InputState.tsx';
import { plainText } from '../plain-text.ts';
import { Region } from '../Region.tsx';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';
import { countReasons } from './count-reasons.ts';
import { groupFaults } from './group-faults.ts';
import { conceptName } from './concept-name.ts';
import { sayFault } from './say-fault.ts';

const SHOWN = 5;

/** Region 10: what could not be used, why, and how often; the counts add up. */
export function NotUsedRegion({ view }: { view: View }) {
  const words = useWords();
  if (view.pending.length > 0) {
    return (
      <Region name="not-used">
        <p className="soft">{words.say('page.pending.write')}</p>
      </Region>
    );
  }
  const concepts = Object.entries(view.assessment.candidates);
  const used = concepts.reduce((n, [, found]) => n + found.used.length, 0);
  const notUsed = concepts.reduce((n, [, found]) => n + found.notUsed.length, 0);
  const groups = groupFaults(view.faults);
  return (
    <Region name="not-used">
      <div className="stack">
        <p>{words.say('not-used.summary', { matched: used + notUsed, used, notUsed })}</p>
        {groups.length > 0 && (
          <>
            <h3>{words.say('not-used.faults')}</h3>
            <ul className="faults">
              {groups.map(([key, same]) => (
                <FaultGroup key={key} same={same} codebook={view.codebook} />
              ))}
            </ul>
          </>
        )}
        {concepts.length > 0 && (
          <details>
            <summary>{words.say('not-used.concepts')}</summary>
            <table>
              <thead>
                <tr>
                  <th>{words.say('not-used.concept')}</th>
                  <th className="number">{words.say('not-used.used')}</th>
                  <th>{words.say('not-used.reasons')}</th>
                </tr>
              </thead>
              <tbody>
                {concepts.map(([concept, found]) => (
                  <tr key={concept}>
                    <td>{conceptName(words, view.codebook, concept)}</td>
                    <td className="number">{found.used.length}</td>
                    <td>
                      {countReasons(found.notUsed).map(([because, n]) => (
                        <div key={because}>
                          {words.say('not-used.times', { n })} {sayBecause(words, because)}
                        </div>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        )}
        {view.timeline.unmapped.length > 0 && (
          <details>
            <summary>{words.say('not-used.unmapped')}</summary>
            <table>
              <thead>
                <tr>
                  <th>{words.say('not-used.unmapped.code')}</th>
                  <th>{words.say('not-used.unmapped.display')}</th>
                  <th className="number">{words.say('not-used.unmapped.count')}</th>
                </tr>
              </thead>
              <tbody>
                {view.timeline.unmapped.map((one) => (
                  <tr key={`${one.resourceType} ${one.system} ${one.code}`}>
                    <td className="code tiny">{plainText(`${one.system} ${one.code}`)}</td>
                    <td>{plainText(one.display, 60)}</td>
                    <td className="number">{one.count}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        )}
      </div>
    </Region>
  );
}

function FaultGroup(props: { readonly same: readonly Fault[]; readonly codebook: Codebook }) {
  const { same, codebook } = props;
  const words = useWords();
  const [first] = same;
  if (first === undefined) return null;
  const sentence = sayFault(words, first, codebook);
  const places = same
    .slice(0, SHOWN)
    .map((fault) => plainText(fault.source, 80))
    .filter((place) => !sentence.includes(place));
  return (
    <li>
      {same.length > 1 && `${words.say('not-used.times', { n: same.length })} `}
      {sentence}{' '}
      <span className="code tiny">
        {places.join(' · ')}
        {same.length > SHOWN && ` ${words.say('not-used.more', { n: same.length - SHOWN })}`}
      </span>
    </li>
  );
}
