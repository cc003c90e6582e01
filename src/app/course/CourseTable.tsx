import { useState } from 'react';
import { HOUR } from '../../clinical/moment.ts';
import { ScrollBox } from '../ScrollBox.tsx';
import { formatNumber, unitSign } from '../words/numbers.ts';
import { formatTime } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import type { CourseData } from './CourseRows.tsx';
import type { CourseAxis } from './lanes.ts';

const STEP = 60;

/** The lanes as a table, a row for every time at which anything was measured, latest first. */
export function CourseTable({ data, axis }: { data: CourseData; axis: CourseAxis }) {
  const words = useWords();
  const [shown, setShown] = useState(STEP);
  const lanes = data.lanes.filter((lane) => lane.points.length > 0);
  const rows = new Map<number, Map<string, string>>();
  for (const lane of lanes) {
    for (const { hour, value, comparator } of lane.points) {
      const row = rows.get(hour) ?? new Map<string, string>();
      row.set(lane.concept, `${comparator ?? ''}${formatNumber(words, value, lane.digits)}`);
      rows.set(hour, row);
    }
  }
  const times = [...rows.keys()].toSorted((a, b) => b - a);
  return (
    <>
      <ScrollBox className="course-table" label={words.say('course.table')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.say('course.axis')}</th>
              {lanes.map((lane) => (
                <th key={lane.concept} scope="col" className="number">
                  {words.find(`concept.${lane.concept}`) ?? lane.concept}{' '}
                  <span className="tiny">{unitSign(words, lane.unit)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {times.slice(0, shown).map((hour) => (
              <tr key={hour}>
                <th scope="row">{formatTime(words, axis.zero + hour * HOUR)}</th>
                {lanes.map((lane) => (
                  <td key={lane.concept} className="number">
                    {rows.get(hour)?.get(lane.concept) ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {times.length > shown && (
        <button type="button" onClick={() => setShown(shown + STEP * 4)}>
          {words.say('course.table.more', { n: formatNumber(words, times.length - shown) })}
        </button>
      )}
    </>
  );
}
