/** Types in R4 whose only member named `subject` is their own, as they begin a line. */
const beginnings = [
  'Observation',
  'Condition',
  'Procedure',
  'MedicationAdministration',
  'Encounter',
  'DiagnosticReport',
].map((type) => Buffer.from(`"${type}"`));
const typeName = Buffer.from('"resourceType"');
const subjectName = Buffer.from('"subject"');
const referenceName = Buffer.from('"reference"');
const containedName = Buffer.from('"contained"');
const patientStart = Buffer.from('"Patient/');
/** Escapes that can spell a letter of these names. */
const escapes = [Buffer.from('\\u006'), Buffer.from('\\u007')];
const colon = Buffer.from(':');
const brace = Buffer.from('{');
const quote = 0x22;
const backslash = 0x5c;

/** Bytes that end an id, or would make it something else: controls, `"`, `#`, `/`, `?`, `\`, and what is not ASCII. */
const isIdByte = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte > 0x1f && byte < 0x7f && !'"#/?\\'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

/** Where the bytes end that begin at `at`, blanks passed over; -1 when others stand there. */
function after(line: Buffer, at: number, expected: Buffer): number {
  if (at < 0) return -1;
  while (line[at]! <= 0x20) at += 1;
  for (let index = 0; index < expected.length; index += 1)
    if (line[at + index] !== expected[index]) return -1;
  return at + expected.length;
}

/**
 * Whose a line is, without parsing it, in the usual case: the type comes first,
 * nothing is contained, and there is one `subject` with a relative reference.
 * Whether the line is JSON at all shows when its patient is read.
 *
 * @returns where `Patient/<id>` stands in the line; null where the line has to
 *   be parsed to tell
 */
export function quickSubject(line: Buffer): readonly [start: number, end: number] | null {
  const typed = after(line, after(line, after(line, 0, brace), typeName), colon);
  if (beginnings.every((type) => after(line, typed, type) < 0)) return null;
  const found = line.indexOf(subjectName, typed);
  if (found < 0) return null;
  const behind = found + subjectName.length;
  const inside = after(line, after(line, after(line, behind, colon), brace), referenceName);
  const start = after(line, after(line, inside, colon), patientStart);
  if (start < 0) return null;
  let end = start;
  while (isIdByte[line[end]!] === 1) end += 1;
  if (end === start || line[end] !== quote) return null;
  const isPlain =
    !line.includes(subjectName, end) &&
    !line.includes(containedName) &&
    (!line.includes(backslash) || escapes.every((escape) => !line.includes(escape)));
  return isPlain ? [start - patientStart.length + 1, end] : null;
}
