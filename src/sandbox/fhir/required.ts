import type { OperationOutcomeIssue } from 'fhir/r4';
import { isObject, valuesAt, type JsonObject } from './path.ts';
import { searchParameters } from './search-parameters.ts';

/** Elements R4 demands (minimum 1), and elements with a required code list. */
interface Rules {
  readonly required: readonly string[];
  readonly codes?: Readonly<Record<string, readonly string[]>>;
}

const observationStatus = [
  'registered',
  'preliminary',
  'final',
  'amended',
  'corrected',
  'cancelled',
  'entered-in-error',
  'unknown',
];

const rules: Readonly<Record<string, Rules>> = {
  Encounter: { required: ['status', 'class'] },
  Observation: { required: ['status', 'code'], codes: { status: observationStatus } },
  RiskAssessment: { required: ['status', 'subject'], codes: { status: observationStatus } },
  Procedure: { required: ['status', 'subject'] },
  Condition: { required: ['subject'] },
  MedicationAdministration: { required: ['status', 'subject', 'medication[x]', 'effective[x]'] },
  MedicationRequest: { required: ['status', 'intent', 'subject', 'medication[x]'] },
  DeviceUseStatement: { required: ['status', 'subject', 'device'] },
  Provenance: { required: ['target', 'recorded', 'agent', 'agent.who'] },
  DocumentReference: {
    required: ['status', 'content', 'content.attachment'],
    codes: { status: ['current', 'superseded', 'entered-in-error'] },
  },
  DiagnosticReport: { required: ['status', 'code'] },
  ImagingStudy: { required: ['status', 'subject'] },
};

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const DATE_TIME = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?$/;

const issue = (
  code: OperationOutcomeIssue['code'],
  diagnostics: string,
): OperationOutcomeIssue => ({
  severity: 'error',
  code,
  diagnostics,
});

function missing(resource: JsonObject, element: string): boolean {
  if (!element.endsWith('[x]')) return valuesAt(resource, element).length === 0;
  const stem = element.slice(0, -3);
  return !Object.keys(resource).some((name) => new RegExp(`^${stem}[A-Z]`).test(name));
}

function emptiness(value: unknown, at: string): OperationOutcomeIssue[] {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
    return [issue('structure', `${at} is empty.`)];
  }
  if (Array.isArray(value)) return value.flatMap((each) => emptiness(each, at));
  if (!isObject(value)) return [];
  if (Object.keys(value).length === 0) return [issue('structure', `${at} is empty.`)];
  return Object.entries(value).flatMap(([name, each]) => emptiness(each, `${at}.${name}`));
}

function choices(resource: JsonObject): OperationOutcomeIssue[] {
  return ['value', 'effective', 'performed', 'occurrence', 'medication', 'onset'].flatMap(
    (stem) => {
      const forms = Object.keys(resource).filter((name) => new RegExp(`^${stem}[A-Z]`).test(name));
      return forms.length > 1
        ? [issue('structure', `${stem}[x] is given ${forms.length} times.`)]
        : [];
    },
  );
}

function times(resource: JsonObject): OperationOutcomeIssue[] {
  return Object.entries(resource).flatMap(([name, value]) => {
    if (typeof value !== 'string') return [];
    if (name.endsWith('DateTime') && !DATE_TIME.test(value))
      return [issue('value', `${name} is no dateTime.`)];
    if (/^(issued|recorded)$/.test(name) && !INSTANT.test(value)) {
      return [issue('value', `${name} is no instant.`)];
    }
    return [];
  });
}

function probabilities(resource: JsonObject): OperationOutcomeIssue[] {
  const decimals = valuesAt(resource, 'prediction.probabilityDecimal');
  const ranges = ['low', 'high'].flatMap((end) =>
    valuesAt(resource, `prediction.probabilityRange.${end}`),
  );
  return [
    ...decimals
      .filter((each) => typeof each !== 'number' || each < 0 || each > 100)
      .map(() => issue('invariant', 'ras-2: a probability is a percentage from 0 to 100.')),
    ...ranges
      .filter((each) => !isObject(each) || each['code'] !== '%')
      .map(() => issue('invariant', 'ras-1: low and high must be percentages.')),
  ];
}

/**
 * What is wrong with a resource before it may be stored: required elements, status
 * codes, empty elements, doubled choices, times, and the percentages of a
 * RiskAssessment. Not a full validator; what it finds is truly wrong.
 */
export function issuesOf(resource: JsonObject): readonly OperationOutcomeIssue[] {
  const type = resource['resourceType'];
  if (typeof type !== 'string' || !Object.hasOwn(searchParameters, type)) {
    return [issue('not-supported', 'This server does not hold that resource type.')];
  }
  const { required, codes = {} } = rules[type] ?? { required: [] };
  return [
    ...required
      .filter((element) => missing(resource, element))
      .map((element) => issue('required', `${type}.${element} is required.`)),
    ...Object.entries(codes)
      .filter(([element, allowed]) => {
        const value = resource[element];
        return value !== undefined && !allowed.includes(String(value));
      })
      .map(([element]) => issue('code-invalid', `${type}.${element} is not in its value set.`)),
    ...emptiness(resource, type),
    ...choices(resource),
    ...times(resource),
    ...(type === 'RiskAssessment' ? probabilities(resource) : []),
  ];
}
