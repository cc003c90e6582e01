import type { Exchange, FaultSettings, SandboxFault } from './fault.ts';

/** A fault that is on, and how. */
export interface ActiveFault {
  readonly name: string;
  readonly settings: FaultSettings;
  /** Requests it has met. */
  readonly met: number;
}

interface Turned {
  readonly fault: SandboxFault;
  readonly settings: FaultSettings;
  met: number;
}

/** The switchboard of faults: each on or off for everyone, or on for one launch. */
export class FaultSwitch {
  /** Every fault there is. */
  readonly list: readonly SandboxFault[];
  readonly #on = new Map<string, Turned>();
  readonly #launched = new Map<string, Turned>();

  constructor(list: readonly SandboxFault[]) {
    this.list = list;
  }

  /** Turns a fault on for everyone; a second call replaces its settings and counts anew. */
  turnOn(name: string, settings: FaultSettings = {}): void {
    this.#on.set(name, { fault: this.#named(name), settings, met: 0 });
  }

  /** Turns a fault off; nothing happens if it is not on. */
  turnOff(name: string): void {
    this.#named(name);
    this.#on.delete(name);
  }

  /** Turns every fault off. */
  clear(): void {
    this.#on.clear();
    this.#launched.clear();
  }

  /** The faults that are on for everyone. */
  active(): readonly ActiveFault[] {
    return [...this.#on.entries()].map(([name, { settings, met }]) => ({ name, settings, met }));
  }

  /** Lets a request pass through every fault that concerns it, the last turned on outermost. */
  pass(
    exchange: Omit<Exchange, 'nth' | 'settings'>,
    family: string | null,
    launched: readonly string[],
  ): Promise<Response> {
    const own = launched.map((name) => {
      const key = `${family} ${name}`;
      const turned = this.#launched.get(key) ?? { fault: this.#named(name), settings: {}, met: 0 };
      this.#launched.set(key, turned);
      return turned;
    });
    let answer = exchange.answer;
    for (const turned of [...this.#on.values(), ...own]) {
      if (!concerns(turned, exchange)) continue;
      turned.met += 1;
      const { from = 1, times = Infinity } = turned.settings;
      if (turned.met < from || turned.met >= from + times) continue;
      const inner = answer;
      const { fault, settings, met: nth } = turned;
      answer = async (instead) => {
        const request = instead ?? exchange.request;
        const url = new URL(request.url);
        return fault.commit({ ...exchange, request, url, nth, settings, answer: inner });
      };
    }
    return answer();
  }

  #named(name: string): SandboxFault {
    const fault = this.list.find((each) => each.name === name);
    if (!fault) throw new RangeError(`invalid fault; not one of the sandbox's: ${name}`);
    return fault;
  }
}

function concerns(
  { fault, settings }: Turned,
  { door, request, type }: Omit<Exchange, 'nth' | 'settings'>,
): boolean {
  if (!fault.doors.includes(door)) return false;
  const methods = fault.methods ?? ['GET', 'POST', 'PUT', 'PATCH'];
  if (!methods.includes(request.method)) return false;
  return door !== 'fhir' || settings.only === undefined || settings.only === type;
}
