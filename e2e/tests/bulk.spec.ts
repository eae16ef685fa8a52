// Many tokens at once: chosen by filter and key, planned, carried out under faults, taken back. Judged by what is stored.

import { expectAccessible } from "../support/axe";
import { expect, test } from "../support/test";
import { type Permission, type Sandbox, TOKENS } from "../support/sandbox";
import type { Console } from "../support/console";
import type { Locator, Page } from "@playwright/test";

const bar = (page: Page) => page.getByRole("region", { name: "Selected tokens" });
const plan = (page: Page) => page.getByRole("alertdialog");
const results = (page: Page) => page.getByRole("region", { name: "Results" });
const all = (page: Page) => page.getByRole("checkbox", { name: /^Select all [\d,]+ that match$/ });
const REVOKED = / \(revoked \d{4}-\d\d-\d\d\)$/;

test("all that match are revoked by a plan, and undo brings each back to what it was", async ({ app, page, sandbox }) => {
  const ids = await several(sandbox, 6);
  await sandbox.api("PATCH", `${TOKENS}/${ids[0]}`, { status: "inactive" });
  const before = await stored(sandbox, ids);
  await app.signInWithToken();
  await app.search.fill("press line");
  await all(page).click();
  await expect(bar(page)).toContainText("6 selected");
  await bar(page).getByRole("button", { name: "Revoke 6" }).click();
  await expect(plan(page)).toContainText("5 stop working");
  await expect(plan(page)).toContainText("1 does not work now either");
  expect(await stored(sandbox, ids), "a plan changes nothing").toEqual(before);
  await expectAccessible(page);
  await plan(page).getByRole("button", { name: "Revoke: 6 tokens" }).click();
  await expect(page.getByRole("heading", { name: "6 tokens are revoked" })).toBeVisible();
  for (const token of await stored(sandbox, ids)) {
    expect(token).toMatchObject({ status: "inactive", description: expect.stringMatching(REVOKED) });
  }
  await expectAccessible(page);
  await page.getByRole("button", { name: "Undo 6" }).click();
  await expect(page.getByRole("heading", { name: "6 tokens are as before" })).toBeVisible();
  expect(await stored(sandbox, ids)).toEqual(before);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(bar(page)).toBeHidden();
  await expect(app.row(ids[1])).toContainText("Active");
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
});

test("tokens are chosen by key, in ranges and all at once, and stay chosen when the search changes", async ({ app, page, sandbox }) => {
  await several(sandbox, 4);
  await app.signInWithToken();
  await app.search.fill("press line");
  const header = (row: number) => app.list.getByRole("row").nth(row).getByRole("rowheader");
  await header(1).focus();
  await page.keyboard.press("Space");
  await expect(bar(page)).toContainText("1 selected");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+Space");
  await expect(bar(page)).toContainText("3 selected");
  await expect(app.list.getByRole("row").nth(2)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Control+a");
  await expect(bar(page)).toContainText("4 selected");
  await expect(all(page)).toBeChecked();
  await app.search.fill("press line 1");
  await expect(bar(page)).toContainText("4 selected, 3 of them not shown by the search");
  await header(1).focus();
  await page.keyboard.press("Escape");
  await expect(bar(page)).toBeHidden();
  await page.keyboard.press("Delete");
  await expect(plan(page)).toContainText("press line 1");
  await page.keyboard.press("Escape");
  await expect(plan(page)).toBeHidden();
});

test("an answer that did come is told with its reason, and whoever asks to wait is waited for", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(429, 500);
  const ids = await several(sandbox, 2);
  await app.signInWithToken();
  await app.search.fill("press line");
  await all(page).click();
  await sandbox.fail(`${TOKENS}/${ids[0]}`, { kind: "status", status: 500, code: "internal error", message: "disk full" }, { method: "PATCH" });
  await sandbox.fail(`${TOKENS}/${ids[1]}`, { kind: "status", status: 429, headers: { "Retry-After": "2" } }, { method: "PATCH" });
  await bar(page).getByRole("button", { name: "Revoke 2" }).click();
  await plan(page).getByRole("button", { name: "Revoke: 2 tokens" }).click();
  await expect(page.getByText("The server asks to wait")).toBeVisible();
  const row = (id: string) => results(page).getByRole("row").filter({ hasText: id });
  await expect(row(ids[0])).toContainText("disk full");
  await expect(row(ids[1])).toContainText("status 429");
  await expect(row(ids[0])).toContainText("Read back: not changed.");
});

