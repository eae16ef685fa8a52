// The whole main job, by keyboard alone, as a screen reader hears it, and without automatic findings.

import { expect, test } from "../support/test";
import { grants, TOKENS } from "../support/sandbox";
import { expectAccessible } from "../support/axe";

test.describe("the main job", () => {
  test("is done by keyboard alone", async ({ page, context, app, sandbox }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const { keyboard } = page;
    const before = new Set((await sandbox.state()).authorizations.map(({ id }) => id));

    await app.open();
    await app.tabTo(app.tokenField);
    await keyboard.insertText(sandbox.token);
    await keyboard.press("Enter");
    await app.tabTo(app.organization);
    await keyboard.press("Enter");
    await expect(page.getByRole("menuitemradio", { name: "brackwater-lab" })).toBeFocused();
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await expect(app.organization).toHaveAccessibleName("Organization: brackwater-plants");
    await app.tabTo(app.main.getByRole("link", { name: "New token" }));
    await keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "New token" })).toBeFocused();

    await app.tabTo(app.filter());
    await keyboard.type("_monitoring");
    await expect(app.grid().getByRole("rowheader")).toHaveCount(1);
    await app.tabTo(app.grid().getByRole("rowheader"));
    await keyboard.press("ArrowRight");
    await expect(app.tickOf("Read", "_monitoring")).toBeFocused();
    await keyboard.press("Space");
    await expect(app.tickOf("Read", "_monitoring")).toBeChecked();

    await app.tabTo(app.filter(), "Shift+Tab");
    await keyboard.press("ControlOrMeta+A");
    await keyboard.type("_tasks");
    await expect(app.tickOf("Write", "_tasks")).toBeVisible();
    await app.tabTo(app.tickOf("Read", "_tasks"));
    await keyboard.press("ArrowRight");
    await expect(app.tickOf("Write", "_tasks")).toBeFocused();
    await keyboard.press("Space");

    await app.tabTo(app.description);
    await expect(app.description).toHaveAttribute("placeholder", "Read buckets _monitoring Write buckets _tasks");
    await app.tabTo(app.createButton);
    const answered = page.waitForResponse((answer) => answer.url().endsWith(TOKENS) && answer.status() === 201);
    await keyboard.press("Enter");
    const made = (await (await answered).json()) as { id: string; token: string };

    await expect(app.dialog.getByRole("heading", { name: "Store this token now" })).toBeFocused();
    const stored = (await sandbox.state()).authorizations.filter(({ id }) => !before.has(id));
    expect(stored).toHaveLength(1);
    const [org, monitoring, tasks] = [
      await sandbox.org("brackwater-plants"),
      await sandbox.bucket("_monitoring"),
      await sandbox.bucket("_tasks"),
    ];
    expect(stored[0]).toMatchObject({
      id: made.id,
      status: "active",
      description: "Read buckets _monitoring Write buckets _tasks",
      orgID: org,
      userID: await sandbox.userId(sandbox.user),
    });
    expect(grants(stored[0].permissions)).toEqual([
      `read buckets ${monitoring} ${org}`,
      `write buckets ${tasks} ${org}`,
    ]);

    await app.tabTo(app.dialog.getByRole("button", { name: "Show token" }));
    await keyboard.press("Enter");
    await expect(app.secret).toHaveValue(made.token);
    await app.tabTo(app.dialog.getByRole("button", { name: "Copy", exact: true }));
    await keyboard.press("Enter");
    await expect(app.dialog.getByRole("status")).toContainText("Copied. The clipboard confirmed it.");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(made.token);
    await app.tabTo(app.dialog.getByRole("button", { name: "Done" }));
    await keyboard.press("Enter");

    await expect(app.dialog).toBeHidden();
    const row = app.row(made.id);
    await expect(row.getByRole("rowheader")).toBeFocused();
    await expect(row).toContainText("Active");
    await expect(row).toContainText(`ends in ${made.token.slice(-4)}, ${made.token.length} characters`);
  });

  test("looks the same to a screen reader from release to release", async ({ page, app }) => {
    await app.open();
    await expect(app.main).toMatchAriaSnapshot({ name: "sign-in.aria.yml" });
    await app.signInWithToken();
    await expect(app.list.getByRole("row").nth(1)).toBeVisible();
    await expect(app.list.getByRole("row").first()).toMatchAriaSnapshot({ name: "list-head.aria.yml" });
    await app.fillIn();
    await expect(page.getByRole("form", { name: "New token" })).toMatchAriaSnapshot({ name: "form.aria.yml" });
    await app.create();
    await expect(app.dialog).toMatchAriaSnapshot({ name: "reveal.aria.yml" });
  });

  test("has no automatic findings on its way", async ({ page, app }) => {
    test.slow();
    await app.open();
    await expectAccessible(page);
    await app.signInWithToken();
    await expect(app.list).toBeVisible();
    await expectAccessible(page);
    await app.fillIn();
    await expectAccessible(page);
    await app.create();
    await expectAccessible(page);
  });

  test("ends before it begins when nothing is ticked", async ({ page, app, sandbox }) => {
    await app.signInWithToken();
    await app.openNewToken();
    await app.createButton.click();
    await expect(page.getByRole("alert")).toContainText("Nothing is granted yet.");
    await expect(page.getByRole("listbox", { name: "Resource types" })).toBeFocused();
    expect(await sandbox.asked(`POST ${TOKENS}`), "nothing was sent").toBe(0);
  });
});
