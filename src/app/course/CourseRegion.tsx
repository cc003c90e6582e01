import { lazy, Suspense } from 'react';
import type { Earlier } from '../earlier/EarlierRegion.tsx';
import { Region } from '../Region.tsx';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';

const Course = lazy(async () => ({ default: (await import('./Course.tsx')).Course }));

/** Region 5: everything on one time axis since cannulation. Drawn once its code has come. */
export function CourseRegion(props: {
  readonly view: View;
  readonly earlier: Earlier;
  readonly choose: (moment: number | null) => void;
}) {
  const words = useWords();
  return (
    <Region name="course">
      {props.view.pending.length > 0 ? (
        <p className="soft course-room">{words.say('course.loading')}</p>
      ) : (
        <Suspense fallback={<p className="soft course-room">{words.say('course.loading')}</p>}>
          <Course {...props} />
        </Suspense>
      )}
    </Region>
  );
}
