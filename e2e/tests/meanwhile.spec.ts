// What somebody else did since a list was loaded, or since something was done, is never undone without a word.

import { createHash } from "node:crypto";
import { expect, test } from "../support/test";
import { type Sandbox, TOKENS, V1 } from "../support/sandbox";
import { signsIn } from "../support/signs-in";
import type { Page } from "@playwright/test";

const drawer = (page: Page) => page.getByRole("complementary").filter({ has: page.getByRole("heading", { level: 2 }) }).last();
const undo = (page: Page) => page.locator(".toast").getByRole("button", { name: "Undo" });
const plan = (page: Page) => page.getByRole("alertdialog");

async function made(sandbox: Sandbox, description: string, status: "active" | "inactive" = "active", userID?: string) {
  const orgID = await sandbox.org("brackwater-plants");
  const { id } = await sandbox.make(description, [{ action: "read", resource: { type: "tasks", orgID } }], userID ? { userID } : {});
  if (status === "inactive") await sandbox.api("PATCH", `${TOKENS}/${id}`, { status });
  return id;
}

async function stored(sandbox: Sandbox, ...ids: string[]) {
  const { authorizations } = await sandbox.state();
  return ids.map((id) => {
    const one = authorizations.find((one) => one.id === id);
    return one && [one.status, one.description];
  });
}

const ask = (sandbox: Sandbox, id: string, change: object) => sandbox.api("PATCH", `${TOKENS}/${id}`, change);

/** Chooses all tokens whose names begin like this, and an act for them. */
async function choose(page: Page, names: string, act: string): Promise<void> {
  await page.getByLabel("Search tokens").fill(names);
  await page.getByRole("checkbox", { name: /^Select all [\d,]+ that match$/ }).click();
  await page.getByRole("region", { name: "Selected tokens" }).getByRole("button", { name: act }).click();
}

test("Undo takes nothing back of a token that somebody else has changed since", async ({ app, page, sandbox }) => {
  const id = await made(sandbox, "gateway");
  await app.signInWithToken();
  await page.goto(`#/tokens/${id}`);
  await drawer(page).getByRole("button", { name: "Deactivate" }).click();
  await expect(undo(page)).toBeVisible();
  await ask(sandbox, id, { description: "STOLEN, never switch on" });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(app.row(id)).toContainText("STOLEN");
  await undo(page).click();
  await expect(app.notice("Somebody changed this token meanwhile")).toContainText("Nothing was sent.");
  expect(await stored(sandbox, id)).toEqual([["inactive", "STOLEN, never switch on"]]);
});

test("the way back from a change goes when the same token gets another name", async ({ app, page, sandbox }) => {
  const id = await made(sandbox, "gateway");
  await app.signInWithToken();
  await page.goto(`#/tokens/${id}`);
  await drawer(page).getByRole("button", { name: "Deactivate" }).click();
  await expect(undo(page)).toBeVisible();
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Name of the token" }).fill("gateway, hall 3");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "gateway, hall 3" })).toBeVisible();
  await expect(undo(page)).toBeHidden();
  expect(await stored(sandbox, id)).toEqual([["inactive", "gateway, hall 3"]]);
});

test("Undo of many leaves alone what somebody else has revoked since", async ({ app, page, sandbox }) => {
  const ids = [await made(sandbox, "press 1"), await made(sandbox, "press 2")];
  await app.signInWithToken();
  await choose(page, "press", "Deactivate 2");
  await plan(page).getByRole("button", { name: /^Deactivate/ }).click();
  const back = plan(page).or(page.getByRole("dialog")).getByRole("button", { name: "Undo 2" });
  await expect(back).toBeVisible();
  await ask(sandbox, ids[1], { description: "press 2 STOLEN (revoked 2026-11-30)" });
  await back.click();
  await expect(page.getByText("Somebody changed it meanwhile, so nothing was sent.")).toBeVisible();
  expect(await stored(sandbox, ...ids)).toEqual([
    ["active", "press 1"],
    ["inactive", "press 2 STOLEN (revoked 2026-11-30)"],
  ]);
});

