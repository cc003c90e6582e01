/** Text in brackets, and atoms: `(i32.add (local.get $a) (i32.const 1))`. */
type Node = string | readonly Node[];

/** Opcodes, and how many atoms follow each; those behind the vector prefix count from 0x100. */
const instructions: Readonly<Record<string, readonly [code: number, ...atoms: string[]]>> = {
  return: [0x0f],
  'local.get': [0x20, 'local'],
  'local.set': [0x21, 'local'],
  'local.tee': [0x22, 'local'],
  'global.set': [0x24, 'global'],
  'global.get': [0x23, 'global'],
  'i32.load': [0x28, 'memory'],
  'i64.load': [0x29, 'memory'],
  'i32.load8_u': [0x2d, 'memory'],
  'i32.const': [0x41, 'i32'],
  'i64.const': [0x42, 'i64'],
  'i32.eqz': [0x45],
  'i32.eq': [0x46],
  'i32.ne': [0x47],
  'i32.lt_u': [0x49],
  'i32.gt_u': [0x4b],
  'i32.le_u': [0x4d],
  'i32.ge_u': [0x4f],
  'i64.ne': [0x52],
  'i32.ctz': [0x68],
  'i32.add': [0x6a],
  'i32.sub': [0x6b],
  'i32.mul': [0x6c],
  'i32.and': [0x71],
  'i32.or': [0x72],
  'i32.xor': [0x73],
  'i32.shl': [0x74],
  'i32.shr_u': [0x76],
  'v128.load': [0x100, 'memory'],
  'i8x16.splat': [0x10f],
  'i8x16.eq': [0x123],
  'v128.and': [0x14e],
  'v128.or': [0x150],
  'i8x16.bitmask': [0x164],
};
const valueTypes: Readonly<Record<string, number>> = { i32: 0x7f, i64: 0x7e, v128: 0x7b };
/** `\0asm`, version 1. */
const beginning = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const voidBlock = 0x40;
const end = 0x0b;

function parse(text: string): readonly Node[] {
  const open: Node[][] = [[]];
  for (const [token] of text.replaceAll(/;;.*/g, '').matchAll(/[()]|"[^"]*"|[^\s()]+/g)) {
    if (token === '(') open.push([]);
    else if (token === ')') {
      const done = open.pop()!;
      if (open.length === 0) throw new SyntaxError('invalid module; a bracket too many');
      open.at(-1)!.push(done);
    } else open.at(-1)!.push(token);
  }
  if (open.length > 1) throw new SyntaxError('invalid module; a bracket is not closed');
  return open[0]!;
}

/** A number in the variable length that WebAssembly writes numbers in. */
function variable(value: bigint, signed: boolean): readonly number[] {
  const bytes: number[] = [];
  for (let rest = value; ;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const isLast = signed
      ? (rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40)
      : rest === 0n;
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return bytes;
  }
}
const unsigned = (value: number): readonly number[] => variable(BigInt(value), false);
const withLength = (bytes: readonly number[]): readonly number[] => [
  ...unsigned(bytes.length),
  ...bytes,
];
const list = (items: readonly (readonly number[])[]): readonly number[] => [
  ...unsigned(items.length),
  ...items.flat(),
];

const section = (id: number, items: readonly (readonly number[])[]): readonly number[] => [
  id,
  ...withLength(list(items)),
];

const isList = (node: Node): node is readonly Node[] => typeof node !== 'string';
const named = (form: readonly Node[], head: string): readonly (readonly Node[])[] =>
  form.filter(isList).filter(([first]) => first === head);
function place(names: readonly Node[], name: Node | undefined): number {
  const index = names.indexOf(name as Node);
  if (index < 0) throw new SyntaxError(`invalid module; no ${String(name)}`);
  return index;
}

