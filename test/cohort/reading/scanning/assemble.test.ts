import { describe, expect, test } from 'vitest';
import { assemble } from '../../../../src/cohort/reading/scanning/assemble.ts';

const withBody = (body: string): string =>
  `(module (memory $memory 1) (global $count (mut i32) (i32.const -3))
    (func $run (param $a i32) (param $b i32) (result i32) (local $c i32) ${body}))`;

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly count: WebAssembly.Global<'i32'>;
  run(a: number, b: number): number;
}
const exportsOf = (body: string): Exports =>
  new WebAssembly.Instance(new WebAssembly.Module(assemble(withBody(body))))
    .exports as unknown as Exports;

describe('assembling WebAssembly', () => {
  test.each([
    ['numbers of any length and sign', '(i32.const -2147483648)', -2147483648],
    ['numbers that need another byte for their sign', '(i32.const 64)', 64],
    ['numbers without a sign', '(i32.const 0xffffffff)', -1],
    ['parameters in their order', '(i32.sub (local.get $a) (local.get $b))', 5],
    ['globals', '(global.get $count)', -3],
    [
      'loops, blocks and conditions by their names',
      `(block $out (loop $again
         (br_if $out (i32.ge_u (local.get $c) (local.get $a)))
         (local.set $c (i32.add (local.get $c) (local.get $b)))
         (if (i32.eq (local.get $c) (i32.const 4)) (then (br $out)))
         (br $again))) (local.get $c) ;; a remark
`,
      4,
    ],
  ])('writes %s', (_, body, expected) => {
    expect(exportsOf(body).run(7, 2)).toBe(expected);
  });

  test('exports everything by its name', () => {
    const { memory, count } = exportsOf('(i32.const 0)');
    expect([memory.buffer.byteLength, count.value]).toEqual([65536, -3]);
  });

  test.each([
    ['an instruction it does not know', withBody('(i32.div_u (local.get $a))')],
    ['a name it does not know', withBody('(local.get $z)')],
    ['a bracket too many', '(module))'],
    ['a bracket too few', '(module (func $x)'],
    ['an atom that stands alone', withBody('(return 1x (drop))')],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(() => assemble(text)).toThrow(SyntaxError);
  });
});
