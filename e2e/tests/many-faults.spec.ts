// Many tokens in one run that meets refusals, lost answers and people who stop it or take it back.

import { askForMore } from "../support/altered";
import { expectAccessible } from "../support/axe";
import { gateways, it, lines, POST, sha256 } from "../support/run";
import { TOKENS } from "../support/sandbox";
import { expect } from "../support/test";

it.describe("a run in which something goes wrong", () => {
  it("goes on after a refused row, and asks again for that one only", async ({ page, run, sandbox, watch }) => {
    watch.allowStatus(400);
    await run.fillIn(gateways(5));
    await run.failAfter(2, { kind: "status", status: 400, code: "invalid", message: "unable to create token" });
    await run.send();
    await expect(run.heading("Store these 4 tokens now")).toBeVisible();
    await expect(run.row("gw-03")).toContainText("Refused The server did not take the request: unable to create token.");
    await expectAccessible(page);
    expect(await run.made()).toHaveLength(4);
    await run.button("Try again").click();
    await expect(run.heading("Store these 5 tokens now")).toBeVisible();
    expect((await run.made()).map(({ description }) => description.slice(-5)).sort()).toEqual(gateways(5));
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(6);
  });

  it("finds a token whose answer was lost, and replaces it on request", async ({ app, page, run, sandbox, watch }) => {
    watch.allowLostAnswers();
    await run.fillIn(gateways(5));
    await run.failAfter(2, { kind: "cut", when: "after" });
    await run.send();
    await expect(run.heading("Store these 4 tokens now")).toBeVisible();
    await expect(run.row("gw-03")).toContainText("May exist");
    expect(await run.made()).toHaveLength(5);
    expect(await sandbox.asked(`POST ${TOKENS}`), "it is not sent again by itself").toBe(5);
    const lost = (await run.made()).find(({ description }) => description.endsWith("gw-03"))!;
    await expect(run.row("gw-03")).toContainText(lost.id);
    await expectAccessible(page);
    await run.button("Delete and create again…").click();
    await expect(app.question).toContainText(lost.id);
    await app.question.getByRole("button", { name: "Delete and create again" }).click();
    await expect(run.heading("Store these 5 tokens now")).toBeVisible();
    const made = await run.made();
    expect(made.map(({ description }) => description.slice(-5)).sort()).toEqual(gateways(5));
    expect(made.map(({ id }) => id)).not.toContain(lost.id);
    expect(lines(await run.download("CSV")).map((line) => sha256(line[3])).sort()).toEqual(made.map((one) => one.sha256).sort());
  });

  it("says what was not made when an answer was lost before anything was stored", async ({ run, watch }) => {
    watch.allowLostAnswers();
    await run.fillIn(gateways(3));
    await run.failAfter(1, { kind: "cut", when: "before" });
    await run.send();
    await expect(run.row("gw-02")).toContainText("Not found so far");
    await run.button("Try again").click();
    await expect(run.heading("Store these 3 tokens now")).toBeVisible();
    expect(await run.made()).toHaveLength(3);
  });

  it("pauses after three failures in a row", async ({ run, sandbox, watch }) => {
    watch.allowStatus(400);
    await run.fillIn(gateways(9));
    await run.failAfter(1, { kind: "status", status: 400, code: "invalid", message: "unable to create token" }, 3);
    await run.send();
    await expect(run.heading("Paused: 1 of 9 tokens created")).toBeVisible();
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(4);
    await run.button("Resume").click();
    await expect(run.heading("Store these 6 tokens now")).toBeVisible();
    expect(await run.made()).toHaveLength(6);
  });

  it("waits as long as the server asks, and goes on by itself", async ({ app, run, sandbox, watch }) => {
    watch.allowStatus(429);
    await run.fillIn(gateways(3));
    await sandbox.fail(TOKENS, { kind: "status", status: 429, headers: { "Retry-After": "2" } }, { method: "GET" });
    await run.send();
    await expect(app.notice("The server asks to wait")).toContainText(/in [12] seconds?/);
    await expect(run.heading("Store these 3 tokens now")).toBeVisible();
    expect(await run.made()).toHaveLength(3);
  });

  it("survives the end of the session with its secrets", async ({ app, page, run, sandbox, watch }) => {
    watch.allowStatus(401);
    await run.fillIn(gateways(5));
    await run.failAfter(2, { kind: "status", status: 401, code: "unauthorized", message: "unauthorized access" });
    await run.send();
    await expect(run.heading("Paused: 2 of 5 tokens created")).toBeVisible();
    await expectAccessible(page);
    await expect(run.button("Resume")).toHaveAttribute("aria-disabled", "true");
    await run.button("Sign in again").click();
    await expect(run.dialog).toBeHidden();
    await expect(page.getByRole("complementary", { name: "A run that waits" })).toContainText("2 of 5 tokens created");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Back to them" }).click();
    await expect(run.dialog).toBeVisible();
    await run.button("Sign in again").click();
    await app.tryToken(sandbox.token);
    await expect(run.dialog).toBeVisible();
    await run.button("Resume").click();
    await expect(run.heading("Store these 5 tokens now")).toBeVisible();
    const made = await run.made();
    expect(made).toHaveLength(5);
    expect(lines(await run.download("CSV")).map((line) => sha256(line[3])).sort()).toEqual(made.map((one) => one.sha256).sort());
  });
});

