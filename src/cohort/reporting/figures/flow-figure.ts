import type { FlowStep } from '../../cases/flow.ts';
import { element, figure, label } from '../svg.ts';

/** The flow of patients, with every exclusion to the right of where it happened. */
export function flowFigure(steps: readonly FlowStep[]): string {
  const drawn: string[] = [];
  let y = 10;
  steps.forEach((step, index) => {
    const left = step.left.filter(({ n }) => n > 0);
    const boxHeight = 46;
    const isLandmark = /^(at risk|analysed)/.test(step.name);
    const next = steps[index + 1]?.left.filter(({ n }) => n > 0).length ?? 0;
    const gap = isLandmark
      ? Math.max(30, 10 * (Math.max(left.length, next) - 1))
      : Math.max(30, left.length * 20 + 24);
    drawn.push(
      element('rect', { x: 10, y, width: 330, height: boxHeight, rx: 4, class: 'box' }),
      label(175, y + 20, step.name, { 'text-anchor': 'middle' }),
      label(
        175,
        y + 37,
        `n = ${step.n}${step.events === null ? '' : `, ${step.events} with haemorrhage`}`,
        {
          'text-anchor': 'middle',
          class: 'heading',
        },
      ),
    );
    // Landmarks are drawn below each other, but each is counted from the whole cohort.
    if (index < steps.length - 1)
      drawn.push(
        element('line', {
          x1: 175,
          x2: 175,
          y1: y + boxHeight,
          y2: y + boxHeight + gap,
          class: 'axis',
        }),
      );
    const beside = isLandmark ? y + boxHeight / 2 - left.length * 10 - 2 : y + boxHeight + 4;
    if (left.length > 0) {
      const middle = isLandmark ? y + boxHeight / 2 : beside + (left.length * 20) / 2 + 4;
      drawn.push(
        element('line', {
          x1: isLandmark ? 340 : 175,
          x2: 390,
          y1: middle,
          y2: middle,
          class: 'axis',
        }),
      );
      left.forEach(({ why, n }, row) =>
        drawn.push(label(396, beside + 16 + row * 20, `${n} ${why}`, { class: 'name' })),
      );
    }
    y += boxHeight + (index < steps.length - 1 ? gap : 10);
  });
  return figure(
    760,
    y,
    'Flow of patients from the export to each landmark',
    'Flow of patients. Each exclusion is counted once, under the first reason that holds; landmarks and the last box are each counted from the adults on support for 24 h or more.',
    ...drawn,
  );
}
