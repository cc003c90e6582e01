const missing = new Set(['', 'na', 'n/a', '#n/a', '<na>', 'nan', 'null', '.', 'missing']);

/** Whether a cell says that nothing is known. */
export function isMissing(cell: string): boolean {
  return missing.has(cell.trim().toLowerCase());
}
