import type { Codebook } from '../clinical/codebook.ts';
import type { Site } from '../clinical/site.ts';
import { planScopes } from '../fhir/launch/plan-scopes.ts';
import { planOrders, planQueries } from '../fhir/queries.ts';
import { queryTarget } from '../fhir/query.ts';
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

const list = (items: readonly string[]): string => items.map((item) => `- \`${item}\``).join('\n');

/**
 * The interface statement hospital IT asks for, made from the code that does
 * it: scopes, searches, codes, windows, and what is written. Markdown.
 *
 * @param now milliseconds since 1970 UTC, printed in the searches' look-back
 */
export function interfaceStatement(
  site: Site,
  codebook: Codebook,
  model: ModelDocument,
  now: number,
): string {
  const facts = { codebook, site, scopes: granted, capabilities: null, patient: '{patient}', now };
  const orders = planOrders(facts);
  const searches = [...planQueries(facts).queries, ...(orders === null ? [] : [orders])].map(
    (query) => decodeURIComponent(queryTarget(query)),
  );
  const issuer = site.issuers[0] ?? { iss: 'https://fhir.example/r4', clientId: 'your-client-id' };
  const scopes = (version: typeof v2 | typeof v1): readonly string[] =>
    planScopes(site, issuer, version, 'ehr').split(' ');
  const concepts = [...codebook.concepts.values()].map(
    ({ id, title, kind, codes, measurement }) =>
      `| ${id} | ${title} | ${kind} | ${codes.length} | ${measurement?.unit ?? ''} |`,
  );
  const inputs = model.inputs.map(({ id, rule, unit }) => {
    const { anchor, from, to } = rule.window;
    const window = `from ${from ?? 'any time'} h to ${to === undefined ? 'the moment' : `${to} h`} after ${anchor}`;
    return `| ${id} | ${rule.select} of ${rule.concepts.join(', ')} | ${window} | ${unit} |`;
  });
  return `# Interface statement

Made by \`npm run site -- interface\` from the code itself. Site ${site.id}, model ${model.id} ${model.version}, codebook ${codebook.version}.

## Scopes, SMART v2
${list(scopes(v2))}

## Scopes, SMART v1
${list(scopes(v1))}

## Searches, one parallel round a launch
Read once each: \`Patient/{patient}\`, \`metadata\`, the launch's \`Encounter\`. Look-back: ${site.lookBackDays} days. \`MedicationRequest\` only where administrations cannot be read.

${list(searches)}

## Inputs of the model
| input | rule | window | unit |
| --- | --- | --- | --- |
${inputs.join('\n')}

## Concepts
| concept | title | kind | codes | unit |
| --- | --- | --- | --- | --- |
${concepts.join('\n')}

## Written
${
  site.writeBack.enabled
    ? `On a clinician's confirmation only, the first of ${site.writeBack.resources.join(', ')} that the server offers, with Provenance where it can be created. Nothing is ever changed or deleted but the author's own assessment, marked entered in error.`
    : 'Nothing. Write-back is switched off in the site file.'
}
`;
}
