/** A UCUM unit as a journal prints it; nothing for a pure number. */
export function unitInPrint(unit: string): string {
  return unit === '1' ? '' : unit.replace(/[{}]/g, '').replace('10*9/', '×10⁹/');
}
