import type { Chart, ResultOptions } from './chart.ts';
import type { Points } from './random.ts';

/** What sets one patient's course apart; everything else is the usual course of ECMO. */
export interface Course {
  /** Hours within which results exist. */
  readonly span: readonly [from: number, to: number];
  readonly platelets: Points;
  readonly aptt?: Points;
  readonly antiXa?: Points;
  readonly fibrinogen?: Points;
  readonly haemoglobin?: Points;
  readonly paco2?: Points;
  readonly lactate?: Points;
  /** ECMO blood flow; empty leaves the circuit's rows out. */
  readonly flow?: Points;
  /** How every result is sent. */
  readonly results?: ResultOptions;
  /** Whether bedside rows (MAP, circuit) are written, hourly. */
  readonly rows?: boolean;
}

/** Files the usual results of an ECMO run: coagulation, blood count, gases, circuit. */
export function usualCourse(chart: Chart, course: Course): void {
  const { span, results = {} } = course;
  const [from, to] = span;
  const flat = (value: number): Points => [[from, value]];
  const series = (
    name: Parameters<Chart['series']>[0],
    every: number,
    points: Points,
    noise = 0.04,
  ) => chart.series(name, every, points, span, noise, results);
  series('platelets', 6, course.platelets, 0.02);
  series(
    'haemoglobin',
    6,
    course.haemoglobin ?? [
      [from, 11.8],
      [to, 8.9],
    ],
  );
  series(
    'aptt',
    6,
    course.aptt ?? [
      [from, 31],
      [2, 92],
      [12, 66],
      [to, 61],
    ],
    0.08,
  );
  series(
    'antiXa',
    12,
    course.antiXa ?? [
      [from, 0],
      [6, 0.42],
      [to, 0.33],
    ],
    0.1,
  );
  chart.series(
    'act',
    2,
    [
      [from, 118],
      [1, 242],
      [6, 192],
      [to, 178],
    ],
    [from, Math.min(to, 26)],
    0.06,
    results,
  );
  series('inr', 12, [
    [from, 1.5],
    [to, 1.3],
  ]);
  series('pt', 12, [
    [from, 17.2],
    [to, 15.1],
  ]);
  series(
    'fibrinogen',
    12,
    course.fibrinogen ?? [
      [from, 240],
      [10, 205],
      [to, 330],
    ],
  );
  series(
    'dDimer',
    24,
    [
      [from, 2.4],
      [to, 7.8],
    ],
    0.1,
  );
  series('antithrombin', 24, [
    [from, 71],
    [to, 62],
  ]);
  series('creatinine', 24, [
    [from, 1.3],
    [to, 1.7],
  ]);
  series(
    'freeHaemoglobin',
    24,
    [
      [from, 4],
      [to, 11],
    ],
    0.2,
  );
  series(
    'lactate',
    4,
    course.lactate ?? [
      [from, 9.4],
      [8, 4.8],
      [24, 2.2],
      [to, 1.4],
    ],
    0.1,
  );
  series(
    'ph',
    4,
    [
      [from, 7.17],
      [2, 7.31],
      [12, 7.4],
    ],
    0.003,
  );
  series(
    'paco2',
    4,
    course.paco2 ?? [
      [from, 58],
      [3, 44],
      [24, 40],
    ],
    0.05,
  );
  series(
    'pao2',
    4,
    [
      [from, 61],
      [1, 212],
      [12, 140],
      [to, 104],
    ],
    0.12,
  );
  if (course.rows === false) return;
  const rows: ResultOptions = results.codes ? { codes: results.codes } : {};
  chart.series('map', 1, flat(71), span, 0.09, rows);
  const flow = course.flow ?? [
    [0, 4.2],
    [24, 4.0],
    [to, 3.6],
  ];
  if (flow.length === 0) return;
  const running: readonly [number, number] = [Math.max(0, from), to];
  chart.series('flow', 1, flow, running, 0.04);
  chart.series('speed', 4, [[0, 3550]], running, 0.02);
  chart.series(
    'sweep',
    4,
    [
      [0, 4],
      [to, 2.5],
    ],
    running,
    0.05,
  );
  chart.series(
    'fdo2',
    4,
    [
      [0, 100],
      [12, 70],
      [to, 60],
    ],
    running,
    0,
  );
}
