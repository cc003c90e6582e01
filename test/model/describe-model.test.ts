import { describe, expect, it } from 'vitest';
import type { ModelDocument } from '../../src/model/document.ts';
import { describeModel, exportModelFacts } from '../../src/model/describe-model.ts';
import { zhu, zhuJson } from './zhu-2025.ts';

const model = zhu();

describe('the facts of a model', () => {
  const facts = describeModel(model);

  it('name all 31 source attributes, and say which are not available', () => {
    expect(facts.sourceAttributes).toHaveLength(31);
    const missing = facts.sourceAttributes.filter(({ value }) => value === null);
    expect(missing.map(({ number }) => number)).toEqual([
      2, 13, 15, 17, 18, 19, 20, 22, 23, 24, 25, 27, 28, 29, 31,
    ]);
  });

  it('give every number with its standing', () => {
    expect(facts.numbers.map(({ name, standing }) => `${name} ${standing}`)).toEqual([
      'gwr: log odds published',
      'gwr: unit inferred',
      'gwr: mean when missing reconstructed',
      'stroke-history: log odds published',
      'stroke-history: unit published',
      'ffp-units: log odds published',
      'ffp-units: unit unconfirmed',
      'platelets-lowest: log odds published',
      'platelets-lowest: unit inferred',
      'intercept reconstructed',
    ]);
    const [gwr, unit, mean] = facts.numbers;
    expect(gwr).toMatchObject({ value: Math.log(0.894), per: '0.01 1' });
    expect(gwr?.low).toBeCloseTo(Math.log(0.894) - Math.log(0.951 / 0.841) / 2, 12);
    expect(gwr?.high).toBeCloseTo(Math.log(0.894) + Math.log(0.951 / 0.841) / 2, 12);
    expect(gwr).not.toHaveProperty('note');
    expect(unit?.note).toContain('not printed');
    expect(facts.numbers[4]).not.toHaveProperty('note');
    expect(mean?.low).toBeCloseTo(1.0734, 4);
    expect(mean?.high).toBeCloseTo(1.4066, 4);
    expect(facts.numbers.at(-1)).toMatchObject({ value: 11.96, low: 11.01, high: 13.14, per: '' });
    expect(facts.numbers.at(-2)).toMatchObject({ per: '10*9/L' });
  });

  it('say what the document was made from, newest change first', () => {
    const { low: _, high: __, ...intercept } = model.intercept;
    const recalibrated: ModelDocument = {
      ...model,
      intercept,
      parent: { id: 'zhu-2025', version: '1.0.0', sha256: model.sha256 },
      site: { name: 'Somewhere', n: 300, events: 21 },
      changes: [
        ...model.changes,
        { version: '1.1.0', date: '2026-12-01', change: 'Recalibrated.' },
      ],
    };
    const described = describeModel(recalibrated);
    expect(described.parent?.id).toBe('zhu-2025');
    expect(described.site?.n).toBe(300);
    expect(described.changes.map(({ version }) => version)).toEqual(['1.1.0', '1.0.0']);
    expect(described.numbers.at(-1)).not.toHaveProperty('low');
    expect(described.numbers.at(-1)).not.toHaveProperty('high');
    expect(facts.parent).toBeNull();
    expect(facts.site).toBeNull();
  });

  it('export as JSON that says the same', () => {
    const text = exportModelFacts(model);
    expect(text.endsWith('}\n')).toBe(true);
    expect(JSON.parse(text)).toEqual(facts);
    expect(facts).toMatchObject({
      id: 'zhu-2025',
      status: 'research-only',
      sha256: zhuJson()['sha256'],
    });
  });
});

describe('the published document', () => {
  it('has every number of the paper', () => {
    const printed = model.inputs.map(({ id, oddsRatio }) => [
      id,
      oddsRatio?.value,
      oddsRatio?.low,
      oddsRatio?.high,
    ]);
    expect(printed).toEqual([
      ['gwr', 0.894, 0.841, 0.951],
      ['stroke-history', 4.265, 1.052, 17.291],
      ['ffp-units', 1.208, 1.037, 1.408],
      ['platelets-lowest', 0.977, 0.958, 0.996],
    ]);
    expect(model.development).toMatchObject({ n: 227, events: 22 });
    expect(model.performance).toMatchObject([
      { setting: 'apparent', metric: 'AUC', value: 0.843, low: 0.762, high: 0.924 },
    ]);
    expect(model.mortality.map((each) => [each.withOutcome, each.without])).toEqual([
      [0.909, 0.478],
      [0.818, 0.473],
    ]);
    expect(model.centreVariance).toBe(1 / 19.87);
  });

  it('reproduces the printed p values: z from the coefficient and its error', () => {
    const z = model.inputs.map(({ coefficient, standardError }) =>
      (coefficient / standardError).toFixed(2),
    );
    expect(z).toEqual(['-3.57', '2.03', '2.42', '-2.34']);
  });

  it('never advises: no text of it says that giving or withholding anything changes the risk', () => {
    const text = JSON.stringify(zhuJson()).toLowerCase();
    for (const word of [
      'should receive',
      'transfuse ',
      'withhold',
      'reduces the risk',
      'lowers the risk',
    ]) {
      expect(text).not.toContain(word);
    }
  });
});
