/** A TCP port from the environment, or the default; throws a sentence on anything else. */
export function portFrom(environment: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = environment[name];
  if (text === undefined || text === '') return otherwise;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new RangeError(`invalid ${name}; not a port from 1 to 65535: ${text}`);
}

/** Prints one line for the person who started the program. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Prints why the program stops and sets the exit code. */
export function giveUp(problem: unknown, code = 1): void {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exitCode = code;
}

/** Closes what runs at the first Ctrl-C or stop signal. */
export function closeOnSignal(close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void close().then(() => process.exit(0));
    });
  }
}
