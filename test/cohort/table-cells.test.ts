import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run, scratch } from './fixture.ts';

const folder = scratch();
const header = 'gwr,stroke,ffp_units,plt_min,ich';
const rows = [
  '1.21,0,2.5,40,1',
  '1.30,0,0,90,0',
  '1.12,1,4,33,1',
  '1.26,0,1,61,0',
  '1.24,1,0,75,0',
  '1.18,0,3,52,0',
  '1.33,0,0,120,0',
  '1.22,0,6,48,1',
  '1.29,1,1.5,66,0',
  '1.15,0,2,28,0',
];
const plain = [header, ...rows].join('\n');

function file(name: string, text: string | Buffer): string {
  const path = folder.file(`${name.replace(/\W+/g, '-')}.csv`);
  writeFileSync(path, text);
  return path;
}
const lastCell = (to: (outcome: string) => string): string =>
  [header, ...rows.map((row) => row.replace(/[01]$/, to))].join('\n');
const validate = (path: string, ...more: readonly string[]): ReturnType<typeof run> =>
  run('validate', '--table', path, '--json', ...more);
const numbers = (out: readonly string[]): object => ({
  ...(JSON.parse(out[0]!) as object),
  source: '',
  site: '',
});

describe('the same patients give the same numbers', () => {
  const ways: readonly (readonly [string, string | Buffer, readonly string[]])[] = [
    ['TRUE and FALSE', lastCell((y) => (y === '1' ? 'TRUE' : 'FALSE')), []],
    ['T and F', lastCell((y) => (y === '1' ? 'T' : 'F')), []],
    ['Yes and No', lastCell((y) => (y === '1' ? 'Yes' : 'No')), []],
    ['Y and N', lastCell((y) => (y === '1' ? 'Y' : 'N')), []],
    ['semicolons and decimal commas', plain.replaceAll(',', ';').replaceAll('.', ','), []],
    ['tabs and decimal points', plain.replaceAll(',', '\t'), []],
    ["Excel's first line", `sep=;\n${plain.replaceAll(',', ';')}`, []],
    ['a byte order mark, CRLF and quotes', `\uFEFF${plain.replaceAll(/[^,\n]+/g, '"$&"').replaceAll('\n', '\r\n')}`, []], // prettier-ignore
    ['carriage returns alone', plain.replaceAll('\n', '\r'), []],
    ['capitals in the header', plain.replace(header, header.toUpperCase()), []],
    [
      'a further column',
      plain.replaceAll('\n', ',"a, b"\n').replace(',"a, b"', ',note') + ',x',
      [],
    ],
    ['input=column', plain.replace(header, 'a,b,c,d,e'), ['--outcome', 'e', '--columns', 'gwr=a,stroke-history=b,ffp-units=c,platelets-lowest=d']], // prettier-ignore
    ['column=input', plain.replace(header, 'a,b,c,d,e'), ['--columns', 'a=gwr,b=stroke,c=ffp_units,d=plt_min,e=ich']], // prettier-ignore
    ['numbers with an exponent', plain.replace('120', '1.2e2'), []],
  ];
  test.each(ways)('written with %s', async (name, text, more) => {
    const expected = await validate(file('plain', plain));
    const { code, out } = await validate(file(name, text), ...more);
    expect(code).toBe(0);
    expect(numbers(out)).toEqual(numbers(expected.out));
  });

  test.each(['', 'NA', 'N/A', 'NaN', 'null', '.'])('a missing cell may be "%s"', async (cell) => {
    const text = plain.replace('\n1.30,', `\n${cell},`);
    const { out } = await validate(file('missing', text));
    expect(numbers(out)).toMatchObject({ n: 10, rows: { integrated: 1 } });
  });

  test('a ratio nobody recorded is integrated out when that is said', async () => {
    const text = plain.replaceAll(/^[^,]*,/gm, '');
    const { code, notes } = await validate(file('no-ratio', text));
    expect([code, notes.at(-1)]).toEqual([2, expect.stringMatching(/no column for gwr.*never/)]);
    const said = await validate(file('no-ratio', text), '--columns', 'gwr=');
    expect(numbers(said.out)).toMatchObject({ n: 10, rows: { integrated: 10 } });
  });

  test('a row without an outcome is left out, counted and said', async () => {
    const { out, notes } = await validate(file('unknown', plain.replace('61,0', '61,')));
    expect(numbers(out)).toMatchObject({ n: 9, withoutOutcome: 1 });
    expect(notes[0]).toMatch(/1 rows without an outcome/);
  });
});

