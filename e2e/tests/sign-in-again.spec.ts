// Coming in again with what was kept for the tab: what it is worth beside an attempt that fails, one that succeeds, and one
// that is still under way.

import { expect, test } from "../support/test";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import type { Console } from "../support/console";
import { gate } from "../support/gate";
import type { Sandbox } from "../support/sandbox";
import { ofAnother } from "../support/signs-in";

const ME = "/api/v2/me";
const NOT_RESUMED = "You could not be signed in again";

const kept = (page: Page) => page.evaluate(() => sessionStorage.getItem("token-console.token"));
const tryAgain = (app: Console) => app.notice(NOT_RESUMED).getByRole("button", { name: "Try again" });

/** A token was kept for this tab, and after a reload the server could not be asked about it. */
async function keptAndNotResumed(app: Console, token = app.sandbox.token): Promise<void> {
  app.watch.allowStatus(503);
  await app.open();
  await app.page.getByRole("checkbox", { name: /Keep for this tab/ }).check();
  await app.tryToken(token);
  await expect(app.account).toBeVisible();
  await app.sandbox.fail(ME, { kind: "status", status: 503, message: "starting" }, { times: 1 });
  await app.page.reload();
  await expect(tryAgain(app)).toBeVisible();
}

test("a kept token does not come back after somebody else signed in with a token", async ({ app, page, sandbox, watch }) => {
  const another = await ofAnother(sandbox);
  watch.allowStatus(400, 401, 403);
  await keptAndNotResumed(app);
  await app.tryToken(another);
  await expect(app.account).toHaveAccessibleName("Account: jonas.feld");
  expect(await kept(page)).toBeNull();
  await page.reload();
  await expect(app.signInHeading).toBeVisible();
});

test("a kept token does not come back after somebody else signed in with a password", async ({ app, page, sandbox, watch }) => {
  const another = await ofAnother(sandbox);
  watch.allowStatus(400, 401, 403);
  await keptAndNotResumed(app, another);
  await app.tryPassword(sandbox.user, sandbox.password);
  await expect(app.account).toHaveAccessibleName(`Account: ${sandbox.user}`);
  expect(await kept(page)).toBeNull();
  await page.reload();
  await expect(app.account).toHaveAccessibleName(`Account: ${sandbox.user}`);
});

test("a token that is kept takes the place of the one that was", async ({ app, page, sandbox, watch }) => {
  const another = await ofAnother(sandbox);
  watch.allowStatus(400, 401, 403);
  await keptAndNotResumed(app);
  await page.getByRole("checkbox", { name: /Keep for this tab/ }).check();
  await app.tryToken(another);
  await expect(app.account).toHaveAccessibleName("Account: jonas.feld");
  await page.reload();
  await expect(app.account).toHaveAccessibleName("Account: jonas.feld");
});

test("a mistyped token leaves the kept one as it is", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(401);
  await keptAndNotResumed(app);
  await page.getByRole("checkbox", { name: /Keep for this tab/ }).check();
  await app.tryToken("mistyped");
  await expect(app.notice("The server does not know this token")).toBeVisible();
  expect(await kept(page)).toBe(sandbox.token);
  await tryAgain(app).click();
  await expect(app.account).toHaveAccessibleName(`Account: ${sandbox.user}`);
});

test("of two attempts at once the later one counts, whenever the answers come", async ({ app, page, sandbox, watch }) => {
  const another = await ofAnother(sandbox);
  watch.allowStatus(400, 401, 403);
  await keptAndNotResumed(app);
  const first = await gate(page, "GET", ME, { once: true });
  await app.tryToken(another);
  await first.arrived;
  await tryAgain(app).click();
  await expect(app.account).toHaveAccessibleName(`Account: ${sandbox.user}`);
  const answer = page.waitForResponse((answer) => new URL(answer.url()).pathname === ME);
  first.open();
  await (await answer).finished();
  await app.openNewToken();
  await app.tick("Read", "weather");
  await expect(app.account).toHaveAccessibleName(`Account: ${sandbox.user}`);
  expect(await kept(page)).toBe(sandbox.token);
});

test("waiting for an answer that drips can be given up, and what was kept is still there", async ({ app, page, sandbox }) => {
  await page.clock.install();
  await app.open();
  await page.getByRole("checkbox", { name: /Keep for this tab/ }).check();
  await app.tryToken(sandbox.token);
  await expect(app.account).toBeVisible();
  await sandbox.fail(ME, { kind: "rate", bytesPerSecond: 1 }, { times: 1 });
  await page.reload();
  await expect(page.getByText("Signing in again …")).toBeVisible();
  await page.clock.fastForward(3_500);
  const stop = page.getByRole("button", { name: "Stop waiting" });
  await expect(page.getByRole("main")).toContainText("What was kept for this tab is still kept");
  await expectAccessible(page);
  await stop.click();
  await expect(app.notice(NOT_RESUMED)).toContainText("You stopped waiting for the answer. What was kept for this tab is still kept.");
  await expect(app.signInHeading).toBeFocused();
  await tryAgain(app).click();
  await expect(app.account).toBeVisible();
});

