import type { EarlierBand } from '../course/draw-risk.ts';
import type { RiskStep } from '../course/risk-course.ts';
import type { Strip } from './SheetRow.tsx';

/** The band over time on paper, hatched where no risk is given; earlier assessments as whiskers. */
export function SheetRiskLane(props: {
  readonly strip: Strip;
  readonly steps: readonly RiskStep[];
  readonly earlier: readonly EarlierBand[];
}) {
  const { strip, steps, earlier } = props;
  const highest = Math.max(
    0.1,
    ...steps.map((step) => step.band?.high ?? 0),
    ...earlier.map((one) => one.high),
  );
  const most = Math.min(1, Math.ceil(highest * 10) / 10);
  const room = strip.height - 10;
  const y = (p: number) => strip.top + 5 + (1 - p / most) * room;
  return (
    <g>
      {[0, 0.5, 1].map((share) => (
        <text key={share} x={strip.left - 3} y={y(most * share) + 2.5} className="end small">
          {Math.round(most * share * 100)}
        </text>
      ))}
      {steps.map(({ from, to, band }) => {
        const left = strip.x(from);
        const wide = Math.max(strip.x(to) - left, 0.5);
        return band === null ? (
          <rect
            key={from}
            x={left}
            y={strip.top + 3}
            width={wide}
            height={strip.height - 6}
            fill="url(#sheet-none)"
          />
        ) : (
          <g key={from}>
            <rect
              x={left}
              y={y(band.high)}
              width={wide}
              height={Math.max(y(band.low) - y(band.high), 1)}
              className="band"
            />
            <path
              d={`M${left} ${y(band.high)}h${wide}M${left} ${y(band.low)}h${wide}`}
              className="line"
            />
          </g>
        );
      })}
      {earlier.map(({ hour, low, high }) => (
        <path
          key={hour}
          d={`M${strip.x(hour)} ${y(high)}V${y(low)}m-3 0h6M${strip.x(hour) - 3} ${y(high)}h6`}
          className="line"
        />
      ))}
    </g>
  );
}