it("a token of a run that is not what was asked for is told in its row, and deactivated there", async ({ app, page, run, sandbox, watch }) => {
  watch.allowLostAnswers();
  await run.fillIn(gateways(3));
  await askForMore(page, TOKENS, "gw-02");
  await run.send();
  await expect(run.heading("Store these 3 tokens now")).toBeVisible();
  await expect(run.dialog).toContainText("3 of 3 created · 1 not as asked");
  const row = run.row("gw-02");
  await expect(row).toContainText("Not as asked It grants 1 permission that you did not ask for: write:orgs/");
  await expectAccessible(page);
  const { id } = (await run.made()).find(({ description }) => description.endsWith("gw-02"))!;
  const deactivate = row.getByRole("button", { name: `Deactivate ${id}` });
  await sandbox.fail(`${TOKENS}/*`, { kind: "cut", when: "before" }, { method: "PATCH" });
  await deactivate.click();
  await expect(row).toContainText("Perhaps it was not deactivated");
  // The answer is lost and read back.
  await sandbox.fail(`${TOKENS}/*`, { kind: "cut", when: "after" }, { method: "PATCH" });
  await deactivate.click();
  await expect(row).toContainText("It is inactive.");
  await expect(deactivate).toHaveCount(0);
  const statuses = (await run.made()).map((one) => [one.id === id, one.status]);
  expect(statuses.sort()).toEqual([[false, "active"], [false, "active"], [true, "inactive"]]);
  await run.stored.check();
  await run.done();
  await expect(app.row(id)).toContainText("Inactive");
});

it.describe("a run of which no answer came", () => {
  for (const [when, told] of [
    ["after", "2 tokens may exist without their secrets"],
    ["before", "No token was found so far"],
  ] as const) {
    it(`does not say that nothing was created: cut ${when} the change`, async ({ run, sandbox, watch }) => {
      watch.allowLostAnswers();
      await run.fillIn(gateways(2));
      await sandbox.fail(TOKENS, { kind: "cut", when }, { ...POST, times: 2 });
      await run.send();
      await expect(run.heading(told)).toBeVisible();
      expect(await run.made()).toHaveLength(when === "after" ? 2 : 0);
    });
  }
});

