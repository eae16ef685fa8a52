// Testing a new token before the dialog is closed: one request as the token, and nothing on the server is changed by it.

import type { Page, Request } from "@playwright/test";
import { expect, test } from "../support/test";
import { heldBody } from "../support/altered";
import { expectAccessible } from "../support/axe";
import type { Console, Right } from "../support/console";
import { type Sandbox, type State, TOKENS } from "../support/sandbox";

for (const profile of ["oss-2.9", "oss-2.7"]) {
  test.describe(`on ${profile}`, () => {
    test.use({ flags: profile === "oss-2.9" ? [] : ["--profile", profile] });

    test("a token that reads a bucket reads it", async ({ app, page, sandbox }) => {
      const { secret } = await reveal(app, "Read");
      const before = await stored(sandbox);
      const asked = await askedOf(page, () => button(app).click());
      await expect(result(app)).toContainText(/^Works\. It read the bucket telemetry in \d+ ms\. Nothing was written\.$/);
      expect(asked).toEqual([`GET /api/v2/buckets/${await sandbox.bucket("telemetry")} Token ${secret} null`]);
      expect(await stored(sandbox)).toEqual(before);
    });

    test("a token that writes to a bucket writes a comment", async ({ app, page, sandbox }) => {
      const { secret } = await reveal(app, "Write");
      const before = await stored(sandbox);
      const asked = await askedOf(page, () => button(app).click());
      await expect(result(app)).toContainText(/^Works\. It may write to the bucket telemetry in \d+ ms/);
      const [org, bucket] = [await sandbox.org("brackwater-plants"), await sandbox.bucket("telemetry")];
      const line = `POST /api/v2/write?orgID=${org}&bucket=${bucket} Token ${secret} # Token Console tests this token.`;
      expect(asked).toEqual([line]);
      expect(await stored(sandbox)).toEqual(before);
    });
  });
}

test("a token on all buckets is tested on one of them", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await app.openNewToken();
  await app.grantAll("Read");
  await app.create();
  const asked = await askedOf(page, () => button(app).click());
  await expect(result(app)).toContainText(/^Works\. It read the bucket /);
  const own = (await sandbox.state()).buckets.filter((bucket) => bucket.type === "user").map((bucket) => bucket.id);
  expect(own).toContain(asked[0].match(/buckets\/(\w{16}) /)![1]);
});

test("a token that only changes tasks has nothing to be tested with", async ({ app, page }) => {
  await app.signInWithToken();
  await app.openNewToken();
  await app.openType("Tasks");
  await app.grantAll("Write");
  await app.create();
  await expect(app.dialog).toContainText("No test: only a change could show what this token grants");
  await expect(button(app)).toBeHidden();
  await expectAccessible(page);
});

test("a token that reads tasks reads one, or says that there is none to show", async ({ app, page }) => {
  await app.signInWithToken();
  await app.openNewToken();
  await app.openType("Tasks");
  await app.grantAll("Read");
  await app.create();
  const asked = await askedOf(page, () => button(app).click());
  await expect(result(app)).toContainText(/^Works\. It read/);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(/^GET \/api\/v2\/tasks/);
});

