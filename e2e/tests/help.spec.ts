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