it.describe("a run that is stopped", () => {
  it("need not wait for an answer that drips", async ({ run, sandbox, watch }) => {
    watch.allowLostAnswers();
    await run.fillIn(gateways(3));
    await run.failAfter(1, { kind: "rate", bytesPerSecond: 4 });
    await run.send();
    await expect(run.row("gw-02")).toContainText("Sending");
    await run.button("Pause").click();
    await run.button("Stop waiting").click();
    await run.button("Resume").click();
    await expect(run.row("gw-03")).toContainText("Created");
    await expect(run.row("gw-02")).toContainText("May exist");
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(3);
  });

  it("is undone although answers are lost, and says of what nobody knows", async ({ run, sandbox, watch }) => {
    watch.allowLostAnswers();
    watch.allowStatus(404);
    await run.fillIn(gateways(3));
    await run.send();
    await expect(run.heading("Store these 3 tokens now")).toBeVisible();
    const lose = (method: string, when: "before" | "after") => sandbox.fail(`${TOKENS}/*`, { kind: "cut", when }, { method });
    await lose("DELETE", "after");
    // Each is read before it is deleted.
    await sandbox.fail(`${TOKENS}/*`, { kind: "delay", ms: 1 }, { method: "GET" });
    await lose("GET", "before");
    await run.button("Undo…").click();
    await run.button("Delete 3 tokens").click();
    // The first one is gone, and reading it back failed as well.
    await expect(run.heading("Perhaps 1 token could not be deleted")).toBeVisible();
    await expect(run.row("gw-01")).toContainText("Perhaps it was not deleted");
    expect(await run.made()).toEqual([]);
    await run.button("Undo…").click();
    await run.button("Delete 1 token").click();
    await expect(run.heading("All 3 tokens were deleted")).toBeVisible();
  });

  it("is undone but for what somebody has taken into use since", async ({ run, sandbox }) => {
    await run.fillIn(gateways(2));
    await run.send();
    await expect(run.heading("Store these 2 tokens now")).toBeVisible();
    const { id } = (await run.made()).find(({ description }) => description.includes("gw-01"))!;
    await sandbox.api("PATCH", `${TOKENS}/${id}`, { description: "IN USE by line 7" });
    await run.button("Undo…").click();
    await run.button("Delete 2 tokens").click();
    await expect(run.row("gw-01")).toContainText("Somebody changed it since, so it was left alone.");
    await expect.poll(async () => (await run.made()).map(({ description }) => description)).toEqual(["IN USE by line 7"]);
  });

  it("is undone at once where a lost answer can be read back", async ({ run, sandbox, watch }) => {
    watch.allowLostAnswers();
    watch.allowStatus(404);
    await run.fillIn(gateways(3));
    await run.send();
    await expect(run.heading("Store these 3 tokens now")).toBeVisible();
    await sandbox.fail(`${TOKENS}/*`, { kind: "cut", when: "after" }, { method: "DELETE" });
    await run.button("Undo…").click();
    await run.button("Delete 3 tokens").click();
    await expect(run.heading("All 3 tokens were deleted")).toBeVisible();
    expect(await run.made()).toEqual([]);
  });

  it("sends nothing while it is paused, and goes on where it stopped", async ({ page, run, sandbox }) => {
    await run.fillIn(gateways(4));
    await sandbox.fail(TOKENS, { kind: "delay", ms: 400 }, { ...POST, times: 4 });
    await run.send();
    await run.button("Pause").click();
    await expect(run.button("Resume")).toBeVisible();
    await expect(run.heading(/^Paused: [12] of 4 tokens created/)).toBeVisible();
    await expectAccessible(page);
    const asked = await sandbox.asked(`POST ${TOKENS}`);
    expect(await run.made()).toHaveLength(asked);
    expect(asked).toBeLessThan(4);
    await run.button("Resume").click();
    await expect(run.heading("Store these 4 tokens now")).toBeVisible();
    expect(await run.made()).toHaveLength(4);
  });

  it("is undone wholly, and nothing else is touched", async ({ app, page, run, sandbox, watch }) => {
    watch.allowLostAnswers();
    await run.fillIn(gateways(6));
    const before = await sandbox.state();
    await run.failAfter(2, { kind: "cut", when: "after" });
    await run.send();
    await expect(run.heading("Store these 5 tokens now")).toBeVisible();
    await run.button("Undo…").click();
    await expect(run.button("Keep them")).toBeFocused();
    await run.button("Keep them").click();
    expect(await run.made()).toHaveLength(6);
    await run.button("Undo…").click();
    await expectAccessible(page);
    await run.button("Delete 5 tokens").click();
    await expect(run.heading("All 5 tokens were deleted, 1 that looks the same was not")).toBeVisible();
    const [left, ...others] = await run.made();
    expect(others).toEqual([]);
    await expect(run.row("gw-03"), "what nobody can prove to be ours is named").toContainText(left.id);
    await run.button("Delete and create again…").click();
    await expect(app.question).toContainText(left.id);
    await app.question.getByRole("button", { name: "Cancel" }).click();
    expect((await sandbox.state()).authorizations).toHaveLength(before.authorizations.length + 1);
    await expect(run.row("gw-04")).toContainText("Deleted");
    await expectAccessible(page);
    await run.done();
    // The form is kept with the names that have no token.
    await expect(run.names).toHaveValue(gateways(6).filter((name) => name !== "gw-03").join("\n"));
    await app.goToList();
    for (const id of run.secrets.keys()) await expect(app.row(id)).toHaveCount(0);
  });
});
