// What happens beside an offboarding while it is planned, looked at and carried out. Judged by what is stored.

import { expectAccessible } from "../support/axe";
import { gate } from "../support/gate";
import { leaver, Offboarding, replaceReader, statusOf, stored, successors, USERS } from "../support/offboarding";
import { TOKENS } from "../support/sandbox";
import { neverGivesUp } from "../support/silence";
import { expect, test } from "../support/test";

test("a user whose offboarding is open is not switched on the page of the owner, and is told as deleted when that is so", async ({ app, page, sandbox }) => {
  await neverGivesUp(page);
  const old = await leaver(sandbox);
  const on = new Offboarding(app, old.user);
  await on.open();
  await on.button("Let all stop").click();
  await page.getByRole("radio", { name: /^Delete/ }).check();
  const held = await gate(page, "DELETE", `${TOKENS}/${old.reader}`);
  await on.button("Finish: delete the user…").click();
  await on.typeName("press.operator");
  await held.arrived;
  await page.goto(`#/owners/${old.user}`);
  const why = "The offboarding of this user is still open. Bring it to its end and close it first.";
  await expect(on.button("Deactivate user…")).toHaveAttribute("title", why);
  await expectAccessible(page);
  await on.press("Deactivate user…");
  await expect(page.getByRole("alertdialog"), "nothing is asked").toBeHidden();
  await page.goto(`#/owners/${old.user}/offboard`);
  await expect(page.getByText("Waits until every old token is done with. The user is as before.")).toBeVisible();
  held.open();
  await expect(page.getByText("The user is deleted.")).toBeVisible();
  expect(await statusOf(sandbox, old.user)).toBeUndefined();
  expect(await sandbox.seen("PATCH", `${USERS}/${old.user}`)).toEqual([]);
});

test("that programs use their new secrets is said anew when another token is issued", async ({ app, page, sandbox }) => {
  const old = await leaver(sandbox);
  await replaceReader(sandbox, old);
  const on = new Offboarding(app, old.user);
  await on.open();
  const writer = page.getByRole("combobox", { name: "What to do with press writer" });
  await writer.selectOption("Let it stop");
  await on.switchOver();
  await writer.selectOption("Re-issue");
  await on.issueAnew("Start with 1 new token", 1);
  await expect(page.getByRole("checkbox", { name: "Every program uses its new secret" })).not.toBeChecked();
  await on.press("Finish: deactivate the user");
  expect(await sandbox.seen("PATCH", `${TOKENS}/${old.writer}`), "nobody has switched its programs").toEqual([]);
  await on.switchOver();
  await on.button("Finish: deactivate the user").click();
  await expect(page.getByText("The user is deactivated.")).toBeVisible();
  expect((await stored(sandbox, old.writer))?.status).toBe("inactive");
});

test("a token that came while the old ones were deleted keeps the user, and the plan shows it", async ({ app, page, sandbox }) => {
  await neverGivesUp(page);
  const old = await leaver(sandbox);
  const on = new Offboarding(app, old.user);
  await on.open();
  await on.button("Let all stop").click();
  await page.getByRole("radio", { name: /^Delete/ }).check();
  const held = await gate(page, "DELETE", `${TOKENS}/${old.reader}`);
  await on.button("Finish: delete the user…").click();
  await on.typeName("press.operator");
  await held.arrived;
  const { permissions } = (await stored(sandbox, old.reader))!;
  const { id: late } = await sandbox.make("came late", permissions, { userID: old.user });
  held.open();
  await expect(app.notice("Something changed while the old tokens were stopped")).toContainText("So the user was not ended.");
  await expect(page.getByText("Not ended. The reason stands above.")).toBeVisible();
  await expectAccessible(page);
  expect(await statusOf(sandbox, old.user)).toBe("active");
  expect((await stored(sandbox, late))?.status).toBe("active");
  await expect(on.button("Try again with the user"), "it is looked at first").toBeHidden();

  await on.button("Back to the plan").click();
  await expect(on.row(late)).toContainText("came late");
  await expect(app.notice("Something changed while the old tokens were stopped")).toBeHidden();
  await page.getByRole("combobox", { name: "What to do with came late" }).selectOption("Re-issue");
  await on.chooseOwner();
  await on.issueAnew("Start with 1 new token", 1);
  await on.switchOver();
  await on.button("Finish: delete the user…").click();
  await on.typeName("press.operator");
  await expect(page.getByText("The user is deleted.")).toBeVisible();
  expect(await stored(sandbox, late)).toBeUndefined();
  expect(await successors(sandbox, late)).toHaveLength(1);
  expect(await statusOf(sandbox, old.user)).toBeUndefined();
});
