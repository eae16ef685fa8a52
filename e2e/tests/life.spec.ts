// A token's life: opened, renamed, stopped, brought back and deleted. What was done is judged by what is stored.

import { expectAccessible } from "../support/axe";
import { pasteText } from "../support/paste";
import { expect, test } from "../support/test";
import { type Sandbox, TOKENS } from "../support/sandbox";
import type { Page } from "@playwright/test";

const drawer = (page: Page) => page.getByRole("complementary").filter({ has: page.getByRole("heading", { level: 2 }) }).last();
const stored = async (sandbox: Sandbox, id: string) =>
  (await sandbox.state()).authorizations.find((one) => one.id === id);

test("a row opens its token by key, and Esc leads back to the row", async ({ app, page, sandbox }) => {
  const { id } = await made(sandbox, "press gateway");
  await app.signInWithToken();
  await app.row(id).getByRole("rowheader").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`#/tokens/${id}$`));
  await expect(page.getByRole("heading", { name: "press gateway" })).toBeFocused();
  await expect(drawer(page)).toContainText("Not recorded");
  await expect(drawer(page)).toContainText("plant-a/alarms");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(drawer(page)).toBeHidden();
  await expect(app.row(id).getByRole("rowheader")).toBeFocused();
});

test("a token that was opened by its address gives the keyboard to its row, however far down that is", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await expect(app.list.getByRole("row").nth(1)).toBeVisible();
  const drawn = await app.list.innerText();
  const org = await sandbox.org("brackwater-plants");
  const far = (await sandbox.state()).authorizations.filter((one) => one.orgID === org && !drawn.includes(one.id));
  expect(far.length, "tokens that have no row yet").toBeGreaterThan(9);
  for (const { id } of far.slice(0, 3)) {
    await page.evaluate((id) => (location.hash = `#/tokens/${id}`), id);
    await expect(page.getByRole("heading", { level: 2 }).last()).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(drawer(page)).toBeHidden();
    await expect(app.row(id).getByRole("rowheader")).toBeFocused();
    await expect(app.row(id)).toBeInViewport();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
  }
});

test("a token is renamed in place, and its notes stay", async ({ app, page, sandbox }) => {
  const { id } = await made(sandbox, "gateway (review by 2027-05-01)");
  await app.signInWithToken();
  await app.row(id).getByRole("rowheader").focus();
  await page.keyboard.press("F2");
  const field = page.getByRole("textbox", { name: "Name of the token" });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("gateway");
  await field.fill("line 07 gateway");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "line 07 gateway" })).toBeFocused();
  expect((await stored(sandbox, id))?.description).toBe("line 07 gateway (review by 2027-05-01)");
});

test("a name that was half typed is there again after going elsewhere, until it is given up", async ({ app, page, sandbox }) => {
  const { id } = await made(sandbox, "gateway");
  const { id: other } = await made(sandbox, "other gateway");
  await app.signInWithToken();
  await app.row(id).getByRole("rowheader").focus();
  await page.keyboard.press("F2");
  const field = page.getByRole("textbox", { name: "Name of the token" });
  await field.fill("line 07 gat");
  await page.getByRole("button", { name: "Close details" }).click();
  await open(app.row(other).getByRole("rowheader"));
  await expect(page.getByRole("heading", { name: "other gateway" })).toBeFocused();
  await expect(field).toBeHidden();
  await page.goBack();
  await open(app.row(id).getByRole("rowheader"));
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("line 07 gat");
  expect((await stored(sandbox, id))?.description).toBe("gateway");
  await field.press("Escape");
  await expect(page.getByRole("button", { name: "Rename" })).toBeFocused();
  await page.getByRole("button", { name: "Close details" }).click();
  await open(app.row(id).getByRole("rowheader"));
  await expect(page.getByRole("heading", { name: "gateway", exact: true })).toBeFocused();
});

