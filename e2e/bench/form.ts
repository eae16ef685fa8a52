// The form for a new token, as often as asked: its objects fetched, its matrix opened, ticked and filtered.

import type { Page } from "@playwright/test";
import { frame, nodes } from "./gauge";
import { least } from "./least";
import { timed } from "./probe";
import { LIST, MATRIX, MATRIX_GRID } from "./selectors";
import { type Bench, TIMES } from "./test";
import type { World } from "./world";

export type Taken = {
  /** From the first request for buckets to the last byte of the last one; beside it the same requests, six at a time. */
  fetched: number[];
  plain: number[];
  /** From the press that opens the form until its ticks are painted, with everything there. */
  opened: number[];
  /** From the press on a head that ticks all, or none, until it is painted. */
  toggled: number[];
  /** From a key in the empty filter until it is painted, and from one behind a `*`. */
  filtered: number[];
  globbed: number[];
  /** The same while a script turns every tick for Read, or rewrites every text, of the rows that are there. */
  leastToggled: number[];
  leastFiltered: number[];
  /** Elements of the page with the matrix open, and with the list open. */
  nodes: number[];
  listNodes: number[];
  frames: number[];
};

/** What was taken, or why the page has nothing to offer, in its own words. */
export async function takeForm(bench: Bench, world: World): Promise<Taken | string> {
  const taken: Taken = { fetched: [], plain: [], opened: [], toggled: [], filtered: [], globbed: [], leastToggled: [], leastFiltered: [], nodes: [], listNodes: [], frames: [] };
  for (let time = 0; time < TIMES; time += 1) {
    const page = await bench.page(world);
    await page.goto("./");
    await page.locator(LIST).waitFor({ timeout: 300_000 });
    taken.listNodes.push(await nodes(page));
    const link = page.getByRole("main").getByRole("link", { name: "New token" });
    await link.click();
    const failed = page.getByText("could not be loaded").first();
    await page.locator(MATRIX).first().or(failed).first().waitFor({ timeout: 600_000 });
    if (await failed.isVisible()) return (await failed.locator("..").innerText()).replace(/\s+/g, " ").split(". ")[0];
    const pages = await bucketPages(page);
    taken.fetched.push(pages.took);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Tokens/ }).click();
    await page.locator(LIST).waitFor();
    taken.opened.push(await timed(page, "opened", "click", MATRIX, () => link.click()));
    taken.nodes.push(await nodes(page));
    taken.toggled.push(...(await toggle(page)));
    taken.filtered.push(...(await filter(page, "", "123")));
    taken.globbed.push(...(await filter(page, "*", "123")));
    const head = headOf(page);
    taken.leastToggled.push(...(await least(page, MATRIX_GRID, "ticks", [1, 2, 3, 4].map(() => () => head.click()))));
    await filterOf(page).click();
    taken.leastFiltered.push(...(await least(page, MATRIX_GRID, "texts", [..."123"].map((key) => () => page.keyboard.press(key)))));

    const empty = await bench.emptyPage(world);
    taken.frames.push(...(await frame(empty)));
    taken.plain.push(await fetchPlainly(empty, pages.urls));
  }
  return taken;
}

async function bucketPages(page: Page): Promise<{ urls: string[]; took: number }> {
  return page.evaluate(() => {
    const pages = (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).filter(({ name }) => {
      const { pathname, searchParams } = new URL(name);
      return pathname === "/api/v2/buckets" && searchParams.get("limit") !== "1";
    });
    const [begun, ended] = [Math.min(...pages.map((one) => one.startTime)), Math.max(...pages.map((one) => one.responseEnd))];
    return { urls: pages.map(({ name }) => name), took: ended - begun };
  });
}

/** The least that could do the same: six requests at a time, and nothing done with the answers. */
async function fetchPlainly(empty: Page, urls: string[]): Promise<number> {
  return empty.evaluate(async (urls) => {
    const left = [...urls];
    const begun = performance.now();
    const worker = async () => {
      for (let url = left.shift(); url; url = left.shift()) await (await fetch(url)).text();
    };
    await Promise.all(Array.from({ length: 6 }, worker));
    return performance.now() - begun;
  }, urls);
}

const headOf = (page: Page) => page.getByRole("checkbox", { name: /^Read for / });

const filterOf = (page: Page) => page.getByRole("textbox", { name: "Filter buckets by name, id or pattern" });

async function toggle(page: Page): Promise<number[]> {
  const head = headOf(page);
  const took = [];
  for (let press = 0; press < 4; press += 1) took.push(await timed(page, "settled", "click", MATRIX_GRID, () => head.click()));
  return took;
}

/** Each key is pressed behind the same beginning, so that every one of them leaves fewer rows. */
async function filter(page: Page, before: string, keys: string): Promise<number[]> {
  const field = filterOf(page);
  const took = [];
  for (const key of keys) {
    await field.fill(before);
    await field.press("End");
    await page.waitForTimeout(300);
    took.push(await timed(page, "settled", "keydown", MATRIX_GRID, () => page.keyboard.press(key)));
  }
  await field.fill("");
  await page.waitForTimeout(300);
  return took;
}
