// What was once measured and found wrong: how far things lie apart, what moves, what is drawn twice.

import type { Locator } from "@playwright/test";
import { ELSEWHERE } from "../support/console";
import { expect, test } from "../support/test";
import { type Sandbox, TOKENS } from "../support/sandbox";
import { gate } from "../support/gate";

const box = async (one: Locator) => (await one.boundingBox())!;

test("the dialog with the secret stays where it is, whichever format is chosen", async ({ app, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await app.reveal();
  const place = async () => Object.values(await box(app.dialog)).map(Math.round);
  const before = await place();
  for (const tab of await app.dialog.getByRole("tab").all()) {
    await tab.click();
    expect(await place(), `${await tab.textContent()}`).toEqual(before);
  }
  await app.stored.check();
});

for (const [width, height] of [[320, 256], [360, 225]] as const) {
  test(`at 400 % zoom (${width}×${height}) the secret and both ways out of its dialog are scrolled to`, async ({ app, page }) => {
    await app.reveal();
    await page.setViewportSize({ width, height });
    const inside = app.dialog.locator(".dialog__body");
    const hidden = await inside.evaluate((body) => body.scrollHeight - body.clientHeight);
    expect(hidden, "nothing is read through a slit: the dialog scrolls as a whole").toBeLessThanOrEqual(1);
    await page.mouse.move(width / 2, height / 2);
    for (const [name, by] of [["Close without copying", 80], [/^Show/, -80], ["Copy and close", 80]] as const) {
      const button = app.dialog.getByRole("button", { name });
      for (let turn = 0; turn < 60 && !(await isWhole(button)); turn++) await page.mouse.wheel(0, by);
      await expect(button, `${name}`).toBeInViewport({ ratio: 1 });
    }
    await app.dialog.getByRole("button", { name: "Copy and close" }).click();
    await expect(app.dialog).toBeHidden();
  });
}

test.describe("the grants of a row", () => {
  test("are as many as fit", async ({ app, page, sandbox }) => {
    const { id } = await sandbox.make("three of them", await onBuckets(sandbox, ["audit", "hosts", "network"]));
    await app.signInWithToken();
    for (const name of ["audit", "hosts", "network"]) await expect(app.row(id).getByText(name, { exact: true })).toBeVisible();
    await expect(app.row(id).getByRole("button", { name: /more grants/ })).toHaveCount(0);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(app.row(id).getByText("audit", { exact: true })).toBeInViewport({ ratio: 1 });
  });

  test("show the end of a long name, which tells it from the others", async ({ app, page, sandbox }) => {
    const orgID = await sandbox.org("brackwater-plants");
    const name = "distribution/pressure-sensor-hall-north-of-the-river-00017";
    await sandbox.api("POST", "/api/v2/buckets", { orgID, name, retentionRules: [] });
    const { id } = await sandbox.make("far sensor", await onBuckets(sandbox, [name, "audit", "hosts"]));
    await app.signInWithToken();
    for (const width of [1440, 1280, 390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      await expect(app.row(id).getByText(/00017$/).last(), `${width} px`).toBeInViewport({ ratio: 0.99 });
    }
  });
});

test("a list that is on its way stands where it will stand", async ({ app, page }) => {
  await app.signInWithToken();
  await expect(app.list.getByRole("row").nth(1)).toBeVisible();
  const place = async (row: string) =>
    Promise.all([".table__head .x-status", ".table__head .x-created", row].map(async (what) => {
      const { x, y } = await box(page.locator(what).first());
      return [what === row ? 0 : x, y].map(Math.round);
    }));
  const before = await place(".table__body [role=row]");
  const list = await gate(page, "GET", TOKENS);
  await app.switchTo(ELSEWHERE);
  await list.arrived;
  await expect(page.getByText("Loading tokens")).toBeVisible();
  expect(await place(".table__body .table__row")).toEqual(before);
  list.open();
  await expect(app.list).toBeVisible();
});

test("a token without a date says so, and the exact time of another is read without a pointer", async ({ app, page, sandbox }) => {
  const [dateless, dated] = [await sandbox.make("no date", await onBuckets(sandbox, ["audit"])), await sandbox.make("with date", await onBuckets(sandbox, ["audit"]))];
  await page.route(`**${TOKENS}?orgID=*`, async (route) => {
    const answer = await route.fetch();
    const list = (await answer.json()) as { authorizations: { id: string; createdAt?: string }[] };
    for (const one of list.authorizations) if (one.id === dateless.id) delete one.createdAt;
    await route.fulfill({ response: answer, json: list });
  });
  await app.signInWithToken();
  await expect(app.row(dateless.id).getByText("not known", { exact: true })).toBeVisible();
  await app.row(dated.id).getByText("with date").click();
  await expect(page.locator(".drawer")).toContainText(/\d{1,2} \w+ \d{4} at \d\d:\d\d:\d\d/);
});

test("a wrong token is red also while its field has the focus", async ({ app, page, watch }) => {
  watch.allowStatus(401);
  await app.open();
  await app.tryToken("a-token-of-some-other-server");
  await expect(page.getByRole("alert")).toBeVisible();
  await app.tokenField.focus();
  const [offset, border] = await app.tokenField.evaluate((field) => {
    const look = getComputedStyle(field.closest(".secretinput, .affix") ?? field);
    return [getComputedStyle(field).outlineOffset, look.borderColor];
  });
  expect(Number.parseFloat(offset), "the ring lies outside of the border").toBeGreaterThanOrEqual(1);
  expect(border).not.toBe("");
});

test("a token that has no remark has no heading for remarks", async ({ app, page, sandbox }) => {
  const { id } = await sandbox.make("a plain reader", await onBuckets(sandbox, ["audit"]));
  await app.signInWithToken();
  await app.row(id).getByText("a plain reader").click();
  const drawer = page.locator(".drawer");
  await expect(drawer.getByRole("heading", { name: "Permissions" })).toBeVisible();
  await expect(drawer.getByRole("heading", { name: "What it can do" })).toBeHidden();
});

test("a name and its tick are near each other in the widest window", async ({ app, page }) => {
  await page.setViewportSize({ width: 2560, height: 1200 });
  await app.signInWithToken();
  await app.openNewToken();
  const [name, tick] = [await box(app.grid().getByText("audit", { exact: true })), await box(app.tickOf("Write", "audit"))];
  expect(tick.x - name.x).toBeLessThan(1_100);
});

test("a list that failed has one button in full colour", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(500);
  await app.signInWithToken();
  await expect(app.list).toBeVisible();
  await sandbox.fail(TOKENS, { kind: "status", status: 500, message: "boom" }, { method: "GET" });
  await app.switchTo(ELSEWHERE);
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page.locator(".btn--primary:visible")).toHaveCount(1);
});

