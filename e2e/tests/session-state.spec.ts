// What belongs to a session ends with it: nothing that one user loaded, typed or waits for reaches the next one.

import { expect, test } from "../support/test";
import { STORIES, type Console } from "../support/console";
import { gate } from "../support/gate";
import { TOKENS, type Sandbox } from "../support/sandbox";
import { ofAnother } from "../support/signs-in";

const LIST = { method: "GET" };

/** Lets the server forget the session in the middle of the work. */
async function expire(app: Console, sandbox: Sandbox): Promise<void> {
  app.watch.allowStatus(401);
  await sandbox.fail(TOKENS, { kind: "status", status: 401, message: "unauthorized access" }, LIST);
  await app.page.getByRole("button", { name: "Load the list again" }).click();
  await expect(app.notice("Your session ended")).toBeVisible();
}

test("signing out takes the form, the list and the mark of a created token away", async ({ app, page }) => {
  await app.signInWithToken();
  await app.fillIn();
  const { id } = await app.create();
  await app.closeWithoutCopying();
  await expect(app.row(id)).toContainText("characters");
  await app.openNewToken();
  await app.tick("Write", "audit");
  await app.description.fill("of the first session");
  await app.signOut();
  await app.signInWithToken();
  await expect(app.description, "the form is where the address still leads").toHaveValue("");
  await expect(app.review).toContainText("Nothing is granted yet.");
  await app.goToList();
  await expect(app.row(id)).not.toContainText("characters");
  await expect(page.getByText("of the first session")).toHaveCount(0);
});

test("a form waits for the user whose session expired, and is nobody else's", async ({ app, page, sandbox }) => {
  const another = await ofAnother(sandbox);
  app.watch.allowStatus(400, 401, 403);
  await app.signInWithToken();
  await app.openNewToken();
  await app.description.fill("half done");
  await app.goToList();
  await expire(app, sandbox);
  await app.signInWithToken();
  await app.openNewToken();
  const draft = page.getByRole("region", { name: "Draft" });
  await draft.getByRole("button", { name: "Continue your draft" }).click();
  await expect(app.description, "the same user goes on").toHaveValue("half done");
  await app.goToList();
  await expire(app, sandbox);
  await app.signInWithToken(another);
  await app.openNewToken();
  await expect(app.description, "another user starts anew").toHaveValue("");
  await expect(draft, "and is offered nothing").toHaveCount(0);
  await app.signOut();
  await app.signInWithToken();
  await expect(app.description).toHaveValue("");
  await expect(draft, "and what was left is gone").toHaveCount(0);
});

test("a list that was asked for by one user never shows up with the next", async ({ app, page, sandbox }) => {
  const another = await ofAnother(sandbox);
  app.watch.allowStatus(400, 401, 403);
  await app.signInWithToken();
  await expect(app.list).toBeVisible();
  const late = await gate(page, "GET", TOKENS);
  await page.getByRole("button", { name: "Load the list again" }).click();
  await late.arrived;
  await app.signOut();
  // The list of the second session waits behind the same gate, and comes with it.
  await app.tryToken(another);
  await expect(app.account).toHaveAccessibleName("Account: jonas.feld");
  late.open();
  await expect(app.list.getByRole("row").filter({ hasText: "of another user" })).toBeVisible();
  const [org, user] = [await sandbox.org(STORIES), await sandbox.userId("jonas.feld")];
  const own = (await sandbox.state()).authorizations.filter(({ orgID, userID }) => orgID === org && userID === user);
  await expect(app.list, "a header and the tokens of this user").toHaveAttribute("aria-rowcount", String(own.length + 1));
});

test("nobody signs out while a token is being created, and its secret is shown", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await app.fillIn();
  const before = (await sandbox.state()).authorizations.length;
  const create = await gate(page, "POST", TOKENS);
  await app.createButton.click();
  await create.arrived;
  await app.account.click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(app.notice("You are still signed in")).toContainText("its secret comes with the answer");
  create.open();
  await expect(app.dialog).toBeVisible();
  await expect(app.notice("You are still signed in")).toHaveCount(0);
  await app.closeWithoutCopying();
  await app.signOut();
  expect((await sandbox.state()).authorizations.length, "one was created").toBe(before + 1);
});

test("whoever signs in while a token of the lost session is being created waits until its secret was shown", async ({ app, page, sandbox }) => {
  const another = await ofAnother(sandbox);
  app.watch.allowStatus(400, 401, 403);
  await app.signInWithToken();
  await app.openNewToken();
  await app.tick("Read", "weather");
  const create = await gate(page, "POST", TOKENS);
  await app.createButton.click();
  await create.arrived;
  await app.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Tokens/ }).click();
  await expire(app, sandbox);
  await app.tryToken(another);
  await expect.poll(() => sandbox.asked("GET /api/v2/me")).toBeGreaterThan(1);
  await expect(app.account).toHaveCount(0);
  create.open();
  await expect(app.dialog).toBeVisible();
  await app.closeWithoutCopying();
});
