import { useState } from 'react';
import type { Session } from '../../fhir/context.ts';
import { useWords } from '../words/use-words.ts';

/** Takes one's own assessment back, in two steps: it stays in the record, marked as entered in error. */
export function Retract(props: {
  readonly session: Session;
  readonly reference: string;
  readonly changed: () => void;
}) {
  const words = useWords();
  const [state, setState] = useState<'idle' | 'asking' | 'busy' | 'failed'>('idle');
  const retract = async () => {
    setState('busy');
    try {
      const { retractFromRecord } = await import('../../fhir/record/retract.ts');
      const result = await retractFromRecord(props.session, props.reference);
      if (result.kind === 'retracted') props.changed();
      setState(result.kind === 'retracted' ? 'idle' : 'failed');
    } catch {
      setState('failed');
    }
  };
  if (state === 'failed') return <span role="alert">{words.say('earlier.retract.failed')}</span>;
  if (state === 'idle') {
    return (
      <button type="button" className="quiet" onClick={() => setState('asking')}>
        {words.say('earlier.retract')}
      </button>
    );
  }
  return (
    <span className="row">
      <button type="button" disabled={state === 'busy'} onClick={() => void retract()}>
        {words.say('earlier.retract.sure')}
      </button>
      <button type="button" className="quiet" onClick={() => setState('idle')}>
        {words.say('inputs.cancel')}
      </button>
    </span>
  );
}
