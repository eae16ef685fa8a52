// What signing in asks, how deep the list lies behind it, and that a question without an answer is told as one.

import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { STORIES } from "../support/console";
import { gate } from "../support/gate";

const BOOM = { kind: "status", status: 500, message: "boom" } as const;

test("no page is asked for that cannot exist, and what needs no answer is asked at once", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await expect(app.list).toBeVisible();
  await app.signOut();
  const before = (await sandbox.state()).requests;
  const me = await gate(page, "GET", "/api/v2/me");
  const together = ["/api/v2/orgs", "/api/v2/resources", "/api/v2/config"].map((path) =>
    page.waitForRequest((request) => new URL(request.url()).pathname === path),
  );
  await app.tryToken(sandbox.token);
  await me.arrived;
  await Promise.all(together);
  me.open();
  await expect(app.list).toBeVisible();
  const asked = (await sandbox.state()).requests;
  const times = (what: string) => (asked[what] ?? 0) - (before[what] ?? 0);
  expect(times("GET /api/v2/me")).toBe(1);
  expect(times("GET /api/v2/resources")).toBe(1);
  expect(times("GET /api/v2/authorizations")).toBe(1);
  expect(times("GET /api/v2/orgs"), "one page, and the own organization is known since the first time").toBe(1);
});

test("a limited credential's list is asked for at once with what the credential may do", async ({ app, page, sandbox, watch }) => {
  // What it lacks is found out by being refused.
  watch.allowStatus(400, 401, 403);
  const org = await sandbox.org(STORIES);
  const userID = await sandbox.userId("jonas.feld");
  const { token } = await sandbox.make(
    "limited",
    [
      { action: "read", resource: { type: "users", id: userID } },
      { action: "read", resource: { type: "orgs", id: org } },
      { action: "read", resource: { type: "authorizations", orgID: org } },
      { action: "read", resource: { type: "buckets", orgID: org } },
    ],
    { userID },
  );
  await app.open();
  const me = await gate(page, "GET", "/api/v2/me");
  const users = await gate(page, "GET", "/api/v2/users");
  await app.tryToken(token);
  await me.arrived;
  const secondStep = ["limit=100&offset=100", "/api/v2/authorizations?orgID="].map((part) =>
    page.waitForRequest((request) => request.url().includes(part)),
  );
  me.open();
  // No answer of the second step came yet, and all of its questions are asked.
  await users.arrived;
  await Promise.all(secondStep);
  users.open();
  await expect(app.list).toBeVisible();
  expect(await sandbox.asked("GET /api/v2/authorizations"), "it is asked for once").toBe(1);
});

test("the organization that the user is in comes first, then the one that was chosen last", async ({ app, page, sandbox }) => {
  await app.open();
  await app.tryToken(sandbox.token);
  await expect(app.organization).toHaveAccessibleName(`Organization: ${STORIES}`);
  await app.switchTo("brackwater-lab");
  await app.signOut();
  await app.tryToken(sandbox.token);
  await expect(app.organization).toHaveAccessibleName("Organization: brackwater-lab");
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(kept, "two ids and no name").not.toContain("brackwater");
});

for (const path of ["/api/v2/config", "/api/v2/users"]) {
  test(`a failure of ${path} is no word about the credential, and can be asked again`, async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(400, 401, 403, 500);
    const org = await sandbox.org(STORIES);
    const userID = await sandbox.userId("jonas.feld");
    const { token } = await sandbox.make(
      "of another user",
      [
        { action: "read", resource: { type: "users", id: userID } },
        { action: "read", resource: { type: "orgs", id: org } },
        { action: "read", resource: { type: "authorizations", orgID: org } },
      ],
      { userID },
    );
    await sandbox.fail(path, BOOM, { method: "GET", times: 1 });
    await app.open();
    await app.tryToken(path.endsWith("config") ? sandbox.token : token);
    if (path.endsWith("config")) {
      const rights = page.getByRole("button", { name: /^Your access/ });
      await expect(rights).toContainText("Not known");
      await rights.click();
      await page.getByRole("button", { name: "Ask again" }).click();
      await expect(rights).toContainText("Operator");
    } else {
      const notice = app.notice("Whose tokens you are shown could not be found out");
      await notice.getByRole("button", { name: "Ask again" }).click();
      await expect(notice).toHaveCount(0);
      await expect(app.notice("You see only your own tokens")).toBeVisible();
    }
  });
}

