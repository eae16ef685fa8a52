// Loading the list again: what is shown stays in its place, and what came or changed meanwhile is marked.

import { type Fault, TOKENS, type Sandbox } from "../support/sandbox";
import type { Console } from "../support/console";
import { expect, test } from "../support/test";

const READ = [{ action: "read" as const, resource: { type: "users" } }];

function again(app: Console) {
  return app.page.getByRole("button", { name: "Load the list again" });
}

/** A list as it is when it is asked for, which comes when other things are done. */
const LATE: Fault = { kind: "delay", ms: 6_000, when: "after" };
const GET = { method: "GET" };

/** Asks for the list again, and goes on when the stand-in has read what it will answer. */
async function againButLate(app: Console, sandbox: Sandbox, path = TOKENS): Promise<void> {
  const before = await sandbox.asked(`GET ${path}`);
  await sandbox.fail(path, LATE, GET);
  await again(app).click();
  await expect.poll(() => sandbox.asked(`GET ${path}`)).toBeGreaterThan(before);
}

/** Three tokens of somebody else, of whom one comes, one changes and one goes between two looks. */
async function meanwhile(sandbox: Sandbox) {
  const [renamed, off, gone] = await Promise.all(["rename me", "switch me off", "delete me"].map((name) => sandbox.make(name, READ)));
  return {
    renamed: renamed.id,
    off: off.id,
    async happens() {
      await sandbox.api("PATCH", `${TOKENS}/${renamed.id}`, { description: "renamed by somebody" });
      await sandbox.api("PATCH", `${TOKENS}/${off.id}`, { status: "inactive" });
      await sandbox.api("DELETE", `${TOKENS}/${gone.id}`);
      return (await sandbox.make("made by somebody", READ)).id;
    },
  };
}

test("a list that is loaded again marks what came and changed until it is opened or loaded once more", async ({ app, page, sandbox }) => {
  const tokens = await meanwhile(sandbox);
  await app.signInWithToken();
  await expect(app.row(tokens.renamed)).toContainText("rename me");
  const made = await tokens.happens();
  await again(app).click();

  await expect(app.row(made).getByText("new", { exact: true })).toBeVisible();
  await expect(app.row(tokens.renamed).getByText("renamed", { exact: true })).toBeVisible();
  await expect(app.row(tokens.off).getByText("turned off", { exact: true })).toBeVisible();
  await expect(app.said).toHaveText("The list was loaded again: 1 new, 2 changed, 1 gone.");

  // Only these, and all of them again.
  await page.getByRole("button", { name: "1 new, 2 changed, 1 gone" }).click();
  await expect(app.list).toHaveAttribute("aria-rowcount", "4");
  await app.row(made).getByText("made by somebody").click();
  await expect(page.getByRole("complementary").getByRole("heading", { name: "made by somebody" })).toBeVisible();
  await expect(app.row(made).getByText("new", { exact: true })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(app.list).not.toHaveAttribute("aria-rowcount", "4");
  await expect(page.getByRole("button", { name: "2 changed, 1 gone" })).toBeFocused();

  await again(app).click();
  await expect(app.said).toHaveText("The list was loaded again: nothing is new.");
  await expect(app.row(tokens.renamed).getByText("renamed", { exact: true })).toHaveCount(0);
});

test("what is changed while an older list is on its way stays so, and is nobody else's change", async ({ app, page, sandbox }) => {
  const [off, old] = [(await sandbox.make("switch me off", READ)).id, (await sandbox.make("old gateway", READ)).id];
  await sandbox.api("PATCH", `${TOKENS}/${old}`, { status: "inactive" });
  await app.signInWithToken();
  await expect(app.row(off)).toContainText("Active");
  const theirs = (await sandbox.make("made by somebody", READ)).id;
  await againButLate(app, sandbox);

  await page.goto(`#/tokens/${off}`);
  await page.getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByRole("button", { name: "Activate", exact: true })).toBeVisible();
  await page.goto(`#/tokens/${old}`);
  await page.getByRole("button", { name: "Delete for good…" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete this token for good?" });
  await question.getByRole("textbox", { name: "Name of the token" }).fill("old gateway");
  await question.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByText("This token is deleted.")).toBeVisible();
  await page.keyboard.press("Escape");

  await expect(app.row(theirs).getByText("new", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "1 new", exact: true }), "nothing else is news").toBeVisible();
  await expect(app.row(off)).toContainText("Inactive");
  await expect(app.row(off).getByText(/^turned o/)).toHaveCount(0);
  await expect(app.row(old)).toHaveCount(0);

  // A list that was asked for afterwards counts as it is.
  await sandbox.api("PATCH", `${TOKENS}/${off}`, { status: "active" });
  await again(app).click();
  await expect(app.row(off).getByText("turned on", { exact: true })).toBeVisible();
});

