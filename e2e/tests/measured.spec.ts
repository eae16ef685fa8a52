// What was once measured and found wrong: how far things lie apart, what moves, what is drawn twice.

import type { Locator } from "@playwright/test";
import { expect, test } from "../support/test";
import { TOKENS } from "../support/sandbox";

const box = async (one: Locator) => (await one.boundingBox())!;

test("the dialog with the secret stays where it is, whichever format is chosen", async ({ app, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await app.reveal();
  const place = async () => Object.values(await box(app.dialog)).map(Math.round);
  const before = await place();
  for (const tab of await app.dialog.getByRole("tab").all()) {
    await tab.click();
    expect(await place(), `${await tab.textContent()}`).toEqual(before);
  }
  await app.stored.check();
});

test("a name and its tick are near each other in the widest window", async ({ app, page }) => {
  await page.setViewportSize({ width: 2560, height: 1200 });
  await app.signInWithToken();
  await app.openNewToken();
  const [name, tick] = [await box(app.grid().getByText("audit", { exact: true })), await box(app.tickOf("Write", "audit"))];
  expect(tick.x - name.x).toBeLessThan(1_100);
});

test("a list that failed has one button in full colour", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(500);
  await app.signInWithToken();
  await sandbox.fail(TOKENS, { kind: "status", status: 500, message: "boom" }, { method: "GET" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page.locator(".btn--primary:visible")).toHaveCount(1);
});

test("the bar tells when the server does not answer, and when it does again", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  await app.signInWithToken();
  const connection = page.locator(".conn");
  await expect(connection).toContainText("Connected to");
  await sandbox.fail(TOKENS, { kind: "cut", when: "before" }, { method: "GET" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(connection).toContainText("No answer from");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(connection).toContainText("Connected to");
});

test("what was cleared comes back with Undo, and the focus stays in the form", async ({ app, page }) => {
  await app.signInWithToken();
  await app.fillIn();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(app.review).toContainText("Nothing is granted yet.");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(app.review).toContainText("2 permissions");
  await expect(page.locator("#permissions-heading")).toBeFocused();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("creating nothing is told once, in sight, beside what has the focus", async ({ app, page }) => {
    await app.signInWithToken();
    await app.openNewToken();
    await page.getByRole("button", { name: "Create", exact: true }).click();
    const told = page.getByText("Nothing is granted yet. Tick Read or Write for at least one object.");
    await expect(told).toHaveCount(1);
    await expect(told).toBeInViewport();
    await expect(page.locator(":focus")).toBeInViewport();
    await expect(page.locator(":focus")).toHaveAccessibleName("Resource type");
  });

  test("fields and buttons of a sheet begin and end alike", async ({ app, page }) => {
    await app.signInWithToken();
    await app.openNewToken();
    await page.getByRole("button", { name: "Clone a token", exact: true }).click();
    const dialog = page.getByRole("dialog");
    const [field, button] = [await box(dialog.getByRole("combobox")), await box(dialog.getByRole("button", { name: "Cancel" }))];
    expect([button.x, button.width]).toEqual([field.x, field.width]);
  });
});