test("lost, refused and foreign changes are told at their rows, and only what failed is tried again", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  // One token is deleted by somebody else: it is looked at, and not found.
  watch.allowStatus(404);
  const ids = await several(sandbox, 5);
  await app.signInWithToken();
  await app.search.fill("press line");
  await all(page).click();
  await sandbox.fail(`${TOKENS}/${ids[0]}`, { kind: "cut", when: "after" }, { method: "PATCH" });
  await sandbox.fail(`${TOKENS}/${ids[1]}`, { kind: "cut", when: "before" }, { method: "PATCH" });
  await sandbox.api("PATCH", `${TOKENS}/${ids[2]}`, { description: "renamed by Mira" });
  await sandbox.api("DELETE", `${TOKENS}/${ids[3]}`);
  await bar(page).getByRole("button", { name: "Revoke 5" }).click();
  await plan(page).getByRole("button", { name: "Revoke: 5 tokens" }).click();
  await expect(page.getByRole("heading", { name: "2 of 5 tokens revoked" })).toBeVisible();
  const row = (id: string) => results(page).getByRole("row").filter({ hasText: id });
  await expect(row(ids[0])).toContainText("Answer lost. Read back: done.");
  await expect(row(ids[1])).toContainText("Answer lost. Read back: not changed.");
  await expect(row(ids[2])).toContainText("Somebody changed it meanwhile, so nothing was sent.");
  await expect(row(ids[3])).toContainText("Somebody deleted it meanwhile.");
  await expect(results(page).getByRole("row").nth(1), "what failed stands first").toContainText(ids[1]);
  expect((await stored(sandbox, [ids[2]]))[0]).toMatchObject({ status: "active", description: "renamed by Mira" });
  await page.getByRole("button", { name: "Try 1 again" }).click();
  await expect(page.getByRole("heading", { name: "3 of 5 tokens revoked" })).toBeVisible();
  for (const id of [ids[0], ids[4]]) expect((await sandbox.seen("PATCH", `${TOKENS}/${id}`)).length, "nothing is done twice").toBe(1);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(bar(page), "what is not done stays chosen").toContainText("1 selected");
});

test("what could not be looked at first is not sent, not called lost, and tried again", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(500);
  const ids = await several(sandbox, 3);
  await revokeWithoutLook(app, sandbox, ids, ids[1]);
  await page.getByRole("button", { name: "Try 1 again" }).click();
  await expect(page.getByRole("heading", { name: "3 tokens are revoked" })).toBeVisible();
  for (const { description } of await stored(sandbox, ids)) expect(description).toMatch(REVOKED);
  for (const id of ids) expect((await sandbox.seen("PATCH", `${TOKENS}/${id}`)).length, "each once").toBe(1);
});

test("undo leaves alone what was not sent, also where somebody else has done the same", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(500);
  const ids = await several(sandbox, 3);
  const before = await stored(sandbox, ids);
  await revokeWithoutLook(app, sandbox, ids, ids[1]);
  const [{ description }] = await stored(sandbox, [ids[0]]);
  const theirs = { status: "inactive", description: description.replace("press line 1", "press line 2") };
  await sandbox.api("PATCH", `${TOKENS}/${ids[1]}`, theirs);
  await page.getByRole("button", { name: "Undo 2" }).click();
  await expect(page.getByRole("heading", { name: "2 tokens are as before" })).toBeVisible();
  expect(await stored(sandbox, ids)).toEqual([before[0], { id: ids[1], ...theirs }, before[2]]);
});

test("who would be locked out is left out until the way back is known", async ({ app, page, sandbox }) => {
  const user = await sandbox.api("POST", "/api/v2/users", { name: "svc-lonely" });
  const [first] = await several(sandbox, 1);
  const { id } = await sandbox.make("press line of one", await grants(sandbox), { userID: user.id });
  await app.signInWithToken();
  await app.search.fill("press line");
  await all(page).click();
  await bar(page).getByRole("button", { name: "Deactivate 2" }).click();
  await expect(plan(page)).toContainText("only active token of svc-lonely");
  await expect(plan(page).getByRole("button", { name: "Deactivate: 1 token" })).toBeVisible();
  await plan(page).getByRole("checkbox").check();
  await plan(page).getByRole("button", { name: "Deactivate: 2 tokens" }).click();
  await expect(page.getByRole("heading", { name: "2 tokens are inactive" })).toBeVisible();
  for (const token of await stored(sandbox, [first, id])) expect(token.status).toBe("inactive");
});