test("what somebody else switched on again is not deleted with many", async ({ app, page, sandbox }) => {
  const ids = [await made(sandbox, "press 1", "inactive"), await made(sandbox, "press 2", "inactive")];
  await app.signInWithToken();
  await choose(page, "press", "Delete for good 2");
  await ask(sandbox, ids[1], { status: "active", description: "press 2, in use again" });
  await plan(page).getByRole("textbox").fill("delete 2 tokens");
  await plan(page).getByRole("button", { name: /^Delete/ }).click();
  await expect(page.getByText("Somebody changed it meanwhile, so nothing was sent.")).toBeVisible();
  expect(await stored(sandbox, ...ids)).toEqual([undefined, ["active", "press 2, in use again"]]);
});

test("what somebody else revoked is not switched on with many", async ({ app, page, sandbox }) => {
  const ids = [await made(sandbox, "press 1", "inactive"), await made(sandbox, "press 2", "inactive")];
  await app.signInWithToken();
  await choose(page, "press", "Activate 2");
  await ask(sandbox, ids[1], { description: "press 2 STOLEN (revoked 2026-11-30)" });
  await plan(page).getByRole("button", { name: /^Activate/ }).click();
  await expect(page.getByText("Somebody changed it meanwhile, so nothing was sent.")).toBeVisible();
  expect(await stored(sandbox, ...ids)).toEqual([
    ["active", "press 1"],
    ["inactive", "press 2 STOLEN (revoked 2026-11-30)"],
  ]);
});

for (const what of ["deleted", "switched off"] as const) {
  test(`a token whose successor somebody has ${what} goes on`, async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(404);
    const old = await made(sandbox, "gateway");
    const successor = await made(sandbox, `gateway (replaces ${old})`);
    await app.signInWithToken();
    await page.goto(`#/tokens/${old}`);
    const off = drawer(page).getByRole("button", { name: "Switch this one off" });
    await expect(off).toBeVisible();
    if (what === "deleted") await sandbox.api("DELETE", `${TOKENS}/${successor}`);
    else await ask(sandbox, successor, { status: "inactive" });
    await off.click();
    await expect(app.notice("The new token does not work")).toContainText("this token goes on");
    await expect(drawer(page), "what was just read is told everywhere").not.toContainText("Both work");
    await expect(off).toBeHidden();
    expect(await stored(sandbox, old)).toEqual([["active", "gateway"]]);
  });
}

test("an offboarding leaves on what has no successor any more", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(404);
  const { id: user } = await sandbox.api("POST", "/api/v2/users", { name: "leaver" });
  const old = await made(sandbox, "gateway", "active", user);
  const successor = await made(sandbox, `gateway (replaces ${old})`);
  await app.signInWithToken();
  await page.goto(`#/owners/${user}/offboard`);
  await app.main.getByText("Leave active", { exact: true }).click();
  await app.main.getByRole("checkbox", { name: /^Every program uses/ }).check();
  await sandbox.api("DELETE", `${TOKENS}/${successor}`);
  await app.main.getByRole("button", { name: /^Finish/ }).click();
  await expect(app.main).toContainText("The token that was to take its place does not work, so this one goes on.");
  expect(await stored(sandbox, old)).toEqual([["active", "gateway"]]);
});

