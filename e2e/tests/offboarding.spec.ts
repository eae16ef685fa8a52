// A user leaves: planned, issued anew, switched over and ended, with faults in the middle. Judged by what is stored.

import { expectAccessible } from "../support/axe";
import { gate } from "../support/gate";
import { leaver, type Leaver, Offboarding, replaceReader, statusOf, stored, successors, USERS } from "../support/offboarding";
import { grants, TOKENS } from "../support/sandbox";
import { neverGivesUp } from "../support/silence";
import { expect, test } from "../support/test";

for (const profile of ["oss-2.9", "oss-2.9-unhashed", "oss-2.7"]) {
  test.describe(`on ${profile}`, () => {
    test.use({ flags: ["--profile", profile] });

    test("tokens are issued anew, programs switch over, and the user is deactivated; a reload goes on where it was", async ({ app, page, sandbox }) => {
      const old = await leaver(sandbox);
      const on = new Offboarding(app, old.user);
      await on.open();
      await expect(on.numbers()).toContainText("2tokens are created again under another user");
      await expect(on.numbers()).toContainText("1token stops and is not replaced.");
      await expect(on.row(old.signsIn)).toContainText("It can create tokens, as one with which its user signs in.");
      await expect(on.row(old.off)).toContainText("It does not work now either.");
      if (profile === "oss-2.9") await expectAccessible(page);
      await on.press("Start with 2 new tokens");
      await expect(page.getByRole("dialog"), "nothing starts without an owner").toBeHidden();
      await on.chooseOwner();
      await expect(on.numbers()).toContainText("created again under svc-telegraf");
      await on.issueAnew("Start with 2 new tokens", 2);

      await expect(page).toHaveURL(new RegExp(`#/owners/${old.user}/offboard$`));
      for (const id of [old.reader, old.writer]) {
        const [fresh, ...more] = await successors(sandbox, id);
        expect(more).toEqual([]);
        expect(fresh).toMatchObject({ userID: old.to, status: "active" });
        const same = (await stored(sandbox, id))!;
        const moved = same.permissions.map(({ action, resource }) => ({
          action,
          resource: resource.id === old.user ? { ...resource, id: old.to } : resource,
        }));
        expect(grants(fresh.permissions)).toEqual(grants(moved));
        expect(same.status, "nothing stops before its successor exists").toBe("active");
        await expect(on.row(id)).toContainText(`Has a successor: ${fresh.id}`);
      }
      expect((await successors(sandbox, old.writer))[0].description).toBe(`press writer (review by 2027-05-01) (replaces ${old.writer})`);

      // Another browser knows it from the notes alone, and creates nothing again.
      await page.reload();
      await app.signInWithToken();
      await expect(on.row(old.reader)).toContainText("Has a successor");
      await expect(on.row(old.reader)).toContainText("Whether its secret was stored is not known here.");
      await expect(page.getByText("2 tokens have their successors")).toBeVisible();
      await on.press("Finish: deactivate the user");
      expect(await statusOf(sandbox, old.user), "not before programs use the new secrets").toBe("active");
      await on.switchOver();
      if (profile === "oss-2.9") await expectAccessible(page);
      await on.button("Finish: deactivate the user").click();
      await expect(page.getByText("The user is deactivated.")).toBeVisible();
      for (const id of [old.reader, old.writer]) {
        const [fresh] = await successors(sandbox, id);
        expect(await stored(sandbox, id)).toMatchObject({
          status: "inactive",
          description: expect.stringMatching(new RegExp(`\\(replaced by ${fresh.id}, off since \\d{4}-\\d\\d-\\d\\d\\)$`)),
        });
        expect(fresh.status).toBe("active");
      }
      expect((await stored(sandbox, old.signsIn))?.status, "it stops with the user").toBe("active");
      expect(await statusOf(sandbox, old.user)).toBe("inactive");
      if (profile === "oss-2.9") await expectAccessible(page);
      await on.button("Close").last().click();
      await expect(page.getByRole("button", { name: "Activate user", exact: true })).toBeVisible();
    });
  });
}

