import { assessGasFall, GAS_FALL_FIGURES } from '../../clinical/context/gas-fall.ts';
import { formatNumber, unitSign } from '../words/numbers.ts';
import { useWords } from '../words/use-words.ts';
import { Level, TargetSources, type PanelProps } from './Level.tsx';

const LEVELS = ['paco2', 'pao2', 'mean-arterial-pressure'];

/** Carbon dioxide over the first day, oxygen and pressure, with what studies and a consensus say. */
export function GasesPanel(props: PanelProps) {
  const { view, known, run } = props;
  const words = useWords();
  const fall = assessGasFall(known, run, view.assessment.moment);
  const shown = words.units.of('paco2', 'mm[Hg]');
  const pressure = (value: number) => formatNumber(words, shown.show(value), shown.digits(0));
  return (
    <div className="panel">
      <h3>{words.say('context.gases')}</h3>
      <p>
        {fall === null
          ? words.say('context.gases.fall.unknown')
          : words.say(fall.absolute > 0 ? 'context.gases.fall' : 'context.gases.rise', {
              share: formatNumber(words, fall.relative * 100, 0),
              from: pressure(fall.before.value),
              to: pressure(fall.lowest.value),
              rate: pressure(fall.steepestPerHour),
              unit: unitSign(words, shown.unit),
            })}{' '}
        {fall !== null && !fall.complete && words.say('context.gases.incomplete')}
      </p>
      <ul className="panel-list">
        {LEVELS.map((concept) => (
          <Level key={concept} {...props} concept={concept} />
        ))}
      </ul>
      <TargetSources site={view.site} concepts={LEVELS} />
      <details>
        <summary>{words.say('context.gases.studies')}</summary>
        <ul className="bullets tiny">
          {GAS_FALL_FIGURES.map(({ figure, source }) => (
            <li key={source}>
              {figure}. <span className="code">{source}</span>
            </li>
          ))}
          <li>{words.say('context.gases.consensus')}</li>
        </ul>
      </details>
    </div>
  );
}
