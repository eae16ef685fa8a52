// The form for a new token: what can be ticked, what is sent, and that nothing typed or ticked is lost.

import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { grants, type Sandbox, TOKENS } from "../support/sandbox";
import { CLAIMS } from "../support/wording";

const BUCKETS = "/api/v2/buckets";

test.describe("the matrix", () => {
  test.beforeEach(async ({ app }) => {
    await app.signInWithToken();
    await app.openNewToken();
  });

  test("grants nothing at first", async ({ app, page }) => {
    await expect(app.review).toContainText("0 permissions");
    await expect(app.review).toContainText("Nothing is granted yet.");
    await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(0);
    await expect(app.description).toHaveAttribute("placeholder", "Generated from the permissions");
  });

  test("says live what would be granted, and sends just that", async ({ app, page, sandbox }) => {
    await app.tick("Read", "_monitoring");
    await expect(app.description).toHaveAttribute("placeholder", "Read buckets _monitoring");
    await app.tick("Write", "_tasks");
    await expect(app.description).toHaveAttribute("placeholder", "Read buckets _monitoring Write buckets _tasks");
    await expect(app.review).toContainText("gets a token that grants read on 1 bucket and write on 1 bucket");
    await expect(app.review.getByRole("region", { name: "The request as JSON" })).toContainText(await sandbox.bucket("_monitoring"));
    await expectAccessible(page);
    await page.getByRole("button", { name: "Remove Write on _tasks" }).click();
    await expect(app.description).toHaveAttribute("placeholder", "Read buckets _monitoring");
    const { id } = await app.create();
    const org = await sandbox.org("brackwater-plants");
    expect(grants((await stored(sandbox, id)).permissions)).toEqual([`read buckets ${await sandbox.bucket("_monitoring")} ${org}`]);
  });

  test("sends the description that was typed instead", async ({ app, sandbox }) => {
    await app.tick("Read", "telemetry");
    await app.description.fill("  wallboard in hall 4 ");
    const { id } = await app.create();
    expect((await stored(sandbox, id)).description).toBe("wallboard in hall 4");
  });

  test("has a tick over what is shown, which is empty, mixed or full", async ({ app, sandbox }) => {
    const head = app.headOf("Read");
    const state = () => head.evaluate((box: HTMLInputElement) => (box.indeterminate ? "mixed" : box.checked ? "all" : "none"));
    await app.filter().fill("plant-a/*");
    await expect(head).toHaveAccessibleName("Read for 3 shown buckets");
    await app.tickOf("Read", "plant-a/alarms").check();
    expect(await state()).toBe("mixed");
    await head.click();
    expect(await state()).toBe("all");
    await app.filter().fill("");
    expect(await state(), "others are shown too now").toBe("mixed");
    await app.filter().fill("plant-b/*");
    expect(await state()).toBe("none");
    await app.filter().fill("plant-a/*, !*events");
    await expect(head).toHaveAccessibleName("Read for 2 shown buckets");
    await head.click();
    expect(await state()).toBe("none");
    await app.filter().fill("");
    const { id } = await app.create();
    const events = await sandbox.bucket("plant-a/events");
    expect(grants((await stored(sandbox, id)).permissions), "what was not shown kept its tick").toEqual([
      `read buckets ${events} ${await sandbox.org("brackwater-plants")}`,
    ]);
  });

  test("leaves out what the filter excludes, and the tick over it too", async ({ app, sandbox }) => {
    const org = await sandbox.org("brackwater-plants");
    const { buckets } = await sandbox.state();
    const others = buckets.filter(({ orgID, name }) => orgID === org && !name.startsWith("_"));
    for (const pattern of ["*, !_*", "!_*"]) {
      await app.filter().fill(pattern);
      await expect(app.headOf("Read")).toHaveAccessibleName(`Read for ${others.length} shown buckets`);
      await expect(app.tickOf("Read", "_tasks")).toHaveCount(0);
    }
    await expect(app.main.getByText("You grant what matches now; later matches are not added.")).toBeVisible();
    await app.headOf("Read").click();
    const { id } = await app.create();
    const granted = (await stored(sandbox, id)).permissions.map(({ resource }) => resource.id);
    expect(granted.sort()).toEqual(others.map((bucket) => bucket.id).sort());
  });

  test("finds an object by its id or the beginning of it, and no name by digits of ids", async ({ app, sandbox }) => {
    const id = await sandbox.bucket("weather");
    await app.filter().fill(id);
    await expect(app.headOf("Read")).toHaveAccessibleName("Read for 1 shown bucket");
    await expect(app.tickOf("Read", "weather")).toBeVisible();
    await app.filter().fill(id.slice(0, 3));
    await expect(app.grid()).toHaveAttribute("aria-rowcount", "1");
  });

  test("keeps single ticks below \"all, also future ones\"", async ({ app, sandbox, page }) => {
    await app.filter().fill("weather");
    await app.tickOf("Read", "weather").check();
    await app.grantAll("Read");
    await expect(page.getByRole("checkbox", { name: "Read, bucket weather, included by all, own tick kept" })).toBeChecked();
    await expect(app.description).toHaveAttribute("placeholder", "Read all buckets");
    await app.filter().fill("hosts");
    const included = page.getByRole("checkbox", { name: "Read, bucket hosts, included by all" });
    await expect(included).toBeChecked();
    await included.click({ force: true });
    await page.keyboard.press("Space");
    await expect(included, "it cannot be taken out of all").toBeChecked();
    await expectAccessible(page);
    await app.grantThese("Read");
    await expect(app.tickOf("Read", "hosts")).not.toBeChecked();
    await app.filter().fill("weather");
    await expect(app.tickOf("Read", "weather")).toBeChecked();
    await app.grantAll("Write");
    const { id } = await app.create();
    const org = await sandbox.org("brackwater-plants");
    expect(grants((await stored(sandbox, id)).permissions)).toEqual([
      `read buckets ${await sandbox.bucket("weather")} ${org}`,
      `write buckets all ${org}`,
    ]);
  });

  test("grants a single Telegraf configuration", async ({ app, sandbox }) => {
    await app.openType("Telegraf");
    await expect(app.grid("Telegraf configurations").or(app.page.getByRole("grid", { name: /Telegraf/ }))).toBeVisible();
    const box = app.page.getByRole("checkbox", { name: /^Read, .*plant A line 2$/ });
    await box.check();
    const org = await sandbox.org("brackwater-plants");
    const { configurations } = await sandbox.api("GET", `/api/v2/telegrafs?orgID=${org}`);
    const wanted = configurations.find(({ name }: { name: string }) => name === "plant A line 2");
    const { id } = await app.create();
    const made = await stored(sandbox, id);
    expect(grants(made.permissions)).toEqual([`read telegrafs ${wanted.id} ${org}`]);
    expect(made.description).toContain("plant A line 2");
  });

  test("ticks the cell that an arrow led to, however fast the next key comes", async ({ app, page, sandbox }) => {
    await app.filter().fill("plant-?/*");
    await app.tickOf("Write", "plant-a/alarms").focus();
    // Sent without waiting for a frame between them.
    const keys = ["ArrowDown", "Space", "ArrowDown", "Space", "ArrowLeft", "Space"];
    await Promise.all(keys.flatMap((key) => [page.keyboard.down(key), page.keyboard.up(key)]));
    const ticked = app.grid().getByRole("checkbox", { checked: true });
    await expect(ticked).toHaveCount(3);
    await expect(app.tickOf("Write", "plant-a/alarms")).not.toBeChecked();
    const { id } = await app.create();
    expect((await stored(sandbox, id)).permissions).toHaveLength(3);
  });

  test("ticks a range with Shift, by mouse and by keyboard", async ({ app, page, sandbox }) => {
    await app.filter().fill("plant-?/*");
    await app.tickOf("Read", "plant-a/alarms").click();
    await app.tickOf("Read", "plant-b/alarms").click({ modifiers: ["Shift"] });
    const read = app.grid().getByRole("checkbox", { name: /^Read, / });
    await expect(read.and(page.getByRole("checkbox", { checked: true }))).toHaveCount(4);
    await app.tickOf("Write", "plant-a/alarms").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+Space");
    const { id } = await app.create();
    const { permissions } = await stored(sandbox, id);
    expect(permissions.filter(({ action }) => action === "read")).toHaveLength(4);
    expect(permissions.filter(({ action }) => action === "write")).toHaveLength(3);
  });

  test("begins a range only at a cell that is shown and of the same right", async ({ app, page, sandbox }) => {
    await app.filter().fill("plant-a/*");
    await app.tickOf("Read", "plant-a/alarms").click();
    await app.filter().fill("plant-b/*");
    await app.tickOf("Read", "plant-b/metrics").click({ modifiers: ["Shift"] });
    await app.filter().fill("plant-?/*");
    await app.tickOf("Write", "plant-a/alarms").click();
    await app.tickOf("Read", "plant-a/metrics").focus();
    await page.keyboard.press("Shift+Space");
    const { id } = await app.create();
    const org = await sandbox.org("brackwater-plants");
    const expected = [
      `read buckets ${await sandbox.bucket("plant-a/alarms")} ${org}`,
      `read buckets ${await sandbox.bucket("plant-a/metrics")} ${org}`,
      `read buckets ${await sandbox.bucket("plant-b/metrics")} ${org}`,
      `write buckets ${await sandbox.bucket("plant-a/alarms")} ${org}`,
    ];
    expect(grants((await stored(sandbox, id)).permissions)).toEqual(expected.sort());
  });

  test("ticks everything shown in a column with Control and A", async ({ app, page, sandbox }) => {
    await app.filter().fill("plant-a/*");
    await app.tickOf("Write", "plant-a/alarms").focus();
    await page.keyboard.press("Control+A");
    const { id } = await app.create();
    const { permissions } = await stored(sandbox, id);
    expect(permissions.map(({ action }) => action)).toEqual(["write", "write", "write"]);
  });

  test("is not sent by Enter in what searches or ticks, but by Enter in the description", async ({ app, page, sandbox }) => {
    await app.tick("Read", "weather");
    await app.filter().press("Enter");
    await app.tickOf("Read", "_monitoring").press("Enter");
    await app.headOf("Write").press("Enter");
    await app.reach("Read").getByRole("radio", { name: /^These/ }).press("Enter");
    await page.getByRole("group", { name: "Owner" }).getByRole("radio", { name: /^Me/ }).press("Enter");
    await app.startFrom("Empty");
    await app.startFrom("Read/write buckets");
    await page.getByRole("textbox", { name: "Search buckets to read" }).fill("weather");
    await page.getByRole("textbox", { name: "Search buckets to read" }).press("Enter");
    const pane = page.getByRole("grid", { name: "Buckets to read" }).getByRole("checkbox", { name: /bucket weather$/ });
    await pane.press("Enter");
    await pane.press("Space");
    await expect(pane).toBeChecked();
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(0);
    await app.description.press("Enter");
    await expect(app.dialog).toBeVisible();
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(1);
  });

  test("is sent by keyboard from its button", async ({ app, page, sandbox }) => {
    await app.tick("Read", "weather");
    await app.createButton.focus();
    await page.keyboard.press("Enter");
    await expect(app.dialog).toBeVisible();
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(1);
  });

  test("is one tab stop for the keyboard, and arrows move in it", async ({ app, page }) => {
    await app.tabTo(app.filter());
    await expect(app.grid().locator('.rows [tabindex="0"]')).toHaveCount(1);
    const row = (index: number) => app.grid().locator(`[role=row][aria-rowindex="${index}"]`);
    await app.tabTo(row(2).getByRole("rowheader"));
    for (const [key, index, name] of [
      ["ArrowRight", 2, /^Read, /],
      ["ArrowRight", 2, /^Write, /],
      ["ArrowRight", 2, /^Write, /],
      ["ArrowDown", 3, /^Write, /],
      ["ArrowLeft", 3, /^Read, /],
    ] as const) {
      await page.keyboard.press(key);
      await expect(row(index).getByRole("checkbox", { name })).toBeFocused();
    }
    const last = Number(await app.grid().getAttribute("aria-rowcount"));
    await page.keyboard.press("Control+End");
    await expect(row(last).getByRole("checkbox", { name: /^Write, / })).toBeFocused();
    await expect(row(last)).toBeInViewport();
    await page.keyboard.press("Home");
    await expect(row(last).getByRole("rowheader")).toBeFocused();
  });

  test("tells of each type how many there are before it is opened", async ({ app, page, sandbox }) => {
    await app.typesAreCounted();
    const types = page.getByRole("listbox", { name: "Resource types" }).getByRole("option");
    await expect(types.filter({ hasNotText: /\d|all or none/ })).toHaveCount(0);
    const { orgs } = await sandbox.state();
    const tokens = await page.locator(".nav__count").first().textContent();
    await expect(types.filter({ hasText: /^Organizations/ })).toHaveText(`Organizations${orgs.length}`);
    await expect(types.filter({ hasText: /^Authorizations/ })).toHaveText(`Authorizations${tokens}`);
    expect(await sandbox.asked("GET /api/v2/dashboards"), "one request is enough to count").toBe(1);
  });

  test("has a list of types that arrows and letters move in", async ({ app, page, sandbox }) => {
    const types = page.getByRole("listbox", { name: "Resource types" });
    const selected = types.getByRole("option", { selected: true });
    await app.tabTo(types);
    await expect(selected).toContainText("Buckets");
    await page.keyboard.press("ArrowDown");
    await expect(selected).toContainText("Telegraf");
    await page.keyboard.press("End");
    await expect(selected).toBeInViewport();
    await page.keyboard.press("Home");
    await expect(selected).toContainText("Buckets");
    await page.keyboard.press("d");
    await expect(selected).toContainText("Dashboards");
    await expect(types).toHaveAttribute("aria-activedescendant", (await selected.getAttribute("id"))!);
    const listed: string[] = await sandbox.api("GET", "/api/v2/resources");
    await expect(types.getByRole("option"), "every type that the server lists").toHaveCount(listed.length);
  });

  test("grants a whole type where single objects can't be named", async ({ app, page, sandbox }) => {
    await app.openType("Secrets");
    await expect(page.getByText("InfluxDB grants secrets all or none")).toBeVisible();
    await app.grantAll("Read");
    await expectAccessible(page);
    const { id } = await app.create();
    expect(grants((await stored(sandbox, id)).permissions)).toEqual([`read secrets all ${await sandbox.org("brackwater-plants")}`]);
  });

  test("says why a type could not be loaded, and hinders nothing else", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(500);
    await app.typesAreCounted();
    await sandbox.fail("/api/v2/dashboards", { kind: "status", status: 500, message: "index is broken" });
    await app.openType("Dashboards");
    const notice = app.notice(/could not be loaded/);
    await expect(notice).toContainText("index is broken");
    await expectAccessible(page);
    await sandbox.fail("/api/v2/dashboards", { kind: "status", status: 500, message: "still broken" });
    await notice.getByRole("button", { name: "Load again" }).click();
    await expect(notice).toContainText("still broken");
    await app.openType("Buckets");
    await app.tick("Read", "weather");
    await app.openType("Dashboards");
    await expect(page.getByRole("grid", { name: /Dashboards/ }), "coming back tries once more").toBeVisible();
    const { id } = await app.create();
    expect((await stored(sandbox, id)).permissions).toHaveLength(1);
  });

  test("can show only what is chosen, and clear it", async ({ app, page }) => {
    await app.tick("Read", "weather");
    await app.tick("Write", "hosts");
    await page.getByRole("button", { name: "Only ticked" }).click();
    await expect(app.grid().getByRole("rowheader")).toHaveCount(2);
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    await expect(app.review).toContainText("0 permissions");
    await expect(app.grid()).not.toHaveAttribute("aria-rowcount", "3");
  });

  test("says in words that another token has this description", async ({ app }) => {
    await app.tick("Read", "_monitoring");
    await app.tick("Write", "_tasks");
    await expect(app.description).toHaveAccessibleDescription(/Another token has this description/);
  });
});

