import type { ModelDocument, Standing } from '../../model/document.ts';
import { inputName } from '../inputs/input-name.ts';
import { plainText } from '../plain-text.ts';
import { formatNumber, unitSign } from '../words/numbers.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/words.ts';
import { FactTable } from './FactTable.tsx';

/** Everything the model document says of itself. What has no evidence is printed as not available. */
export function ModelFacts({ model }: { model: ModelDocument }) {
  const words = useWords();
  const text = (value: string | null) =>
    value === null ? words.say('about.not-available') : plainText(value, 2000);
  return (
    <div className="stack">
      <FactTable
        title={words.say('about.standing')}
        columns={['about.number', 'about.value', 'about.how', 'about.from']}
        rows={standings(words, model)}
      />
      <FactTable
        title={words.say('about.performance')}
        columns={['about.number', 'about.value', 'about.how', 'about.from']}
        rows={model.performance.map((one) => [
          plainText(one.metric),
          interval(words, one.value, one.low, one.high),
          `${one.setting}${one.n === undefined ? '' : `, n ${one.n}`}`,
          text(one.source),
        ])}
      />
      <h3>{words.say('about.limits')}</h3>
      <ul className="bullets small">
        {model.limits.map((limit) => (
          <li key={limit}>{text(limit)}</li>
        ))}
      </ul>
      <FactTable
        title={words.say('about.appraisal')}
        columns={['about.domain', 'about.finding', 'about.consequence']}
        rows={model.appraisal.map((one) => [
          text(one.domain),
          text(one.finding),
          text(one.consequence),
        ])}
      />
      <FactTable
        title={words.say('about.attributes')}
        columns={['about.attribute.number', 'about.attribute', 'about.value']}
        rows={model.sourceAttributes.map((one) => [
          String(one.number),
          text(one.name),
          text(one.value),
        ])}
      />
      <FactTable
        title={words.say('about.changes')}
        columns={['about.change.version', 'about.change.date', 'about.change']}
        rows={model.changes.map((one) => [text(one.version), text(one.date), text(one.change)])}
      />
    </div>
  );
}

function standings(words: Words, model: ModelDocument): readonly (readonly string[])[] {
  const how = (standing: Standing, unit?: Standing) =>
    unit === undefined || unit === standing
      ? words.say(`standing.${standing}`)
      : words.say('about.how.unit', {
          standing: words.say(`standing.${standing}`),
          unit: words.say(`standing.${unit}`),
        });
  const { intercept } = model;
  return [
    ...model.inputs.map((input) => [
      inputName(words, model, input.id),
      `${
        input.oddsRatio === undefined
          ? formatNumber(words, input.coefficient, 4)
          : words.say('about.odds-ratio', {
              n: interval(words, input.oddsRatio.value, input.oddsRatio.low, input.oddsRatio.high),
            })
      } ${words.say('about.per', { scale: formatNumber(words, input.scale), unit: unitSign(words, input.unit) })}`,
      how(input.standing, input.unitStanding),
      [input.source, input.unitNote ?? ''].map((one) => plainText(one, 600)).join(' '),
    ]),
    [
      words.say('about.intercept'),
      interval(words, intercept.value, intercept.low, intercept.high),
      how(intercept.standing),
      plainText(intercept.source, 600),
    ],
  ];
}

function interval(words: Words, value: number, low?: number, high?: number): string {
  const shown = formatNumber(words, value, 3);
  return low === undefined || high === undefined
    ? shown
    : words.say('about.interval', {
        value: shown,
        low: formatNumber(words, low, 3),
        high: formatNumber(words, high, 3),
      });
}
