import type { Codebook } from '../clinical/codebook.ts';
import { displayUnits } from '../clinical/display-units.ts';
import type { Site } from '../clinical/site.ts';
import type { Capabilities } from '../fhir/capabilities.ts';
import { essentialConcepts } from '../fhir/essential-concepts.ts';
import { mostFollowed } from '../fhir/follow.ts';
import { planScopes } from '../fhir/launch/plan-scopes.ts';
import { planOrders, planQueries, type PlanFacts } from '../fhir/queries.ts';
import { queryTarget, type Query } from '../fhir/query.ts';
import type { ModelDocument } from '../model/document.ts';

const v2 = {
  kind: 'configuration',
  authorizationEndpoint: '',
  tokenEndpoint: '',
  scopesSupported: [],
  capabilities: ['permission-v2'],
  offersS256: true,
} as const;

const v1 = { ...v2, capabilities: ['permission-v1'] } as const;

const granted = { text: '', allows: () => true, observationCategories: null };

/** The start of the look-back, an instant that the day of printing decides. */
const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** A server that offers every search, and to send along what the rows point at. */
function offersAll(facts: PlanFacts): Capabilities {
  const types = ['MedicationRequest', ...planQueries(facts).queries.map(({ type }) => type)];
  const includes = new Set(['MedicationAdministration:medication', 'DeviceUseStatement:device']);
  const none: ReadonlySet<string> = new Set();
  const offered = { interactions: none, searchParameters: none, includes, conditionalCreate: true };
  return {
    fhirVersion: '4.0.1',
    software: '',
    types: new Map(types.map((type) => [type, offered])),
  };
}

const list = (items: readonly string[]): string => items.map((item) => `- \`${item}\``).join('\n');

/**
 * The interface statement hospital IT asks for, made from the code that does
 * it: scopes, searches, codes, windows, and what is written. Markdown. The same
 * site and version give the same text on any day, so that two can be compared.
 */
export function interfaceStatement(site: Site, codebook: Codebook, model: ModelDocument): string {
  const plain: PlanFacts = {
    codebook,
    site,
    scopes: granted,
    capabilities: null,
    patient: '{patient}',
    now: 0,
    essential: essentialConcepts(model, codebook),
  };
  const facts = { ...plain, capabilities: offersAll(plain) };
  const written = (queries: readonly Query[]): string =>
    list(
      queries.map((query) =>
        decodeURIComponent(queryTarget(query)).replaceAll(
          INSTANT,
          `{${site.lookBackDays} days ago}`,
        ),
      ),
    );
  const { queries } = planQueries(facts);
  const orders = planOrders(facts);
  const wide = planQueries({ ...facts, breadth: 'categories' }).queries;
  const issuer = site.issuers[0] ?? { iss: 'https://fhir.example/r4', clientId: 'your-client-id' };
  const scopes = (version: typeof v2 | typeof v1): readonly string[] =>
    planScopes(site, issuer, version, 'ehr').split(' ');
  const units = displayUnits(codebook, site);
  const concepts = [...codebook.concepts.values()].map(
    ({ id, title, kind, codes, measurement }) => {
      const unit = measurement?.unit ?? '';
      const shown = unit === '' ? '' : units.of(id, unit).unit;
      return `| ${id} | ${title} | ${kind} | ${codes.length} | ${unit} | ${shown} |`;
    },
  );
  const inputs = model.inputs.map(({ id, rule, unit }) => {
    const { anchor, from, to } = rule.window;
    const window = `from ${from ?? 'any time'} h to ${to === undefined ? 'the moment' : `${to} h`} after ${anchor}`;
    return `| ${id} | ${rule.select} of ${rule.concepts.join(', ')} | ${window} | ${unit} |`;
  });
  return `# Interface statement

Made by \`npm run site -- interface\` from the code itself. Site ${site.id}, model ${model.id} ${model.version}, codebook ${codebook.version}.

## Addresses
Launch \`https://<your host>/launch.html\`, redirect \`https://<your host>/\`. Public client, PKCE S256.

## Scopes, SMART v2
${list(scopes(v2))}

## Scopes, SMART v1
${list(scopes(v1))}

## Searches
All are GET, by one patient. Look-back: ${site.lookBackDays} days. A bound, a page size or an \`_include\` that the CapabilityStatement does not list is left out, as is a type it does not list or the grant does not cover; a search that is refused is sent once more without them. Pages are followed by \`next\` to the end.

What the risk depends on, one parallel round, with \`Patient/{patient}\`, \`Encounter/{encounter}\` of the launch and \`metadata\`:

${written(queries.filter(({ canWait }) => canWait !== true))}

What is drawn beside it, after that:

${written(queries.filter(({ canWait }) => canWait === true))}

Singly, where a row points at one that did not come along, ${mostFollowed} at most: \`Medication/{id}\`, \`Device/{id}\`, \`Specimen/{id}\`.

Only where no administration can be read:

${written(orders === null ? [] : [orders])}

Only where Observations cannot be searched by code, where none was found by code, and for the mapping report:

${written(wide.filter(({ type }) => type === 'Observation'))}

## Inputs of the model
| input | rule | window | unit |
| --- | --- | --- | --- |
${inputs.join('\n')}

## Concepts
Values are kept, computed and written in \`unit\`, and shown in \`shown\` (\`units\` is ${site.units}${site.displayUnits === undefined ? '' : ', with exceptions in `displayUnits`'}).

| concept | title | kind | codes | unit | shown |
| --- | --- | --- | --- | --- | --- |
${concepts.join('\n')}

## Written
${
  site.writeBack.enabled
    ? `On a clinician's confirmation only, the first of ${site.writeBack.resources.join(', ')} that the server offers, with Provenance where it can be created. Nothing is ever changed or deleted but the author's own assessment, marked entered in error.`
    : 'Nothing. Write-back is switched off in the site file.'
}
`;
}
