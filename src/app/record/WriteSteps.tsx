import { useEffect, useState } from 'react';
import type { Capabilities } from '../../fhir/capabilities.ts';
import { composeWrite } from '../../fhir/record/compose-write.ts';
import { planWrite, type WritePlan } from '../../fhir/record/plan-write.ts';
import { composeText } from '../../fhir/record/words.ts';
import { describeWrite, type WriteResult } from '../../fhir/record/write-result.ts';
import { writeToRecord } from '../../fhir/record/write.ts';
import { ScrollBox } from '../ScrollBox.tsx';
import { useNow } from '../use-now.ts';
import type { View } from '../view.ts';
import { formatAgo, formatWritten } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import { conclude } from './conclude.ts';

/** Preview, confirmation with both identifiers, and the result read back from the record. */
export function WriteSteps(props: {
  readonly view: View;
  readonly identifier: string;
  readonly written: () => void;
}) {
  const { view, identifier } = props;
  const words = useWords();
  const plan = useWritePlan(view);
  const [open, setOpen] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const [result, setResult] = useState<WriteResult | 'writing' | null>(null);
  const now = useNow();
  const stale = now - view.readAt > view.site.writeBack.staleAfterMinutes * 60_000;

  if (plan === null) return <p className="soft">…</p>;
  const { offered } = plan;
  if (offered === null) return <p className="soft">{words.say('write.unable')}</p>;
  if (result !== null && result !== 'writing') {
    return (
      <output className="notice">
        <strong>{sayResult(result)}</strong>
      </output>
    );
  }
  if (stale) {
    return (
      <p className="notice">
        {words.say('write.stale', { ago: formatAgo(words, view.readAt, now) })}
      </p>
    );
  }
  if (!open) {
    return (
      <p>
        <button type="button" onClick={() => setOpen(true)}>
          {words.say('write.preview')}
        </button>
      </p>
    );
  }
  const write = async () => {
    setResult('writing');
    const at = Date.now();
    const done = await writeToRecord(view.session, {
      rung: offered,
      conclusion: conclude(view, identifier, at),
      confirmed: { patient: view.patient },
      now: at + (view.skewMs ?? 0),
    });
    setResult(done);
    props.written();
  };
  const { person } = view;
  return (
    <div className="stack">
      <p className="small">{words.say('write.preview.resource', { resource: offered })}</p>
      <ScrollBox className="preview" label={words.say('write.preview')}>
        <pre>{composeText(conclude(view, identifier, view.readAt))}</pre>
      </ScrollBox>
      <details>
        <summary>{words.say('write.preview.json')}</summary>
        <ScrollBox className="preview" label={words.say('write.preview.json')}>
          <pre className="code">
            {JSON.stringify(
              composeWrite(offered, conclude(view, identifier, view.readAt)),
              null,
              2,
            )}
          </pre>
        </ScrollBox>
      </details>
      <p>
        <strong>
          {words.say('write.confirm', {
            name: person.name ?? words.say('patient.nameless'),
            born:
              person.birth === null
                ? words.say('patient.unknown')
                : formatWritten(words, person.birth),
            mrn: person.mrn ?? words.say('patient.unknown'),
          })}
        </strong>
      </p>
      <label>
        <input
          type="checkbox"
          checked={confirmed}
          onChange={(event) => setConfirmed(event.target.checked)}
        />{' '}
        {words.say('write.confirm.label')}
      </label>
      <p className="row">
        <button
          type="button"
          className="primary"
          disabled={!confirmed || result === 'writing'}
          onClick={() => void write()}
        >
          {words.say(result === 'writing' ? 'write.writing' : 'write.now')}
        </button>
        <button type="button" onClick={() => setOpen(false)}>
          {words.say('inputs.cancel')}
        </button>
      </p>
    </div>
  );

  function sayResult(done: WriteResult): string {
    if (done.kind === 'written') {
      const { reference } = done;
      return done.differences.length === 0
        ? words.say('write.done', { reference })
        : words.say('write.differs', { reference, differences: done.differences.join(', ') });
    }
    if (done.kind === 'unconfirmed') return words.say('write.unknown');
    return describeWrite(done);
  }
}

/** Which resource may be written here; null until the server's capabilities are known. */
function useWritePlan({ site, session }: View): WritePlan | null {
  const [capabilities, setCapabilities] = useState<Capabilities | null | 'asked'>('asked');
  useEffect(() => {
    let current = true;
    void session.capabilities.then((answer) => current && setCapabilities(answer));
    return () => {
      current = false;
    };
  }, [session]);
  return capabilities === 'asked' ? null : planWrite(site, capabilities, session.scopes);
}
