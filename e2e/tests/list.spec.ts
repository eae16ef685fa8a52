// The list of tokens in each of its states, its search, its grid, hostile texts and great numbers.

import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { type Console, ELSEWHERE } from "../support/console";
import { type Fault, type Sandbox, TOKENS } from "../support/sandbox";
import { passTenSeconds } from "../support/silence";

test.describe("the list", () => {
  test("shows every token of the organization with status, owner, kind and time", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    const org = await sandbox.org("brackwater-plants");
    const users = (await sandbox.state()).users.map(({ id }) => id);
    const { authorizations } = await sandbox.state();
    // A token whose owner is gone is left out by the server itself.
    const listed = authorizations.filter((one) => one.orgID === org && users.includes(one.userID));
    await expect(app.list).toHaveAttribute("aria-rowcount", String(listed.length + 1));
    await expect(app.main.getByRole("status").first()).toHaveText(`${listed.length} tokens`);
    await expect(page).toHaveTitle(`${listed.length} tokens – brackwater-plants – Token Console`);

    await app.search.fill("break glass");
    const row = app.list.getByRole("row").nth(1);
    await expect(row).toContainText("break glass, sealed in the safe");
    await expect(row).toContainText("Inactive");
    await expect(row).toContainText("Operator");
    await expect(row).toContainText("everything, in every organization");
    await expect(row).toContainText(sandbox.user);
    await expect(row.getByRole("time").first()).toBeVisible();
  });

  test("is searched by words of the description, owner, bucket, kind and status", async ({ app, sandbox }) => {
    await app.signInWithToken();
    await expect(app.list).toBeVisible();
    const asked = await sandbox.asked(`GET ${TOKENS}`);
    for (const [words, found] of [
      ["telegraf pumps-raw", "pump stations north"],
      ["priya LEAK", "leak model (python)"],
      ["inactive operator", "break glass"],
    ]) {
      await app.search.fill(words);
      await expect(app.list.getByRole("row").filter({ hasText: found }), words).toHaveCount(1);
    }
    expect(await sandbox.asked(`GET ${TOKENS}`), "searching asks the server nothing").toBe(asked);
  });

  test("says when nothing matches, and how to see all again", async ({ app, page }) => {
    await app.signInWithToken();
    await app.search.fill("no token is called this");
    await expect(page.getByRole("heading", { name: "No token matches" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Clear the search" }).click();
    await expect(app.list).toBeVisible();
    await expect(app.search).toHaveValue("");
  });

  test("says that it is loading while it is", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    await loadElsewhere(app, sandbox, { kind: "stall", bytes: 0 });
    await expect(page.getByText("Loading tokens")).toBeVisible();
    await expectAccessible(page);
  });

  for (const [what, fault, title] of [
    ["the server fails", { kind: "status", status: 500, message: "disk full" }, "The list could not be loaded"],
    ["something else answers", { kind: "garbage", what: "html" }, "The answer is not a list of tokens"],
    ["the answer is no JSON", { kind: "garbage", what: "json" }, "The answer is not a list of tokens"],
    ["the connection breaks off", { kind: "truncate", bytes: 900 }, "The server can't be reached"],
  ] as const) {
    test(`says so and offers another try when ${what}`, async ({ app, page, sandbox, watch }) => {
      watch.allowStatus(500);
      watch.allowLostAnswers();
      await app.signInWithToken();
      await loadElsewhere(app, sandbox, fault);
      await expect(page.getByRole("heading", { name: title })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(app.list).toBeVisible();
    });
  }

  test("says when the server is silent", async ({ app, page, sandbox }) => {
    await page.clock.install();
    await app.signInWithToken();
    const before = await sandbox.asked(`GET ${TOKENS}`);
    await loadElsewhere(app, sandbox, { kind: "stall", bytes: 100 });
    await expect(page.getByText("Loading tokens")).toBeVisible();
    await passTenSeconds(page, sandbox, `GET ${TOKENS}`, before);
    await expect(page.getByRole("heading", { name: "The server did not answer" })).toBeVisible();
  });

  test("says which right is lacking when the credential may not list tokens", async ({ app, page, sandbox, watch }) => {
    const message = `read:orgs/${await sandbox.org(ELSEWHERE)}/authorizations is unauthorized`;
    watch.allowStatus(401);
    await app.signInWithToken();
    await loadElsewhere(app, sandbox, { kind: "status", status: 401, code: "unauthorized", message });
    await expect(page.getByRole("heading", { name: "This credential may not list tokens" })).toBeVisible();
    await expect(app.main).toContainText("It lacks read");
    await expectAccessible(page);
  });

  test("says when there is no token", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    await loadElsewhere(app, sandbox, { kind: "status", status: 200, body: { links: {}, authorizations: [] } });
    await expect(page.getByRole("heading", { name: "No tokens yet" })).toBeVisible();
    await expectAccessible(page);
  });

  test("of another organization is loaded when one switches", async ({ app, page }) => {
    await app.signInWithToken();
    await expect(app.list).toContainText("brackwater-plants");
    await page.getByRole("button", { name: "Organization: brackwater-plants" }).click();
    await page.getByRole("menuitemradio", { name: "brackwater-lab" }).click();
    await expect(page.getByRole("button", { name: "Organization: brackwater-lab" })).toBeVisible();
    await app.search.fill("LIMS reads samples");
    await expect(app.list.getByRole("row")).toHaveCount(2);
  });
});

test.describe("a credential that sees only some tokens", () => {
  test("is told that others are hidden", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(400, 401, 403);
    await app.signInWithToken(await restricted(sandbox));
    await expect(app.main).toContainText(/You see only your own tokens, because this credential may read none of the other \d+ users\./);
    await expect(page.getByRole("banner").getByText("Custom")).toBeVisible();
    const jonas = await sandbox.userId("jonas.feld");
    const own = (await sandbox.state()).authorizations.filter(({ userID }) => userID === jonas);
    await expect(app.list).toHaveAttribute("aria-rowcount", String(own.length + 1));
    await expectAccessible(page);
  });
});

