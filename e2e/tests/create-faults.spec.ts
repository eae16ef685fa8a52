// The create and what follows a lost answer, met by every fault: what the person is told is compared with what is stored.

import { expect, test } from "../support/test";
import type { Console } from "../support/console";
import { EVERY } from "../support/faults";
import { type Fault, type Sandbox, type Stored, TOKENS } from "../support/sandbox";
import { passTenSeconds } from "../support/silence";
import { CLAIMS } from "../support/wording";

/** What the person is told of a token that was asked for. */
type Told = "a secret" | "refused" | "not found" | "found" | "open" | "signed out";

/** How many tokens may be stored after each. */
const STORED: Record<Told, number[]> = {
  "a secret": [1],
  refused: [0],
  "not found": [0],
  found: [1],
  open: [0, 1],
  "signed out": [0],
};

/** An answer that was lost and that no browser repairs by sending the request again. */
const LOST: Fault = { kind: "garbage", what: "html", stored: true };

test.beforeEach(async ({ page, watch }) => {
  watch.allowLostAnswers();
  watch.allowStatus(400, 401, 403, 404, 429, 500, 502, 503);
  await page.clock.install();
});

for (const [how, fault, kind] of EVERY) {
  test(`a create that meets: ${how}`, async ({ app, page, sandbox }) => {
    const journey = await Journey.begin(app, sandbox);
    await sandbox.fail(TOKENS, fault, { method: "POST" });
    await app.createButton.click();
    if (kind === "silent") await passTenSeconds(page, sandbox, `POST ${TOKENS}`, 0);
    const told = await journey.told();
    expect(STORED[told], told).toContain((await journey.made()).length);
    expect(await sandbox.asked(`POST ${TOKENS}`), "it is sent once").toBe(1);
    if (told === "signed out") {
      await app.signInWithToken();
    }
    if (told !== "a secret") await expect(app.review, "the form is as it was").toContainText("2 permissions");
  });

  test(`looking what became of a create that meets: ${how}`, async ({ app, page, sandbox }) => {
    const journey = await Journey.begin(app, sandbox);
    await sandbox.fail(TOKENS, LOST, { method: "POST" });
    await sandbox.fail(TOKENS, fault, { method: "GET" });
    const before = await sandbox.asked(`GET ${TOKENS}`);
    await app.createButton.click();
    if (kind === "silent") await passTenSeconds(page, sandbox, `GET ${TOKENS}`, before);
    if (how === "429") {
      // A look that was asked to wait is repeated by itself, and finds it then.
      await expect(app.notice(CLAIMS.exists)).toBeVisible();
      await expect(app.notice(CLAIMS.exists)).toContainText((await journey.made())[0].id);
      expect(await sandbox.asked(`POST ${TOKENS}`), "it is sent once").toBe(1);
      return;
    }
    let told = await journey.told();
    expect(told, "nothing is claimed that nobody saw").toMatch(/^(open|signed out)$/);
    if (told === "signed out") {
      await app.signInWithToken();
      told = await journey.told();
      expect(told).toBe("open");
    }
    await sandbox.forgetFaults();
    await page.getByRole("button", { name: "Look again" }).click();
    await expect(app.notice(CLAIMS.exists)).toContainText((await journey.made())[0].id);
    expect(await sandbox.asked(`POST ${TOKENS}`), "it is sent once").toBe(1);
  });

  test(`deleting a token whose secret was lost meets: ${how}`, async ({ app, page, sandbox }) => {
    const journey = await Journey.begin(app, sandbox);
    await sandbox.fail(TOKENS, LOST, { method: "POST" });
    await app.createButton.click();
    const notice = app.notice(CLAIMS.exists);
    await expect(notice).toBeVisible();
    const [lost] = await journey.made();
    const path = `${TOKENS}/${lost.id}`;
    await sandbox.fail(path, fault, { method: "DELETE" });
    await app.deleteAndCreateAgain(lost.id);
    if (kind === "silent") await passTenSeconds(page, sandbox, `DELETE ${path}`, 0);
    await expect(page.getByRole("button", { name: "Creating…" })).toBeHidden();
    // Deleting ends and creating begins in between, so the two are read until they belong to one moment.
    await expect(async () => {
      const told = await journey.told();
      const made = await journey.made();
      const after = told === "signed out" ? [1] : STORED[told];
      expect(after, told).toContain(made.length);
      if (told === "a secret") expect(made[0].id, "the new one, not the lost one").not.toBe(lost.id);
      if (told === "found") expect(made[0].id).toBe(lost.id);
    }).toPass({ timeout: 20_000 });
  });
}

/** A filled form, and what has become of it. */
class Journey {
  private constructor(
    private readonly app: Console,
    private readonly sandbox: Sandbox,
    private readonly before: Set<string>,
  ) {}

  static async begin(app: Console, sandbox: Sandbox): Promise<Journey> {
    await app.signInWithToken();
    await app.fillIn();
    return new Journey(app, sandbox, new Set((await sandbox.state()).authorizations.map(({ id }) => id)));
  }

  /** The tokens that were not there before. */
  async made(): Promise<Stored[]> {
    return (await this.sandbox.state()).authorizations.filter(({ id }) => !this.before.has(id));
  }

  async told(): Promise<Told> {
    const { app } = this;
    const states: [Told, ReturnType<Console["notice"]>][] = [
      ["a secret", app.dialog],
      ["refused", app.notice(CLAIMS.refused)],
      ["not found", app.notice(CLAIMS.notYet)],
      ["found", app.notice(CLAIMS.exists)],
      ["open", app.notice(CLAIMS.open)],
      ["signed out", app.notice(CLAIMS.signedOut)],
    ];
    const any = states.map(([, state]) => state).reduce((one, other) => one.or(other));
    await expect(any).toBeVisible();
    for (const [told, state] of states) if (await state.isVisible()) return told;
    throw new Error("What was told is gone again.");
  }
}