test("what may be the token in use goes last, and only when that is wanted", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(401, 403);
  const owner = await sandbox.userId("jonas.feld");
  const orgID = await sandbox.org("brackwater-plants");
  const own = await sandbox.make("press line of Jonas", manages(owner, orgID), { userID: owner });
  const ids = await several(sandbox, 3, { userID: owner });
  await app.signInWithToken(own.token);
  await app.search.fill("press line");
  await all(page).click();
  await bar(page).getByRole("button", { name: "Deactivate 4" }).click();
  await expect(plan(page).getByRole("listitem").filter({ hasText: "press line of Jonas" })).toContainText("This may be the token you are signed in with");
  await expect(plan(page).getByRole("button", { name: "Deactivate: 3 tokens" })).toBeVisible();
  await expectAccessible(page);
  await plan(page).getByRole("checkbox").check();
  await plan(page).getByRole("button", { name: "Deactivate: 4 tokens" }).click();
  await expect(page.getByRole("heading", { name: "4 tokens are inactive" })).toBeVisible();
  for (const token of await stored(sandbox, [...ids, own.id])) expect(token.status).toBe("inactive");
  const sent = (await sandbox.seen("PATCH", `${TOKENS}/*`)).map(({ path }) => path);
  expect(sent.at(-1)).toBe(`${TOKENS}/${own.id}`);
});

test.describe("a thousand tokens", () => {
  test.use({ flags: ["--scale", "1100"] });

  test("are stopped in one go, a few at a time, each once, and those that one needs are left out", async ({ app, page, sandbox }) => {
    test.slow();
    await app.signInWithToken();
    await app.list.getByRole("rowheader").first().focus();
    await page.keyboard.press("Control+a");
    await expect(bar(page)).toContainText(/1,\d\d\d selected/);
    await bar(page).getByRole("button", { name: /^Deactivate / }).click();
    await expect(plan(page)).toContainText("This may be the token you are signed in with");
    let most = 0;
    let under_way = 0;
    page.on("request", (request) => { if (request.method() === "PATCH") most = Math.max(most, ++under_way); });
    // The page goes on with the answer, which is told before the end of the request is.
    page.on("response", (answer) => { if (answer.request().method() === "PATCH") under_way--; });
    await plan(page).getByRole("button", { name: /^Deactivate: / }).click();
    const heading = page.getByRole("heading", { name: /^[\d,]+ tokens are inactive$/ });
    await expect(heading).toBeVisible({ timeout: 180_000 });
    const done = Number((await heading.innerText()).replace(/[^\d]/g, ""));
    const sent = await sandbox.seen("PATCH", `${TOKENS}/*`);
    expect(done).toBeGreaterThan(900);
    expect(sent.length).toBe(done);
    expect(new Set(sent.map(({ path }) => path)).size, "each once").toBe(done);
    expect(most).toBeLessThanOrEqual(4);
    expect(most, "not one after the other").toBeGreaterThan(1);
    const org = await sandbox.org("brackwater-plants");
    const active = (await sandbox.state()).authorizations.filter((one) => one.orgID === org && one.status === "active");
    expect(active.length).toBeGreaterThan(0);
    expect(active.length).toBeLessThan(20);
    await page.getByRole("button", { name: "Close" }).click();
    await expect(bar(page), "those that were left out are no part of the run").toBeHidden();
    await expect(app.list).toBeVisible();
  });
});

test("only inactive tokens are deleted, after the words are typed", async ({ app, page, sandbox }) => {
  const ids = await several(sandbox, 3);
  for (const id of ids.slice(0, 2)) await sandbox.api("PATCH", `${TOKENS}/${id}`, { status: "inactive" });
  await app.signInWithToken();
  await app.search.fill("press line");
  await all(page).click();
  await bar(page).getByRole("button", { name: "Delete for good 2" }).click();
  await plan(page).getByRole("button", { name: "Delete for good: 2 tokens" }).focus();
  await page.keyboard.press("Enter");
  expect(await stored(sandbox, ids), "nothing happens before the words are typed").toHaveLength(3);
  await plan(page).getByRole("textbox").fill("delete 2 tokens");
  await expectAccessible(page);
  await plan(page).getByRole("button", { name: "Delete for good: 2 tokens" }).click();
  await expect(page.getByRole("heading", { name: "2 tokens are deleted" })).toBeVisible();
  expect((await stored(sandbox, ids)).map(({ id }) => id)).toEqual([ids[2]]);
});

