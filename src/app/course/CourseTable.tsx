import { useState } from 'react';
import { HOUR } from '../../clinical/moment.ts';
import { sayBecause } from '../inputs/InputState.tsx';
import { plainText } from '../plain-text.ts';
import { ScrollBox } from '../ScrollBox.tsx';
import { formatNumber, formatQuantity, unitSign } from '../words/numbers.ts';
import { formatTime } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import type { CourseData } from './CourseRows.tsx';
import type { CourseAxis } from './lanes.ts';
import type { RiskStep } from './risk-course.ts';
import { sayStep } from './say-moment.ts';

const STEP = 60;

/** Column of what happened; no concept is called so. */
const EVENTS = '';

/** The lanes as a table, a row for every time at which anything was measured, given or happened, latest first. */
export function CourseTable(props: {
  readonly data: CourseData;
  readonly risk: readonly RiskStep[];
  readonly axis: CourseAxis;
}) {
  const { data, risk, axis } = props;
  const words = useWords();
  const [shown, setShown] = useState(STEP);
  const lanes = data.lanes.filter((lane) => lane.points.length + lane.excluded.length > 0);
  const rows = new Map<number, Map<string, string>>();
  const put = (hour: number, column: string, said: string) => {
    if (hour < axis.from || hour > axis.to) return;
    const row = rows.get(hour) ?? new Map<string, string>();
    row.set(column, [row.get(column), said].filter(Boolean).join('; '));
    rows.set(hour, row);
  };
  const name = (concept: string) => words.find(`concept.${concept}`) ?? concept;
  for (const { concept, points, excluded, digits } of lanes) {
    for (const { hour, value, comparator } of points)
      put(hour, concept, `${comparator ?? ''}${formatNumber(words, value, digits)}`);
    for (const { hour, asWritten, because } of excluded)
      put(hour, concept, `○ ${plainText(asWritten, 30)} (${sayBecause(words, because)})`);
  }
  for (const { hour, kind, what } of data.marks)
    put(hour, EVENTS, kind === 'mode' ? (words.find(`run.mode.${what}`) ?? what) : name(what));
  for (const { concept, stretches, boluses } of data.infusions) {
    for (const { from, rate, open } of stretches) {
      if (open) continue;
      const said =
        rate === null
          ? words.say('course.rate-unknown')
          : formatQuantity(words, rate.value, rate.unit);
      put(from, EVENTS, `${name(concept)} ${said}`);
    }
    for (const { hour } of boluses)
      put(hour, EVENTS, `${name(concept)}, ${words.say('use.bolus')}`);
  }
  const times = [...rows.keys()].toSorted((a, b) => b - a);
  return (
    <>
      <ScrollBox className="course-table" label={words.say('course.table')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.say('course.axis')}</th>
              <th scope="col">{words.say('region.risk')}</th>
              <th scope="col">{words.say('course.marks')}</th>
              {lanes.map((lane) => (
                <th key={lane.concept} scope="col" className="number">
                  {name(lane.concept)} <span className="tiny">{unitSign(words, lane.unit)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {times.slice(0, shown).map((hour) => (
              <tr key={hour}>
                <th scope="row">{formatTime(words, axis.zero + hour * HOUR)}</th>
                <td>{sayRiskAt(hour)}</td>
                <td>{rows.get(hour)?.get(EVENTS) ?? ''}</td>
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

  function sayRiskAt(hour: number): string {
    const step = risk.findLast((one) => one.from <= hour);
    return step === undefined ? '' : sayStep(words, step);
  }
}