test("loading the list again also asks which owners are inactive now", async ({ app, page, sandbox }) => {
  const user = await sandbox.userId("priya.raman");
  const id = await made(sandbox, "priya's gateway", "active", user);
  await app.signInWithToken();
  await app.search.fill("priya's");
  await expect(app.row(id)).toContainText("Active");
  await sandbox.api("PATCH", `/api/v2/users/${user}`, { status: "inactive" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(app.row(id)).toContainText("Owner inactive");
});

test("the form offers the buckets of now, and not those of when the session began", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await app.openNewToken();
  await expect(app.tickOf("Read", "audit")).toBeVisible();
  await app.goToList();
  const orgID = await sandbox.org("brackwater-plants");
  await sandbox.api("DELETE", `/api/v2/buckets/${await sandbox.bucket("audit")}`);
  await sandbox.api("POST", "/api/v2/buckets", { orgID, name: "a-new-one", retentionRules: [] });
  await page.clock.setFixedTime(Date.now() + 60_000);
  await app.openNewToken();
  await expect(app.tickOf("Read", "a-new-one")).toBeVisible();
  await expect(app.tickOf("Read", "audit")).toBeHidden();
});

test("a form that is on its way takes nothing in", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await app.openNewToken();
  await app.tickOf("Read", "audit").check();
  await sandbox.fail(TOKENS, { kind: "delay", ms: 1500 }, { method: "POST" });
  const description = page.locator("input[name=description]");
  await description.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("form > [inert]")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Creating…" }).first()).toBeFocused();
  await page.keyboard.type("typed too late");
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await description.inputValue()).not.toContain("too late");
});

test("a refused form can be changed and sent again", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(500);
  await app.signInWithToken();
  await app.openNewToken();
  await app.tickOf("Read", "audit").check();
  await sandbox.fail(TOKENS, { kind: "status", status: 400, code: "invalid", message: "no" }, { method: "POST" });
  watch.allowStatus(400);
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.locator("form > [inert]")).toHaveCount(0);
  await app.tickOf("Write", "audit").check();
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("who goes to another organization while a token is revoked goes there once that is done", async ({ app, page, sandbox }) => {
  const id = await made(sandbox, "gateway");
  await app.signInWithToken();
  await page.goto(`#/tokens/${id}`);
  await sandbox.fail(`${TOKENS}/${id}`, { kind: "delay", ms: 1500 }, { method: "GET" });
  await drawer(page).getByRole("button", { name: "Revoke", exact: true }).click();
  await app.goTo("brackwater-lab");
  await expect(app.organization).toHaveAccessibleName("Organization: brackwater-lab");
  const [[status, description]] = (await stored(sandbox, id)) as string[][];
  expect(status).toBe("inactive");
  expect(description).toMatch(/^gateway \(revoked /);
});

test("who goes to another organization while a change fails stays where that is told", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(500);
  const id = await made(sandbox, "gateway");
  await app.signInWithToken();
  await page.goto(`#/tokens/${id}`);
  await sandbox.fail(`${TOKENS}/${id}`, { kind: "delay", ms: 1500 }, { method: "GET" });
  await sandbox.fail(`${TOKENS}/${id}`, { kind: "status", status: 500, code: "internal error", message: "no" }, { method: "PATCH" });
  await drawer(page).getByRole("button", { name: "Revoke", exact: true }).click();
  await app.goTo("brackwater-lab");
  await expect(app.notice(/Nothing changed|The answer was lost/)).toBeVisible();
  await expect(app.organization).toHaveAccessibleName("Organization: brackwater-plants");
});

test("a success that brings no list is told, and not taken for an empty list", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await expect(app.list.getByRole("row").nth(1)).toBeVisible();
  await sandbox.fail(TOKENS, { kind: "status", status: 200, body: { error: "upstream timeout" } }, { method: "GET" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(app.notice(/could not be loaded|was not loaded/)).toBeVisible();
  await expect(app.list.getByRole("row").nth(1)).toBeVisible();
});

test("a token that was typed does not become a password, and its refusal goes with it", async ({ app, page, watch }) => {
  watch.allowStatus(401);
  await app.open();
  await app.tryToken("mistyped");
  const refusal = app.notice("The server does not know this token");
  await expect(refusal).toBeVisible();
  await page.getByRole("radio", { name: "User and password" }).check();
  await expect(page.getByRole("textbox", { name: "Password", exact: true })).toHaveValue("");
  await expect(refusal).toBeHidden();
});

for (const search of ["nothing is called like this", "telegraf"]) {
  test(`a token that was just created is in sight while "${search}" is searched for`, async ({ app, page }) => {
    await app.signInWithToken();
    await app.search.fill(search);
    await expect(page).toHaveURL(/filter=/);
    await app.openNewToken();
    await app.tickOf("Read", "audit").check();
    const { id } = await app.create();
    await app.closeWithoutCopying();
    await expect(page).toHaveURL(new RegExp(`#/tokens/${id}`));
    await expect(page.getByRole("heading", { name: "Read buckets audit" })).toBeFocused();
    await expect(app.search).toHaveValue(search);
  });
}

for (const [where, address] of [
  ["the 1.x credentials", "#/v1-credentials"],
  ["the form for one", "#/v1-credentials/new"],
  ["an owner", "#/owners/USER"],
] as const) {
  test(`a token that stopped working is told at ${where}, and not taken for one that sees nothing`, async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(401, 403);
    const { id, token } = await signsIn(sandbox);
    await app.signInWithToken(token);
    await ask(sandbox, id, { status: "inactive" });
    await page.goto(address.replace("USER", await sandbox.userId("svc-grafana")));
    await expect(app.notice("The token you were signed in with was deactivated")).toBeVisible();
  });
}

