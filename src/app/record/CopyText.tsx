import { useState } from 'react';
import { print } from '../sheet/printing.ts';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';
import { summaryText } from './summary-text.ts';

/** The assessment as plain text, for the clinician's own note. */
export function CopyText({ view, identifier }: { view: View; identifier: string }) {
  const words = useWords();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const [shown, setShown] = useState(false);
  const text = summaryText(words, view, identifier);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('failed');
      setShown(true);
    }
  };
  return (
    <div className="stack">
      <p className="row">
        <button type="button" onClick={() => void copy()}>
          {words.say('write.copy')}
        </button>
        <button
          type="button"
          className="quiet"
          aria-expanded={shown}
          onClick={() => setShown(!shown)}
        >
          {words.say('write.show-text')}
        </button>
        <button type="button" className="quiet" onClick={() => print()}>
          {words.say('sheet.print')}
        </button>
        <output className="small">
          {state === 'copied' && words.say('write.copied')}
          {state === 'failed' && words.say('write.copy.failed')}
        </output>
      </p>
      {shown && (
        <textarea
          readOnly
          rows={12}
          className="code"
          aria-label={words.say('write.show-text')}
          value={text}
        />
      )}
    </div>
  );
}
