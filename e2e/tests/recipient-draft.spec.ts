// "New token" is new: what was left is offered, and nothing of it goes on by itself.

import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { gate } from "../support/gate";
import { TOKENS } from "../support/sandbox";
import { CLAIMS } from "../support/wording";

test.beforeEach(async ({ app }) => app.signInWithToken());

test("a copy that was left is offered, with its owner, and not continued", async ({ app, page }) => {
  await app.search.fill("leak model");
  await app.list.getByRole("button", { name: "Clone leak model (python)" }).click();
  await expect(app.review).toContainText("priya.raman");
  await app.goToList();
  await app.openNewToken();
  await expect(app.review).toContainText("Nothing is granted yet.");
  await expect(app.description).toHaveValue("");
  await expect(page.getByRole("radio", { name: /^Me, / })).toBeChecked();
  const offer = page.getByRole("region", { name: "Draft" });
  await expect(offer).toContainText("copy of leak model (python)");
  await expect(offer).toContainText("priya.raman");
  await expectAccessible(page);
  await offer.getByRole("button", { name: "Continue your draft" }).click();
  await expect(page.getByRole("heading", { name: "New token" })).toBeFocused();
  await expect(app.description).toHaveValue("leak model (python) (copy)");
  await expect(app.review).toContainText("priya.raman");
  await expect(offer).toBeHidden();
});

test("a draft that is discarded is gone", async ({ app, page }) => {
  await app.fillIn();
  await app.goToList();
  await app.openNewToken();
  await page.getByRole("region", { name: "Draft" }).getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("heading", { name: "New token" })).toBeFocused();
  await app.goToList();
  await app.openNewToken();
  await expect(page.getByRole("region", { name: "Draft" })).toBeHidden();
});

test("Empty resets the owner and the status too, and Undo brings them back", async ({ app, page }) => {
  await app.fillIn();
  await page.getByRole("radio", { name: "New user" }).check();
  await page.getByRole("textbox", { name: "Name of the new user" }).fill("press-gw-20");
  await page.getByRole("radio", { name: "Inactive" }).check();
  await app.startFrom("Empty");
  await expect(page.getByRole("radio", { name: /^Me, / })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Active", exact: true })).toBeChecked();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("textbox", { name: "Name of the new user" })).toHaveValue("press-gw-20");
  await expect(app.review).toContainText("2 permissions");
});

test("switching the organization says what is kept where", async ({ app, page }) => {
  await app.openNewToken();
  await app.tick("Read", "weather");
  await page.getByRole("combobox", { name: "Organization", exact: true }).selectOption("brackwater-lab");
  await expect(page.getByRole("status").filter({ hasText: "Your 1 permission for brackwater-plants is kept there." })).toBeVisible();
});

test.describe("the focus never falls to the page", () => {
  const focused = "body:focus, :root:not(:has(:focus))";

  test("when rows of the review are removed, the form is cleared and that is undone", async ({ app, page }) => {
    await app.openNewToken();
    for (const name of ["weather", "hosts", "audit"]) await app.tick("Read", name);
    await app.review.getByRole("button", { name: "Remove Read on hosts" }).press("Enter");
    await expect(app.review.getByRole("button", { name: "Remove Read on weather" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(app.review.getByRole("button", { name: "Remove Read on audit" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: /^Review/ })).toBeFocused();
    await app.tick("Read", "weather");
    await page.getByRole("button", { name: "Clear", exact: true }).press("Enter");
    await expect(page.getByRole("heading", { name: "Permissions", exact: true })).toBeFocused();
    await app.tabTo(page.getByRole("button", { name: "Undo" }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Permissions", exact: true })).toBeFocused();
    await expect(app.review).toContainText("1 permission");
    await page.getByRole("button", { name: "Clear", exact: true }).press("Enter");
    await page.getByRole("button", { name: "Dismiss" }).press("Enter");
    await expect(page.getByRole("heading", { name: "Permissions", exact: true })).toBeFocused();
    await expect(page.locator(focused)).toHaveCount(0);
  });
});

for (const [how, fault] of [
  ["after the token was created while one was away", { kind: "delay", ms: 300 }],
  ["after a lost answer was settled", { kind: "cut", when: "before" }],
] as const) {
  test(`a new token is new ${how}`, async ({ app, page, sandbox, watch }) => {
    watch.allowLostAnswers();
    await app.fillIn();
    await page.getByRole("radio", { name: "Inactive" }).check();
    const post = await gate(page, "POST", TOKENS);
    await sandbox.fail(TOKENS, fault, { method: "POST" });
    await app.createButton.click();
    await post.arrived;
    await app.goToList();
    post.open();
    if (fault.kind === "cut") {
      await expect(app.notice(CLAIMS.notYet)).toBeVisible();
      await page.getByRole("button", { name: "Back to the form" }).click();
      await page.getByRole("button", { name: "Dismiss" }).click();
      await app.goToList();
    } else {
      await expect(app.dialog).toBeVisible();
      await app.closeWithoutCopying();
      await expect(app.list.getByRole("rowheader").first()).toBeFocused();
    }
    await app.openNewToken();
    await expect(app.review).toContainText("Nothing is granted yet.");
    await expect(page.getByRole("radio", { name: "Active", exact: true })).toBeChecked();
    await expect(page.getByRole("region", { name: "Draft" })).toBeVisible({ visible: fault.kind === "cut" });
  });
}
