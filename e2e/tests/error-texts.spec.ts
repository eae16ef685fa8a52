// Error texts and lines of a log, pasted into the search: understood, and never kept.

import { expectAccessible } from "../support/axe";
import type { Console } from "../support/console";
import { expect, test } from "../support/test";
import { grants, TOKENS } from "../support/sandbox";

const paste = async (app: Console, text: string) => {
  await app.search.focus();
  await app.page.keyboard.insertText(text);
};
const candidates = (app: Console) => app.page.getByRole("list", { name: "Tokens that come into question" });

test("a refused permission leads to the token, and to a clone with what was refused", async ({ app, page, sandbox }) => {
  const [orgID, alarms, weather] = [await sandbox.org("brackwater-plants"), await sandbox.bucket("plant-a/alarms"), await sandbox.bucket("weather")];
  const bucket = (action: "read" | "write", id: string) => ({ action, resource: { type: "buckets", id, orgID } });
  const { id } = await sandbox.make("alarm lamp", [bucket("write", alarms), bucket("read", weather)]);
  await app.signInWithToken();
  // The names of buckets come with the list.
  await expect(app.row(id)).toContainText("plant-a/alarms");
  await paste(app, `2026-11-28T09:12:03Z E! auth ${id}: 401 {"code":"unauthorized","message":"read:orgs/${orgID}/buckets/${alarms} is unauthorized"}`);
  await expect(app.notice("This is an error text: Read on plant-a/alarms was refused")).toBeVisible();
  await expect(candidates(app).getByRole("listitem").first()).toContainText("alarm lamp");
  await expect(app.search).toHaveValue("");
  await expect(app.search).toBeFocused();
  await expectAccessible(page);
  await candidates(app).getByRole("listitem").filter({ hasText: "alarm lamp" }).getByRole("button", { name: /^Clone and add what was refused/ }).click();
  await expect(page.getByRole("heading", { name: "New token" })).toBeFocused();
  const { id: made } = await app.create();
  await app.closeWithoutCopying();
  const stored = (await sandbox.state()).authorizations.find((one) => one.id === made);
  expect(grants(stored!.permissions), "the clone and one more, nothing wider").toEqual(
    grants([bucket("write", alarms), bucket("read", weather), bucket("read", alarms)]),
  );
});

test("a line of Telegraf names its bucket, and the token opens", async ({ app, page, sandbox }) => {
  const [orgID, alarms] = [await sandbox.org("brackwater-plants"), await sandbox.bucket("plant-a/alarms")];
  const { id } = await sandbox.make("only reads alarms", [{ action: "read", resource: { type: "buckets", id: alarms, orgID } }]);
  await app.signInWithToken();
  await paste(app, 'E! [outputs.influxdb_v2] Failed to write metric to bucket "plant-a/alarms" (403 Forbidden): forbidden: insufficient permissions for write');
  await expect(app.notice("Write on plant-a/alarms was refused")).toContainText("it grants no write on that bucket");
  await candidates(app).getByRole("link", { name: "only reads alarms" }).click();
  await expect(page).toHaveURL(new RegExp(`#/tokens/${id}$`));
  await expect(page.getByRole("heading", { name: "only reads alarms" })).toBeFocused();
});

test("a bucket that is called by its name is found when the names come after the text", async ({ app, page, sandbox }) => {
  const [orgID, alarms] = [await sandbox.org("brackwater-plants"), await sandbox.bucket("plant-a/alarms")];
  await sandbox.make("only reads alarms", [{ action: "read", resource: { type: "buckets", id: alarms, orgID } }]);
  let come = () => {};
  const wait = new Promise<void>((resolve) => (come = resolve));
  // The names of buckets come with the list.
  await page.route(`**${TOKENS}?*`, async (route) => {
    await wait;
    await route.continue();
  });
  await app.open();
  await app.tryToken(sandbox.token);
  await paste(app, 'Failed to write metric to bucket "plant-a/alarms" (403 Forbidden): insufficient permissions for write');
  await expect(app.notice("This is an error text")).toContainText("The tokens are loading.");
  await expect(app.notice("This is an error text")).not.toContainText("plant-a/alarms");
  come();
  await expect(app.notice("Write on plant-a/alarms was refused")).toBeVisible();
  await expect(candidates(app).getByRole("listitem").first()).toBeVisible();
});

test("a secret in a pasted line stays in no place", async ({ app, page, sandbox }) => {
  const secret = sandbox.token;
  await app.signInWithToken();
  await app.search.fill("plant");
  await expect(page).toHaveURL(/filter=plant/);
  await paste(app, `Authorization: Token ${secret} -> 401 unauthorized access`);
  await expect(app.notice("This is an error text")).toContainText("The server knows no such token");
  await expect(app.search, "what was searched for before is still there").toHaveValue("plant");
  await expect(page).toHaveURL(/filter=plant$/);
  const kept = await page.evaluate(() => {
    const { ["token-console.token"]: _, ...session } = { ...sessionStorage } as Record<string, string>;
    return JSON.stringify([{ ...localStorage }, session, history.state, location.href, document.documentElement.outerHTML]);
  });
  expect(kept).not.toContain(secret);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(app.notice("This is an error text")).toBeHidden();
  await expect(app.search).toBeFocused();
});

test("a permission without an object is told before it is added", async ({ app, page, sandbox }) => {
  const orgID = await sandbox.org("brackwater-plants");
  await app.signInWithToken();
  await paste(app, `write:orgs/${orgID}/buckets is unauthorized`);
  await expect(app.notice("Write on all buckets was refused")).toContainText("The text names no single object");
  await page.getByRole("button", { name: "Dismiss" }).click();
  const other = (await sandbox.state()).orgs.find((org) => org.id !== orgID)!;
  await paste(app, `write:orgs/${other.id}/buckets is unauthorized`);
  await expect(app.notice("This is an error text")).toContainText("It is of another organization");
  await expect(page.getByRole("button", { name: /^Clone and add/ })).toHaveCount(0);
});

test("an inactive token is found by its status and activated where it is", async ({ app, page, sandbox }) => {
  const orgID = await sandbox.org("brackwater-plants");
  const { id } = await sandbox.make("went off", [{ action: "read", resource: { type: "orgs", id: orgID } }]);
  await sandbox.api("PATCH", `${TOKENS}/${id}`, { status: "inactive" });
  await app.signInWithToken();
  await paste(app, `token is inactive (${id})`);
  await expect(candidates(app).getByRole("listitem").first()).toContainText("went off");
  await candidates(app).getByRole("link", { name: "went off" }).click();
  await page.getByRole("button", { name: "Activate", exact: true }).click();
  await expect.poll(async () => (await sandbox.state()).authorizations.find((one) => one.id === id)?.status).toBe("active");
});

test("a search that only looks a little like one stays a search", async ({ app, page }) => {
  await app.signInWithToken();
  await app.search.fill("unauthorized");
  await expect(app.notice("This is an error text")).toHaveCount(0);
  await expect(app.search).toHaveValue("unauthorized");
});
