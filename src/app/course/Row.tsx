import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.ts';

/** One row of the course: its name, its strip of the axis, and what stands under the cursor. */
export function Row(props: {
  readonly name: string;
  readonly detail?: string;
  readonly title?: string;
  /** Names of inputs a clinician entered, where the row rests on them. */
  readonly entered?: readonly string[];
  readonly readout: ReactNode;
  readonly children: ReactNode;
}) {
  const words = useWords();
  return (
    <div className="lane-row">
      <p className="lane-name" title={props.title}>
        <span>{props.name}</span>
        {props.detail !== undefined && <span className="tiny">{props.detail}</span>}
        {props.entered !== undefined && props.entered.length > 0 && (
          <span className="entered">
            {words.say('course.entered', { inputs: props.entered.join(', ') })}
          </span>
        )}
      </p>
      <div className="lane-strip">{props.children}</div>
      <p className="lane-readout">{props.readout}</p>
    </div>
  );
}
