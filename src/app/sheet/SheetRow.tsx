import type { ReactNode } from 'react';

/** The place of one row's drawing, in units of the picture. */
export interface Strip {
  readonly top: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  x(hour: number): number;
}

/** One row of the printed course: name, strip, and the last reading. */
export function SheetRow(props: {
  readonly strip: Strip;
  readonly name: string;
  readonly detail?: string;
  readonly reading?: string;
  readonly readingDetail?: string;
  readonly children: (strip: Strip) => ReactNode;
}) {
  const { strip } = props;
  const middle = strip.top + strip.height / 2;
  const lines = (first = '', second = '', at = 0) => (
    <>
      <text x={at} y={middle + (second === '' ? 3 : -1)} className="strong">
        {first}
      </text>
      {second !== '' && (
        <text x={at} y={middle + 8} className="small">
          {second}
        </text>
      )}
    </>
  );
  return (
    <g>
      <path d={`M0 ${strip.top}H733`} className="grid" />
      {lines(props.name, props.detail)}
      {lines(props.reading, props.readingDetail, strip.right + 8)}
      {props.children(strip)}
    </g>
  );
}
