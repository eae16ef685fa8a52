// Getting in, with a token or a password, and every reason for not getting in; staying in, getting out, falling out.

import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { STORIES } from "../support/console";
import { gate } from "../support/gate";
import { TOKENS } from "../support/sandbox";
import { passTenSeconds } from "../support/silence";

test.describe("an API token", () => {
  test("lets a person in and shows server, organization, user and rights", async ({ page, app, sandbox }) => {
    await app.open();
    await expect(page.getByText("served this page")).toContainText("InfluxDB 2.9");
    await app.signInWithToken();
    const bar = page.getByRole("banner");
    await expect(bar.getByRole("button", { name: "Organization: brackwater-plants" })).toBeVisible();
    await expect(bar.getByRole("button", { name: `Account: ${sandbox.user}` })).toBeVisible();
    await expect(bar.getByText("Operator")).toBeVisible();
    await expect(bar.getByText(/^InfluxDB 2\.9/)).toBeVisible();
    await expect(app.list).toBeVisible();
  });

  test("that the server does not know is told apart, with its length", async ({ app, page, watch }) => {
    watch.allowStatus(401);
    await app.open();
    await app.tryToken("only-a-part-of-a-token");
    await expect(app.notice("The server does not know this token")).toBeVisible();
    await expect(app.tokenField).toHaveAttribute("aria-invalid", "true");
    await expect(app.tokenField).toHaveAccessibleDescription(/22 characters\. InfluxDB 2 tokens usually have 88\./);
    await expect(app.tokenField, "what was typed is kept").toHaveValue("only-a-part-of-a-token");
    await expectAccessible(page);
  });

  test("that is unknown but as long as usual gets no hint about its length", async ({ app, watch, sandbox }) => {
    watch.allowStatus(401);
    await app.open();
    await app.tryToken(sandbox.token.replaceAll("a", "b"));
    await expect(app.notice("The server does not know this token")).toBeVisible();
    await expect(app.tokenField).not.toHaveAttribute("aria-invalid", "true");
  });

  test("that is inactive is told apart", async ({ app, watch, sandbox, page }) => {
    const { id, token } = await sandbox.make("inactive", [readBuckets(await sandbox.org("brackwater-plants"))]);
    await sandbox.api("PATCH", `${TOKENS}/${id}`, { status: "inactive" });
    watch.allowStatus(401, 403);
    await app.open();
    await app.tryToken(token);
    await expect(app.notice("This token is inactive")).toBeVisible();
    await expectAccessible(page);
  });

  test("of an inactive user is told apart", async ({ app, watch, sandbox }) => {
    const userID = await sandbox.userId("t.lindqvist");
    const permissions = [readBuckets(await sandbox.org("brackwater-plants"))];
    const { token } = await sandbox.make("of an inactive user", permissions, { userID });
    watch.allowStatus(401, 403);
    await app.open();
    await app.tryToken(token);
    await expect(app.notice("The user of this credential is inactive")).toBeVisible();
  });

  test("that may not read its own user cannot manage tokens, and the page says what it lacks", async ({ app, watch, sandbox }) => {
    const { token } = await sandbox.make("limited", [readBuckets(await sandbox.org("brackwater-plants"))]);
    watch.allowStatus(401, 403);
    await app.open();
    await app.tryToken(token);
    await expect(app.notice("This token is valid, but it cannot manage tokens")).toContainText("no Read on its own user");
  });

  for (const [around, of] of [
    ["white space", (token: string) => `  ${token} `],
    ["its header", (token: string) => `Authorization: Token ${token}`],
    ["quotes and a variable's name", (token: string) => `INFLUX_TOKEN="${token}"`],
  ] as const) {
    test(`may have ${around} around it`, async ({ app, sandbox }) => {
      await app.open();
      await app.signInWithToken(of(sandbox.token));
    });
  }

  test("must be there", async ({ app, sandbox }) => {
    await app.open();
    await app.tokenField.press("Enter");
    await expect(app.notice("There is no token yet")).toBeVisible();
    expect(await sandbox.asked("GET /api/v2/me"), "nothing was sent").toBe(0);
  });

  test("with characters that no header may hold is refused before it is sent, and which one it is is said", async ({ app, page, sandbox }) => {
    await app.open();
    for (const [token, which] of [["tökén – ✓", "U+00F6, at 2"], ["abc\u200bdef", "U+200B, at 4"], ["“abc”", "U+201C, at 1"]]) {
      await app.tryToken(token);
      await expect(page.getByRole("alert")).toContainText(`a character that no token can have (${which}). Nothing was sent.`);
      await expect(app.tokenField).toBeVisible();
    }
    expect(await sandbox.asked("GET /api/v2/me"), "nothing was sent").toBe(0);
  });
});

