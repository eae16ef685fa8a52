// Who wants to go, to another organization or out, while something is on its way: that is waited for or told, and what
// comes afterwards finds nobody.

import { expect, test } from "../support/test";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { type Console, ELSEWHERE, STORIES } from "../support/console";
import { type Gate, gate } from "../support/gate";
import { type Fault, type Sandbox, TOKENS } from "../support/sandbox";
import { neverGivesUp } from "../support/silence";

const USERS = "/api/v2/users";
const CONFIG = "/api/v2/config";

const here = (app: Console, name: string) => expect(app.organization).toHaveAccessibleName(`Organization: ${name}`);
const users = async (sandbox: Sandbox, name: string) => (await sandbox.state()).users.filter((user) => user.name === name);

test.beforeEach(async ({ page }) => neverGivesUp(page));

/** The form for a token of a user who does not exist yet. */
async function forNewUser(app: Console, name: string): Promise<void> {
  await app.signInWithToken();
  await app.openNewToken();
  await app.tick("Read", "weather");
  await app.page.getByRole("group", { name: "Owner" }).getByRole("radio", { name: "New user" }).check();
  await app.page.getByRole("textbox", { name: "Name of the new user" }).fill(name);
}

/** Chooses another organization, and waits until what is asked for that is answered. */
async function goAndBeAnswered(app: Console, name: string): Promise<void> {
  const answer = app.page.waitForResponse((answer) => new URL(answer.url()).pathname === CONFIG);
  await app.goTo(name);
  await (await answer).finished();
}

async function pressSignOut(app: Console): Promise<void> {
  await app.account.click();
  await app.page.getByRole("menuitem", { name: "Sign out" }).click();
}

test.describe("while the owner of a token is created on the way", () => {
  test("another organization waits until that is known, and the token is created", async ({ app, page, sandbox }) => {
    await forNewUser(app, "press-gw-20");
    const create = await gate(page, "POST", USERS);
    await app.createButton.click();
    await create.arrived;
    await goAndBeAnswered(app, ELSEWHERE);
    await here(app, STORIES);
    create.open();
    await expect(app.dialog).toContainText("The user press-gw-20 was created for it.");
    await app.closeWithoutCopying();
    await here(app, ELSEWHERE);
    const [owner] = await users(sandbox, "press-gw-20");
    expect((await sandbox.state()).authorizations.filter(({ userID }) => userID === owner.id)).toHaveLength(1);
  });

  test("the news of that user comes with the secret, though one is in another organization by then", async ({ app, page, sandbox }) => {
    await forNewUser(app, "press-gw-30");
    const create = await gate(page, "POST", TOKENS);
    await app.createButton.click();
    await create.arrived;
    await goAndBeAnswered(app, ELSEWHERE);
    await here(app, ELSEWHERE);
    create.open();
    await expect(app.dialog).toContainText("The user press-gw-30 was created for it.");
    await app.closeWithoutCopying();
    expect(await users(sandbox, "press-gw-30")).toHaveLength(1);
  });

  test("a session that a late create finds at its end is told, though one is in another organization by then", async ({ app, page, watch }) => {
    watch.allowStatus(401);
    await forNewUser(app, "press-gw-31");
    const json = { code: "unauthorized", message: "unauthorized access" };
    const create = await gate(page, "POST", TOKENS, { refusal: { status: 401, json } });
    await app.createButton.click();
    await create.arrived;
    await goAndBeAnswered(app, ELSEWHERE);
    await here(app, ELSEWHERE);
    create.open();
    await expect(page.getByRole("heading", { name: "Sign in to your server" })).toBeVisible();
    await expect(page.getByRole("main")).toContainText("Your session ended");
  });

  test("a late answer about a name that is taken finds everything as it was", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(422);
    await forNewUser(app, "press-gw-21");
    await sandbox.api("POST", USERS, { name: "press-gw-21" });
    const find = await gate(page, "GET", USERS);
    await app.createButton.click();
    await find.arrived;
    await goAndBeAnswered(app, ELSEWHERE);
    await here(app, STORIES);
    find.open();
    await expect(app.dialog).toBeVisible();
    await app.closeWithoutCopying();
    await here(app, ELSEWHERE);
    expect(await users(sandbox, "press-gw-21")).toHaveLength(1);
  });

  test("where the user can't be created, one stays where that is told", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(401);
    await forNewUser(app, "press-gw-22");
    const json = { code: "unauthorized", message: "write:users is unauthorized" };
    const create = await gate(page, "POST", USERS, { refusal: { status: 401, json } });
    await app.createButton.click();
    await create.arrived;
    await goAndBeAnswered(app, ELSEWHERE);
    create.open();
    await expect(page.getByRole("alert").filter({ hasText: "The user was not created, and no token either" })).toBeVisible();
    await here(app, STORIES);
    expect(await users(sandbox, "press-gw-22")).toEqual([]);
  });

  test("nobody signs out before that is known", async ({ app, page, sandbox }) => {
    await forNewUser(app, "press-gw-23");
    const create = await gate(page, "POST", USERS);
    await app.createButton.click();
    await create.arrived;
    for (let presses = 0; presses < 2; presses++) {
      await pressSignOut(app);
      await expect(app.notice("You are still signed in")).toContainText("A token is being created");
    }
    create.open();
    await expect(app.dialog).toBeVisible();
    await app.closeWithoutCopying();
    await expect(app.notice("You are still signed in")).toHaveCount(0);
    await app.signOut();
    expect(await users(sandbox, "press-gw-23")).toHaveLength(1);
  });

  test("a person can stop waiting, and is told that the user may exist", async ({ app, page, sandbox }) => {
    await page.clock.install();
    await forNewUser(app, "press-gw-24");
    await sandbox.fail(USERS, { kind: "rate", bytesPerSecond: 1 }, { method: "POST" });
    await app.createButton.click();
    await expect.poll(() => users(sandbox, "press-gw-24")).toHaveLength(1);
    await page.clock.fastForward(3_500);
    await page.getByRole("button", { name: "Stop waiting" }).click();
    await expect(page.getByRole("alert")).toContainText("No token was created, and the new user may exist");
    await expectAccessible(page);
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(0);
  });

  test("a user who came about while the session ended is told, and gets the token when it is created again", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(401, 422);
    await forNewUser(app, "press-gw-25");
    const create = await gate(page, "POST", USERS);
    await app.createButton.click();
    await create.arrived;
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Tokens/ }).click();
    await sandbox.fail(TOKENS, { kind: "status", status: 401, message: "unauthorized access" }, { method: "GET" });
    await page.getByRole("button", { name: "Load the list again" }).click();
    await expect(app.notice("Your session ended")).toBeVisible();
    create.open();
    await expect.poll(() => users(sandbox, "press-gw-25")).toHaveLength(1);
    await app.signInWithToken();
    const told = app.notice("The user exists, and no token was created");
    await told.getByRole("button", { name: "Back to the form" }).click();
    await expect(page.getByRole("alert")).toContainText("Your session ended before the token of press-gw-25 could be created.");
    const { id } = await app.create();
    const [owner] = await users(sandbox, "press-gw-25");
    expect((await sandbox.state()).authorizations.find((token) => token.id === id)?.userID).toBe(owner.id);
  });
});

