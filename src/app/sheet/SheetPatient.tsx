import { wholeYears } from '../patient/person-facts.ts';
import type { View } from '../view.ts';
import { formatClock, formatDay, formatWritten } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';

/** Who this is and as of when, at the head of the paper whatever the record system shows. */
export function SheetPatient({ view, printedAt }: { view: View; printedAt: number }) {
  const words = useWords();
  const { person, readAt } = view;
  const age = wholeYears(person.birth, printedAt);
  const unknown = words.say('patient.unknown');
  const born = person.birth === null ? unknown : formatWritten(words, person.birth);
  return (
    <header>
      <h1>
        <bdi>{person.name ?? words.say('patient.nameless')}</bdi>
      </h1>
      <p>
        {words.say('patient.born')} <bdi>{born}</bdi>
        {age !== null && ` (${words.say('patient.age', { n: age })})`} · {words.say('patient.sex')}{' '}
        {words.say(`patient.sex.${person.sex}`)} · {words.say('patient.mrn')}{' '}
        <bdi>{person.mrn ?? unknown}</bdi>
        {person.place !== null && (
          <>
            {' '}
            · {words.say('patient.place')} <bdi>{person.place}</bdi>
          </>
        )}
        {person.deceased && (
          <>
            {' '}
            · <strong>{words.say('patient.deceased')}</strong>
          </>
        )}
      </p>
      <p>
        {words.say('sheet.read', {
          time: `${formatDay(words, readAt)}, ${formatClock(words, readAt)}`,
        })}
      </p>
    </header>
  );
}
