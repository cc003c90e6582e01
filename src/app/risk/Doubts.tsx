import type { ModelDocument } from '../../model/document.ts';
import type { Band, Risk } from '../../model/evaluation.ts';
import { useWords } from '../words/use-words.ts';
import { sayBand } from './in-hundred.ts';
import { isFitted } from './is-fitted.ts';

const TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8] as const;
const [LEFT, RIGHT] = [logit(0.004), logit(0.97)];

/** The two doubts of the band, each as its own interval on one log-odds scale, and both together. */
export function Doubts({ risk, model }: { risk: Risk; model: ModelDocument }) {
  const words = useWords();
  const fitted = isFitted(model);
  const rows: readonly (readonly [string, string, Band])[] = [
    ...(risk.structural.low === risk.structural.high
      ? []
      : ([
          [
            'structural',
            words.say(fitted ? 'risk.doubt.site' : 'risk.doubt.structural'),
            risk.structural,
          ],
        ] as const)),
    [
      'statistical',
      words.say(fitted ? 'risk.doubt.fit' : 'risk.doubt.statistical'),
      risk.statistical,
    ],
    ...(risk.unseen === undefined
      ? []
      : ([['missing', words.say('risk.doubt.unseen'), risk.unseen]] as const)),
    ['both', words.say('risk.doubt.both'), risk],
  ];
  return (
    <div className="doubts">
      <h3>{words.say('risk.doubt')}</h3>
      <ul>
        {rows.map(([kind, name, band]) => (
          <li key={kind} className={kind}>
            <span className="small">{name}</span>
            <span className="track" aria-hidden="true">
              <span
                style={{
                  insetInlineStart: `${place(band.low)}%`,
                  width: `${place(band.high) - place(band.low)}%`,
                }}
              />
            </span>
            <span className="small number">{sayBand(words, band)}</span>
          </li>
        ))}
        <li className="ticks tiny" aria-hidden="true">
          <span>{words.say('risk.doubt.axis')}</span>
          <span className="track">
            {TICKS.map((tick) => (
              <span key={tick} style={{ insetInlineStart: `${place(tick)}%` }}>
                {Math.round(tick * 100)}
              </span>
            ))}
          </span>
        </li>
      </ul>
    </div>
  );
}

function logit(p: number): number {
  return Math.log(p / (1 - p));
}

/** Where a probability stands on the scale, 0 to 100; beyond its ends, at the end. */
function place(p: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 100;
  return Math.min(100, Math.max(0, ((logit(p) - LEFT) / (RIGHT - LEFT)) * 100));
}
