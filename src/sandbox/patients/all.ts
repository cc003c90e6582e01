import { cleanVa } from './clean-va.ts';
import { hour10 } from './hour-10.ts';
import { ichAlready } from './ich-already.ts';
import { kPerMm3 } from './k-per-mm3.ts';
import { localCodes } from './local-codes.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { vvNoCt } from './vv-no-ct.ts';

/** Every patient of the pretend hospital, in the order of the list. */
export const pretendPatients: readonly PretendPatient[] = [
  cleanVa,
  vvNoCt,
  hour10,
  ichAlready,
  localCodes,
  kPerMm3,
];
