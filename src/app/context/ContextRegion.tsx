import { lazy, Suspense } from 'react';
import { plainText } from '../plain-text.ts';
import { Region } from '../Region.tsx';
import type { View } from '../view.ts';
import { formatNumber } from '../words/numbers.ts';
import { useWords } from '../words/use-words.ts';

const Panels = lazy(async () => ({ default: (await import('./ContextPanels.tsx')).ContextPanels }));

/** Region 7: what stands beside the risk and never in it. */
export function ContextRegion({ view }: { view: View }) {
  const words = useWords();
  return (
    <Region name="context">
      <div className="panels">
        {view.model.mortality.length > 0 && (
          <div className="panel">
            <h3>{words.say('context.mortality')}</h3>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.say('context.mortality.measure')}</th>
                  <th scope="col" className="number">
                    {words.say('context.mortality.with')}
                  </th>
                  <th scope="col" className="number">
                    {words.say('context.mortality.without')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {view.model.mortality.map((one) => (
                  <tr key={one.label}>
                    <th scope="row">{plainText(one.label)}</th>
                    <td className="number">{formatNumber(words, one.withOutcome * 100, 0)} %</td>
                    <td className="number">{formatNumber(words, one.without * 100, 0)} %</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="tiny">{words.say('context.mortality.note')}</p>
          </div>
        )}
        <Suspense fallback={<p className="soft">…</p>}>
          <Panels view={view} />
        </Suspense>
      </div>
    </Region>
  );
}