test("whoever signs out while another organization is on its way is out, and its answer finds nobody", async ({ app, page }) => {
  await app.signInWithToken();
  await expect(app.list).toBeVisible();
  const power = await gate(page, "GET", CONFIG);
  await app.goTo(ELSEWHERE);
  await power.arrived;
  await app.signOut();
  const answer = page.waitForResponse((answer) => new URL(answer.url()).pathname === CONFIG);
  power.open();
  await (await answer).finished();
  await app.signInWithToken();
  await expect(app.list).toBeVisible();
});

/** Ends a user with eight tokens, all of whose ends are held back. */
async function endUser(app: Console, sandbox: Sandbox, signIn = () => app.signInWithToken(), tokens = 8): Promise<Gate> {
  const { page } = app;
  const orgID = await sandbox.org(STORIES);
  const { id: user } = await sandbox.api("POST", USERS, { name: "press.operator" });
  for (let n = 1; n <= tokens; n++) {
    await sandbox.make(`press line ${n}`, [{ action: "read", resource: { type: "tasks", orgID } }], { userID: user });
  }
  await signIn();
  await page.goto(`#/owners/${user}/offboard`);
  await page.getByRole("button", { name: "Let all stop" }).click();
  await page.getByRole("radio", { name: /^Delete/ }).check();
  const deletes = await gate(page, "DELETE", `${TOKENS}/`);
  await page.getByRole("button", { name: "Finish: delete the user…" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete this user and every token of it?" });
  await question.getByRole("textbox", { name: "Name of the user" }).fill("press.operator");
  await question.getByRole("button", { name: "Delete for good" }).click();
  await deletes.arrived;
  return deletes;
}

test.describe("while a user is offboarded", () => {
  const hold = (app: Console) => app.notice("Work is still under way here");

  test("another organization is not gone to before its end without a word", async ({ app, page }) => {
    const deletes = await endUser(app, app.sandbox);
    await app.goTo(ELSEWHERE);
    await expect(hold(app)).toContainText("The offboarding of press.operator is not at its end.");
    await expectAccessible(page);
    await here(app, STORIES);
    deletes.open();
    await expect(page.getByText("The user is deleted.")).toBeVisible();
    await expect(hold(app)).toHaveCount(0);
    await app.switchTo(ELSEWHERE);
  });

  test("the user is not deleted behind a pause, though every token is done with by then", async ({ app, page, sandbox }) => {
    // No more than are under way at a time.
    const deletes = await endUser(app, sandbox, undefined, 3);
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    deletes.open();
    const resume = page.getByRole("button", { name: "Resume" });
    await expect(resume).toBeVisible();
    await expect(page.getByText("Waits until you press Resume. The user is as before.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Try again with the user" })).toHaveCount(0);
    expect(await users(sandbox, "press.operator")).toHaveLength(1);
    await resume.click();
    await expect(page.getByText("The user is deleted.")).toBeVisible();
    await expect(resume).toHaveCount(0);
    expect(await users(sandbox, "press.operator")).toEqual([]);
  });

  test("whoever signs out is told how far it is, and goes when they press once more", async ({ app, page, sandbox }) => {
    const deletes = await endUser(app, sandbox);
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    deletes.open();
    await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
    await pressSignOut(app);
    await expect(hold(app)).toContainText(/Paused: \d of 8 tokens .*\d open\./);
    await expect(app.signInHeading).toHaveCount(0);
    await app.signOut();
    await expect(app.notice("You are signed out")).toBeVisible();
    const left = (await sandbox.state()).authorizations.filter(({ description }) => description.startsWith("press line"));
    expect(left.length, "what was open is as it was").toBeGreaterThan(0);
    expect(await users(sandbox, "press.operator")).toHaveLength(1);
  });

  test("a session of somebody else that cuts it off tells how far it was", async ({ app, page, sandbox }) => {
    const jonas = await sandbox.userId("jonas.feld");
    await sandbox.api("POST", `/api/v2/users/${jonas}/password`, { password: "jonas-password-1" });
    await endUser(app, sandbox, () => app.signInWithPassword());
    const headers = { Authorization: `Basic ${Buffer.from("jonas.feld:jonas-password-1").toString("base64")}` };
    expect((await page.context().request.post("/api/v2/signin", { headers })).status()).toBe(204);
    await page.evaluate(() => void window.dispatchEvent(new Event("focus")));
    const notice = app.notice("Somebody else signed in in this browser");
    await expect(notice).toContainText(/It ended in the middle of this: .* 8 tokens: 8 open\./);
  });
});

test("whoever signs out while a token is revoked hears of it first", async ({ app, page, sandbox }) => {
  const orgID = await sandbox.org(STORIES);
  const { id } = await sandbox.make("gateway", [{ action: "read", resource: { type: "tasks", orgID } }]);
  await app.signInWithToken();
  await page.goto(`#/tokens/${id}`);
  const look = await gate(page, "GET", `${TOKENS}/${id}`);
  await page.getByRole("complementary").last().getByRole("button", { name: "Revoke", exact: true }).click();
  await look.arrived;
  await pressSignOut(app);
  await expect(app.notice("Work is still under way here")).toContainText("A change is on its way");
  look.open();
  await expect.poll(async () => (await sandbox.state()).authorizations.find((token) => token.id === id)?.status).toBe("inactive");
  await expect(app.notice("Work is still under way here")).toHaveCount(0);
  await app.signOut();
});

test("whoever goes elsewhere while a token is changed is told what that waits for", async ({ app, page, sandbox }) => {
  const orgID = await sandbox.org(STORIES);
  const { id } = await sandbox.make("gateway", [{ action: "read", resource: { type: "tasks", orgID } }]);
  await app.signInWithToken();
  await page.goto(`#/tokens/${id}`);
  const look = await gate(page, "GET", `${TOKENS}/${id}`);
  await page.getByRole("complementary").last().getByRole("button", { name: "Revoke", exact: true }).click();
  await look.arrived;
  await goAndBeAnswered(app, ELSEWHERE);
  await expect(app.notice("A change is on its way")).toContainText(`The console goes to ${ELSEWHERE} when its answer is here.`);
  // Signing out has a question of its own.
  await pressSignOut(app);
  await expect(app.notice("Work is still under way here")).toContainText(
    `the console goes to ${ELSEWHERE} when its answer is here. Wait for it, or sign out once more to go without it.`,
  );
  await here(app, STORIES);
  look.open();
  await here(app, ELSEWHERE);
  await expect(app.notice("A change is on its way")).toHaveCount(0);
  expect((await sandbox.state()).authorizations.find((token) => token.id === id)?.status).toBe("inactive");
});

/** Revokes a token whose look before is held back. */
async function beginToRevoke(app: Console, id: string): Promise<Gate> {
  const { page } = app;
  await page.goto(`#/tokens/${id}`);
  const look = await gate(page, "GET", `${TOKENS}/${id}`);
  await page.getByRole("complementary").last().getByRole("button", { name: "Revoke", exact: true }).click();
  await look.arrived;
  return look;
}

async function make(sandbox: Sandbox, name: string): Promise<string> {
  const orgID = await sandbox.org(STORIES);
  return (await sandbox.make(name, [{ action: "read", resource: { type: "tasks", orgID } }])).id;
}

/** The server does not let this credential change a token. */
const MAY_NOT: Fault = { kind: "status", status: 401, code: "unauthorized", message: "write:authorizations is unauthorized" };

test.describe("while the way to another organization waits for a change", () => {
  const waits = (app: Console) => app.notice("A change is on its way");

  test("whoever stays after all is not told any more that the console goes there", async ({ app, sandbox }) => {
    const id = await make(sandbox, "gateway");
    await app.signInWithToken();
    const look = await beginToRevoke(app, id);
    await goAndBeAnswered(app, ELSEWHERE);
    await expect(waits(app)).toBeVisible();
    await app.goTo(STORIES);
    await expect(waits(app)).toHaveCount(0);
    look.open();
    await expect.poll(async () => (await sandbox.state()).authorizations.find((token) => token.id === id)?.status).toBe("inactive");
    await here(app, STORIES);
  });

  test("another change that is refused meanwhile is told before anybody goes", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(401);
    const [first, second] = [await make(sandbox, "gateway"), await make(sandbox, "gateway, hall 2")];
    await app.signInWithToken();
    const look = await beginToRevoke(app, first);
    await goAndBeAnswered(app, ELSEWHERE);
    await expect(waits(app)).toBeVisible();
    await sandbox.fail(`${TOKENS}/${second}`, MAY_NOT, { method: "PATCH" });
    await page.goto(`#/tokens/${second}`);
    await page.getByRole("complementary").last().getByRole("button", { name: "Revoke", exact: true }).click();
    await expect(app.notice(/^Nothing changed(?! so far)/)).toBeVisible();
    look.open();
    await expect(waits(app)).toHaveCount(0);
    await here(app, STORIES);
    await expect(app.notice(/^Nothing changed(?! so far)/)).toBeVisible();
  });

  test("the form shows the organization in which it stays", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(401);
    const id = await make(sandbox, "gateway");
    await app.signInWithToken();
    const look = await beginToRevoke(app, id);
    await sandbox.fail(`${TOKENS}/${id}`, MAY_NOT, { method: "PATCH" });
    await page.goto("#/tokens/new");
    const organization = app.main.getByRole("combobox", { name: "Organization" });
    const [stories, elsewhere] = [await sandbox.org(STORIES), await sandbox.org(ELSEWHERE)];
    await organization.selectOption(elsewhere);
    await expect(waits(app)).toContainText(ELSEWHERE);
    await expect(organization).toHaveValue(elsewhere);
    look.open();
    await expect(waits(app)).toHaveCount(0);
    await expect(organization).toHaveValue(stories);
    await here(app, STORIES);
  });

  test("a run that is open beside it holds back once, and no second time", async ({ app, sandbox }) => {
    const id = await make(sandbox, "gateway");
    const deletes = await endUser(app, sandbox);
    const look = await beginToRevoke(app, id);
    await app.goTo(ELSEWHERE);
    await expect(app.notice("Work is still under way here")).toContainText("do that once more");
    await goAndBeAnswered(app, ELSEWHERE);
    await expect(waits(app)).toContainText(`The console goes to ${ELSEWHERE} when its answer is here.`);
    await here(app, STORIES);
    look.open();
    await here(app, ELSEWHERE);
    deletes.open();
  });
});

