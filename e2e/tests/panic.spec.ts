// What a person sees after a fault in the program itself.

import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { PART } from "../support/parts";
import { expectNoVisibleTrace, holdMemory, inHeap, inMemory } from "../support/traces";

// The library that sends requests panics when a request is rejected with something that is no Error. A test can do
// that from outside, so what is forced here is a real panic in the shipped program.

/**
 * The next request of the program is that for the list, asked for by its button: what a page asks for by itself after
 * the list, such as the names of buckets, would meet the rejection before the press.
 */
async function loadAndPanic(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Load the list again" }).evaluate((button: HTMLButtonElement) => {
    window.fetch = () => Promise.reject("no error object");
    button.click();
  });
}

test.describe("a panic", () => {
  test.beforeEach(async ({ page, watch }) => {
    await holdMemory(page);
    watch.allow(/^Console: Token Console stopped at /);
    watch.allow(/^Exception: /);
  });

  test("replaces the page and says what to do", async ({ app, page }) => {
    await app.signInWithToken();
    await expect(app.list).toBeVisible();
    await loadAndPanic(page);
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("Token Console stopped");
    await expect(page).toHaveTitle("Token Console stopped");
    await expect(app.list).toHaveCount(0);
    await expect(page.locator("#app")).toHaveCount(0);
    await expect(alert.getByRole("link", { name: "Reload the page" }), "the keyboard goes on where the page does").toBeFocused();
    await expectAccessible(page);
    await alert.getByRole("link", { name: "Reload the page" }).click();
    await expect(app.signInHeading).toBeVisible();
  });

  test("on the sign-in page takes what was typed away", async ({ app, page, sandbox, watch }) => {
    await app.open();
    await page.evaluate(() => {
      window.fetch = () => Promise.reject("no error object");
    });
    await app.tryToken(sandbox.token);
    await expect(page.getByRole("alert")).toContainText("Token Console stopped");
    await expect(page.getByRole("textbox")).toHaveCount(0);
    await expectNoVisibleTrace(page, sandbox.token, watch.said);
  });

  test("forgets the credential that was kept for the tab", async ({ app, page, sandbox, watch }) => {
    await app.open();
    await page.getByRole("checkbox", { name: /Keep for this tab/ }).check();
    await app.signInWithToken();
    await loadAndPanic(page);
    await expect(page.getByRole("alert")).toContainText("You are signed out here");
    await expectNoVisibleTrace(page, sandbox.token, watch.said);
    await page.reload();
    await expect(app.signInHeading).toBeVisible();
  });

  test("while a secret is shown leaves nothing of it, nor of the credential, anywhere", async ({ app, page, sandbox, watch }) => {
    await app.signInWithToken();
    await app.fillIn();
    // A request that waits, to be rejected when the secret is on the screen.
    await page.evaluate(() => {
      const send = window.fetch;
      window.fetch = () =>
        new Promise((_, reject) => {
          (window as any).rejectIt = () => reject("no error object");
        });
      (window as any).sendAgain = () => {
        window.fetch = send;
      };
    });
    await app.openType("Dashboards");
    await expect(page.getByText(/Loading dashboards/)).toBeVisible();
    await page.evaluate(() => (window as any).sendAgain());
    const { secret } = await app.create();
    await app.dialog.getByRole("button", { name: "Show token" }).click();
    await page.evaluate(() => (window as any).rejectIt());
    await expect(page.getByRole("alert")).toContainText("A token that was just created may exist all the same");
    await expect(app.dialog).toHaveCount(0);
    await expect(page.getByRole("textbox")).toHaveCount(0);
    for (const gone of [secret, sandbox.token]) {
      await expectNoVisibleTrace(page, gone, watch.said);
      expect.soft(await inMemory(page, gone), "in linear memory").toEqual([]);
    }
    expect.soft(await inHeap(page, secret), "in the reachable heap").toEqual([]);
  });
});

test("a part that arrives when the console has stopped changes nothing and says nothing", async ({ app, page, watch }) => {
  watch.allow(/^Console: Token Console stopped at /);
  watch.allow(/^Exception: (unreachable|no error object)/);
  await holdMemory(page);
  await app.open();
  const started = await page.evaluate(() => window.wasmExports.length);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(PART, async (route) => {
    await released;
    await route.continue();
  });
  const asked = page.waitForRequest(PART);
  await app.signInWithToken();
  await asked;
  await loadAndPanic(page);
  await expect(page.getByRole("alert")).toContainText("Token Console stopped");
  // What fetches the parts is not what was taken away to cause the panic.
  release();
  await expect.poll(() => page.evaluate(() => window.wasmExports.length)).toBeGreaterThan(started);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  await expect(page.getByRole("alert")).toContainText("Token Console stopped");
});

test.describe("a trap that is no panic", () => {
  test("ends the console as a panic does", async ({ app, page, sandbox, watch }) => {
    // In the words of each engine.
    watch.allow(/^Exception: (unreachable|memory access out of bounds|(table )?index (is )?out of bounds|indirect call to null)/);
    await holdMemory(page);
    await app.signInWithToken();
    await expect(app.list).toBeVisible();
    // Among the functions that take two numbers one gives out memory, and some follow pointers: with nonsense the first one
    // that minds ends the program without a word of its own.
    await page.evaluate(() => {
      const given = Object.values(window.wasmExports[0]) as ((...given: number[]) => unknown)[];
      setTimeout(() => given.filter((one) => typeof one === "function" && one.length === 2).forEach((call) => call(-1, 1)));
    });
    await expect(page.getByRole("alert")).toContainText("Token Console stopped");
    await expect(app.list).toHaveCount(0);
    await expectAccessible(page);
    await expectNoVisibleTrace(page, sandbox.token, watch.said);
    expect.soft(await inMemory(page, sandbox.token), "in linear memory").toEqual([]);
  });
});