test("a name that was saved is not asked for again by whoever left before the server answered", async ({ app, page, sandbox }) => {
  const { id } = await made(sandbox, "gateway");
  await app.signInWithToken();
  const field = page.getByRole("textbox", { name: "Name of the token" });
  const heading = page.getByRole("heading", { name: "line 07 gateway", exact: true });
  const close = page.getByRole("button", { name: "Close details" });

  // The answer comes while one is elsewhere.
  await app.row(id).getByRole("rowheader").focus();
  await page.keyboard.press("F2");
  await field.fill("line 07 gateway");
  await sandbox.fail(`${TOKENS}/${id}`, { kind: "delay", ms: 500 }, { method: "PATCH" });
  await page.keyboard.press("Enter");
  await close.click();
  await expect(app.row(id)).toContainText("line 07 gateway");
  await open(app.row(id).getByRole("rowheader"));
  await expect(heading).toBeFocused();
  await expect(field).toBeHidden();

  // The answer comes when one is back.
  await page.getByRole("button", { name: "Rename" }).click();
  await field.fill("line 08 gateway");
  await sandbox.fail(`${TOKENS}/${id}`, { kind: "delay", ms: 1500 }, { method: "PATCH" });
  await page.keyboard.press("Enter");
  await close.click();
  await open(app.row(id).getByRole("rowheader"));
  await expect(field).toHaveValue("line 08 gateway");
  await expect(page.getByRole("heading", { name: "line 08 gateway", exact: true })).toBeFocused();
  await expect(field).toBeHidden();
});

test("a change of somebody else is told, and nothing is sent over it", async ({ app, page, sandbox }) => {
  const { id } = await made(sandbox, "shared gateway");
  await app.signInWithToken();
  await open(app.row(id).getByRole("rowheader"));
  await sandbox.api("PATCH", `${TOKENS}/${id}`, { description: "renamed by Mira" });
  await page.getByRole("button", { name: "Deactivate" }).click();
  await expect(app.notice("Somebody changed this token meanwhile")).toBeVisible();
  await expect(page.getByRole("heading", { name: "renamed by Mira" })).toBeVisible();
  expect(await stored(sandbox, id)).toMatchObject({ status: "active", description: "renamed by Mira" });
  await page.getByRole("button", { name: "Deactivate" }).click();
  await expect.poll(async () => (await stored(sandbox, id))?.status).toBe("inactive");
});

test("revoke stops it with a note, and undo takes both back", async ({ app, page, sandbox }) => {
  const { id } = await made(sandbox, "spare gateway");
  await app.signInWithToken();
  await open(app.row(id).getByRole("rowheader"));
  const patches = await sandbox.asked(`PATCH ${TOKENS}/${id}`);
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(page.locator(".toast")).toContainText("Revoked spare gateway");
  expect(await stored(sandbox, id)).toMatchObject({ status: "inactive", description: expect.stringMatching(/^spare gateway \(revoked \d{4}-\d\d-\d\d\)$/) });
  expect(patches, "both in one request").toBeLessThanOrEqual(1);
  await expectAccessible(page);
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => await stored(sandbox, id)).toMatchObject({ status: "active", description: "spare gateway" });
  await expect(page.locator(".toast")).toBeHidden();
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
});

