// The matrix keeps its room: whole rows in sight on laptops, nothing that moves under the pointer, and a way to
// everything on phones and in the lowest windows.

import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import type { Console } from "../support/console";
import type { Page } from "@playwright/test";

/** What a person may have done before they look at the matrix. */
const STATES: [string, (app: Console) => Promise<unknown>][] = [
  ["nothing ticked", async () => undefined],
  ["a Write tick", (app) => app.tickOf("Write", "_tasks").check()],
  ["the preset Telegraf writer", (app) => app.startFrom("Telegraf writer")],
  ["everything in every organization", (app) => app.startFrom("Operator")],
  ["all, also future", (app) => app.grantAll("Write")],
];

/** Rows of the matrix that are whole on the screen: below its head, above its foot, and covered by nothing. */
function wholeRows(page: Page): Promise<number> {
  return page.evaluate(() => {
    const box = document.querySelector(".grid")!.getBoundingClientRect();
    const head = document.querySelector(".grid__head")!.getBoundingClientRect();
    return [...document.querySelectorAll(".grid__body [role=row]")].filter((row) => {
      const { top, bottom, left } = row.getBoundingClientRect();
      const whole = top >= head.bottom - 1 && bottom <= Math.min(box.bottom, innerHeight) + 1;
      const over = document.elementFromPoint(left + 30, (top + bottom) / 2);
      return whole && over !== null && row.contains(over);
    }).length;
  });
}

for (const [width, height, least] of [
  [1440, 900, 8],
  [1366, 768, 8],
  [1280, 800, 8],
  [1280, 720, 5],
] as const) {
  for (const [state, reach] of STATES) {
    test(`shows ${least} rows at ${width}×${height} with ${state}`, async ({ app, page }) => {
      await page.setViewportSize({ width, height });
      await app.signInWithToken();
      await app.openNewToken();
      await reach(app);
      await expect(app.tickOf("Read", "_monitoring").or(page.getByRole("checkbox", { name: /^Read, bucket _monitoring/ }))).toBeInViewport();
      expect(await wholeRows(page)).toBeGreaterThanOrEqual(least);
      await expect(app.description).toBeInViewport({ ratio: 1 });
    });
  }
}

test("a tick moves nothing", async ({ app, page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await app.signInWithToken();
  await app.openNewToken();
  const box = app.tickOf("Write", "_tasks");
  const before = await box.boundingBox();
  await box.check();
  await expect(app.review).toContainText("1 permission");
  expect(await box.boundingBox()).toEqual(before);
  await app.tickOf("Read", "_monitoring").check();
  expect(await box.boundingBox()).toEqual(before);
});

test("the strongest grant is one line, its warning is in sight with the button that creates it", async ({ app, page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await app.signInWithToken();
  await app.openNewToken();
  await app.startFrom("Operator");
  await expect(app.review).toContainText("gets a token that grants read and write on everything in every organization.");
  await expect(page.locator(".matrix__foot")).toContainText("Everything in every organization");
  const warning = await app.warning("Applies in every organization");
  await expect(warning).toBeInViewport({ ratio: 1 });
  await expect(app.createButton).toBeInViewport({ ratio: 1 });
  await expect(app.review.getByRole("button", { name: /^Remove / })).toHaveCount(1);
  await expectAccessible(page);
  await app.startFrom("All access");
  await expect(app.review).toContainText("gets a token that grants all access to brackwater-plants.");
  await expect(page.locator(".matrix__foot")).toContainText("All access to brackwater-plants");
});

test("a filter without a match says so and leads back", async ({ app, page }) => {
  await app.signInWithToken();
  await app.openNewToken();
  await app.filter().fill("no such bucket");
  await expect(page.getByText("No bucket matches.")).toBeVisible();
  await page.getByRole("button", { name: "Show all buckets" }).click();
  await expect(app.filter()).toBeFocused();
  await expect(app.tickOf("Read", "_monitoring")).toBeVisible();
});

test.describe("with ten thousand buckets", () => {
  test.use({ flags: ["--scale", "10000"] });

  test("the counts at the heads of the columns fit into them", async ({ app, page }) => {
    test.slow();
    await app.signInWithToken();
    await app.openNewToken();
    const room = () =>
      page.locator(".columnhead").evaluateAll((heads) =>
        heads.map((head) => {
          const words = head.querySelector("small")!.getBoundingClientRect();
          return Math.round(head.getBoundingClientRect().right - words.right);
        }),
      );
    for (const [width, filter] of [[1440, ""], [1440, "distribution"], [1280, "*"], [768, "distribution"]] as const) {
      await page.setViewportSize({ width, height: 900 });
      await app.filter().fill(filter);
      await expect.poll(async () => Math.min(...(await room())), { message: `${width} ${filter}` }).toBeGreaterThanOrEqual(4);
    }
  });
});

test.describe("with ten thousand buckets on a phone", () => {
  test.use({ flags: ["--scale", "10000"] });

  test("description, review and create are within two screens", async ({ app, page }) => {
    test.slow();
    await page.setViewportSize({ width: 390, height: 844 });
    await app.signInWithToken();
    await app.openNewToken();
    const top = (selector: string) => page.locator(selector).evaluate((one) => one.getBoundingClientRect().top + scrollY);
    expect(await top("input[name=description]")).toBeLessThan(2 * 844);
    expect(await top("#review-heading")).toBeLessThan(2 * 844);
    await expect(page.locator(".reviewbar").getByRole("button", { name: "Create" })).toBeInViewport();
    const [box] = [await page.locator(".columnhead").first().boundingBox()];
    expect(Math.min(box!.width, box!.height), "the whole head is the target").toBeGreaterThanOrEqual(44);
  });
});

test("at 400 % zoom everything is reached, and what sticks leaves half of the height", async ({ app, page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await app.signInWithToken();
  await app.openNewToken();
  await app.tick("Read", "_monitoring");
  const stuck = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((one) => ["sticky", "fixed"].includes(getComputedStyle(one).position) && !one.closest(".grid, .vh"))
      .map((one) => one.getBoundingClientRect())
      .filter(({ top, bottom }) => bottom > 0 && top < innerHeight)
      .reduce((sum, { height }) => sum + height, 0),
  );
  expect(stuck).toBeLessThanOrEqual(128);
  const create = page.getByRole("button", { name: "Create", exact: true });
  await create.scrollIntoViewIfNeeded();
  await expect(create).toBeInViewport();
  await create.click();
  await expect(app.dialog).toBeVisible();
  // By wheel, as a mouse or a finger scrolls: the dialog moves as a whole.
  await page.mouse.move(160, 128);
  const close = app.dialog.getByRole("button", { name: "Copy and close" });
  for (let turn = 0; turn < 40 && !(await inSight(close)); turn++) await page.mouse.wheel(0, 200);
  await expect(close).toBeInViewport({ ratio: 1 });
});

async function inSight(one: import("@playwright/test").Locator): Promise<boolean> {
  return one.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}