test.describe("texts that were written to do harm", () => {
  test("are drawn as text, with what hides made visible", async ({ app, page }) => {
    await app.signInWithToken();
    await app.search.fill("telemetry");
    await expect(app.list).toContainText("<img src=x onerror=alert(document.domain)><b>bold</b>");
    await expect(app.list.locator("img, b")).toHaveCount(0);
    const reversed = app.list.getByRole("row").filter({ hasText: "gpj.exe" });
    await expect(reversed).toContainText("invoice_U+202EgpJ.exeU+202C approved", { ignoreCase: true });
    const controls = app.list.getByRole("row").filter({ hasText: "zero width" });
    for (const spelled of ["U+0007", "U+001B", "U+0000", "U+000A", "U+200B", "U+FEFF"]) {
      await expect(controls).toContainText(spelled);
    }
    expect(await page.locator("body").innerText()).not.toMatch(/[\u202a-\u202e\u200b\ufeff\u0007\u001b]/);
  });

  test("do not break the page when they are as long as the server takes", async ({ app, page, sandbox }) => {
    const org = await sandbox.org("brackwater-plants");
    const { id } = await sandbox.make(`long ${"M".repeat(64 * 1024)}`, [
      { action: "read", resource: { type: "buckets", orgID: org } },
    ]);
    await app.signInWithToken();
    await app.search.fill(id);
    await app.search.fill("long MMMM");
    await expect(app.row(id)).toBeVisible();
    expect((await app.row(id).innerText()).length, "only the beginning is drawn").toBeLessThan(2_000);
    await expectAccessible(page);
  });
});

test.describe("the grid of tokens by keyboard", () => {
  test("has one tab stop, and arrows move by cell and by row", async ({ app, page }) => {
    await app.signInWithToken();
    await expect(app.list.locator('[tabindex="0"]')).toHaveCount(1);
    const cell = (row: number, column: number) => {
      const cells = app.list.locator(`[role=row][aria-rowindex="${row}"]`).locator("[role=gridcell], [role=rowheader]");
      // In the first cell the box takes the focus, in the last one the button.
      if (column === 0) return cells.nth(column).getByRole("checkbox");
      return column === 8 ? cells.nth(column).getByRole("button", { name: /^Clone / }) : cells.nth(column);
    };
    await app.tabTo(cell(2, 0));
    for (const [key, row, column] of [
      ["ArrowRight", 2, 1],
      ["ArrowDown", 3, 1],
      ["End", 3, 8],
      ["ArrowRight", 3, 8],
      ["Home", 3, 0],
      ["ArrowUp", 2, 0],
    ] as const) {
      await page.keyboard.press(key);
      await expect(cell(row, column), `after ${key}`).toBeFocused();
    }
    const last = Number(await app.list.getAttribute("aria-rowcount"));
    await page.keyboard.press("Control+End");
    await expect(cell(last, 8)).toBeFocused();
    await expect(cell(last, 8)).toBeInViewport();
    await page.keyboard.press("Control+Home");
    await expect(cell(2, 0)).toBeFocused();
    await page.keyboard.press("PageDown");
    // The row that was left may be out of sight, and then it is not there.
    await expect(app.list.locator('[role=row]:not([aria-rowindex="2"]) :focus')).toHaveCount(1);
    await expect(app.list.locator('[tabindex="0"]')).toHaveCount(1);
  });

  test("reaches the heads of the columns, which sort", async ({ app, page }) => {
    await app.signInWithToken();
    const head = (name: string) => app.list.getByRole("columnheader", { name, exact: true });
    await expect(head("Created")).toHaveAttribute("aria-sort", "descending");
    await app.tabTo(app.list.locator('[tabindex="0"]'));
    await page.keyboard.press("ArrowUp");
    await expect(app.list.getByRole("checkbox", { name: /^Select all [\d,]+ that match$/ })).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(head("Status").getByRole("button")).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(head("Token")).toHaveAttribute("aria-sort", "ascending");
    await expect(head("Created")).not.toHaveAttribute("aria-sort", /./);
    await page.keyboard.press("ArrowDown");
    await expect(app.list.locator('[aria-rowindex="2"] [role=rowheader]')).toBeFocused();
    await expect(app.list.locator('[tabindex="0"]')).toHaveCount(1);
  });
});

