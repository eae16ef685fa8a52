// What a right leads to is said where it is chosen and counted in the review, with the smaller grant one click away.

import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { grants, type Sandbox } from "../support/sandbox";
import type { Console } from "../support/console";

/** The row of an object in the matrix. */
const rowOf = (app: Console, name: string, type?: string) => app.grid(type).getByRole("row").filter({ hasText: name });

async function stored(sandbox: Sandbox, id: string): Promise<string[]> {
  return grants((await sandbox.state()).authorizations.find((token) => token.id === id)!.permissions);
}

test.beforeEach(async ({ app }) => {
  await app.signInWithToken();
  await app.openNewToken();
});

test("a chosen right says at its row what it leads to, and the review says why", async ({ app, page }) => {
  await expect(rowOf(app, "audit")).not.toContainText("Write can also delete");
  await app.tickOf("Write", "audit").check();
  await expect(rowOf(app, "audit")).toContainText("Write can also delete");
  await expect(app.review.getByRole("heading", { name: "Review" })).toContainText("1 permission, 1 warning");
  const warnings = app.review.getByRole("region", { name: /^Warnings/ });
  await expect(warnings).toContainText("InfluxDB has no append-only permission.");
  await expect(warnings).toContainText("Because of Write on bucket audit.");
  await app.openType("Telegraf");
  await app.tick("Read", "rain gauges", "Telegraf configuration", "Telegraf configurations");
  await expect(rowOf(app, "rain gauges", "Telegraf configurations")).toContainText("May hold passwords");
  await expect(app.review.getByRole("heading", { name: "Review" })).toContainText("2 permissions, 2 warnings");
  await expect(warnings.locator(".notice__title").first()).toHaveText("Telegraf configurations may hold passwords");
  await expectAccessible(page);
  await warnings.getByRole("button", { name: "Remove it" }).click();
  await expect(app.review.getByRole("heading", { name: "Review" })).toBeFocused();
  await expect(app.review.getByRole("heading", { name: "Review" })).toContainText("1 permission, 1 warning");
});

