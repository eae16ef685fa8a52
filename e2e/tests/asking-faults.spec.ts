// What is asked on the way to a token, met by every fault: the user who shall own it, and what may be granted.
//
// However it ends, the page says how, no token is made that nobody asked for, and the next try works.

import { expect, test } from "../support/test";
import type { Console } from "../support/console";
import { EVERY } from "../support/faults";
import { type Sandbox, TOKENS } from "../support/sandbox";
import { passTenSeconds } from "../support/silence";
import { CLAIMS } from "../support/wording";

const USERS = "/api/v2/users";
const NAME = "press-gw-17";

test.beforeEach(async ({ page, watch }) => {
  watch.allowLostAnswers();
  watch.allowStatus(400, 401, 403, 404, 422, 429, 500, 502, 503);
  await page.clock.install();
});

for (const [how, fault, kind] of EVERY) {
  test(`making the user meets: ${how}`, async ({ app, page, sandbox }) => {
    const before = await begin(app, sandbox);
    await sandbox.fail(USERS, fault, { method: "POST" });
    await app.createButton.click();
    if (kind === "silent") await passTenSeconds(page, sandbox, `POST ${USERS}`, 0);
    const told = await outcome(app);
    const users = await named(sandbox);
    const tokens = (await tokensOf(sandbox)).length - before;
    if (told === "a secret") {
      expect([users.length, tokens]).toEqual([1, 1]);
      return;
    }
    expect(tokens, told).toBe(0);
    if (told === "the user was not made") expect(users).toEqual([]);
    await goOn(app, told);
    expect((await tokensOf(sandbox)).length - before).toBe(1);
    expect(await named(sandbox), "names are unique").toHaveLength(1);
  });

  test(`looking for the user after a lost answer meets: ${how}`, async ({ app, page, sandbox }) => {
    const before = await begin(app, sandbox);
    await sandbox.fail(USERS, { kind: "garbage", what: "html", stored: true }, { method: "POST" });
    const asked = await sandbox.asked(`GET ${USERS}`);
    await sandbox.fail(USERS, fault, { method: "GET" });
    await app.createButton.click();
    if (kind === "silent") await passTenSeconds(page, sandbox, `GET ${USERS}`, asked);
    const told = await outcome(app);
    expect(told, "the user exists").not.toBe("a secret");
    expect(told, "whatever the search was answered").not.toBe("the user was not made");
    expect((await tokensOf(sandbox)).length).toBe(before);
    await goOn(app, told);
    expect((await tokensOf(sandbox)).length - before).toBe(1);
    expect(await named(sandbox)).toHaveLength(1);
  });
}

for (const [how, fault, kind] of EVERY) {
  test(`asking beforehand what may be granted meets: ${how}`, async ({ app, page, sandbox }) => {
    await app.signInWithToken(await limited(sandbox));
    await app.openNewToken();
    const before = (await tokensOf(sandbox)).length;
    const asked = await sandbox.asked(`POST ${TOKENS}`);
    await sandbox.fail(TOKENS, fault, { method: "POST" });
    await app.tick("Read", "weather");
    if (kind === "silent") await passTenSeconds(page, sandbox, `POST ${TOKENS}`, asked);
    const said = app.notice("The server could not check in advance")
      .or(app.notice(/The server would refuse/))
      .or(app.notice("Your session ended"))
      .or(app.review.getByText("Your credential covers it."));
    await expect(said.first()).toBeVisible();
    expect((await tokensOf(sandbox)).length, "asking makes nothing").toBe(before);
    if (await app.notice("The server could not check in advance").isVisible()) {
      await sandbox.forgetFaults();
      await page.getByRole("button", { name: "Ask again" }).click();
      await expect(app.review).toContainText("Your credential covers it.");
    }
  });
}

type Told = "a secret" | "the user was not made" | "the user may exist" | "the user exists" | "refused" | "signed out";

async function outcome(app: Console): Promise<Told> {
  const states: [Told, ReturnType<Console["notice"]>][] = [
    ["a secret", app.dialog],
    ["the user was not made", app.notice(CLAIMS.userNotCreated)],
    ["the user may exist", app.notice(CLAIMS.userOpen)],
    ["the user exists", app.notice(CLAIMS.userExists)],
    ["refused", app.notice(CLAIMS.refused)],
    ["signed out", app.notice("Your session ended")],
  ];
  await expect(states.map(([, state]) => state).reduce((one, other) => one.or(other))).toBeVisible();
  for (const [told, state] of states) if (await state.isVisible()) return told;
  throw new Error("What was told is gone again.");
}

async function goOn(app: Console, told: Told): Promise<void> {
  await app.sandbox.forgetFaults();
  if (told === "signed out") await app.signInWithToken();
  await app.create();
}

/** A form for a new user; how many tokens there are before it is sent. */
async function begin(app: Console, sandbox: Sandbox): Promise<number> {
  await app.signInWithToken();
  await app.openNewToken();
  await app.tick("Read", "weather");
  await app.page.getByRole("group", { name: "Owner" }).getByRole("radio", { name: "New user" }).check();
  await app.page.getByRole("textbox", { name: "Name of the new user" }).fill(NAME);
  return (await tokensOf(sandbox)).length;
}

const named = async (sandbox: Sandbox) => (await sandbox.state()).users.filter(({ name }) => name === NAME);

const tokensOf = async (sandbox: Sandbox) => (await sandbox.state()).authorizations;

/** A credential that makes tokens for its own user and reads all buckets. */
async function limited(sandbox: Sandbox): Promise<string> {
  const orgID = await sandbox.org("brackwater-plants");
  const id = await sandbox.userId(sandbox.user);
  const actions = ["read", "write"] as const;
  const { token } = await sandbox.make("limited", [
    ...actions.map((action) => ({ action, resource: { type: "authorizations", orgID } })),
    ...actions.map((action) => ({ action, resource: { type: "users", id } })),
    { action: "read", resource: { type: "orgs", id: orgID } },
    { action: "read", resource: { type: "buckets", orgID } },
  ]);
  return token;
}
