import { Region } from '../Region.tsx';
import type { View } from '../view.ts';
import { inputName } from '../inputs/input-name.ts';
import { InputsLine } from '../inputs/InputsLine.tsx';
import { formatTime } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import { Contributions } from './Contributions.tsx';
import { Doubts } from './Doubts.tsx';
import { IconArray } from './IconArray.tsx';
import { NoRisk } from './NoRisk.tsx';
import { Odds } from './Odds.tsx';
import { sayRisk } from './in-hundred.ts';
import { sayCalibration } from './say-calibration.ts';

/** Region 3: the band, what it is made of and how doubtful it is; or why there is none. */
export function RiskRegion({ view }: { view: View }) {
  const words = useWords();
  const { assessment, model } = view;
  const { risk } = assessment;
  const entered = assessment.inputs.filter((input) => input.entered !== undefined);
  const isOutcomeUnknown = assessment.faults.some(({ kind }) => kind === 'outcome-unknown');
  const aside = (
    <span className="small soft">
      {words.say('risk.asof', { time: formatTime(words, assessment.moment) })}
    </span>
  );
  if (risk === null) {
    return (
      <Region name="risk" aside={aside}>
        <NoRisk view={view} />
      </Region>
    );
  }
  const calibration = sayCalibration(words, model);
  return (
    <Region name="risk" aside={aside}>
      <div className="risk-body">
        <div className="risk-lead">
          <div className="stack">
            {model.status === 'synthetic' && (
              <p className="notice">
                <strong>{words.say('risk.synthetic')}</strong>
              </p>
            )}
            {isOutcomeUnknown && <p className="notice">{words.say('risk.outcome-unknown')}</p>}
            <p className="headline">{sayRisk(words, risk, model)}</p>
            <InputsLine view={view} />
            <p>{words.say('risk.of')}</p>
            {calibration !== null && <p className="small">{calibration}</p>}
            {model.status !== 'synthetic' && (
              <p className="small soft">{words.say('risk.early')}</p>
            )}
            {entered.length > 0 && (
              <p>
                <span className="entered">
                  {words.say('risk.entered', {
                    inputs: entered.map((input) => inputName(words, model, input.id)).join(', '),
                  })}
                </span>
              </p>
            )}
            {risk.integrated.length > 0 && (
              <p className="notice small">
                {words.say('risk.integrated', {
                  inputs: risk.integrated.map((id) => inputName(words, model, id)).join(', '),
                })}
              </p>
            )}
            <Odds view={view} />
          </div>
          <IconArray low={risk.low} high={risk.high} />
        </div>
        <div className="risk-why">
          <Contributions view={view} risk={risk} />
          <Doubts risk={risk} model={model} />
        </div>
      </div>
    </Region>
  );
}
