// What the credential may not grant is known before the token is made: the server is asked, and nothing is created by that.

import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { type Fault, type Made, type Permission, type Sandbox, TOKENS } from "../support/sandbox";
import { gate } from "../support/gate";

const ASKED = `POST ${TOKENS}`;

/** A credential that makes tokens for its own user, reads all buckets and writes one. */
async function limited(sandbox: Sandbox, more: Permission[] = []): Promise<Made> {
  const orgID = await sandbox.org("brackwater-plants");
  const me = await sandbox.userId("mira.okafor");
  return sandbox.make("limited credential", [
    ...both("authorizations", { orgID }),
    ...both("users", { id: me }),
    { action: "read", resource: { type: "orgs", id: orgID } },
    { action: "read", resource: { type: "buckets", orgID } },
    { action: "write", resource: { type: "buckets", orgID, id: await sandbox.bucket("telemetry") } },
    ...more,
  ]);
}

function both(type: string, scope: { id?: string; orgID?: string }): Permission[] {
  return (["read", "write"] as const).map((action) => ({ action, resource: { type, ...scope } }));
}

const ids = async (sandbox: Sandbox) => (await sandbox.state()).authorizations.map((token) => token.id).sort();

for (const profile of ["oss-2.9", "oss-2.7"]) {
  test.describe(`on ${profile}`, () => {
    test.use({ flags: ["--profile", profile] });

    test.beforeEach(async ({ watch }) => {
      // Refusals are the answers that are asked for.
      watch.allowStatus(400, 401, 403);
    });

    test("what a limited credential covers is proven by asking, and nothing is stored", async ({ app, page, sandbox }) => {
      await app.signInWithToken((await limited(sandbox)).token);
      await app.openNewToken();
      const before = await ids(sandbox);
      const asked = await sandbox.asked(ASKED);
      await app.tick("Read", "weather");
      await app.tick("Write", "telemetry");
      await expect(app.review).toContainText("Your credential covers all 2 of them.");
      expect(await sandbox.asked(ASKED)).toBeGreaterThan(asked);
      expect(await ids(sandbox), "asking stores nothing").toEqual(before);
      await expectAccessible(page);
      // What is known is not asked again.
      const known = await sandbox.asked(ASKED);
      await app.filter().fill("telemetry");
      await app.tickOf("Write", "telemetry").uncheck();
      await expect(app.review).toContainText("Your credential covers it.");
      await app.tickOf("Write", "telemetry").check();
      await expect(app.review).toContainText("Your credential covers all 2 of them.");
      const { id } = await app.create();
      expect(await ids(sandbox)).toEqual([...before, id].sort());
      expect(await sandbox.asked(ASKED), "one more, which made the token").toBe(known + 1);
    });

    test("what it would refuse is named, marked at its row, and can be taken out at once", async ({ app, page, sandbox }) => {
      await app.signInWithToken((await limited(sandbox)).token);
      await app.openNewToken();
      const before = await ids(sandbox);
      await app.tick("Write", "telemetry");
      await app.tick("Write", "hosts");
      await app.tick("Write", "weather");
      const notice = app.notice("The server would refuse 2 of them");
      await expect(notice).toBeVisible();
      await app.openType("Tasks");
      await notice.getByRole("button", { name: "Write on bucket weather" }).click();
      const refused = page.getByRole("checkbox", { name: "Write, bucket weather, would be refused" });
      await expect(refused).toBeFocused();
      await expect(refused).toBeChecked();
      const row = app.grid().getByRole("row").filter({ hasText: "weather" });
      await expect(row).toContainText("Refused: your credential lacks Write");
      await expectAccessible(page);
      await page.keyboard.press("Space");
      const barred = page.getByRole("checkbox", { name: "Write, bucket weather, cannot be granted" });
      await expect(barred).not.toBeChecked();
      await expect(barred).toHaveAttribute("aria-disabled", "true");
      await expect(row).toContainText("No Write: your credential does not have it");
      await page.keyboard.press("Space");
      await expect(barred).not.toBeChecked();
      await expect(app.reach("Write").getByRole("radio", { name: /^All, also future/ })).toBeDisabled();
      await expect(app.main).toContainText("Not all: your credential does not have it.");
      await expect(app.main.locator(".legend")).toContainText("cannot grant");
      await expectAccessible(page);
      await app.notice("The server would refuse 1 of them").getByRole("button", { name: "Remove it" }).click();
      await expect(app.review).toContainText("Your credential covers it.");
      expect(await ids(sandbox), "asking stores nothing").toEqual(before);
    });

    test("ticks over many leave out what it would refuse, in the matrix and in the panes", async ({ app, page, sandbox }) => {
      await app.signInWithToken((await limited(sandbox)).token);
      await app.openNewToken();
      await app.tick("Write", "hosts");
      await app.tick("Write", "weather");
      await app.notice("The server would refuse 2 of them").getByRole("button", { name: "Remove them" }).click();
      await app.filter().fill("hosts, telemetry, weather");
      const head = app.headOf("Write");
      await expect(head).toHaveAccessibleName("Write for 1 of 3 shown buckets, 2 cannot be granted");
      await head.click();
      await expect(head).toBeChecked();
      await expect(app.review).toContainText("Your credential covers it.");
      await head.click();
      await app.tickOf("Write", "telemetry").click();
      await page.getByRole("checkbox", { name: "Write, bucket weather, cannot be granted" }).click({ modifiers: ["Shift"], force: true });
      await expect(app.review).toContainText("Your credential covers it.");
      await app.filter().fill("weather");
      await expect(page.getByRole("checkbox", { name: "Write for 1 shown bucket, cannot be granted" })).toHaveAttribute("aria-disabled", "true");
      await app.startFrom("Read/write buckets");
      const pane = page.getByRole("group", { name: "Write buckets" });
      await pane.getByRole("textbox", { name: "Search buckets to write" }).fill("hosts, telemetry, weather");
      await expect(pane.getByRole("checkbox", { name: "Write, bucket weather, cannot be granted" })).toHaveAttribute("aria-disabled", "true");
      await expect(pane.getByRole("row").filter({ hasText: "weather" })).toContainText("No Write: your credential does not have it");
      await expectAccessible(page);
      await pane.getByRole("checkbox", { name: "Write buckets: all 1 of 3 shown that can be granted" }).click();
      const { id } = await app.create();
      const made = (await sandbox.state()).authorizations.find((token) => token.id === id)!;
      expect(made.permissions.map(({ resource }) => resource.id)).toEqual([await sandbox.bucket("telemetry")]);
    });

    test("rights in every organization are not locked before the server was asked", async ({ app, page, sandbox }) => {
      await app.signInWithToken((await limited(sandbox)).token);
      await app.openNewToken();
      const everywhere = app.reach("Read").getByRole("radio", { name: /^Every organization/ });
      await expect(app.main).toContainText("You can grant “Every organization” only if your credential has it in every organization.");
      await everywhere.check();
      await expect(app.notice("The server would refuse 1 of them")).toBeVisible();
      await app.grantThese("Read");
      await expect(everywhere, "now it is known").toBeDisabled();
      await expectAccessible(page);
    });

    test("who holds a right in every organization grants it, operator or not", async ({ app, page, sandbox }) => {
      await app.signInWithToken((await limited(sandbox, [{ action: "read", resource: { type: "buckets" } }])).token);
      await app.openNewToken();
      await app.reach("Read").getByRole("radio", { name: /^Every organization/ }).check();
      await expect(app.review).toContainText("Your credential covers it.");
      await page.getByRole("textbox", { name: "Type “every organization” to confirm" }).fill("every organization");
      const { id } = await app.create();
      const made = (await sandbox.state()).authorizations.find((token) => token.id === id)!;
      expect(made.permissions).toEqual([{ action: "read", resource: { type: "buckets" } }]);
    });

    test("a credential that makes no tokens is told before it tries", async ({ app, sandbox }) => {
      const id = await sandbox.userId("mira.okafor");
      const orgID = await sandbox.org("brackwater-plants");
      const reader = await sandbox.make("reader", [
        { action: "read", resource: { type: "users", id } },
        { action: "read", resource: { type: "orgs", id: orgID } },
        { action: "read", resource: { type: "buckets", orgID } },
        { action: "read", resource: { type: "authorizations", orgID } },
      ]);
      await app.signInWithToken(reader.token);
      await app.openNewToken();
      await app.tick("Read", "telemetry");
      await expect(app.notice("The server would refuse this token")).toContainText(
        "Your credential may not create tokens in this organization.",
      );
    });

    test("a full all-access token needs no question", async ({ app, sandbox }) => {
      const orgID = await sandbox.org("brackwater-plants");
      const id = await sandbox.userId("mira.okafor");
      const types: string[] = await sandbox.api("GET", "/api/v2/resources");
      const permissions = types
        .filter((type) => type !== "instance")
        .flatMap((type) => both(type, type === "orgs" ? { id: orgID } : type === "users" ? { id } : { orgID }))
        .filter(({ action, resource }) => !(resource.type === "orgs" && action === "write"));
      await app.signInWithToken((await sandbox.make("all access", permissions)).token);
      await app.openNewToken();
      const asked = await sandbox.asked(ASKED);
      await app.tick("Read", "telemetry");
      await app.grantAll("Write");
      await expect(app.review).toContainText("Your credential covers all 2 of them.");
      await app.create();
      expect(await sandbox.asked(ASKED), "the create alone").toBe(asked + 1);
    });
  });
}

