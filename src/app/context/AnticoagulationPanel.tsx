import {
  anticoagulantConcepts,
  assessAnticoagulation,
  type AnticoagulantInfusion,
} from '../../clinical/context/anticoagulation.ts';
import { conceptName } from '../not-used/concept-name.ts';
import { formatQuantity } from '../words/numbers.ts';
import { formatMoment } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import { Level, TargetSources, type PanelProps } from './Level.tsx';

const LEVELS = ['aptt', 'anti-xa', 'act'];

/** Which anticoagulant runs, at what rate, and what it reaches against the site's target. */
export function AnticoagulationPanel(props: PanelProps) {
  const { view, known } = props;
  const words = useWords();
  const { infusions, doses } = assessAnticoagulation(
    known,
    anticoagulantConcepts(view.codebook),
    view.assessment.moment,
  );
  const name = (concept: string) => conceptName(words, view.codebook, concept);
  return (
    <div className="panel">
      <h3>{words.say('context.anticoagulation')}</h3>
      {infusions.length + doses.length === 0 && <p>{words.say('context.anticoagulation.none')}</p>}
      <ul className="panel-list">
        {infusions.map((infusion) => (
          <li key={infusion.concept}>
            <strong>{sayInfusion(infusion)}</strong>
          </li>
        ))}
        {doses.slice(0, 4).map((dose) => (
          <li key={`${dose.source.reference} ${dose.start.text}`}>
            {words.say('context.anticoagulation.dose', {
              drug: name(dose.concept),
              use: words.find(`use.${dose.use}`) ?? dose.use,
              time: formatMoment(words, dose.start),
            })}
          </li>
        ))}
        {LEVELS.map((concept) => (
          <Level key={concept} {...props} concept={concept} />
        ))}
      </ul>
      <TargetSources site={view.site} concepts={LEVELS} />
    </div>
  );

  function sayInfusion({ concept, state, rate, since }: AnticoagulantInfusion): string {
    const drug = name(concept);
    const time = formatMoment(words, since);
    if (state === 'running') {
      return rate === undefined
        ? words.say('context.anticoagulation.unknown-rate', { drug, time })
        : words.say('context.anticoagulation.rate', {
            drug,
            rate: formatQuantity(words, rate.value, rate.unit),
            time,
          });
    }
    return words.say(`context.anticoagulation.${state}`, { drug, time });
  }
}
