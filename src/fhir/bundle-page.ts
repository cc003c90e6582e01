import type { AnyResource } from './answer.ts';
import { outcomeIssues, type OutcomeIssue } from './outcome.ts';

/** One page of a result list, taken apart. `Bundle.total` is not read: servers put the page's size there. */
export interface BundlePage {
  /** Resources of the type that was searched. */
  readonly rows: readonly AnyResource[];
  /** Included resources of other types. */
  readonly included: readonly AnyResource[];
  /** Issues of OperationOutcomes among the entries. */
  readonly issues: readonly OutcomeIssue[];
  /** Entries that hold no resource. */
  readonly empty: number;
  /** Address of the next page. */
  readonly next: string | null;
  /** The search as the server understood it. */
  readonly self: string | null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isResource(value: unknown): value is AnyResource {
  return isObject(value) && typeof value['resourceType'] === 'string';
}

/** Takes a searchset Bundle apart, whatever its entries are. */
export function readBundlePage(bundle: AnyResource, type: string): BundlePage {
  const entries = Array.isArray(bundle['entry']) ? bundle['entry'] : [];
  const resources = entries.flatMap((entry: unknown) =>
    isObject(entry) && isResource(entry['resource']) ? [entry['resource']] : [],
  );
  const links = Array.isArray(bundle['link']) ? bundle['link'].filter(isObject) : [];
  const linkTo = (relation: string) => {
    const url = links.find((link) => link['relation'] === relation)?.['url'];
    return typeof url === 'string' && url !== '' ? url : null;
  };
  return {
    rows: resources.filter(({ resourceType }) => resourceType === type),
    included: resources.filter(
      ({ resourceType }) => resourceType !== type && resourceType !== 'OperationOutcome',
    ),
    issues: resources.flatMap(outcomeIssues),
    empty: entries.length - resources.length,
    next: linkTo('next'),
    self: linkTo('self'),
  };
}
