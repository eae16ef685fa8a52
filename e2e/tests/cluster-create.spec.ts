// A database token is created as the form says, which is judged by what is stored.

import { expectAccessible } from "../support/axe";
import { DATABASES, TOKENS, expect, grants, test } from "../support/cluster";
import { gate } from "../support/gate";
import { neverGivesUp } from "../support/silence";

const POST = { method: "POST" };

test.describe("what is documented of influxctl", () => {
  const YEAR_2030 = "2030-01-01T00:00:00Z";
  for (const [what, ticks, stored, description] of [
    [
      "read and write on one database",
      { Read: ["telemetry"], Write: ["telemetry"] },
      ["read:telemetry", "write:telemetry"],
      "Read/write on telemetry",
    ],
    ["read on one database", { Read: ["weather"], Write: [] }, ["read:weather"], "Read-only on weather"],
    [
      "read on two databases",
      { Read: ["plant-a/metrics", "plant-b/metrics"], Write: [] },
      ["read:plant-a/metrics", "read:plant-b/metrics"],
      "Read-only on plant-a/metrics, plant-b/metrics",
    ],
    [
      "read on one database, read and write on another, until 2030",
      { Read: ["telemetry", "pumps_raw"], Write: ["pumps_raw"] },
      ["read:pumps_raw", "read:telemetry", "write:pumps_raw"],
      "Read-only on telemetry, Read/write on pumps_raw",
      YEAR_2030,
    ],
  ] as const) {
    const until = what.includes("until 2030");
    test(what, async ({ cluster, page }) => {
      await cluster.openForm();
      for (const right of ["Read", "Write"] as const) {
        for (const name of ticks[right]) await cluster.tickOf(right, name).check();
      }
      if (until) {
        await cluster.expire("Date…");
        await page.getByRole("textbox", { name: "Date and time" }).fill(YEAR_2030);
      } else {
        await cluster.expire("Never");
        await page.getByRole("checkbox", { name: "I want a token without expiry" }).check();
      }
      const { id } = await cluster.create();
      const [token, ...others] = await cluster.added();
      expect(others).toEqual([]);
      expect(token.id).toBe(id);
      expect(grants(token)).toEqual(stored);
      expect(token.description).toBe(description);
      expect(token.expiresAt).toBe(until ? YEAR_2030 : undefined);
    });
  }

  test("all databases are a mode of its own, and the ticks are there again afterwards", async ({ cluster, page }) => {
    await cluster.openForm();
    await cluster.tickOf("Read", "telemetry").check();
    const which = page.getByRole("group", { name: "Which databases" });
    await which.getByRole("radio", { name: /^All databases/ }).check();
    await page.getByRole("checkbox", { name: "Write all databases" }).check();
    await expect(cluster.notice("Covers databases that don’t exist yet")).toBeVisible();
    await expectAccessible(page);
    await which.getByRole("radio", { name: /^These databases/ }).check();
    await expect(cluster.tickOf("Read", "telemetry")).toBeChecked();
    await expect(cluster.tickOf("Write", "telemetry")).not.toBeChecked();
    await which.getByRole("radio", { name: /^All databases/ }).check();
    await page.getByRole("checkbox", { name: "Read all databases" }).check();
    await cluster.create();
    expect(grants((await cluster.added())[0])).toEqual(["read:*"]);
  });
});

test("nothing is granted by default, and no token lasts for ever by an accident", async ({ cluster, page, sandbox }) => {
  await cluster.openForm();
  await cluster.createButton.click();
  await expect(page.getByText("Nothing is granted yet. Tick what the token reads and writes.")).toBeVisible();
  await cluster.tickOf("Write", "telemetry").check();
  await cluster.expire("Never");
  await cluster.createButton.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("checkbox", { name: "I want a token without expiry" })).toBeFocused();
  await expect(page.getByRole("alert").getByText("Tick that you want a token without expiry, or choose a date.")).toBeVisible();
  await cluster.expire("Date…");
  await page.getByRole("textbox", { name: "Date and time" }).fill("2020-01-01 00:00");
  await expect(page.getByRole("alert").getByText("This moment has passed. The token must expire in the future.")).toBeVisible();
  await expectAccessible(page);
  expect(await sandbox.asked(`POST ${TOKENS}`), "nothing of it was sent").toBe(0);
  await expect(cluster.tickOf("Write", "telemetry"), "and nothing is lost").toBeChecked();
});

