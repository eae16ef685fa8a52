// The page of 1.x credentials, by its parts that a person sees.

import type { Locator, Page } from "@playwright/test";
import type { Console } from "./console";
import type { Sandbox, StoredV1 } from "./sandbox";
import { expect } from "./test";

export const PASSWORD = "correct-horse-battery";

export const drawer = (page: Page) => page.getByRole("complementary").last();
export const rows = (page: Page) => page.getByRole("table", { name: "1.x credentials" }).getByRole("row");
export const row = (page: Page, name: string) => rows(page).filter({ has: page.getByRole("link", { name, exact: true }) });
export const stored = async (sandbox: Sandbox, name: string): Promise<StoredV1 | undefined> =>
  (await sandbox.state()).legacyAuthorizations.find((one) => one.token === name);

export async function goTo(app: Console): Promise<void> {
  await app.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^1\.x/ }).click();
  await expect(app.page.getByRole("heading", { level: 1, name: "1.x credentials" })).toBeFocused();
}

export async function openOne(page: Page, name: string): Promise<void> {
  await row(page, name).getByRole("link").click();
  await expect(drawer(page).getByRole("heading", { name, exact: true })).toBeFocused();
}

export async function openForm(app: Console): Promise<void> {
  await goTo(app);
  await app.main.getByRole("link", { name: "New credential" }).click();
  await expect(app.page.getByRole("heading", { name: "New 1.x credential" })).toBeFocused();
  await expect(app.grid()).toBeVisible();
}

export async function fillIn(app: Console, name: string, password = PASSWORD): Promise<void> {
  await app.page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await passwordField(app.page).fill(password);
  await app.tick("Read", "plant-a/metrics");
  await app.tick("Write", "scada-archive");
}

export const passwordField = (page: Page): Locator => page.getByRole("textbox", { name: "Password", exact: true });
export const create = (page: Page): Locator => page.getByRole("button", { name: "Create credential" });
