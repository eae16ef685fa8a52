// The form of a database token: by keyboard alone, with ten thousand databases, filled from a text, and without an API.

import { expectAccessible } from "../support/axe";
import { DATABASES, TOKENS, expect, grants, test } from "../support/cluster";

/** Presses Tab until something has the focus, as people do; it must be within reach. */
async function tabTo(cluster: { page: import("@playwright/test").Page }, target: import("@playwright/test").Locator) {
  await expect(target).toBeVisible();
  for (let steps = 0; steps < 40; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await cluster.page.keyboard.press("Tab");
  }
  throw new Error(`${target} could not be reached with Tab`);
}

test("by keyboard alone, a range at once", async ({ cluster, page }) => {
  await cluster.openForm();
  await tabTo(cluster, cluster.filter);
  await page.keyboard.type("plant-*");
  await expect(cluster.tickOf("Read", "telemetry")).toBeHidden();
  // The grid is one stop: the cursor moves from cell to cell inside of it.
  const first = cluster.grid.getByRole("rowheader").first();
  await tabTo(cluster, first);
  await page.keyboard.press("ArrowRight");
  await expect(cluster.tickOf("Read", "plant-a/alarms"), "it takes the focus with the next frame").toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+Space");
  await tabTo(cluster, cluster.createButton);
  await page.keyboard.press("Enter");
  await expect(cluster.dialog).toBeVisible();
  expect(grants((await cluster.added())[0])).toEqual(["read:plant-a/alarms", "read:plant-a/metrics", "read:plant-b/alarms"]);
  await page.keyboard.press("Escape");
  await expect(cluster.dialog, "the secret is nowhere else yet").toBeVisible();
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect(cluster.dialog).toBeHidden();
});

test("ten thousand databases: filtered, ticked together, and only the rows in sight exist", async ({ cluster, page }) => {
  const all = Array.from({ length: 10_000 }, (_, at) => ({ name: `db_${at}`, maxTables: 500, retentionPeriod: at % 2 ? 0 : 86_400_000_000_000 }));
  await page.route((url) => url.pathname === DATABASES, (route) => route.fulfill({ json: all }));
  await cluster.openForm();
  await expect(page.getByText("10,000 databases")).toBeVisible();
  expect(await cluster.grid.getByRole("row").count()).toBeLessThan(120);
  await cluster.filter.fill("db_99*");
  await expect(page.locator("#found")).toHaveText("111 of 10,000 match");
  await cluster.headOf("Write").check();
  await cluster.filter.fill("");
  await page.getByRole("button", { name: "Only ticked" }).click();
  await expect(page.locator("#found")).toHaveText("111 of 10,000 match");
  await expect(cluster.tickOf("Write", "db_99")).toBeChecked();
  await cluster.create();
  expect((await cluster.added())[0].permissions).toHaveLength(111);
});

test("a database that is called as all of them are can't be ticked, by itself or with the others", async ({ cluster, page }) => {
  await page.route((url) => url.pathname === DATABASES, (route) => route.fulfill({ json: [{ name: "*" }, { name: "telemetry" }, { name: "audit" }] }));
  await cluster.openForm();
  await expect(page.getByText("One database is called *.")).toBeVisible();
  await expect(page.getByText("2 databases", { exact: true })).toBeVisible();
  await expect(cluster.tickOf("Write", "*")).toHaveCount(0);
  await cluster.headOf("Write").check();
  await expect(page.locator(".review__say")).toContainText("A token that can write 2 databases");
  await expectAccessible(page);
  await cluster.create();
  expect(grants((await cluster.added())[0])).toEqual(["write:audit", "write:telemetry"]);
});

test("what is granted keeps its room in the review, whatever is warned of above it", async ({ cluster, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await cluster.openForm();
  await page.getByRole("button", { name: "Paste a command" }).click();
  const text = page.getByRole("dialog").getByRole("textbox");
  await text.fill("influxctl token create --read-database '*' --write-database weather --write-database nosuch --expires-at 2030-01-01 all");
  await page.getByRole("button", { name: "Fill the form" }).click();
  await page.getByRole("radio", { name: "Several" }).check();
  await expect(cluster.notice("No database has this name")).toBeVisible();
  const list = page.getByRole("complementary", { name: /^Review/ }).locator(".review__body > .preview__names");
  const [shown, whole] = await list.evaluate((one) => [one.clientHeight, one.scrollHeight]);
  expect(shown, "the list scrolls with the review and not by itself").toBe(whole);
  expect(shown).toBeGreaterThan(0);
});

test("a command fills the form, and what only a shell knows is asked for", async ({ cluster, page }) => {
  await cluster.openForm();
  await page.getByRole("button", { name: "Paste a command" }).click();
  const dialog = page.getByRole("dialog", { name: "Paste a command or JSON" });
  const text = dialog.getByRole("textbox", { name: "Text" });
  await text.fill("influx auth create --read-buckets");
  await expect(dialog.getByText("It belongs to the console of that product.")).toBeVisible();
  await text.fill('influxctl token create \\\n  --read-database weather --write-database "$DB" \\\n  --expires-at 2030-01-01T00:00:00Z \\\n  "from a runbook"');
  await expect(dialog.getByText("The database to write is a variable")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Fill the form" }).click();
  await expect(cluster.tickOf("Read", "weather")).toBeChecked();
  await expect(cluster.notice("The form was filled from your text")).toContainText("The database to write is a variable");
  await cluster.tickOf("Write", "telemetry").check();
  await cluster.create();
  const [token] = await cluster.added();
  expect(grants(token)).toEqual(["read:weather", "write:telemetry"]);
  expect([token.description, token.expiresAt]).toEqual(["from a runbook", "2030-01-01T00:00:00Z"]);
});

test.describe("a release without an API", () => {
  test.use({ flags: ["--profile", "clustered-2025-03"] });

  test("brings the exact command, and sends nothing", async ({ cluster, page, sandbox }) => {
    await cluster.trySignIn("any-management-token-that-is-long-enough-to-be-one");
    await page.getByRole("button", { name: "Write influxctl commands without signing in" }).click();
    await expect(page.getByRole("heading", { name: "Commands" })).toBeVisible();
    for (const name of ["plant_a", "plant_b"]) {
      await cluster.filter.fill(name);
      await cluster.filter.press("Enter");
      await cluster.tickOf("Read", name).check();
    }
    await cluster.tickOf("Write", "plant_b").check();
    await cluster.filter.fill("");
    const command = page.getByRole("region", { name: "The command" });
    await expect(command).toHaveText(
      "influxctl token create \\\n  --read-database plant_a \\\n  --read-database plant_b \\\n  --write-database plant_b \\\n  'Read-only on plant_a, Read/write on plant_b'",
    );
    await expectAccessible(page);
    await page.getByRole("group", { name: "Command" }).getByRole("radio", { name: "Revoke" }).check();
    await page.getByRole("textbox", { name: "Token id" }).fill("55555555-5555-4555-8555-555555555555");
    await expect(command).toHaveText("influxctl token delete \\\n  55555555-5555-4555-8555-555555555555");
    await page.getByRole("combobox", { name: "influxctl version" }).selectOption("2.10 and newer");
    await expect(command).toHaveText("influxctl token revoke \\\n  55555555-5555-4555-8555-555555555555");
    await page.getByRole("group", { name: "Command" }).getByRole("radio", { name: "List" }).check();
    await expect(command).toHaveText("influxctl token list");
    expect(await sandbox.asked("POST *"), "no create was sent").toBe(0);
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(0);
  });
});
