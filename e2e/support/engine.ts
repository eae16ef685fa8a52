// Which engine the tests run in, and what only one of them can do.
//
// Specs know no engine. Where one can do less, the ability has a name and a reason here; whoever needs it asks by that
// name, and the end of the run says what was left out for the lack of it.

import { type Page, test } from "@playwright/test";
import { clipboardOf as inFirefox } from "./firefox";

export type Engine = "chromium" | "firefox" | "webkit";

/** The engine of this run, as `cargo xtask e2e --engine` names it. */
export const engine = (process.env.ENGINE ?? "chromium") as Engine;

export const isFirefox = engine === "firefox";

/** What only Chromium can do, and why no other engine can. */
const ONLY_IN_CHROMIUM = {
  "heap snapshots": "Firefox gives its own of the heap only to its developer tools; the program's memory is searched in every engine",
} as const;

export type Ability = keyof typeof ONLY_IN_CHROMIUM;

/** The kind of annotation by which the end of a run finds what was left out. */
export const LEFT_OUT = "only in Chromium";

/** Why a test was left out of a run that may take only so long. */
export const NOT_REACHED = "the time of this run was over";

/** Whether the engine can do this; if not, the test is noted as one of which a part was left out. */
export function can(ability: Ability): boolean {
  if (engine === "chromium") return true;
  const noted = test.info().annotations;
  const description = `${ability}: ${ONLY_IN_CHROMIUM[ability]}`;
  if (!noted.some((one) => one.type === LEFT_OUT && one.description === description)) noted.push({ type: LEFT_OUT, description });
  return false;
}

/** What the clipboard holds, whoever wrote it. */
export function clipboardOf(page: Page): Promise<string> {
  return isFirefox ? inFirefox(page) : page.evaluate(() => navigator.clipboard.readText());
}

/** The page may not use the clipboard: by a policy that an administrator sets, or as Firefox refuses, which knows none. */
export async function denyClipboard(page: Page): Promise<void> {
  if (isFirefox) {
    return page.addInitScript(() => {
      if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject(new DOMException("denied", "NotAllowedError"));
    });
  }
  await page.route("/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "permissions-policy": "clipboard-write=()" } });
  });
}