test("a create that is refused and one whose answer is lost leave a state that can be gone on from", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  watch.allowStatus(403);
  const old = await leaver(sandbox);
  const on = new Offboarding(app, old.user);
  await on.open();
  await on.chooseOwner();
  await sandbox.fail(TOKENS, { kind: "cut", when: "before" }, { method: "POST" });
  await on.button("Start with 2 new tokens").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "Store this token now" })).toBeVisible();
  await expect(dialog).toContainText("1 token was not created, as far as can be seen");
  await on.putAway();
  await expect(page.getByText("1 has its successor, 1 to go")).toBeVisible();
  expect((await successors(sandbox, old.reader)).length + (await successors(sandbox, old.writer)).length).toBe(1);
  for (const id of [old.reader, old.writer]) expect((await stored(sandbox, id))?.status).toBe("active");
  await on.issueAnew("Start with 1 new token", 1);
  for (const id of [old.reader, old.writer]) expect(await successors(sandbox, id), "each once").toHaveLength(1);
  await expect(on.button("Finish: deactivate the user")).toBeVisible();
});

test("a token whose new secret was lost is not said to be replaced, asks before it ends, and can be re-issued again", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  const old = await leaver(sandbox);
  const on = new Offboarding(app, old.user);
  await on.open();
  await on.chooseOwner();
  // The newest goes first.
  await sandbox.fail(TOKENS, { kind: "truncate", bytes: 20 }, { method: "POST" });
  await on.button("Start with 2 new tokens").click();
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Store this token now" })).toBeVisible();
  await on.putAway();
  const [lost] = await successors(sandbox, old.writer);
  await expect(page.getByText("1 token has its successor, the secret of 1 new token was never shown")).toBeVisible();
  await expect(on.row(old.reader)).toContainText("Its secret, shown in this sitting, ends in");
  await expect(on.row(old.writer)).toContainText(`Has a successor: ${lost.id}. Its secret was never shown, because the answer was lost.`);
  await expect(on.row(old.writer).getByRole("link", { name: lost.id })).toBeVisible();
  await on.switchOver();
  const warning = app.notice("New secrets were never shown");
  await expect(warning).toContainText("press writer");
  await expectAccessible(page);
  await on.press("Finish: deactivate the user");
  expect(await statusOf(sandbox, old.user), "not before it was said").toBe("active");
  await expect(warning.getByRole("checkbox", { name: /^End them although/ })).not.toBeChecked();

  await on.row(old.writer).getByRole("button", { name: "let it be re-issued again" }).click();
  await expect(on.row(old.writer)).toContainText(`The one without its secret is still there: ${lost.id}`);
  await expect(warning).toBeHidden();
  await on.issueAnew("Start with 1 new token", 1);
  await expect(page.getByText("2 tokens have their successors")).toBeVisible();
  const fresh = (await successors(sandbox, old.writer)).find(({ id }) => id !== lost.id)!;
  await expect(on.row(old.writer)).toContainText(`Has a successor: ${fresh.id}. Its secret, shown in this sitting, ends in`);
  await on.switchOver();
  await on.button("Finish: deactivate the user").click();
  await expect(page.getByText("The user is deactivated.")).toBeVisible();
  expect((await stored(sandbox, old.writer))?.description).toContain(`(replaced by ${fresh.id}, off since`);
});

test("a token whose new secret was lost ends once that was said", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  const old = await leaver(sandbox);
  const on = new Offboarding(app, old.user);
  await on.open();
  await on.chooseOwner();
  await sandbox.fail(TOKENS, { kind: "truncate", bytes: 20 }, { method: "POST" });
  await on.button("Start with 2 new tokens").click();
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Store this token now" })).toBeVisible();
  await on.putAway();
  await on.switchOver();
  await app.notice("New secrets were never shown").getByRole("checkbox", { name: /^End them although/ }).check();
  await on.button("Finish: deactivate the user").click();
  await expect(page.getByText("The user is deactivated.")).toBeVisible();
  expect((await stored(sandbox, old.writer))?.status).toBe("inactive");
});

