// What stands in every measured page beside the product: it looks, and touches nothing.
//
// Painted means: the frame that shows a change has been drawn by the page's main thread, told by a message that was
// posted in the frame's own callback.

import type { Page } from "@playwright/test";

export type Probe = {
  /** When what a selector names was first painted, in milliseconds since the page was asked for. */
  shown(selector: string): Promise<number>;
  /** From the next input of a kind until the last change in sight that it makes below a selector is painted. */
  settled(input: string, scope: string): Promise<number>;
  /** From the next input of a kind until what a selector names is painted, which is not there yet. */
  opened(input: string, selector: string): Promise<number>;
  /** Whether something can be seen where the page is scrolled to. */
  inSight(node: Node): boolean;
  /** The longest time for which the main thread was busy without a pause; none below 50 ms. */
  longestBlock(from: number): Promise<number>;
};

declare global {
  interface Window {
    probe: Probe;
    /** What was asked of the probe before the input that it waits for. */
    asked: Promise<number>;
  }
}

/** Runs in the page, before its own scripts. */
export function install(): void {
  /** After this long without a change everything has changed. */
  const QUIET = 250;
  performance.setResourceTimingBufferSize(20_000);
  const tasks: { start: number; end: number }[] = [];
  const note = (entries: PerformanceEntryList) => {
    for (const { startTime, duration } of entries) tasks.push({ start: startTime, end: startTime + duration });
  };
  const longTasks = new PerformanceObserver((list) => note(list.getEntries()));
  longTasks.observe({ type: "longtask", buffered: true });

  const painted = () =>
    new Promise<number>((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      }),
    );
  const everything = { subtree: true, childList: true, attributes: true, characterData: true };
  const shown = (selector: string) =>
    new Promise<number>((resolve) => {
      const look = () => {
        if (!document.querySelector(selector)) return;
        observer.disconnect();
        painted().then(resolve);
      };
      const observer = new MutationObserver(look);
      observer.observe(document, everything);
      look();
    });
  const inSight = (node: Node) => {
    const element = node instanceof Element ? node : node.parentElement;
    if (!element) return true;
    const row = element.closest(".rows__at") ?? element;
    let { top, bottom } = row.getBoundingClientRect();
    for (let box = row.parentElement; box; box = box.parentElement) {
      if (getComputedStyle(box).overflowY === "visible") continue;
      const clip = box.getBoundingClientRect();
      [top, bottom] = [Math.max(top, clip.top), Math.min(bottom, clip.bottom)];
    }
    return Math.min(bottom, innerHeight) > Math.max(top, 0);
  };
  /** Where something was changed: what came, or from where something went, or what is other than it was. */
  const changed = ({ target, addedNodes, removedNodes }: MutationRecord) => (addedNodes.length && !removedNodes.length ? [...addedNodes] : [target]);
  const next = (input: string) =>
    new Promise<number>((resolve) => addEventListener(input, ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true }));

  window.probe = {
    shown,
    inSight,
    async opened(input, selector) {
      const begun = await next(input);
      return (await shown(selector)) - begun;
    },
    settled(input, scope) {
      return new Promise((resolve, reject) => {
        let last = 0;
        let begun: number | undefined;
        const end = () => (observer.disconnect(), last ? resolve(last - begun!) : reject(new Error(`Nothing changed in ${scope}.`)));
        let timer = 0;
        const wait = (ms: number) => (clearTimeout(timer), (timer = window.setTimeout(end, ms)));
        const observer = new MutationObserver((changes) => {
          const inside = ({ target }: MutationRecord) => (target instanceof Element ? target : target.parentElement)?.closest(scope);
          if (begun === undefined || !changes.some(inside)) return;
          // Looked at when it is painted: looking before would have the page laid out once more.
          const nodes = changes.filter(inside).flatMap(changed);
          painted().then((now) => nodes.some(inSight) && ((last = now), wait(QUIET)));
        });
        observer.observe(document, everything);
        next(input).then((at) => ((begun = at), wait(20_000)));
      });
    },
    async longestBlock(from) {
      await painted();
      note(longTasks.takeRecords());
      return Math.max(0, ...tasks.map(({ start, end }) => end - Math.max(start, from)));
    },
  };
}

/** Does something, and tells what the probe made of it. */
export async function timed(page: Page, what: "settled" | "opened", input: string, selector: string, act: () => Promise<void>): Promise<number> {
  await page.evaluate(([what, input, selector]) => {
    window.asked = window.probe[what](input, selector);
    // It is awaited below; until then nobody listens.
    window.asked.catch(() => {});
  }, [what, input, selector] as const);
  await act();
  return page.evaluate(() => window.asked);
}
