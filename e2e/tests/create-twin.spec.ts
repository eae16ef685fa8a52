// A browser or a proxy can send a create twice, and nobody can keep it from doing so: the second token is named, wherever
// the person is, and nothing is done about it that nobody asked for.

import { expect, test } from "../support/test";
import { askForMore } from "../support/altered";
import { expectAccessible } from "../support/axe";
import type { Console } from "../support/console";
import { type Fault, grants, type Sandbox, type Stored, TOKENS } from "../support/sandbox";
import { CLAIMS, SAID } from "../support/wording";

const POST = { method: "POST" };
const TWICE: Fault = { kind: "doubled" };

/** What is stored that was not there before. */
class Stock {
  private constructor(
    private readonly sandbox: Sandbox,
    private readonly before: Set<string>,
  ) {}

  static async take(sandbox: Sandbox): Promise<Stock> {
    return new Stock(sandbox, new Set((await sandbox.state()).authorizations.map(({ id }) => id)));
  }

  async added(): Promise<Stored[]> {
    return (await this.sandbox.state()).authorizations.filter(({ id }) => !this.before.has(id));
  }

  /** The one that no answer told of. */
  async twinOf(id: string): Promise<Stored> {
    const [twin, ...others] = (await this.added()).filter((one) => one.id !== id);
    expect(others).toEqual([]);
    return twin;
  }
}

async function createTwice(app: Console, sandbox: Sandbox): Promise<{ id: string; twin: Stored; stock: Stock }> {
  await app.signInWithToken();
  await app.fillIn();
  const stock = await Stock.take(sandbox);
  await sandbox.fail(TOKENS, TWICE, POST);
  const { id } = await app.create();
  return { id, twin: await stock.twinOf(id), stock };
}

test.describe("a create that was sent twice on its way", () => {
  test("names the second token while the secret is shown, and deletes it after a question", async ({ app, page, sandbox }) => {
    const { id, twin, stock } = await createTwice(app, sandbox);
    const notice = app.dialog.locator(".notice").filter({ hasText: SAID.twin });
    await expect(notice).toContainText(twin.id);
    await expect(notice).toContainText(`You have the secret of ${id}.`);
    await expect(notice).toContainText("sent twice by your browser or a proxy");
    await expectAccessible(page);
    await notice.getByRole("button", { name: "Delete the second one…" }).click();
    await expect(app.question).toContainText(twin.id);
    await expect(app.question).toContainText(twin.description);
    await expect(app.question.getByRole("button", { name: "Cancel" })).toBeFocused();
    await expectAccessible(page);
    expect(await stock.added(), "nothing is deleted before the answer").toHaveLength(2);
    await app.question.getByRole("button", { name: "Delete token" }).click();
    await expect(app.dialog).toContainText("The second token was deleted");
    expect((await stock.added()).map((one) => one.id)).toEqual([id]);
    await app.closeWithoutCopying();
    await expect(app.row(id)).toBeVisible();
    await expect(app.row(twin.id)).toHaveCount(0);
  });

  test("names it above the list when the secret is stored, and deactivates it after a question", async ({ app, page, sandbox }) => {
    const { id, twin, stock } = await createTwice(app, sandbox);
    await expect(app.dialog).toContainText(SAID.twin);
    await app.closeWithoutCopying();
    const notice = app.main.locator(".notice").filter({ hasText: SAID.twin });
    await expect(notice).toContainText(twin.id);
    await expectAccessible(page);
    await notice.getByRole("button", { name: "Deactivate it…" }).click();
    await expect(app.question).toContainText(twin.id);
    await app.question.getByRole("button", { name: "Deactivate token" }).click();
    await expect(app.notice("The second token was deactivated")).toContainText(twin.id);
    const status = new Map((await stock.added()).map((one) => [one.id, one.status]));
    expect([status.get(id), status.get(twin.id)]).toEqual(["active", "inactive"]);
    await expect(app.row(twin.id)).toContainText("Inactive");
    await expect(app.row(twin.id)).toContainText("secret unknown");
    await expect(app.row(id)).not.toContainText("secret unknown");
  });

  test("can be deleted though nobody knows whether it was deactivated", async ({ app, sandbox, watch }) => {
    watch.allowLostAnswers();
    const { id, twin, stock } = await createTwice(app, sandbox);
    await app.closeWithoutCopying();
    await sandbox.fail(`${TOKENS}/${twin.id}`, { kind: "cut", when: "after" }, { method: "PATCH" });
    await sandbox.fail(`${TOKENS}/${twin.id}`, { kind: "cut", when: "before" }, { method: "GET" });
    const notice = app.main.locator(".notice").filter({ hasText: twin.id });
    await notice.getByRole("button", { name: "Deactivate it…" }).click();
    await app.question.getByRole("button", { name: "Deactivate token" }).click();
    await expect.poll(async () => (await stock.twinOf(id)).status).toBe("inactive");
    await notice.getByRole("button", { name: /^Delete/ }).click();
    await app.question.getByRole("button", { name: "Delete token" }).click();
    await expect(app.notice("The second token was deleted")).toBeVisible();
    expect((await stock.added()).map((one) => one.id)).toEqual([id]);
  });

  test("can be left as it is", async ({ app, sandbox }) => {
    const { twin, stock } = await createTwice(app, sandbox);
    const notice = app.dialog.locator(".notice").filter({ hasText: SAID.twin });
    await notice.getByRole("button", { name: "Keep both" }).click();
    await expect(notice).toBeHidden();
    await app.closeWithoutCopying();
    await expect(app.row(twin.id)).toBeVisible();
    expect(await stock.added()).toHaveLength(2);
  });

  test("and whose answer was lost names both tokens", async ({ app, sandbox, watch }) => {
    watch.allowLostAnswers();
    await app.signInWithToken();
    await app.fillIn();
    const stock = await Stock.take(sandbox);
    await sandbox.fail(TOKENS, { kind: "doubled", then: { kind: "cut", when: "after" } }, POST);
    await app.createButton.click();
    const notice = app.notice(CLAIMS.exists);
    await expect(notice).toContainText("2 new tokens look exactly like it");
    for (const { id } of await stock.added()) await expect(notice).toContainText(id);
  });

  test("is told when the list could be read only later", async ({ app, sandbox, watch }) => {
    watch.allowLostAnswers();
    await app.signInWithToken();
    await app.fillIn();
    const stock = await Stock.take(sandbox);
    await sandbox.fail(TOKENS, TWICE, POST);
    await sandbox.fail(TOKENS, { kind: "cut", when: "before" }, { method: "GET" });
    const { id } = await app.create();
    const notice = app.dialog.locator(".notice").filter({ hasText: "It was not checked whether the request was sent twice" });
    await expect(notice).toBeVisible();
    await sandbox.forgetFaults();
    await notice.getByRole("button", { name: "Check again" }).click();
    await expect(app.dialog).toContainText((await stock.twinOf(id)).id);
  });
});

