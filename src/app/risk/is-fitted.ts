import type { ModelDocument } from '../../model/document.ts';

/** Whether somebody fitted the model's intercept to patients, so that nothing of it was reconstructed from print. */
export function isFitted({ intercept }: ModelDocument): boolean {
  return intercept.standing === 'site-fitted' || intercept.standing === 'synthetic';
}
