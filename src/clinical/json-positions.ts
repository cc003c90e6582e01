/** Where a value begins in a text, both counted from one. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A JSON text with the place of every value, and what is wrong with the text. */
export interface PositionedJson {
  readonly json: unknown;
  /** By JSON path, such as `issuers[0].iss`; the whole is the empty path. */
  readonly positions: ReadonlyMap<string, Position>;
  /** Syntax error, or members written twice (of which JSON would keep the last). */
  readonly problems: readonly {
    readonly at: Position;
    readonly place: string;
    readonly problem: string;
  }[];
}

const TOKEN =
  /[{}[\]:,]|"(?:[^"\\\n]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Thrown inside, caught at the entrance. */
class SyntaxFault extends Error {
  override readonly name = 'SyntaxFault';
}

/** Parses JSON and remembers where everything stands, so that a mistake can be named by its line. */
export function jsonPositions(text: string): PositionedJson {
  const reader = new PositionedReader(text.replace(/^\ufeff/, ''));
  try {
    const json = reader.whole();
    return { json, positions: reader.positions, problems: reader.problems };
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    const problem = { at: reader.here(), place: '', problem: error.message };
    return { json: undefined, positions: reader.positions, problems: [problem] };
  }
}

/**
 * A file with the line and column of a JSON path in it, `site.json:3:12`; of a
 * missing member, where the object begins that should have it. The file alone
 * when no positions are known.
 */
export function atLine(
  file: string,
  place: string,
  positions: ReadonlyMap<string, Position> | undefined,
): string {
  if (positions === undefined) return file;
  let at = place;
  while (at !== '' && !positions.has(at)) at = at.replace(/\[\d+\]$|(?:^|\.)[^.[\]]*$/, '');
  const found = positions.get(at);
  return found === undefined ? file : `${file}:${found.line}:${found.column}`;
}

class PositionedReader {
  readonly positions = new Map<string, Position>();
  readonly problems: { at: Position; place: string; problem: string }[] = [];
  readonly #text: string;
  #offset = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  here(): Position {
    return { line: this.#line, column: this.#offset - this.#lineStart + 1 };
  }

  whole(): unknown {
    const value = this.#value('');
    this.#space();
    if (this.#offset < this.#text.length) throw new SyntaxFault('text after the end of the JSON');
    return value;
  }

  #space(): void {
    for (; this.#offset < this.#text.length; this.#offset += 1) {
      const letter = this.#text[this.#offset];
      if (letter === '\n') {
        this.#line += 1;
        this.#lineStart = this.#offset + 1;
      } else if (letter !== ' ' && letter !== '\t' && letter !== '\r') return;
    }
  }

  #peek(): string {
    this.#space();
    return this.#text[this.#offset] ?? '';
  }

  #token(expected: string): string {
    this.#space();
    TOKEN.lastIndex = this.#offset;
    const token = TOKEN.exec(this.#text)?.[0];
    if (token === undefined) throw new SyntaxFault(`${expected} expected`);
    this.#offset += token.length;
    return token;
  }

  #take(mark: string): void {
    if (this.#peek() !== mark) throw new SyntaxFault(`${mark} expected`);
    this.#offset += 1;
  }

  #value(place: string): unknown {
    const first = this.#peek();
    this.positions.set(place, this.here());
    if (first === '{') return this.#object(place);
    if (first === '[') return this.#list(place);
    if (first === '' || '}],:'.includes(first)) throw new SyntaxFault('a value expected');
    return parseToken(this.#token('a value'));
  }

  #object(place: string): unknown {
    this.#take('{');
    const members: [string, unknown][] = [];
    const keys = new Set<string>();
    while (this.#peek() !== '}') {
      if (members.length > 0) this.#take(',');
      if (this.#peek() !== '"') throw new SyntaxFault('a member name in double quotes expected');
      const at = this.here();
      const key = String(parseToken(this.#token('a member name')));
      const path = place === '' ? key : `${place}.${key}`;
      if (keys.has(key)) this.problems.push({ at, place: path, problem: 'written twice' });
      keys.add(key);
      this.#take(':');
      members.push([key, this.#value(path)]);
    }
    this.#take('}');
    return Object.fromEntries(members);
  }

  #list(place: string): unknown {
    this.#take('[');
    const entries: unknown[] = [];
    while (this.#peek() !== ']') {
      if (entries.length > 0) this.#take(',');
      entries.push(this.#value(`${place}[${entries.length}]`));
    }
    this.#take(']');
    return entries;
  }
}

function parseToken(token: string): unknown {
  try {
    return JSON.parse(token);
  } catch {
    throw new SyntaxFault('a text with a bad escape or control character');
  }
}
