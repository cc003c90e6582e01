import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atLine, jsonPositions } from '../../src/clinical/json-positions.ts';

describe('JSON with positions', () => {
  test('reads whatever JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (text, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent);
        const { json, problems } = jsonPositions(written);
        expect(json).toEqual(JSON.parse(written));
        expect(problems).toEqual([]);
      }),
    );
  });

  test('refuses whatever JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string(), (text, cut, more) => {
        const damaged = text.slice(0, cut % (text.length + 1)) + more;
        const isGood = ((): boolean => {
          try {
            JSON.parse(damaged);
            return true;
          } catch {
            return false;
          }
        })();
        const { json, problems } = jsonPositions(damaged);
        if (isGood) expect(json).toEqual(JSON.parse(damaged));
        else expect(problems.length).toBeGreaterThan(0);
      }),
    );
  });

  test('knows where every value begins', () => {
    const { positions } = jsonPositions('{\n  "a": [1,\n    { "b": true }]\n}');
    expect(Object.fromEntries(positions)).toEqual({
      '': { line: 1, column: 1 },
      a: { line: 2, column: 8 },
      'a[0]': { line: 2, column: 9 },
      'a[1]': { line: 3, column: 5 },
      'a[1].b': { line: 3, column: 12 },
    });
  });

  test.each([
    ['{"a": 1,}', 1, 9, /member name/],
    ['{"a" 1}', 1, 6, /: expected/],
    ['[1\n 2]', 2, 2, /, expected/],
    ['', 1, 1, /a value expected/],
    ['{"a": tru}', 1, 7, /a value expected/],
    ['{"a": 01}', 1, 8, /, expected/],
    ['{} {}', 1, 4, /after the end/],
  ])('says where %j goes wrong', (text, line, column, words) => {
    expect(jsonPositions(text).problems).toEqual([
      { at: { line, column }, place: '', problem: expect.stringMatching(words) as string },
    ]);
  });

  test('tells of a member written twice, of which JSON would keep the last', () => {
    const { problems } = jsonPositions('{"x": {"a": 1,\n "a": 2}}');
    expect(problems).toEqual([
      { at: { line: 2, column: 2 }, place: 'x.a', problem: 'written twice' },
    ]);
  });

  test('names the nearest place that exists', () => {
    const { positions } = jsonPositions('{\n "a": [ {} ]\n}');
    expect(atLine('f.json', 'a[0].missing', positions)).toBe('f.json:2:9');
    expect(atLine('f.json', 'nothing.here', positions)).toBe('f.json:1:1');
    expect(atLine('f.json', 'a', undefined)).toBe('f.json');
  });
});
