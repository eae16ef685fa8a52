// What is done with a token that exists: its permissions are replaced, or it is revoked.

import { expectAccessible } from "../support/axe";
import { DATABASES, PLANT_A, TOKENS, expect, grants, test, type Cluster } from "../support/cluster";

const { id: ID, path: OWN, grants: BEFORE } = PLANT_A;

/** Takes Write on plant-a/alarms away and adds Read on telemetry. */
async function edit(cluster: Cluster): Promise<void> {
  const { page } = cluster;
  await page.getByRole("button", { name: "Change permissions" }).click();
  await cluster.tickOf("Write", "plant-a/alarms").uncheck();
  await page.getByRole("combobox", { name: "Add a database" }).fill("telemetry");
  await page.getByRole("option", { name: /^telemetry/ }).click();
  await expect(page.getByText("1 lost, 1 gained, 1 kept")).toBeVisible();
}

const send = (cluster: Cluster) => cluster.page.getByRole("button", { name: "Replace permissions" }).click();

test("what is lost is seen before it is sent, and undo brings the old set back", async ({ cluster, page }) => {
  await cluster.openPlantA();
  await edit(cluster);
  await expect(cluster.notice("Programs that use it lose 1 permission at once")).toContainText("write:plant-a/alarms");
  await expectAccessible(page);
  await send(cluster);
  await expect(page.getByText("Token changed.")).toBeVisible();
  expect(grants(await cluster.plantA())).toEqual(["read:telemetry", "write:plant-a/metrics"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => grants(await cluster.plantA())).toEqual(BEFORE);
});

test("a grant on all databases covers those on single ones, so nothing is said to be lost", async ({ cluster, page }) => {
  await cluster.openPlantA();
  await page.getByRole("button", { name: "Change permissions" }).click();
  await page.getByRole("checkbox", { name: "Write, all databases" }).check();
  await expect(page.getByText("0 lost, 1 gained, 2 kept")).toBeVisible();
  await expect(cluster.notice(/^Programs that use it lose/)).toBeHidden();
  await expect(page.getByText("loses write")).toBeHidden();
  await expect(cluster.notice("Covers databases that don’t exist yet")).toBeVisible();
  await page.getByRole("checkbox", { name: "Read, all databases" }).check();
  await page.getByRole("checkbox", { name: "Write, all databases" }).uncheck();
  await expect(page.getByText("0 lost, 1 gained, 2 kept")).toBeVisible();
  await cluster.tickOf("Write", "plant-a/alarms").uncheck();
  await expect(cluster.notice("Programs that use it lose 1 permission at once")).toContainText("write:plant-a/alarms");
  await send(cluster);
  await expect(page.getByText("Token changed.")).toBeVisible();
  expect(grants(await cluster.plantA())).toEqual(["read:*", "write:plant-a/metrics"]);
});

for (const name of ["weather", "Weather"]) {
  test(`a whole name adds that database and no other: ${name}`, async ({ cluster, page }) => {
    await cluster.openPlantA();
    await page.getByRole("button", { name: "Change permissions" }).click();
    await page.getByRole("combobox", { name: "Add a database" }).fill(name);
    await expect(page.getByRole("option")).toHaveCount(2);
    await page.keyboard.press("Enter");
    await expect(cluster.tickOf("Read", name)).toBeChecked();
    await send(cluster);
    await expect(page.getByText("Token changed.")).toBeVisible();
    expect(grants(await cluster.plantA())).toEqual([`read:${name}`, ...BEFORE]);
  });
}

test("a database that is called as all of them are is not added by itself", async ({ cluster, page }) => {
  await page.route((url) => url.pathname === DATABASES, (route) => route.fulfill({ json: [{ name: "*" }, { name: "telemetry" }] }));
  await cluster.openPlantA();
  await page.getByRole("button", { name: "Change permissions" }).click();
  await expect(page.getByText("One database is called *.")).toBeVisible();
  const add = page.getByRole("combobox", { name: "Add a database" });
  await add.click();
  await expect(page.getByRole("option")).toHaveText([/^telemetry/]);
  await add.fill("*");
  await expect(page.getByRole("option")).toHaveCount(0);
});

test("who cancels a change is back at the button that began it", async ({ cluster, page }) => {
  await cluster.openPlantA();
  await page.getByRole("button", { name: "Change permissions" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: "Change permissions" })).toBeFocused();
});

