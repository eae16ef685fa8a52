// One press makes one token, and an answer that got lost is found out about, never repeated.

import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { type Fault, TOKENS } from "../support/sandbox";
import { CLAIMS } from "../support/wording";

const POST = { method: "POST" };

test.describe("one create makes one token", () => {
  test("however often the button is pressed", async ({ app, sandbox }) => {
    await app.signInWithToken();
    await app.fillIn();
    const before = (await sandbox.state()).authorizations.length;
    await sandbox.fail(TOKENS, { kind: "delay", ms: 500 }, POST);
    await app.createButton.dblclick();
    await expect(app.dialog).toBeVisible();
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(1);
    expect((await sandbox.state()).authorizations).toHaveLength(before + 1);
  });

  test("however often Enter is pressed in the form", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    await app.fillIn();
    await sandbox.fail(TOKENS, { kind: "delay", ms: 500 }, POST);
    await app.description.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Creating…" })).toHaveAttribute("aria-busy", "true");
    await page.keyboard.press("Enter");
    await expect(app.dialog).toBeVisible();
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(1);
  });

  test("and shows its secret only after the server has answered", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    await app.fillIn();
    await sandbox.fail(TOKENS, { kind: "stall", bytes: 40 }, POST);
    await app.createButton.click();
    await expect(page.getByRole("button", { name: "Creating…" })).toBeVisible();
    await expect(app.dialog).toBeHidden();
    await expectAccessible(page);
  });
});

/** Every way in which the answer to a create gets lost, with the time that has to pass until it shows. */
const LOST: [string, Fault, number?][] = [
  ["the connection is cut", { kind: "cut", when: "after" }],
  ["the answer breaks off", { kind: "truncate", bytes: 60 }],
  ["the server stops in the middle of the answer", { kind: "stall", bytes: 60 }, 11_000],
  ["a portal answers in its place", { kind: "garbage", what: "html", stored: true }],
  ["the answer is no JSON", { kind: "garbage", what: "json", stored: true }],
  ["the answer is no text", { kind: "garbage", what: "binary", stored: true }],
  ["the answer is empty", { kind: "garbage", what: "empty", stored: true }],
  ["the server fails after storing", { kind: "status", status: 500, message: "boom", stored: true }],
  ["a proxy gives up", { kind: "status", status: 504, body: "gateway timeout", stored: true }],
];

test.describe("an answer that was lost after the token was stored", () => {
  for (const [how, fault, wait] of LOST) {
    test(`because ${how}: the token is found, and can be deleted and made again`, async ({ app, page, sandbox, watch }) => {
      watch.allowLostAnswers();
      watch.allowStatus(500, 504);
      if (wait) await page.clock.install();
      await app.signInWithToken();
      await app.fillIn();
      const before = new Set((await sandbox.state()).authorizations.map(({ id }) => id));
      const made = async () => (await sandbox.state()).authorizations.filter(({ id }) => !before.has(id));
      await sandbox.fail(TOKENS, fault, POST);
      await app.createButton.click();
      if (wait) {
        await expect(page.getByRole("button", { name: "Creating…" })).toBeVisible();
        await expect.poll(async () => (await made()).length).toBe(1);
        await page.clock.fastForward(wait);
      }
      const notice = app.notice(CLAIMS.exists);
      await expect(notice).toBeVisible();
      const [lost, ...others] = await made();
      expect(others).toEqual([]);
      await expect(notice).toContainText(lost.id);
      expect(await sandbox.asked(`POST ${TOKENS}`), "it is not sent again by itself").toBe(1);

      await app.deleteAndCreateAgain(lost.id);
      await expect(app.dialog).toBeVisible();
      const [again, ...more] = await made();
      expect(more, "exactly one is stored").toEqual([]);
      expect(again.id).not.toBe(lost.id);
      expect(again.permissions).toEqual(lost.permissions);
      expect(again.description).toBe(lost.description);
      await app.closeWithoutCopying();
      await expect(app.row(again.id)).toBeVisible();
      await expect(app.row(lost.id)).toHaveCount(0);
    });
  }

  test("can be left as it is: the token is in the list, and the form is still there", async ({ app, page, sandbox, watch }) => {
    watch.allowLostAnswers();
    await app.signInWithToken();
    await app.fillIn();
    await sandbox.fail(TOKENS, { kind: "cut", when: "after" }, POST);
    await app.createButton.click();
    const notice = app.notice(CLAIMS.exists);
    await expect(notice).toBeVisible();
    await expectAccessible(page);
    const id = /[0-9a-f]{16}/.exec(await notice.innerText())![0];
    await notice.getByRole("button", { name: "Keep it" }).click();
    await expect(notice).toBeHidden();
    await expect(app.review).toContainText("2 permissions");
    await app.goToList();
    await expect(app.row(id)).toBeVisible();
  });
});

test.describe("an answer that was lost before anything was stored", () => {
  for (const [how, fault] of [
    ["the connection is cut", { kind: "cut", when: "before" }],
    ["the server fails", { kind: "status", status: 500, message: "disk full" }],
    ["a portal answers in its place", { kind: "garbage", what: "html" }],
  ] as const) {
    test(`because ${how}: nothing is there yet, and the person may send it again`, async ({ app, page, sandbox, watch }) => {
      watch.allowLostAnswers();
      watch.allowStatus(500);
      await app.signInWithToken();
      await app.fillIn();
      const before = (await sandbox.state()).authorizations.length;
      await sandbox.fail(TOKENS, fault, POST);
      await app.createButton.click();
      await expect(app.notice(CLAIMS.notYet)).toBeVisible();
      expect((await sandbox.state()).authorizations).toHaveLength(before);
      expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(1);
      await expectAccessible(page);
      await app.create();
      expect((await sandbox.state()).authorizations).toHaveLength(before + 1);
    });
  }
});

