import type { Mark } from '../course/treatments.ts';
import type { Strip } from './SheetRow.tsx';

/** What happened, as signs that differ in shape; the key below the picture names them. */
export function SheetMarks({ strip, marks }: { strip: Strip; marks: readonly Mark[] }) {
  const middle = strip.top + strip.height / 2;
  return (
    <g>
      {marks.map((mark) => (
        <path
          key={`${mark.kind} ${mark.source} ${mark.hour}`}
          d={shape(mark.kind, strip.x(mark.hour), middle)}
          className={mark.kind === 'mode' ? 'dot' : 'line'}
        />
      ))}
    </g>
  );
}

function shape(kind: Mark['kind'], x: number, y: number): string {
  if (kind === 'transfusion') return `M${x} ${y - 5}v10`;
  if (kind === 'imaging') return `M${x - 4} ${y - 4}h8v8h-8z`;
  if (kind === 'mode') return `M${x} ${y - 4}l5 4l-5 4z`;
  return `M${x - 4} ${y - 4}l8 8M${x + 4} ${y - 4}l-8 8`;
}
