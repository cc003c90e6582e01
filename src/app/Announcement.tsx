import { useEffect, useRef, useState } from 'react';
import { sayRisk } from './risk/in-hundred.ts';
import { sayRefusal } from './risk/NoRisk.tsx';
import type { View } from './view.ts';
import { useWords } from './words/use-words.ts';

/** Tells a screen reader of a risk that changed, once, and of nothing else. */
export function Announcement({ view }: { view: View }) {
  const words = useWords();
  const { risk, refusals } = view.assessment;
  const [refusal] = refusals;
  const now =
    risk === null
      ? words.say('risk.announce.none', {
          reason: refusal === undefined ? '' : sayRefusal(words, view, refusal),
        })
      : words.say('risk.announce', { risk: sayRisk(words, risk, view.model) });
  const before = useRef(now);
  const [said, say] = useState('');
  useEffect(() => {
    if (before.current === now) return;
    before.current = now;
    say(now);
  }, [now]);
  return (
    <output className="unseen" aria-live="polite" aria-atomic="true">
      {said}
    </output>
  );
}
