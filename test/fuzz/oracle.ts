import { canonicalSystem, type Facts, isObject, knownSystems, readFacts } from './oracle-facts.ts';

/**
 * What an input must be, told by a second, slow reading that shares no code with
 * the product. `sure` values are those no reader may dispute, `doubtful` ones a
 * careful reader may take or leave; anything else in a document is not a value.
 */
export interface Expectation {
  readonly sure: readonly number[];
  readonly doubtful: readonly number[];
}

/** The oracle's whole view of one document. */
export interface Verdict {
  /** Start of support where the one plain Procedure says so, else null: then no window is certain. */
  readonly start: number | null;
  readonly platelets: Expectation;
  readonly plasma: Expectation;
  readonly gwr: Expectation;
  readonly stroke: Expectation;
  /** `Type/id` that more than one row carries. */
  readonly repeated: ReadonlySet<string>;
}

/** A transfusion without an amount counts one bag, marked assumed (ruling 9); with an amount nobody can read it counts for nothing. */
const assumedBag = 200;

const plateletCodes = new Set(['777-3', '26515-7', '778-1']);
const countFactors: Readonly<Record<string, number>> = {
  '10*3/uL': 1,
  '10*9/L': 1,
  'G/L': 1,
  'K/mm3': 1,
  '/uL': 0.001,
};

const codesOf = (concept: unknown): readonly { system: string; code: string }[] =>
  isObject(concept) && Array.isArray(concept['coding'])
    ? concept['coding'].filter(isObject).map((coding) => ({
        system: canonicalSystem(coding['system']),
        code: typeof coding['code'] === 'string' ? coding['code'] : '',
      }))
    : [];

const says = (concept: unknown, system: string, codes: ReadonlySet<string>): boolean =>
  codesOf(concept).some((coding) => coding.system === system && codes.has(coding.code));

/** A quantity in the wanted unit: exact when written plainly, else any number that could be meant. */
function amountOf(quantity: unknown, factors: Readonly<Record<string, number>>): Expectation {
  if (!isObject(quantity) || typeof quantity['value'] !== 'number')
    return { sure: [], doubtful: [] };
  const { value, unit, system, code, comparator } = quantity as Record<string, unknown>;
  const factor = typeof code === 'string' ? factors[code] : undefined;
  const isPlain =
    factor !== undefined &&
    unit === code &&
    system === knownSystems.ucum &&
    comparator === undefined;
  if (isPlain) return { sure: [(value as number) * factor], doubtful: [] };
  const guesses = [...Object.values(factors), 1, 10, 100, 0.001].map((f) => (value as number) * f);
  return { sure: [], doubtful: comparator === undefined ? guesses : [] };
}

const inside = ({ sure, doubtful }: Expectation, low: number, high: number): Expectation => ({
  sure: sure.filter((v) => v >= low && v <= high),
  doubtful: doubtful.filter((v) => v >= low && v <= high),
});

const doubted = ({ sure, doubtful }: Expectation): Expectation => ({
  sure: [],
  doubtful: [...sure, ...doubtful],
});

const joined = (all: readonly Expectation[]): Expectation => ({
  sure: all.flatMap(({ sure }) => sure),
  doubtful: all.flatMap(({ doubtful }) => doubtful),
});

/** The plain and the doubtful values of one kind of row. */
function gather(
  facts: readonly Facts[],
  wanted: (facts: Facts) => Expectation,
  inWindow: (facts: Facts) => boolean | null,
): Expectation {
  return joined(
    facts
      .filter(({ standing }) => standing !== 'never')
      .map((row) => {
        const within = inWindow(row);
        if (within === false) return { sure: [], doubtful: [] };
        const values = wanted(row);
        return within === null || row.standing === 'doubtful' ? doubted(values) : values;
      }),
  );
}

/** Reads a document the slow way. */
export function oracle(document: unknown, patient: string, moment: number): Verdict {
  const rows = readFacts(document, patient, moment);
  const support = rows.filter(
    ({ resource, standing }) =>
      resource['resourceType'] === 'Procedure' &&
      standing !== 'never' &&
      says(resource['code'], knownSystems.snomed, new Set(['786451004'])),
  );
  const period = support.length === 1 ? support[0] : undefined;
  const start = period?.standing === 'sure' ? (period.start ?? null) : null;
  const during = ({ start: from }: Facts): boolean | null =>
    start === null || from === null ? null : from >= start && from <= moment;
  return {
    start,
    repeated: new Set(
      rows.filter(({ isRepeated }) => isRepeated).map(({ reference }) => reference),
    ),
    platelets: gather(
      rows,
      ({ resource }) =>
        resource['resourceType'] === 'Observation' &&
        says(resource['code'], knownSystems.loinc, plateletCodes)
          ? inside(amountOf(resource['valueQuantity'], countFactors), 1, 2000)
          : { sure: [], doubtful: [] },
      during,
    ),
    plasma: gather(
      rows,
      ({ resource }) => {
        const { resourceType, medicationCodeableConcept } = resource;
        const isPlasma =
          resourceType === 'MedicationAdministration' &&
          says(medicationCodeableConcept, knownSystems.snomed, new Set(['346447007']));
        if (!isPlasma) return { sure: [], doubtful: [] };
        const dosage = resource['dosage'];
        const dose = isObject(dosage)
          ? amountOf(dosage['dose'], { mL: 1, L: 1000 })
          : doubted({ sure: [200], doubtful: [] });
        const given = inside(dose, 1, 2000);
        return given.sure.length > 0
          ? given
          : joined([doubted(dose), { sure: [], doubtful: [assumedBag] }]);
      },
      during,
    ),
    gwr: gather(
      rows,
      ({ resource }) =>
        says(
          resource['code'],
          knownSystems.gwr,
          new Set(['gwr-average', 'gwr-basal-ganglia', 'gwr-cerebrum']),
        )
          ? inside(amountOf(resource['valueQuantity'], { '1': 1 }), 0.8, 1.8)
          : { sure: [], doubtful: [] },
      ({ start: from }) => (from === null ? null : from <= moment),
    ),
    stroke: gather(
      rows,
      ({ resource }) =>
        resource['resourceType'] === 'Condition' &&
        says(resource['code'], knownSystems.icd10cm, new Set(['Z86.73', 'Z8673']))
          ? { sure: [1], doubtful: [] }
          : { sure: [], doubtful: [] },
      () => null,
    ),
  };
}
