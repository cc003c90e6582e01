/**
 * 1,000 bootstrap refits of the 227-patient cohort, ours against rms::validate
 * in the same run: `npx tsx test/bench/bootstrap.ts`. Without R it prints our
 * time alone.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bootstrapOptimism } from '../../src/cohort/bootstrap/optimism.ts';
import { firthRefit, maximumLikelihoodRefit } from '../../src/cohort/bootstrap/refit.ts';
import { designMatrix } from '../../src/cohort/fitting/design.ts';
import { readCohort } from '../reference/read-reference.ts';

const rounds = 5;
const d = readCohort('cohort-227');
const design = designMatrix([d.gwr, d.stroke, d.ffp, d.plt]);

function seconds(run: () => { measures: { dxy: { corrected: number } } }): {
  best: number;
  corrected: number;
} {
  let best = Infinity;
  let corrected = Number.NaN;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    corrected = run().measures.dxy.corrected;
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return { best, corrected };
}

const options = { resamples: 1000, seed: 1 };
const ml = seconds(() =>
  bootstrapOptimism(design, d.ich, maximumLikelihoodRefit(design, d.ich), options),
);
const firth = seconds(() => bootstrapOptimism(design, d.ich, firthRefit(design, d.ich), options));
const lines = [
  `ours, maximum likelihood   ${ml.best.toFixed(3)} s   Dxy corrected ${ml.corrected.toFixed(3)}`,
  `ours, Firth with FLIC      ${firth.best.toFixed(3)} s   Dxy corrected ${firth.corrected.toFixed(3)}`,
];
const r = spawnSync('Rscript', [fileURLToPath(new URL('./bootstrap.R', import.meta.url))], {
  encoding: 'utf8',
});
if (r.status === 0) {
  const [time = Number.NaN, corrected = Number.NaN] = r.stdout.trim().split(/\s+/).map(Number);
  lines.push(
    `rms::validate              ${time.toFixed(3)} s   Dxy corrected ${corrected.toFixed(3)}`,
  );
  lines.push(`ratio                      ${(time / ml.best).toFixed(1)} times faster (wanted: 5)`);
} else lines.push('R with rms is not here; no ratio.');
process.stdout.write(`${lines.join('\n')}\n`);
