import { useEffect, useState } from 'react';
import { assessMarkers, type AssessedMarker } from '../../clinical/context/markers.ts';
import type { Marker, MarkerDocument } from '../../model/marker.ts';
import { readMarkers } from '../../model/read-markers.ts';
import { fetchFile } from '../opening/fetch-file.ts';
import { plainText } from '../plain-text.ts';
import { formatMeasured, formatNumber, formatQuantity } from '../words/numbers.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/words.ts';
import type { PanelProps } from './Level.tsx';

const FILE = 'models/markers.json';

/** Single associations other studies published, each looked for in this patient. */
export function MarkersPanel({ view, known, run }: PanelProps) {
  const words = useWords();
  const document = useMarkerDocument();
  if (document === 'loading') return <p className="soft panel">…</p>;
  const { person } = view.timeline;
  const markers =
    document === null
      ? []
      : assessMarkers(document, { person, known, run, moment: view.assessment.moment });
  return (
    <div className="panel wide">
      <h3>{words.say('context.markers')}</h3>
      {document === null ? (
        <p className="notice">{words.say('context.markers.unreadable', { file: FILE })}</p>
      ) : (
        <>
          <p className="tiny">{words.say('context.markers.note')}</p>
          <MarkerList markers={markers.filter((one) => one.state === 'present')} />
          {(['unknown', 'absent'] as const).map((state) => {
            const some = markers.filter((one) => one.state === state);
            return (
              some.length > 0 && (
                <details key={state}>
                  <summary>{words.say(`context.markers.${state}`, { n: some.length })}</summary>
                  <MarkerList markers={some} />
                </details>
              )
            );
          })}
        </>
      )}
    </div>
  );
}

function MarkerList({ markers }: { markers: readonly AssessedMarker[] }) {
  return (
    <ul className="markers">
      {markers.map((one) => (
        <MarkerRow key={one.marker.id} assessed={one} />
      ))}
    </ul>
  );
}

const SIGNS: Readonly<Record<AssessedMarker['state'], string>> = {
  present: '■',
  absent: '□',
  unknown: '?',
};

function MarkerRow({ assessed }: { assessed: AssessedMarker }) {
  const words = useWords();
  const { marker, state, applies } = assessed;
  const { effect } = marker;
  const interval =
    effect.low === null || effect.high === null
      ? formatNumber(words, effect.value)
      : words.say('about.interval', {
          value: formatNumber(words, effect.value),
          low: formatNumber(words, effect.low),
          high: formatNumber(words, effect.high),
        });
  return (
    <li className={state}>
      <span className="marker-state">
        <span aria-hidden="true">{SIGNS[state]}</span> {words.say(`context.marker.${state}`)}
      </span>
      <span>
        {plainText(marker.label)}
        {assessed.value !== undefined && assessed.unit !== undefined && (
          <strong> {sayValue(words, assessed.value, assessed.unit, marker)}</strong>
        )}
        <span className="tiny">
          {' '}
          {words.find(`effect.${effect.measure}`) ?? effect.measure} {interval} ·{' '}
          {plainText(marker.population, 200)}
          {applies === 'other-mode' && ` (${words.say('context.marker.other-mode')})`} ·{' '}
          {plainText(marker.source, 200)}
        </span>
      </span>
    </li>
  );
}

/**
 * A value as the site reads it, and in the study's unit behind it where the two
 * differ, because the marker's threshold is printed in the latter; shares in per
 * cent, hours whole.
 */
function sayValue(words: Words, value: number, unit: string, { rule }: Marker): string {
  if (unit === '1') return `${formatNumber(words, value * 100, 0)} %`;
  const asKept = formatQuantity(words, value, unit, unit === 'h' ? 0 : 2);
  const concept = 'concept' in rule ? rule.concept : rule.look === 'fall' ? 'paco2' : null;
  if (concept === null || words.units.of(concept, unit).unit === unit) return asKept;
  return `${formatMeasured(words, concept, { value, unit })} (${asKept})`;
}

/** The marker document of the app's host; null when it is missing or wrong. */
function useMarkerDocument(): MarkerDocument | null | 'loading' {
  const [document, setDocument] = useState<MarkerDocument | null | 'loading'>('loading');
  useEffect(() => {
    let current = true;
    void (async () => {
      const { json, fault } = await fetchFile(FILE);
      const read = fault === null ? readMarkers(FILE, json) : { value: null, faults: [fault] };
      if (current) setDocument(read.faults.length > 0 ? null : read.value);
    })();
    return () => {
      current = false;
    };
  }, []);
  return document;
}
