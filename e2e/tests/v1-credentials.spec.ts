// Credentials of InfluxDB 1.x: listed, made with a password, switched and deleted. What was done is judged by what is
// stored, and a password by signing in with it as a 1.x program does.

import { expectAccessible } from "../support/axe";
import { expect, test } from "../support/test";
import { grants, V1 } from "../support/sandbox";
import { PASSWORD, create, drawer, fillIn, goTo, openForm, openOne, passwordField, row, rows, stored } from "../support/v1";

for (const flags of [[], ["--profile", "oss-2.7"], ["--profile", "oss-2.9-unhashed"]]) {
  test.describe(flags.join(" ") || "--profile oss-2.9", () => {
    test.use({ flags });

    test("each credential is listed with its buckets, and the databases that stand for them", async ({ app, page }) => {
      await app.signInWithToken();
      await goTo(app);
      await expect(rows(page)).toHaveCount(5);
      await expect(row(page, "grafana-v1")).toContainText("Active");
      await expect(row(page, "grafana-v1")).toContainText("dashboards that still ask in InfluxQL");
      await expect(row(page, "grafana-v1")).toContainText("svc-grafana");
      await expect(row(page, "historian")).toContainText("Inactive");
      await expect(row(page, "historian")).toContainText("scada / autogen");
      await expect(row(page, "collectd-plant-a")).toContainText("plant-a / metrics");
      await expect(row(page, "collectd-plant-a")).toContainText("by name");
      await openOne(page, "historian");
      const section = drawer(page).getByRole("region", { name: /^Buckets/ });
      await expect(section.getByRole("listitem").filter({ hasText: "scada / autogen" }).last()).toContainText("default");
      await expect(drawer(page)).toContainText("u=historian");
      await expect(drawer(page)).toContainText("db=scada");
      await expectAccessible(page);
    });

    test("one is created with its password, and a 1.x program gets in with it", async ({ app, page, sandbox }) => {
      await app.signInWithToken();
      await openForm(app);
      await fillIn(app, "scada-hall3");
      await expectAccessible(page);
      await create(page).click();
      await expect(drawer(page).getByRole("heading", { name: "scada-hall3" })).toBeFocused();
      await expect(app.notice("The password is set")).toBeVisible();
      const org = await sandbox.org("brackwater-plants");
      const made = await stored(sandbox, "scada-hall3");
      expect(made).toMatchObject({ status: "active", orgID: org, description: "Read buckets plant-a/metrics Write buckets scada-archive" });
      expect(grants(made!.permissions)).toEqual(
        [`read buckets ${await sandbox.bucket("plant-a/metrics")} ${org}`, `write buckets ${await sandbox.bucket("scada-archive")} ${org}`].sort(),
      );
      expect(await sandbox.letsIn("scada-hall3", PASSWORD)).toBe(true);
      expect(await sandbox.asked(`POST ${V1}`), "sent once").toBe(1);
      // The form is empty again.
      await drawer(page).getByRole("button", { name: "Close details" }).click();
      await app.main.getByRole("link", { name: "New credential" }).click();
      await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("");
      await expect(passwordField(page)).toHaveValue("");
    });
  });
}

test("the passwords of two credentials are told apart", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await goTo(app);
  const { id } = (await stored(sandbox, "kiosk"))!;
  await sandbox.fail(`${V1}/${id}/password`, { kind: "delay", ms: 4_000, when: "after" }, { method: "POST" });
  const set = async (password: string) => {
    await drawer(page).getByRole("textbox", { name: "New password" }).fill(password);
    await drawer(page).getByRole("button", { name: "Set password" }).click();
  };
  await openOne(page, "kiosk");
  await set("kiosk-secret-1");
  await openOne(page, "grafana-v1");
  await set("grafana-secret-1");
  await expect(app.notice("The password is set")).toBeVisible();
  await openOne(page, "kiosk");
  await expect(app.notice("The password is set")).toBeVisible();
  await openOne(page, "grafana-v1");
  await expect(app.notice("The password is set"), "the later answer is another credential's").toBeVisible();
  expect(await sandbox.letsIn("kiosk", "kiosk-secret-1")).toBe(true);
  expect(await sandbox.letsIn("grafana-v1", "grafana-secret-1")).toBe(true);
});

