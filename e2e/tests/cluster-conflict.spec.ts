// A change of permissions that meets somebody else's, is still on its way, or is taken back: what is sent is what was seen.

import { PLANT_A, TOKENS, expect, grants, test, type Cluster } from "../support/cluster";
import { gate } from "../support/gate";

const { id: ID, path: OWN, grants: BEFORE } = PLANT_A;

/** Changes the token as another client would. */
async function somebodyStores(cluster: Cluster, change: { permissions?: string[]; description?: string }): Promise<void> {
  const { url, token } = cluster.sandbox;
  const permissions = change.permissions?.map((grant) => {
    const [action, resource] = grant.split(":");
    return { action, resource };
  });
  const answer = await fetch(url + OWN, {
    method: "PATCH",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ ...change, permissions }),
  });
  expect(answer.ok).toBe(true);
}

const change = (cluster: Cluster) => cluster.page.getByRole("button", { name: "Change permissions" });
const replace = (cluster: Cluster) => cluster.page.getByRole("button", { name: "Replace permissions" });
const undo = (cluster: Cluster) => cluster.page.getByRole("button", { name: "Undo", exact: true });
const conflict = (cluster: Cluster) => cluster.notice("Somebody changed this token meanwhile");
const description = (cluster: Cluster) => cluster.page.getByRole("textbox", { name: "Description" });

/** Takes Write on plant-a/metrics away. */
async function takeMetricsAway(cluster: Cluster): Promise<void> {
  await change(cluster).click();
  await cluster.tickOf("Write", "plant-a/metrics").uncheck();
  await replace(cluster).click();
  await expect(cluster.page.getByText("Token changed.")).toBeVisible();
}

for (const [words, wanted] of [
  ["Send mine, without it", ["read:plant-a/metrics", ...BEFORE]],
  ["Send both", ["read:audit", "read:plant-a/metrics", ...BEFORE]],
] as const) {
  test(`what is corrected after a conflict is what "${words}" sends`, async ({ cluster, page }) => {
    await cluster.openPlantA();
    await change(cluster).click();
    const everything = page.getByRole("checkbox", { name: "Write, all databases" });
    await everything.check();
    await somebodyStores(cluster, { permissions: [...BEFORE, "read:audit"] });
    await replace(cluster).click();
    await expect(conflict(cluster)).toContainText("Now it also has read:audit.");
    await everything.uncheck();
    await cluster.tickOf("Read", "plant-a/metrics").check();
    await page.getByRole("button", { name: words }).click();
    await expect(page.getByText("Token changed.")).toBeVisible();
    expect(grants(await cluster.plantA())).toEqual([...wanted].sort());
  });
}

test("what somebody else stores while an answer is lost is no state as before, and is not written over", async ({ cluster, page, watch }) => {
  watch.allowStatus(502);
  await cluster.openPlantA();
  await change(cluster).click();
  await cluster.tickOf("Read", "plant-a/metrics").check();
  const sent = await gate(page, "PATCH", OWN, { refusal: { status: 502, json: { error: "bad gateway" } } });
  await replace(cluster).click();
  await sent.arrived;
  await somebodyStores(cluster, { permissions: [...BEFORE, "read:audit"] });
  sent.open();
  await expect(conflict(cluster)).toContainText("Now it also has read:audit. Yours was sent before, and what is stored is not as it asked for.");
  expect(grants(await cluster.plantA())).toEqual(["read:audit", ...BEFORE].sort());
  await page.getByRole("button", { name: "Send both" }).click();
  await expect(page.getByText("Token changed.")).toBeVisible();
  expect(grants(await cluster.plantA())).toEqual(["read:audit", "read:plant-a/metrics", ...BEFORE].sort());
});

test("what is corrected after a refusal is what is tried again", async ({ cluster, page, sandbox, watch }) => {
  watch.allowStatus(500);
  await cluster.openPlantA();
  await change(cluster).click();
  const everything = page.getByRole("checkbox", { name: "Write, all databases" });
  await everything.check();
  await sandbox.fail(OWN, { kind: "status", status: 500 }, { method: "PATCH" });
  await sandbox.fail(OWN, { kind: "status", status: 500 }, { method: "GET" });
  await replace(cluster).click();
  const again = page.locator(".notice").getByRole("button", { name: "Try again" });
  await expect(again).toBeVisible();
  await sandbox.forgetFaults();
  await everything.uncheck();
  await cluster.tickOf("Read", "plant-a/metrics").check();
  await again.click();
  await expect(page.getByText("Token changed.")).toBeVisible();
  expect(grants(await cluster.plantA())).toEqual(["read:plant-a/metrics", ...BEFORE]);
});

test("who changed only the description and sends that alone takes away what somebody else granted", async ({ cluster, page }) => {
  await cluster.openPlantA();
  await change(cluster).click();
  await description(cluster).fill("telegraf, hall 3");
  await somebodyStores(cluster, { permissions: ["write:*"] });
  await replace(cluster).click();
  await expect(conflict(cluster)).toContainText("Now it also has write:*. Nothing was sent.");
  await page.getByRole("button", { name: "Send mine, without it" }).click();
  await expect(page.getByText("Token changed.")).toBeVisible();
  expect(await cluster.plantA()).toMatchObject({ description: "telegraf, hall 3" });
  expect(grants(await cluster.plantA())).toEqual(BEFORE);
});