test.describe("more buckets than one page of the server holds", () => {
  test.use({ flags: ["--scale", "300"] });

  test("are all fetched before they can be ticked together", async ({ app, sandbox, page }) => {
    await app.signInWithToken();
    await app.openNewToken();
    const org = await sandbox.org("brackwater-plants");
    const all = (await sandbox.state()).buckets.filter(({ orgID }) => orgID === org).length;
    expect(all).toBeGreaterThan(250);
    await expect(app.headOf("Read")).toHaveAccessibleName(`Read for all ${all} buckets`);
    await expect(app.grid()).toHaveAttribute("aria-rowcount", String(all + 1));
    expect(await app.grid().getByRole("row").count(), "only the rows in sight exist").toBeLessThan(120);
    await app.headOf("Read").click();
    const { id } = await app.create();
    const { permissions } = await stored(sandbox, id);
    expect(new Set(permissions.map(({ resource }) => resource.id)).size).toBe(all);
    await app.closeWithoutCopying();
    await expect(page.getByRole("heading", { name: "Tokens", exact: true })).toBeVisible();
  });

  test("can't be ticked while pages are missing", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(500);
    await app.signInWithToken();
    // The first page comes, all others fail.
    await sandbox.fail(BUCKETS, { kind: "delay", ms: 0 });
    await sandbox.fail(BUCKETS, { kind: "status", status: 500, message: "no second page" }, { times: 9 });
    await app.main.getByRole("link", { name: "New token" }).click();
    await expect(app.notice("The buckets could not be loaded")).toContainText("no second page");
    await expect(app.grid()).toBeHidden();
    await sandbox.forgetFaults();
    await page.getByRole("button", { name: "Load again" }).click();
    await expect(app.grid()).toBeVisible();
  });
});

