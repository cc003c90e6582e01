import { useState, type FormEvent } from 'react';
import type { EcmoRun } from '../../clinical/ecmo-run.ts';
import type { EcmoMode } from '../../clinical/event.ts';
import type { Entry } from '../../clinical/input.ts';
import { instantAt, wallClock } from '../words/wall-clock.ts';
import { useWords } from '../words/use-words.ts';

const MODES: readonly EcmoMode[] = ['VA', 'VV', 'VAV', 'ECPR', 'other', 'unknown'];

/** A form for the start and the mode of the run, in the site's zone. */
export function EnterStart(props: {
  readonly run: EcmoRun | null;
  readonly enter: (entry: Entry) => void;
  readonly close: () => void;
}) {
  const words = useWords();
  const [start, setStart] = useState(
    props.run === null ? '' : wallClock(props.run.start.earliest, words.timeZone),
  );
  const [mode, setMode] = useState<EcmoMode>(props.run?.mode ?? 'unknown');
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const instant = instantAt(start, words.timeZone);
    if (instant === null) return;
    const at = new Date().toISOString();
    const because = reason.trim() === '' ? {} : { reason: reason.trim() };
    props.enter({ key: 'ecmo-start', value: new Date(instant).toISOString(), at, ...because });
    props.enter({ key: 'ecmo-mode', value: mode, at, ...because });
    props.close();
  };
  return (
    <form className="entry" onSubmit={submit}>
      <label>
        {words.say('run.enter.start')}
        <input
          type="datetime-local"
          required
          value={start}
          onChange={(event) => setStart(event.target.value)}
        />
      </label>
      <label>
        {words.say('run.enter.mode')}
        <select value={mode} onChange={(event) => setMode(event.target.value as EcmoMode)}>
          {MODES.map((one) => (
            <option key={one} value={one}>
              {words.say(`run.mode.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.say('inputs.reason')}
        <input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </label>
      <span className="row">
        <button type="submit" className="primary">
          {words.say('inputs.save')}
        </button>
        <button type="button" onClick={props.close}>
          {words.say('inputs.cancel')}
        </button>
      </span>
    </form>
  );
}
