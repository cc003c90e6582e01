import { assemble } from './assemble.ts';

/** Bits of a table of hashes. */
export const tableBits = 1 << 19;
const tableBytes = tableBits >> 3;
/** Where the tables begin in the memory of the program, and the text behind them. */
export const places = {
  exact: 0,
  prefix: tableBytes,
  type: 2 * tableBytes,
  text: 3 * tableBytes,
} as const;

const byte = (letter: string): number => letter.charCodeAt(0);
/** Letters as the number that they are in memory. */
const little = (text: string): string =>
  `0x${[...text]
    .toReversed()
    .map((letter) => byte(letter).toString(16))
    .join('')}`;

const at = (place: string, offset = 0): string =>
  `(i32.load8_u offset=${offset} (local.get ${place}))`;
const add = (local: string, amount: number): string =>
  `(local.set ${local} (i32.add (local.get ${local}) (i32.const ${amount})))`;
const is = (value: string, letter: string): string =>
  `(i32.eq ${value} (i32.const ${byte(letter)}))`;
const isNot = (value: string, letter: string): string =>
  `(i32.ne ${value} (i32.const ${byte(letter)}))`;
const giveUp = '(return (local.get $start))';
const everywhere = (letter: string, offset: number): string =>
  `(i8x16.eq (v128.load offset=${offset} (local.get $at)) (i8x16.splat (i32.const ${byte(letter)})))`;
const hashByte = `(local.set $hash (i32.mul (i32.xor (local.get $hash) (local.get $byte)) (i32.const 0x01000193)))`;
/** Whether the hash is in the table. */
const isIn = (table: number): string => `
  (i32.and (i32.const 1) (i32.shr_u
    (i32.load8_u offset=${table} (i32.shr_u
      (local.tee $slot (i32.and (i32.const ${tableBits - 1})
        (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 13)))))
      (i32.const 3)))
    (i32.and (local.get $slot) (i32.const 7))))`;
const skipBlanks = (label: string): string => `
  (loop ${label}
    (local.set $byte ${at('$value')})
    (if (i32.or ${is('(local.get $byte)', ' ')}
          (i32.or ${is('(local.get $byte)', '\t')} ${is('(local.get $byte)', '\r')}))
      (then ${add('$value', 1)} (br ${label}))))`;

/**
 * `next` walks over whole lines as long as each is an object whose first member
 * is its type, none of those in the table of types, whose end is its closing
 * bracket, and in which no `code` member has a value that could be a needle and
 * no escape could spell the name. Whatever is not so is left to the caller.
 *
 * `start` to `end` is text that begins with a line, followed by a line feed;
 * `limit` is where no line may begin any more, and bit n of `lengths` says that
 * there are prefixes of n letters (modulo 32).
 */
const program = `
(module
  (memory $memory 4)
  (global $skipped (mut i32) (i32.const 0))
  (func $next (param $start i32) (param $end i32) (param $limit i32) (param $lengths i32) (result i32)
    (local $at i32) (local $mask i32) (local $found i32) (local $value i32) (local $byte i32)
    (local $hash i32) (local $slot i32) (local $length i32)
    (global.set $skipped (i32.const 0))
    (loop $line
      (if (i32.ge_u (local.get $start) (local.get $limit)) (then ${giveUp}))
      (if (i64.ne (i64.load (local.get $start)) (i64.const ${little('{"resour')})) (then ${giveUp}))
      (if (i64.ne (i64.load offset=8 (local.get $start)) (i64.const ${little('ceType":')})) (then ${giveUp}))
      (local.set $value (i32.add (local.get $start) (i32.const 16)))
      ${skipBlanks('$typeBlanks')}
      (if ${isNot('(local.get $byte)', '"')} (then ${giveUp}))
      (local.set $at (local.get $value))
      (local.set $hash (i32.const 0x811c9dc5))
      (block $typed
        (loop $type
          ${add('$value', 1)}
          (local.set $byte ${at('$value')})
          (br_if $typed ${is('(local.get $byte)', '"')})
          (if (i32.or ${is('(local.get $byte)', '\\')} (i32.lt_u (local.get $byte) (i32.const 32))) (then ${giveUp}))
          ${hashByte}
          (br $type)))
      (if ${isIn(places.type)} (then ${giveUp}))
      (loop $window
        (local.set $mask (i8x16.bitmask (v128.or
          (v128.or ${everywhere('\n', 0)} ${everywhere('\\', 0)})
          (v128.and (v128.and ${everywhere('"', 0)} ${everywhere('c', 1)}) ${everywhere('"', 5)}))))
        (loop $bits
          (if (local.get $mask) (then
            (local.set $found (i32.add (local.get $at) (i32.ctz (local.get $mask))))
            (local.set $mask (i32.and (local.get $mask) (i32.sub (local.get $mask) (i32.const 1))))
            (if (i32.ge_u (local.get $found) (local.get $end)) (then ${giveUp}))
            (local.set $byte ${at('$found')})
            (if ${is('(local.get $byte)', '\n')} (then
              (local.set $value (i32.sub (local.get $found) (i32.const 1)))
              (if ${is(at('$value'), '\r')} (then (local.set $value (i32.sub (local.get $value) (i32.const 1)))))
              (if ${isNot(at('$value'), '}')} (then ${giveUp}))
              (global.set $skipped (i32.add (global.get $skipped) (i32.const 1)))
              (local.set $start (i32.add (local.get $found) (i32.const 1)))
              (br $line)))
            (if ${is('(local.get $byte)', '\\')} (then
              (br_if $bits (i32.ne (i32.load offset=1 (local.get $found)) (i32.const ${little('u006')})))
              ${giveUp}))
            (br_if $bits (i32.ne (i32.load offset=1 (local.get $found)) (i32.const ${little('code')})))
            (local.set $value (i32.add (local.get $found) (i32.const 6)))
            ${skipBlanks('$nameBlanks')}
            (br_if $bits ${isNot('(local.get $byte)', ':')})
            ${add('$value', 1)}
            ${skipBlanks('$valueBlanks')}
            (br_if $bits ${isNot('(local.get $byte)', '"')})
            (local.set $hash (i32.const 0x811c9dc5))
            (local.set $length (i32.const 0))
            (block $ended
              (loop $letters
                ${add('$value', 1)}
                (local.set $byte ${at('$value')})
                (br_if $ended ${is('(local.get $byte)', '"')})
                (br_if $letters (i32.or ${is('(local.get $byte)', '.')} ${is('(local.get $byte)', ' ')}))
                (if (i32.or ${is('(local.get $byte)', '\\')}
                      (i32.gt_u (i32.sub (local.get $byte) (i32.const 32)) (i32.const 95)))
                  (then ${giveUp}))
                (if (i32.le_u (i32.sub (local.get $byte) (i32.const ${byte('a')})) (i32.const 25))
                  (then ${add('$byte', byte('A') - byte('a'))}))
                ${hashByte}
                ${add('$length', 1)}
                (br_if $letters (i32.eqz (i32.and (i32.const 1) (i32.shr_u (local.get $lengths) (local.get $length)))))
                (br_if $letters (i32.eqz ${isIn(places.prefix)}))
                ${giveUp}))
            (br_if $bits (i32.eqz ${isIn(places.exact)}))
            ${giveUp})))
        ${add('$at', 16)}
        (br_if $window (i32.lt_u (local.get $at) (local.get $end))))
      ${giveUp})
    ${giveUp}))`;

/** The program that passes over lines that cannot matter; `Needles` and types go into its tables. */
export const skipProgram = (): WebAssembly.Module => new WebAssembly.Module(assemble(program));
