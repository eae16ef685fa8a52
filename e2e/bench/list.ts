// The list of tokens, as often as asked: loaded anew, searched, and sorted by each column.

import type { Page } from "@playwright/test";
import { TOKENS } from "../support/sandbox";
import { holdMemory } from "../support/traces";
import { frame, memory } from "./gauge";
import { least } from "./least";
import { timed } from "./probe";
import { LIST, TOKENS_GRID } from "./selectors";
import { type Bench, TIMES } from "./test";
import type { World } from "./world";

export type Taken = {
  /** From the last byte of the list until its rows are painted. */
  painted: number[];
  /** The longest block of the main thread in that time and after. */
  blocks: number[];
  /** `JSON.parse` of the same body. */
  parsed: number[];
  /** What the page holds, in MB, and the body itself. */
  memory: number[];
  body: number[];
  /** From a key in the search field until what it changes is painted; beside it a page that only repeats it. */
  keys: number[];
  frames: number[];
  /** Such a key while a script rewrites every text of the rows that are there. */
  leastKeys: number[];
  /** The same from a press on the head of a column, for each of them. */
  sorts: number[];
};

/** Takes it of each world by turns, so that all of them meet the same machine. */
export async function takeLists(bench: Bench, worlds: World[]): Promise<Taken[]> {
  const all = worlds.map(() => nothing());
  for (let time = 0; time < TIMES; time += 1) {
    for (const [at, world] of worlds.entries()) {
      const once = await takeList(bench, world, 1);
      for (const figure of Object.keys(once) as (keyof Taken)[]) all[at][figure].push(...once[figure]);
    }
  }
  return all;
}

const nothing = (): Taken => ({ painted: [], blocks: [], parsed: [], memory: [], body: [], keys: [], frames: [], leastKeys: [], sorts: [] });

export async function takeList(bench: Bench, world: World, times = TIMES): Promise<Taken> {
  const taken = nothing();
  for (let time = 0; time < times; time += 1) {
    const page = await bench.page(world);
    await holdMemory(page);
    await page.goto("./", { waitUntil: "commit" });
    const shown = await page.evaluate((list) => window.probe.shown(list), LIST);
    const body = await bodyOf(page);
    taken.painted.push(shown - body.last);
    taken.blocks.push(await page.evaluate((from) => window.probe.longestBlock(from), body.last));
    taken.body.push(body.bytes / 1e6);
    taken.memory.push(await memory(page));
    taken.keys.push(...(await search(page)));
    taken.sorts.push(...(await sort(page)));
    await page.getByLabel("Search tokens").click();
    taken.leastKeys.push(...(await least(page, TOKENS_GRID, "texts", [..."least"].map((letter) => () => page.keyboard.press(letter)))));

    const empty = await bench.emptyPage(world);
    taken.frames.push(...(await frame(empty)));
    taken.parsed.push(await parse(empty, body.url));
  }
  return taken;
}

/** The answer with the list: the largest one of its path. */
async function bodyOf(page: Page): Promise<{ url: string; last: number; bytes: number }> {
  const answers = await page.evaluate(
    (path) =>
      performance.getEntriesByType("resource").flatMap((entry) => {
        const { name, responseEnd, decodedBodySize } = entry as PerformanceResourceTiming;
        return new URL(name).pathname === path ? [{ url: name, last: responseEnd, bytes: decodedBodySize }] : [];
      }),
    TOKENS,
  );
  return answers.reduce((largest, one) => (one.bytes > largest.bytes ? one : largest));
}

async function parse(page: Page, url: string): Promise<number> {
  return page.evaluate(async (url) => {
    const text = await (await fetch(url)).text();
    const begun = performance.now();
    JSON.parse(text);
    return performance.now() - begun;
  }, url);
}

/** Types the beginning of the first token's description: each letter is marked where it is found. */
async function search(page: Page): Promise<number[]> {
  const field = page.getByLabel("Search tokens");
  const words = await page.locator(`${LIST} [role=rowheader]`).innerText();
  const letters = /[a-z]{3,}/.exec(words)![0].slice(0, 5);
  await field.click();
  const took = [];
  for (const letter of letters) took.push(await timed(page, "settled", "keydown", TOKENS_GRID, () => page.keyboard.press(letter)));
  await timed(page, "settled", "input", TOKENS_GRID, () => field.fill(""));
  return took;
}

async function sort(page: Page): Promise<number[]> {
  const took = [];
  for (const head of await page.locator(`${TOKENS_GRID} [role=columnheader] button`).all()) {
    took.push(await timed(page, "settled", "click", TOKENS_GRID, () => head.click()));
  }
  return took;
}