test("an operator is never asked about", async ({ app, sandbox }) => {
  await app.signInWithToken();
  await app.openNewToken();
  const asked = await sandbox.asked(ASKED);
  await app.grantAll("Read");
  await app.tick("Write", "telemetry");
  await expect(app.review).toContainText("Your credential covers all 2 of them.");
  await app.create();
  expect(await sandbox.asked(ASKED)).toBe(asked + 1);
});

test("what was refused to one credential is not held against the next", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(400, 401, 403);
  await app.signInWithToken((await limited(sandbox)).token);
  await app.openNewToken();
  await app.tickOf("Write", "audit").check();
  await expect(page.getByRole("checkbox", { name: "Write, bucket audit, would be refused" })).toBeVisible();
  await app.signOut();
  await app.signInWithToken();
  await expect(app.grid()).toBeVisible();
  await app.tickOf("Write", "audit").check();
  await expect(app.review).toContainText("Your credential covers it.");
});

test("a question that is not answered can be asked again", async ({ app, sandbox, watch }) => {
  watch.allowStatus(400, 401, 403, 500);
  await app.signInWithToken((await limited(sandbox)).token);
  await app.openNewToken();
  await sandbox.fail(TOKENS, { kind: "status", status: 500, code: "internal error", message: "out of cheese" }, { method: "POST", times: 1 });
  await app.tick("Read", "telemetry");
  const notice = app.notice("The server could not check in advance");
  await expect(notice).toContainText("out of cheese");
  await notice.getByRole("button", { name: "Ask again" }).click();
  await expect(app.review).toContainText("Your credential covers it.");
});

