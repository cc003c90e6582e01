import type { InputRule } from '../../model/document.ts';
import type { Measured } from '../event.ts';

/**
 * Whether a rule's answer is the same whatever the censored values truly were
 * (design ruling 11). "Below 20" may always be the lowest; "above 200" is not,
 * where 40 was measured. For the first and the latest it is a question of time.
 */
export function isDecidedDespite(
  censored: readonly Measured[],
  exact: readonly Measured[],
  rule: InputRule,
): boolean {
  if (exact.length === 0) return false;
  switch (rule.select) {
    case 'lowest': {
      const low = exact.reduce((least, event) => Math.min(least, event.value), Infinity);
      return censored.every((event) => isAbove(event) && event.value >= low);
    }
    case 'highest': {
      const high = exact.reduce((most, event) => Math.max(most, event.value), -Infinity);
      return censored.every((event) => !isAbove(event) && event.value <= high);
    }
    case 'first':
      return censored.every((event) => exact.some((each) => each.at.latest < event.at.earliest));
    case 'latest':
      return censored.every((event) => exact.some((each) => each.at.earliest > event.at.latest));
    case 'change':
    case 'relative-change':
      return censored.every(
        (event) =>
          exact.some((each) => each.at.latest < event.at.earliest) &&
          exact.some((each) => each.at.earliest > event.at.latest),
      );
    case 'share-outside':
      return false;
    case 'total':
    case 'exposed':
    case 'history':
      return true;
    default:
      return rule.select satisfies never;
  }
}

function isAbove(event: Measured): boolean {
  return event.comparator === '>' || event.comparator === '>=';
}
