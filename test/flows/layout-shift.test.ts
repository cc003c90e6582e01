import { describe, expect, test } from 'vitest';
import { riskShown, setScene } from './scene.ts';

const scene = setScene();

interface Shift {
  readonly value: number;
  readonly moved: readonly string[];
}

/** Notes every shift of the layout that no one's own click or key has caused, and what moved. */
function watchShifts(): void {
  const shifts: Shift[] = [];
  Object.assign(globalThis, { shifts });
  interface Entry {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly { readonly node: Node | null }[];
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as Entry[]) {
      const moved = entry.sources.map(({ node }) => (node?.textContent ?? '').slice(0, 40));
      if (!entry.hadRecentInput) shifts.push({ value: entry.value, moved });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

describe('the page while the record arrives', () => {
  test.each([
    ['clean-va', 1280],
    ['largest', 1280],
    ['largest', 800],
    ['largest', 400],
  ])(
    '%s at %d px: nothing moves, from the first frame to the whole record',
    async (patient, width) => {
      const page = scene.page();
      await page.setViewportSize({ width, height: 900 });
      await page.addInitScript(watchShifts);
      await scene.open(patient);
      await riskShown(page);
      await page.locator('.lanes .uplot').first().waitFor();
      const shifts = await page.evaluate(
        () => (globalThis as unknown as { shifts: readonly Shift[] }).shifts,
      );
      expect(shifts).toEqual([]);
    },
  );
});
