// The users who own tokens: found, understood, switched off and on. What was done is judged by what is stored.

import { expectAccessible } from "../support/axe";
import type { Console } from "../support/console";
import { type Sandbox, TOKENS } from "../support/sandbox";
import { expect, test } from "../support/test";

const USERS = "/api/v2/users";
const PLANTS = "brackwater-plants";

const owners = (app: Console) => app.page.getByRole("grid", { name: "Owners" });
const ownerRow = (app: Console, name: string) => owners(app).getByRole("row").filter({ hasText: name });
const heading = (app: Console, name: string) => app.page.getByRole("heading", { level: 1, name });
const userOf = async (sandbox: Sandbox, name: string) => (await sandbox.state()).users.find((user) => user.name === name);

async function goToOwners(app: Console) {
  await app.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Owners/ }).click();
  await expect(heading(app, "Owners")).toBeFocused();
}

async function tokensOf(sandbox: Sandbox, name: string) {
  const [user, org] = [await sandbox.userId(name), await sandbox.org(PLANTS)];
  return (await sandbox.state()).authorizations.filter((one) => one.userID === user && one.orgID === org);
}

test("every owner of the list is shown with status and numbers, found by name and id, and sorted", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await goToOwners(app);
  const { authorizations, users } = await sandbox.state();
  const org = await sandbox.org(PLANTS);
  const listed = authorizations.filter((one) => one.orgID === org && users.some((user) => user.id === one.userID));
  const count = new Set(listed.map((one) => one.userID)).size;
  await expect(page.getByText(`${count} users own tokens here`)).toBeVisible();
  const telegraf = await tokensOf(sandbox, "svc-telegraf");
  const active = telegraf.filter((one) => one.status === "active").length;
  await expect(ownerRow(app, "svc-telegraf")).toContainText(`${active} active`);
  await expect(ownerRow(app, "svc-telegraf").getByRole("gridcell").first()).toHaveText("Active");
  await expect(ownerRow(app, "t.lindqvist").getByRole("gridcell").first()).toHaveText("Inactive");
  await expectAccessible(page);

  const first = owners(app).getByRole("row").nth(1);
  await page.getByRole("button", { name: "Tokens", exact: true }).click();
  const most = [...new Set(listed.map((one) => one.userID))].sort(
    (a, b) => listed.filter((one) => one.userID === b).length - listed.filter((one) => one.userID === a).length,
  )[0];
  await expect(first).toContainText(most);
  await page.getByLabel("Search owners").fill("GRAFANA");
  await expect(page.getByText(/^1 of \d+ matches$/)).toBeVisible();
  await expect(first).toContainText("svc-grafana");
  await page.getByLabel("Search owners").fill(await sandbox.userId("jonas.feld"));
  await expect(first).toContainText("jonas.feld");
  await page.getByLabel("Search owners").fill("nobody at all");
  await expect(page.getByRole("heading", { name: "No owner matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(owners(app)).toBeVisible();
});

test("an owner is opened by key, and says what is known and what stops", async ({ app, page, sandbox }) => {
  const users = await sandbox.api("POST", USERS, { name: "svc-lonely" });
  await sandbox.api("POST", "/api/v2/buckets", { orgID: await sandbox.org(PLANTS), name: "hall 9", retentionRules: [] });
  const made = await sandbox.make("lonely writer", [await writes(sandbox, "plant-a/alarms"), await writes(sandbox, "hall 9")], { userID: users.id });
  await stopWritersOfAll(sandbox);
  await app.signInWithToken();
  await goToOwners(app);
  await page.getByLabel("Search owners").fill("lonely");
  await expect(page.getByText(/^1 of \d+ matches$/)).toBeVisible();
  await app.tabTo(ownerRow(app, "svc-lonely").getByRole("link"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`#/owners/${users.id}$`));
  await expect(heading(app, "svc-lonely")).toBeFocused();
  await expect(app.main).toContainText("1 active in this organization, none in others that you can see.");
  const gone = page.getByRole("region", { name: "If this user goes" });
  await expect(gone).toContainText("1 token stops working: the server answers “User is inactive”. Activating the user brings it back.");
  await expect(gone).toContainText("1 token is dead for good and disappears from every list.");
  await expect(gone).toContainText("written by no other working token: hall 9");
  await expect(gone).not.toContainText("plant-a/alarms");
  await expectAccessible(page);
  const tokens = page.getByRole("grid", { name: "Tokens of svc-lonely" });
  await expect(tokens).toContainText("lonely writer");
  await app.tabTo(tokens.getByRole("link", { name: "lonely writer" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`#/tokens/${made.id}`));
  await page.getByRole("complementary").getByRole("link", { name: "svc-lonely" }).click();
  await expect(heading(app, "svc-lonely")).toBeVisible();
});

test("a user is deactivated after the numbers were said, and activated again", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  const user = await sandbox.userId("svc-grafana");
  await page.goto(`#/owners/${user}`);
  const working = (await tokensOf(sandbox, "svc-grafana")).filter((one) => one.status === "active").length;
  await page.getByRole("button", { name: "Deactivate user…" }).click();
  const question = page.getByRole("alertdialog", { name: "Deactivate this user?" });
  await expect(question).toContainText(`${working} tokens of this user stop here at once`);
  await expectAccessible(page);
  await question.getByRole("button", { name: "Keep active" }).click();
  expect((await userOf(sandbox, "svc-grafana"))?.status).toBe("active");
  await page.getByRole("button", { name: "Deactivate user…" }).click();
  await question.getByRole("button", { name: "Deactivate user", exact: true }).click();
  await expect(page.getByRole("button", { name: "Activate user", exact: true })).toBeVisible();
  expect((await userOf(sandbox, "svc-grafana"))?.status).toBe("inactive");
  await expect(page.getByRole("grid", { name: "Tokens of svc-grafana" }).getByRole("row").nth(1)).toContainText("Owner inactive");
  await page.getByRole("button", { name: "Activate user", exact: true }).click();
  await expect(page.getByRole("button", { name: "Deactivate user…" })).toBeVisible();
  expect((await userOf(sandbox, "svc-grafana"))?.status).toBe("active");
});

test("a lost answer about a user is read back and told as what is stored", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  await app.signInWithToken();
  const user = await sandbox.userId("ci-deploy");
  await page.goto(`#/owners/${user}`);
  const deactivate = async () => {
    await page.getByRole("button", { name: "Deactivate user…" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Deactivate user", exact: true }).click();
  };
  await sandbox.fail(`${USERS}/${user}`, { kind: "cut", when: "before" }, { method: "PATCH" });
  await deactivate();
  await expect(app.notice("The answer was lost, and the user is as before so far")).toBeVisible();
  expect((await userOf(sandbox, "ci-deploy"))?.status).toBe("active");
  await sandbox.fail(`${USERS}/${user}`, { kind: "cut", when: "after" }, { method: "PATCH" });
  await deactivate();
  await expect(page.getByRole("button", { name: "Activate user", exact: true })).toBeVisible();
  await expect(app.notice("The answer was lost")).toBeHidden();
  expect((await userOf(sandbox, "ci-deploy"))?.status).toBe("inactive");
  expect((await sandbox.seen("PATCH", `${USERS}/${user}`)).length, "nothing is sent twice").toBe(2);
});

test("oneself is deactivated only after the way back was said, and then is signed out", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(401, 403);
  await app.signInWithToken();
  const user = await sandbox.userId(sandbox.user);
  await page.goto(`#/owners/${user}`);
  await page.getByRole("button", { name: "Deactivate user…" }).click();
  const question = page.getByRole("alertdialog", { name: "Deactivate this user?" });
  await expect(question).toContainText("You are signed in as this user");
  await expect(question).toContainText("influxd recovery auth create-operator");
  await question.getByRole("button", { name: "Deactivate user", exact: true }).focus();
  await page.keyboard.press("Enter");
  expect((await userOf(sandbox, sandbox.user))?.status, "not before the tick").toBe("active");
  await question.getByRole("checkbox").check();
  await question.getByRole("button", { name: "Deactivate user", exact: true }).click();
  await expect(app.signInHeading).toBeVisible();
  expect((await userOf(sandbox, sandbox.user))?.status).toBe("inactive");
});

test("a credential that may not write a user is told so and stays signed in", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(401, 403);
  const [orgID, jonas, grafana] = [await sandbox.org(PLANTS), await sandbox.userId("jonas.feld"), await sandbox.userId("svc-grafana")];
  const read = (resource: { type: string; id?: string; orgID?: string }) => ({ action: "read" as const, resource });
  const rights = [read({ type: "users", id: jonas }), read({ type: "users", id: grafana }), read({ type: "authorizations", orgID }), read({ type: "orgs", id: orgID })];
  const own = await sandbox.make("console of Jonas", rights, { userID: jonas });
  await app.signInWithToken(own.token);
  await goToOwners(app);
  await expect(app.main).toContainText("You see the tokens of 2");
  await expect(app.main).toContainText("An Operator credential shows all.");
  await expect(owners(app).getByRole("row")).toHaveCount(3);
  await ownerRow(app, "svc-grafana").getByRole("link").click();
  await page.getByRole("button", { name: "Deactivate user…" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("It takes the permission to write this user");
  await page.getByRole("alertdialog").getByRole("button", { name: "Deactivate user", exact: true }).click();
  await expect(app.notice("Nothing was changed")).toContainText(`write:users/${grafana}`);
  await expect(app.account).toBeVisible();
  expect((await userOf(sandbox, "svc-grafana"))?.status).toBe("active");
});

test("what the cookie of a session can't reach is said", async ({ app, page, sandbox }) => {
  await app.signInWithPassword();
  await page.goto(`#/owners/${await sandbox.userId("svc-grafana")}`);
  await expect(app.main).toContainText("Not known: the server shows them only to whoever signs in with a token.");
  await expectAccessible(page);
});

test.describe("with ten thousand tokens", () => {
  test.use({ flags: ["--scale", "10000"] });

  test("owners are a screenful of elements", async ({ app, page }) => {
    await app.signInWithToken();
    await goToOwners(app);
    await expect(owners(app).getByRole("row").nth(1)).toBeVisible();
    expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThanOrEqual(1_500);
  });
});

/** Switches those tokens off that write all buckets, but for the operator's own, so that one bucket has one writer. */
async function stopWritersOfAll(sandbox: Sandbox) {
  const { authorizations } = await sandbox.state();
  const writesAll = ({ permissions }: { permissions: { action: string; resource: { type: string; id?: string } }[] }) =>
    permissions.length < 20 && permissions.some(({ action, resource }) => action === "write" && resource.type === "buckets" && !resource.id);
  for (const { id } of authorizations.filter(writesAll)) await sandbox.api("PATCH", `${TOKENS}/${id}`, { status: "inactive" });
}

async function writes(sandbox: Sandbox, bucket: string) {
  return { action: "write" as const, resource: { type: "buckets", id: await sandbox.bucket(bucket), orgID: await sandbox.org(PLANTS) } };
}

test("owners that can't be counted anew stay, and are said to be old", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(503);
  await app.signInWithToken();
  await goToOwners(app);
  await sandbox.fail(`${TOKENS}*`, { kind: "status", status: 503, code: "unavailable", message: "busy" }, { method: "GET" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  const stale = page.getByRole("alert").filter({ hasText: "could not be loaded again" });
  await expect(stale).toBeVisible();
  await expect(ownerRow(app, "svc-telegraf")).toBeVisible();
  await stale.getByRole("button", { name: "Try again" }).click();
  await expect(stale).toHaveCount(0);
});
