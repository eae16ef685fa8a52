// The list of database tokens and the drawer of one.

import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/axe";
import { TOKENS, expect, test } from "../support/cluster";

const DAY = 86_400_000;

test("three thousand tokens are searched, filtered, sorted and found again by their address", async ({ cluster, page }) => {
  const now = Date.now();
  const token = (number: number) => ({
    id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    description: `gateway ${number}`,
    permissions: [{ action: "write", resource: "telemetry" }],
    createdAt: new Date(Date.UTC(2025, 0, 1) + number * 60_000).toISOString(),
    ...(number % 100 === 0 ? { expiresAt: new Date(now + (20 + number / 100) * DAY).toISOString() } : {}),
  });
  const all = Array.from({ length: 3000 }, (_, number) => token(number));
  await page.route(`**${TOKENS}`, (route) => route.fulfill({ json: all }));
  await cluster.signIn();
  await expect(page.getByText("3,000 tokens", { exact: true })).toBeVisible();
  const grid = page.getByRole("grid", { name: "Tokens" });
  await expect(grid).toHaveAttribute("aria-rowcount", "3001");
  expect(await grid.getByRole("row").count()).toBeLessThan(120);

  const quick = page.getByRole("group", { name: "Quick filters" });
  await expect(quick.getByRole("button", { name: "Never expire 2,970" })).toBeVisible();
  await quick.getByRole("button", { name: "Expire soon 11" }).click();
  await expect(page.getByText("11 of 3,000 match")).toBeVisible();
  await quick.getByRole("button", { name: "Soon: 30 days" }).click();
  await page.getByRole("menuitemradio", { name: "60 days" }).click();
  await expect(page.getByText("30 of 3,000 match")).toBeVisible();

  await grid.getByRole("columnheader", { name: "Expires" }).getByRole("button").click();
  await expect(grid.getByRole("row").nth(1)).toContainText("gateway 0");
  await page.getByLabel("Search tokens").fill("gateway 2900");
  await expect(page.getByText("1 of 3,000 matches")).toBeVisible();
  await grid.getByRole("row").nth(1).click();
  await expect(page.getByRole("heading", { name: "gateway 2900" })).toBeFocused();
  await expect(page).toHaveURL(/#\/tokens\/00000000-0000-4000-8000-000000002900\?filter=gateway%202900&sort=expires/);
  await page.getByRole("button", { name: "Close details" }).click();
  await page.getByLabel("Search tokens").fill("no such token");
  await expect(page.getByRole("heading", { name: "No token matches" })).toBeVisible();
});

test("a token is told in its drawer: grants, dates, what is gone, and how it would be created", async ({ cluster, page }) => {
  await page.goto("cluster.html#/tokens/5c1f0007-3b1e-4c55-9d2a-7f0c6be1a907");
  await cluster.trySignIn();
  const drawer = page.getByRole("complementary", { name: "old historian" });
  await expect(drawer.getByText("Not every database of these exists")).toBeVisible();
  await expect(drawer.getByText("scada_archive").first()).toBeVisible();
  await expect(drawer.getByText("2025-08-20T14:45:55Z")).toBeVisible();
  await expect(drawer.getByRole("region", { name: "The token as influxctl" })).toContainText("--write-database scada_archive");
  await drawer.getByRole("tab", { name: "curl" }).click();
  await expect(drawer.getByRole("region", { name: "The token as curl" })).toContainText("$MANAGEMENT_TOKEN");
  await expectAccessible(page);
});

test("the list as it is filtered goes into a file", async ({ cluster, page }) => {
  await cluster.signIn();
  await page.getByRole("button", { name: /^Revoked/ }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "1 token as CSV, for spreadsheets" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text.split("\r\n").length).toBe(3);
  expect(text).toContain("lost laptop,revoked,");
  await page.getByRole("button", { name: /^Revoked/ }).click();
  await expectAccessible(page);
});

test("a list that could not be loaded never looks like an empty one", async ({ cluster, page, sandbox, watch }) => {
  watch.allowStatus(500);
  await page.goto("cluster.html");
  // What answers is asked by the same path.
  await expect(page.getByText("served this page · Management API")).toBeVisible();
  await sandbox.fail(TOKENS, { kind: "status", status: 500, message: "boom" }, { method: "GET" });
  await cluster.signIn();
  await expect(page.getByRole("heading", { name: "The list could not be loaded" })).toBeVisible();
  await expect(page.getByText("No database tokens yet")).toBeHidden();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("14 tokens", { exact: true })).toBeVisible();
});

test("the search offers what could follow, and from when on a token expires soon is kept for the tab", async ({ cluster, page }) => {
  await cluster.signIn();
  const search = page.getByLabel("Search tokens");
  const offers = page.getByRole("listbox", { name: "Suggestions for the search" });
  await search.fill("can");
  await expect(offers.getByRole("option").first()).toContainText("can:");
  await page.keyboard.press("Enter");
  await expect(offers.getByRole("option").first()).toContainText("can:read:");
  await page.keyboard.press("Enter");
  await expect(search).toHaveValue("can:read:");
  await page.keyboard.insertText("scada");
  await offers.getByRole("option", { name: "can:read:scada_archive" }).click();
  await expect(search).toHaveValue("can:read:scada_archive ");
  await expect(search).toBeFocused();
  await expectAccessible(page);
  await search.fill("status:never plant");
  await page.getByRole("button", { name: "Leave out what is not understood" }).click();
  await expect(search).toHaveValue("plant");
  await page.getByRole("button", { name: "Soon: 30 days" }).click();
  await page.getByRole("menuitemradio", { name: "90 days" }).click();
  await page.reload();
  await cluster.trySignIn();
  await expect(page.getByRole("button", { name: "Soon: 90 days" })).toBeVisible();
});

test("help opens by key and by button, and says what this kind of token is", async ({ cluster, page }) => {
  await page.goto("cluster.html");
  const help = page.getByRole("dialog", { name: "Help" });
  await page.getByRole("button", { name: "Help" }).click();
  await expect(help).toContainText("Database token");
  await page.keyboard.press("Escape");
  await cluster.signIn();
  await page.keyboard.press("?");
  await expect(help).toContainText("Revoking is final");
  await expect(help).toContainText("influxctl cluster list --format json");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.press("/");
  await expect(page.getByLabel("Search tokens")).toBeFocused();
  await page.getByRole("link", { name: "Tokens" }).first().focus();
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { name: "New database token" })).toBeFocused();
});