test("a create that is refused while one goes to another organization is told where it was sent", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(422);
  const other = (await sandbox.state()).orgs.find((org) => org.name !== "brackwater-plants")!;
  const bucket = (await sandbox.state()).buckets.find((one) => one.orgID === other.id)!;
  const permissions = [{ action: "read", resource: { type: "buckets", id: bucket.id, orgID: other.id } }];
  await sandbox.api("POST", V1, { token: "elsewhere", orgID: other.id, permissions });
  await app.signInWithToken();
  await goTo(app);
  // The password of another one is set, which says nothing of this create.
  await openOne(page, "kiosk");
  await drawer(page).getByRole("textbox", { name: "New password" }).fill("kiosk-secret-1");
  await drawer(page).getByRole("button", { name: "Set password" }).click();
  await expect(app.notice("The password is set")).toBeVisible();
  await drawer(page).getByRole("button", { name: "Close details" }).click();
  await app.main.getByRole("link", { name: "New credential" }).click();
  await expect(app.grid()).toBeVisible();
  await fillIn(app, "elsewhere");
  await sandbox.fail(V1, { kind: "delay", ms: 3_000 }, { method: "POST" });
  await create(page).click();
  await app.goTo("brackwater-lab");
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveAccessibleDescription(/This name is taken/);
  await expect(app.organization).toHaveAccessibleName("Organization: brackwater-plants");
  await expect(passwordField(page), "nothing typed is lost").toHaveValue(PASSWORD);
});

test("a name that is taken is told at the field, whoever has it", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(422);
  const other = (await sandbox.state()).orgs.find((org) => org.name !== "brackwater-plants")!;
  const bucket = (await sandbox.state()).buckets.find((one) => one.orgID === other.id)!;
  const permissions = [{ action: "read", resource: { type: "buckets", id: bucket.id, orgID: other.id } }];
  await sandbox.api("POST", V1, { token: "elsewhere", orgID: other.id, permissions });
  await app.signInWithToken();
  await openForm(app);
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await name.fill("grafana-v1");
  await expect(name).toHaveAccessibleDescription(/This name is taken/);
  await fillIn(app, "elsewhere");
  await expect(name).not.toHaveAccessibleDescription(/taken/);
  await create(page).click();
  await expect(name).toHaveAccessibleDescription(/This name is taken/);
  await expect(passwordField(page)).toHaveValue(PASSWORD);
  // Another name is sent with what is there.
  await name.fill("here");
  await create(page).click();
  await expect(app.notice("The password is set")).toBeVisible();
  expect(await sandbox.letsIn("here", PASSWORD)).toBe(true);
});

test("a form with something missing sends nothing and says what", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await openForm(app);
  await create(page).click();
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(/Type the name/);
  await name.fill("a:b");
  await expect(name).toHaveAccessibleDescription(/Leave out the colon/);
  await name.fill("fine");
  await passwordField(page).fill("short");
  await create(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing is granted yet" })).toBeVisible();
  await app.tick("Read", "weather");
  await create(page).click();
  await expect(passwordField(page)).toBeFocused();
  await expect(passwordField(page)).toHaveAccessibleDescription(/The server asks for 8 to 72 characters\. This one has 5/);
  await expectAccessible(page);
  expect(await sandbox.asked(`POST ${V1}*`)).toBe(0);
});

test("a password that fails leaves a credential without one, and is set without creating another", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(503);
  await app.signInWithToken();
  await openForm(app);
  await fillIn(app, "scada-hall3");
  await sandbox.fail(`${V1}/*`, { kind: "status", status: 503, code: "unavailable", message: "busy" }, { method: "POST" });
  await create(page).click();
  await expect(app.notice("The credential exists, without a password as far as is known")).toBeVisible();
  expect(await stored(sandbox, "scada-hall3")).toBeDefined();
  expect(await sandbox.letsIn("scada-hall3", PASSWORD)).toBe(false);
  await expect(passwordField(page), "nothing typed is lost").toHaveValue(PASSWORD);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Set the password" }).first().click();
  await expect(drawer(page).getByRole("heading", { name: "scada-hall3" })).toBeVisible();
  expect(await sandbox.letsIn("scada-hall3", PASSWORD)).toBe(true);
  expect(await sandbox.asked(`POST ${V1}`)).toBe(1);
});