test("a question that failed after the form asked for something else is not said to have", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(400, 401, 403, 500);
  await app.signInWithToken((await limited(sandbox)).token);
  await app.openNewToken();
  const json = { code: "internal error", message: "out of cheese" };
  // Each question is held back on its own, and the first one fails.
  const held: (() => void)[] = [];
  await page.route(
    (url) => url.pathname === TOKENS,
    async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      const isFirst = held.length === 0;
      await new Promise<void>((open) => held.push(open));
      await (isFirst ? route.fulfill({ status: 500, json }) : route.continue());
    },
  );
  await app.tick("Read", "telemetry");
  await expect.poll(() => held.length).toBe(1);
  await app.tick("Read", "weather");
  await expect.poll(() => held.length).toBe(2);
  const answer = page.waitForResponse((answer) => answer.url().endsWith(TOKENS) && answer.status() === 500);
  held[0]();
  await (await answer).finished();
  await app.filter().fill("weather");
  await expect(app.tickOf("Read", "telemetry")).toBeHidden();
  await expect(app.notice("The server could not check in advance")).toHaveCount(0);
  await expect(app.review).toContainText("Asking the server…");
  held[1]();
  await expect(app.review).toContainText("Your credential covers all 2 of them.");
});

test("a server that makes the token after all is cleaned up behind, told about, and not asked again", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(400, 401, 403, 404);
  const { token, id } = await limited(sandbox);
  await app.signInWithToken(token);
  await app.openNewToken();
  const spare = await sandbox.make("stands for the one that was made", [
    { action: "read", resource: { type: "buckets", orgID: await sandbox.org("brackwater-plants") } },
  ]);
  const body = { ...spare, orgID: await sandbox.org("brackwater-plants"), userID: await sandbox.userId("mira.okafor"), token: "x", status: "inactive" };
  await sandbox.fail(TOKENS, { kind: "status", status: 201, body }, { method: "POST", times: 1 });
  await app.tick("Read", "telemetry");
  await expect(app.notice("The server created a token where it was only asked")).toContainText("It is deleted already");
  expect(await ids(sandbox), "gone").not.toContain(spare.id);
  expect(await ids(sandbox)).toContain(id);
  const asked = await sandbox.asked(ASKED);
  const list = page.waitForResponse((answer) => answer.url().includes("/telegrafs"));
  await app.tick("Read", "weather");
  await app.openType("Telegraf");
  await list;
  expect(await sandbox.asked(ASKED), "not asked again").toBe(asked);
});