test("an organization that somebody deleted is told, and not taken for one without tokens", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(404);
  const { id: orgID } = await sandbox.api("POST", "/api/v2/orgs", { name: "short-lived" });
  await sandbox.api("POST", TOKENS, { orgID, status: "active", description: "of it", permissions: [{ action: "read", resource: { type: "buckets", orgID } }] });
  await app.signInWithToken();
  await app.goTo("short-lived");
  await expect(app.list.getByRole("row").nth(1)).toContainText("of it");
  await sandbox.api("DELETE", `/api/v2/orgs/${orgID}`);
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(page.getByText("organization not found")).toBeVisible();
  await expect(page.getByText("No tokens yet")).toBeHidden();
});

test("whoever renames a token is shown that somebody else has, before it is written over", async ({ app, page, sandbox }) => {
  const id = await made(sandbox, "gateway");
  await app.signInWithToken();
  await page.goto(`#/tokens/${id}`);
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Name of the token" }).fill("gateway, hall 3");
  await ask(sandbox, id, { description: "STOLEN" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(drawer(page)).toContainText("Somebody renamed it meanwhile: STOLEN. Save puts yours in its place.");
  await expect(page.getByRole("textbox", { name: "Name of the token" })).toHaveValue("gateway, hall 3");
});

test("a change that was decided before a newer list came is not sent over what that shows", async ({ app, page, sandbox }) => {
  const own = createHash("sha256").update(sandbox.token).digest("hex");
  const mine = (await sandbox.state()).authorizations.find(({ sha256 }) => sha256 === own)!;
  await app.signInWithToken();
  await page.goto(`#/tokens/${mine.id}`);
  await drawer(page).getByRole("button", { name: "Revoke" }).click();
  const asked = page.getByRole("alertdialog");
  await expect(asked).toContainText("This may lock somebody out");
  await ask(sandbox, mine.id, { description: "the console of hall 3" });
  // The list comes while the question is open.
  await page.locator("button[aria-label='Load the list again']").first().evaluate((button: HTMLButtonElement) => button.click());
  await expect(page.getByRole("heading", { name: "the console of hall 3", includeHidden: true })).toBeAttached();
  await asked.getByRole("checkbox", { name: "I know the way back" }).check();
  await asked.getByRole("button", { name: "Stop it all the same" }).click();
  await expect(drawer(page)).toContainText("Somebody changed this token meanwhile");
  expect((await sandbox.state()).authorizations.find(({ id }) => id === mine.id)).toMatchObject({ description: "the console of hall 3", status: "active" });
});

test("a user whom somebody else created at the same moment is not called ours", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(422);
  await app.signInWithToken();
  await app.openNewToken();
  await page.getByRole("group", { name: "Owner" }).getByRole("radio", { name: "New user" }).check();
  await page.getByRole("textbox", { name: "Name of the new user" }).fill("svc-press");
  await app.tickOf("Read", "audit").check();
  const { id } = await sandbox.api("POST", "/api/v2/users", { name: "svc-press" });
  await sandbox.api("PATCH", `/api/v2/users/${id}`, { status: "inactive" });
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(app.dialog).toContainText("through this form or through somebody else");
  await expect(app.dialog).toContainText("Its owner is inactive");
  await expect(app.dialog).not.toContainText("was created for it");
});

test("a bucket that somebody deleted while the form was filled in is told with the secret", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await app.openNewToken();
  await app.tick("Read", "telemetry");
  await app.tick("Read", "weather");
  await sandbox.api("DELETE", `/api/v2/buckets/${await sandbox.bucket("weather")}`);
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(app.dialog).toContainText("1 granted object is deleted");
  await expect(app.dialog).toContainText("No object has its id any more, so this permission does nothing.");
});

