// A session that ends in the middle of something: what was typed waits, what was sent is told, and a browser that holds
// somebody else's session shows nobody's work as theirs.

import { expect, test } from "../support/test";
import type { Page } from "@playwright/test";
import type { Console } from "../support/console";
import { TOKENS, V1 } from "../support/sandbox";
import { signsIn } from "../support/signs-in";

const drawer = (page: Page) => page.getByRole("complementary").last();

/** The form for a 1.x credential, filled in by somebody who just signed in. */
async function fillInCredential(app: Console): Promise<void> {
  await app.signInWithToken();
  await app.page.goto("#/v1-credentials/new");
  await app.page.getByRole("textbox", { name: "Name", exact: true }).fill("collectd-press");
  await app.page.getByRole("textbox", { name: "Password", exact: true }).fill("correct-horse-battery");
  await app.tick("Read", "plant-a/metrics");
}

test("a run over many tokens that the end of the session cuts off is told where one signs in again", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(401);
  const orgID = await sandbox.org("brackwater-plants");
  const ids: string[] = [];
  for (let n = 1; n <= 8; n += 1) ids.push((await sandbox.make(`press line ${n}`, [{ action: "read", resource: { type: "tasks", orgID } }])).id);
  await app.signInWithToken();
  await app.search.fill("press line");
  await page.getByRole("checkbox", { name: /^Select all [\d,]+ that match$/ }).click();
  await page.getByRole("region", { name: "Selected tokens" }).getByRole("button", { name: /^Deactivate/ }).click();
  await sandbox.fail(`${TOKENS}/${ids[7]}`, { kind: "status", status: 401, code: "unauthorized", message: "unauthorized access" }, { method: "PATCH" });
  await page.getByRole("alertdialog").getByRole("button", { name: /^Deactivate/ }).click();
  const notice = app.notice("Your session ended");
  await expect(notice).toContainText(/It ended in the middle of this: (Deactivating|Paused).* 8 tokens.*: (\d done, )?\d open\./);
});

test("what was typed into the form for a 1.x credential waits for the same user", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(401);
  await fillInCredential(app);
  await sandbox.fail(V1, { kind: "status", status: 401, code: "unauthorized", message: "unauthorized access" }, { method: "POST" });
  await page.getByRole("button", { name: "Create credential" }).click();
  await expect(app.notice("Your session ended")).toBeVisible();
  await app.signInWithToken();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("collectd-press");
  await expect(app.tickOf("Read", "plant-a/metrics")).toBeChecked();
});

test("a 1.x credential whose password met the end of the session is told to have none", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(401);
  await fillInCredential(app);
  await sandbox.fail(`${V1}/*`, { kind: "status", status: 401, code: "unauthorized", message: "unauthorized access" }, { method: "POST" });
  await page.getByRole("button", { name: "Create credential" }).click();
  await expect(app.notice("Your session ended")).toBeVisible();
  await app.signInWithToken();
  await expect(app.main).toContainText("The credential exists, without a password");
  expect((await sandbox.state()).legacyAuthorizations.filter(({ token }) => token === "collectd-press")).toHaveLength(1);
});

test("a name that was typed waits, too", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(401);
  const orgID = await sandbox.org("brackwater-plants");
  const { id } = await sandbox.make("gateway", [{ action: "read", resource: { type: "tasks", orgID } }]);
  await app.signInWithToken();
  await page.goto(`#/tokens/${id}`);
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Name of the token" }).fill("gateway, hall 3");
  await sandbox.fail(`${TOKENS}/${id}`, { kind: "status", status: 401, code: "unauthorized", message: "unauthorized access" });
  await page.keyboard.press("Enter");
  await expect(app.notice("Your session ended")).toBeVisible();
  await app.signInWithToken();
  await expect(drawer(page).getByRole("textbox", { name: "Name of the token" })).toHaveValue("gateway, hall 3");
});

test.describe("on connections that are kept", () => {
  test.use({ connections: "kept" });

  test("a create that was stored before the session ended is told after signing in, and not stored twice in silence", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(401, 403, 404);
    watch.allowLostAnswers();
    const { id, token } = await signsIn(sandbox);
    await app.signInWithToken(token);
    await app.openNewToken();
    await app.tickOf("Read", "audit").check();
    await app.description.fill("sent twice by the browser");
    // The browser sends it again by itself, and the second one meets a token that is gone.
    await sandbox.fail(TOKENS, { kind: "cut", when: "after", afterMs: 1_500 }, { method: "POST" });
    await page.getByRole("button", { name: "Create token" }).click();
    await expect.poll(async () => (await sandbox.state()).authorizations.some(({ description }) => description === "sent twice by the browser")).toBe(true);
    await sandbox.api("DELETE", `${TOKENS}/${id}`);
    await expect(app.notice("Your session ended")).toBeVisible();
    await app.signInWithToken();
    const told = app.notice("A token like the one you asked for exists");
    await expect(told).toBeVisible();
    await told.getByRole("button", { name: "Delete it…" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: /^Delete/ }).click();
    await expect(app.notice("The token was deleted")).toBeVisible();
    expect((await sandbox.state()).authorizations.filter(({ description }) => description === "sent twice by the browser")).toHaveLength(0);
  });
});

for (const [what, notice] of [
  ["the list is loaded again", (page) => page.getByRole("button", { name: "Load the list again" }).click()],
  ["one comes back to the tab", (page) => page.evaluate(() => void window.dispatchEvent(new Event("focus")))],
] as [string, (page: Page) => Promise<void>][]) {
  test(`a session that somebody else began in another tab ends here, when ${what}`, async ({ app, page, sandbox }) => {
    const jonas = await sandbox.userId("jonas.feld");
    await sandbox.api("POST", `/api/v2/users/${jonas}/password`, { password: "jonas-password-1" });
    await app.signInWithPassword();
    await app.openNewToken();
    await app.description.fill("half done");
    await app.goToList();
    const answer = await page.context().request.post("/api/v2/signin", {
      headers: { Authorization: `Basic ${Buffer.from("jonas.feld:jonas-password-1").toString("base64")}` },
    });
    expect(answer.status()).toBe(204);
    await notice(page);
    await expect(app.notice("Somebody else signed in in this browser")).toContainText("it belongs to jonas.feld now");
    await app.signInWithPassword();
    await app.openNewToken();
    await page.getByRole("region", { name: "Draft" }).getByRole("button", { name: "Continue your draft" }).click();
    await expect(app.description).toHaveValue("half done");
  });
}
