import type { ModelDocument, ModelInput } from '../../../model/document.ts';
import { bottomAxis, linear, ticks, type Scale } from '../axes.ts';
import { element, figure, label } from '../svg.ts';
import { unitInPrint } from '../unit-in-print.ts';

const logit = (risk: number): number => Math.log(risk / (1 - risk));
const risks = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.95];

/** An input's values along its valid range, for the marks. */
function marksOf({ kind, validRange: [low, high] }: ModelInput): readonly number[] {
  return kind === 'yes-no'
    ? [0, 1]
    : ticks(low, high, 7).filter((value) => value >= low && value <= high);
}

/** Log odds of a value above the least an input can add. */
function above(input: ModelInput, value: number): number {
  const of = (x: number): number => (input.coefficient * x) / input.scale;
  return of(value) - Math.min(of(input.validRange[0]), of(input.validRange[1]));
}

/** How far an input can move the log odds within its valid range. */
function span({ coefficient, validRange: [low, high], scale }: ModelInput): number {
  return Math.abs((coefficient * (high - low)) / scale);
}

/** One line of the nomogram: its name, its axis, and its marks above and below in turn. */
function rowOf(name: string, y: number, marks: readonly (readonly [number, string])[]): string {
  return (
    label(8, y + 4, name, { class: 'name' }) +
    (marks.length > 0
      ? element('line', {
          x1: Math.min(...marks.map(([x]) => x)),
          x2: Math.max(...marks.map(([x]) => x)),
          y1: y,
          y2: y,
          class: 'axis',
        })
      : '') +
    marks
      .map(
        ([x, text], index) =>
          element('line', { x1: x, x2: x, y1: y, y2: y + 5, class: 'axis' }) +
          label(x, y + (index % 2 === 0 ? 18 : -6), text, {
            'text-anchor': 'middle',
            class: 'tick',
          }),
      )
      .join('')
  );
}

/**
 * The model as a nomogram: each input's points, 100 for the widest, and below
 * them the risk that the sum of points stands for.
 *
 * @source Lubsen J et al. Methods Inf Med 1978;17:127-129, as R's rms draws it
 */
export function nomogramFigure(model: ModelDocument): string {
  const widest = Math.max(...model.inputs.map(span));
  const perPoint = widest / 100;
  const points: Scale = linear(0, 100, 340, 780);
  const least = model.inputs.reduce((sum, input) => {
    const of = (x: number): number => (input.coefficient * x) / input.scale;
    return sum + Math.min(of(input.validRange[0]), of(input.validRange[1]));
  }, model.intercept.value);
  const most = model.inputs.reduce((sum, input) => sum + span(input), 0) / perPoint;
  const total = linear(0, most, 340, 780);
  const rows = model.inputs.map((input, index) =>
    rowOf(
      `${input.label}${unitInPrint(input.unit) ? `, ${unitInPrint(input.unit)}` : ''}`,
      90 + index * 46,
      marksOf(input).map((value) => [
        points.at(above(input, value) / perPoint),
        input.kind === 'yes-no' ? (value === 1 ? 'yes' : 'no') : String(value),
      ]),
    ),
  );
  const below = 90 + model.inputs.length * 46;
  const reachable = risks
    .map((risk) => ({ risk, at: (logit(risk) - least) / perPoint }))
    .filter(({ at }) => at >= 0 && at <= most);
  return figure(
    800,
    below + 130,
    `Nomogram of ${model.title}`,
    `Nomogram of ${model.title}: read each input's points at the top, add them, read the risk below. For showing what the model does; the app computes it with its uncertainty.`,
    label(8, 44, 'Points', { class: 'heading' }),
    bottomAxis(points, 40, ticks(0, 100, 10), ''),
    ...rows,
    label(8, below + 24, 'Total points', { class: 'heading' }),
    bottomAxis(total, below + 20, ticks(0, most, 8), ''),
    rowOf(
      'Risk',
      below + 80,
      reachable.map(({ risk, at }) => [total.at(at), `${Number((risk * 100).toPrecision(3))} %`]),
    ),
  );
}
