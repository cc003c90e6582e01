import { useWords } from '../words/use-words.ts';
import { patientsInHundred, sayEnd } from './in-hundred.ts';

/** A hundred patients: those who have it on every reading of the band, on some, on none. */
export function IconArray({ low, high }: { low: number; high: number }) {
  const words = useWords();
  const least = patientsInHundred(low);
  const most = Math.max(least, patientsInHundred(high), 1);
  const kind = (index: number) => (index < least ? 'least' : index < most ? 'more' : 'rest');
  return (
    <figure className="people">
      <figcaption className="small">{words.say('risk.people')}</figcaption>
      <svg
        viewBox="0 0 100 100"
        role="img"
        aria-label={words.say('risk.people.label', {
          low: sayEnd(words, low),
          high: sayEnd(words, high),
        })}
      >
        {Array.from({ length: 100 }, (_, index) => {
          const x = (index % 10) * 10 + 5;
          const y = Math.floor(index / 10) * 10 + 5;
          return (
            <g key={index} className={kind(index)}>
              <circle cx={x} cy={y} r={3.6} />
              {kind(index) === 'more' && <circle cx={x} cy={y} r={1.5} className="core" />}
            </g>
          );
        })}
      </svg>
      <ul className="key tiny">
        <li className="least">{words.say('risk.people.least', { n: least })}</li>
        <li className="more">{words.say('risk.people.more', { n: most - least })}</li>
        <li className="rest">{words.say('risk.people.rest', { n: 100 - most })}</li>
      </ul>
    </figure>
  );
}
