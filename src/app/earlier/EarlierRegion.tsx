import type { Session } from '../../fhir/context.ts';
import type { EarlierAssessment } from '../../fhir/record/earlier.ts';
import { Retract } from './Retract.tsx';
import { plainText } from '../plain-text.ts';
import { Region } from '../Region.tsx';
import { formatNumber } from '../words/numbers.ts';
import { formatWritten } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';

/** What became of reading the earlier assessments back. */
export type Earlier =
  | { readonly state: 'loading' }
  | { readonly state: 'read'; readonly list: readonly EarlierAssessment[] }
  | { readonly state: 'not-loaded' | 'not-permitted' };

/** Region 8: what was written to the record before, not recomputed. */
export function EarlierRegion(props: {
  readonly earlier: Earlier;
  readonly session: Session;
  readonly changed: () => void;
}) {
  const { earlier, session, changed } = props;
  const words = useWords();
  return (
    <Region name="earlier">
      {earlier.state === 'loading' ? (
        <p className="soft">{words.say('app.loading')}</p>
      ) : earlier.state !== 'read' ? (
        <p className="notice">{words.say(`earlier.${earlier.state}`)}</p>
      ) : earlier.list.length === 0 ? (
        <p className="soft">{words.say('earlier.none')}</p>
      ) : (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.say('earlier.when')}</th>
                <th scope="col">{words.say('earlier.risk')}</th>
                <th scope="col">{words.say('earlier.model')}</th>
                <th scope="col">{words.say('earlier.retract')}</th>
              </tr>
            </thead>
            <tbody>
              {earlier.list.map((one) => (
                <tr key={one.reference}>
                  <td>{formatWritten(words, one.at)}</td>
                  <td>
                    {one.low === null || one.high === null
                      ? words.say('earlier.no-band')
                      : words.say('risk.doubt.row', {
                          low: formatNumber(words, one.low, 0),
                          high: formatNumber(words, one.high, 0),
                        })}
                    {one.status === 'entered-in-error' && (
                      <span className="tag">{words.say('earlier.retracted')}</span>
                    )}
                  </td>
                  <td className="small">{plainText(one.model, 60)}</td>
                  <td>
                    {one.mine && one.status !== 'entered-in-error' && (
                      <Retract session={session} reference={one.reference} changed={changed} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="tiny">{words.say('earlier.note')}</p>
        </>
      )}
    </Region>
  );
}
