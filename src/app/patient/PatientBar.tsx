import type { Progress } from '../../fhir/chart.ts';
import { useNow } from '../use-now.ts';
import { formatAgo, formatClock, formatWritten } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import { wholeYears, type PersonFacts } from './person-facts.ts';

/**
 * Region 1, always in sight: who this is, how old the data are, read again, end.
 *
 * @param readAt when the record was read, milliseconds since 1970 UTC
 * @param stale true when the page asks to be read again
 */
export function PatientBar(props: {
  readonly person: PersonFacts;
  /** True where the record system shows the patient beside this page: name, birth date and number in one slim line. */
  readonly brief: boolean;
  readonly readAt: number;
  readonly stale: boolean;
  readonly progress: Progress | null;
  /** True while the rest of a first reading is on its way. */
  readonly pending: boolean;
  readonly reload: () => void;
  readonly end: () => void;
}) {
  const { person, readAt } = props;
  const words = useWords();
  const now = useNow();
  const age = wholeYears(person.birth, now);
  const read = words.say('patient.read', {
    time: formatClock(words, readAt),
    ago: formatAgo(words, readAt, now),
  });
  const [action, other] =
    props.progress === null
      ? (['patient.reload', 'patient.reloading'] as const)
      : (['patient.reloading', 'patient.reload'] as const);
  const facts: readonly (readonly [string, string | null])[] = [
    [
      words.say('patient.born'),
      person.birth === null
        ? null
        : `${formatWritten(words, person.birth)}${age === null ? '' : ` (${words.say('patient.age', { n: age })})`}`,
    ],
    ...(props.brief
      ? []
      : [[words.say('patient.sex'), words.say(`patient.sex.${person.sex}`)] as const]),
    [words.say('patient.mrn'), person.mrn],
    ...(props.brief || person.place === null
      ? []
      : [[words.say('patient.place'), person.place] as const]),
  ];
  return (
    <section
      className={props.brief ? 'patient brief' : 'patient'}
      aria-label={words.say('region.patient')}
    >
      <div className="who">
        <h1>
          <bdi>{person.name ?? words.say('patient.nameless')}</bdi>
        </h1>
        <dl>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value ?? words.say('patient.unknown')}</bdi>
              </dd>
            </div>
          ))}
          {person.deceased && (
            <div>
              <dt className="unseen">{words.say('region.patient')}</dt>
              <dd>
                <strong>{words.say('patient.deceased')}</strong>
              </dd>
            </div>
          )}
        </dl>
      </div>
      <div className="as-of">
        {props.pending && props.progress !== null ? (
          <span className="room" data-room={read}>
            <span>
              {words.say('page.pending', {
                done: props.progress.done,
                total: props.progress.total,
              })}
            </span>
          </span>
        ) : props.stale ? (
          <strong>{words.say('patient.stale', { ago: formatAgo(words, readAt, now) })}</strong>
        ) : (
          <span>{read}</span>
        )}
        <button
          type="button"
          className="room"
          data-room={words.say(other)}
          onClick={props.reload}
          disabled={props.progress !== null}
        >
          {words.say(action)}
        </button>
        <button
          type="button"
          className="quiet"
          onClick={props.end}
          aria-label={words.say('patient.end.label')}
        >
          {words.say('patient.end')}
        </button>
      </div>
    </section>
  );
}
