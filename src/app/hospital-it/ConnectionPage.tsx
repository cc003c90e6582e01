import { useEffect, useState } from 'react';
import type { Codebook } from '../../clinical/codebook.ts';
import type { Site } from '../../clinical/site.ts';
import { explainConnection } from '../../fhir/connection/explain-connection.ts';
import type { ConnectionRow } from '../../fhir/connection/connection-row.ts';
import { FactTable } from '../about/FactTable.tsx';
import type { Closed } from '../opening/closed.ts';
import { ClosedPage } from '../opening/ClosedPage.tsx';
import { fetchFirstFiles } from '../opening/fetch-file.ts';
import { loadSettings, loadSite } from '../opening/load-settings.ts';
import { plainText } from '../plain-text.ts';
import { useWords } from '../words/use-words.ts';
import { fetchStatements } from './fetch-statements.ts';

/** For hospital IT, before any launch: what a server says it offers, and what to ask for. */
export function ConnectionPage() {
  const words = useWords();
  const [settings, setSettings] = useState<{ site: Site; codebook: Codebook } | null>(null);
  const [closed, setClosed] = useState<Closed | null>(null);
  const [picked, pick] = useState(0);
  const [rows, setRows] = useState<readonly ConnectionRow[] | 'asking' | null>(null);
  useEffect(() => {
    let current = true;
    void (async () => {
      const files = fetchFirstFiles();
      const site = await loadSite(files.site);
      const loaded = 'kind' in site ? site : await loadSettings(site, files.mappings);
      if (!current) return;
      if ('kind' in loaded) setClosed(loaded);
      else if (!('kind' in site)) setSettings({ site, codebook: loaded.codebook });
    })();
    return () => {
      current = false;
    };
  }, []);
  if (closed !== null) return <ClosedPage closed={closed} />;
  if (settings === null) return <p className="opening">{words.say('app.checking')}</p>;
  const { site, codebook } = settings;
  const ask = async () => {
    const issuer = site.issuers[picked];
    if (issuer === undefined) return;
    setRows('asking');
    setRows(
      explainConnection(await fetchStatements(issuer.iss), issuer, site, codebook, Date.now()),
    );
  };
  return (
    <main className="it-page stack">
      <h1>{words.say('connection.title')}</h1>
      <p className="row">
        <label>
          {words.say('connection.pick')}{' '}
          <select value={picked} onChange={(event) => pick(Number(event.target.value))}>
            {site.issuers.map((issuer, index) => (
              <option key={issuer.iss} value={index}>
                {issuer.iss}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="primary" onClick={() => void ask()}>
          {words.say(rows === 'asking' ? 'connection.asking' : 'connection.ask')}
        </button>
      </p>
      {rows !== null && rows !== 'asking' && (
        <FactTable
          title={words.say('connection.title')}
          columns={[
            'connection.feature',
            'connection.verdict',
            'connection.meaning',
            'connection.question',
          ]}
          rows={rows.map((row) => [
            plainText(row.feature),
            words.say(`connection.${row.verdict}`),
            plainText(row.meaning, 600),
            plainText(row.ask ?? '', 600),
          ])}
        />
      )}
    </main>
  );
}
