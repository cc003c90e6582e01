import type { Encounter, FhirResource, Patient } from 'fhir/r4';
import type { AnyResource } from './answer.ts';
import type { Chart } from './chart.ts';
import type { Findings } from './chart-run.ts';
import type { Session } from './context.ts';
import { readIdentity, tellBelonging } from './identity.ts';
import { pickEncounter } from './pick-encounter.ts';

/** What the launch's own two reads gave. */
export interface LaunchRows {
  readonly patient: AnyResource | null;
  readonly encounter: AnyResource | null;
}

/**
 * What has been found so far as a chart: every row looked at for whose it is,
 * one foreign row and there is nothing.
 * @param now milliseconds since 1970 UTC, by this computer's clock
 */
export function joinChart(
  findings: Findings,
  rows: LaunchRows,
  session: Session,
  now: number,
): Chart {
  const empty = { patient: null, encounter: null, resources: [] };
  const said = {
    notLoaded: [...findings.notLoaded],
    void: [...findings.void],
    faults: [...findings.faults],
    cutOff: now + (findings.skewMs ?? 0),
    skewMs: findings.skewMs,
  };
  const { patient, encounter } = rows;
  if (patient === null || findings.void.length > 0) return { ...empty, ...said };
  if (patient['id'] !== session.patient) {
    return { ...empty, ...said, void: [{ kind: 'foreign-patient', source: 'Patient' }] };
  }
  const { identity, fault } = readIdentity(patient, session.base);
  if (fault !== null) return { ...empty, ...said, void: [fault] };
  const resources: AnyResource[] = [patient];
  const merged = new Set<string>();
  const { faults } = said;
  for (const row of encounter === null ? findings.rows : [encounter, ...findings.rows]) {
    const source = `${row.resourceType}/${String(row['id'])}`;
    const belonging = tellBelonging(row, identity);
    if (belonging.kind === 'foreign') {
      return { ...empty, ...said, void: [{ kind: 'foreign-patient', source }] };
    }
    if (belonging.kind === 'nobody') faults.push({ kind: 'no-patient', source });
    else resources.push(belonging.row);
    if (belonging.kind === 'merged') merged.add(belonging.from);
  }
  for (const id of merged) {
    const source = `Patient/${session.patient}`;
    faults.push({ kind: 'patient-merged', source, other: `Patient/${id}` });
  }
  const encounters = resources.filter(({ resourceType }) => resourceType === 'Encounter');
  return {
    ...said,
    patient: patient as unknown as Patient,
    encounter: pickEncounter(encounters as unknown as Encounter[], session.encounter),
    resources: resources as unknown as FhirResource[],
  };
}