test("an old token that can't be stopped keeps the user as it is, and trying again ends both", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  watch.allowStatus(500, 403);
  const old = await leaver(sandbox);
  const on = new Offboarding(app, old.user);
  await on.open();
  await on.chooseOwner();
  await on.issueAnew("Start with 2 new tokens", 2);
  await on.switchOver();
  await sandbox.fail(`${TOKENS}/${old.reader}`, { kind: "cut", when: "before" }, { method: "PATCH" });
  await sandbox.fail(`${TOKENS}/${old.writer}`, { kind: "cut", when: "after" }, { method: "PATCH" });
  await on.button("Finish: deactivate the user").click();
  await expect(on.row(old.reader)).toContainText("Answer lost. Read back: not changed. Try again.");
  await expect(on.row(old.writer)).toContainText("Answer lost. Read back: done.");
  await expect(page.getByText("Waits until every old token is done with. The user is as before.")).toBeVisible();
  expect(await statusOf(sandbox, old.user)).toBe("active");
  expect((await stored(sandbox, old.reader))?.status).toBe("active");
  await sandbox.fail(`${USERS}/${old.user}`, { kind: "stall", bytes: 20 }, { method: "PATCH" });
  await on.button("Try again").click();
  await expect.poll(() => statusOf(sandbox, old.user)).toBe("inactive");
  await expect(page.getByText("The user is deactivated.")).toBeVisible({ timeout: 60_000 });
  expect((await stored(sandbox, old.reader))?.status).toBe("inactive");
  expect((await sandbox.seen("PATCH", `${USERS}/${old.user}`)).length, "once").toBe(1);
  expect((await sandbox.seen("PATCH", `${TOKENS}/${old.writer}`)).length, "once").toBe(1);
});

test("a user is deleted after every token, by typed name, and lost answers are read back", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  watch.allowStatus(404);
  const old = await leaver(sandbox);
  const on = new Offboarding(app, old.user);
  await on.open();
  await on.button("Let all stop").click();
  await page.getByRole("radio", { name: /^Delete/ }).check();
  await expect(on.numbers()).toContainText("1user is deleted at the end, after all tokens.");
  await expect(on.numbers()).toContainText("3tokens stop and are not replaced.");
  await on.button("Finish: delete the user…").click();
  const question = page.getByRole("alertdialog", { name: "Delete this user and every token of it?" });
  await expect(question).toContainText("4 tokens are deleted first");
  await expectAccessible(page);
  await question.getByRole("button", { name: "Delete for good" }).focus();
  await page.keyboard.press("Enter");
  expect(await statusOf(sandbox, old.user), "nothing before the name is typed").toBe("active");
  await sandbox.fail(`${TOKENS}/${old.reader}`, { kind: "cut", when: "after" }, { method: "DELETE" });
  await sandbox.fail(`${USERS}/${old.user}`, { kind: "cut", when: "after" }, { method: "DELETE" });
  await on.typeName("press.operator");
  await expect(page.getByText("The user is deleted.")).toBeVisible();
  for (const id of [old.reader, old.writer, old.signsIn, old.off]) expect(await stored(sandbox, id)).toBeUndefined();
  expect(await statusOf(sandbox, old.user)).toBeUndefined();
  for (const id of [old.reader, old.writer]) expect(await sandbox.seen("DELETE", `${TOKENS}/${id}`)).toHaveLength(1);
  expect(await sandbox.seen("DELETE", `${USERS}/${old.user}`)).toHaveLength(1);
  await on.button("Close").last().click();
  await expect(page.getByText("No token of this user is in the list")).toBeVisible();
});

