import { html, pageAnswer } from '../record/html.ts';
import type { Clinician } from './desk.ts';

/** A patient one may choose in a standalone launch. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string;
  readonly mrn: string;
}

/** What the sign-in and consent page shows and carries along. */
export interface AuthorizePage {
  readonly appName: string;
  readonly scope: string;
  /** The authorization request, repeated as hidden fields. */
  readonly request: URLSearchParams;
  readonly clinicians: readonly Clinician[];
  /** Patients to choose from, or null if the launch already says who. */
  readonly choices: readonly Choice[] | null;
  readonly apps: readonly string[];
}

/** The page that signs a clinician in, lets them pick a patient, and asks whether the app may read. */
export function authorizePage(page: AuthorizePage): Response {
  const { appName, scope, request, clinicians, choices, apps } = page;
  const hidden = [...request].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const people = clinicians.map(({ id, name }) => html`<option value="${id}">${name}</option>`);
  const picker =
    choices === null
      ? null
      : html`<fieldset class="picker">
          <legend>Patient</legend>
          ${choices.map(
            ({ id, name, birthDate, mrn }, index) =>
              html`<label>
                <input type="radio" name="patient" value="${id}" ${index === 0 ? 'checked' : ''} />
                <bdi>${name}</bdi> <small>born ${birthDate}, MRN ${mrn}</small></label
              >`,
          )}
        </fieldset>`;
  const body = html`<main class="sheet">
    <h1>${appName} asks for access</h1>
    <form method="post" action="/auth/authorize">
      ${hidden}
      <p>
        <label for="clinician">Signed in as</label>
        <select id="clinician" name="clinician">
          ${people}
        </select>
        <small>A pretend sign-in: no password.</small>
      </p>
      ${picker}
      <details>
        <summary>What it wants to do</summary>
        <ul>
          ${scope.split(' ').map((each) => html`<li><code>${each}</code></li>`)}
        </ul>
      </details>
      <p class="buttons">
        <button name="decision" value="allow">Allow</button>
        <button name="decision" value="deny" class="quiet">Deny</button>
      </p>
    </form>
  </main>`;
  return pageAnswer({ title: 'Access', body, apps });
}

/** The page for a request that must not be sent back to anyone, as it is not known who asked. */
export function refusalPage(reason: string): Response {
  const body = html`<main class="sheet">
    <h1>This app cannot be opened</h1>
    <p>${reason}</p>
    <p><a href="/">Back to the patients</a></p>
  </main>`;
  return pageAnswer({ title: 'Refused', body, status: 400, apps: [] });
}
