import type { ClinicalEvent } from '../../clinical/event.ts';
import { latestOf } from '../../clinical/context/measurements.ts';
import { timeInRange } from '../../clinical/context/time-in-range.ts';
import type { EcmoRun } from '../../clinical/ecmo-run.ts';
import { conceptName } from '../not-used/concept-name.ts';
import { plainText } from '../plain-text.ts';
import type { View } from '../view.ts';
import { formatMeasured, formatNumber, unitSign } from '../words/numbers.ts';
import { sayBounds } from '../words/say-bounds.ts';
import { formatAgo } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import type { Site, Target } from '../../clinical/site.ts';
import type { Words } from '../words/words.ts';
import { showTarget } from './show-target.ts';

/** What a context panel is given: the view, the events known at its moment, and the run. */
export interface PanelProps {
  readonly view: View;
  readonly known: readonly ClinicalEvent[];
  readonly run: EcmoRun;
}

/** The latest value of a concept, the site's target with its source, and the share of time in it. */
export function Level({ view, known, run, concept }: PanelProps & { readonly concept: string }) {
  const words = useWords();
  const { moment } = view.assessment;
  const name = conceptName(words, view.codebook, concept);
  const value = latestOf(known, concept, moment);
  const target = view.site.targets.find((one) => one.concept === concept);
  const share =
    target === undefined
      ? null
      : timeInRange(known, target, { from: run.start.earliest, to: moment });
  return (
    <li>
      {value === null ? (
        words.say('context.level.none', { name })
      ) : (
        <>
          {name}{' '}
          <strong>
            {value.comparator ?? ''}
            {formatMeasured(words, concept, value)}
          </strong>{' '}
          <span className="soft">{formatAgo(words, value.at.earliest, moment)}</span>
        </>
      )}
      <span className="tiny">
        {target === undefined
          ? words.say('context.level.no-target')
          : words.say('context.level.target', {
              target: sayTarget(words, target),
            })}
        {target !== undefined &&
          ` · ${
            share === null
              ? words.say('context.level.share.unknown')
              : words.say('context.level.share', {
                  n: formatNumber(words, share.share * 100, 0),
                  hours: formatNumber(words, share.hoursCounted, 0),
                })
          }`}
      </span>
    </li>
  );
}

/** Who says so, for the site's targets of some concepts. */
export function TargetSources(props: {
  readonly site: Site;
  readonly concepts: readonly string[];
}) {
  const words = useWords();
  const targets = props.site.targets.filter((one) => props.concepts.includes(one.concept));
  if (targets.length === 0) return null;
  return (
    <details>
      <summary>{words.say('context.level.sources')}</summary>
      <ul className="bullets tiny">
        {targets.map((one) => (
          <li key={one.concept}>
            {words.find(`concept.${one.concept}`) ?? one.concept} {sayTarget(words, one)}:{' '}
            {plainText(one.source, 300)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A target in words: `40–60 s`, `≥ 70 mmHg`. */
export function sayTarget(words: Words, target: Target): string {
  const shown = words.units.of(target.concept, target.unit);
  const bounds = showTarget(target, shown);
  const sign = unitSign(words, bounds.unit);
  const range = sayBounds(bounds, (value) => formatNumber(words, value, shown.digits(2)));
  return sign === '' ? range : `${range} ${sign}`;
}