test("a lost answer of a create is read back by the list, and nothing is sent again by itself", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  await app.signInWithToken();
  await openForm(app);
  await fillIn(app, "lost-before");
  await sandbox.fail(V1, { kind: "cut", when: "before" }, { method: "POST" });
  await create(page).click();
  await expect(app.notice("The answer was lost, and no such credential was found so far")).toBeVisible();
  expect(await stored(sandbox, "lost-before")).toBeUndefined();

  await page.getByRole("textbox", { name: "Name", exact: true }).fill("lost-after");
  await sandbox.fail(V1, { kind: "cut", when: "after" }, { method: "POST" });
  await create(page).click();
  await expect(app.notice("The answer was lost, and a credential of this name is there")).toBeVisible();
  expect(await stored(sandbox, "lost-after")).toBeDefined();
  expect(await sandbox.letsIn("lost-after", PASSWORD), "nobody knows whose it is, so its password is not touched").toBe(false);
  expect(await sandbox.asked(`POST ${V1}`)).toBe(2);
  await page.getByRole("button", { name: "Set the password" }).first().click();
  await expect(drawer(page).getByRole("heading", { name: "lost-after" })).toBeVisible();
  expect(await sandbox.letsIn("lost-after", PASSWORD)).toBe(true);
});

test("where the list is lost too, nothing is claimed, and sending again makes no second one", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  watch.allowStatus(422);
  await app.signInWithToken();
  await openForm(app);
  await fillIn(app, "far");
  await sandbox.fail(V1, { kind: "stall", bytes: 20 }, { method: "POST" });
  await sandbox.fail(V1, { kind: "cut", when: "before" }, { method: "GET" });
  await create(page).click();
  await expect(app.notice("The answer was lost, and the credential may exist")).toBeVisible({ timeout: 20_000 });
  await sandbox.forgetFaults();
  await create(page).click();
  await expect(app.notice("The name belongs to a credential that was not in the list before")).toBeVisible();
  expect((await sandbox.state()).legacyAuthorizations.filter((one) => one.token === "far")).toHaveLength(1);
  expect(await sandbox.letsIn("far", PASSWORD), "nobody knows whose it is, so its password is not touched").toBe(false);
});

test("a create that was sent twice on its way is told from a name that somebody else has", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  watch.allowStatus(422);
  await app.signInWithToken();
  await openForm(app);
  await fillIn(app, "sent-twice");
  await sandbox.fail(V1, { kind: "doubled", answer: "second" }, { method: "POST" });
  await create(page).click();
  const notice = app.notice("A credential of this name appeared while yours was being created");
  await expect(notice).toContainText("probably sent the request twice");
  await expect(notice).toContainText("unless somebody else created the same one");
  await expectAccessible(page);
  const { width, height } = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 700 });
  const send = (await page.getByRole("button", { name: "Set the password" }).boundingBox())!;
  expect(send.x + send.width, "the button at the foot of a phone").toBeLessThanOrEqual(320);
  await page.setViewportSize({ width, height });
  expect((await sandbox.seen("POST", V1)).map(({ carriedOut }) => carriedOut), "the page sends it once").toEqual([2]);
  expect((await sandbox.state()).legacyAuthorizations.filter((one) => one.token === "sent-twice")).toHaveLength(1);
  expect(await stored(sandbox, "sent-twice")).toMatchObject({ status: "active" });
  expect(await sandbox.letsIn("sent-twice", PASSWORD), "nobody knows whose it is, so its password is not touched").toBe(false);
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await expect(name, "nothing typed is lost").toHaveValue("sent-twice");
  await expect(name).not.toHaveAccessibleDescription(/taken/);
  await expect(passwordField(page)).toHaveValue(PASSWORD);
  await notice.getByRole("button", { name: "Open it" }).click();
  await expect(drawer(page).getByRole("heading", { name: "sent-twice" })).toBeVisible();
  await expect(row(page, "sent-twice")).toContainText("Active");

  // Where the list can't be read, nothing is claimed, and sending it again looks once more.
  await drawer(page).getByRole("button", { name: "Close details" }).click();
  await app.main.getByRole("link", { name: "New credential" }).click();
  await expect(app.grid()).toBeVisible();
  await fillIn(app, "sent-twice-unseen");
  await sandbox.fail(V1, { kind: "doubled", answer: "second" }, { method: "POST" });
  await sandbox.fail(V1, { kind: "cut", when: "before" }, { method: "GET" });
  await create(page).click();
  await expect(app.notice("The name is taken, perhaps by the credential that you asked for")).toContainText("the list could not be read");
  await expectAccessible(page);
  await sandbox.forgetFaults();
  await create(page).click();
  await expect(app.notice(/A credential of this name appeared|The name belongs to a credential that was not in the list before/)).toBeVisible();
  expect((await sandbox.state()).legacyAuthorizations.filter((one) => one.token === "sent-twice-unseen")).toHaveLength(1);
  await page.getByRole("button", { name: "Set the password" }).first().click();
  await expect(drawer(page).getByRole("heading", { name: "sent-twice-unseen" })).toBeVisible();
  expect(await sandbox.letsIn("sent-twice-unseen", PASSWORD)).toBe(true);
});

