import type { InfusionLane } from '../course/treatments.ts';
import type { Strip } from './SheetRow.tsx';

/** One infusion on paper: as high as its rate against the highest, dashed where none is recorded or no end is, boluses as strokes. */
export function SheetInfusion(props: {
  readonly strip: Strip;
  readonly lane: InfusionLane;
  readonly say: (value: number, unit: string) => string;
}) {
  const { strip, lane, say } = props;
  const most = Math.max(0, ...lane.stretches.map((one) => one.rate?.value ?? 0)) || 1;
  const foot = strip.top + strip.height - 2;
  const room = strip.height - 5;
  const clamp = (at: number) => Math.min(Math.max(at, strip.left), strip.right);
  return (
    <g>
      {lane.stretches
        .filter(({ from, to }) => strip.x(to) > strip.left && strip.x(from) < strip.right)
        .map(({ from, to, rate, open, source }) => {
          const left = clamp(strip.x(from));
          const wide = Math.max(clamp(strip.x(to)) - left, 0.5);
          const high = rate === null ? room / 2 : (rate.value / most) * room;
          const text = rate === null ? '' : say(rate.value, rate.unit);
          return (
            <g key={`${source} ${from}`}>
              <rect
                x={left}
                y={foot - high}
                width={wide}
                height={high}
                className={rate === null || open ? 'unknown-rate' : 'infusion'}
              />
              {wide > text.length * 4.6 && (
                <text x={left + 2} y={foot - 3} className="small">
                  {text}
                </text>
              )}
            </g>
          );
        })}
      {lane.boluses
        .filter(({ hour }) => clamp(strip.x(hour)) === strip.x(hour))
        .map(({ hour, source }) => (
          <path key={source} d={`M${strip.x(hour)} ${strip.top + 1}v6`} className="bolus" />
        ))}
    </g>
  );
}
