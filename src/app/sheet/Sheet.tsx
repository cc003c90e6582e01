import { useLayoutEffect, useRef } from 'react';
import type { Earlier } from '../earlier/EarlierRegion.tsx';
import { sayDetail, sayState } from '../inputs/InputState.tsx';
import { inputName } from '../inputs/input-name.ts';
import { plainText } from '../plain-text.ts';
import { describeHours } from '../run/EcmoRunRegion.tsx';
import { SOFTWARE } from '../software.ts';
import { StandingLine } from '../StandingLine.tsx';
import type { View } from '../view.ts';
import { formatClock, formatDay, formatMoment, formatTime } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/words.ts';
import { SheetCourse } from './SheetCourse.tsx';
import { SheetNotUsed } from './SheetNotUsed.tsx';
import { SheetPatient } from './SheetPatient.tsx';
import { SheetRisk } from './SheetRisk.tsx';

/** Height of what one page holds, in CSS pixels: Letter less two margins of 8 mm, the lower of the two papers in use. */
const PAGE = 990;

/** Changes of mode that are named; a run with more is said to have them. */
const MODES = 3;

/** Inputs that get a row; a model that asks for more is said to. */
const INPUTS = 10;

/**
 * One page of paper: who and when, the run, the risk, what it rests on, the
 * course, what could not be used, and which model says so. Lists are bounded and
 * say how much more the app shows; whatever is still too high is made smaller.
 */
export function Sheet(props: {
  readonly view: View;
  readonly earlier: Earlier;
  readonly stale: boolean;
  readonly printedAt: number;
}) {
  const { view, earlier, stale, printedAt } = props;
  const words = useWords();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const sheet = place.current;
    if (sheet === null) return;
    sheet.style.setProperty('zoom', '1');
    const height = sheet.getBoundingClientRect().height;
    if (height > PAGE) sheet.style.setProperty('zoom', String(PAGE / height));
  });
  const { model, assessment, site, codebook } = view;
  const { ecmo, endedRun } = assessment;
  return (
    <div ref={place} className="paper sheet">
      <SheetPatient view={view} printedAt={printedAt} />
      {warnings(words, view, stale).map((warning) => (
        <p key={warning} className="sheet-warning">
          {warning}
        </p>
      ))}
      <p className="sheet-run">
        <strong>{words.say('region.run')}</strong>{' '}
        {ecmo === null
          ? [
              words.say('run.none'),
              endedRun?.end === undefined
                ? ''
                : words.say('run.ended', { time: formatMoment(words, endedRun.end) }),
            ].join(' ')
          : [
              words.say(`run.mode.${ecmo.mode}`),
              describeHours(words, ecmo),
              words.say('run.cannulated', { time: formatMoment(words, ecmo.start) }),
              ...ecmo.modes.slice(1, 1 + MODES).map((change) =>
                words.say('run.change', {
                  mode: words.say(`run.mode.${change.mode}`),
                  time: formatMoment(words, change.from),
                }),
              ),
              ...(ecmo.modes.length > 1 + MODES
                ? [words.say('sheet.more', { n: ecmo.modes.length - 1 - MODES })]
                : []),
              words.say('run.from', { evidence: words.say(`run.evidence.${ecmo.evidence}`) }),
            ].join(' · ')}
      </p>
      <SheetRisk view={view} />
      <section>
        <h2>{words.say('region.inputs')}</h2>
        <table>
          <tbody>
            {model.inputs.slice(0, INPUTS).map((asked) => {
              const input = assessment.inputs.find((one) => one.id === asked.id);
              return (
                <tr key={asked.id}>
                  <th scope="row">{inputName(words, model, asked.id)}</th>
                  <td className="sheet-value">
                    {input !== undefined && sayState(words, asked, input)}
                    {input?.entered !== undefined && ` (${words.say('inputs.entered')})`}
                    {asked.unitStanding === 'unconfirmed' &&
                      input?.value !== undefined &&
                      ` (${words.say('inputs.unconfirmed')})`}
                  </td>
                  <td>
                    {input !== undefined &&
                      plainText(sayDetail(words, view, asked, input).join(' · '), 260)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {model.inputs.length > INPUTS && (
          <p>{words.say('sheet.more', { n: model.inputs.length - INPUTS })}</p>
        )}
      </section>
      <SheetCourse view={view} earlier={earlier} />
      <SheetNotUsed view={view} />
      <footer>
        <StandingLine model={model} />
        <p className="code">
          {words.say('summary.model', {
            id: model.id,
            version: model.version,
            hash: model.sha256,
            codebook: codebook.version,
            site: plainText(site.id, 60),
          })}
        </p>
        <p>
          {words.say('sheet.printed', {
            time: `${formatDay(words, printedAt)}, ${formatClock(words, printedAt)}`,
            zone: words.timeZone,
            software: `${SOFTWARE.name} ${SOFTWARE.version}`,
          })}
        </p>
      </footer>
    </div>
  );
}

/** What must not be missed: another moment than now, data that are old, incomplete or of a frozen page. */
function warnings(words: Words, view: View, stale: boolean): readonly string[] {
  return [
    view.chosen === null ? '' : words.say('asof.past', { time: formatTime(words, view.chosen) }),
    view.pending.length === 0 ? '' : words.say('sheet.pending'),
    stale ? words.say('sheet.stale') : '',
  ].filter((said) => said !== '');
}