test.describe("on connections that are kept", () => {
  test.use({ connections: "kept" });

  test("a browser that sends a create again by itself has it told", async ({ app, page, sandbox, watch }) => {
    watch.allowLostAnswers();
    watch.allowStatus(422);
    await app.signInWithToken();
    await openForm(app);
    await fillIn(app, "sent-again");
    await sandbox.fail(V1, { kind: "cut", when: "after", by: "rst" }, { method: "POST" });
    await create(page).click();
    // It sends it again where the connection was used before; where it was not, the answer is lost.
    const twice = app.notice("A credential of this name appeared while yours was being created");
    const lost = app.notice("The answer was lost, and a credential of this name is there");
    await expect(twice.or(lost)).toBeVisible();
    await expect((await sandbox.asked(`POST ${V1}`)) > 1 ? twice : lost).toBeVisible();
    expect(await stored(sandbox, "sent-again")).toMatchObject({ status: "active" });
    expect(await sandbox.letsIn("sent-again", PASSWORD)).toBe(false);
    await page.getByRole("button", { name: "Open it" }).click();
    await expect(row(page, "sent-again")).toContainText("Active");
  });
});

test("a password is set anew, and what was typed is in no place afterwards", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  await app.signInWithToken();
  await goTo(app);
  await openOne(page, "kiosk");
  const field = drawer(page).getByRole("textbox", { name: "New password" });
  const set = drawer(page).getByRole("button", { name: "Set password" });
  await field.fill("short");
  await set.click();
  await expect(field).toHaveAccessibleDescription(/8 to 72 characters/);
  expect(await sandbox.asked(`POST ${V1}*`)).toBe(0);
  await field.fill("kiosk-secret-1");
  await sandbox.fail(`${V1}/*`, { kind: "cut", when: "after" }, { method: "POST" });
  await set.click();
  await expect(app.notice("The answer was lost")).toContainText("twice the same does no harm");
  await expect(field).toHaveValue("kiosk-secret-1");
  await set.click();
  await expect(app.notice("The password is set")).toBeVisible();
  await expect(field).toHaveValue("");
  expect(await sandbox.letsIn("kiosk", "kiosk-secret-1")).toBe(true);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.documentElement.outerHTML]));
  expect(kept).not.toContain("kiosk-secret-1");
});

test("one is stopped, started, and deleted by its name", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await goTo(app);
  await openOne(page, "grafana-v1");
  const remove = drawer(page).getByRole("button", { name: "Delete for good…" });
  await remove.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alertdialog"), "not while it is active").toBeHidden();
  await drawer(page).getByRole("button", { name: "Deactivate" }).click();
  await expect(drawer(page).getByRole("button", { name: "Activate", exact: true })).toBeVisible();
  expect(await stored(sandbox, "grafana-v1")).toMatchObject({ status: "inactive" });
  await drawer(page).getByRole("button", { name: "Activate", exact: true }).click();
  await expect.poll(async () => (await stored(sandbox, "grafana-v1"))?.status).toBe("active");
  await drawer(page).getByRole("button", { name: "Deactivate" }).click();
  await expect.poll(async () => (await stored(sandbox, "grafana-v1"))?.status).toBe("inactive");
  await remove.click();
  const question = page.getByRole("alertdialog", { name: "Delete this credential for good?" });
  await question.getByRole("button", { name: "Delete for good" }).focus();
  await page.keyboard.press("Enter");
  expect(await stored(sandbox, "grafana-v1"), "nothing happens before the name is typed").toBeDefined();
  await expectAccessible(page);
  await question.getByRole("textbox", { name: "Name of the credential" }).fill("grafana-v1");
  await question.getByRole("button", { name: "Delete for good" }).click();
  await expect(drawer(page)).toContainText("This credential is deleted.");
  expect(await stored(sandbox, "grafana-v1")).toBeUndefined();
  await page.keyboard.press("Escape");
  await expect(row(page, "grafana-v1")).toHaveCount(0);
});

