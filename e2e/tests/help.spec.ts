// Help is the same on every screen, and keys lead where they say.

import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";

test("help opens on every screen, by a button and by a key", async ({ app, page, sandbox }) => {
  await app.open();
  await page.getByRole("button", { name: "Help" }).click();
  const help = page.getByRole("dialog", { name: "Help" });
  await expect(help).toContainText("influxd recovery auth create-operator");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await app.tryToken(sandbox.token);
  await expect(app.list).toBeVisible();
  await page.keyboard.press("?");
  await expect(help).toContainText("Change the permissions of a token");
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { name: "New token" })).toBeVisible();
  await app.description.fill("n? /");
  await expect(app.description, "in a text field keys are text").toHaveValue("n? /");
  await expect(help).toBeHidden();
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`keys lead to the filter and create the token at ${width}×${height}, wherever the focus is`, async ({ app, page, sandbox }) => {
    await page.setViewportSize({ width, height });
    await app.open();
    await app.tryToken(sandbox.token);
    await expect(app.list).toBeVisible();
    await page.keyboard.press("/");
    await expect(app.search).toBeFocused();
    await app.switchTo("brackwater-plants");
    await app.openNewToken();
    await page.keyboard.press("/");
    await expect(app.filter()).toBeFocused();
    await page.keyboard.type("hosts");
    await expect(app.tickOf("Read", "_tasks")).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(app.filter()).toHaveValue("");
    await app.tickOf("Read", "_monitoring").check();
    await page.getByRole("button", { name: "Help" }).click();
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("dialog", { name: "Help" }), "below a dialog keys are silent").toBeVisible();
    await expect(app.dialog).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Help" })).toBeFocused();
    await page.keyboard.press("Control+Enter");
    await expect(app.dialog).toBeVisible();
  });
}

test("help names the console, the server and the licence", async ({ app, page }) => {
  await app.signInWithToken();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Help" });
  for (const limit of ["Let a token expire", "Tell when a token was last used", "Choose the secret of a token", "Change the permissions of a token"]) {
    await expect(help).toContainText(limit);
  }
  const version = help.getByRole("region", { name: "Version" });
  await expect(version).toContainText(/Token Console\s*\d+\.\d+\.\d+/);
  await expect(version).toContainText("InfluxDB 2.9");
  await expect(version).toContainText("MIT or Apache-2.0");
});

test("single keys can be turned off", async ({ app, page, sandbox }) => {
  await app.open();
  await app.tryToken(sandbox.token);
  await expect(app.list).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: "Help" }).click();
  await page.getByRole("checkbox", { name: /^Single keys/ }).uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { name: "Tokens", exact: true })).toBeVisible();
});