test("a kept token outlives trouble on the way, and is tried again", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(503);
  await app.open();
  await page.getByRole("checkbox", { name: /Keep for this tab/ }).check();
  await app.signInWithToken();
  await sandbox.fail("/api/v2/me", { kind: "status", status: 503, message: "starting" }, { times: 1 });
  await page.reload();
  const notice = app.notice("You could not be signed in again");
  await expect(notice).toContainText("still kept");
  await notice.getByRole("button", { name: "Try again" }).click();
  await expect(app.account).toBeVisible();
});

test("a browser that keeps no cookie is told apart from a wrong password", async ({ app, context, sandbox, watch }) => {
  watch.allowStatus(401);
  await app.open();
  await context.route("**/api/v2/signin", async (route) => {
    const answer = await route.fetch();
    await context.clearCookies();
    await route.fulfill({ status: answer.status(), headers: {} });
  });
  await app.tryPassword(sandbox.user, sandbox.password);
  await expect(app.notice("The browser did not keep the session")).toContainText("Allow cookies");
});

for (const [status, title] of [
  [401, "Something in front of the server refused the question"],
  [404, "There is no InfluxDB here"],
  [429, "The server asks to wait"],
  [500, "The server failed"],
] as const) {
  test(`a server that answers ${status} before sign-in is told truly`, async ({ app, sandbox, watch }) => {
    // Other products are asked for, which are not there.
    watch.allowStatus(status, 401, 404);
    await sandbox.fail("/api/v2/setup", { kind: "status", status, message: "no" }, { times: 1 });
    await app.open();
    await expect(app.notice(title)).toBeVisible();
  });
}

test("InfluxDB 3 Core and Enterprise are told by name, and no credential is shown to them", async ({ app, context, page, watch }) => {
  watch.allowStatus(401, 404);
  const signed: string[] = [];
  page.on("request", (request) => {
    if (request.headers().authorization) signed.push(request.url());
  });
  // As Core 3.6 answers somebody without a credential.
  await context.route("**/api/**", (route) =>
    route.request().url().endsWith("/api/v3/configure/token/admin")
      ? route.fulfill({ status: 404, headers: { "access-control-allow-origin": "*" }, body: "not found" })
      : route.fulfill({ status: 401, body: "" }),
  );
  await app.open();
  await expect(app.notice("InfluxDB 3 Core or Enterprise answers here")).toContainText("influxdb3 create token");
  await expectAccessible(page);
  expect(signed).toEqual([]);
});

for (const profile of ["clustered", "clustered-flat-paths", "dedicated"]) {
  test.describe(`a server that is ${profile}`, () => {
    test.use({ flags: ["--profile", profile] });

    test("leads from the page of InfluxDB 2 to that of database tokens", async ({ app, page, watch }) => {
      watch.allowStatus(400, 401, 404);
      await app.open();
      const notice = app.notice("InfluxDB Clustered or Cloud Dedicated answers here");
      await expectAccessible(page);
      await notice.getByRole("link", { name: "Go to database tokens" }).click();
      await expect(page).toHaveURL(/\/cluster\.html/);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    });
  });
}

test("signing in can be given up", async ({ app, page, sandbox }) => {
  await app.open();
  await sandbox.fail("/api/v2/me", { kind: "stall", bytes: 0 }, { times: 1 });
  await app.tryToken(sandbox.token);
  await page.getByRole("button", { name: "Stop waiting" }).click();
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect(app.signInHeading).toBeFocused();
});

test("the focus goes to the heading of the screen that comes", async ({ app, page, sandbox }) => {
  await app.open();
  await app.tryToken(sandbox.token);
  await expect(page.getByRole("heading", { name: "Tokens", exact: true })).toBeFocused();
  await app.signOut();
  await expect(app.signInHeading).toBeFocused();
});

test("what was said of a form is not said of the sign-in screen", async ({ app, page }) => {
  await app.signInWithToken();
  await app.openNewToken();
  await app.filter().fill("plant");
  const said = page.locator(".vh > [aria-live=polite]").first();
  await expect(said).not.toHaveText("");
  await app.signOut();
  await expect(said).toHaveText("");
});

test("a session by password that ended opens the same way again, with the name", async ({ app, page, sandbox, watch }) => {
  await app.signInWithPassword();
  await expect(app.list).toBeVisible();
  await sandbox.fail("/api/v2/authorizations", { kind: "lose-sessions" }, { method: "GET" });
  watch.allowStatus(401);
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(page.getByRole("textbox", { name: "User", exact: true })).toHaveValue(sandbox.user);
});