test("a link into an organization that a run holds back from waits for whoever opened it", async ({ app, page, sandbox }) => {
  const deletes = await endUser(app, sandbox);
  const org = await sandbox.org(ELSEWHERE);
  const bucket = (await sandbox.state()).buckets.find((bucket) => bucket.orgID === org && !bucket.name.startsWith("_"))!;
  const request = `request=1&org=${org}:${ELSEWHERE}&user=${await sandbox.userId(sandbox.user)}&read.buckets=${bucket.id}`;
  await page.evaluate((request) => {
    location.hash = `#/tokens/new?${request}`;
  }, request);
  const notice = app.notice("The request of the link is for another organization");
  await expect(notice).toContainText(`It fills the form of ${ELSEWHERE} when the console goes there.`);
  await expect(app.notice("Work is still under way here")).toBeVisible();
  await expectAccessible(page);
  // Nobody has pressed anything once more who only goes back and forward.
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Old tokens" })).toBeVisible();
  await page.goForward();
  await expect(notice).toBeVisible();
  await here(app, STORIES);
  await notice.getByRole("button", { name: `Go to ${ELSEWHERE}` }).click();
  await here(app, ELSEWHERE);
  await expect(app.review).toContainText(bucket.name);
  deletes.open();
});

test("results of a run that is at its end are not told as cut off with the session", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(401);
  await make(sandbox, "press line 1");
  await make(sandbox, "press line 2");
  await app.signInWithToken();
  await app.search.fill("press line");
  await page.getByRole("checkbox", { name: /^Select all/ }).click();
  await page.getByRole("region", { name: "Selected tokens" }).getByRole("button", { name: "Deactivate 2" }).click();
  await page.getByRole("button", { name: "Deactivate: 2 tokens" }).click();
  await expect(page.getByRole("heading", { name: "2 tokens are inactive" })).toBeVisible();
  await sandbox.fail("/api/v2/buckets", { kind: "status", status: 401, code: "unauthorized", message: "unauthorized access" }, { method: "GET" });
  await page.goto("#/tokens/new");
  await expect(app.signInHeading).toBeVisible();
  await expect(app.main).toContainText("Your session ended");
  await expect(app.main).not.toContainText("It ended in the middle of this");
});

