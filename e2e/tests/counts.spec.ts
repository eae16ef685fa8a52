// What the page asks for and holds, as counts: they are the same on every machine, so that a change that makes the page
// slower is told where times could not. docs/PERFORMANCE.md has the times.

import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { ANSWER_TAKES, depthOf, ownRequests } from "../support/depth";
import { PART, PartFiles } from "../support/parts";
import { TOKENS } from "../support/sandbox";

/** What is wanted, and what there is today of that for which no goal was set: it may only shrink. */
const MOST = {
  /** Requests one after another until the list is asked for, that for the list included. */
  deep: 2,
  /** Requests until the list is there, of a kept session. */
  untilList: 7,
  /** Requests for a form whose list is there: one page of buckets, and the counts of all other types. */
  form: 14,
  /** Files of the program until the form is there with the reader of pasted texts: some are what parts have in common. */
  formFiles: 13,
  /** Elements of the page with ten thousand rows. */
  elements: 1_500,
  /** Share of the elements in rows that are made anew when each shows another token: another kind, other grants. */
  made: 0.15,
  /** The page's own files, and their bytes over the network as Brotli, with headers. */
  files: 6,
  bytes: 550_000,
};

/** What a browser asks for by itself, whenever it likes. */
const ICON = "/favicon.svg";

const elements = (page: Page) => page.evaluate(() => document.querySelectorAll("*").length);

test("a kept session asks for the list as its second request, and for little else", async ({ app, page, sandbox }) => {
  await app.signInWithPassword();
  await expect(app.list).toBeVisible();
  await sandbox.fail("/api/v2/*", { kind: "delay", ms: ANSWER_TAKES }, { times: 99 });
  await page.reload();
  await expect(app.list).toBeVisible();
  const asked = await ownRequests(page);
  const told = asked.map(({ path, query, begun, answered }) => `${Math.round(begun)}–${Math.round(answered)} ${path}${query}`).join("\n");
  expect(depthOf(asked, TOKENS), told).toBeLessThanOrEqual(MOST.deep);
  const list = asked.find(({ path, query }) => path === TOKENS && query.includes("orgID="))!;
  expect(asked.filter(({ begun }) => begun <= list.answered).length, told).toBeLessThanOrEqual(MOST.untilList);
});

test("the sign-in page is few files and few bytes", async ({ app, page }) => {
  await app.open();
  const files = await page.evaluate(() =>
    (performance.getEntries().filter(({ entryType }) => /^(navigation|resource)$/.test(entryType)) as PerformanceResourceTiming[]).map(
      ({ name, transferSize }) => ({ name: new URL(name).pathname, bytes: transferSize }),
    ),
  );
  const own = files.filter(({ name }) => !name.startsWith("/api/") && name !== ICON);
  const told = JSON.stringify(own, null, 1);
  expect(own.reduce((sum, { bytes }) => sum + bytes, 0), told).toBeLessThanOrEqual(MOST.bytes);
  expect(new Set(own.map(({ name }) => name)).size, told).toBeLessThanOrEqual(MOST.files);
});

test("opening the form asks once for each type", async ({ app, page }) => {
  // From the start: on a busy machine those of the form come before or after one goes there.
  const files = new PartFiles(page).asked;
  await app.signInWithToken();
  await expect(app.list).toBeVisible();
  // The last that is found out as a session begins.
  await expect(page.getByRole("button", { name: /^Your access/ })).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname !== ICON && !PART.test(pathname)) asked.push(`${request.method()} ${pathname}${search}`);
  });
  const reader = page.getByRole("button", { name: /^Paste a command/ });
  await app.openNewToken();
  await app.typesAreCounted();
  await reader.click();
  await expect(page.getByRole("dialog").getByLabel("Your text")).toBeFocused();
  expect(asked.length, asked.join("\n")).toBeLessThanOrEqual(MOST.form);
  expect(files.length, files.join("\n")).toBeLessThanOrEqual(MOST.formFiles);
  for (const all of [asked, files]) expect(new Set(all).size, "nothing is asked twice").toBe(all.length);
});

