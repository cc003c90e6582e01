import { Component, type ReactNode } from 'react';
import { PartNotLoaded } from './part-not-loaded.ts';
import { useWords } from './words/use-words.ts';

/**
 * Keeps a part whose code did not come from taking the page with it. Anything
 * else that goes wrong inside is passed on: a part that computed wrongly must not
 * leave the rest looking whole.
 */
export class PartBoundary extends Component<
  { readonly again: () => void; readonly children: ReactNode },
  { readonly error: unknown }
> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (!(error instanceof PartNotLoaded)) throw error;
    const again = () => {
      this.props.again();
      this.setState({ error: null });
    };
    return <NotLoaded again={again} />;
  }
}

function NotLoaded({ again }: { readonly again: () => void }) {
  const words = useWords();
  return (
    <p role="alert" className="notice small">
      {words.say('part.not-loaded')}{' '}
      <button type="button" onClick={again}>
        {words.say('part.again')}
      </button>
    </p>
  );
}