test("a run pauses when asked to, and on a phone everything is in reach of a finger", async ({ app, page, sandbox }) => {
  const ids = await several(sandbox, 12);
  await app.signInWithToken();
  await page.setViewportSize({ width: 390, height: 844 });
  await app.search.fill("press line");
  await app.row(ids[0]).getByRole("checkbox").click();
  await bar(page).getByRole("button", { name: "Select all 12 that match" }).click();
  await expect(bar(page)).toContainText("12 selected");
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await sandbox.fail(`${TOKENS}/*`, { kind: "delay", ms: 1500 }, { method: "PATCH", times: 4 });
  await bar(page).getByRole("button", { name: "Deactivate 12" }).click();
  await plan(page).getByRole("button", { name: "Deactivate: 12 tokens" }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("heading", { name: "Paused: 4 of 12 tokens inactive" })).toBeVisible();
  expect((await stored(sandbox, ids)).filter(({ status }) => status === "inactive")).toHaveLength(4);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("heading", { name: "12 tokens are inactive" })).toBeVisible();
});

test("a run is begun, paused and ended without a mouse", async ({ app, page, sandbox }) => {
  const ids = await several(sandbox, 9);
  await app.signInWithToken();
  await app.search.fill("press line");
  await app.list.getByRole("rowheader").first().focus();
  await page.keyboard.press("Space");
  await press(app, bar(page).getByRole("button", { name: "Select all 9 that match" }));
  await expect(bar(page)).toContainText("9 selected");
  await sandbox.fail(`${TOKENS}/*`, { kind: "delay", ms: 1500 }, { method: "PATCH", times: 4 });
  await press(app, bar(page).getByRole("button", { name: "Deactivate 9" }));
  await press(app, plan(page).getByRole("button", { name: "Deactivate: 9 tokens" }));
  await press(app, page.getByRole("button", { name: "Pause" }));
  await expect(page.getByRole("heading", { name: "Paused: 4 of 9 tokens inactive" })).toBeVisible();
  await press(app, page.getByRole("button", { name: "Resume" }));
  await expect(page.getByRole("heading", { name: "9 tokens are inactive" })).toBeVisible();
  await press(app, page.getByRole("button", { name: "Close" }));
  await expect(bar(page)).toBeHidden();
  for (const { status } of await stored(sandbox, ids)) expect(status).toBe("inactive");
});

/** Revokes tokens while one of them can't be read: nothing is sent for that one, and its row says so. */
async function revokeWithoutLook(app: Console, sandbox: Sandbox, ids: string[], unread: string) {
  const { page } = app;
  await app.signInWithToken();
  await app.search.fill("press line");
  await all(page).click();
  await bar(page).getByRole("button", { name: `Revoke ${ids.length}` }).click();
  await sandbox.fail(`${TOKENS}/${unread}`, { kind: "status", status: 500, code: "internal error", message: "no" }, { method: "GET" });
  await plan(page).getByRole("button", { name: `Revoke: ${ids.length} tokens` }).click();
  await expect(page.getByRole("heading", { name: `${ids.length - 1} of ${ids.length} tokens revoked` })).toBeVisible();
  const row = results(page).getByRole("row").filter({ hasText: unread });
  await expect(row).toContainText("Nothing was sent, because what is stored could not be read first.");
  expect(await sandbox.seen("PATCH", `${TOKENS}/${unread}`)).toEqual([]);
}

async function press(app: Console, button: Locator) {
  await app.tabTo(button);
  await app.page.keyboard.press("Enter");
}

function manages(user: string, orgID: string) {
  const both = (resource: Permission["resource"]): Permission[] => [{ action: "read", resource }, { action: "write", resource }];
  const org: Permission = { action: "read", resource: { type: "orgs", id: orgID } };
  return [org, ...both({ type: "users", id: user }), ...both({ type: "authorizations", orgID })];
}

async function several(sandbox: Sandbox, count: number, more: { userID?: string } = {}): Promise<string[]> {
  const ids = [];
  for (let at = 1; at <= count; at += 1) ids.push((await sandbox.make(`press line ${at}`, await grants(sandbox), more)).id);
  return ids;
}

async function grants(sandbox: Sandbox) {
  const resource = { type: "buckets", id: await sandbox.bucket("plant-a/alarms"), orgID: await sandbox.org("brackwater-plants") };
  return [{ action: "read" as const, resource }];
}

async function stored(sandbox: Sandbox, ids: string[]) {
  const { authorizations } = await sandbox.state();
  const found = ids.flatMap((id) => authorizations.filter((one) => one.id === id));
  return found.map(({ id, status, description }) => ({ id, status, description }));
}