describe('what cannot be read is refused with a sentence', () => {
  const cases: readonly (readonly [string, string | Buffer, readonly string[], RegExp])[] = [
    ['a stroke that is neither', `${plain}\n1.2,2,1,40,1`, [], /:12: the cell in "stroke" is neither/],
    ['hexadecimal', `${plain}\n1.2,0,1,0x20,1`, [], /:12: the cell in "plt_min" is not a number/],
    ['a comparator', `${plain}\n1.2,0,1,<10,1`, [], /:12: the cell in "plt_min"/],
    ['thousands', `${plain}\n1.2,0,1,"1,000",1`, [], /:12: the cell in "plt_min"/],
    ['points among decimal commas', plain.replaceAll(',', ';').replace('1.21', '1,21'), [], /decimal comma/],
    ['two columns of one name', plain.replace('stroke', 'gwr'), ['--columns', 'stroke-history=ich'], /two columns "gwr"/],
    ['UTF-16', Buffer.from(`\uFEFF${plain}`, 'utf16le'), [], /not UTF-8/],
    ['a name that is no input', plain, ['--columns', 'platelets=plt_min'], /"platelets" is not asked for/],
    ['a column that is not there', plain, ['--columns', 'gwr=ratio'], /no column "ratio"/],
    ['one column for two inputs', plain, ['--columns', 'gwr=plt_min'], /"plt_min" is read as both gwr and platelets-lowest/],
    ['the outcome as an input', plain, ['--columns', 'stroke-history=ich'], /"ich" is read as both stroke-history and ich/],
    ['an input named twice', plain, ['--columns', 'gwr=gwr,gwr=plt_min'], /gwr twice/],
    ['several columns that are not there', plain.replace(header, 'a,b,c,d,ich'), [], /gwr, stroke-history, ffp-units, platelets-lowest;/],
    ['a ratio in per cent', plain.replaceAll(/^1\.(\d\d)/gm, '1$1'), [], /exactly 0 or 1\. Beyond the valid ranges: gwr in 10 of 10/],
    ['no count at all', plain.replaceAll(/,\d+,([01])$/gm, ',,$1'), [], /none of 10 patients a risk; 10 lack/],
    ['nobody within range', plain.replaceAll(/^1\.\d\d/gm, '1.9'), ['--out-of-range', 'drop'], /none of 10 patients a risk.*gwr in 10/],
    ['two knots', plain, ['--knots', '2'], /--knots/],
  ]; // prettier-ignore
  test.each(cases)('%s', async (name, text, more, sentence) => {
    const { code, out, notes } = await validate(file(name, text), ...more);
    expect([code, out]).toEqual([2, []]);
    expect(notes.at(-1)).toMatch(sentence);
  });

  const develop = (...more: readonly string[]): ReturnType<typeof run> =>
    run('develop', '--table', file('plain', plain), '--resamples', '2', ...more);
  test.each([
    ['a negative penalty', ['--predictors', 'gwr', '--method', 'ridge', '--lambda', '-1'], /from 0 to/],
    ['a penalty for Firth', ['--predictors', 'gwr', '--lambda', '1'], /belongs to ridge and lasso/],
    ['a predictor twice', ['--predictors', 'gwr,gwr'], /gwr twice/],
    ['the outcome as predictor', ['--predictors', 'gwr,ich'], /the outcome itself/],
    ['an empty name', ['--predictors', 'gwr,,stroke'], /empty name/],
    ['a document from a table', ['--predictors', 'gwr', '--out', 'x.json'], /needs an export/],
    ['no predictor', [], /--predictors is missing/],
  ] as const)('develop: %s', async (_, args, sentence) => {
    const { code, out, notes } = await develop(...args);
    expect([code, out]).toEqual([2, []]);
    expect(notes.at(-1)).toMatch(sentence);
  }); // prettier-ignore

  test('develop: one predictor made of another', async () => {
    const path = file(
      'double',
      [`${header},twice`, ...rows.map((row) => `${row},${2 * Number(row.split(',')[3])}`)].join(
        '\n',
      ),
    );
    const { code, notes } = await run('develop', '--table', path, '--predictors', 'plt_min,twice', '--resamples', '2'); // prettier-ignore
    expect([code, notes.at(-1)]).toEqual([2, expect.stringMatching(/sum of multiples/)]);
  });
});
