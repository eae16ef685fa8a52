// The program's memory only grows, so what a screen took has to be used again by the next one.

import { expect, test } from "../support/test";
import { holdMemory } from "../support/traces";

/** How often each thing is done. */
const ROUNDS = Number(process.env.ROUNDS ?? 60);

/** What an allocator may need besides, in pages of 64 KiB. */
const SPARE = 4;

/** What is done again and again, each ending where it began. */
const HABITS = ["opening the form", "reloading the list", "scrolling the list", "scrolling the matrix"] as const;

for (const habit of HABITS) {
  test(`${habit} again and again takes no more memory`, async ({ app, page }) => {
    test.setTimeout(90_000 + ROUNDS * 2_000);
    await page.setViewportSize({ width: 1440, height: 420 });
    await holdMemory(page);
    await app.signInWithToken();
    if (habit === "scrolling the matrix") await app.openNewToken();
    // What is loaded once is loaded now, and what is kept for a while is full.
    await again(20);
    const before = await pages();
    await again(ROUNDS);
    expect(await pages(), `pages of memory after ${ROUNDS} times`).toBeLessThanOrEqual(before + SPARE);

    async function pages(): Promise<number> {
      return page.evaluate(() =>
        window.wasmMemories.reduce((sum, memory) => sum + memory.buffer.byteLength / 65_536, 0),
      );
    }

    async function again(times: number): Promise<void> {
      await page.evaluate(
        async ({ times, habit }) => {
          // The first row may be kept for the keyboard.
          const row = () => [...document.querySelectorAll<HTMLElement>(".rows__at")].at(-1);
          const until = async (holds: () => boolean) => {
            while (!holds()) await new Promise(requestAnimationFrame);
          };
          const visit = async (hash: string, title: string) => {
            location.hash = hash;
            await until(() => document.querySelector("h1")?.textContent === title && row() !== undefined);
          };
          const scroll = async (to: number) => {
            const last = row()!;
            // Its element may become that of the last row where one scrolls to.
            const was = last.dataset.index;
            let box = last.parentElement;
            while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
            (box ?? document.documentElement).scrollTop = to;
            await until(() => ![undefined, was].includes(row()?.dataset.index));
          };
          await until(() => row() !== undefined);
          for (let round = 0; round < times; round += 1) {
            if (habit === "opening the form") {
              await visit("#/tokens/new", "New token");
              await visit("#/tokens", "Tokens");
            } else if (habit === "reloading the list") {
              // The rows stay; what is said of each time differs from the time before.
              const said = document.querySelector(".vh > [aria-live=polite]")!;
              const before = said.textContent;
              document.querySelector<HTMLElement>("button[aria-label='Load the list again']")!.click();
              await until(() => said.textContent !== before);
            } else {
              await scroll(1e6);
              await scroll(0);
            }
          }
        },
        { times, habit },
      );
    }
  });
}
