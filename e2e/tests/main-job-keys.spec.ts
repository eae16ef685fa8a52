// The main job with few keys, and what is one stop for the keyboard.

import { expect, test } from "../support/test";
import { grants } from "../support/sandbox";

const MOST = 45;

test(`the main job takes at most ${MOST} presses`, async ({ page, context, app, sandbox }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  let presses = 0;
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      presses++;
    }
  };
  const tabTo = async (target: import("@playwright/test").Locator, key = "Tab") => {
    await expect(target).toBeVisible();
    while (!(await target.evaluate((element) => element === document.activeElement))) {
      expect(presses, `on the way to ${target}`).toBeLessThan(100);
      await press(key);
    }
  };
  const before = new Set((await sandbox.state()).authorizations.map(({ id }) => id));
  await app.open();
  await app.tokenField.focus();
  await page.keyboard.insertText(sandbox.token);
  await press("Enter");
  await app.switchTo("brackwater-plants");
  // The link is where the list begins.
  await page.getByRole("heading", { name: "Tokens", exact: true }).focus();
  await tabTo(app.main.getByRole("link", { name: "New token" }));
  await press("Enter");
  await expect(page.getByRole("heading", { name: "New token" })).toBeFocused();
  // System buckets come first, so nothing has to be searched: from the types into the matrix.
  await tabTo(app.grid().getByRole("rowheader").first());
  await press("ArrowRight");
  await expect(app.tickOf("Read", "_monitoring")).toBeFocused();
  await press("Space", "ArrowDown", "ArrowRight");
  await expect(app.tickOf("Write", "_tasks")).toBeFocused();
  await press("Space");
  await expect(app.review).toContainText("2 permissions");
  await press("Control+Enter");
  await expect(app.dialog.getByRole("heading", { name: "Store this token now" })).toBeFocused();
  await tabTo(app.dialog.getByRole("button", { name: "Copy and close" }), "Shift+Tab");
  await press("Enter");
  await expect(app.dialog).toBeHidden();
  const made = (await sandbox.state()).authorizations.filter(({ id }) => !before.has(id));
  expect(made).toHaveLength(1);
  expect(grants(made[0].permissions).map((line) => line.split(" ")[0])).toEqual(["read", "write"]);
  console.log(`The main job took ${presses} presses.`);
  expect(presses).toBeLessThanOrEqual(MOST);
});

test("presets are one stop, and arrows move among them", async ({ app, page }) => {
  await app.signInWithToken();
  await app.openNewToken();
  const line = page.getByRole("toolbar", { name: "Start from" });
  await app.tabTo(line.getByRole("button", { name: "Empty" }));
  await page.keyboard.press("ArrowRight");
  await expect(line.getByRole("button", { name: "Read/write buckets" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(line.getByRole("button", { name: "More" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(line.locator(":focus")).toHaveCount(0);
  await page.keyboard.press("Shift+Tab");
  await expect(line.getByRole("button", { name: "More" })).toBeFocused();
});

test("the matrix is one stop, and arrows reach the ticks at its head", async ({ app, page }) => {
  await app.signInWithToken();
  await app.openNewToken();
  await expect(app.grid().locator('[tabindex="0"]')).toHaveCount(1);
  await app.tickOf("Read", "_monitoring").focus();
  await page.keyboard.press("ArrowUp");
  await expect(app.headOf("Read")).toBeFocused();
  await expect(app.grid().locator('[tabindex="0"]')).toHaveCount(1);
  await page.keyboard.press("ArrowRight");
  await expect(app.headOf("Write")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(app.tickOf("Write", "_monitoring")).toBeFocused();
});