test.describe("with ten thousand of each", () => {
  test.use({ flags: ["--scale", "10000"] });

  test("the list and the matrix hold a screenful of elements", async ({ app, page }) => {
    await app.signInWithToken();
    await expect(app.list).toBeVisible();
    expect(await elements(page), "the list").toBeLessThanOrEqual(MOST.elements);
    await app.openNewToken();
    await expect(app.tickOf("Read", "_monitoring")).toBeVisible();
    await app.headOf("Read").check();
    expect(await elements(page), "the matrix").toBeLessThanOrEqual(MOST.elements);
  });

  test("rows are made once and show one token after another", async ({ app, page }) => {
    await app.signInWithToken();
    await expect(app.list).toBeVisible();
    const indices = () => app.list.locator("[role=row][aria-rowindex]").evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("aria-rowindex"))));
    const scrollTo = async (share: number, least: number) => {
      await app.list.evaluate((list, share) => (list.parentElement!.scrollTop = list.scrollHeight * share), share);
      await expect.poll(async () => Math.max(...(await indices()))).toBeGreaterThan(least);
    };
    // As many as a screen has room for in the middle of the list, where there are some on both sides of it: those come once
    // the list stands still.
    await scrollTo(0.1, 900);
    const out = (side: "above" | "below") =>
      app.list.locator(".rows__at").evaluateAll(
        (rows, side) => {
          const box = rows[0].closest(".tablewrap")!.getBoundingClientRect();
          return rows.filter((row) => (side === "above" ? row.getBoundingClientRect().bottom < box.top : row.getBoundingClientRect().top > box.bottom)).length;
        },
        side,
      );
    for (const side of ["above", "below"] as const) await expect.poll(() => out(side)).toBeGreaterThan(4);
    await page.evaluate(() => document.querySelectorAll(".rows__at, .rows__at *").forEach((element) => element.setAttribute("data-known", "")));
    for (const share of [0.3, 0.5, 0.7]) await scrollTo(share, 10_000 * share * 0.9);
    expect(await page.locator(".rows__at:not([data-known])").count(), "rows that are new").toBe(0);
    const made = await page.locator(".rows__at :not([data-known])").count();
    expect(made / (await page.locator(".rows__at *").count()), "share of what is in them that is new").toBeLessThan(MOST.made);
    const shown = await indices();
    expect(shown, "in the order of the list").toEqual([...shown].sort((a, b) => a - b));
  });

  test("another search fills the rows that are there, those beyond the edge too", async ({ app, page }) => {
    await app.signInWithToken();
    await expect(app.list).toBeVisible();
    const rows = app.list.locator(".rows__at");
    const outOfSight = () => rows.evaluateAll((all) => all.filter((row) => row.getBoundingClientRect().top > row.closest(".tablewrap")!.getBoundingClientRect().bottom).length);
    await expect.poll(outOfSight).toBeGreaterThan(4);
    await app.list.evaluate((list) => {
      const observer = new MutationObserver((changes) => {
        const left = changes.flatMap(({ removedNodes }) => [...removedNodes]).filter((node) => node instanceof Element && node.matches(".rows__at"));
        if (left.length) list.setAttribute("data-left", "");
      });
      observer.observe(list, { childList: true, subtree: true });
    });
    for (const [search, status] of [["status:inactive", "Inactive"], ["status:active", "Active"]]) {
      await app.search.fill(search);
      await expect.poll(() => rows.locator(".x-status").allInnerTexts().then((all) => [...new Set(all)])).toEqual([status]);
    }
    expect(await outOfSight(), "rows beyond the edge").toBeGreaterThan(4);
    await expect(app.list, "no row was taken out for it").not.toHaveAttribute("data-left");
    const shown = await rows.evaluateAll((all) => all.map((row) => Number(row.getAttribute("data-index"))));
    expect(shown, "in the order of the list").toEqual(shown.map((_, at) => at));
  });
});