test.describe("a password whose answer is not waited for", () => {
  const stop = (page: Page) => page.getByRole("button", { name: "Stop waiting" }).click();
  const sessions = async (sandbox: Sandbox) => (await sandbox.state()).sessions;

  test("leaves no cookie behind, and what may be on the server is told", async ({ app, page, context, sandbox }) => {
    await app.open();
    await sandbox.fail("/api/v2/signin", { kind: "delay", ms: 1_500, when: "after" }, { method: "POST" });
    await app.tryPassword(sandbox.user, sandbox.password);
    await expect.poll(() => sessions(sandbox)).toBe(1);
    await stop(page);
    await expect(app.notice("You stopped waiting")).toContainText("it ends by itself");
    await expect(app.signInHeading).toBeFocused();
    await expectAccessible(page);
    // This takes longer than the answer that nobody waits for.
    await sandbox.fail(ME, { kind: "delay", ms: 2_500 });
    await page.getByRole("radio", { name: "API token" }).check();
    await app.tryToken(sandbox.token);
    await expect(app.account).toBeVisible();
    expect(await context.cookies()).toEqual([]);
  });

  test("ends the session that has begun", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(401);
    await app.open();
    const me = await gate(page, "GET", ME);
    await app.tryPassword(sandbox.user, sandbox.password);
    await me.arrived;
    expect(await sessions(sandbox)).toBe(1);
    await stop(page);
    await expect(app.notice("You stopped waiting")).toBeVisible();
    await expect.poll(() => sessions(sandbox)).toBe(0);
    me.open();
    await expect(app.signInHeading).toBeVisible();
  });
});

test("a session that began, and could not be gone on with, is ended", async ({ app, sandbox, watch }) => {
  watch.allowStatus(503);
  await app.open();
  await sandbox.fail(ME, { kind: "status", status: 503, code: "unavailable", message: "still starting" });
  await app.tryPassword(sandbox.user, sandbox.password);
  await expect(app.notice("The server is not ready")).toBeVisible();
  await expect.poll(async () => (await sandbox.state()).sessions).toBe(0);
});

test("after a refusal the keyboard stays on the way of signing in that is chosen", async ({ app, page, watch }) => {
  watch.allowStatus(401);
  await app.open();
  await app.tryToken("mistyped");
  const refusal = app.notice("The server does not know this token");
  await expect(refusal).toBeVisible();
  await page.getByRole("radio", { name: "API token" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(refusal).toBeHidden();
  await expect(page.getByRole("radio", { name: "User and password" })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("radio", { name: "API token" })).toBeFocused();
});

test.describe("a session by password that was kept for the tab", () => {
  const sessions = async (sandbox: Sandbox) => (await sandbox.state()).sessions;

  async function sessionNotResumed(app: Console): Promise<void> {
    app.watch.allowStatus(401, 503);
    await app.open();
    await app.tryPassword(app.sandbox.user, app.sandbox.password);
    await expect(app.account).toBeVisible();
    await app.sandbox.fail(ME, { kind: "status", status: 503, message: "starting" }, { times: 1 });
    await app.page.reload();
    await expect(tryAgain(app)).toBeVisible();
    expect(await sessions(app.sandbox)).toBe(1);
  }

  test("is not offered again once another password was sent", async ({ app, page, sandbox }) => {
    await sessionNotResumed(app);
    const me = await gate(page, "GET", ME);
    await app.tryPassword(sandbox.user, sandbox.password);
    await me.arrived;
    await page.getByRole("button", { name: "Stop waiting" }).click();
    await expect(app.notice("You stopped waiting")).toBeVisible();
    await expect(app.notice(NOT_RESUMED), "its cookie is another one by now").toBeHidden();
    me.open();
    await page.reload();
    await expect(app.signInHeading).toBeVisible();
  });

  test("is ended when somebody comes in with a token", async ({ app, page, sandbox }) => {
    await sessionNotResumed(app);
    await page.getByRole("radio", { name: "API token" }).check();
    await app.tryToken(sandbox.token);
    await expect(app.account).toBeVisible();
    await expect.poll(() => sessions(sandbox)).toBe(0);
  });
});
