// Scrolling with the wheel through ten thousand rows: how even the frames are, and whether rows are there when they are seen.

import type { Page } from "@playwright/test";
import { LIST, TOKENS_GRID } from "./selectors";
import { many, sizes, test, TIMES } from "./test";

const TURNS = 200;

type Frames = { longest: number; blank: number };

declare global {
  interface Window {
    stopLooking(): Frames;
  }
}

test("scroll through the list", async ({ bench }) => {
  for (const size of sizes({ of: 10_000 })) {
    const frames: Frames[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const page = await bench.page(await bench.world(size));
      await page.goto("./");
      await page.locator(LIST).waitFor({ timeout: 300_000 });
      frames.push(await scroll(page));
    }
    const name = `Scrolling through ${many(size, "tokens")}`;
    bench.tell({ name: `${name}: longest frame`, unit: "ms", samples: frames.map(({ longest }) => longest), goal: { most: 33, by: "worst" } });
    bench.tell({ name: `${name}: frames in a row with a blank`, unit: "frames", samples: frames.map(({ blank }) => blank), goal: { most: 1, by: "worst" } });
  }
});

/** From the first row to the last one, in as many turns of the wheel. */
async function scroll(page: Page): Promise<Frames> {
  const grid = page.locator(TOKENS_GRID);
  await grid.hover({ position: { x: 300, y: 300 } });
  const far = await grid.evaluate((grid) => grid.scrollHeight);
  await page.evaluate(look, TOKENS_GRID);
  for (let turn = 0; turn < TURNS; turn += 1) await page.mouse.wheel(0, far / TURNS);
  return page.evaluate(() => window.stopLooking());
}

/** Runs in the page: looks at every frame once it is painted, at three places where a row must be. */
function look(grid: string): void {
  let [before, longest, blank, inARow] = [0, 0, 0, 0];
  let looking = true;
  const { left, width, top } = document.querySelector(grid)!.getBoundingClientRect();
  const places = [0.3, 0.6, 0.9].map((share) => [left + width / 3, top + (innerHeight - top) * share] as const);
  const frame = (now: number) => {
    if (!looking) return;
    if (before) longest = Math.max(longest, now - before);
    before = now;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const isWhole = places.every(([x, y]) => document.elementFromPoint(x, y)?.closest("[role=row]"));
      inARow = isWhole ? 0 : inARow + 1;
      blank = Math.max(blank, inARow);
    };
    port2.postMessage(null);
    requestAnimationFrame(frame);
  };
  window.stopLooking = () => ((looking = false), { longest, blank });
  requestAnimationFrame(frame);
}
