// The list tells the truth: about owners, about everything that a token grants, and about what was searched for.

import { expectAccessible, expectNoSidewaysScroll } from "../support/axe";
import { expect, test } from "../support/test";

test("a token of an inactive user is not called active", async ({ app, page, sandbox }) => {
  const userID = await sandbox.userId("jonas.feld");
  const { id } = await sandbox.make("gateway of Jonas", [await onBucket(sandbox, "plant-a/alarms")], { userID });
  await sandbox.api("PATCH", `/api/v2/users/${userID}`, { status: "inactive" });
  await app.signInWithToken();
  await expect(app.row(id)).toContainText("Owner inactive");
  await page.getByRole("button", { name: /^Owner inactive/ }).click();
  await expect(app.search).toHaveValue("status:owner-inactive");
  await expect(app.row(id)).toBeVisible();
});

test("where the users cannot be loaded, nobody is told that their tokens work", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(500);
  const userID = await sandbox.userId("jonas.feld");
  const { id } = await sandbox.make("gateway of Jonas", [await onBucket(sandbox, "plant-a/alarms")], { userID });
  await sandbox.api("PATCH", `/api/v2/users/${userID}`, { status: "inactive" });
  await sandbox.fail("/api/v2/users", { kind: "status", status: 500 }, { times: 99 });
  await app.signInWithToken();
  const notice = page.getByText("Which owners are inactive could not be loaded: a token that is shown as active may not work.");
  await expect(notice).toBeVisible();
  await app.row(id).getByRole("rowheader").click();
  await expect(page.getByText("Whether its owner is active is not known")).toBeVisible();
  await sandbox.forgetFaults();
  await page.getByRole("button", { name: "Load the users again" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Tokens" }), "the keyboard has a place when the notice goes").toBeFocused();
  await expect(notice).toBeHidden();
  await expect(app.row(id)).toContainText("Owner inactive");
});

test("what cannot be read is counted, and costs nobody the rest of the list", async ({ app, context, page, sandbox }) => {
  const { id } = await sandbox.make("a good one", [await onBucket(sandbox, "plant-a/alarms")]);
  // A server that is newer or broken in a way that nobody knows yet.
  await context.route("**/api/v2/authorizations?*", async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    const [first] = body.authorizations;
    body.authorizations.unshift({ ...first, id: "not an id" }, { ...first, permissions: "everything" });
    await route.fulfill({ response: answer, json: body });
  });
  await app.signInWithToken();
  await expect(page.getByText("2 tokens could not be read and are not shown.")).toContainText("influx command");
  await expect(app.row(id)).toContainText("a good one");
  await expectAccessible(page);
});

test.describe("the grants of a row", () => {
  test("can all be read without leaving it, by pointer, focus and press", async ({ app, page, sandbox }) => {
    const buckets = (await sandbox.state()).buckets.filter(({ type }) => type !== "system").slice(0, 9);
    const org = buckets[0].orgID;
    const permissions = buckets
      .filter((bucket) => bucket.orgID === org)
      .map(({ id, orgID }) => ({ action: "read" as const, resource: { type: "buckets", id, orgID } }));
    const { id } = await sandbox.make("many grants", permissions, { orgID: org });
    await app.signInWithToken();
    await app.switchTo((await sandbox.state()).orgs.find((one) => one.id === org)!.name);
    const pill = app.row(id).getByRole("button", { name: /^\+\d+ more grants$/ });
    const card = page.getByRole("dialog", { name: `${permissions.length} grants` });

    await pill.hover();
    await expect(card).toBeVisible();
    for (const { name } of buckets.filter((bucket) => bucket.orgID === org)) await expect(card).toContainText(name);
    await page.keyboard.press("Escape");
    await expect(card).toBeHidden();

    await pill.focus();
    await expect(card).toBeVisible();
    await expect(pill).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(card).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(card).toBeHidden();
    await expect(pill).toBeFocused();

    await pill.click();
    await expect(card).toBeFocused();
    await expectAccessible(page);
  });

  test("have the names of Telegraf configurations", async ({ app, sandbox }) => {
    const orgID = await sandbox.org("brackwater-plants");
    const made = await sandbox.api("POST", "/api/v2/telegrafs", { name: "line 07 gateway", orgID, config: "# none", plugins: [] });
    const { id } = await sandbox.make("reads its configuration", [
      { action: "read", resource: { type: "telegrafs", id: made.id, orgID } },
    ]);
    await app.signInWithToken();
    await expect(app.row(id)).toContainText("line 07 gateway");
  });
});