/** One folded expression as bytes. */
function expression(
  form: Node,
  locals: readonly Node[],
  globals: readonly Node[],
  labels: readonly Node[],
): readonly number[] {
  if (!isList(form)) throw new SyntaxError(`invalid module; ${form} stands alone`);
  const [head, ...rest] = form;
  const all = (forms: readonly Node[], inner = labels): readonly number[] =>
    forms.flatMap((one) => expression(one, locals, globals, inner));
  if (head === 'block' || head === 'loop')
    return [head === 'block' ? 2 : 3, voidBlock, ...all(rest.slice(1), [rest[0]!, ...labels]), end];
  if (head === 'br' || head === 'br_if')
    return [
      ...all(rest.slice(1)),
      head === 'br' ? 0x0c : 0x0d,
      ...unsigned(place(labels, rest[0])),
    ];
  if (head === 'if') {
    const then = named(rest, 'then')[0]!.slice(1);
    const condition = rest.filter((one) => isList(one) && one[0] !== 'then');
    return [...all(condition), 0x04, voidBlock, ...all(then, ['', ...labels]), end];
  }
  const [code, kind] = instructions[String(head)] ?? [];
  if (code === undefined) throw new SyntaxError(`invalid module; no instruction ${String(head)}`);
  const atom = rest.find((one) => !isList(one)) as string | undefined;
  const immediate: Readonly<Record<string, () => readonly number[]>> = {
    local: () => unsigned(place(locals, atom)),
    global: () => unsigned(place(globals, atom)),
    memory: () => [0, ...unsigned(Number(atom?.replace('offset=', '') ?? 0))],
    i32: () => variable(BigInt.asIntN(32, BigInt(atom!)), true),
    i64: () => variable(BigInt.asIntN(64, BigInt(atom!)), true),
  };
  return [
    ...all(rest.filter(isList)),
    ...(code >= 0x100 ? [0xfd, ...unsigned(code - 0x100)] : [code]),
    ...(kind === undefined ? [] : immediate[kind]!()),
  ];
}

/**
 * Turns a module in the WebAssembly text format into its bytes: functions of
 * `i32` parameters with one `i32` result in folded instructions, `i32` globals
 * and one memory, all of them exported; those instructions that this project uses.
 *
 * @throws SyntaxError for anything else
 * @source https://www.w3.org/TR/wasm-core-2/ (text format 6, binary format 5)
 */
export function assemble(text: string): Uint8Array<ArrayBuffer> {
  const form = parse(text)[0];
  if (!form || !isList(form)) throw new SyntaxError('invalid module; nothing in it');
  const functions = named(form, 'func');
  const globals = named(form, 'global');
  const globalNames = globals.map(([, name]) => name!);
  const exported = (name: Node | undefined, kind: number, index: number): readonly number[] => [
    ...withLength([...Buffer.from(String(name).replace('$', ''))]),
    kind,
    ...unsigned(index),
  ];
  const code = functions.map((one) => {
    const locals = [...named(one, 'param'), ...named(one, 'local')];
    const names = locals.map(([, name]) => name!);
    const types = named(one, 'local').map(([, , type]) => [1, valueTypes[String(type)]!]);
    const body = one
      .slice(2)
      .filter((part) => !['param', 'result', 'local'].includes(String(part[0])))
      .flatMap((part) => expression(part, names, globalNames, []));
    return withLength([...list(types), ...body, end]);
  });
  const i32 = valueTypes['i32']!;
  const types = functions.map((one) => [
    0x60,
    ...list(named(one, 'param').map(() => [i32])),
    ...list([[i32]]),
  ]);
  return Uint8Array.from([
    ...beginning,
    ...section(1, types),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(5, [[0, ...unsigned(Number(named(form, 'memory')[0]?.[2]))]]),
    ...section(
      6,
      globals.map(([, , , value]) => [i32, 1, ...expression(value!, [], globalNames, []), end]),
    ),
    ...section(7, [
      exported('memory', 2, 0),
      ...globals.map(([, name], index) => exported(name, 3, index)),
      ...functions.map(([, name], index) => exported(name, 0, index)),
    ]),
    ...section(10, code),
  ]);
}
