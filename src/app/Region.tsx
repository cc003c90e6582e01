import { useId, type ReactNode } from 'react';
import { useWords } from './words/use-words.ts';
import type { WordKey } from './words/words.ts';

/** Names of the regions, in the order of the page. */
export type RegionName =
  | 'run'
  | 'risk'
  | 'inputs'
  | 'course'
  | 'what-if'
  | 'context'
  | 'earlier'
  | 'write'
  | 'not-used'
  | 'about';

/**
 * One landmark of the page, named by its heading.
 *
 * @param aside stands at the end of the heading's line
 * @param reading true when it shows data that grow stale
 */
export function Region(props: {
  readonly name: RegionName;
  readonly aside?: ReactNode;
  readonly reading?: boolean;
  readonly children: ReactNode;
}) {
  const words = useWords();
  const heading = useId();
  return (
    <section
      id={props.name}
      className={`region ${props.name}${props.reading === false ? '' : ' reading'}`}
      aria-labelledby={heading}
    >
      <header>
        <h2 id={heading}>{words.say(`region.${props.name}` satisfies WordKey)}</h2>
        {props.aside}
      </header>
      {props.children}
    </section>
  );
}