test.describe("a user with a password", () => {
  test("is let in with a cookie that survives a reload", async ({ app, page, context, sandbox }) => {
    await app.signInWithPassword();
    expect((await sandbox.state()).sessions).toBe(1);
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict" });
    await page.reload();
    await expect(app.account).toBeVisible();
    await expect(app.list).toBeVisible();
  });

  test("signs out, and the server forgets the session", async ({ app, page, sandbox, watch }) => {
    await app.signInWithPassword();
    await app.signOut();
    await expect.poll(async () => (await sandbox.state()).sessions).toBe(0);
    watch.allowStatus(401);
    await page.reload();
    await expect(app.signInHeading).toBeVisible();
  });

  test("signs out without hearing from the server, and is told that the session may live on", async ({ app, page, sandbox, watch }) => {
    watch.allowLostAnswers();
    await app.signInWithPassword();
    await sandbox.fail("/api/v2/signout", { kind: "cut", when: "before" });
    await app.signOut();
    await expect(app.notice("You are signed out here, but the server did not confirm it")).toContainText("close the browser");
    await expectAccessible(page);
  });

  test("signs out late, which takes nothing from whoever signed in meanwhile", async ({ app, page, sandbox }) => {
    await app.signInWithPassword();
    const goodbye = await gate(page, "POST", "/api/v2/signout");
    await app.signOut();
    await goodbye.arrived;
    await app.signInWithToken();
    goodbye.open();
    await expect.poll(async () => (await sandbox.state()).sessions).toBe(0);
    await app.openNewToken();
    await app.tick("Read", "weather");
    await app.create();
  });

  test("with a wrong password is told so, and what was typed stays", async ({ app, page, watch, sandbox }) => {
    watch.allowStatus(401);
    await app.open();
    await app.tryPassword(sandbox.user, "not the password");
    await expect(app.notice("Wrong user or password")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "User", exact: true })).toHaveValue(sandbox.user);
    expect((await sandbox.state()).sessions).toBe(0);
    await expectAccessible(page);
  });

  test("whose session is gone is asked to sign in again after a reload", async ({ app, page, watch, sandbox }) => {
    await app.signInWithPassword();
    await sandbox.fail("/api/v2/me", { kind: "lose-sessions" });
    watch.allowStatus(401);
    await page.reload();
    await expect(app.notice("Your session ended")).toBeVisible();
  });
});

test.describe("answers that come late", () => {
  test("of a credential that was given up do not end the next session", async ({ app, page, watch }) => {
    watch.allowStatus(401);
    await app.signInWithToken();
    await app.openNewToken();
    await app.typesAreCounted();
    const refusal = { status: 401, json: { code: "unauthorized", message: "unauthorized access" } };
    const list = await gate(page, "GET", "/api/v2/dashboards", { refusal });
    await app.openType("Dashboards");
    await list.arrived;
    await app.signOut();
    await app.signInWithToken();
    const answered = page.waitForResponse((answer) => answer.url().includes("/dashboards") && answer.status() === 401);
    list.open();
    await (await answered).finished();
    await app.tick("Read", "weather");
    await app.create();
  });

  test("to an earlier switch do not undo the last one", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    const power = await gate(page, "GET", "/api/v2/config");
    await app.organization.click();
    await page.getByRole("menuitemradio", { name: "brackwater-lab" }).click();
    await power.arrived;
    await app.organization.click();
    await page.getByRole("menuitemradio", { name: STORIES }).click();
    const answered = page.waitForResponse((answer) => answer.url().includes("/config"));
    power.open();
    await (await answered).finished();
    await app.openNewToken();
    await app.tick("Read", "weather");
    await expect(app.organization).toHaveAccessibleName(`Organization: ${STORIES}`);
    const { id } = await app.create();
    const org = await sandbox.org(STORIES);
    expect((await sandbox.state()).authorizations.find((one) => one.id === id)?.orgID).toBe(org);
  });
});

test.describe("keeping the credential", () => {
  test("for this tab makes a reload stay signed in", async ({ app, page }) => {
    await app.open();
    await page.getByRole("checkbox", { name: /Keep for this tab/ }).check();
    await app.signInWithToken();
    await page.reload();
    await expect(app.account).toBeVisible();
  });

  test("is not done unless asked for", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    expect(await stored(page)).not.toContain(sandbox.token);
    await page.reload();
    await expect(app.signInHeading).toBeVisible();
  });

  test("ends with signing out", async ({ app, page, sandbox }) => {
    await app.open();
    await page.getByRole("checkbox", { name: /Keep for this tab/ }).check();
    await app.signInWithToken();
    expect(await stored(page)).toContain(sandbox.token);
    await app.signOut();
    await expect(app.notice("You are signed out")).toBeVisible();
    expect(await stored(page)).not.toContain(sandbox.token);
    await page.reload();
    await expect(app.signInHeading).toBeVisible();
    await expect(app.tokenField).toHaveValue("");
  });

  test("does not keep a token that was refused", async ({ app, page, watch }) => {
    watch.allowStatus(401);
    await app.open();
    await page.getByRole("checkbox", { name: /Keep for this tab/ }).check();
    await app.tryToken("no-such-token");
    await expect(app.notice("The server does not know this token")).toBeVisible();
    expect(await stored(page)).not.toContain("no-such-token");
  });
});

