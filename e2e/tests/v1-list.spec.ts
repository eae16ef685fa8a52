// The list of 1.x credentials: loaded again, while others change it, and for whoever is not shown all of it.

import { expectAccessible } from "../support/axe";
import { V1 } from "../support/sandbox";
import { expect, test } from "../support/test";
import { create, drawer, fillIn, goTo, openOne, row, rows, stored } from "../support/v1";

test("loading the list again also asks which owners are inactive now", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await goTo(app);
  await expect(row(page, "grafana-v1")).toContainText("Active");
  await sandbox.api("PATCH", `/api/v2/users/${await sandbox.userId("svc-grafana")}`, { status: "inactive" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(row(page, "grafana-v1")).toContainText("Owner inactive");
});

test("a list that is loaded again stays in sight, marks what came, and says where none comes", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(503);
  await app.signInWithToken();
  await goTo(app);
  await expect(rows(page)).toHaveCount(5);
  await sandbox.fail(V1, { kind: "status", status: 503, code: "unavailable", message: "busy" }, { method: "GET" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  const stale = page.getByRole("alert").filter({ hasText: /could not be loaded again, so the one of \d\d:\d\d is shown/ });
  await expect(stale).toBeVisible();
  await expect(rows(page)).toHaveCount(5);
  await expectAccessible(page);
  const orgID = await sandbox.org("brackwater-plants");
  const permissions = [{ action: "read", resource: { type: "buckets", id: await sandbox.bucket("weather"), orgID } }];
  await sandbox.api("POST", V1, { token: "of-somebody", orgID, permissions });
  await stale.getByRole("button", { name: "Try again" }).click();
  await expect(stale).toHaveCount(0);
  await expect(row(page, "of-somebody").getByText("new", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "1 new", exact: true }).click();
  await expect(rows(page), "the head and one").toHaveCount(2);
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(rows(page)).toHaveCount(6);
  await openOne(page, "of-somebody");
  await page.keyboard.press("Escape");
  await expect(row(page, "of-somebody").getByText("new", { exact: true })).toHaveCount(0);
});

test("one that is created while an older list is on its way is in it, and what is changed stays so", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await goTo(app);
  await expect(row(page, "kiosk")).toContainText("Active");
  const before = await sandbox.asked(`GET ${V1}`);
  await sandbox.fail(V1, { kind: "delay", ms: 8_000, when: "after" }, { method: "GET" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect.poll(() => sandbox.asked(`GET ${V1}`)).toBeGreaterThan(before);
  await openOne(page, "kiosk");
  await drawer(page).getByRole("button", { name: "Deactivate" }).click();
  await expect(drawer(page).getByRole("button", { name: "Activate", exact: true })).toBeVisible();
  await drawer(page).getByRole("button", { name: "Close details" }).click();
  await app.main.getByRole("link", { name: "New credential" }).click();
  await expect(app.grid()).toBeVisible();
  await fillIn(app, "scada-hall3");
  await create(page).click();
  await expect(drawer(page).getByRole("heading", { name: "scada-hall3" })).toBeFocused();
  await expect(page.getByText("Loading…")).toBeHidden();
  await expect(row(page, "scada-hall3")).toContainText("Active");
  await expect(row(page, "scada-hall3").getByText("new", { exact: true })).toHaveCount(0);
  await expect(row(page, "kiosk")).toContainText("Inactive");
  await expect(row(page, "kiosk").getByText("turned off", { exact: true })).toHaveCount(0);
});

test("what somebody else did meanwhile is told, and nothing is sent over it", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(404);
  await app.signInWithToken();
  await goTo(app);
  await openOne(page, "kiosk");
  const id = (await stored(sandbox, "kiosk"))!.id;
  await sandbox.api("PATCH", `${V1}/${id}`, { description: "of the lobby" });
  await drawer(page).getByRole("button", { name: "Deactivate" }).click();
  await expect(app.notice("Somebody changed this credential meanwhile")).toBeVisible();
  await expect(drawer(page)).toContainText("of the lobby");
  expect((await stored(sandbox, "kiosk"))?.status).toBe("active");
  await sandbox.api("DELETE", `${V1}/${id}`);
  await drawer(page).getByRole("button", { name: "Deactivate" }).click();
  await expect(drawer(page)).toContainText("This credential is deleted.");
});

test("what a credential is not shown is said", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(401, 403);
  const orgID = await sandbox.org("brackwater-plants");
  const userID = await sandbox.userId("jonas.feld");
  const grant = (action: "read" | "write", resource: { type: string; id?: string; orgID?: string }) => ({ action, resource });
  const own = await sandbox.make(
    "console of Jonas",
    [grant("read", { type: "users", id: userID }), grant("read", { type: "authorizations", orgID }), grant("read", { type: "orgs", id: orgID })],
    { userID },
  );
  await app.signInWithToken(own.token);
  await goTo(app);
  await expect(app.notice(/You see only your own 1\.x credentials/)).toBeVisible();
  await expect(app.notice(/Databases are shown of those buckets only/)).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  // It may read and not write: the refusal names what is missing and signs nobody out.
  await openOne(page, "historian");
  await drawer(page).getByRole("button", { name: "Activate", exact: true }).click();
  await expect(app.notice("Nothing changed")).toContainText("This credential lacks write:");
  expect((await stored(sandbox, "historian"))?.status).toBe("inactive");
  await expect(row(page, "historian")).toBeVisible();
});
