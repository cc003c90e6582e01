import { describe, expect, it } from 'vitest';
import { expit, logit } from '../../src/model/logistic.ts';
import {
  describeFrequency,
  describePerCent,
  wholePerCent,
} from '../../src/model/natural-frequency.ts';

describe('a probability in whole per cents', () => {
  it.each([
    [0, '<1 %', 'fewer than 1 in 100'],
    [0.0036, '<1 %', 'fewer than 1 in 100'],
    [0.009999, '<1 %', 'fewer than 1 in 100'],
    [0.01, '1 %', 'about 1 in 100'],
    [0.0149, '1 %', 'about 1 in 100'],
    [0.0542, '5 %', 'about 5 in 100'],
    [0.157, '16 %', 'about 16 in 100'],
    [0.5, '50 %', 'about 50 in 100'],
    [0.99, '99 %', 'about 99 in 100'],
    [0.9901, '>99 %', 'more than 99 in 100'],
    [1, '>99 %', 'more than 99 in 100'],
  ])('%d is %s, %s', (probability, perCent, frequency) => {
    expect(describePerCent(probability)).toBe(perCent);
    expect(describeFrequency(probability)).toBe(frequency);
  });

  it.each([-0.01, 1.01, NaN])('%d is no probability', (probability) => {
    const sentence = `invalid probability; not in [0, 1]: ${probability}`;
    expect(() => wholePerCent(probability)).toThrow(new RangeError(sentence));
    expect(() => logit(probability)).toThrow(new RangeError(sentence));
  });
});

describe('log odds and probabilities', () => {
  it('are each other’s inverse and keep small probabilities', () => {
    for (const x of [-700, -40, -3, 0, 0.5, 20]) expect(logit(expit(x)) - x).toBeCloseTo(0, 6);
    expect(expit(-40)).toBeCloseTo(Math.exp(-40), 30);
    expect(expit(-40)).toBeGreaterThan(0);
  });

  it('stay within 0 and 1 at both ends', () => {
    expect(expit(-Infinity)).toBe(0);
    expect(expit(-1e6)).toBe(0);
    expect(expit(0)).toBe(0.5);
    expect(expit(1e6)).toBe(1);
    expect(expit(Infinity)).toBe(1);
    expect(logit(0)).toBe(-Infinity);
    expect(logit(1)).toBe(Infinity);
  });
});
