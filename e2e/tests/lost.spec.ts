// What became of a create is told truly: after another organization was chosen, after a twin was made by somebody else,
// after a server that was given up on stored it all the same, and while the person is on another page.

import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { type Console, STORIES } from "../support/console";
import { type Made, type Sandbox, TOKENS } from "../support/sandbox";
import { gate } from "../support/gate";
import { passTenSeconds } from "../support/silence";
import { CLAIMS, SAID } from "../support/wording";

const POST = { method: "POST" };
const LAB = "brackwater-lab";
const { exists: EXISTS, notYet: NOT_YET } = CLAIMS;

/** Makes what the form of `fillIn` asks for, as another client, or a server that is late, would. */
async function twin(sandbox: Sandbox): Promise<Made> {
  const orgID = await sandbox.org(STORIES);
  const [read, write] = [await sandbox.bucket("_monitoring"), await sandbox.bucket("_tasks")];
  return sandbox.make("Read buckets _monitoring Write buckets _tasks", [
    { action: "read", resource: { type: "buckets", id: read, orgID } },
    { action: "write", resource: { type: "buckets", id: write, orgID } },
  ]);
}

const ids = async (sandbox: Sandbox) => (await sandbox.state()).authorizations.map(({ id }) => id);

/** The one token that was not there before. */
async function made(sandbox: Sandbox, before: string[]): Promise<string> {
  const [id, ...others] = (await ids(sandbox)).filter((id) => !before.includes(id));
  expect(others).toEqual([]);
  return id;
}

const creating = (app: Console) => app.page.getByRole("button", { name: "Creating…" });

test.beforeEach(({ watch }) => watch.allowLostAnswers());

test.describe("switching the organization while a token is being made", () => {
  test("a lost answer is looked for where it was asked for, and never called not made", async ({ app, page, sandbox }) => {
    await page.clock.install();
    await app.signInWithToken();
    await app.fillIn();
    const before = await ids(sandbox);
    await sandbox.fail(TOKENS, { kind: "stall", bytes: 60 }, POST);
    await app.createButton.click();
    await expect(creating(app)).toBeVisible();
    await app.switchTo(LAB);
    await expect(app.notice(SAID.underWay)).toContainText(STORIES);
    await creating(app).click();
    await passTenSeconds(page, sandbox, `POST ${TOKENS}`, 0);
    const told = app.notice(EXISTS);
    await expect(told).toContainText(`It was asked for in ${STORIES}.`);
    await expectAccessible(page);
    const id = await made(sandbox, before);
    expect(await sandbox.asked(`POST ${TOKENS}`), "sent once, whichever form is in sight").toBe(1);
    await app.goToList();
    await expect(app.row(id), "it is none of the lab's").toHaveCount(0);
    await told.getByRole("button", { name: "Back to the form" }).click();
    await expect(app.organization).toHaveAccessibleName(`Organization: ${STORIES}`);
    await expect(app.notice(EXISTS)).toContainText(id);
    await app.deleteAndCreateAgain(id);
    await expect(app.dialog).toBeVisible();
    expect(await made(sandbox, before)).not.toBe(id);
  });

  test("its secret is shown all the same, and its row stays out of the other list", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    await app.fillIn();
    const before = await ids(sandbox);
    const post = await gate(page, "POST", TOKENS);
    await app.createButton.click();
    await post.arrived;
    await app.switchTo(LAB);
    await app.goToList();
    post.open();
    await expect(app.dialog).toBeVisible();
    await app.closeWithoutCopying();
    await expect(app.list).toBeVisible();
    const id = await made(sandbox, before);
    await expect(app.row(id)).toHaveCount(0);
    await app.switchTo(STORIES);
    await expect(app.row(id)).toBeVisible();
  });

  test("what is known of a lost answer survives it", async ({ app, sandbox }) => {
    await app.signInWithToken();
    await app.fillIn();
    await sandbox.fail(TOKENS, { kind: "cut", when: "after" }, POST);
    await app.createButton.click();
    await expect(app.notice(EXISTS)).toBeVisible();
    await app.switchTo(LAB);
    await expect(app.notice(EXISTS)).toContainText(`It was asked for in ${STORIES}.`);
    await app.switchTo(STORIES);
    await expect(app.notice(EXISTS).getByRole("button", { name: "Keep it" })).toBeVisible();
  });
});

