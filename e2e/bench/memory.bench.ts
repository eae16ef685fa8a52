// A thousand times a token is created, seen and closed: the page takes no more memory in the end than after the first ones.

import type { Page } from "@playwright/test";
import { TOKENS } from "../support/sandbox";
import { holdMemory } from "../support/traces";
import { memory } from "./gauge";
import { LIST, MATRIX } from "./selectors";
import { STAND_IN, test, TIMES } from "./test";
import type { World } from "./world";

/** With fewer times than usual it is only tried whether it works. */
const ROUNDS = TIMES >= 7 ? 1_000 : 20 * TIMES;

/** So many times the page is looked at meanwhile. */
const LOOKS = 10;

test("memory: creating and revealing", async ({ bench }) => {
  test.skip(!STAND_IN, "a real server is not filled with tokens");
  const world = await bench.world({ of: 10 });
  const page = await bench.page(world);
  await holdMemory(page);
  await page.goto("./");
  await page.locator(LIST).waitFor();
  // What is loaded once is loaded then, and what is kept for a while is full.
  await rounds(page, world, Math.ceil(ROUNDS / LOOKS));
  const before = await memory(page);
  const samples = [];
  for (let look = 0; look < LOOKS; look += 1) {
    await rounds(page, world, ROUNDS / LOOKS);
    samples.push((await memory(page)) - before);
  }
  bench.tell({ name: `Memory taken by ${ROUNDS.toLocaleString("en")} rounds of create and reveal`, unit: "MB", samples, goal: { most: 2, by: "worst" } });
});

/** So many rounds, after which the server and the list hold what they held before. */
async function rounds(page: Page, world: World, times: number): Promise<void> {
  const stored = async () => ((await world.ask("GET", `${TOKENS}?orgID=${world.org}`)) as { authorizations: { id: string }[] }).authorizations;
  const before = new Set((await stored()).map(({ id }) => id));
  await page.evaluate(createAndReveal, { times, list: LIST, matrix: MATRIX });
  for (const { id } of await stored()) if (!before.has(id)) await world.ask("DELETE", `${TOKENS}/${id}`);
  await page.getByRole("button", { name: "Load the list again" }).click();
  await page.locator(LIST).waitFor();
}

/** Runs in the page and does what a person would. */
async function createAndReveal({ times, list, matrix }: { times: number; list: string; matrix: string }): Promise<void> {
  const found = async <T>(look: () => T | null | undefined | false): Promise<T> => {
    for (;;) {
      const one = look();
      if (one) return one;
      await new Promise(requestAnimationFrame);
    }
  };
  const element = (selector: string) => found(() => document.querySelector<HTMLElement>(selector));
  const button = (words: string) =>
    found(() => [...document.querySelectorAll("button")].find((one) => one.textContent!.trim() === words && one.checkVisibility()));
  for (let round = 0; round < times; round += 1) {
    location.hash = "#/tokens/new";
    (await element(matrix)).click();
    (await button("Create token")).click();
    (await element("dialog[open] [role=checkbox], dialog[open] input[type=checkbox]")).click();
    (await button("Close without copying")).click();
    await found(() => !document.querySelector("dialog[open]"));
    location.hash = "#/tokens";
    await element(list);
  }
}