test("a lost answer of a change is read back and told as what is stored", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  await app.signInWithToken();
  await goTo(app);
  await openOne(page, "kiosk");
  const id = (await stored(sandbox, "kiosk"))!.id;
  await sandbox.fail(`${V1}/${id}`, { kind: "cut", when: "after" }, { method: "PATCH" });
  await drawer(page).getByRole("button", { name: "Deactivate" }).click();
  await expect(drawer(page).getByRole("button", { name: "Activate", exact: true })).toBeVisible();
  expect((await stored(sandbox, "kiosk"))?.status).toBe("inactive");
  await sandbox.fail(`${V1}/${id}`, { kind: "cut", when: "before" }, { method: "PATCH" });
  await drawer(page).getByRole("button", { name: "Activate", exact: true }).click();
  await expect(app.notice("The answer was lost, and nothing changed so far")).toBeVisible();
  expect((await stored(sandbox, "kiosk"))?.status).toBe("inactive");
});

test("a bucket to which no database leads is warned of, with the line that mends it", async ({ app, page, sandbox }) => {
  const orgID = await sandbox.org("brackwater-plants");
  // Its virtual names belong to a mapping that somebody made for another bucket.
  const bucket = await sandbox.api("POST", "/api/v2/buckets", { orgID, name: "pumps/raw" });
  await app.signInWithToken();
  await openForm(app);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("pump-house");
  await passwordField(page).fill(PASSWORD);
  await app.tick("Write", "pumps/raw");
  const line = `influx v1 dbrp create --db=pumps --rp=raw-2 --bucket-id=${bucket.id} --org-id=${orgID}`;
  await expect(app.notice("No database leads to pumps/raw")).toContainText(line);
  await create(page).click();
  await expect(drawer(page).getByRole("heading", { name: "pump-house" })).toBeVisible();
  await expect(app.notice("No database leads to pumps/raw")).toContainText(line);
  await expectAccessible(page);
  await drawer(page).getByRole("button", { name: "Close details" }).click();
  await page.getByRole("button", { name: /^No database/ }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(row(page, "pump-house")).toContainText("no database");
  // Once it is mapped, the warning goes.
  await sandbox.api("POST", "/api/v2/dbrps", { orgID, bucketID: bucket.id, database: "pumps", retention_policy: "raw-2" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(row(page, "pump-house")).toContainText("pumps / raw-2");
});

test("a password session is told what it can’t reach, and asks for nothing there", async ({ app, page, sandbox }) => {
  await app.signInWithPassword();
  await goTo(app);
  await expect(app.main).toContainText("A password session can’t reach these");
  await page.getByRole("button", { name: "Show the commands" }).click();
  await expect(app.main).toContainText(`influx v1 auth list --org-id=${await sandbox.org("brackwater-plants")}`);
  await expectAccessible(page);
  expect(await sandbox.asked("GET /private/*"), "the refusal would look like the end of the session").toBe(0);
  await page.getByRole("button", { name: "Sign in with a token" }).click();
  await expect(app.signInHeading).toBeVisible();
  await app.tryToken(sandbox.token);
  await expect(page.getByRole("heading", { level: 1, name: "1.x credentials" })).toBeVisible();
});

test("all of it works by keyboard alone", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await goTo(app);
  await app.tabTo(app.main.getByRole("link", { name: "New credential" }));
  await page.keyboard.press("Enter");
  await app.tabTo(page.getByRole("textbox", { name: "Name", exact: true }));
  await page.keyboard.type("by-keys");
  await app.tabTo(passwordField(page));
  await page.keyboard.type(PASSWORD);
  await app.tabTo(app.filter());
  await page.keyboard.type("weather");
  await expect(app.tickOf("Read", "weather")).toBeVisible();
  await app.tabTo(page.getByRole("rowheader", { name: /^weather/ }));
  await page.keyboard.press("ArrowRight");
  await expect(app.tickOf("Read", "weather")).toBeFocused();
  await page.keyboard.press("Space");
  await app.tabTo(create(page));
  await page.keyboard.press("Enter");
  await expect(drawer(page).getByRole("heading", { name: "by-keys" })).toBeFocused();
  expect(await sandbox.letsIn("by-keys", PASSWORD)).toBe(true);
  await page.keyboard.press("Escape");
  await expect(row(page, "by-keys").getByRole("link")).toBeFocused();
  expect((await stored(sandbox, "by-keys"))?.permissions).toHaveLength(1);
});