test.describe("the question about a token that looks like the lost one", () => {
  for (const how of ["confirmed", "left with Esc"]) {
    test(`stays open while the list is read again, and can be ${how}`, async ({ app, page, sandbox }) => {
      await page.clock.install();
      await app.signInWithToken();
      await app.fillIn();
      const before = await ids(sandbox);
      await sandbox.fail(TOKENS, { kind: "cut", when: "after" }, POST);
      await app.createButton.click();
      const notice = app.notice(EXISTS);
      await expect(notice).toBeVisible();
      const id = await made(sandbox, before);
      await app.askToDeleteAndCreateAgain(id);
      const other = await twin(sandbox);
      await page.clock.fastForward(6_000);
      await expect(notice, "what the next look saw is told").toContainText(other.id);
      await expect(app.question, "and what is asked stays asked").toContainText(id);
      if (how === "confirmed") {
        await app.question.getByRole("button", { name: "Delete and create again" }).click();
        await expect(notice.getByText(id), "it is deleted").toHaveCount(0);
        await expect(notice, "and nothing is created while another one looks the same").toContainText(other.id);
        expect(await made(sandbox, before)).toBe(other.id);
        expect(await sandbox.asked(`POST ${TOKENS}`), "the create, and that of the other one").toBe(2);
      } else {
        await page.keyboard.press("Escape");
        await expect(app.question).toBeHidden();
        expect(await ids(sandbox)).toEqual(expect.arrayContaining([id, other.id]));
        // The button that asked went with the notice that was drawn anew.
        await expect(page.locator(":focus"), "the keyboard goes on from somewhere").toHaveCount(1);
        await page.keyboard.press("Tab");
        await expect(page.locator(":focus"), "and that is beside the notice").toBeVisible();
      }
    });
  }
});

test.describe("a token that looks like the lost one", () => {
  test("and was made before it was sent is not blamed, and deleted only after a question", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    await app.fillIn();
    const other = await twin(sandbox);
    // Servers tell their time in whole seconds, so what is closer than a few could have been made by the create.
    const created = Date.now();
    const age = () => Date.now() - created;
    await expect.poll(age, "the other one is older than clocks are unsure").toBeGreaterThan(8_000);
    await sandbox.fail(TOKENS, { kind: "cut", when: "before" }, POST);
    await app.createButton.click();
    const notice = app.notice(EXISTS);
    await expect(notice).toContainText(`${other.id} created `);
    await expect(notice).toContainText("Somebody else may have created it");
    await expectAccessible(page);
    await notice.getByRole("button", { name: `Delete ${other.id}…` }).click();
    const question = page.getByRole("alertdialog", { name: "Delete this token?" });
    await expect(question).toContainText(other.id);
    await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect(question).toBeHidden();
    expect(await ids(sandbox)).toContain(other.id);
    await notice.getByRole("button", { name: "Keep it" }).click();
    await app.create();
  });

  test("is deleted, and then told as deleted and not as never found", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    await app.fillIn();
    const before = await ids(sandbox);
    await sandbox.fail(TOKENS, { kind: "cut", when: "after" }, POST);
    await app.createButton.click();
    await expect(app.notice(EXISTS)).toBeVisible();
    const lost = await made(sandbox, before);
    await app.notice(EXISTS).getByRole("button", { name: `Delete ${lost}…` }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete token" }).click();
    await expect(app.notice("The token that looked like the lost one was deleted")).toContainText("Nothing else looks like it.");
    expect(await ids(sandbox)).toEqual(before);
  });

  test("stands beside it, and each can be deleted by itself", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    await app.fillIn();
    const other = await twin(sandbox);
    const before = await ids(sandbox);
    await sandbox.fail(TOKENS, { kind: "cut", when: "after" }, POST);
    await app.createButton.click();
    const notice = app.notice(EXISTS);
    await expect(notice).toContainText("2 new tokens look exactly like it");
    const lost = await made(sandbox, before);
    await expect(notice).toContainText(other.id);
    await notice.getByRole("button", { name: `Delete ${lost}…` }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete token" }).click();
    await expect.poll(() => ids(sandbox)).toEqual(before);
    await expect(app.notice(EXISTS)).not.toContainText(lost);
    expect(await sandbox.asked(`POST ${TOKENS}`), "the twin, and the one create").toBe(2);
  });
});