test("a token that somebody activated after its revoke is shown as what it is, and can be stopped", async ({ app, page, sandbox }) => {
  const { id } = await made(sandbox, "odd gateway (revoked 2026-11-21)");
  await app.signInWithToken();
  await open(app.row(id).getByRole("rowheader"));
  await expect(app.notice("Active, with a note that it was revoked on 2026-11-21")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo revoke" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Revoke", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Deactivate" }).click();
  await expect.poll(async () => (await stored(sandbox, id))?.status).toBe("inactive");
  await expect(page.getByRole("button", { name: "Undo revoke" })).toBeVisible();
});

test("the way back lies beside what is done with many, and goes when its token is deleted", async ({ app, page, sandbox }) => {
  const { id } = await made(sandbox, "spent gateway");
  await app.signInWithToken();
  await open(app.row(id).getByRole("rowheader"));
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  const toast = page.locator(".toast");
  await expect(toast).toBeVisible();
  await page.getByRole("button", { name: "Close details" }).click();
  await page.getByRole("checkbox", { name: /^Select spent gateway/ }).check();
  const bar = page.getByRole("region", { name: "Selected tokens" });
  for (const width of [1440, 1000, 390]) {
    await page.setViewportSize({ width, height: 720 });
    await expect(bar).toBeVisible();
    const [over, below] = [(await toast.boundingBox())!, (await bar.boundingBox())!];
    const apart = over.y + over.height <= below.y || below.y + below.height <= over.y;
    expect(apart, `at ${width} px the toast lies ${JSON.stringify(over)}, the bar ${JSON.stringify(below)}`).toBe(true);
  }
  await page.setViewportSize({ width: 1440, height: 720 });
  await open(app.row(id).getByRole("rowheader"));
  await page.getByRole("button", { name: "Delete for good…" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete this token for good?" });
  await question.getByRole("textbox", { name: "Name of the token" }).fill("spent gateway");
  await question.getByRole("button", { name: "Delete for good" }).click();
  await expect(drawer(page)).toContainText("This token is deleted.");
  await expect(toast, "what is gone can't be taken back").toBeHidden();
});

test("permissions with an action that the console does not know are counted, and said to be left out", async ({ app, page, sandbox }) => {
  const { id } = await made(sandbox, "from a newer release");
  await page.route((url) => url.pathname === TOKENS, async (route) => {
    if (route.request().method() !== "GET") return route.continue();
    const answer = await route.fetch();
    const list = await answer.json();
    const one = list.authorizations.find((one: { id: string }) => one.id === id);
    one.permissions = [...one.permissions.slice(0, 1), { ...one.permissions[0], action: "annotate" }];
    await route.fulfill({ response: answer, json: list });
  });
  await app.signInWithToken();
  await open(app.row(id).getByRole("rowheader"));
  await expect(drawer(page)).toContainText("2 permissions, fixed since creation.");
  await expect(drawer(page)).toContainText(/With actions that this console does not know: annotate:\S+\. Clone, Replace and the texts below leave them out\./);
});

test("the way back lies over no button, with a token open and others chosen", async ({ app, page, sandbox }) => {
  const { id } = await made(sandbox, "spent gateway");
  await made(sandbox, "other gateway");
  await page.setViewportSize({ width: 1280, height: 900 });
  await app.signInWithToken();
  for (const name of ["spent", "other"]) await page.getByRole("checkbox", { name: new RegExp(`^Select ${name} gateway`) }).check();
  await open(app.row(id).getByRole("rowheader"));
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  const toast = page.locator(".toast");
  await expect(toast).toBeVisible();
  const fixed = page.locator(".bulkbar button, .drawer__steps button, .drawer__foot button").filter({ visible: true });
  for (const [width, height] of [[1280, 900], [1280, 720], [1440, 900], [1000, 720], [720, 720], [390, 844], [320, 568]]) {
    await page.setViewportSize({ width, height });
    await expect(page.getByRole("button", { name: "Close details" })).toBeVisible();
    await expect(toast).toBeInViewport({ ratio: 1 });
    const over = (await toast.boundingBox())!;
    const under = await fixed.evaluateAll((buttons, over) => {
      const hidden = (one: DOMRect) =>
        one.left < over.x + over.width && one.right > over.x && one.top < over.y + over.height && one.bottom > over.y;
      return buttons.filter((one) => hidden(one.getBoundingClientRect())).map((one) => one.getAttribute("aria-label") ?? one.textContent);
    }, over);
    expect(under, `buttons under it at ${width} by ${height}`).toEqual([]);
  }
});

test("a delete is asked for by name and only of a token that is inactive", async ({ app, page, sandbox }) => {
  const { id } = await made(sandbox, "old gateway");
  await sandbox.api("PATCH", `${TOKENS}/${id}`, { status: "inactive" });
  await app.signInWithToken();
  await open(app.row(id).getByRole("rowheader"));
  await page.getByRole("button", { name: "Delete for good…" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete this token for good?" });
  await question.getByRole("button", { name: "Delete for good" }).focus();
  await page.keyboard.press("Enter");
  expect(await stored(sandbox, id), "nothing happens before the name is typed").toBeDefined();
  await expectAccessible(page);
  await question.getByRole("textbox", { name: "Name of the token" }).fill("old gateway");
  await question.getByRole("button", { name: "Delete for good" }).click();
  await expect(drawer(page)).toContainText("This token is deleted.");
  expect(await stored(sandbox, id)).toBeUndefined();
});

test("a lost answer is read back and told as what is stored", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  const { id } = await made(sandbox, "far gateway");
  await app.signInWithToken();
  await open(app.row(id).getByRole("rowheader"));
  await sandbox.fail(`${TOKENS}/${id}`, { kind: "cut", when: "after" }, { method: "PATCH" });
  await page.getByRole("button", { name: "Deactivate" }).click();
  await expect(page.locator(".toast")).toContainText("Deactivated far gateway");
  expect((await stored(sandbox, id))?.status).toBe("inactive");

  await sandbox.fail(`${TOKENS}/${id}`, { kind: "cut", when: "before" }, { method: "PATCH" });
  await page.getByRole("button", { name: "Activate", exact: true }).click();
  await expect(app.notice("The answer was lost, and nothing changed so far")).toBeVisible();
  expect((await stored(sandbox, id))?.status).toBe("inactive");
});

test("an answer that says why a change failed is not called lost", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(500);
  const { id } = await made(sandbox, "far gateway");
  await app.signInWithToken();
  await open(app.row(id).getByRole("rowheader"));
  await sandbox.fail(`${TOKENS}/${id}`, { kind: "status", status: 500, code: "internal error", message: "disk full" }, { method: "PATCH" });
  await page.getByRole("button", { name: "Deactivate" }).click();
  await expect(app.notice("Nothing changed so far")).toContainText("disk full");
  expect((await stored(sandbox, id))?.status).toBe("active");
});

test("somebody's only token needs a second step that names the way back", async ({ app, page, sandbox }) => {
  const user = await sandbox.api("POST", "/api/v2/users", { name: "svc-lonely" });
  const { id } = await made(sandbox, "lonely gateway", user.id);
  await app.signInWithToken();
  await open(app.row(id).getByRole("rowheader"));
  await page.getByRole("button", { name: "Deactivate" }).click();
  const question = page.getByRole("alertdialog", { name: "This may lock somebody out" });
  await expect(question).toContainText("only active token of svc-lonely");
  await question.getByRole("button", { name: "Keep it" }).click();
  expect((await stored(sandbox, id))?.status).toBe("active");
  await page.getByRole("button", { name: "Deactivate" }).click();
  await question.getByRole("checkbox").check();
  await question.getByRole("button", { name: "Stop it all the same" }).click();
  await expect.poll(async () => (await stored(sandbox, id))?.status).toBe("inactive");
});

test("the token that one may be signed in with needs a second step too", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(401, 403);
  const org = await sandbox.org("brackwater-plants");
  const userID = await sandbox.userId("jonas.feld");
  const both = (resource: { type: string; id?: string; orgID?: string }) =>
    (["read", "write"] as const).map((action) => ({ action, resource }));
  const rights = [...both({ type: "users", id: userID }), ...both({ type: "authorizations", orgID: org }), ...both({ type: "orgs", id: org })];
  const own = await sandbox.make("console of Jonas", rights, { userID });
  const other = await made(sandbox, "spare of Jonas", userID);
  await app.signInWithToken(own.token);
  await open(app.row(other.id).getByRole("rowheader"));
  await page.getByRole("button", { name: "Deactivate" }).click();
  await expect.poll(async () => (await stored(sandbox, other.id))?.status).toBe("inactive");
  await open(app.row(own.id).getByRole("rowheader"));
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  const question = page.getByRole("alertdialog", { name: "This may lock somebody out" });
  await expect(question).toContainText("This may be the token you are signed in with");
  await question.getByRole("button", { name: "Keep it" }).click();
  expect((await stored(sandbox, own.id))?.status).toBe("active");
});

async function open(header: import("@playwright/test").Locator) {
  await header.click();
  await expect(header.page().getByRole("button", { name: "Close details" })).toBeVisible();
}

async function made(sandbox: Sandbox, description: string, userID?: string) {
  const resource = { type: "buckets", id: await sandbox.bucket("plant-a/alarms"), orgID: await sandbox.org("brackwater-plants") };
  return sandbox.make(description, [{ action: "read", resource }], userID ? { userID } : {});
}

test("a pasted command that deletes a token leads to where that is done", async ({ app, page, sandbox }) => {
  const { id } = await made(sandbox, "retired gateway");
  await app.signInWithToken();
  await app.openNewToken();
  const dialog = await pasteText(app, `influx auth delete --id ${id}`);
  await expect(dialog).toContainText("This command deletes a token. Open the token in the list to do that.");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await app.goToList();
  await open(app.row(id).getByRole("rowheader"));
  await page.getByRole("button", { name: "Deactivate" }).click();
  await page.getByRole("button", { name: "Delete for good…" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete this token for good?" });
  await question.getByRole("textbox", { name: "Name of the token" }).fill("retired gateway");
  await question.getByRole("button", { name: "Delete for good" }).click();
  await expect.poll(() => stored(sandbox, id)).toBeUndefined();
});

test("a token is compared with any other, and one request tells them apart", async ({ app, page, sandbox }) => {
  const [orgID, monitoring, tasks] = [await sandbox.org("brackwater-plants"), await sandbox.bucket("_monitoring"), await sandbox.bucket("_tasks")];
  const grant = (action: string, id: string) => ({ action, resource: { type: "buckets", id, orgID } });
  const { id } = await sandbox.make("compare me", [grant("read", monitoring), grant("write", tasks)]);
  await sandbox.make("the narrow one", [grant("read", monitoring)]);
  await app.signInWithToken();
  await open(app.row(id).getByRole("rowheader"));
  const section = page.getByRole("region", { name: "Compare" });
  await section.getByRole("combobox", { name: "With another token" }).fill("narrow");
  await page.keyboard.press("Enter");
  await expect(section).toContainText("This token grants more, compared with the narrow one.");
  await expect(section).toContainText("Only this token: Write buckets _tasks");
  await expect(section).toContainText(`POST /api/v2/write?orgID=${orgID}&bucket=${tasks}`);
  await expect(section).not.toContainText("Only the other:");
  await expectAccessible(page);
});

test("a review day is a note that every admin sees, and is taken away without touching the rest", async ({ app, page, sandbox }) => {
  const { id } = await made(sandbox, "gateway (see wiki)");
  await app.signInWithToken();
  await open(app.row(id).getByRole("rowheader"));
  const day = drawer(page).getByLabel("Review by");
  await day.fill("2020-05-01");
  await page.getByRole("button", { name: "Set", exact: true }).click();
  await expect.poll(async () => (await stored(sandbox, id))?.description).toBe("gateway (see wiki) (review by 2020-05-01)");
  await expect(drawer(page)).toContainText("The day is past");
  await expect(page.getByRole("button", { name: /^Past review/ })).toContainText("1");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Take away" }).click();
  await expect.poll(async () => (await stored(sandbox, id))?.description).toBe("gateway (see wiki)");
  await expect(day).toHaveValue("");
});

test("a day that was chosen and not set stays when the token changes, and when one comes back", async ({ app, page, sandbox }) => {
  const { id } = await made(sandbox, "gateway");
  await app.signInWithToken();
  await open(app.row(id).getByRole("rowheader"));
  const day = drawer(page).getByLabel("Review by");
  await day.fill("2031-05-01");
  await drawer(page).getByRole("button", { name: "Deactivate" }).click();
  await expect(drawer(page).getByRole("button", { name: "Activate" })).toBeVisible();
  await expect(day).toHaveValue("2031-05-01");
  await page.keyboard.press("Escape");
  await open(app.row(id).getByRole("rowheader"));
  await expect(day).toHaveValue("2031-05-01");
  await page.getByRole("button", { name: "Set", exact: true }).click();
  await expect.poll(async () => (await stored(sandbox, id))?.description).toBe("gateway (review by 2031-05-01)");
});

test("a token is replaced: a new one takes its place, the old one is off, watched and deleted", async ({ app, page, sandbox }) => {
  const { id: old } = await made(sandbox, "gateway (review by 2027-05-01)");
  await app.signInWithPassword();
  await open(app.row(old).getByRole("rowheader"));
  await page.getByRole("button", { name: "Replace", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Description" })).toHaveValue(`gateway (review by 2027-05-01) (replaces ${old})`);
  await app.create();
  await app.closeWithoutCopying();
  const fresh = (await sandbox.state()).authorizations.find(({ description }) => description.endsWith(`(replaces ${old})`))!;
  expect((await stored(sandbox, old))?.status, "both work").toBe("active");

  // Another browser begins at the same step, from the notes alone.
  await page.goto(`#/tokens/${fresh.id}`);
  await page.reload();
  const section = page.getByRole("region", { name: "Replacement" });
  await expect(section).toContainText("/etc/telegraf/telegraf.conf");
  await section.getByRole("button", { name: "Open the old token" }).click();
  await section.getByRole("button", { name: "Switch this one off" }).click();
  await expect(section).toContainText(/Off since \d{4}-\d\d-\d\d\. This token is off/);
  expect(await stored(sandbox, old)).toMatchObject({
    status: "inactive",
    description: expect.stringMatching(`^gateway \\(review by 2027-05-01\\) \\(replaced by ${fresh.id}, off since \\d{4}-\\d\\d-\\d\\d\\)$`),
  });
  await expectAccessible(page);
  await section.getByRole("button", { name: "Switch it on again" }).click();
  await expect.poll(async () => (await stored(sandbox, old))?.status).toBe("active");
  await section.getByRole("button", { name: "Switch this one off" }).click();
  await expect(section).toContainText("Off since");

  await sandbox.api("DELETE", `${TOKENS}/${old}`);
  await page.goto(`#/tokens/${fresh.id}`);
  await page.reload();
  await section.getByRole("button", { name: "Take the note away" }).click();
  await expect.poll(async () => (await stored(sandbox, fresh.id))?.description).toBe("gateway (review by 2027-05-01)");
  await expect(section).toBeHidden();
});
