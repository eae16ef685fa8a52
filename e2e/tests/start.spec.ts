// Where a form can start from: presets and tokens that exist. What counts is what the server stores in the end.

import type { Locator } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { type Console, STORIES } from "../support/console";
import { grants, type Sandbox, type Stored } from "../support/sandbox";

const preset = (app: Console, name: string): Locator =>
  app.page.getByRole("toolbar", { name: "Start from" }).getByRole("button", { name: new RegExp(`^${name}`) });

const pane = (app: Console, right: "read" | "write"): Locator => app.page.getByRole("grid", { name: `Buckets to ${right}` });

const comparison = (app: Console): Locator => app.review.getByRole("region", { name: /^Compared with/ });

async function stored(sandbox: Sandbox, id: string): Promise<Stored> {
  const found = (await sandbox.state()).authorizations.find((token) => token.id === id);
  if (!found) throw new Error(`No token ${id} is stored.`);
  return found;
}

async function described(sandbox: Sandbox, description: string): Promise<Stored> {
  return (await sandbox.state()).authorizations.find((token) => token.description === description)!;
}

async function startNew(app: Console): Promise<void> {
  await app.signInWithToken();
  await app.openNewToken();
}

async function pickClone(app: Console, words: string): Promise<void> {
  await app.page.getByRole("button", { name: "Clone a token", exact: true }).click();
  const field = app.page.getByRole("combobox", { name: "Token to clone" });
  await expect(field).toBeFocused();
  await app.page.keyboard.type(words);
  await expect(app.page.getByRole("listbox", { name: "Matching tokens" }).getByRole("option").first()).toContainText(words);
  await app.page.keyboard.press("Enter");
  await expect(field).toBeHidden();
}

for (const [profile, flags] of [
  ["the newest server", []],
  ["InfluxDB 2.7", ["--profile", "oss-2.7"]],
] as const) {
  test.describe(`on ${profile}`, () => {
    test.use({ flags: [...flags] });

    test("all access and operator store exactly what the server and its clients give under these names", async ({ app, sandbox }) => {
      await startNew(app);
      await app.startFrom("All access");
      await expect(app.description).toHaveAttribute("placeholder", `All access to ${STORIES}`);
      const all = await stored(sandbox, (await app.create()).id);
      expect(grants(all.permissions)).toEqual(grants((await described(sandbox, "all access for the setup scripts")).permissions));
      await app.closeWithoutCopying();
      await app.openNewToken();
      await app.startFrom("Operator");
      await confirm(app);
      const operator = await stored(sandbox, (await app.create()).id);
      expect(grants(operator.permissions)).toEqual(grants((await described(sandbox, "mira.okafor's admin laptop")).permissions));
    });

    test("a clone grants the same to the same owner, and says so", async ({ app, sandbox }) => {
      await startNew(app);
      await pickClone(app, "grafana: control room");
      await expect(comparison(app)).toContainText("Grants the same as the original.");
      await expect(app.description).toHaveValue("grafana: control room (copy)");
      await expectAccessible(app.page);
      const [copy, original] = [await stored(sandbox, (await app.create()).id), await described(sandbox, "grafana: control room")];
      expect(grants(copy.permissions)).toEqual(grants(original.permissions));
      expect(copy).toMatchObject({ userID: original.userID, orgID: original.orgID, status: "active", description: "grafana: control room (copy)" });
    });
  });
}

