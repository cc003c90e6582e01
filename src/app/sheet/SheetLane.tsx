import type { Lane, LanePoint } from '../course/lanes.ts';
import { valueRange } from '../course/value-range.ts';
import type { Strip } from './SheetRow.tsx';

/** Values in reach of a single dot each; more are drawn as a line alone. */
const DOTS = 160;

/** One lane on paper: the target grey behind, the values black, what did not count hollow. */
export function SheetLane(props: {
  readonly strip: Strip;
  readonly lane: Lane;
  readonly say: (value: number) => string;
}) {
  const { strip, lane, say } = props;
  const [least, most] = valueRange(lane);
  const room = strip.height - 6;
  const y = (value: number) => strip.top + 3 + (1 - (value - least) / (most - least)) * room;
  const inside = (at: number) =>
    Math.min(Math.max(at, strip.top + 1), strip.top + strip.height - 1);
  const known = lane.points.filter((point) => point.comparator === undefined);
  const drawn = extremesOf(known, strip);
  const { target } = lane;
  const upper = inside(target?.high === undefined ? strip.top : y(target.high));
  const lower = inside(target?.low === undefined ? strip.top + strip.height : y(target.low));
  const ends = known.length === 0 ? [] : endsOf(known);
  const path = drawn.map(
    ({ hour, value }, index) => `${index === 0 ? 'M' : 'L'}${place(hour)} ${round(y(value))}`,
  );
  return (
    <g>
      {target !== null && (
        <rect
          x={strip.left}
          y={upper}
          width={strip.right - strip.left}
          height={Math.max(0, lower - upper)}
          className="target"
        />
      )}
      {ends.map((value) => (
        <text key={value} x={strip.left - 3} y={round(y(value)) + 2} className="end tick">
          {say(value)}
        </text>
      ))}
      <path d={path.join('')} className="line" />
      {drawn.length <= DOTS &&
        drawn.map(({ hour, value, source }) => (
          <circle key={source} cx={place(hour)} cy={round(y(value))} r={1.3} className="dot" />
        ))}
      {lane.points
        .filter((point) => point.comparator !== undefined)
        .map(({ hour, value, source }) => (
          <circle key={source} cx={place(hour)} cy={round(y(value))} r={2} className="ring" />
        ))}
      {lane.excluded
        .filter(({ hour }) => strip.x(hour) >= strip.left && strip.x(hour) <= strip.right)
        .map(({ hour, source }) => (
          <circle
            key={source}
            cx={place(hour)}
            cy={strip.top + strip.height - 3}
            r={2}
            className="ring"
          />
        ))}
    </g>
  );

  function place(hour: number): number {
    return round(strip.x(hour));
  }
}

/** The lowest and the highest value, or the one there is: the numbers beside the strip. */
function endsOf(points: readonly LanePoint[]): readonly number[] {
  const values = points.map(({ value }) => value);
  return [
    ...new Set([values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]),
  ];
}

/** First, lowest, highest and last value of every unit of width: more would be the same ink. */
function extremesOf(points: readonly LanePoint[], strip: Strip): readonly LanePoint[] {
  const columns = new Map<number, LanePoint[]>();
  for (const point of points) {
    const column = Math.floor(strip.x(point.hour));
    const kept = columns.get(column);
    if (kept === undefined) columns.set(column, [point, point, point, point]);
    else {
      if (point.value < (kept[1]?.value ?? Infinity)) kept[1] = point;
      if (point.value > (kept[2]?.value ?? -Infinity)) kept[2] = point;
      kept[3] = point;
    }
  }
  return [...columns.values()].flatMap((kept) =>
    [...new Set(kept)].toSorted((a, b) => a.hour - b.hour),
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