test.describe("the search", () => {
  test("finds ids and patterns, and takes statuses for whole words", async ({ app, sandbox }) => {
    const { id } = await sandbox.make("found by its id", [await onBucket(sandbox, "plant-a/alarms")]);
    await app.signInWithToken();
    await app.search.fill(id);
    await expect(app.list.getByRole("row")).toHaveCount(2);
    await app.search.fill("status:inactive");
    const inactive = Number(await app.list.getAttribute("aria-rowcount")) - 1;
    await app.search.fill("active");
    await expect(app.list.getByRole("row").filter({ hasText: /^Inactive/ })).toHaveCount(0);
    expect(inactive).toBeGreaterThan(0);
    await app.search.fill("plant-a/al*");
    await expect(app.row(id)).toBeVisible();
  });

  test("is cleared by Esc and by its button, and keeps the focus", async ({ app, page }) => {
    await app.signInWithToken();
    await app.search.fill("grafana");
    await expect(app.list.locator("mark").first()).toHaveText(/grafana/i);
    await page.keyboard.press("Escape");
    await expect(app.search).toHaveValue("");
    await app.search.fill("no token is called this");
    await page.getByRole("button", { name: "Empty the search field" }).click();
    await expect(app.search).toHaveValue("");
    await expect(app.search).toBeFocused();
    await app.search.fill("no token is called this");
    await page.getByRole("button", { name: "Clear the search" }).click();
    await expect(app.search).toBeFocused();
  });

  test("says what is not understood instead of showing something else", async ({ app, page }) => {
    await app.signInWithToken();
    await app.search.fill("grafana status:activ");
    await expect(page.getByRole("heading", { name: "The search is not understood" })).toBeVisible();
    await expect(app.search).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Leave out what is not understood" }).click();
    await expect(app.search).toHaveValue("grafana");
    await expect(app.search).toBeFocused();
    await expect(app.list).toBeVisible();
  });

  test("offers conditions and their values while one types", async ({ app, page }) => {
    await app.signInWithToken();
    await expect(app.list).toBeVisible();
    await app.search.focus();
    await page.keyboard.type("st");
    const offers = page.getByRole("listbox", { name: "Suggestions for the search" });
    await expect(offers.getByRole("option")).toContainText(["status:"]);
    await page.keyboard.press("Enter");
    await expect(app.search).toHaveValue("status:");
    await expect(offers.getByRole("option")).toContainText(["status:active", "status:inactive", "status:owner-inactive"]);
    await expectAccessible(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(app.search).toHaveValue("status:inactive ");
    await expect(app.search).toBeFocused();
    await expect(offers).toBeHidden();
    await expect(app.list.getByRole("row").nth(1)).toContainText("Inactive");
  });

  test("takes one suggestion after another, however fast they are taken", async ({ app, page }) => {
    await app.signInWithToken();
    await expect(app.list).toBeVisible();
    await app.search.focus();
    await page.keyboard.type("st");
    await expect(page.getByRole("option", { name: /^status:/ })).toBeVisible();
    // Both within a frame: no hand is so quick, but a machine may be that busy.
    await app.search.evaluate((field) => {
      for (let time = 0; time < 2; time += 1) field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
      document.execCommand("insertText", false, "g");
    });
    await expect(app.search).toHaveValue("status:active g");
    await page.keyboard.type("rafana");
    await expect(app.search, "one goes on behind it").toHaveValue("status:active grafana");
  });

  test("is shown in the order of each head that is pressed, and as another one when it finds as many", async ({ app, page, sandbox }) => {
    for (const name of ["sorted b, kiln", "sorted a, kiln", "sorted c, mill", "sorted d, mill"]) await sandbox.make(name, [await onBucket(sandbox, "plant-a/alarms")]);
    await app.signInWithToken();
    const names = () => app.list.locator("[role=rowheader] .tok__name").allInnerTexts().then((all) => all.map((name) => name[7]).join(""));
    const press = (head: string) => app.list.getByRole("columnheader", { name: head, exact: true }).getByRole("button").click();
    await app.search.fill("sorted");
    await expect.poll(names).toBe("dcab");
    for (const order of ["abcd", "dcba"]) {
      await press("Token");
      await expect.poll(names).toBe(order);
    }
    await press("Created");
    await expect.poll(names).toBe("dcab");
    await app.search.fill("sorted kiln");
    await expect.poll(names).toBe("ab");
    await app.search.fill("sorted mill");
    await expect.poll(names).toBe("dc");
    await app.search.fill("");
    await expect(app.list.getByRole("row").nth(8)).toBeVisible();
    const all = () => app.list.locator("[role=rowheader]").allInnerTexts();
    const before = await all();
    await press("Token");
    await expect.poll(all, "the list as a whole").not.toEqual(before);
    const rising = await all();
    await press("Token");
    await expect.poll(all).not.toEqual(rising);
  });

  test("stands in the address with the order, and survives going away", async ({ app, page, sandbox }) => {
    const { id } = await sandbox.make("left and found again", [await onBucket(sandbox, "plant-a/alarms")]);
    await app.signInWithToken();
    await app.search.fill("left and found");
    await app.list.getByRole("columnheader", { name: "Owner" }).getByRole("button").click();
    await expect(page).toHaveURL(/#\/tokens\?filter=left%20and%20found&sort=owner/);
    await app.row(id).getByRole("button", { name: /^Clone / }).click();
    await expect(page.getByRole("heading", { name: "New token" })).toBeFocused();
    await page.goBack();
    await expect(app.search).toHaveValue("left and found");
    await expect(app.row(id).getByRole("rowheader")).toBeFocused();
    await expect(app.list.getByRole("columnheader", { name: "Owner" })).toHaveAttribute("aria-sort", "ascending");
  });

  for (const [what, secret, before] of [
    ["a token", "", ""],
    ["a line with a short one", "my-secret-1", "curl -H 'Authorization: Token my-secret-1' http://h:8086/api/v2/buckets -> 401"],
    ["a flag", "my-secret-1", "influx -t my-secret-1 auth list"],
  ]) {
    test(`never writes what may be a secret into the address: ${what}`, async ({ app, page, sandbox }) => {
      await app.signInWithToken();
      await app.search.fill(before || sandbox.token);
      await app.list.or(page.getByRole("heading", { name: "No token matches" })).first().waitFor();
      await app.openNewToken();
      await app.goToList();
      expect(page.url()).not.toContain(secret || sandbox.token.slice(0, 12));
    });
  }
});

test.describe("on a phone", () => {
  test("a card has the whole name of a token that is new, its owner and its date", async ({ app, page }) => {
    await app.signInWithToken();
    await app.fillIn();
    await app.description.fill("press gateway of line 07");
    const { id } = await app.create();
    await app.closeWithoutCopying();
    await page.setViewportSize({ width: 320, height: 700 });
    const row = app.row(id);
    await expect(row).toContainText("new");
    const name = row.getByText("press gateway of line 07");
    expect((await name.boundingBox())!.width).toBeGreaterThan(140);
    await expect(row).toContainText("you");
    await expect(row.getByRole("time").first()).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
});

async function onBucket(sandbox: import("../support/sandbox").Sandbox, name: string) {
  const orgID = await sandbox.org("brackwater-plants");
  return { action: "read" as const, resource: { type: "buckets", id: await sandbox.bucket(name), orgID } };
}

test("the list is exported as it is filtered, without a secret", async ({ app, page, sandbox }) => {
  await sandbox.make("=HYPERLINK(1) exported", [await onBucket(sandbox, "plant-a/alarms")]);
  await sandbox.make("left at home", [await onBucket(sandbox, "plant-a/alarms")]);
  await app.signInWithToken();
  await app.search.fill("exported");
  await expect(app.list.getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const waited = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /^1 token as CSV/ }).click();
  const file = await waited;
  expect(file.suggestedFilename()).toMatch(/^tokens-\d{4}-\d\d-\d\d\.csv$/);
  const text = await (await import("node:fs/promises")).readFile((await file.path())!, "utf8");
  expect(text).toContain("exported");
  expect(text).not.toContain("left at home");
  expect(text, "no cell begins like a formula").not.toMatch(/(^|,)"?=/m);
  expect(text).not.toContain(sandbox.token);
});

test.describe("where the day on the wall is another one than that of UTC", () => {
  // One of the two is on another day at any time.
  const timezoneId = new Date().getUTCHours() >= 10 ? "Pacific/Kiritimati" : "Pacific/Pago_Pago";
  test.use({ timezoneId });

  test("a token is found, and revoked, by the day that the list shows", async ({ app, page, sandbox }) => {
    const { id } = await sandbox.make("made today", [await onBucket(sandbox, "plant-a/alarms")]);
    const today = new Date().toLocaleDateString("sv-SE", { timeZone: timezoneId });
    await app.signInWithToken();
    await app.search.fill(`created:${today} made`);
    await expect(app.row(id)).toContainText("Today");
    await page.goto(`#/tokens/${id}`);
    await page.getByRole("complementary").last().getByRole("button", { name: "Revoke", exact: true }).click();
    await expect
      .poll(async () => (await sandbox.state()).authorizations.find((token) => token.id === id)?.description)
      .toBe(`made today (revoked ${today})`);
  });
});
