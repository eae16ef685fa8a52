// How deep requests stand behind each other: one that was sent only after another was answered stands below it.
//
// From outside a page nobody sees which answer a request waited for. Where every answer takes its time, what does not
// wait for another is sent long before one comes, and what does, after it.

import type { Page } from "@playwright/test";

/** How long every answer is to take, in milliseconds: longer than any machine is between requests that do not wait. */
export const ANSWER_TAKES = 1_500;

export type Asked = { path: string; query: string; begun: number; answered: number; bytes: number };

/** The requests of a page to the API, in the order in which they were sent. */
export async function ownRequests(page: Page): Promise<Asked[]> {
  const entries = await page.evaluate(() =>
    performance.getEntriesByType("resource").map((entry) => {
      const { name, startTime, responseEnd, encodedBodySize } = entry as PerformanceResourceTiming;
      return { name, begun: startTime, answered: responseEnd, bytes: encodedBodySize };
    }),
  );
  return entries
    .map(({ name, ...rest }) => ({ path: new URL(name).pathname, query: new URL(name).search, ...rest }))
    .filter(({ path }) => path.includes("/api/") || path.endsWith("/health") || path.endsWith("/ping"))
    .sort((one, other) => one.begun - other.begun);
}

/** How many requests stand one after another up to the deepest one for a path, that one included. */
export function depthOf(asked: Asked[], path: string): number {
  const depths: number[] = [];
  for (const { begun } of asked) {
    const above = asked.slice(0, depths.length).map(({ answered }, at) => (answered <= begun ? depths[at] : 0));
    depths.push(1 + Math.max(0, ...above));
  }
  const own = asked.map((one, at) => (one.path === path ? depths[at] : 0));
  if (!own.some(Boolean)) throw new Error(`Nobody asked for ${path}.`);
  return Math.max(...own);
}
