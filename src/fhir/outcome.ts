/** One issue of an OperationOutcome, codes only: its texts may hold a patient's name. */
export interface OutcomeIssue {
  readonly severity: 'fatal' | 'error' | 'warning' | 'information';
  /** FHIR issue type, such as `suppressed`. */
  readonly code: string;
  /** The server's own codes, such as Epic's 59204. */
  readonly details: readonly string[];
}

const severities = new Set(['fatal', 'error', 'warning', 'information']);
const plainCode = /^[A-Za-z0-9-]{1,24}$/;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All issues of an OperationOutcome; none for anything else. Codes that are not plain words are left out. */
export function outcomeIssues(resource: unknown): readonly OutcomeIssue[] {
  if (!isObject(resource) || resource['resourceType'] !== 'OperationOutcome') return [];
  if (!Array.isArray(resource['issue'])) return [];
  return resource['issue'].filter(isObject).map((issue) => {
    const details = isObject(issue['details']) ? issue['details']['coding'] : undefined;
    const codes = (Array.isArray(details) ? details : [])
      .filter(isObject)
      .map((coding) => coding['code']);
    const severity = issue['severity'];
    return {
      severity: (severities.has(severity as string)
        ? severity
        : 'error') as OutcomeIssue['severity'],
      code:
        typeof issue['code'] === 'string' && plainCode.test(issue['code'])
          ? issue['code']
          : 'unknown',
      details: codes.filter(
        (code): code is string => typeof code === 'string' && plainCode.test(code),
      ),
    };
  });
}

/** What an outcome inside a result list means for the list. */
export type OutcomeMeaning =
  'nothing' | 'incomplete' | 'filter-ignored' | 'failed' | 'expired' | 'restricted';

/** Epic's codes (`1.2.840.114350.1.13.0.1.7.2.657369`), and what they mean here. */
const vendorMeaning: Readonly<Record<string, OutcomeMeaning>> = {
  '4101': 'nothing',
  '4107': 'restricted',
  '4113': 'expired',
  '4118': 'restricted',
  '4119': 'incomplete',
  '4130': 'restricted',
  '4131': 'restricted',
  '59100': 'filter-ignored',
  '59101': 'filter-ignored',
  '59109': 'filter-ignored',
  '59122': 'filter-ignored',
  '59204': 'incomplete',
};

const alwaysIncomplete = new Set([
  'suppressed',
  'security',
  'forbidden',
  'incomplete',
  'too-costly',
  'timeout',
  'throttled',
  'transient',
]);
const harmless = new Set(['not-found', 'informational', 'success']);

/**
 * What one issue inside a 200 list means. A warning nobody has a meaning for
 * counts as "more may exist": nothing found is never proof of absence.
 */
export function readMeaning(issue: OutcomeIssue): OutcomeMeaning {
  for (const code of issue.details) {
    const known = Object.hasOwn(vendorMeaning, code) ? vendorMeaning[code] : undefined;
    if (known !== undefined) return known;
  }
  if (alwaysIncomplete.has(issue.code)) return 'incomplete';
  if (issue.severity === 'information' || harmless.has(issue.code)) return 'nothing';
  if (issue.severity === 'warning')
    return issue.code === 'not-supported' ? 'filter-ignored' : 'incomplete';
  return 'failed';
}