test("what somebody else changed meanwhile is told first, and both can be sent", async ({ cluster, page, sandbox }) => {
  await cluster.openPlantA();
  await edit(cluster);
  const theirs = [{ action: "write", resource: "plant-a/metrics" }, { action: "write", resource: "audit" }];
  await fetch(sandbox.url + OWN, {
    method: "PATCH",
    headers: { Authorization: `Bearer ${sandbox.token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ permissions: theirs }),
  });
  await send(cluster);
  await expect(cluster.notice("Somebody changed this token meanwhile")).toContainText("write:audit");
  expect(await sandbox.asked(`PATCH ${OWN}`)).toBe(1);
  await page.getByRole("button", { name: "Send both" }).click();
  await expect(page.getByText("Token changed.")).toBeVisible();
  expect(grants(await cluster.plantA())).toEqual(["read:telemetry", "write:audit", "write:plant-a/metrics"]);
});

test("a lost answer to a change is read back, and nothing is sent twice", async ({ cluster, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  await cluster.openPlantA();
  await edit(cluster);
  await sandbox.fail(OWN, { kind: "cut", when: "after" }, { method: "PATCH" });
  await send(cluster);
  await expect(page.getByText("Token changed.")).toBeVisible();
  expect(await sandbox.asked(`PATCH ${OWN}`)).toBe(1);
});

test("revoking asks for the name, is final, and offers no way back", async ({ cluster, page }) => {
  await cluster.openPlantA();
  await page.getByRole("button", { name: "Revoke…" }).click();
  await expect(cluster.question).toContainText("nobody can bring it back");
  await expectAccessible(page);
  const revoke = cluster.question.getByRole("button", { name: "Revoke for good" });
  await expect(revoke).toHaveAttribute("aria-disabled", "true");
  await cluster.question.getByRole("textbox").fill("telegraf plant A");
  await revoke.click();
  await expect(cluster.notice("This token is revoked")).toBeVisible();
  expect((await cluster.plantA()).revokedAt).toBeTruthy();
  await expect(page.getByRole("row").filter({ hasText: ID })).toContainText("Revoked");
  await expect(page.getByRole("button", { name: "Undo" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Change permissions" })).toBeHidden();
});

for (const when of ["before", "after"] as const) {
  test(`an answer to a revoke that is cut ${when} the server acts is told truly`, async ({ cluster, page, sandbox, watch }) => {
    watch.allowLostAnswers();
    await cluster.openPlantA();
    await sandbox.fail(OWN, { kind: "cut", when }, { method: "DELETE" });
    await page.getByRole("button", { name: "Revoke…" }).click();
    await cluster.question.getByRole("textbox").fill("telegraf plant A");
    await cluster.question.getByRole("button", { name: "Revoke for good" }).click();
    const title = when === "before" ? "This token is not revoked" : "This token is revoked";
    await expect(cluster.notice(title)).toContainText("Answer lost.");
    expect(Boolean((await cluster.plantA()).revokedAt)).toBe(when === "after");
    expect(await sandbox.asked(`DELETE ${OWN}`)).toBe(1);
  });
}

test("two tokens are compared, with one request that tells them apart", async ({ cluster, page }) => {
  await cluster.openPlantA();
  const compare = page.getByRole("region", { name: "Compare" });
  await compare.getByRole("combobox").fill("read/write plant-a");
  await compare.getByRole("option", { name: /^Read\/write on plant-a/ }).click();
  await expect(compare).toContainText("Neither covers the other");
  await expect(compare).toContainText("Only this one grants write:plant-a/alarms.");
  await expect(compare).toContainText("POST /api/v2/write?bucket=plant-a%2Falarms");
  await expect(compare).toContainText("Only the other one grants read:plant-a/metrics.");
  await expect(compare).toContainText("GET /query?db=plant-a%2Fmetrics&q=SHOW%20MEASUREMENTS");
  await expectAccessible(page);
  // The next token is compared with the same one.
  await page.goto("cluster.html#/tokens/5c1f0008-3b1e-4c55-9d2a-7f0c6be1a908");
  await expect(page.getByRole("heading", { name: "write everywhere, read nowhere" })).toBeVisible();
  await expect(compare).toContainText("Only this one grants write:*.");
});

test("a token with thousands of grants is changed as easily as one with two", async ({ cluster, page }) => {
  const resource = (number: number) => `plant-${String(number).padStart(4, "0")}`;
  const permissions = Array.from({ length: 3000 }, (_, number) => ({ action: "write", resource: resource(number) }));
  const token = { id: ID, description: "telegraf plant A", permissions, createdAt: "2025-06-03T07:00:10Z" };
  await page.route(`**${TOKENS}`, (route) => route.fulfill({ json: [token] }));
  await cluster.openPlantA();
  await expect(page.getByText("And 2,800 more. The JSON below has all.")).toBeVisible();
  await page.getByRole("button", { name: "Change permissions" }).click();
  const table = page.getByRole("table", { name: "Databases" });
  await expect(table).toHaveAttribute("aria-rowcount", "3002");
  expect(await table.getByRole("row").count()).toBeLessThan(120);
  await cluster.tickOf("Read", resource(0)).check();
  await expect(page.getByText("0 lost, 1 gained, 3,000 kept")).toBeVisible();
  await page.getByRole("combobox", { name: "Add a database" }).scrollIntoViewIfNeeded();
  await cluster.tickOf("Write", resource(2999)).uncheck();
  await expect(page.getByText("1 lost, 1 gained, 2,999 kept")).toBeVisible();
  await expectAccessible(page);
});

test("what is changed while an older list is on its way stays so, and is nobody else's change", async ({ cluster, page, sandbox }) => {
  await cluster.openPlantA();
  const before = await sandbox.asked(`GET ${TOKENS}`);
  await sandbox.fail(TOKENS, { kind: "delay", ms: 6_000, when: "after" }, { method: "GET" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect.poll(() => sandbox.asked(`GET ${TOKENS}`)).toBeGreaterThan(before);
  await edit(cluster);
  await send(cluster);
  await expect(page.getByText("Token changed.")).toBeVisible();
  await expect(page.getByText("Loading…")).toBeHidden();
  const row = page.getByRole("row").filter({ hasText: ID });
  await expect(row).toBeVisible();
  await expect(row.getByText("permissions changed", { exact: true })).toHaveCount(0);
  // What is put in starts from what the cluster confirmed.
  await page.getByRole("button", { name: "Change permissions" }).click();
  await expect(cluster.tickOf("Write", "plant-a/alarms")).toBeHidden();
  await expect(cluster.tickOf("Read", "telemetry")).toBeChecked();
});