test("a user who is deactivated while an older list of users is on its way is shown so", async ({ app, page, sandbox }) => {
  const users = "/api/v2/users";
  const [mine, theirs] = [await sandbox.userId("svc-grafana"), await sandbox.userId("priya.raman")];
  const ours = (await sandbox.make("late list 1", READ, { userID: mine })).id;
  const other = (await sandbox.make("late list 2", READ, { userID: theirs })).id;
  await app.signInWithToken();
  await app.search.fill("late list");
  await expect(app.row(ours)).toContainText("Active");
  await sandbox.api("PATCH", `${users}/${theirs}`, { status: "inactive" });
  await againButLate(app, sandbox, users);

  await page.goto(`#/owners/${mine}`);
  await page.getByRole("button", { name: "Deactivate user…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Deactivate user", exact: true }).click();
  await expect(page.getByRole("button", { name: "Activate user", exact: true })).toBeVisible();
  await app.goToList();
  await app.search.fill("late list");
  await expect(app.row(other)).toContainText("Owner inactive");
  await expect(app.row(ours)).toContainText("Owner inactive");
});

test("the looks after a create leave what a reload has marked, and mark what somebody did since", async ({ app, page, sandbox }) => {
  const tokens = await meanwhile(sandbox);
  await app.signInWithToken();
  await expect(app.row(tokens.renamed)).toContainText("rename me");
  const made = await tokens.happens();
  await again(app).click();
  await expect(app.row(made).getByText("new", { exact: true })).toBeVisible();

  await app.openNewToken();
  await app.tickOf("Read", "audit").check();
  const { id } = await app.create();
  await app.closeWithoutCopying();
  await expect(app.row(id)).toBeVisible();
  // One's own is not counted.
  await page.getByRole("button", { name: "1 new, 2 changed, 1 gone" }).click();
  await expect(app.list).toHaveAttribute("aria-rowcount", "4");
  await sandbox.api("PATCH", `${TOKENS}/${tokens.renamed}`, { status: "inactive" });
  await expect(app.row(tokens.renamed).getByText("turned off", { exact: true })).toBeVisible();
  await expect(app.row(made).getByText("new", { exact: true })).toBeVisible();
  await expect(app.list, "these alone").toHaveAttribute("aria-rowcount", "4");
  await expect(page.getByRole("button", { name: "Show all" })).toBeVisible();
});

test.describe("with many tokens", () => {
  test.use({ flags: ["--scale", "400"] });

  test("order, choice, scroll and the row of the keyboard stay where they are", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    await app.list.hover();
    await page.mouse.wheel(0, 4_000);
    const row = app.list.getByRole("row").filter({ has: page.locator("input:not([aria-label^='Select all'])") }).nth(12);
    await expect(row).toBeInViewport();
    const id = (await row.locator(".tok__id .mono").textContent())!;
    await app.row(id).getByRole("checkbox").check();
    const top = async () => Math.round((await app.row(id).boundingBox())!.y);
    const before = await top();

    for (const name of ["one", "two", "three"]) await sandbox.make(name, READ);
    await again(app).click();
    await expect(page.getByRole("button", { name: "3 new" })).toBeVisible();
    await expect.poll(top).toBe(before);
    await expect(app.row(id).getByRole("checkbox")).toBeChecked();
    await expect(page.getByText("1 selected")).toBeVisible();
    // The keyboard goes on from the token that it was at.
    await page.keyboard.press("Tab");
    await expect(app.row(id).getByRole("checkbox")).toHaveAttribute("tabindex", "0");
  });
});

test("a list that can't be loaded again stays, and says that it may be old", async ({ app, page, sandbox, watch }) => {
  await app.signInWithToken();
  await expect(app.list).toBeVisible();
  watch.allowStatus(503);
  await sandbox.fail(TOKENS, { kind: "status", status: 503, code: "unavailable", message: "busy" }, { method: "GET" });
  await again(app).click();
  const stale = page.getByRole("alert").filter({ hasText: /could not be loaded again, so the one of \d\d:\d\d is shown/ });
  await expect(stale).toBeVisible();
  await expect(app.list).toBeVisible();
  const { id } = await sandbox.make("made meanwhile", READ);
  await stale.getByRole("button", { name: "Try again" }).click();
  await expect(stale).toHaveCount(0);
  await expect(app.row(id).getByText("new", { exact: true })).toBeVisible();
});

test("exact times are a key, a tap or a press away", async ({ app, page, sandbox }) => {
  const { id } = await sandbox.make("with a time", READ);
  await app.signInWithToken();
  const stored = (await sandbox.api("GET", `${TOKENS}/${id}`)) as { createdAt: string };
  const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "long", timeZone: "UTC" }).format(new Date(stored.createdAt));
  const card = page.getByRole("dialog", { name: "Exact times" });
  const day = app.row(id).getByRole("button", { name: /^Created / });

  await app.row(id).getByRole("checkbox").focus();
  for (let column = 0; column < 6; column++) await page.keyboard.press("ArrowRight");
  await expect(day).toBeFocused();
  await expect(card).toContainText(exact);
  await page.keyboard.press("Enter");
  await expect(card).toBeFocused();
  await expect(page, "the press is for the time, not for the row").not.toHaveURL(new RegExp(id));
  await page.keyboard.press("Escape");
  await expect(card).toHaveCount(0);
  await expect(day).toBeFocused();
});

test.describe("by touch", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test("a tap on the day of a card tells the exact time", async ({ app, page, sandbox }) => {
    const { id } = await sandbox.make("with a time", READ);
    await app.signInWithToken();
    await app.row(id).getByRole("button", { name: /^Created / }).tap();
    await expect(page.getByRole("dialog", { name: "Exact times" })).toContainText("UTC");
    await expect(page).not.toHaveURL(new RegExp(id));
  });
});