test.describe("what was put into the form", () => {
  test("survives a session that ends with the create", async ({ app, sandbox, watch }) => {
    await app.signInWithPassword();
    await app.fillIn();
    await app.description.fill("kept over the end of a session");
    await sandbox.fail(TOKENS, { kind: "lose-sessions" }, { method: "POST" });
    watch.allowStatus(401);
    const before = (await sandbox.state()).authorizations.length;
    await app.createButton.click();
    await expect(app.notice("Your session ended")).toBeVisible();
    expect((await sandbox.state()).authorizations).toHaveLength(before);
    await app.signInWithPassword();
    await expectFilledIn(app, "kept over the end of a session");
    const { id } = await app.create();
    expect((await stored(sandbox, id)).description).toBe("kept over the end of a session");
  });

  test("survives that another client deletes the token one is signed in with", async ({ app, sandbox, watch, page }) => {
    const { id, token } = await manager(sandbox);
    watch.allowStatus(400, 401, 403);
    await app.signInWithToken(token);
    await app.fillIn();
    // What may be granted was asked in the background and is not asked again, so the create is what finds out.
    await expect(page.getByRole("checkbox", { name: "Write, bucket _tasks, would be refused" })).toBeVisible();
    await sandbox.api("DELETE", `${TOKENS}/${id}`);
    await app.createButton.click();
    await expect(app.notice("Your session ended")).toBeVisible();
    await app.signInWithToken();
    await expectFilledIn(app, "");
    await expect(page).toHaveURL(/#\/tokens\/new$/);
  });

  test("survives the way back and a reload of the list", async ({ app, page }) => {
    await app.signInWithToken();
    await app.fillIn();
    await app.description.fill("kept");
    await page.goBack();
    await expect(app.list).toBeVisible();
    await page.getByRole("button", { name: "Load the list again" }).click();
    await expect(app.list).toBeVisible();
    await page.goForward();
    // The form of a new token is new; what was left is one press away.
    await page.getByRole("region", { name: "Draft" }).getByRole("button", { name: "Continue your draft" }).click();
    await expectFilledIn(app, "kept");
  });

  test("survives switching to another organization and back", async ({ app, page }) => {
    await app.signInWithToken();
    await app.fillIn();
    const organization = page.getByRole("combobox", { name: "Organization", exact: true });
    await organization.selectOption("brackwater-lab");
    await expect(page.getByRole("button", { name: "Organization: brackwater-lab" })).toBeVisible();
    await expect(app.review).toContainText("0 permissions");
    await page.getByRole("combobox", { name: "Organization", exact: true }).selectOption("brackwater-plants");
    await expectFilledIn(app, "");
  });

  test("survives that the server refuses a right that the credential does not hold", async ({ app, page, sandbox, watch }) => {
    const { token } = await manager(sandbox);
    watch.allowStatus(400, 401, 403);
    await app.signInWithToken(token);
    await app.fillIn();
    const before = (await sandbox.state()).authorizations.length;
    await app.createButton.click();
    const refusal = app.notice(CLAIMS.refused);
    await expect(refusal).toContainText("Your credential doesn’t have write on bucket _tasks, so it can’t grant it.", { ignoreCase: true });
    expect((await sandbox.state()).authorizations).toHaveLength(before);
    await expectAccessible(page);
    await app.filter().fill("_");
    await expect(app.tickOf("Read", "_monitoring")).toBeChecked();
    await expect(page.getByRole("checkbox", { name: "Write, bucket _tasks, would be refused" })).toBeChecked();
    await app.filter().fill("");
    await page.getByRole("button", { name: "Remove Write on _tasks" }).click();
    await expect(refusal, "it spoke of the form as it was").toBeHidden();
    const { id } = await app.create();
    expect((await stored(sandbox, id)).permissions).toHaveLength(1);
  });

  test("is gone after the token was made, so that no second one is made by accident", async ({ app }) => {
    await app.reveal();
    await app.closeWithoutCopying();
    await app.openNewToken();
    await expect(app.review).toContainText("0 permissions");
    await expect(app.description).toHaveValue("");
  });
});

test.describe("names that were written to do harm", () => {
  test("are drawn as text in the matrix and in the description", async ({ app, page, sandbox }) => {
    const orgID = await sandbox.org("brackwater-plants");
    const name = "<img src=x onerror=alert(1)>\u202egnp";
    await sandbox.api("POST", BUCKETS, { orgID, name, retentionRules: [] });
    await app.signInWithToken();
    await app.openNewToken();
    await app.filter().fill("onerror");
    await app.page.getByRole("checkbox", { name: /^Read, bucket <img/ }).check();
    await expect(app.main.locator("img")).toHaveCount(0);
    await expect(app.grid()).toContainText("<img src=x onerror=alert(1)>U+202Egnp");
    await expect(app.review).toContainText("<img src=x onerror=alert(1)>U+202Egnp");
    await expectAccessible(page);
  });
});

async function expectFilledIn(app: import("../support/console").Console, description: string): Promise<void> {
  await expect(app.grid()).toBeVisible();
  await expect(app.description).toHaveValue(description);
  await app.filter().fill("_");
  await expect(app.tickOf("Read", "_monitoring")).toBeChecked();
  await expect(app.tickOf("Write", "_tasks")).toBeChecked();
  await app.filter().fill("");
}

async function stored(sandbox: Sandbox, id: string) {
  const found = (await sandbox.state()).authorizations.find((one) => one.id === id);
  expect(found, `token ${id} is stored`).toBeDefined();
  return found!;
}

/** A token of the demo operator's that may make tokens, but may grant only reading of buckets. */
async function manager(sandbox: Sandbox) {
  const org = await sandbox.org("brackwater-plants");
  const user = await sandbox.userId(sandbox.user);
  return sandbox.make("may make tokens", [
    { action: "read", resource: { type: "users", id: user } },
    { action: "write", resource: { type: "users", id: user } },
    { action: "read", resource: { type: "orgs", id: org } },
    { action: "read", resource: { type: "authorizations", orgID: org } },
    { action: "write", resource: { type: "authorizations", orgID: org } },
    { action: "read", resource: { type: "buckets", orgID: org } },
  ]);
}
