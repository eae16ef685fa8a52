// What is read off a page: its memory, its nodes, and how long the least change takes that it can paint.

import type { Page } from "@playwright/test";
import { timed } from "./probe";

/** What the program and the scripts of a page hold after a clean-up, in MB; its memory is to be held, see `traces`. */
export async function memory(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  const ofProgram = await page.evaluate(() => window.wasmMemories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
  return (usedSize + ofProgram) / 1e6;
}

export async function nodes(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelectorAll("*").length);
}

/** From a key until the page that does nothing has repeated it, a few times. */
export async function frame(empty: Page): Promise<number[]> {
  const took = [];
  await empty.locator("input").click();
  for (const letter of "frame") took.push(await timed(empty, "settled", "keydown", "p", () => empty.keyboard.press(letter)));
  return took;
}
