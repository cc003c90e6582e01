import type { CDPSession } from 'playwright-core';

/** One complete event of a Chromium trace, as far as it is read here. Times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  /** Processor time of the thread. */
  readonly tdur?: number;
  readonly args: { readonly data?: { readonly type?: string } };
}

/** What the main thread of a page did for one frame, in milliseconds. */
export interface FrameWork {
  /** Processor time: handlers, style, layout, painting, and handing the frame over. */
  readonly processor: number;
  /** By the clock: the same, and whatever else this machine was busy with. */
  readonly clock: number;
}

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

/**
 * Traces a page while something is done to it, and gives the work of every
 * frame that handled an input event of that type. Chromium hands such events
 * over at the beginning of a frame, in the same task that makes it.
 */
export async function traceFrames(
  session: CDPSession,
  input: string,
  work: () => Promise<void>,
): Promise<readonly FrameWork[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories },
  });
  await work();
  await session.send('Tracing.end');
  await complete;
  const handled = events.filter(
    ({ name, args }) => name === 'EventDispatch' && args.data?.type === input,
  );
  return events
    .filter(({ name, ph }) => name === 'RunTask' && ph === 'X')
    .filter(({ pid, tid, ts, dur }) =>
      handled.some(
        (one) => one.pid === pid && one.tid === tid && one.ts >= ts && one.ts <= ts + dur,
      ),
    )
    .map(({ dur, tdur = Number.NaN }) => ({ processor: tdur / 1000, clock: dur / 1000 }));
}