test("the user stays active where only the tokens are moved", async ({ app, page, sandbox }) => {
  const old = await leaver(sandbox);
  const on = new Offboarding(app, old.user);
  await on.open();
  await on.chooseOwner();
  await page.getByRole("combobox", { name: "What to do with press writer" }).selectOption("Let it stop");
  await page.getByRole("radio", { name: /^Leave active/ }).check();
  await expect(on.numbers()).toContainText("0users change");
  await on.issueAnew("Start with 1 new token", 1);
  await on.switchOver();
  await on.button("Finish: switch the old tokens off").click();
  await expect(page.getByText("The user stays active.")).toBeVisible();
  await expect.poll(async () => (await stored(sandbox, old.reader))?.status).toBe("inactive");
  expect((await stored(sandbox, old.writer))?.status).toBe("active");
  expect(await statusOf(sandbox, old.user)).toBe("active");
});

test("an offboarding is planned and begun without a mouse", async ({ app, page, sandbox }) => {
  const old = await leaver(sandbox);
  await app.signInWithToken();
  await page.goto(`#/owners/${old.user}`);
  await app.tabTo(page.getByRole("button", { name: "Offboard…" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Offboard press.operator" })).toBeFocused();
  await app.tabTo(page.getByRole("combobox", { name: "Owner of the new tokens" }));
  await page.keyboard.type("svc-grafana");
  await expect(page.getByRole("option", { name: /^svc-grafana/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await app.tabTo(page.getByRole("combobox", { name: "What to do with press reader" }));
  await page.keyboard.press("ArrowDown");
  await app.tabTo(page.getByRole("radio", { name: /^Deactivate/ }));
  await app.tabTo(page.getByRole("button", { name: "Start with 1 new token" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Store this token now" })).toBeVisible();
  const [fresh] = await successors(sandbox, old.writer);
  expect(fresh.userID).toBe(await sandbox.userId("svc-grafana"));
  expect(await successors(sandbox, old.reader)).toEqual([]);
});

for (const what of ["deleted", "switched off"] as const) {
  test(`a user is not deleted while the successor of a token was ${what}, and that token stays`, async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(404);
    const old = await leaver(sandbox);
    const successor = await replaceReader(sandbox, old);
    const on = new Offboarding(app, old.user);
    await on.open();
    await expect(on.row(old.reader)).toContainText(`Has a successor: ${successor}`);
    await on.button("Let all stop").click();
    await page.getByRole("radio", { name: /^Delete/ }).check();
    await on.switchOver();
    if (what === "deleted") await sandbox.api("DELETE", `${TOKENS}/${successor}`);
    else await sandbox.api("PATCH", `${TOKENS}/${successor}`, { status: "inactive" });
    await on.button("Finish: delete the user…").click();
    await on.typeName("press.operator");
    await expect(on.row(old.reader)).toContainText("The token that was to take its place does not work, so this one goes on.");
    await expect(page.getByText("Waits until every old token is done with. The user is as before.")).toBeVisible();
    for (const id of [old.writer, old.signsIn, old.off]) await expect.poll(() => stored(sandbox, id)).toBeUndefined();
    expect((await stored(sandbox, old.reader))?.status).toBe("active");
    expect(await sandbox.seen("DELETE", `${TOKENS}/${old.reader}`)).toEqual([]);
    expect(await statusOf(sandbox, old.user)).toBe("active");
  });
}

test("a successor that can't be read keeps the old token until it is tried again", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(500);
  const old = await leaver(sandbox);
  const successor = await replaceReader(sandbox, old);
  const on = new Offboarding(app, old.user);
  await on.open();
  await on.button("Let all stop").click();
  await on.switchOver();
  await sandbox.fail(`${TOKENS}/${successor}`, { kind: "status", status: 500, code: "internal error", message: "no" }, { method: "GET" });
  await on.button("Finish: deactivate the user").click();
  await expect(on.row(old.reader)).toContainText("Nothing was sent, because what is stored could not be read first.");
  expect(await sandbox.seen("PATCH", `${TOKENS}/${old.reader}`)).toEqual([]);
  expect(await statusOf(sandbox, old.user)).toBe("active");
  await on.button("Try again").click();
  await expect(page.getByText("The user is deactivated.")).toBeVisible();
  expect((await stored(sandbox, old.reader))?.status).toBe("inactive");
});

test("the offboarding of a second user waits until what came of the first one was seen", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(404);
  await neverGivesUp(page);
  const first = await leaver(sandbox);
  const second = await leaver(sandbox, "press.night");
  const tokens = ({ reader, writer, signsIn, off }: Leaver) => [reader, writer, signsIn, off];
  const on = new Offboarding(app, first.user);
  await on.open();
  await on.button("Let all stop").click();
  await page.getByRole("radio", { name: /^Delete/ }).check();
  const held = await gate(page, "DELETE", `${TOKENS}/${first.reader}`);
  await on.button("Finish: delete the user…").click();
  await on.typeName("press.operator");
  await held.arrived;

  await page.goto(`#/owners/${second.user}/offboard`);
  await expect(page.getByRole("heading", { level: 1, name: "Offboard press.night" })).toBeVisible();
  const told = app.notice("The offboarding of press.operator is still open.");
  await expect(told).toBeVisible();
  await expectAccessible(page);
  await on.button("Let all stop").click();
  await page.getByRole("radio", { name: /^Delete/ }).check();
  await on.press("Finish: delete the user…");
  await expect(page.getByRole("alertdialog"), "nothing begins").toBeHidden();

  held.open();
  await expect.poll(() => statusOf(sandbox, first.user)).toBeUndefined();
  for (const id of tokens(first)) expect(await stored(sandbox, id)).toBeUndefined();
  for (const id of tokens(second)) expect(await stored(sandbox, id), "nobody asked for it").toBeDefined();
  expect(await statusOf(sandbox, second.user)).toBe("active");
  await expect(told, "nobody has seen what came of it").toBeVisible();
  await told.getByRole("button", { name: "Go to that offboarding" }).click();
  await expect(page).toHaveURL(new RegExp(`#/owners/${first.user}/offboard$`));
  await expect(page.getByRole("heading", { level: 1, name: /^Offboard/ })).toBeFocused();
  await expect(on.row(first.reader)).toContainText("Done");
  await expect(page.getByText("The user is deleted.")).toBeVisible();
  await on.button("Close").last().click();
  await expect(page.getByText("No token of this user is in the list")).toBeVisible();

  await page.goto(`#/owners/${second.user}/offboard`);
  await expect(page.getByRole("radio", { name: /^Delete/ })).toBeChecked();
  await expect(told).toBeHidden();
  await on.button("Finish: delete the user…").click();
  await on.typeName("press.night");
  await expect(page.getByText("The user is deleted.")).toBeVisible();
  for (const id of tokens(second)) expect(await stored(sandbox, id)).toBeUndefined();
});

test("what was planned waits for the same user when the session ends", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(401);
  const old = await leaver(sandbox);
  const on = new Offboarding(app, old.user);
  await on.open();
  await on.chooseOwner();
  await page.getByRole("combobox", { name: "What to do with press writer" }).selectOption("Let it stop");
  await page.getByRole("radio", { name: /^Delete/ }).check();
  await sandbox.fail(`${USERS}/${old.user}`, { kind: "status", status: 401, code: "unauthorized", message: "unauthorized access" }, { method: "GET" });
  await on.button("Start with 1 new token").click();
  await expect(app.notice("Your session ended")).toBeVisible();
  await app.signInWithToken();
  await expect(page.getByRole("radio", { name: /^Delete/ })).toBeChecked();
  await expect(page.getByRole("combobox", { name: "Owner of the new tokens" })).toHaveValue("svc-telegraf");
  await expect(on.numbers()).toContainText("1token is created again under svc-telegraf");
  await on.issueAnew("Start with 1 new token", 1);
  expect(await successors(sandbox, old.reader)).toHaveLength(1);
  expect(await successors(sandbox, old.writer)).toEqual([]);
});
