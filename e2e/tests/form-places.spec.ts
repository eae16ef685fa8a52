// Where things stand in the form: beside what they belong to, whole, and in the order in which one reaches them.

import type { Locator, Page } from "@playwright/test";
import type { Sandbox } from "../support/sandbox";
import { expect, test } from "../support/test";

const lines = (one: Locator) =>
  one.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const parts = [...range.getClientRects()].filter((part) => part.width > 1);
    // A part that begins below all that was there before begins a line.
    return parts.reduce(([count, end], { top, bottom }) => (top >= end - 2 ? [count + 1, bottom] : [count, Math.max(end, bottom)]), [0, -Infinity])[0];
  });

/** How much room is left around the words of something, in pixels. */
const margin = (one: Locator) =>
  one.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const [words, box] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
    return Math.min(words.left - box.left, box.right - words.right, words.top - box.top, box.bottom - words.bottom);
  });

async function longBuckets(sandbox: Sandbox): Promise<string[]> {
  const orgID = await sandbox.org("brackwater-plants");
  const names = [1, 2].map((n) => `distribution/pressure-sensor-hall-north-of-the-river-0000${n}`);
  for (const name of names) await sandbox.api("POST", "/api/v2/buckets", { orgID, name, retentionRules: [] });
  return names;
}

test("organization, owner and status are three labels and one part of the page", async ({ app, page }) => {
  await app.signInWithToken();
  await app.openNewToken();
  const part = page.getByRole("region", { name: "Organization, owner and status", exact: true });
  await expect(part.getByRole("combobox", { name: "Organization" })).toBeVisible();
  await expect(part.getByRole("group", { name: "Owner" })).toBeVisible();
  await expect(part.getByRole("group", { name: "Status" })).toBeVisible();
});

for (const width of [1440, 390]) {
  test(`the field for another user is the next stop behind the choice at ${width} px`, async ({ app, page }) => {
    await page.setViewportSize({ width, height: 844 });
    await app.signInWithToken();
    await app.openNewToken();
    const change = page.getByRole("button", { name: /Change/ });
    if (await change.isVisible()) await change.click();
    const choice = page.getByRole("radio", { name: "Another user" });
    await choice.check();
    const field = page.getByRole("combobox", { name: "User who owns the token" });
    await expect(field).toBeVisible();
    await choice.focus();
    await page.keyboard.press("Tab");
    await expect(field).toBeFocused();
    const status = page.getByRole("group", { name: "Status" });
    if (width < 720) {
      expect((await field.boundingBox())!.y, "in sight in the same order").toBeLessThan((await status.boundingBox())!.y);
    }
  });
}

test("the three ways to grant a type stand in one line each, with room around their words", async ({ app, page }) => {
  await app.signInWithToken();
  await app.openNewToken();
  await app.openType("Telegraf configurations");
  for (const width of [1440, 1280, 1024, 768]) {
    await page.setViewportSize({ width, height: 900 });
    for (const label of await app.reach("Read").locator("label > span").all()) {
      expect(await lines(label), `lines of "${await label.textContent()}" at ${width} px`).toBe(1);
      expect(await margin(label), `room around "${await label.textContent()}" at ${width} px`).toBeGreaterThanOrEqual(3);
    }
  }
});

test("what the request is shown as is plain in any line of its tabs", async ({ app, page }) => {
  await app.signInWithToken();
  await app.fillIn();
  const tabs = app.review.getByRole("tablist", { name: "Show the request as" }).getByRole("tab");
  const look = (tab: Locator) => tab.evaluate((one) => [getComputedStyle(one).borderColor, getComputedStyle(one).backgroundColor].join());
  const others = await look(tabs.first());
  for (const tab of await tabs.all()) {
    await tab.click();
    await page.mouse.move(0, 0);
    await expect.poll(() => look(tab), { message: `${await tab.textContent()}` }).not.toBe(others);
    expect(await lines(tab)).toBe(1);
  }
});

test("names that begin alike are told apart in the review, each with its id below", async ({ app, page, sandbox }) => {
  const names = await longBuckets(sandbox);
  await app.signInWithToken();
  await app.openNewToken();
  await app.filter().fill(names[0].slice(0, -1));
  await app.headOf("Read").check();
  const rows = app.review.getByRole("listitem").filter({ hasText: "distribution/" });
  await expect(rows).toHaveCount(2);
  for (const [n, name] of names.entries()) {
    const row = rows.nth(n);
    const words = row.getByText(name, { exact: true });
    await words.scrollIntoViewIfNeeded();
    await expect(words).toBeInViewport({ ratio: 1 });
    const id = row.getByText(/^[0-9a-f]{16}$/);
    expect((await id.boundingBox())!.y).toBeGreaterThanOrEqual(await bottom(words));
  }
});

test("names that begin alike are told apart in the matrix and in the panes", async ({ app, page, sandbox }) => {
  const names = await longBuckets(sandbox);
  await app.signInWithToken();
  await app.openNewToken();
  const cut = (name: string, within: Locator) =>
    within.getByText(name, { exact: true }).evaluate((text) => {
      const holder = text.closest(".obj__name, .pane__name")!;
      return holder.scrollHeight - holder.clientHeight;
    });
  for (const width of [1440, 1366, 1280]) {
    await page.setViewportSize({ width, height: 768 });
    for (const name of names) {
      await app.filter().fill(name);
      expect(await cut(name, app.grid()), `${name} at ${width} px`).toBeLessThanOrEqual(2);
    }
  }
  await app.filter().fill("");
  await app.startFrom("Read/write buckets");
  await page.getByRole("textbox", { name: "Search buckets to read" }).fill("river-00002");
  expect(await cut(names[1], page.getByRole("grid", { name: "Buckets to read" }))).toBeLessThanOrEqual(2);
});

test("no field tells an example that only the demo data has", async ({ app, page }) => {
  await app.signInWithToken();
  await app.openNewToken();
  const hints = () => page.locator("input[placeholder]").evaluateAll((all) => all.map((one) => (one as HTMLInputElement).placeholder).join());
  expect(await hints()).not.toMatch(/plant|brackwater/);
  await app.startFrom("Read/write buckets");
  await expect(page.getByRole("textbox", { name: "Search buckets to read" })).toBeVisible();
  expect(await hints()).not.toMatch(/plant|brackwater/);
});

test("every preset fits into the narrowest phone", async ({ app, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await app.signInWithToken();
  await app.openNewToken();
  await app.startFrom("Read/write buckets");
  const chosen = page.getByRole("toolbar", { name: "Start from" }).getByRole("button", { name: "Read/write buckets" });
  expect(await margin(chosen)).toBeGreaterThanOrEqual(4);
});

async function bottom(one: Locator): Promise<number> {
  const { y, height } = (await one.boundingBox())!;
  return y + height - 2;
}