test.describe("a token that a server made where it was only asked who signs in", () => {
  for (const [how, status] of [["is deleted and told", 204], ["is told if it could not be deleted", 500]] as const) {
    test(how, async ({ app, page, sandbox, watch }) => {
      watch.allowStatus(400, 401, 403, 500);
      const { token } = await limited(sandbox);
      const { spare, fault } = await mishap(sandbox);
      await app.open();
      await sandbox.fail(TOKENS, fault, { method: "POST", times: 1 });
      if (status === 500) {
        await sandbox.fail(`${TOKENS}/${spare}`, { kind: "status", status, message: "disk full" }, { method: "DELETE" });
      }
      await app.tryToken(token);
      const notice = app.notice("The server created a token where it was only asked");
      await expect(notice).toContainText(spare);
      await expect(notice).toContainText(status === 500 ? "and it is still there" : "It is deleted already");
      expect((await ids(sandbox)).includes(spare)).toBe(status === 500);
      await expect(page.getByRole("button", { name: /Your access/ })).toContainText("Custom");
      await expectAccessible(page);
      await notice.getByRole("button", { name: "Dismiss" }).click();
      await expect(notice).toBeHidden();
      // Another sign-in would ask what the credential holds, as would another organization.
      const asked = await sandbox.asked(ASKED);
      await app.signOut();
      await app.signInWithToken(token);
      await expect(page.getByRole("button", { name: /Your access/ })).toContainText("Custom");
      expect(await sandbox.asked(ASKED), "not asked again").toBe(asked);
    });
  }

  test("is deleted with the credential that asked, though its holder has signed out", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(400, 401, 403);
    const { token } = await limited(sandbox);
    const { spare, fault } = await mishap(sandbox);
    await app.signInWithToken(token);
    await app.openNewToken();
    const question = await gate(page, "POST", TOKENS);
    await sandbox.fail(TOKENS, fault, { method: "POST", times: 1 });
    await app.tick("Read", "telemetry");
    await question.arrived;
    await app.signOut();
    question.open();
    await expect.poll(() => ids(sandbox)).not.toContain(spare);
    await app.signInWithToken(token);
    await expect(app.notice("The server created a token where it was only asked")).toContainText(spare);
  });
});

/** An answer that says that a token was made, and the token that it speaks of. */
async function mishap(sandbox: Sandbox): Promise<{ spare: string; fault: Fault }> {
  const orgID = await sandbox.org("brackwater-plants");
  const spare = await sandbox.make("stands for the one that was made", [
    { action: "read", resource: { type: "buckets", orgID } },
  ]);
  const userID = await sandbox.userId("mira.okafor");
  return { spare: spare.id, fault: { kind: "status", status: 201, body: { ...spare, orgID, userID, token: "x", status: "inactive" } } };
}

test.describe("on a version that nobody has asked so", () => {
  test.use({ flags: ["--profile", "oss-2.4"] });

  test("the page says that it can't ask, and asks nothing", async ({ app, sandbox, watch }) => {
    watch.allowStatus(400, 401, 403);
    await app.signInWithToken((await limited(sandbox)).token);
    await app.openNewToken();
    await app.tick("Read", "telemetry");
    await expect(app.review).toContainText("This server can't check in advance. It refuses what your credential doesn't have.");
    const { id } = await app.create();
    expect(await ids(sandbox)).toContain(id);
    expect(await sandbox.asked(ASKED), "the credential, and the token itself").toBe(2);
  });
});

test.describe("ten thousand buckets", () => {
  test.use({ flags: ["--scale", "10000"] });

  test("are asked about in one question", async ({ app, page, sandbox, watch }) => {
    test.setTimeout(240_000);
    watch.allowStatus(400, 401, 403);
    await app.signInWithToken((await limited(sandbox)).token);
    await app.openNewToken();
    await expect(page.locator(".finder__n")).toContainText(/10,\d\d\d that you may see/, { timeout: 60_000 });
    const asked = await sandbox.asked(ASKED);
    await app.headOf("Read").click();
    await expect(app.review).toContainText(/Your credential covers all 10,\d\d\d of them\./, { timeout: 60_000 });
    expect(await sandbox.asked(ASKED)).toBe(asked + 1);
    await app.headOf("Write").click();
    // Each question names one right at most, and a question that was overtaken by the next tick counts as well.
    await expect(app.notice(/The server would refuse at least \d of them/)).toBeVisible({ timeout: 60_000 });
    await expect(app.review).not.toContainText("Asking the server…");
    const questions = (await sandbox.asked(ASKED)) - asked - 1;
    expect(questions, "a few questions, then it stops").toBeGreaterThan(0);
    expect(questions).toBeLessThanOrEqual(16);
  });
});

test.describe("on oss-2.0, which does not tell who is an operator", () => {
  test.use({ flags: ["--profile", "oss-2.0"] });

  test("an operator can grant everything in every organization", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(404);
    const before = await ids(sandbox);
    await app.signInWithToken();
    await app.openNewToken();
    await app.startFrom("Operator");
    await expect(app.reach("Write").getByRole("radio", { name: "Every organization" })).toBeChecked();
    await page.getByRole("textbox", { name: "Type “every organization” to confirm" }).fill("every organization");
    await page.keyboard.press("Enter");
    await expect(app.dialog).toBeVisible();
    const made = (await sandbox.state()).authorizations.find(({ id }) => !before.includes(id))!;
    expect(made.permissions.length).toBeGreaterThan(30);
    expect(made.permissions.every(({ resource }) => !resource.id && !resource.orgID)).toBe(true);
  });
});