test.describe("an answer that was lost while the list can't be read either", () => {
  test("is an open question that can be asked again", async ({ app, page, sandbox, watch }) => {
    watch.allowLostAnswers();
    await app.signInWithToken();
    await app.fillIn();
    await sandbox.fail(TOKENS, { kind: "cut", when: "after" }, POST);
    await sandbox.fail(TOKENS, { kind: "cut", when: "before" }, { method: "GET" });
    await app.createButton.click();
    const notice = app.notice(CLAIMS.open);
    await expect(notice).toContainText("The list could not be read either");
    await expectAccessible(page);
    await sandbox.forgetFaults();
    await notice.getByRole("button", { name: "Look again" }).click();
    await expect(app.notice(CLAIMS.exists)).toBeVisible();
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(1);
  });

  test("is not taken for somebody else's token with the same grants", async ({ app, sandbox, watch }) => {
    watch.allowLostAnswers();
    await app.signInWithToken();
    await app.fillIn();
    const orgID = await sandbox.org("brackwater-plants");
    await sandbox.fail(TOKENS, { kind: "cut", when: "before" }, POST);
    // Another client makes one for another user meanwhile; it looks alike but for its owner.
    await sandbox.fail(TOKENS, { kind: "delay", ms: 300 }, { method: "GET" });
    const [read, write] = [await sandbox.bucket("_monitoring"), await sandbox.bucket("_tasks")];
    await app.createButton.click();
    await sandbox.make(
      "Read buckets _monitoring Write buckets _tasks",
      [
        { action: "read", resource: { type: "buckets", id: read, orgID } },
        { action: "write", resource: { type: "buckets", id: write, orgID } },
      ],
      { userID: await sandbox.userId("jonas.feld") },
    );
    await expect(app.notice(CLAIMS.notYet)).toBeVisible();
  });
});

test.describe("a refusal", () => {
  for (const [how, fault, words] of [
    [
      "a user who is gone",
      { kind: "status", status: 400, code: "invalid", message: "unable to create token" },
      "The reason stands at the organization.",
    ],
    [
      "a bad request",
      { kind: "status", status: 400, code: "invalid", message: "authorization must include permissions" },
      "The server wants at least one permission. Tick Read or Write for at least one object.",
    ],
  ] as const) {
    test(`because of ${how} is told in words and keeps the form`, async ({ app, page, sandbox, watch }) => {
      watch.allowStatus(fault.status);
      await app.signInWithToken();
      await app.fillIn();
      await sandbox.fail(TOKENS, fault, POST);
      await app.createButton.click();
      await expect(app.notice(CLAIMS.refused)).toContainText(words);
      await expect(app.review).toContainText("2 permissions");
      await expectAccessible(page);
      await app.create();
    });
  }
});

test.describe("a refusal in words that are not the server's own", () => {
  for (const [how, fault] of [
    ["403", { kind: "status", status: 403, code: "forbidden", message: "no" }],
    ["404", { kind: "status", status: 404, code: "not found", message: "nothing here" }],
    ["422", { kind: "status", status: 422, code: "unprocessable entity", message: "name is taken" }],
    ["429", { kind: "status", status: 429, code: "too many requests", headers: { "Retry-After": "7" } }],
  ] as const) {
    for (const stored of [true, false]) {
      test(`${how}, ${stored ? "stored" : "not stored"}: the list tells, and nothing is claimed`, async ({ app, sandbox, watch }) => {
        watch.allowStatus(403, 404, 422, 429);
        await app.signInWithToken();
        await app.fillIn();
        const before = new Set((await sandbox.state()).authorizations.map(({ id }) => id));
        await sandbox.fail(TOKENS, { ...fault, stored }, POST);
        await app.createButton.click();
        const notice = app.notice(stored ? CLAIMS.exists : CLAIMS.notYet);
        await expect(notice).toBeVisible();
        const made = (await sandbox.state()).authorizations.filter(({ id }) => !before.has(id));
        expect(made).toHaveLength(stored ? 1 : 0);
        if (stored) await expect(notice).toContainText(made[0].id);
        expect(await sandbox.asked(`POST ${TOKENS}`), "sent once").toBe(1);
      });
    }
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test.beforeEach(async ({ app }) => {
    await app.signInWithToken();
    await app.main.getByRole("link", { name: "New token" }).click();
    await expect(app.grid()).toBeVisible();
  });

  test("a form that grants nothing says so in sight", async ({ page }) => {
    await page.getByRole("button", { name: "Create", exact: true }).click();
    const problem = page.getByRole("alert").filter({ hasText: "Nothing is granted yet." });
    await expect(problem).toBeVisible();
    await expect(problem).toBeInViewport();
  });

  test("a refusal is told in sight", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(400);
    await app.tick("Read", "weather");
    const words = { code: "invalid", message: "unable to create token" };
    await sandbox.fail(TOKENS, { kind: "status", status: 400, ...words }, POST);
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await expect(app.notice(CLAIMS.refused)).toBeInViewport();
    await expectAccessible(page);
  });

  test("a lost answer and its choices are in sight", async ({ app, page, sandbox, watch }) => {
    watch.allowLostAnswers();
    await app.tick("Read", "weather");
    await sandbox.fail(TOKENS, { kind: "cut", when: "after" }, POST);
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await expect(app.notice(CLAIMS.exists)).toBeInViewport();
    const id = /[0-9a-f]{16}/.exec(await app.notice(CLAIMS.exists).innerText())![0];
    await app.deleteAndCreateAgain(id);
    await expect(app.dialog).toBeVisible();
    await expect(app.dialog.getByRole("button", { name: "Copy and close" })).toBeInViewport();
  });
});