test.describe("a server that can't be used", () => {
  test("because something else answers with a page", async ({ app, page, sandbox }) => {
    await app.open();
    await sandbox.fail("/api/v2/me", { kind: "garbage", what: "html" });
    await app.tryToken(sandbox.token);
    await expect(app.notice("This is not InfluxDB")).toContainText("A web page answered");
    await expect(app.tokenField).toHaveValue(sandbox.token);
    await expectAccessible(page);
  });

  test("because its answer is cut off", async ({ app, sandbox, watch }) => {
    watch.allowLostAnswers();
    await app.open();
    await sandbox.fail("/api/v2/me", { kind: "cut", when: "before" });
    await app.tryToken(sandbox.token);
    await expect(app.notice("The server can't be reached")).toContainText("Check the address and the network");
  });

  test("because it says nothing for ten seconds", async ({ app, page, sandbox }) => {
    await page.clock.install();
    await app.open();
    await sandbox.fail("/api/v2/me", { kind: "stall", bytes: 0 });
    await app.tryToken(sandbox.token);
    await expect(page.getByRole("button", { name: "Signing in…" })).toBeVisible();
    await passTenSeconds(page, sandbox, "GET /api/v2/me", 0);
    await expect(app.notice("The server did not answer")).toContainText("silent for 10 seconds");
    await app.signInWithToken();
  });

  test("because it is not ready", async ({ app, sandbox, watch }) => {
    watch.allowStatus(503);
    await app.open();
    await sandbox.fail("/api/v2/me", { kind: "status", status: 503, code: "unavailable", message: "still starting" });
    await app.tryToken(sandbox.token);
    await expect(app.notice("The server is not ready")).toContainText("still starting");
  });

  test("is seen before anybody signs in, and can be looked at again", async ({ app, page, sandbox, watch }) => {
    // Other products are asked for, which are not there.
    watch.allowStatus(401, 404);
    await sandbox.fail("/api/v2/setup", { kind: "garbage", what: "html" });
    await app.open();
    await expect(app.notice("There is no InfluxDB here")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Look again" }).click();
    await expect(app.notice("There is no InfluxDB here")).toBeHidden();
    await expect(page.getByText("served this page")).toContainText("InfluxDB 2.9");
  });
});

test.describe("a server that nobody has set up", () => {
  test.use({ flags: ["--empty"] });

  test("says so and what to do", async ({ app, page }) => {
    await app.open();
    await expect(app.notice("This server has not been set up yet")).toContainText("influx setup");
    await expect(page.getByRole("textbox"), "nobody can sign in").toHaveCount(0);
    await expectAccessible(page);
  });
});

test.describe("a session that ends in the middle of the work", () => {
  test("because the cookie expired leads to signing in again and back", async ({ app, page, sandbox, watch }) => {
    await app.signInWithPassword();
    await expect(app.list).toBeVisible();
    await sandbox.fail(TOKENS, { kind: "lose-sessions" }, { method: "GET" });
    watch.allowStatus(401);
    await page.getByRole("button", { name: "Load the list again" }).click();
    await expect(app.notice("Your session ended")).toContainText("as the same user to go on with what you put into a form");
    await expectAccessible(page);
    await app.signInWithPassword();
    await expect(app.list).toBeVisible();
  });

  test("because the token was deleted says so", async ({ app, page, sandbox, watch }) => {
    const org = await sandbox.org("brackwater-plants");
    const user = await sandbox.userId(sandbox.user);
    const { id, token } = await sandbox.make("about to be revoked", [
      { action: "read", resource: { type: "users", id: user } },
      { action: "read", resource: { type: "orgs", id: org } },
      { action: "read", resource: { type: "authorizations", orgID: org } },
    ]);
    watch.allowStatus(400, 401, 403);
    await app.signInWithToken(token);
    await expect(app.list).toBeVisible();
    await sandbox.api("DELETE", `${TOKENS}/${id}`);
    await page.getByRole("button", { name: "Load the list again" }).click();
    await expect(app.notice("Your session ended")).toContainText("the token was revoked");
  });

  test("because the token was deactivated, whose lists only look empty, says so", async ({ app, page, sandbox, watch }) => {
    const org = await sandbox.org("brackwater-plants");
    const user = await sandbox.userId(sandbox.user);
    const { id, token } = await sandbox.make("about to be switched off", [
      { action: "read", resource: { type: "users", id: user } },
      { action: "read", resource: { type: "orgs", id: org } },
      { action: "read", resource: { type: "authorizations", orgID: org } },
    ]);
    watch.allowStatus(400, 401, 403);
    await app.signInWithToken(token);
    await expect(app.list).toBeVisible();
    await sandbox.api("PATCH", `${TOKENS}/${id}`, { status: "inactive" });
    await page.getByRole("button", { name: "Load the list again" }).click();
    await expect(app.notice("The token you were signed in with was deactivated")).toBeVisible();
    await expect(page.getByText("No tokens")).toHaveCount(0);
  });
});

function readBuckets(orgID: string) {
  return { action: "read" as const, resource: { type: "buckets", orgID } };
}

/** Everything that the tab and the device keep for this site. */
function stored(page: import("@playwright/test").Page): Promise<string> {
  return page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie, history.state]));
}
