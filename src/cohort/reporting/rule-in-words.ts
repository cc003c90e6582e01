import type { InputRule } from '../../model/document.ts';

const selects: Readonly<Record<InputRule['select'], string>> = {
  lowest: 'lowest',
  highest: 'highest',
  first: 'first',
  latest: 'latest',
  change: 'change of',
  'relative-change': 'relative change of',
  'share-outside': 'share of time outside the range of',
  total: 'total of',
  exposed: 'any',
  history: 'history of',
};

function windowInWords({ anchor, from, to }: InputRule['window']): string {
  const start = anchor === 'ecmo-start' ? 'the start of support' : 'the moment';
  const hours = (at: number): string =>
    at === 0 ? start : `${Math.abs(at)} h ${at < 0 ? 'before' : 'after'} ${start}`;
  if (from === undefined && to === undefined) return 'up to the moment';
  if (from === undefined) return `up to ${hours(to!)}`;
  return to === undefined ? `from ${hours(from)}` : `from ${hours(from)} to ${hours(to)}`;
}

/** How an input is picked from the record, for the methods of a paper. */
export function ruleInWords({ select, concepts, window }: InputRule): string {
  return `${selects[select]} ${concepts.join(', ')}, ${windowInWords(window)}`;
}