test("a session that ends while a lost answer is read back leads to signing in", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  watch.allowStatus(401);
  const id = await make(sandbox, "press line 1");
  await app.signInWithToken();
  await app.search.fill("press line");
  await page.getByRole("checkbox", { name: /^Select all/ }).click();
  await sandbox.fail(`${TOKENS}/${id}`, { kind: "cut", when: "after" }, { method: "PATCH" });
  await sandbox.fail(`${TOKENS}/${id}`, { kind: "status", status: 401, code: "unauthorized", message: "unauthorized access" }, { method: "GET" });
  await page.getByRole("region", { name: "Selected tokens" }).getByRole("button", { name: "Deactivate 1" }).click();
  await page.getByRole("button", { name: "Deactivate: 1 token" }).click();
  await expect(app.signInHeading).toBeVisible();
  await expect(app.main).toContainText("It ended in the middle of this");
});

test("whoever goes to the form while a token is looked at for its replacement keeps what they fill in", async ({ app, page, sandbox }) => {
  const id = await make(sandbox, "gateway");
  await app.signInWithToken();
  await page.goto(`#/tokens/${id}`);
  const look = await gate(page, "GET", `${TOKENS}/${id}`);
  await page.getByRole("complementary").last().getByRole("button", { name: "Replace", exact: true }).click();
  await look.arrived;
  await page.goto("#/tokens/new");
  await app.tick("Read", "weather");
  const answer = page.waitForResponse((answer) => new URL(answer.url()).pathname === `${TOKENS}/${id}`);
  look.open();
  await (await answer).finished();
  const { id: created } = await app.create();
  const stored = (await sandbox.state()).authorizations.find((token) => token.id === created);
  expect(stored?.description).toBe("Read buckets weather");
});

test("a name that a session's end kept from being stored is nobody else's doing", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(401);
  const orgID = await sandbox.org(STORIES);
  const { id } = await sandbox.make("gateway", [{ action: "read", resource: { type: "tasks", orgID } }]);
  await app.signInWithToken();
  await page.goto(`#/tokens/${id}`);
  await page.getByRole("button", { name: "Rename" }).click();
  const name = page.getByRole("textbox", { name: "Name of the token" });
  await name.fill("gateway, hall 3");
  await sandbox.fail(`${TOKENS}/${id}`, { kind: "status", status: 401, code: "unauthorized", message: "unauthorized access" }, { method: "PATCH" });
  await name.press("Enter");
  await app.tryToken(sandbox.token);
  await expect(name).toHaveValue("gateway, hall 3");
  await expect(app.row(id)).toBeVisible();
  await expect(page.getByRole("complementary").last()).not.toContainText("Somebody renamed it meanwhile");
});