test("the bar tells when the server does not answer, and when it does again", async ({ app, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  await app.signInWithToken();
  // The first list is not the one that is to fail.
  await expect(app.list).toBeVisible();
  const connection = page.locator(".conn");
  await expect(connection).toContainText("Connected to");
  // The users are asked for beside the tokens, and whichever comes last is what the bar tells of.
  for (const path of [TOKENS, "/api/v2/users"]) await sandbox.fail(path, { kind: "cut", when: "before" }, { method: "GET" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(connection).toContainText("No answer from");
  await sandbox.forgetFaults();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(connection).toContainText("Connected to");
});

test("what was cleared comes back with Undo, and the focus stays in the form", async ({ app, page }) => {
  await app.signInWithToken();
  await app.fillIn();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(app.review).toContainText("Nothing is granted yet.");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(app.review).toContainText("2 permissions");
  await expect(page.locator("#permissions-heading")).toBeFocused();
});

async function onBuckets(sandbox: Sandbox, names: string[]) {
  const orgID = await sandbox.org("brackwater-plants");
  const ids = await Promise.all(names.map((name) => sandbox.bucket(name)));
  return ids.map((id) => ({ action: "read" as const, resource: { type: "buckets", id, orgID } }));
}

const isWhole = (one: Locator) =>
  one.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("creating nothing is told once, in sight, beside what has the focus", async ({ app, page }) => {
    await app.signInWithToken();
    await app.openNewToken();
    await page.getByRole("button", { name: "Create", exact: true }).click();
    const told = page.getByText("Nothing is granted yet. Tick Read or Write for at least one object.");
    await expect(told).toHaveCount(1);
    await expect(told).toBeInViewport();
    await expect(page.locator(":focus")).toBeInViewport();
    await expect(page.locator(":focus")).toHaveAccessibleName("Resource type");
  });

  for (const width of [390, 320]) {
    test(`what is said of a new token lies below its name and above its status at ${width} px`, async ({ app, page }) => {
      await page.setViewportSize({ width: 1440, height: 900 });
      await app.signInWithToken();
      await app.fillIn();
      await app.description.fill("press gateway of line 07, hall of the northern plant");
      const { id } = await app.create();
      await app.closeWithoutCopying();
      await page.setViewportSize({ width, height: 844 });
      const row = app.row(id);
      const name = await box(row.getByText("press gateway of line 07, hall of the northern plant"));
      const printed = await box(row.getByText(id, { exact: true }));
      const status = await box(row.getByText("Active", { exact: true }));
      expect(printed.y).toBeGreaterThanOrEqual(name.y + name.height - 2);
      expect(printed.y + printed.height).toBeLessThanOrEqual(status.y + 2);
      await expect(row.getByText(id, { exact: true })).toBeInViewport({ ratio: 0.99 });
    });
  }

  test("a finger's card lights up as a whole", async ({ app, page }) => {
    await app.signInWithToken();
    const row = app.list.getByRole("row").nth(2);
    const [card, next] = [await box(row), await box(app.list.getByRole("row").nth(3))];
    expect(Math.round(next.y - card.y)).toBe(Math.round(card.height));
  });

  test("fields and buttons of a sheet begin and end alike", async ({ app, page }) => {
    await app.signInWithToken();
    await app.openNewToken();
    await page.getByRole("button", { name: "Clone a token", exact: true }).click();
    const dialog = page.getByRole("dialog");
    const [field, button] = [await box(dialog.getByRole("combobox")), await box(dialog.getByRole("button", { name: "Cancel" }))];
    expect([button.x, button.width]).toEqual([field.x, field.width]);
  });
});