test.describe("a server that does not do what was asked", () => {
  test("and names the right that is missing ends the test at once", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(401);
    await reveal(app, "Read");
    const message = "read:orgs/0000000000000001/buckets/0000000000000002 is unauthorized";
    await sandbox.fail("/api/v2/buckets*", { kind: "status", status: 401, code: "unauthorized", message });
    await button(app).click();
    await expect(result(app)).toContainText("Not proven. The server says that it lacks read:orgs/0000000000000001/buckets/0000000000000002.");
    await expect(app.dialog, "the session is another's").toBeVisible();
    await expect(page.getByRole("heading", { name: "Sign in to your server", includeHidden: true })).toBeHidden();
    await expectAccessible(page);
    await app.dialog.getByRole("button", { name: "Test again" }).click();
    await expect(result(app)).toContainText("Works.");
  });

  test("says that the token is inactive", async ({ app, sandbox, watch }) => {
    watch.allowStatus(401);
    const { id } = await reveal(app, "Read");
    await sandbox.api("PATCH", `/api/v2/authorizations/${id}`, { status: "inactive" });
    await button(app).click();
    await expect(result(app)).toContainText("Not proven. The token is inactive: every use of it is refused.");
  });

  test("and does not know the token yet is asked again, visibly, until it does", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(401);
    await reveal(app, "Read");
    await stopTime(page);
    await notKnown(sandbox, 2);
    await button(app).click();
    await expect(result(app)).toContainText("The server does not know it yet. Try 2 of 3 follows in 1 second.");
    await page.clock.runFor(1_000);
    await expect(result(app)).toContainText("The server does not know it yet. Try 3 of 3 follows in 2 seconds.");
    await page.clock.runFor(2_000);
    await expect(result(app)).toContainText("Works. It read the bucket telemetry");
  });

  test("is asked only a few times", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(401);
    await reveal(app, "Read");
    await stopTime(page);
    await notKnown(sandbox, 9);
    const bucket = `GET /api/v2/buckets/${await sandbox.bucket("telemetry")}`;
    await button(app).click();
    await expect(result(app)).toContainText("Try 2 of 3");
    await page.clock.runFor(1_000);
    await expect(result(app)).toContainText("Try 3 of 3");
    await page.clock.runFor(2_000);
    await expect(result(app)).toContainText("Not proven. The server does not know it after 3 tries. Test again in a minute.");
    await page.clock.runFor(60_000);
    expect(await sandbox.asked(bucket)).toBe(3);
    await page.clock.resume();
    await expectAccessible(page);
  });

  test("is not asked again once the test is stopped", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(503);
    await reveal(app, "Read");
    await stopTime(page);
    await sandbox.fail("/api/v2/buckets*", { kind: "status", status: 503, message: "starting" }, { times: 9 });
    await button(app).click();
    await expect(result(app)).toContainText("The server is busy. Try 2 of 3 follows in 1 second.");
    await app.dialog.getByRole("button", { name: "Stop the test" }).click();
    await expect(result(app)).toContainText("Sends one harmless request");
    await page.clock.runFor(60_000);
    expect(await sandbox.asked(`GET /api/v2/buckets/${await sandbox.bucket("telemetry")}`)).toBe(1);
  });

  test("is asked nothing more after the dialog was closed", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(401);
    await reveal(app, "Read");
    await stopTime(page);
    await notKnown(sandbox, 9);
    await button(app).click();
    await expect(result(app)).toContainText("Try 2 of 3");
    await app.closeWithoutCopying();
    await page.clock.runFor(60_000);
    expect(await sandbox.asked(`GET /api/v2/buckets/${await sandbox.bucket("telemetry")}`)).toBe(1);
  });
});

/** A token with one right on one bucket. */
async function reveal(app: Console, right: Right) {
  await app.signInWithToken();
  await app.openNewToken();
  await app.tick(right, "telemetry");
  return app.create();
}

function button(app: Console) {
  return app.dialog.getByRole("button", { name: "Test this token" });
}

function result(app: Console) {
  return app.dialog.locator(".testline__res");
}

async function notKnown(sandbox: Sandbox, times: number): Promise<void> {
  const fault = { kind: "status", status: 401, code: "unauthorized", message: "unauthorized access" } as const;
  await sandbox.fail("/api/v2/buckets*", fault, { times });
}

/** From here on time passes only when the test says so. */
async function stopTime(page: Page): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

/** Everything that is stored, without the count of requests. */
async function stored(sandbox: Sandbox): Promise<Omit<State, "requests">> {
  const { requests: _, ...rest } = await sandbox.state();
  return rest;
}

/** After a create the list of tokens is looked at by itself, which is no matter of a test. */
function ofTest({ pathname }: URL): boolean {
  return pathname.startsWith("/api/") && pathname !== TOKENS;
}

/** The requests that an act sends to the API, with the credential and the body of each. */
async function askedOf(page: Page, act: () => Promise<void>): Promise<string[]> {
  const asked: Request[] = [];
  const posted = await heldBody(page);
  page.on("request", (request) => {
    if (ofTest(new URL(request.url()))) asked.push(request);
  });
  const answered = page.waitForResponse((answer) => ofTest(new URL(answer.url())));
  await act();
  await answered;
  return Promise.all(
    asked.map(async (request) => {
      const url = new URL(request.url());
      const body = request.method() === "POST" ? await posted() : request.postData();
      return `${request.method()} ${url.pathname}${url.search.replace(/&$/, "")} ${request.headers().authorization} ${body}`;
    }),
  );
}