test.describe("a preset", () => {
  test("for buckets has two panes over the same choice as the matrix", async ({ app, page, sandbox }) => {
    await startNew(app);
    await app.startFrom("Read/write buckets");
    await expect(preset(app, "Read/write buckets")).toHaveAttribute("aria-pressed", "true");
    await expectAccessible(page);
    await page.getByRole("textbox", { name: "Search buckets to read" }).fill("plant-a/met*");
    await pane(app, "read").getByRole("checkbox", { name: "Read, bucket plant-a/metrics" }).check();
    await page.getByRole("textbox", { name: "Search buckets to write" }).fill("audit");
    await page.getByRole("checkbox", { name: "Write buckets: all 1 shown" }).check();
    await expect(pane(app, "write").getByRole("checkbox", { name: "Write, bucket audit" })).toBeChecked();
    await page.getByRole("button", { name: "Open the matrix" }).click();
    await app.filter().fill("audit");
    await expect(app.grid().getByRole("checkbox", { name: "Write, bucket audit" })).toBeChecked();
    const [org, metrics, audit] = [await sandbox.org(STORIES), await sandbox.bucket("plant-a/metrics"), await sandbox.bucket("audit")];
    const token = await stored(sandbox, (await app.create()).id);
    expect(grants(token.permissions)).toEqual([`read buckets ${metrics} ${org}`, `write buckets ${audit} ${org}`]);
  });

  test("says when the form has left it, and when it is back", async ({ app }) => {
    await startNew(app);
    const chip = preset(app, "Grafana reader");
    await app.startFrom("Grafana reader");
    await app.tick("Read", "weather");
    await expect(chip).toHaveAttribute("aria-pressed", "true");
    await app.tick("Write", "weather");
    await expect(chip).toHaveAttribute("aria-pressed", "mixed");
    await expect(chip).toHaveAccessibleName("Grafana reader changed");
    await app.filter().fill("weather");
    await app.tickOf("Write", "weather").uncheck();
    await expect(chip).toHaveAccessibleName("Grafana reader");
  });

  test("for an agent leads to the Telegraf configurations", async ({ app, page, sandbox }) => {
    await startNew(app);
    await app.startFrom("Telegraf writer");
    await app.tick("Write", "weather");
    await page.getByRole("button", { name: "Open Telegraf configurations" }).click();
    await app.tick("Read", "rain gauges", "Telegraf configuration", "Telegraf configurations");
    await expect(preset(app, "Telegraf writer")).toHaveAttribute("aria-pressed", "true");
    const token = await stored(sandbox, (await app.create()).id);
    expect(token.permissions.map(({ action, resource }) => `${action} ${resource.type}`).sort()).toEqual([
      "read telegrafs",
      "write buckets",
    ]);
  });

  test("for this console is enough to list and make tokens with it", async ({ app, sandbox }) => {
    await startNew(app);
    await app.startFrom("Manage tokens");
    // It looks after the tokens of every user, and users are in no organization.
    await confirm(app);
    const { id, secret } = await app.create();
    const org = await sandbox.org(STORIES);
    const stores = grants((await stored(sandbox, id)).permissions);
    expect(stores).toContain(`write authorizations all ${org}`);
    expect(stores).toContain("write users all everywhere");
    expect(stores.filter((line) => line.startsWith("write"))).toHaveLength(2);
    const all = (await sandbox.api("GET", `/api/v2/authorizations?orgID=${org}`, undefined, secret)) as { authorizations: unknown[] };
    expect(all.authorizations.length).toBeGreaterThan(20);
  });

  test("never loses what was ticked before", async ({ app, page }) => {
    await startNew(app);
    await app.tick("Read", "weather");
    await app.tick("Write", "audit");
    await app.startFrom("All access");
    await app.startFrom("Empty");
    await expect(app.review).toContainText("Nothing is granted yet.");
    const notice = page.getByText("2 permissions were taken out of the form.");
    await expect(notice).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("heading", { name: "Permissions", exact: true })).toBeFocused();
    await expect(app.review).toContainText("2 permissions");
    await expect(app.review).toContainText("weather");
    await expect(notice).toBeHidden();
  });

  test("that a credential cannot grant is known beforehand, with the reason", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(400, 401);
    const { permissions } = await described(sandbox, "all access for the setup scripts");
    const { token } = await sandbox.make("all access", permissions);
    await app.signInWithToken(token);
    await app.openNewToken();
    await page.getByRole("toolbar", { name: "Start from" }).getByRole("button", { name: "More" }).click();
    const item = page.getByRole("menuitem", { name: /^Operator/ });
    await expect(item).toHaveAttribute("aria-disabled", "true");
    await expect(item).toContainText("only an operator credential can grant this.");
    await item.press("Enter");
    await page.keyboard.press("Escape");
    await expect(app.review).toContainText("Nothing is granted yet.");
    await app.startFrom("All access");
    const made = await stored(sandbox, (await app.create()).id);
    expect(grants(made.permissions)).toEqual(grants(permissions));
  });
});

test.describe("with ten thousand buckets", () => {
  test.use({ flags: ["--scale", "10000"] });

  test("a pane stays as light as with ten, and reaches the last of them", async ({ app, page }) => {
    test.slow();
    await startNew(app);
    await app.startFrom("Read/write buckets");
    const rows = pane(app, "read").getByRole("row");
    await expect(rows.first()).toBeVisible();
    expect(await rows.count()).toBeLessThan(40);
    await pane(app, "read").getByRole("checkbox").first().focus();
    await page.keyboard.press("Control+End");
    await expect(pane(app, "read").getByRole("checkbox").last()).toBeFocused();
    await page.keyboard.press("Space");
    await expect(app.review).toContainText("1 permission");
  });
});

