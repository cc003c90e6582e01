/** What came of asking a registry for known weaknesses. */
export interface AuditVerdict {
  /** `clean`: none high or critical; `weak`: some are; `unanswered`: the registry gave no list. */
  readonly kind: 'clean' | 'weak' | 'unanswered';
  /** One line for each weakness, then one sentence that concludes. */
  readonly text: string;
}

const grave = ['high', 'critical'];

interface Weakness {
  readonly severity: string;
  readonly range: string;
  readonly via: readonly (string | { readonly title?: string; readonly url?: string })[];
}

interface AuditReport {
  readonly vulnerabilities?: Readonly<Record<string, Weakness>>;
  readonly metadata?: { readonly dependencies?: { readonly total?: number } };
  readonly message?: string;
  readonly statusCode?: number;
}

function unanswered(why: string): AuditVerdict {
  const text =
    `The registry did not say which packages have known weaknesses (${why}). Nothing was checked; ` +
    'ask again where the registry answers that question.\n';
  return { kind: 'unanswered', text };
}

/** One weakness: package, severity, range, and the advisories it comes from. */
function lineOf(name: string, { severity, range, via }: Weakness): string {
  const causes = via.map((cause) =>
    typeof cause === 'string' ? `through ${cause}` : [cause.title, cause.url].join(' '),
  );
  return `${severity.padEnd(8)} ${name} ${range}: ${causes.join('; ')}\n`;
}

/**
 * Reads what `npm audit --json` printed. A report without a list of weaknesses is
 * never taken for an empty list.
 */
export function auditVerdict(printed: string): AuditVerdict {
  let report: AuditReport;
  try {
    report = JSON.parse(printed) as AuditReport;
  } catch {
    return unanswered('its answer is no report');
  }
  const { vulnerabilities, metadata, message, statusCode } = report;
  if (vulnerabilities === undefined) {
    const status = statusCode === undefined ? message : `status ${statusCode}`;
    return unanswered(status ?? 'no list in its answer');
  }
  const all = Object.entries(vulnerabilities);
  const lines = all.map(([name, weakness]) => lineOf(name, weakness)).join('');
  const bad = all.filter(([, { severity }]) => grave.includes(severity)).length;
  const total = metadata?.dependencies?.total ?? 0;
  const text = `${lines}${total} packages; weaknesses known: ${all.length}, high or critical: ${bad}\n`;
  return { kind: bad === 0 ? 'clean' : 'weak', text };
}
