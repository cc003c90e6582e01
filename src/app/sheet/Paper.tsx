import type { Earlier } from '../earlier/EarlierRegion.tsx';
import type { View } from '../view.ts';
import { usePrinted } from './printing.ts';
import { Sheet } from './Sheet.tsx';

/** What the printer gets instead of the page; nothing of it exists while nobody prints. */
export function Paper(props: {
  readonly view: View;
  readonly earlier: Earlier;
  readonly stale: boolean;
}) {
  const printed = usePrinted();
  if (printed === null) return null;
  if (printed.other !== null) return <div className="paper model-paper">{printed.other}</div>;
  return <Sheet {...props} printedAt={printed.at} />;
}