test("who begins again from theirs reads their description", async ({ cluster, page }) => {
  await cluster.openPlantA();
  await change(cluster).click();
  await description(cluster).fill("mine");
  await somebodyStores(cluster, { description: "theirs" });
  await replace(cluster).click();
  await page.getByRole("button", { name: "Start again from theirs" }).click();
  await expect(description(cluster)).toHaveValue("theirs");
  await expect(replace(cluster)).toHaveAttribute("aria-disabled", "true");
});

test("an undo that meets somebody else's change says so, sends nothing, and is no part of the next change", async ({ cluster, page, sandbox }) => {
  await cluster.openPlantA();
  await takeMetricsAway(cluster);
  await somebodyStores(cluster, { permissions: ["read:audit", "write:plant-a/alarms"] });
  const sent = await sandbox.asked(`PATCH ${OWN}`);
  await undo(cluster).click();
  await expect(conflict(cluster)).toContainText("Now it also has read:audit. Nothing was taken back.");
  expect(await sandbox.asked(`PATCH ${OWN}`)).toBe(sent);
  await change(cluster).click();
  await expect(conflict(cluster)).toBeHidden();
  await cluster.tickOf("Write", "plant-a/alarms").uncheck();
  await description(cluster).fill("audit alone");
  await replace(cluster).click();
  await expect(page.getByText("Token changed.")).toBeVisible();
  expect(await cluster.plantA()).toMatchObject({ description: "audit alone" });
  expect(grants(await cluster.plantA())).toEqual(["read:audit"]);
});

for (const [words, wanted] of [
  ["Undo mine, keep theirs", ["read:audit", ...BEFORE]],
  ["Put everything back as it was", BEFORE],
  ["Leave it as it is", ["read:audit", "write:plant-a/alarms"]],
] as const) {
  test(`an undo that met somebody else's change can go on: ${words}`, async ({ cluster, page }) => {
    await cluster.openPlantA();
    await takeMetricsAway(cluster);
    await somebodyStores(cluster, { permissions: ["read:audit", "write:plant-a/alarms"] });
    await undo(cluster).click();
    await page.getByRole("button", { name: words }).click();
    await expect(conflict(cluster)).toBeHidden();
    await expect.poll(async () => grants(await cluster.plantA())).toEqual([...wanted].sort());
    await expect(page.getByRole("heading", { name: "telegraf plant A" })).toBeFocused();
  });
}

test("what came of an undo that was pressed in the list is said at its token", async ({ cluster, page }) => {
  await cluster.openPlantA();
  await takeMetricsAway(cluster);
  await somebodyStores(cluster, { permissions: ["read:audit"] });
  await page.getByRole("heading", { name: "telegraf plant A" }).press("Escape");
  await expect(page.getByRole("heading", { name: "telegraf plant A" })).toBeHidden();
  await undo(cluster).click();
  await expect(conflict(cluster)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`#/tokens/${ID}$`));
});

test("while something else is put in for a token its last change can't be taken back under it", async ({ cluster, page }) => {
  await cluster.openPlantA();
  await takeMetricsAway(cluster);
  await change(cluster).click();
  await expect(undo(cluster)).toBeHidden();
  await description(cluster).fill("typed");
  await page.getByRole("button", { name: "Cancel" }).click();
  await undo(cluster).click();
  await expect.poll(async () => grants(await cluster.plantA())).toEqual(BEFORE);
});

test("a change that is on its way can't be cancelled, and takes nothing more in", async ({ cluster, page, sandbox }) => {
  await cluster.openPlantA();
  await change(cluster).click();
  await cluster.tickOf("Write", "plant-a/metrics").uncheck();
  await sandbox.fail(OWN, { kind: "delay", ms: 1500 }, { method: "PATCH" });
  await replace(cluster).click();
  const cancel = page.getByRole("button", { name: "Cancel" });
  await expect(cancel).toHaveAttribute("aria-disabled", "true");
  // By key, as one can a button that says why it does nothing.
  await cancel.press("Enter");
  await expect(page.locator("[inert]").filter({ has: page.getByRole("table", { includeHidden: true }) })).toHaveCount(1);
  await expect(page.getByText("Token changed.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: ID })).not.toContainText("metrics");
  await expect(undo(cluster)).toBeVisible();
});

test("a row says that its token has expired and its database is gone once the list is loaded again", async ({ cluster, page }) => {
  await cluster.signIn();
  const row = page.getByRole("row").filter({ hasText: ID });
  await expect(row).toContainText("plant-a/alarms");
  await expect(row).not.toContainText("gone");
  const { url, token } = cluster.sandbox;
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  await fetch(`${url}${TOKENS.replace("/tokens", "/databases")}/plant-a%2Falarms`, { method: "DELETE", headers });
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const body = JSON.stringify({ description: "for an hour", permissions: [{ action: "read", resource: "audit" }], expiresAt });
  await fetch(url + TOKENS, { method: "POST", headers, body });
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(row).toContainText("gone");
  const brief = page.getByRole("row").filter({ hasText: "for an hour" });
  await brief.click();
  const drawer = page.getByRole("complementary").filter({ has: page.getByRole("heading", { name: "for an hour" }) });
  await expect(drawer).toContainText("Expiring soon");
  await page.clock.setFixedTime(Date.now() + 2 * 3_600_000);
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(brief).toContainText("Expired");
  await expect(drawer).not.toContainText("Expiring soon");
});
