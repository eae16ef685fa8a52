// What happens beside an offboarding while it is planned, looked at and carried out. Judged by what is stored.

import { expectAccessible } from "../support/axe";
import { gate } from "../support/gate";
import { leaver, Offboarding, replaceReader, statusOf, stored, successors, USERS } from "../support/offboarding";
import { type Sandbox, TOKENS } from "../support/sandbox";
import { neverGivesUp } from "../support/silence";
import { expect, test } from "../support/test";
import type { Page } from "@playwright/test";

/** Holds back the look at a user before anything is sent. `open` waits until what it reads is here. */
async function holdLook(page: Page, user: string) {
  const look = await gate(page, "GET", `${USERS}/${user}`);
  const open = async () => {
    const read = page.waitForResponse((answer) => answer.url().includes(`userID=${user}`));
    look.open();
    await read;
  };
  return { arrived: look.arrived, open };
}

const changed = async (sandbox: Sandbox) => [...(await sandbox.seen("DELETE", "/api/v2/*")), ...(await sandbox.seen("PATCH", "/api/v2/*"))];

for (const way of ["Cancel", "Close"]) {
  test(`nothing is deleted once one has pressed "${way}" while the user is looked at`, async ({ app, page, sandbox }) => {
    await neverGivesUp(page);
    const old = await leaver(sandbox);
    const on = new Offboarding(app, old.user);
    await on.planToDelete();
    const look = await holdLook(page, old.user);
    await on.confirmDeletion();
    await look.arrived;
    const before = await changed(sandbox);
    await expect(page.getByRole("alertdialog")).toBeHidden();
    await app.main.getByRole("button", { name: way, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`#/owners/${old.user}$`));
    await expect(on.button("Deactivate user…")).not.toHaveAttribute("aria-busy", "true");
    await look.open();

    // What was planned is there again, and begins when it is asked for.
    await on.button("Offboard…").click();
    await expect(page.getByRole("radio", { name: /^Delete/ })).toBeChecked();
    await page.getByRole("radio", { name: /^Leave active/ }).check();
    await page.getByRole("radio", { name: /^Deactivate/ }).check();
    expect(await changed(sandbox)).toEqual(before);
    await on.button("Finish: deactivate the user").click();
    await expect(page.getByText("The user is deactivated.")).toBeVisible();
    for (const id of [old.reader, old.writer, old.signsIn, old.off]) expect(await stored(sandbox, id)).toBeDefined();
    expect(await sandbox.seen("DELETE", `${USERS}/${old.user}`)).toEqual([]);
  });
}

test("no new token is created once one has left the plan while the user is looked at", async ({ app, page, sandbox }) => {
  await neverGivesUp(page);
  const old = await leaver(sandbox);
  const on = new Offboarding(app, old.user);
  await on.open();
  await on.chooseOwner();
  const look = await holdLook(page, old.user);
  await on.button("Start with 2 new tokens").click();
  await look.arrived;
  await app.main.getByRole("button", { name: "Cancel", exact: true }).click();
  await look.open();
  await on.button("Offboard…").click();
  await on.issueAnew("Start with 2 new tokens", 2);
  for (const id of [old.reader, old.writer]) expect(await successors(sandbox, id), "each once").toHaveLength(1);
});

test("an offboarding that one leaves for another while it is looked at does not begin", async ({ app, page, sandbox }) => {
  await neverGivesUp(page);
  const first = await leaver(sandbox);
  const second = await leaver(sandbox, "press.night");
  const on = new Offboarding(app, first.user);
  await on.open();
  await on.button("Let all stop").click();
  const looks = [await holdLook(page, first.user), await gate(page, "GET", `${USERS}/${second.user}`)];
  await on.button("Finish: deactivate the user").click();
  await looks[0].arrived;
  await page.goto(`#/owners/${second.user}/offboard`);
  await expect(page.getByRole("heading", { level: 1, name: "Offboard press.night" })).toBeVisible();
  await on.button("Let all stop").click();
  await on.button("Finish: deactivate the user").click();
  await looks[1].arrived;
  await looks[0].open();
  await looks[1].open();
  await expect(page.getByText("The user is deactivated.")).toBeVisible();
  expect(await statusOf(sandbox, second.user)).toBe("inactive");
  expect(await statusOf(sandbox, first.user)).toBe("active");
  expect(await sandbox.seen("PATCH", `${USERS}/${first.user}`)).toEqual([]);
  await page.goto(`#/owners/${first.user}/offboard`);
  await expect(app.notice("The offboarding of press.night is still open.")).toBeVisible();
  await expect(on.button("Finish: deactivate the user")).not.toHaveAttribute("aria-busy", "true");
});

test("a user whose offboarding is open is not switched on the page of the owner, and is told as deleted when that is so", async ({ app, page, sandbox }) => {
  await neverGivesUp(page);
  const old = await leaver(sandbox);
  const on = new Offboarding(app, old.user);
  await on.planToDelete();
  const held = await gate(page, "DELETE", `${TOKENS}/${old.reader}`);
  await on.confirmDeletion();
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
  await on.planToDelete();
  const held = await gate(page, "DELETE", `${TOKENS}/${old.reader}`);
  await on.confirmDeletion();
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
  await on.confirmDeletion();
  await expect(page.getByText("The user is deleted.")).toBeVisible();
  expect(await stored(sandbox, late)).toBeUndefined();
  expect(await successors(sandbox, late)).toHaveLength(1);
  expect(await statusOf(sandbox, old.user)).toBeUndefined();
});

test("new tokens that wait for another one say so, and start once that is stored", async ({ app, page, sandbox }) => {
  await neverGivesUp(page);
  const old = await leaver(sandbox);
  const on = new Offboarding(app, old.user);
  await app.signInWithToken();
  await app.openNewToken();
  await app.tick("Read", "audit");
  const create = await gate(page, "POST", TOKENS);
  await app.createButton.click();
  await create.arrived;
  await page.goto(`#/owners/${old.user}/offboard`);
  await on.chooseOwner();
  await on.button("Start with 2 new tokens").click();
  await expect(app.notice("The new tokens were not started")).toContainText("Bring that to its end, then start again.");
  await expectAccessible(page);
  create.open();
  await expect(app.dialog).toBeVisible();
  await app.closeWithoutCopying();
  for (const id of [old.reader, old.writer]) expect(await successors(sandbox, id)).toEqual([]);
  await page.goto(`#/owners/${old.user}/offboard`);
  await on.issueAnew("Start with 2 new tokens", 2);
  for (const id of [old.reader, old.writer]) expect(await successors(sandbox, id), "each once").toHaveLength(1);
});
