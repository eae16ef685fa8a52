// A server that says nothing, without waiting for it.

import { expect, type Page } from "@playwright/test";
import type { Sandbox } from "./sandbox";

/**
 * Lets the time pass that a server may be silent, once the request has arrived there.
 *
 * Before it has, the clock would end another wait, or the request before it is counted as the one that fails.
 */
export async function passTenSeconds(page: Page, sandbox: Sandbox, request: string, before: number): Promise<void> {
  await expect.poll(() => sandbox.asked(request)).toBeGreaterThan(before);
  await page.clock.fastForward(11_000);
}

/** The page waits as long as it takes: what a test holds back is given up on no machine, however slow. To be called first. */
export async function neverGivesUp(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const own = window.setTimeout.bind(window);
    const patient = (ms = 0) => (ms >= 10_000 ? 2 ** 31 - 1 : ms);
    window.setTimeout = ((call: TimerHandler, ms?: number, ...given: unknown[]) => own(call, patient(ms), ...given)) as typeof setTimeout;
  });
}