test.describe("a server that was given up on", () => {
  test.beforeEach(async ({ app, page, sandbox }) => {
    await page.clock.install();
    await app.signInWithToken();
    await app.fillIn();
    await sandbox.fail(TOKENS, { kind: "delay", ms: 600_000 }, POST);
    await app.createButton.click();
    await passTenSeconds(page, sandbox, `POST ${TOKENS}`, 0);
    await expect(app.notice(NOT_YET)).toContainText("Checking again in 5 seconds");
  });

  test("and stores it later is caught by the next look", async ({ app, page, sandbox }) => {
    const late = await twin(sandbox);
    await page.clock.fastForward(6_000);
    await expect(app.notice(EXISTS)).toContainText(late.id);
  });

  test("and stores it after the last look is asked once more before anything is sent again", async ({ app, page, sandbox }) => {
    await expectAccessible(page);
    await page.clock.fastForward(6_000);
    await expect(app.notice(NOT_YET)).toContainText("Checking again in 15 seconds");
    await page.clock.fastForward(16_000);
    await expect(app.notice(NOT_YET)).toContainText("the list is checked once more first");
    await app.notice(NOT_YET).getByRole("button", { name: "Look again" }).click();
    await expect(app.notice(NOT_YET)).toBeVisible();
    // Dismissed is not forgotten.
    await app.notice(NOT_YET).getByRole("button", { name: "Dismiss" }).click();
    await expect(app.notice(NOT_YET)).toBeHidden();
    const late = await twin(sandbox);
    const sent = await sandbox.asked(`POST ${TOKENS}`);
    await app.createButton.click();
    await expect(app.notice(EXISTS)).toContainText(late.id);
    expect(await sandbox.asked(`POST ${TOKENS}`), "nothing was sent").toBe(sent);
  });

  test("is remembered while another token is made", async ({ app, sandbox }) => {
    await app.tick("Read", "weather");
    await app.create();
    await app.closeWithoutCopying();
    const late = await twin(sandbox);
    await app.fillIn();
    const sent = await sandbox.asked(`POST ${TOKENS}`);
    await app.createButton.click();
    await expect(app.notice(EXISTS)).toContainText(late.id);
    expect(await sandbox.asked(`POST ${TOKENS}`), "nothing was sent").toBe(sent);
  });

  test("and stores nothing makes the token when it is asked again", async ({ app, sandbox }) => {
    const before = await ids(sandbox);
    const { id } = await app.create();
    expect(await made(sandbox, before)).toBe(id);
  });
});

test.describe("leaving while a token is being made", () => {
  test("makes the browser ask", async ({ app, page }) => {
    await app.signInWithToken();
    await app.fillIn();
    const post = await gate(page, "POST", TOKENS);
    await app.createButton.click();
    await post.arrived;
    const asked = page.waitForEvent("dialog");
    await page.evaluate(() => void setTimeout(() => location.reload()));
    const question = await asked;
    expect(question.type()).toBe("beforeunload");
    await question.dismiss();
    post.open();
    await expect(app.dialog).toBeVisible();
  });

  test("for the list does not silence a refusal", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(400);
    await app.signInWithToken();
    await app.fillIn();
    const post = await gate(page, "POST", TOKENS);
    const words = { code: "invalid", message: "unable to create token" };
    await sandbox.fail(TOKENS, { kind: "status", status: 400, ...words }, POST);
    await app.createButton.click();
    await post.arrived;
    await app.goToList();
    await expect(app.notice(SAID.underWay)).toContainText(STORIES);
    post.open();
    const notice = app.notice(CLAIMS.refused);
    await expect(notice).toContainText(`It was asked for in ${STORIES}.`);
    await expectAccessible(page);
    await notice.getByRole("button", { name: "Back to the form" }).click();
    await expect(notice).toContainText("The reason stands at the organization.");
    await expect(app.review).toContainText("2 permissions");
  });

  test("for the list does not silence a lost answer", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    await app.fillIn();
    const post = await gate(page, "POST", TOKENS);
    await sandbox.fail(TOKENS, { kind: "cut", when: "after" }, POST);
    await app.createButton.click();
    await post.arrived;
    await app.goToList();
    post.open();
    await app.notice(EXISTS).getByRole("button", { name: "Back to the form" }).click();
    await expect(app.notice(EXISTS).getByRole("button", { name: "Keep it" })).toBeVisible();
  });
});
