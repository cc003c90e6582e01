const TIMES = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
  [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
  [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
  [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
  [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
  [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
  [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
  [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
  [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];
const TURN = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/** Whether a SNOMED CT identifier ends in its Verhoeff check digit (Verhoeff 1969, dihedral group D5). */
export function passesVerhoeff(code: string): boolean {
  if (!/^\d{6,18}$/.test(code)) return false;
  let check = 0;
  for (const [index, digit] of [...code].reverse().entries()) {
    let turned = Number(digit);
    for (let turns = 0; turns < index % 8; turns += 1) turned = TURN[turned] ?? 0;
    check = TIMES[check]?.[turned] ?? 0;
  }
  return check === 0;
}

/** Whether a LOINC code ends in its mod-10 check digit (LOINC Users' Guide, appendix C). */
export function passesLoincCheck(code: string): boolean {
  const part = /^(\d{1,7})-(\d)$/.exec(code);
  if (part === null) return false;
  let sum = 0;
  for (const [index, digit] of [...(part[1] ?? '')].reverse().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10 === Number(part[2]);
}
