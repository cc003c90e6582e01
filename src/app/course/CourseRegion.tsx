import type { Earlier } from '../earlier/EarlierRegion.tsx';
import { onDemand } from '../on-demand.tsx';
import { Region } from '../Region.tsx';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';

const Course = onDemand(async () => (await import('./Course.tsx')).Course);

/** Region 5: everything on one time axis since cannulation. Drawn once its code has come. */
export function CourseRegion(props: {
  readonly view: View;
  readonly earlier: Earlier;
  readonly choose: (moment: number | null) => void;
}) {
  const words = useWords();
  const waiting = <p className="soft course-room">{words.say('course.loading')}</p>;
  return (
    <Region name="course">
      {props.view.pending.length > 0 ? waiting : <Course waiting={waiting} {...props} />}
    </Region>
  );
}
