import { resolve, join } from 'node:path';
import { newSite, type Answers } from '../new-site.ts';
import { mappings } from '../published.ts';
import { SiteError } from '../site-error.ts';
import type { Console, Verb } from '../verb.ts';

interface Question {
  readonly key: Exclude<keyof Answers, 'id'>;
  readonly option: string;
  readonly text: string;
  /** Taken when the answer is empty; without one, an answer is required. */
  readonly otherwise?: string;
}

const QUESTIONS: readonly Question[] = [
  { key: 'name', option: 'name', text: 'Name of the hospital' },
  { key: 'contact', option: 'contact', text: 'Whom users ask (telephone, e-mail)' },
  { key: 'timeZone', option: 'time-zone', text: 'Time zone, such as Europe/Berlin' },
  {
    key: 'issuer',
    option: 'issuer',
    text: 'FHIR base URL of the record system (empty: later)',
    otherwise: '',
  },
  {
    key: 'clientId',
    option: 'client-id',
    text: 'Client id it gave this app',
    otherwise: 'ecmo-ich-risk',
  },
  { key: 'bag', option: 'bag', text: 'Millilitres of one bag of plasma', otherwise: '200' },
  {
    key: 'plateletCode',
    option: 'platelet-code',
    text: 'Your code for the platelet count (empty: LOINC, or later)',
    otherwise: '',
  },
  {
    key: 'plateletSystem',
    option: 'platelet-system',
    text: 'System URI of that code (empty: none is sent)',
    otherwise: '',
  },
];

/** `npm run site -- new <name>`. */
export const newVerb: Verb = {
  summary: 'make a site folder by asking',
  help: `Usage: npm run site -- new <name> [options]

Makes fhir-mappings/sites/<name> with a site.json. What an option does not say is
asked; an empty answer takes the default.

${QUESTIONS.map(({ option, text }) => `  --${option.padEnd(16)} ${text}`).join('\n')}
  --in               folder to make it in, instead of fhir-mappings/sites`,
  options: [...QUESTIONS.map(({ option }) => option), 'in'],
  operands: [1, 1],
  run: async ([id = ''], options, console) => {
    const answers: Record<string, string> = { id };
    for (const question of QUESTIONS) {
      const isMoot =
        (question.key === 'clientId' && answers['issuer'] === '') ||
        (question.key === 'plateletSystem' && answers['plateletCode'] === '');
      answers[question.key] =
        options[question.option] ?? (isMoot ? '' : await answer(question, console));
    }
    const parent = options['in'] === undefined ? join(mappings, 'sites') : resolve(options['in']);
    const folder = newSite(answers as unknown as Answers, parent);
    console.out(`Made ${folder}.`);
    console.out(`Next: npm run site -- check ${options['in'] === undefined ? id : folder}`);
    return 0;
  },
};

async function answer({ text, option, otherwise }: Question, console: Console): Promise<string> {
  const shown = otherwise ? `${text} [${otherwise}]` : text;
  const written = (await console.ask(`${shown}: `))?.trim() ?? '';
  if (written !== '') return written;
  if (otherwise === undefined) throw new SiteError(`${text} is needed; give it with --${option}.`);
  return otherwise;
}
