/** Patients whose risk lies in `[from, to)`; the last bin includes 1. */
export interface RiskBin {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly events: number;
}

/** Patients and events in equal bins of risk, for the foot of a calibration plot. */
export function riskHistogram(
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  bins = 50,
): RiskBin[] {
  const n = new Uint32Array(bins);
  const events = new Uint32Array(bins);
  for (let i = 0; i < risks.length; i += 1) {
    const bin = Math.min(bins - 1, Math.floor((risks[i] as number) * bins));
    n[bin] = (n[bin] as number) + 1;
    events[bin] = (events[bin] as number) + (outcomes[i] as number);
  }
  return Array.from({ length: bins }, (_, k) => ({
    from: k / bins,
    to: (k + 1) / bins,
    n: n[k] as number,
    events: events[k] as number,
  }));
}
