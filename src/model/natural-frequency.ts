/** A probability as people say it: whole per cents, and an open end where per cents say too little. */
export interface WholePerCent {
  /** 1 to 99. */
  readonly value: number;
  /** `below`: less than one; `above`: more than 99. */
  readonly beyond: 'below' | 'above' | null;
}

/**
 * Rounds half up to whole per cents. Below 1 % and above 99 % nothing finer is
 * claimed, so that 0.4 % and 0.96 % are both "less than 1".
 * @throws RangeError when the probability is not in [0, 1].
 */
export function wholePerCent(probability: number): WholePerCent {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`invalid probability; not in [0, 1]: ${probability}`);
  }
  if (probability < 0.01) return { value: 1, beyond: 'below' };
  if (probability > 0.99) return { value: 99, beyond: 'above' };
  return { value: Math.round(probability * 100), beyond: null };
}

/** `5 %`, `<1 %` or `>99 %`. */
export function describePerCent(probability: number): string {
  const { value, beyond } = wholePerCent(probability);
  return `${beyond === 'below' ? '<' : beyond === 'above' ? '>' : ''}${value} %`;
}

/** English: `about 5 in 100`, `fewer than 1 in 100`, `more than 99 in 100`. */
export function describeFrequency(probability: number): string {
  const { value, beyond } = wholePerCent(probability);
  const how = beyond === 'below' ? 'fewer than' : beyond === 'above' ? 'more than' : 'about';
  return `${how} ${value} in 100`;
}
