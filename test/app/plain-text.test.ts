import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../src/app/plain-text.ts';

describe('plain text of a record', () => {
  test.each([
    ['faults 78, 79: control characters', 'A\u0000B\u0007C', 'ABC'],
    ['faults 78, 79: bidirectional overrides', 'Smith\u202Eevil\u202C', 'Smithevil'],
    ['faults 78, 79: isolates and marks', '\u2066a\u2069\u200Eb\u200F', 'ab'],
    ['faults 78, 79: zero-width characters', 'Ma\u200Brta\uFEFF', 'Marta'],
    ['line breaks become one space', 'a\n\r\n\tb', 'a b'],
    ['markup stays text', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['another script is left alone', 'الحسيني', 'الحسيني'],
    ['an emoji is left alone', '🙂', '🙂'],
  ])('%s', (_, written, shown) => {
    expect(plainText(written)).toBe(shown);
  });

  test('fault 79: a name of ten thousand characters is cut and says so', () => {
    const shown = plainText('x'.repeat(10_000));
    expect(shown).toHaveLength(120);
    expect(shown.endsWith('…')).toBe(true);
  });

  test('what is not text is nothing', () => {
    for (const value of [undefined, null, 12, {}, [], true]) expect(plainText(value)).toBe('');
  });

  test('nothing invisible and nothing that turns the writing round is ever left', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(plainText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });

  test('saying it twice changes nothing', () => {
    assert(
      property(string({ unit: 'grapheme' }), (text) => {
        expect(plainText(plainText(text))).toBe(plainText(text));
      }),
    );
  });
});
