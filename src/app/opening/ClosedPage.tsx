import type { Fault } from '../../faults.ts';
import { sayFault } from '../not-used/say-fault.ts';
import { plainText } from '../plain-text.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/words.ts';
import type { Closed } from './closed.ts';

/** A page without a patient: why nothing is shown, what to do, and what to tell IT. */
export function ClosedPage({ closed }: { closed: Closed }) {
  const words = useWords();
  const { title, what, details } = describeClosed(words, closed);
  return (
    <main className="closed stack" role="alert">
      <h1>{title}</h1>
      {what !== null && <p>{what}</p>}
      {details.length > 0 && (
        <ul className="bullets small">
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
    </main>
  );
}

interface ClosedWords {
  readonly title: string;
  readonly what: string | null;
  readonly details: readonly string[];
}

function describeClosed(words: Words, closed: Closed): ClosedWords {
  switch (closed.kind) {
    case 'disabled':
      return {
        title: words.say('closed.disabled'),
        what: sayContact(words, closed.contact),
        details: [],
      };
    case 'settings':
      return {
        title: words.say('closed.settings'),
        what: words.say('closed.settings.do'),
        details: [
          ...closed.faults.map((fault) => sayFaultWithPlace(words, fault)),
          ...(closed.contact === null ? [] : [sayContact(words, closed.contact)]),
        ],
      };
    case 'browser':
      return {
        title: words.say('closed.browser'),
        what: words.say('closed.browser.do', { missing: closed.missing.join(', ') }),
        details: [],
      };
    case 'session':
      return {
        title: words.say('closed.session'),
        what: closed.refusal.clinician,
        details: [closed.refusal.it],
      };
    case 'foreign':
    case 'patient':
      return {
        title: words.say(`closed.${closed.kind}`),
        what: words.say(`closed.${closed.kind}.do`),
        details: closed.faults.map((fault) => sayFaultWithPlace(words, fault)),
      };
    case 'locked':
      return {
        title: words.count('closed.locked', closed.minutes),
        what: words.say('closed.locked.do'),
        details: [],
      };
    case 'ended':
    case 'broken':
      return {
        title: words.say(`closed.${closed.kind}`),
        what: words.say(`closed.${closed.kind}.do`),
        details: [],
      };
  }
}

function sayContact(words: Words, contact: string): string {
  return words.say('closed.contact', { contact: plainText(contact) });
}

function sayFaultWithPlace(words: Words, fault: Fault): string {
  const said = sayFault(words, fault);
  return said.includes(fault.source) ? said : `${plainText(fault.source)}: ${said}`;
}
