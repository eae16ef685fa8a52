// What a server says is drawn as text that neither turns the sentence around it nor breaks the page, wherever it stands.

import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectNoSidewaysScroll } from "../support/axe";
import { TOKENS } from "../support/sandbox";

/** Turned around, hidden, without a blank to break at, and longer than anybody reads. */
const HOSTILE = `panic:\u202e${"W".repeat(900)}\n<img src=x>`;
const FAILED = { kind: "status", status: 500, message: HOSTILE } as const;
const GET = { method: "GET" };

/** It stands there as text, cut, and inside of what is around it. */
async function expectTame(page: Page, place: Locator): Promise<void> {
  await expect(place).toContainText("[U+202E]");
  expect((await place.innerText()).length, "cut").toBeLessThan(900);
  expect(await page.locator("body").innerText()).not.toMatch(/[\u202a-\u202e]/);
  await expect(page.locator("img")).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  const overhang = await place.evaluate((inner) => {
    const box = inner.getBoundingClientRect();
    return Math.max(box.right - innerWidth, -box.left, inner.scrollWidth - inner.clientWidth);
  });
  expect(overhang, "how far it stands out").toBeLessThanOrEqual(1);
}

for (const width of [1280, 390]) {
  test.describe(`words of a server at ${width} pixels`, () => {
    test.use({ viewport: { width, height: 900 } });

    test.beforeEach(({ watch }) => watch.allowStatus(400, 500));

    test("stay inside when signing in fails", async ({ app, page, sandbox }) => {
      await sandbox.fail("/api/v2/me", FAILED, GET);
      await app.open();
      await app.tryToken(sandbox.token);
      await expectTame(page, app.notice("Signing in failed"));
    });

    test("stay inside when the list and the objects can't be read", async ({ app, page, sandbox }) => {
      await sandbox.fail(TOKENS, FAILED, GET);
      await app.signInWithToken();
      await expectTame(page, app.main.getByText("The server failed with status 500"));
      await sandbox.fail("/api/v2/buckets", FAILED, { ...GET, times: 9 });
      await app.main.getByRole("link", { name: "New token" }).click();
      await expect(page.getByRole("heading", { name: "New token" })).toBeVisible();
      await expectTame(page, app.main.getByText("The server failed with status 500").first());
    });

    test("stay inside when a create is refused", async ({ app, page, sandbox }) => {
      await app.signInWithToken();
      await app.fillIn();
      const own = { kind: "status", status: 400, code: "invalid", message: `invalid json structure: ${HOSTILE}` } as const;
      await sandbox.fail(TOKENS, own, { method: "POST" });
      await page.getByRole("button", { name: width > 390 ? "Create token" : "Create", exact: true }).click();
      await expectTame(page, app.notice("The server refused; no token was created"));
    });

    test("stay inside as names of buckets and of types", async ({ app, page, sandbox }) => {
      const orgID = await sandbox.org("brackwater-plants");
      await sandbox.api("POST", "/api/v2/buckets", { orgID, name: HOSTILE, retentionRules: [] });
      const { id } = await sandbox.make("a strange one", [{ action: "read", resource: { type: "buckets", orgID } }]);
      await page.route(`**${TOKENS}?*`, async (route) => {
        const answer = await route.fetch();
        const list = await answer.json();
        const one = list.authorizations.find((token: { id: string }) => token.id === id);
        one.permissions = [{ action: "read", resource: { type: HOSTILE } }];
        await route.fulfill({ response: answer, json: list });
      });
      await app.signInWithToken();
      await expect(app.row(id)).toContainText("U+202E");
      await expectNoSidewaysScroll(page);
      await app.openNewToken();
      await app.filter().fill("panic");
      await app.page.getByRole("checkbox", { name: /^Write, bucket panic/ }).check();
      await expect(app.main).toContainText("U+202E");
      await expectNoSidewaysScroll(page);
      await expect(page.locator("img")).toHaveCount(0);
      for (const notice of await page.locator(".notice:visible").all()) {
        expect(await notice.evaluate((box) => box.getBoundingClientRect().right - innerWidth)).toBeLessThanOrEqual(0);
        expect(await notice.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
      }
    });
  });
}