test.describe("ten thousand tokens", () => {
  test.use({ flags: ["--scale", "10000"] });

  test("are windowed, scrolled to the end and searched", async ({ app, page }) => {
    await app.signInWithToken();
    await expect(app.list).toBeVisible({ timeout: 20_000 });
    const rows = app.list.getByRole("row");
    const all = Number(await app.list.getAttribute("aria-rowcount"));
    expect(all).toBeGreaterThan(9_900);
    const drawn = () => rows.count();
    expect(await drawn()).toBeLessThan(120);

    const cell = app.list.locator('[tabindex="0"]');
    await cell.focus();
    await page.keyboard.press("Control+End");
    await expect(app.list.locator(`[role=row][aria-rowindex="${all}"]`)).toBeInViewport();
    expect(await drawn()).toBeLessThan(120);

    await app.search.fill("filtration dashboard");
    await expect(app.list.locator('[role=row][aria-rowindex="2"]'), "results are read from the first one on").toBeInViewport();

    await app.search.fill("filtration dashboard 04321");
    await expect(rows).toHaveCount(2);
    await expect(rows.nth(1)).toContainText("filtration dashboard 04321");
  });

  test("are scrolled with the wheel without an empty screen staying", async ({ app, page }) => {
    await app.signInWithToken();
    await expect(app.list).toBeVisible({ timeout: 20_000 });
    await app.list.hover();
    await page.mouse.wheel(0, 250_000);
    await expect
      .poll(async () => {
        const first = await app.list.locator("[role=row][aria-rowindex]").evaluateAll((rows) =>
          rows
            .filter((row) => {
              const { top, bottom } = row.getBoundingClientRect();
              return bottom > 200 && top < window.innerHeight;
            })
            .map((row) => Number(row.getAttribute("aria-rowindex"))),
        );
        return first.length > 5 && Math.max(...first) > 1_000;
      })
      .toBe(true);
  });
});

/** Goes to an organization whose list goes wrong. */
async function loadElsewhere(app: Console, sandbox: Sandbox, fault: Fault): Promise<void> {
  await expect(app.list).toBeVisible();
  await sandbox.fail(TOKENS, fault, { method: "GET" });
  await app.switchTo(ELSEWHERE);
}

/** A token of another user that may manage that user's tokens and sees nobody else. */
async function restricted(sandbox: Sandbox): Promise<string> {
  const org = await sandbox.org("brackwater-plants");
  const userID = await sandbox.userId("jonas.feld");
  const { token } = await sandbox.make(
    "restricted",
    [
      { action: "read", resource: { type: "users", id: userID } },
      { action: "write", resource: { type: "users", id: userID } },
      { action: "read", resource: { type: "orgs", id: org } },
      { action: "read", resource: { type: "authorizations", orgID: org } },
      { action: "write", resource: { type: "authorizations", orgID: org } },
      { action: "read", resource: { type: "buckets", orgID: org } },
    ],
    { userID },
  );
  return token;
}

test("Esc empties the search and opens nothing over the quick filters", async ({ app, page }) => {
  await app.signInWithToken();
  const search = page.getByRole("combobox", { name: "Search tokens" });
  await search.click();
  await page.keyboard.type("zzz");
  await page.keyboard.press("Escape");
  await expect(search).toHaveValue("");
  await expect(search).toHaveAttribute("aria-expanded", "false");
  await expect(page.getByRole("listbox", { name: "Suggestions for the search" })).toBeHidden();
});
