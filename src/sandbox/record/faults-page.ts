import { faultGroups } from '../faults/all.ts';
import type { FaultSettings, SandboxFault } from '../faults/fault.ts';
import type { FaultSwitch } from '../faults/switch.ts';
import type { Hospital } from '../house.ts';
import { html, pageAnswer, type Html } from './html.ts';

/** A line at the top of every page while the hospital misbehaves; otherwise nothing. */
export function faultsNotice({ faults }: Hospital): Html | null {
  const names = faults.active().map(({ name }) => name);
  if (names.length === 0) return null;
  return html`<aside class="misbehaving" aria-label="Faults that are on">
    <p role="status">
      Misbehaving on purpose: ${names.join(', ')}. <a href="/record/faults">Change</a>
    </p>
  </aside>`;
}

/** Turns a fault by the form of its line; `all` with `off` turns every fault off. */
export function turnByForm(form: URLSearchParams, faults: FaultSwitch): void {
  const name = form.get('name') ?? '';
  if (name === 'all') return faults.clear();
  if (!faults.list.some((each) => each.name === name)) return;
  if (form.get('turn') === 'off') return faults.turnOff(name);
  const only = form.get('only') ?? '';
  const from = Number(form.get('from') ?? '1');
  const settings: FaultSettings = {
    ...(only === '' ? {} : { only }),
    ...(Number.isInteger(from) && from > 1 ? { from } : {}),
  };
  faults.turnOn(name, settings);
}

function line({ name, rows, words, doors }: SandboxFault, on: boolean): Html {
  const narrow = doors.every((door) => door === 'fhir')
    ? html`<label
          >only <input name="only" size="12" placeholder="any type" pattern="[A-Za-z]*"
        /></label>
        <label>from the <input name="from" type="number" min="1" value="1" /> th request</label>`
    : null;
  return html`<tr class="${on ? 'on' : ''}">
    <th scope="row"><code>${name}</code></th>
    <td>${words}</td>
    <td>${rows.join(', ')}</td>
    <td>
      <form method="post" action="/record/faults">
        <input type="hidden" name="name" value="${name}" />
        ${on ? null : narrow}
        <button
          name="turn"
          value="${on ? 'off' : 'on'}"
          aria-label="Turn ${name} ${on ? 'off' : 'on'}"
        >
          ${on ? 'Turn off' : 'Turn on'}
        </button>
      </form>
    </td>
  </tr>`;
}

/** The switchboard: every fault with what it does, the rows of the fault matrix it provokes, and its switch. */
export function faultsPage(hospital: Hospital): Response {
  const active = new Set(hospital.faults.active().map(({ name }) => name));
  const body = html`${faultsNotice(hospital)}
    <header class="top">
      <h1>Make this hospital misbehave</h1>
      <p><a href="/">Back to the patients</a></p>
    </header>
    <main>
      <p>
        Each of these has been seen at a real hospital or vendor. They act on everyone until turned
        off; the chart’s own “Open ICH risk” can have one for a single launch.
      </p>
      <form method="post" action="/record/faults">
        <input type="hidden" name="name" value="all" /><button name="turn" value="off">
          Turn everything off
        </button>
      </form>
      ${faultGroups.map(
        ({ heading, faults }) =>
          html`<section>
            <h2>${heading}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="${heading}">
              <table class="faults">
                <thead>
                  <tr>
                    <th scope="col">Fault</th>
                    <th scope="col">What happens</th>
                    <th scope="col">Matrix rows</th>
                    <th scope="col">Switch</th>
                  </tr>
                </thead>
                <tbody>
                  ${faults.map((each) => line(each, active.has(each.name)))}
                </tbody>
              </table>
            </div>
          </section>`,
      )}
    </main>`;
  return pageAnswer({ title: 'Faults', body, apps: [hospital.appOrigin] });
}