test("a password for a 1.x credential that somebody switched off says that programs are refused", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await page.goto("#/v1-credentials");
  await page.getByRole("link", { name: "grafana-v1", exact: true }).click();
  const { legacyAuthorizations } = await sandbox.state();
  const { id } = legacyAuthorizations.find(({ token }) => token === "grafana-v1")!;
  await sandbox.api("PATCH", `${V1}/${id}`, { status: "inactive" });
  await drawer(page).getByRole("textbox", { name: "New password" }).fill("correct-horse-battery");
  await drawer(page).getByRole("button", { name: "Set password" }).click();
  await expect(app.notice("The password is set")).toContainText("The credential is inactive, so programs are refused");
  await expect(drawer(page)).toContainText("Inactive");
});

test("a user who leaves is looked at again before anything is created or deleted", async ({ app, page, sandbox }) => {
  const { id: user } = await sandbox.api("POST", "/api/v2/users", { name: "leaver" });
  const old = await made(sandbox, "gateway", "active", user);
  await app.signInWithToken();
  await page.goto(`#/owners/${user}/offboard`);
  await page.getByRole("combobox", { name: "Owner of the new tokens" }).fill("svc-telegraf");
  await page.getByRole("option", { name: /^svc-telegraf/ }).click();
  await ask(sandbox, old, { status: "inactive", description: "gateway STOLEN (revoked 2026-11-30)" });
  await app.main.getByRole("button", { name: /^Start with 1/ }).click();
  await expect(app.notice("Somebody changed something meanwhile")).toContainText("Nothing was sent.");
  await expect(app.main).toContainText("gateway STOLEN");
  const late = await made(sandbox, "came late", "active", user);
  await app.main.getByRole("radio", { name: /^Delete/ }).check();
  await app.main.getByRole("button", { name: /^Finish/ }).click();
  await page.getByRole("textbox", { name: "Name of the user" }).fill("leaver");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete for good" }).click();
  await expect(app.notice("Somebody changed something meanwhile")).toBeVisible();
  await expect(app.main).toContainText("came late");
  expect(await stored(sandbox, late), "nothing was deleted").toEqual([["active", "came late"]]);
  expect((await sandbox.state()).users.some(({ id }) => id === user)).toBe(true);
});

test("a token that somebody revoked meanwhile gets no successor", async ({ app, page, sandbox }) => {
  const id = await made(sandbox, "gateway");
  await app.signInWithToken();
  await page.goto(`#/tokens/${id}`);
  await ask(sandbox, id, { status: "inactive", description: "gateway STOLEN (revoked 2026-11-30)" });
  await drawer(page).getByRole("button", { name: "Replace", exact: true }).click();
  await expect(app.notice("Somebody changed this token meanwhile")).toBeVisible();
  await expect(page.getByRole("heading", { name: /STOLEN/ })).toBeVisible();
});

test("a token whose successor's owner is inactive is not said to be replaced", async ({ app, page, sandbox }) => {
  const user = await sandbox.userId("priya.raman");
  const old = await made(sandbox, "gateway");
  await made(sandbox, `gateway (replaces ${old})`, "active", user);
  await sandbox.api("PATCH", `/api/v2/users/${user}`, { status: "inactive" });
  await app.signInWithToken();
  await page.goto(`#/tokens/${old}`);
  await expect(page.getByRole("region", { name: "Replacement" })).toContainText("does not work: it is off, or its owner is");
  await expect(drawer(page).getByRole("button", { name: "Switch this one off" })).toBeHidden();
});
