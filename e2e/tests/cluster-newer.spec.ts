// Actions that only a newer release of the cluster knows: told by their own word in every place, kept until they are taken away.

import { expectAccessible } from "../support/axe";
import { TOKENS, expect, grants, test, type Cluster } from "../support/cluster";

/** "from a newer release" of the demo data: it reads lab-samples and may "annotate" it. */
const ID = "5c1f000b-3b1e-4c55-9d2a-7f0c6be1a90b";

async function stored(cluster: Cluster): Promise<string[]> {
  const token = (await cluster.tokens()).find(({ id }) => id === ID);
  if (!token) throw new Error("The token is gone.");
  return grants(token);
}

/** Signed in, with the form for other permissions open. */
async function openChange(cluster: Cluster): Promise<void> {
  const { page } = cluster;
  await page.goto(`cluster.html#/tokens/${ID}`);
  await cluster.trySignIn();
  await page.getByRole("button", { name: "Change permissions" }).click();
}

const table = (cluster: Cluster) => cluster.page.getByRole("table", { name: "Databases" });
const replace = (cluster: Cluster) => cluster.page.getByRole("button", { name: "Replace permissions" });
const annotate = (cluster: Cluster) => cluster.page.getByRole("checkbox", { name: "annotate, database lab-samples" });

test("list and drawer tell of it by its word", async ({ cluster, page }) => {
  await cluster.signIn();
  const row = page.getByRole("row").filter({ hasText: ID });
  await expect(row).toContainText("annotate");
  await page.getByLabel("Search tokens").fill("annotate");
  await expect(page.getByText(/^1 of \d+ matches$/)).toBeVisible();
  await row.click();
  const told = page.getByRole("region", { name: "Grants" });
  await expect(told).toContainText("This page does not know what annotate allows.");
  await expect(told.getByRole("listitem")).toContainText("annotate");
  await expectAccessible(page);
});

test("a change keeps it, says so, and names it among what stays", async ({ cluster, page }) => {
  await openChange(cluster);
  for (const head of ["Read", "Write", "Database"]) {
    await expect(table(cluster).getByRole("columnheader", { name: head, exact: true })).toBeVisible();
  }
  await expect(table(cluster)).toHaveAttribute("aria-rowcount", "4");
  await expect(annotate(cluster)).toBeChecked();
  await expect(page.getByText("This page does not know what annotate allows. What stays ticked is kept as it is.")).toBeVisible();
  await cluster.tickOf("Read", "lab-samples").uncheck();
  await expect(page.getByText("1 lost, 0 gained, 1 kept")).toBeVisible();
  await expect(cluster.notice("Programs that use it lose 1 permission at once")).toContainText("read:lab-samples");
  await expectAccessible(page);
  await replace(cluster).click();
  await expect(page.getByText("Token changed.")).toBeVisible();
  expect(await stored(cluster)).toEqual(["annotate:lab-samples"]);
  await expect(page.getByRole("row").filter({ hasText: ID })).toContainText("annotate");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(() => stored(cluster)).toEqual(["annotate:lab-samples", "read:lab-samples"]);
});

test("it is taken away by its own box, and the loss is told before", async ({ cluster, page }) => {
  await openChange(cluster);
  await annotate(cluster).uncheck();
  await expect(table(cluster)).toContainText("loses annotate");
  await expect(cluster.notice("Programs that use it lose 1 permission at once")).toContainText("annotate:lab-samples");
  await replace(cluster).click();
  await expect(page.getByText("Token changed.")).toBeVisible();
  expect(await stored(cluster)).toEqual(["read:lab-samples"]);
});

test("a token that has nothing else on all databases does not look empty", async ({ cluster, page }) => {
  const permissions = [{ action: "admin", resource: "*" }];
  const token = { id: ID, description: "from a newer release", permissions, createdAt: "2025-11-04T09:00:00Z" };
  await page.route(`**${TOKENS}`, (route) => route.fulfill({ json: [token] }));
  await cluster.signIn();
  const row = page.getByRole("row").filter({ hasText: ID });
  await expect(row).toContainText(/admin\s*all databases/);
  await row.click();
  await page.getByRole("button", { name: "Change permissions" }).click();
  await expect(page.getByRole("checkbox", { name: "admin, all databases" })).toBeChecked();
  await page.getByRole("checkbox", { name: "Read, all databases" }).check();
  await expect(page.getByText("0 lost, 1 gained, 1 kept")).toBeVisible();
  await expect(cluster.notice("Covers databases that don’t exist yet")).toBeVisible();
});

test("a text that asks for it is reviewed with it, and it can be left out", async ({ cluster, page }) => {
  await cluster.openForm();
  await page.getByRole("button", { name: "Paste a command" }).click();
  const dialog = page.getByRole("dialog", { name: "Paste a command or JSON" });
  const permissions = [
    { action: "read", resource: "telemetry" },
    { action: "annotate", resource: "telemetry" },
    { action: "annotate", resource: "audit" },
  ];
  const request = { description: "notes", permissions, expiresAt: "2030-01-01T00:00:00Z" };
  await dialog.getByRole("textbox", { name: "Text" }).fill(JSON.stringify(request));
  await dialog.getByRole("button", { name: "Fill the form" }).click();
  const said = page.locator(".review__say");
  await expect(said).toContainText("A token that can read 1 database and annotate 2 databases");
  await expect(cluster.notice("This page does not know every action")).toContainText("annotate");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Remove audit" }).click();
  await expect(said).toContainText("A token that can read 1 database and annotate 1 database");
  await page.getByRole("button", { name: "Leave it out" }).click();
  await expect(said).not.toContainText("annotate");
  await cluster.create();
  expect(grants((await cluster.added())[0])).toEqual(["read:telemetry"]);
});
