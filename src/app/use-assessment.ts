import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Entry } from '../clinical/input.ts';
import type { Progress } from '../fhir/chart.ts';
import { furthest } from './furthest.ts';
import type { Closed } from './opening/closed.ts';
import type { FirstFiles } from './opening/fetch-file.ts';
import { missingFeatures } from './opening/missing-features.ts';
import type { OpenChart } from './opening/open-chart.ts';
import type { Reading } from './reading/read-record.ts';
import type { View, ViewActions } from './view.ts';
import type { Words } from './words/words.ts';

/** Where the page stands, from its first frame on. */
export type Stage =
  | { readonly name: 'opening' }
  | { readonly name: 'loading'; readonly words: Words; readonly progress: readonly Progress[] }
  | {
      readonly name: 'ready';
      readonly words: Words;
      readonly view: View;
      /** Set while anything is still being read: the rest of a first reading, or a second one. */
      readonly progress: Progress | null;
      /** True once the session has ended: what is shown is frozen. */
      readonly frozen: boolean;
    }
  | { readonly name: 'closed'; readonly closed: Closed; readonly words: Words | null };

/** What can be done to the page as a whole. */
export interface PageActions extends ViewActions {
  readonly reload: () => void;
  /** Forgets the token and everything read. */
  readonly end: (closed?: Closed) => void;
}

type Rooms = [
  typeof import('./opening/open-chart.ts'),
  typeof import('./reading/read-record.ts'),
  typeof import('./reading/assess-view.ts'),
];

/** The rooms behind the screen, a chunk of their own that loads beside the settings. */
const loadRooms: Promise<Rooms> = Promise.all([
  import('./opening/open-chart.ts'),
  import('./reading/read-record.ts'),
  import('./reading/assess-view.ts'),
]);

/**
 * The one hook of the page: settings and session, then the record, then the
 * assessment; entries and a chosen moment assess again, a reload reads again.
 * A late answer of an earlier reading is dropped.
 *
 * @param files asked for before anything was drawn
 */
export function useAssessment(files: FirstFiles): {
  readonly stage: Stage;
  readonly actions: PageActions;
} {
  const [open, setOpen] = useState<OpenChart | null>(null);
  const [rooms, setRooms] = useState<Rooms | null>(null);
  const [reading, setReading] = useState<Reading | null>(null);
  const [progress, setProgress] = useState<readonly Progress[]>([]);
  const [busy, setBusy] = useState(false);
  const [frozen, setFrozen] = useState(false);
  const [closed, setClosed] = useState<Closed | null>(() => {
    const missing = missingFeatures();
    return missing.length === 0 ? null : { kind: 'browser', missing };
  });
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [chosen, setChosen] = useState<number | null>(null);
  const abort = useRef<AbortController | null>(null);

  const read = useCallback(async (chart: OpenChart, [, reader]: Rooms, again: boolean) => {
    abort.current?.abort();
    const { signal } = (abort.current = new AbortController());
    setBusy(true);
    setProgress([]);
    try {
      const result = await reader.readRecord(
        chart,
        signal,
        (step) => {
          if (!signal.aborted) setProgress((steps) => replaced(steps, step));
        },
        (essential) => {
          if (!signal.aborted && !again) setReading(essential);
        },
      );
      if (signal.aborted) return;
      setBusy(false);
      if (!('kind' in result)) setReading(result);
      else if (result.kind === 'ended' && again) setFrozen(true);
      else close(result);
    } catch {
      if (!signal.aborted) close({ kind: 'broken' });
    }
    function close(reason: Closed) {
      setReading(null);
      setClosed(reason);
    }
  }, []);

  useEffect(() => {
    let current = true;
    if (missingFeatures().length > 0) return;
    void (async () => {
      try {
        const loaded = await loadRooms;
        const chart = await loaded[0].openChart(new URL(window.location.href), files);
        if (!current) return;
        if ('kind' in chart) return setClosed(chart);
        setRooms(loaded);
        setOpen(chart);
        await read(chart, loaded, false);
      } catch {
        if (current) setClosed({ kind: 'broken' });
      }
    })();
    return () => {
      current = false;
      abort.current?.abort();
    };
  }, [files, read]);

  const view = useMemo(
    () =>
      open === null || reading === null || rooms === null
        ? null
        : rooms[2].assessView(open, reading, entries, chosen),
    [open, reading, rooms, entries, chosen],
  );

  const actions = useMemo<PageActions>(
    () => ({
      enter: (entry) => {
        const user = open?.session.user;
        const by = user === undefined ? {} : { by: user.split('/').slice(-2).join('/') };
        setEntries((all) => [...all.filter((one) => one.key !== entry.key), { ...by, ...entry }]);
      },
      withdraw: (key) => setEntries((all) => all.filter((one) => one.key !== key)),
      choose: setChosen,
      reload: () => {
        if (open !== null && rooms !== null) void read(open, rooms, true);
      },
      end: (reason = { kind: 'ended' }) => {
        abort.current?.abort();
        open?.session.end();
        setReading(null);
        setEntries([]);
        setClosed(reason);
      },
    }),
    [open, rooms, read],
  );

  const words = open?.words ?? null;
  if (closed !== null) return { stage: { name: 'closed', closed, words }, actions };
  if (words === null) return { stage: { name: 'opening' }, actions };
  if (view === null) return { stage: { name: 'loading', words, progress }, actions };
  const step = busy ? (furthest(progress) ?? NOTHING_READ) : null;
  return { stage: { name: 'ready', words, view, progress: step, frozen }, actions };
}

const NOTHING_READ: Progress = { query: '', done: 0, total: 0, rows: 0 };

/** The latest report of every query, each where its first one stood. */
function replaced(steps: readonly Progress[], step: Progress): readonly Progress[] {
  const isKnown = steps.some(({ query }) => query === step.query);
  return isKnown ? steps.map((one) => (one.query === step.query ? step : one)) : [...steps, step];
}