test.describe("a clone", () => {
  test("is looked for by name first, and what was found is marked", async ({ app, page }) => {
    await startNew(app);
    await page.getByRole("button", { name: "Clone a token", exact: true }).click();
    await page.getByRole("combobox", { name: "Token to clone" }).fill("grafana");
    const options = page.getByRole("listbox", { name: "Matching tokens" }).getByRole("option");
    await expect(options.first()).toContainText("grafana: ");
    await expect(options.first().getByRole("mark").first()).toHaveText("grafana");
    await expect(options.filter({ hasText: "lobby screen" }).getByRole("mark"), "it matches by its owner").toHaveText("grafana");
  });

  test("of a row of the list fills the form", async ({ app, page }) => {
    await app.signInWithToken();
    await app.search.fill("leak model");
    await app.list.getByRole("button", { name: "Clone leak model (python)" }).click();
    await expect(page.getByRole("heading", { name: "New token" })).toBeFocused();
    await expect(page).toHaveURL(/#\/tokens\/new$/);
    await expect(app.description).toHaveValue("leak model (python) (copy)");
    await expect(app.review).toContainText("3 permissions");
    await expect(app.review).toContainText("priya.raman");
  });

  test("says what is added and removed while one changes it", async ({ app, page, sandbox }) => {
    await startNew(app);
    await pickClone(app, "leak model (python)");
    await app.tick("Write", "audit");
    await app.filter().fill("weather");
    await app.tickOf("Read", "weather").uncheck();
    const rows = comparison(app).getByRole("listitem");
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText(/Added.*bucket audit/s);
    await expect(rows.first()).toContainText(await sandbox.bucket("audit"));
    await expect(rows.last()).toContainText(/Removed.*bucket weather/s);
    await expectAccessible(page);
  });

  test("of an inactive token says that it will be active", async ({ app, sandbox }) => {
    const { id } = await described(sandbox, "leak model (python)");
    await sandbox.api("PATCH", `/api/v2/authorizations/${id}`, { status: "inactive" });
    await startNew(app);
    await pickClone(app, "leak model (python)");
    await expect(comparison(app)).toContainText("The original is inactive; this one will be active.");
    await app.page.getByRole("radio", { name: "Inactive" }).check();
    await expect(comparison(app)).not.toContainText("will be active");
    await app.page.getByRole("radio", { name: "Active", exact: true }).check();
    expect((await stored(sandbox, (await app.create()).id)).status).toBe("active");
  });

  test("marks what is in no list and takes it out at once", async ({ app, page, sandbox }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await startNew(app);
    await pickClone(app, "old historian import");
    await expect(app.review.getByText("not found", { exact: true })).toBeInViewport();
    const notice = app.notice("1 object is not found");
    await expect(notice).toContainText("It may be deleted, or in another organization.");
    await expectAccessible(page);
    await notice.getByRole("button", { name: "Remove it" }).click();
    await expect(notice).toBeHidden();
    await expect(comparison(app)).toContainText(/Removed.*1a2b3c4d5e6f7081/s);
    const org = await sandbox.org(STORIES);
    const token = await stored(sandbox, (await app.create()).id);
    expect(grants(token.permissions)).toEqual([`write buckets ${await sandbox.bucket("scada-archive")} ${org}`]);
  });

  test("goes to oneself where one may make tokens for nobody else", async ({ app, sandbox, watch }) => {
    watch.allowStatus(400, 401);
    const { permissions } = await described(sandbox, "all access for the setup scripts");
    const reads = { action: "read", resource: { type: "users", id: await sandbox.userId("svc-grafana") } } as const;
    const { token } = await sandbox.make("sees grafana's too", [...permissions, reads]);
    await app.signInWithToken(token);
    await app.openNewToken();
    await pickClone(app, "grafana: control room");
    await expect(comparison(app)).toContainText("The original belongs to svc-grafana; the copy gets another owner.");
    const copy = await stored(sandbox, (await app.create()).id);
    expect(copy.userID).toBe(await sandbox.userId(sandbox.user));
  });
});

/** Types the name that a token which reaches beyond its organization is confirmed with. */
async function confirm(app: Console): Promise<void> {
  await app.page.getByRole("textbox", { name: "Type “every organization” to confirm" }).fill("every organization");
}