test.describe("a browser that sends a create again by itself", () => {
  test.use({ connections: "kept" });

  test("has it told, on a connection that died after the token was stored", async ({ app, sandbox, watch }) => {
    watch.allowLostAnswers();
    await app.signInWithToken();
    await app.fillIn();
    const stock = await Stock.take(sandbox);
    await sandbox.fail(TOKENS, { kind: "cut", when: "after" }, POST);
    await app.createButton.click();
    await expect(app.dialog.or(app.notice(CLAIMS.exists))).toBeVisible();
    const added = await stock.added();
    // Chromium sends it again where the connection was used before.
    expect(added.length).toBe(await sandbox.asked(`POST ${TOKENS}`));
    if (added.length > 1) {
      await expect(app.dialog).toContainText(SAID.twin);
      for (const { id } of added) await expect(app.dialog).toContainText(id);
    }
  });
});

test.describe("a token that somebody else created at the same time", () => {
  test("is perhaps a twin, and nothing happens to it", async ({ app, page, sandbox }) => {
    await page.clock.install();
    await app.signInWithToken();
    await app.fillIn();
    const stock = await Stock.take(sandbox);
    // Each look is answered before time goes on, or a busy server would seem to be silent.
    const look = async <T>(begin: () => Promise<T>) => {
      const list = (path: string) => path.endsWith(TOKENS);
      const answered = page.waitForResponse((one) => one.request().method() === "GET" && list(new URL(one.url()).pathname));
      const begun = await begin();
      await (await answered).finished();
      return begun;
    };
    const { id } = await look(() => app.create());
    await expect.poll(async () => (await stock.added()).length).toBe(1);
    const [own] = await stock.added();
    await look(() => page.clock.fastForward(60_000));
    const other = await sandbox.make(own.description, own.permissions);
    await look(() => page.clock.fastForward(16_000));
    const notice = app.dialog.locator(".notice").filter({ hasText: /Another new token looks the same|sent twice/ });
    await expect(notice).toContainText(other.id);
    await expect(notice).toContainText("somebody else created");
    expect((await stock.added()).map((one) => one.id).sort()).toEqual([id, other.id].sort());
  });
});

test("a token that is not what was asked for is told with the difference, and can be deactivated", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await app.fillIn();
  await askForMore(page, TOKENS);
  const { id } = await app.create();
  const notice = app.dialog.locator(".notice").filter({ hasText: SAID.otherwise });
  await expect(notice).toContainText(/It grants 1 permission that you did not ask for: write:orgs\/[0-9a-f]{16}\/buckets/);
  await expectAccessible(page);
  const stored = async () => (await sandbox.state()).authorizations.find((one) => one.id === id)!;
  expect(grants((await stored()).permissions)).toHaveLength(3);
  await notice.getByRole("button", { name: "Deactivate this token" }).click();
  await expect(notice).toContainText("It is inactive.");
  expect((await stored()).status).toBe("inactive");
});

test.describe("while a create is under way", () => {
  test.beforeEach(async ({ app, page, sandbox, watch }) => {
    watch.allowLostAnswers();
    await page.clock.install();
    await app.signInWithToken();
    await app.fillIn();
    await sandbox.fail(TOKENS, { kind: "rate", bytesPerSecond: 4 }, POST);
    await app.createButton.click();
    await expect(page.getByRole("button", { name: "Creating…" })).toBeVisible();
  });

  test("a person can stop waiting, and the list tells what became of it", async ({ app, page, sandbox }) => {
    await page.clock.fastForward(3_500);
    await page.getByRole("button", { name: "Stop waiting" }).click();
    await expect(app.notice("You stopped waiting.")).toContainText("looks exactly like it");
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(1);
  });

  test("signing out waits for the answer, or for the person to give it up", async ({ app, page }) => {
    await app.account.click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(app.notice("You are still signed in")).toBeVisible();
    await page.clock.fastForward(3_500);
    await page.getByRole("button", { name: "Stop waiting" }).click();
    await expect(app.notice("You stopped waiting.")).toBeVisible();
    await app.signOut();
    await expect(app.dialog).toBeHidden();
  });
});
