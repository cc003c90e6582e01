import { describe, expect, it } from 'vitest';
import {
  GREY_WHITE_METHODS,
  greyWhiteRatio,
  READER_ERROR,
  readerErrorLogOdds,
} from '../../src/model/grey-white-ratio.ts';
import type { GreyWhiteMethod } from '../../src/model/grey-white-ratio.ts';
import { zhu } from './zhu-2025.ts';

const densities = {
  caudate: 38,
  putamen: 37,
  'corpus-callosum': 30,
  'posterior-limb': 29,
  'medial-cortex': 36,
  'medial-white-matter': 28,
};

function method(id: GreyWhiteMethod['id']): GreyWhiteMethod {
  const found = GREY_WHITE_METHODS.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

describe('grey-white-matter ratio from Hounsfield units', () => {
  it.each([
    ['basal-ganglia', (38 + 37) / (30 + 29)],
    ['average', ((38 + 37) / (30 + 29) + 36 / 28) / 2],
    ['simplified', 37 / 29],
  ] as const)('%s', (id, ratio) => {
    expect(greyWhiteRatio(method(id), densities)).toEqual({
      ratio: expect.closeTo(ratio, 12),
      problems: [],
    });
  });

  it('asks only for the regions of the method, and for all of them', () => {
    const { 'medial-cortex': _, caudate: __, ...rest } = densities;
    expect(greyWhiteRatio(method('simplified'), rest).ratio).not.toBeNull();
    expect(greyWhiteRatio(method('basal-ganglia'), rest)).toEqual({
      ratio: null,
      problems: [{ region: 'caudate', problem: 'missing' }],
    });
    expect(greyWhiteRatio(method('average'), rest).problems).toEqual([
      { region: 'caudate', problem: 'missing' },
      { region: 'medial-cortex', problem: 'missing' },
    ]);
  });

  it.each([9.9, 60.1, NaN])('does not believe a density of %d', (putamen) => {
    expect(greyWhiteRatio(method('simplified'), { ...densities, putamen })).toEqual({
      ratio: null,
      problems: [{ region: 'putamen', problem: 'implausible' }],
    });
  });

  it.each([
    [10, 60],
    [60, 10],
  ])('does not believe a ratio of %d to %d', (putamen, limb) => {
    expect(greyWhiteRatio(method('simplified'), { putamen, 'posterior-limb': limb })).toEqual({
      ratio: null,
      problems: [{ region: 'ratio', problem: 'implausible' }],
    });
  });

  it('says how far one standard deviation of reading error moves the log odds: about a half', () => {
    expect(readerErrorLogOdds(zhu(), 'gwr').toFixed(1)).toBe('0.5');
    expect(readerErrorLogOdds(zhu(), 'no such input')).toBe(0);
    expect(
      READER_ERROR.betweenPatients * Math.sqrt(1 - READER_ERROR.intraclassCorrelation),
    ).toBeCloseTo(READER_ERROR.sd, 3);
  });

  it('says of every method that its formula is unconfirmed, and where the regions are named', () => {
    for (const { standing, source, formula } of GREY_WHITE_METHODS) {
      expect(standing).toBe('unconfirmed');
      expect(source).toContain('https://');
      expect(formula).toContain('/');
    }
  });
});
