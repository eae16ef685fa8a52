// Every type that the server lists can be granted: single objects of each that has any, whole types, and in every organization.

import { expect, test } from "../support/test";
import { heldBody } from "../support/altered";
import { expectAccessible } from "../support/axe";
import { grants, type Sandbox } from "../support/sandbox";
import { CLAIMS } from "../support/wording";

/** Title, one, several, the server's word, an object of the demo data; the last tells how the server checks it. */
const LISTED: [string, string, string, string, string, "in its organization" | "by id alone"][] = [
  ["Buckets", "bucket", "buckets", "buckets", "weather", "in its organization"],
  ["Telegraf configurations", "Telegraf configuration", "Telegraf configurations", "telegrafs", "rain gauges", "in its organization"],
  ["Tasks", "task", "tasks", "tasks", "Night flow", "in its organization"],
  ["Dashboards", "dashboard", "dashboards", "dashboards", "Control room", "in its organization"],
  ["Variables", "variable", "variables", "variables", "station", "in its organization"],
  ["Labels", "label", "labels", "labels", "safety", "in its organization"],
  ["Checks", "check", "checks", "checks", "Gateway silent", "in its organization"],
  ["Notification rules", "notification rule", "notification rules", "notificationRules", "Critical to the pager", "in its organization"],
  ["Notification endpoints", "notification endpoint", "notification endpoints", "notificationEndpoints", "Control room pager", "in its organization"],
  ["Scrapers", "scraper", "scrapers", "scrapers", "cluster exporter", "in its organization"],
  ["Notebooks", "notebook", "notebooks", "notebooks", "Leak in district 7", "in its organization"],
  ["Annotations", "annotation stream", "annotations", "annotations", "deploys", "in its organization"],
  ["Authorizations", "authorization", "authorizations", "authorizations", "", "in its organization"],
  ["Organizations", "organization", "organizations", "orgs", "brackwater-lab", "by id alone"],
  ["Sources", "source", "sources", "sources", "autogen", "in its organization"],
  ["Users", "user", "users", "users", "jonas.feld", "by id alone"],
  ["Remotes", "remote", "remotes", "remotes", "head office", "in its organization"],
  ["Replications", "replication", "replications", "replications", "energy to head office", "in its organization"],
];

const WHOLE: [string, string, string][] = [
  ["Secrets", "secrets", "secrets"],
  ["Views", "views", "views"],
  ["Documents", "documents", "documents"],
  ["DBRP mappings", "DBRP mappings", "dbrp"],
];

async function stored(sandbox: Sandbox, id: string): Promise<string[]> {
  return grants((await sandbox.state()).authorizations.find((token) => token.id === id)!.permissions);
}

