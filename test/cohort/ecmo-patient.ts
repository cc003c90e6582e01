import { writeFileSync } from 'node:fs';

/** One adult on VA ECMO since the first of January 2026, as a hospital might send her. */
export const patient = { resourceType: 'Patient', id: 'p1', birthDate: '1960-01-01' };
export const ecmo = {
  resourceType: 'Procedure',
  id: 'e1',
  status: 'in-progress',
  code: { coding: [{ system: 'http://snomed.info/sct', code: '786451004' }] },
  subject: { reference: 'Patient/p1' },
  performedPeriod: { start: '2026-01-01T00:00:00Z' },
};
export const platelets = (id: string, value: number, reference = 'Patient/p1') => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '777-3' }] },
  subject: { reference },
  effectiveDateTime: '2026-01-01T10:00:00Z',
  issued: '2026-01-01T11:00:00Z',
  valueQuantity: { value, unit: '10*3/uL', system: 'http://unitsofmeasure.org', code: '10*3/uL' },
});
export const rows = [patient, ecmo, platelets('o1', 50), platelets('o2', 80)];

/** Writes inputs of a command into a folder. */
export function inputsIn(folder: { file(name: string): string }) {
  const written = (name: string, content: unknown): string => {
    const path = folder.file(name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  return {
    written,
    bundle: (name: string, all: readonly object[], type = 'collection'): string =>
      written(name, { resourceType: 'Bundle', type, entry: all.map((resource) => ({ resource })) }),
    ndjson: (name: string, all: readonly object[], end = '\n'): string =>
      written(name, all.map((row) => JSON.stringify(row)).join(end)),
  };
}

/** What is looked at of one printed assessment. */
export interface Line {
  readonly patient: string;
  readonly refused: string | null;
  readonly risk: { readonly central: number } | null;
  readonly inputs: Readonly<
    Record<string, { readonly value: unknown; readonly sources: readonly string[] } | null>
  >;
}
/** Printed assessments. */
export const parsed = (out: readonly string[]): readonly Line[] =>
  out.map((line) => JSON.parse(line) as Line);