test("a conflict is told in the server's words, and the form stays", async ({ cluster, page, sandbox, watch }) => {
  watch.allowStatus(409);
  await cluster.openForm();
  await cluster.tickOf("Read", "weather").check();
  await page.getByRole("textbox", { name: "Description" }).fill("mine");
  await sandbox.fail(TOKENS, { kind: "status", status: 409, body: { code: 409, message: "conflict" } }, POST);
  await cluster.createButton.click();
  await expect(cluster.notice("The server refused; no token was created")).toContainText("conflict");
  await expectAccessible(page);
  await expect(cluster.tickOf("Read", "weather")).toBeChecked();
  await cluster.create();
  expect((await cluster.added()).map(({ description }) => description)).toEqual(["mine"]);
});

test("an answer that got lost is looked for, and the token revoked only after a question that names it", async ({
  cluster,
  page,
  sandbox,
  watch,
}) => {
  watch.allowLostAnswers();
  await cluster.openForm();
  await cluster.tickOf("Read", "weather").check();
  await sandbox.fail(TOKENS, { kind: "cut", when: "after" }, POST);
  await cluster.createButton.click();
  const notice = cluster.notice("A new token looks like it.");
  await expect(notice).toBeVisible();
  const [lost] = await cluster.added();
  await expect(notice).toContainText(lost.id);
  await expectAccessible(page);
  await notice.getByRole("button", { name: "Revoke it and create a new one…" }).click();
  await expect(cluster.question).toContainText(lost.id);
  expect((await cluster.added())[0].revokedAt, "nothing is revoked before the answer").toBeUndefined();
  await cluster.question.getByRole("button", { name: "Revoke and create again" }).click();
  await expect(cluster.dialog).toBeVisible();
  const working = (await cluster.added()).filter(({ revokedAt }) => !revokedAt);
  expect(working).toHaveLength(1);
  expect(working[0].id).not.toBe(lost.id);
});

test("a create that was sent twice on its way names the second token", async ({ cluster, page, sandbox }) => {
  await cluster.openForm();
  await cluster.tickOf("Read", "weather").check();
  await sandbox.fail(TOKENS, { kind: "doubled" }, POST);
  const { id } = await cluster.create();
  const twin = (await cluster.added()).find((token) => token.id !== id)!;
  const notice = cluster.dialog.locator(".notice").filter({ hasText: twin.id });
  await expect(notice).toContainText(`You have the secret of ${id}.`);
  await notice.getByRole("button", { name: "Revoke the second one…" }).click();
  await expect(cluster.question).toContainText(twin.id);
  await expectAccessible(page);
  await cluster.question.getByRole("button", { name: "Revoke token" }).click();
  await expect(cluster.dialog).toContainText("The second token was revoked");
  const stored = await cluster.added();
  expect(stored.find((token) => token.id === twin.id)?.revokedAt).toBeDefined();
  expect(stored.find((token) => token.id === id)?.revokedAt).toBeUndefined();
});