for (const profile of ["oss-2.9", "oss-2.7"]) {
  test.describe(`on ${profile}`, () => {
    test.use({ flags: ["--profile", profile] });

    test.beforeEach(async ({ app }) => {
      await app.signInWithToken();
      await app.openNewToken();
    });

    test("a single object of each of the 18 listed types is granted exactly", async ({ app, page, sandbox }) => {
      test.setTimeout(120_000);
      const org = await sandbox.org("brackwater-plants");
      const expected: string[] = [];
      for (const [title, one, plural, word, name, checked] of LISTED) {
        await app.openType(title);
        await app.filter(plural).fill(name);
        const row = app.grid(title).getByRole("row").filter({ has: page.getByRole("rowheader"), hasText: name }).first();
        await expect(row, `the ${title} are here`).toBeVisible();
        const id = (await row.locator(".x-id").textContent())!.trim();
        expect(id).toMatch(/^[0-9a-f]{16}$/);
        const tick = row.getByRole("checkbox", { name: new RegExp(`^Read, ${one} `) });
        await tick.check();
        await expect(tick).toBeChecked();
        expected.push(`read ${word} ${id} ${checked === "by id alone" ? "everywhere" : org}`);
      }
      await expect(app.review).toContainText("Your credential covers all 18 of them.");
      await expectAccessible(page);
      const { id } = await app.create();
      expect(await stored(sandbox, id)).toEqual(expected.sort());
    });

    test("types without single objects are granted as a whole", async ({ app, sandbox }) => {
      const org = await sandbox.org("brackwater-plants");
      for (const [title, plural] of WHOLE) {
        await app.openType(title);
        await expect(app.main).toContainText(`InfluxDB grants ${plural} all or none.`);
        await app.grantAll("Write");
      }
      const { id } = await app.create();
      expect(await stored(sandbox, id)).toEqual(WHOLE.map(([, , word]) => `write ${word} all ${org}`).sort());
    });

    test("instance is explained and can't be granted", async ({ app, page }) => {
      await app.openType("Instance");
      await expect(app.main).toContainText("Only the first user gets this permission, during setup. You can't grant it.");
      await expect(page.getByRole("group", { name: /applies to$/ })).toHaveCount(0);
    });

    test("a right in every organization is stored without one, after that was typed", async ({ app, page, sandbox }) => {
      const before = (await sandbox.state()).authorizations.length;
      await app.reach("Read").getByRole("radio", { name: "Every organization" }).check();
      await expect(app.review).toContainText("gets a token that grants read on all buckets in every organization.");
      await expect(app.review).not.toContainText("also future ones");
      const field = page.getByRole("textbox", { name: "Type “every organization” to confirm" });
      await expect(field).toBeVisible();
      await expect(app.createButton).toHaveAttribute("aria-disabled", "true");
      await app.createButton.focus();
      await page.keyboard.press("Enter");
      await expect(field).toBeFocused();
      await expect(field).toHaveAttribute("aria-invalid", "true");
      await expect(field).toHaveAccessibleDescription(/Type the two words that stand between the quotation marks above\./);
      await expectAccessible(page);
      await page.keyboard.type("brackwater-lab");
      await page.keyboard.press("Enter");
      await expect(field).toHaveAttribute("aria-invalid", "true");
      expect((await sandbox.state()).authorizations.length, "nothing was made").toBe(before);
      await field.fill("every organization");
      await expect(field).not.toHaveAttribute("aria-invalid", "true");
      const { id } = await app.create();
      expect(await stored(sandbox, id)).toEqual(["read buckets all everywhere"]);
    });

    test("all users and all organizations are granted in every organization only", async ({ app, page, sandbox }) => {
      for (const title of ["Users", "Organizations"]) {
        await app.openType(title);
        await expect(app.reach("Read").getByRole("radio")).toHaveCount(2);
        await app.reach("Read").getByRole("radio", { name: "Every organization" }).check();
      }
      await page.getByRole("textbox", { name: "Type “every organization” to confirm" }).fill("every organization");
      const { id } = await app.create();
      expect(await stored(sandbox, id)).toEqual(["read orgs all everywhere", "read users all everywhere"]);
    });
  });
}

test("nothing but a right in every organization asks for a name", async ({ app, page }) => {
  await app.signInWithToken();
  await app.openNewToken();
  for (const right of ["Read", "Write"] as const) await app.grantAll(right);
  await app.openType("Organizations");
  await app.tick("Write", "brackwater-lab", "organization", "organizations");
  await expect(page.getByLabel(/to confirm$/)).toHaveCount(0);
});

test("a type that nobody knows is listed, explained, and granted in the server's word", async ({ app, page, sandbox, watch }) => {
  await page.route("**/api/v2/resources", async (route) => {
    const types = (await (await route.fetch()).json()) as string[];
    await route.fulfill({ json: [...types, "gadgets"] });
  });
  watch.allowStatus(400);
  await app.signInWithToken();
  await app.openNewToken();
  await app.openType("gadgets");
  await expect(app.main).toContainText("This console does not know gadgets");
  await app.grantAll("Read");
  const sent = await heldBody(page);
  await app.createButton.click();
  await expect(app.notice(CLAIMS.refused)).toBeVisible();
  const { permissions } = JSON.parse(await sent());
  expect(permissions).toEqual([{ action: "read", resource: { type: "gadgets", orgID: await sandbox.org("brackwater-plants") } }]);
  await expect(app.notice(CLAIMS.refused)).toContainText("does not know one of the resource types");
});
