// A list of names, pasted over the matrix: what is found, what is not, and what is ticked then.

import type { Locator } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import type { Console } from "../support/console";
import { grants, type Sandbox, TOKENS } from "../support/sandbox";

test.describe("pasted names", () => {
  test.beforeEach(async ({ app }) => {
    await app.signInWithToken();
    await app.openNewToken();
  });

  test("are told apart into found, written otherwise and unknown, and only what was found is ticked", async ({ app, page, sandbox }) => {
    const dialog = await open(app);
    const id = await sandbox.bucket("weather");
    await names(dialog).fill(`telemetry\n"plant-a/events", ${id}\nTELEMETRY\nno such bucket\ntelemetry`);
    await expect(dialog).toContainText("3 buckets found, 1 named more than once");
    await expect(dialog.getByRole("checkbox", { name: "Include 1 that differs only in capital letters" })).not.toBeChecked();
    await expect(dialog).toContainText("1 unknown");
    await expect(dialog.getByText("no such bucket", { exact: true })).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Tick Read (3)" }).click();
    await expect(dialog).toContainText("Read ticked on 3 buckets.");
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("button", { name: "Paste names" })).toBeFocused();
    const made = await app.create();
    const wanted = await Promise.all(["telemetry", "plant-a/events", "weather"].map((name) => sandbox.bucket(name)));
    const org = await sandbox.org("brackwater-plants");
    expect(await storedGrants(sandbox, made.id)).toEqual(wanted.map((bucket) => `read buckets ${bucket} ${org}`).sort());
  });

  test("that differ in capital letters are taken when one says so", async ({ app, sandbox }) => {
    const dialog = await open(app);
    await names(dialog).fill("TELEMETRY, Weather");
    await expect(dialog.getByRole("button", { name: "Tick Write (0)" })).toHaveAttribute("aria-disabled", "true");
    const letters = dialog.getByRole("checkbox", { name: "Include 2 that differ only in capital letters" });
    await letters.press("Enter");
    await letters.check();
    await dialog.getByRole("button", { name: "Tick Write (2)" }).click();
    await dialog.getByRole("button", { name: "Done" }).click();
    expect(await sandbox.asked(`POST ${TOKENS}`), "Enter in the dialog sends no form").toBe(0);
    const { id } = await app.create();
    expect((await storedGrants(sandbox, id)).every((line) => line.startsWith("write buckets "))).toBe(true);
    expect(await storedGrants(sandbox, id)).toHaveLength(2);
  });

  test("take ticks off again", async ({ app }) => {
    await app.headOf("Read").click();
    const dialog = await open(app);
    await names(dialog).fill("telemetry");
    await dialog.getByRole("button", { name: "Remove ticks" }).click();
    await expect(dialog).toContainText("Ticks taken off 1 bucket.");
    await dialog.getByRole("button", { name: "Done" }).click();
    await app.filter().fill("telemetry");
    await expect(app.tickOf("Read", "telemetry")).not.toBeChecked();
    await app.filter().fill("weather");
    await expect(app.tickOf("Read", "weather")).toBeChecked();
  });

  test("that several objects have can be told apart by their ids", async ({ app, page, sandbox }) => {
    const org = await sandbox.org("brackwater-plants");
    const make = () => sandbox.api("POST", "/api/v2/dashboards", { orgID: org, name: "twin" });
    const [, wanted] = [(await make()).id, (await make()).id];
    await app.openType("Dashboards");
    await expect(app.grid("Dashboards")).toBeVisible();
    const dialog = await open(app, "dashboards");
    await names(dialog).fill("twin");
    await dialog.getByRole("checkbox", { name: `twin ${wanted}` }).check();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Tick Read (1)" }).click();
    await dialog.getByRole("button", { name: "Done" }).click();
    const { id } = await app.create();
    expect(await storedGrants(sandbox, id)).toEqual([`read dashboards ${wanted} ${org}`]);
  });

  test("that several objects have are ticked only when one says so", async ({ app, sandbox, page }) => {
    const org = await sandbox.org("brackwater-plants");
    const make = () => sandbox.api("POST", "/api/v2/dashboards", { orgID: org, name: "twin" });
    const twins = [(await make()).id, (await make()).id];
    await app.openType("Dashboards");
    await expect(app.grid("Dashboards")).toBeVisible();
    const dialog = await open(app, "dashboards");
    await names(dialog).fill("twin");
    await dialog.getByRole("checkbox", { name: "1 that several dashboards have, 2 in all" }).check();
    await dialog.getByRole("button", { name: "Tick Read (2)" }).click();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    const { id } = await app.create();
    expect(await storedGrants(sandbox, id)).toEqual(twins.map((twin) => `read dashboards ${twin} ${org}`).sort());
  });
});

test.describe("ten thousand names", () => {
  test.use({ flags: ["--scale", "10000"] });

  test("are found and ticked at once", async ({ app, context, sandbox }) => {
    test.slow();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await app.signInWithToken();
    await app.openNewToken();
    const org = await sandbox.org("brackwater-plants");
    const buckets = (await sandbox.state()).buckets.filter(({ orgID }) => orgID === org);
    expect(buckets.length).toBeGreaterThanOrEqual(10_000);
    await expect(app.headOf("Read")).toHaveAccessibleName(`Read for all ${grouped(buckets.length)} buckets`, { timeout: 60_000 });
    const dialog = await open(app);
    const list = [...buckets.map(({ name }) => name), "one too many"].join("\n");
    await app.page.evaluate((list) => navigator.clipboard.writeText(list), list);
    await names(dialog).focus();
    const started = Date.now();
    await app.page.keyboard.press("ControlOrMeta+V");
    await expect(dialog).toContainText("1 unknown");
    await expect(dialog.getByText(`${grouped(buckets.length)} buckets found`)).toBeVisible();
    expect(Date.now() - started, "milliseconds until the names were found").toBeLessThan(8_000);
    await dialog.getByRole("button", { name: `Tick Read (${grouped(buckets.length)})` }).click();
    await dialog.getByRole("button", { name: "Done" }).click();
    const { id } = await app.create();
    expect(await storedGrants(sandbox, id)).toEqual(buckets.map((bucket) => `read buckets ${bucket.id} ${org}`).sort());
  });
});

function names(dialog: Locator): Locator {
  return dialog.getByRole("textbox", { name: "Names" });
}

async function open(app: Console, plural = "buckets"): Promise<Locator> {
  await app.page.getByRole("button", { name: "Paste names" }).click();
  const dialog = app.page.getByRole("dialog", { name: `Paste names of ${plural}` });
  await expect(names(dialog)).toBeFocused();
  return dialog;
}

async function storedGrants(sandbox: Sandbox, id: string): Promise<string[]> {
  const stored = (await sandbox.state()).authorizations.find((one) => one.id === id);
  expect(stored, `${TOKENS}/${id} is stored`).toBeDefined();
  return grants(stored!.permissions);
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