test("a second token is not revoked for good where reading it failed, or where somebody took it into use", async ({ cluster, sandbox, watch }) => {
  watch.allowStatus(500);
  await cluster.openForm();
  await cluster.tickOf("Read", "weather").check();
  await sandbox.fail(TOKENS, { kind: "doubled" }, POST);
  const { id } = await cluster.create();
  const twin = (await cluster.added()).find((token) => token.id !== id)!;
  const notice = cluster.dialog.locator(".notice").filter({ hasText: twin.id });
  const own = `${TOKENS}/${twin.id}`;
  await sandbox.fail(own, { kind: "status", status: 500, message: "no" }, { method: "GET" });
  // The list is looked at once more after that, and must not find what somebody does to the token next.
  const looked = cluster.page.waitForResponse((answer) => new URL(answer.url()).pathname === TOKENS && answer.request().method() === "GET");
  await notice.getByRole("button", { name: "Revoke the second one…" }).click();
  await cluster.question.getByRole("button", { name: "Revoke token" }).click();
  await expect(cluster.question).toBeHidden();
  await expect.poll(() => sandbox.asked(`GET ${own}`)).toBe(1);
  await (await looked).finished();
  const again = notice.getByRole("button", { name: "Revoke the second one…" });
  await expect(again).toBeVisible();
  expect(await sandbox.asked(`DELETE ${own}`), "nobody knows what it is by now").toBe(0);
  // Somebody puts it to another use.
  const answer = await fetch(sandbox.url + own, {
    method: "PATCH",
    headers: { Authorization: `Bearer ${sandbox.token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ description: twin.description, permissions: [{ action: "read", resource: "telemetry" }] }),
  });
  expect(answer.ok).toBe(true);
  await again.click();
  await cluster.question.getByRole("button", { name: "Revoke token" }).click();
  await expect.poll(() => sandbox.asked(`GET ${own}`)).toBe(2);
  await expect(cluster.question).toBeHidden();
  expect(await sandbox.asked(`DELETE ${own}`)).toBe(0);
  expect((await cluster.added()).find((token) => token.id === twin.id)?.revokedAt).toBeUndefined();
});

test("a list that was asked for before a token was created is called off, and does not take it away", async ({ cluster, page, sandbox }) => {
  await cluster.signIn();
  await sandbox.fail(TOKENS, { kind: "delay", ms: 9_000, when: "after" }, { method: "GET" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  const calledOff = page.waitForEvent("requestfailed", (request) => request.method() === "GET" && new URL(request.url()).pathname === TOKENS);
  await page.getByRole("link", { name: "New token" }).first().click();
  await cluster.tickOf("Read", "weather").check();
  const { id } = await cluster.create();
  await calledOff;
  await cluster.dialog.getByRole("checkbox", { name: "I have stored this token" }).check();
  await cluster.dialog.getByRole("button", { name: "Close without copying" }).click();
  await expect(page.getByRole("row").filter({ hasText: id })).toBeVisible();
});

test("who signs in again while a token is being created is in once its secret is here, and finds it in the list", async ({ cluster, page, sandbox, watch }) => {
  await neverGivesUp(page);
  watch.allowStatus(401);
  await cluster.openForm();
  await cluster.tickOf("Read", "weather").check();
  const create = await gate(page, "POST", TOKENS);
  await cluster.createButton.click();
  await create.arrived;
  await page.getByRole("link", { name: /^Tokens/ }).click();
  await sandbox.fail(TOKENS, { kind: "status", status: 401, message: "unauthorized" }, { method: "GET" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(cluster.notice("Your session ended")).toBeVisible();
  const letIn = page.waitForResponse((answer) => new URL(answer.url()).pathname === DATABASES && answer.ok());
  await cluster.trySignIn();
  await (await letIn).finished();
  // Whoever did not wait would be in with the next picture.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await expect(page.getByRole("button", { name: "Signing in…" })).toBeVisible();
  create.open();
  await expect(cluster.dialog).toBeVisible();
  const [{ id }] = await cluster.added();
  await expect(page.getByRole("navigation", { name: "Main", includeHidden: true })).toBeAttached();
  await cluster.dialog.getByRole("checkbox", { name: "I have stored this token" }).check();
  await cluster.dialog.getByRole("button", { name: "Close without copying" }).click();
  await expect(page.getByRole("row").filter({ hasText: id })).toBeVisible();
});

test("a name of which there is no database can be typed, and what that means is said", async ({ cluster, page }) => {
  await cluster.openForm();
  await cluster.filter.fill("scada_future");
  await page.getByRole("button", { name: "Add scada_future, which does not exist yet" }).click();
  await cluster.tickOf("Read", "scada_future").check();
  await expect(cluster.notice("No database has this name")).toContainText("scada_future");
  await expectAccessible(page);
  await cluster.create();
  expect(grants((await cluster.added())[0])).toEqual(["read:scada_future"]);
});
