import { useState } from 'react';
import type { ModelDocument } from '../../model/document.ts';
import {
  GREY_WHITE_METHODS,
  greyWhiteRatio,
  PLAUSIBLE_DENSITY,
  READER_ERROR,
  readerErrorLogOdds,
  type Region,
} from '../../model/grey-white-ratio.ts';
import { formatNumber } from '../words/numbers.ts';
import { readNumber } from '../words/read-number.ts';
import { useWords } from '../words/use-words.ts';

/** Mean Hounsfield units of the regions to a ratio, by a named method. */
export function GwrHelper(props: {
  readonly model: ModelDocument;
  readonly use: (ratio: number) => void;
}) {
  const words = useWords();
  const [chosen, choose] = useState<string>(GREY_WHITE_METHODS[0]?.id ?? '');
  const [typed, setTyped] = useState<Readonly<Partial<Record<Region, string>>>>({});
  const method = GREY_WHITE_METHODS.find((one) => one.id === chosen);
  if (method === undefined) return null;
  const regions = [...new Set(method.pairs.flatMap(({ grey, white }) => [...grey, ...white]))];
  const densities = Object.fromEntries(
    Object.entries(typed)
      .filter(([, text]) => text.trim() !== '')
      .map(([region, text]) => [region, readNumber(words, text)]),
  );
  const { ratio, problems } = greyWhiteRatio(method, densities);
  const [low, high] = PLAUSIBLE_DENSITY;
  return (
    <div className="stack helper">
      <label>
        {words.say('gwr.method')}
        <select value={chosen} onChange={(event) => choose(event.target.value)}>
          {GREY_WHITE_METHODS.map(({ id }) => (
            <option key={id} value={id}>
              {words.say(`gwr.method.${id}`)}
            </option>
          ))}
        </select>
      </label>
      <div className="regions">
        {regions.map((region) => (
          <label key={region}>
            {words.say(`gwr.${region}`)} <span className="tiny">HU</span>
            <input
              inputMode="decimal"
              autoComplete="off"
              size={6}
              value={typed[region] ?? ''}
              onChange={(event) => setTyped({ ...typed, [region]: event.target.value })}
            />
          </label>
        ))}
      </div>
      <output className="row">
        {ratio === null ? (
          <span className="soft small">
            {problems.some((one) => one.problem === 'implausible')
              ? words.say('gwr.implausible', { low, high })
              : words.say('gwr.incomplete')}
          </span>
        ) : (
          <>
            <strong>{words.say('gwr.result', { n: formatNumber(words, ratio, 3) })}</strong>
            <button type="button" onClick={() => props.use(ratio)}>
              {words.say('gwr.use', { n: formatNumber(words, ratio, 2) })}
            </button>
          </>
        )}
      </output>
      <p className="tiny">
        {words.say('gwr.error', {
          icc: formatNumber(words, READER_ERROR.intraclassCorrelation),
          n: formatNumber(words, readerErrorLogOdds(props.model, 'gwr'), 1),
        })}
      </p>
    </div>
  );
}
