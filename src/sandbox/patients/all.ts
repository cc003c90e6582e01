import { bloodBank } from './blood-bank.ts';
import { bypass } from './bypass.ts';
import { cleanVa } from './clean-va.ts';
import { correctedNadir } from './corrected-nadir.ts';
import { dateOnly } from './date-only.ts';
import { deceased } from './deceased.ts';
import { flowsheetOnly } from './flowsheet-only.ts';
import { germanCodes } from './german-codes.ts';
import { hour10 } from './hour-10.ts';
import { ichAlready } from './ich-already.ts';
import { infusionByVolume } from './infusion-by-volume.ts';
import { kPerMm3 } from './k-per-mm3.ts';
import { largest } from './largest.ts';
import { localCodes } from './local-codes.ts';
import { modeChange } from './mode-change.ts';
import { namesArabic } from './names-arabic.ts';
import { namesChinese } from './names-chinese.ts';
import { ordersOnly } from './orders-only.ts';
import { paediatric } from './paediatric.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { twoRuns } from './two-runs.ts';
import { vvNoCt } from './vv-no-ct.ts';

/** Every patient of the pretend hospital, in the order of the list. */
export const pretendPatients: readonly PretendPatient[] = [
  cleanVa,
  vvNoCt,
  hour10,
  ichAlready,
  localCodes,
  kPerMm3,
  correctedNadir,
  bypass,
  twoRuns,
  modeChange,
  paediatric,
  largest,
  ordersOnly,
  flowsheetOnly,
  bloodBank,
  infusionByVolume,
  germanCodes,
  namesChinese,
  namesArabic,
  deceased,
  dateOnly,
];