test("a warning leads to the row that causes it, whatever is looked at", async ({ app, page }) => {
  await app.tick("Write", "weather");
  await app.openType("Tasks");
  await app.review.getByRole("region", { name: /^Warnings/ }).getByRole("button", { name: "Show it" }).click();
  await expect(app.tickOf("Write", "weather")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(app.review).toContainText("Nothing is granted yet.");
});

test("write on every bucket is limited to those that are ticked by one click", async ({ app, sandbox }) => {
  await app.tick("Write", "weather");
  await app.grantAll("Write");
  await expect(app.reach("Write").locator("..")).toContainText("Write can also delete");
  const warning = await app.warning("Can change and delete every bucket");
  await warning.getByRole("button", { name: "Limit to the 1 ticked bucket" }).click();
  await expect(warning).toHaveCount(0);
  const { id } = await app.create();
  const org = await sandbox.org("brackwater-plants");
  expect(await stored(sandbox, id)).toEqual([`write buckets ${await sandbox.bucket("weather")} ${org}`]);
});

test("a right on all users is limited to the token's own user by one click", async ({ app, sandbox }) => {
  await app.openType("Users");
  await app.reach("Write").getByRole("radio", { name: "Every organization" }).check();
  const warning = await app.warning("Can take over, change and delete users");
  await warning.getByRole("button", { name: "Limit to its own user" }).click();
  await expect(app.page.getByLabel(/to confirm$/), "it reaches one user only").toHaveCount(0);
  const { id } = await app.create();
  expect(await stored(sandbox, id)).toEqual([`write users ${await sandbox.userId("mira.okafor")} everywhere`]);
});

test("a right in every organization is limited to this one by one click", async ({ app, sandbox }) => {
  await app.openType("Tasks");
  await app.reach("Read").getByRole("radio", { name: "Every organization" }).check();
  await expect(app.reach("Read").locator("..")).toContainText("Applies in every organization");
  const warning = await app.warning("Applies in every organization");
  await warning.getByRole("button", { name: "Limit to this organization" }).click();
  await expect(app.reach("Read").getByRole("radio", { name: "All, also future" })).toBeChecked();
  const { id } = await app.create();
  expect(await stored(sandbox, id)).toEqual([`read tasks all ${await sandbox.org("brackwater-plants")}`]);
});

test("read on a system bucket is said to show nothing, until the organization may be read", async ({ app, sandbox, page }) => {
  const why = "Needs Read on the organization";
  await expect(rowOf(app, "_monitoring"), "before it is chosen").toContainText(why);
  await app.tickOf("Read", "_monitoring").check();
  await expect(rowOf(app, "_monitoring")).toContainText(why);
  const warning = await app.warning("This bucket needs Read on the organization");
  await expectAccessible(page);
  await warning.getByRole("button", { name: "Add Read on organization brackwater-plants" }).click();
  await expect(warning).toHaveCount(0);
  await expect(rowOf(app, "_monitoring")).not.toContainText(why);
  await expect(rowOf(app, "_tasks"), "the other one too").not.toContainText(why);
  const { id } = await app.create();
  const org = await sandbox.org("brackwater-plants");
  expect(await stored(sandbox, id)).toEqual([
    `read buckets ${await sandbox.bucket("_monitoring")} ${org}`,
    `read orgs ${org} everywhere`,
  ]);
});

test("the button at a grant that does nothing yet names all that it adds", async ({ app, page, sandbox }) => {
  await app.openType("Authorizations");
  await app.grantAll("Read");
  await app.grantAll("Write");
  const warning = await app.warning("This has no effect yet");
  await warning.getByRole("button", { name: "Add Read and Write on user mira.okafor", exact: true }).click();
  await expect(warning).toHaveCount(0);
  await expectAccessible(page);
  const { id } = await app.create();
  const [org, user] = [await sandbox.org("brackwater-plants"), await sandbox.userId("mira.okafor")];
  expect(await stored(sandbox, id)).toEqual([
    `read authorizations all ${org}`,
    `read users ${user} everywhere`,
    `write authorizations all ${org}`,
    `write users ${user} everywhere`,
  ]);
});

for (const [action, type, plural, why] of [
  ["Read", "Views", "views", "No effect: InfluxDB never checks it"],
  ["Read", "DBRP mappings", "DBRP mappings", "No effect: InfluxDB never checks it"],
  // Their Read is no such grant: a query gets the value of a secret with it alone.
  ["Write", "Secrets", "secrets", "Needs Read on the organization"],
  ["Read", "Authorizations", "authorizations", "Needs the same permission on users"],
] as const) {
  test(`a grant of ${plural} alone is said to do nothing, at its row and in the review`, async ({ app }) => {
    await app.openType(type);
    await app.grantAll(action);
    await expect(app.reach(action).locator("..")).toContainText(why);
    const warning = await app.warning(/^This has no effect/);
    await expect(warning).toContainText(`Because of ${action} on all ${plural}.`);
    await warning.getByRole("button", { name: "Remove it" }).click();
    await expect(app.review).toContainText("Nothing is granted yet.");
  });
}

test("read on secrets is told as what it does, and never as without effect", async ({ app }) => {
  await app.openType("Secrets");
  await app.grantAll("Read");
  await app.warning("Can use stored secrets");
  await expect(app.review).not.toContainText("no effect");
});

test("who writes an organization is said to add owners once it may be read as well", async ({ app }) => {
  await app.openType("Organizations");
  await app.tick("Write", "brackwater-plants", "organization", "organizations");
  await app.warning("Can change and delete the organization");
  await expect(app.review).not.toContainText("Can add owners to the organization");
  await app.tick("Read", "brackwater-plants", "organization", "organizations");
  const warning = await app.warning("Can add owners to the organization");
  await expect(warning).toContainText("An owner who signs in can read and change everything in the organization.");
  await expect(warning).toContainText("Because of Write on organization brackwater-plants.");
});

test("nothing on the page claims that a token could not read", async ({ app, page }) => {
  await app.tick("Read", "_monitoring");
  await app.tick("Write", "telemetry");
  await expect(app.review.getByRole("region", { name: /^Warnings/ })).toBeVisible();
  expect(await page.locator("body").innerText()).not.toMatch(/(cannot|can't|can not|could not) read/i);
});

test("on a phone the warnings are counted beside the button", async ({ app, page }) => {
  await app.tick("Write", "telemetry");
  await page.setViewportSize({ width: 320, height: 720 });
  await expect(page.locator(".reviewbar")).toContainText(/1 permission(?!s)/);
  await expect(page.locator(".reviewbar")).toContainText("1 warning");
  await expectAccessible(page);
});
