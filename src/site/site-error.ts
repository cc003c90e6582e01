/** A wrong argument or a missing file, in one sentence for the person at the keyboard; exit code 2. */
export class SiteError extends Error {
  override readonly name = 'SiteError';
}
