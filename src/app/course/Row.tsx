import type { ReactNode } from 'react';

/** One row of the course: its name, its strip of the axis, and what stands under the cursor. */
export function Row(props: {
  readonly name: string;
  readonly detail?: string;
  readonly title?: string;
  readonly readout: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className="lane-row">
      <p className="lane-name" title={props.title}>
        <span>{props.name}</span>
        {props.detail !== undefined && <span className="tiny">{props.detail}</span>}
      </p>
      <div className="lane-strip">{props.children}</div>
      <p className="lane-readout">{props.readout}</p>
    </div>
  );
}
