// Signing in to a cluster: each product and form of the paths, what is wrong and the next step, and the end of a session.

import { expectAccessible } from "../support/axe";
import { DATABASES, TOKENS, expect, test } from "../support/cluster";

const ACCOUNT = "7c1b0f4e-2a63-4d19-9a55-3f0e8b1d6c20";
const CLUSTER = "e9d8f2a1-54b7-4c3e-8f60-1b7a90c4d5e3";
const EXPIRED = "brackwater-demo-management-token_that-has-expired";

for (const [profile, count] of [
  ["clustered", "14 tokens"],
  // This release does not list what was revoked.
  ["clustered-flat-paths", "13 tokens"],
] as const) {
  test.describe(profile, () => {
    test.use({ flags: ["--profile", profile] });
    test("a management token is all that is asked for", async ({ cluster, page, sandbox }) => {
      await page.goto("cluster.html");
      await expect(page.getByText("served this page · Management API")).toBeVisible();
      await cluster.signIn();
      await expect(page.getByRole("heading", { name: "Database tokens" })).toBeVisible();
      await expect(page.getByText(count, { exact: true })).toBeVisible();
      const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
      expect(kept).not.toContain(sandbox.token);
    });
  });
}

test.describe("dedicated", () => {
  test.use({ flags: ["--profile", "dedicated"] });
  test("the ids of account and cluster are asked for, and what was typed stays", async ({ cluster, page, watch }) => {
    watch.allowStatus(404);
    await page.goto("cluster.html");
    await page.getByRole("radio", { name: "Cloud Dedicated" }).check();
    await cluster.trySignIn();
    await expect(page.getByText("An id has 32 hexadecimal digits").first()).toBeVisible();
    const [account, own] = [page.getByLabel("Account id"), page.getByLabel("Cluster id")];
    await account.fill(ACCOUNT);
    await own.fill(CLUSTER.replace("e9", "00"));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(cluster.notice("There is no such account or cluster")).toContainText("influxctl cluster list");
    await expect(account).toHaveValue(ACCOUNT);
    await own.fill(CLUSTER);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByText("14 tokens", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(cluster.notice("You are signed out")).toBeVisible();
    await expect(own).toHaveValue(CLUSTER);
    await expect(cluster.tokenField).toHaveValue("");
  });
});

test.describe("a release without an HTTP API", () => {
  test.use({ flags: ["--profile", "clustered-2025-03"] });
  test("the page says so and writes commands", async ({ cluster, page, sandbox }) => {
    await page.goto("cluster.html");
    await expect(cluster.notice("Something else answers at this address")).toBeVisible();
    await cluster.trySignIn();
    await expect(cluster.notice("There is no Management API here")).toContainText("influxctl");
    await page.getByRole("button", { name: "Write influxctl commands without signing in" }).click();
    await expect(page.getByRole("heading", { name: "Commands" })).toBeVisible();
    await expect(page.getByRole("link", { name: /^Tokens/ })).toBeHidden();
    const before = await sandbox.asked("GET /api/v0*");
    await page.getByRole("link", { name: "Commands" }).click();
    expect(await sandbox.asked("GET /api/v0*")).toBe(before);
  });
});

test("a management token may be pasted with the header that it was in", async ({ cluster, page, sandbox }) => {
  await cluster.trySignIn(`"Authorization: Bearer ${sandbox.token}"`);
  await expect(page.getByRole("heading", { name: "Database tokens" })).toBeVisible();
});

test("an expired management token is refused in words, in every theme and width", async ({ cluster, page, watch }) => {
  watch.allowStatus(401);
  await cluster.trySignIn(EXPIRED);
  await expect(cluster.notice("The management token is not accepted")).toContainText("influxctl management create");
  await expectAccessible(page);
});

test("a management token that ends in the middle of the work leads back, and the form is kept", async ({
  cluster,
  page,
  sandbox,
  watch,
}) => {
  watch.allowStatus(401);
  await cluster.openForm();
  await cluster.tickOf("Read", "telemetry").check();
  await page.getByRole("link", { name: /^Tokens/ }).click();
  await sandbox.fail(TOKENS, { kind: "status", status: 401, message: "unauthorized" }, { method: "GET" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(cluster.notice("Your session ended")).toBeVisible();
  await cluster.trySignIn();
  await page.getByRole("link", { name: "New token" }).first().click();
  await expect(cluster.tickOf("Read", "telemetry")).toBeChecked();
});

test("a kept management token outlives a mistyped one, and is forgotten when another one signs in", async ({ cluster, page, sandbox, watch }) => {
  watch.allowStatus(401, 503);
  const keep = page.getByRole("checkbox", { name: /Keep for this tab/ });
  const kept = () => page.evaluate(() => sessionStorage.getItem("token-console.management-token"));
  const again = cluster.notice("You could not be signed in again").getByRole("button", { name: "Try again" });
  const unready = () => sandbox.fail(DATABASES, { kind: "status", status: 503, message: "starting" }, { method: "GET" });
  await page.goto("cluster.html");
  await keep.check();
  await cluster.signIn();
  await unready();
  await page.reload();
  await expect(again).toBeVisible();
  await cluster.trySignIn(EXPIRED);
  await expect(cluster.notice("The management token is not accepted")).toBeVisible();
  expect(await kept()).toBe(sandbox.token);
  await again.click();
  await expect(page.getByRole("heading", { name: "Database tokens" })).toBeVisible();
  await unready();
  await page.reload();
  await expect(again).toBeVisible();
  await cluster.trySignIn();
  await expect(page.getByRole("heading", { name: "Database tokens" })).toBeVisible();
  expect(await kept(), "it was not asked to be kept").toBeNull();
});

test("waiting for the answer to a kept management token can be given up", async ({ cluster, page, sandbox }) => {
  await page.clock.install();
  await page.goto("cluster.html");
  await page.getByRole("checkbox", { name: /Keep for this tab/ }).check();
  await cluster.signIn();
  await sandbox.fail(DATABASES, { kind: "rate", bytesPerSecond: 1 }, { method: "GET" });
  await page.reload();
  await expect(page.getByText("Signing in again …")).toBeVisible();
  await page.clock.fastForward(3_500);
  await page.getByRole("button", { name: "Stop waiting" }).click();
  const notice = cluster.notice("You could not be signed in again");
  await expect(notice).toContainText("You stopped waiting for the answer. What was kept for this tab is still kept.");
  await notice.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Database tokens" })).toBeVisible();
});

test("a server that does not answer is told apart from a wrong token", async ({ cluster, sandbox, watch }) => {
  watch.allowLostAnswers();
  await sandbox.fail(DATABASES, { kind: "cut", when: "before" }, { method: "GET" });
  await cluster.trySignIn();
  await expect(cluster.notice("The server can't be reached")).toBeVisible();
});
