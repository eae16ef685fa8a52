// With colours that the system chooses: what is selected, ticked and focused is seen, and can be read.

import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test";

const SELECTED = '[aria-current], [aria-selected="true"], [aria-pressed="true"], input:checked + .seg__label, .tick:checked';

/** The parts of what is selected that differ too little from what they stand on, each with its contrast. */
async function unreadable(page: Page): Promise<string[]> {
  return page.evaluate((selected) => {
    type Rgb = [number, number, number, number];
    const rgb = (text: string): Rgb => {
      const [r, g, b, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
      return [r, g, b, a];
    };
    const light = ([r, g, b]: Rgb) => {
      const part = (value: number) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
      return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    };
    const ground = (element: Element): Rgb => {
      for (let one: Element | null = element; one; one = one.parentElement) {
        const colour = rgb(getComputedStyle(one).backgroundColor);
        if (colour[3] > 0.5) return colour;
      }
      return [255, 255, 255, 1];
    };
    const found: string[] = [];
    for (const whole of document.querySelectorAll(selected)) {
      if (whole.getClientRects().length === 0 || !whole.closest("main, nav, header, aside, dialog")) continue;
      for (const part of [whole, ...whole.querySelectorAll("*")]) {
        const isDrawn = part === whole || part.tagName === "svg" || [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim());
        if (!isDrawn || part.getClientRects().length === 0) continue;
        const [one, other] = [light(rgb(getComputedStyle(part).color)), light(ground(part))];
        const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        if (contrast < 4.5) found.push(`${contrast.toFixed(1)}: ${part.outerHTML.slice(0, 120)}`);
      }
    }
    return found;
  }, SELECTED);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`what is selected can be read on the system's ${colorScheme} colours`, async ({ app, page }) => {
    await page.emulateMedia({ forcedColors: "active", colorScheme, reducedMotion: "reduce" });
    await app.signInWithToken();
    await page.getByRole("button", { name: /^Operator/ }).first().click();
    await expect(app.list).toBeVisible();
    expect(await unreadable(page)).toEqual([]);
    await app.openNewToken();
    await app.tick("Read", "audit");
    await app.openType("Tasks");
    await app.grantAll("Read");
    expect(await page.locator(SELECTED).count(), "there is much to judge").toBeGreaterThan(8);
    expect(await unreadable(page)).toEqual([]);
    await app.startFrom("Grafana reader");
    expect(await unreadable(page)).toEqual([]);
    await app.openType("Buckets");
    await app.tick("Read", "audit");
    await app.create();
    expect(await unreadable(page)).toEqual([]);
    await app.stored.check();
  });

  test(`ticks and the focus are seen on the system's ${colorScheme} colours`, async ({ app, page }) => {
    await page.emulateMedia({ forcedColors: "active", colorScheme, reducedMotion: "reduce" });
    await app.signInWithToken();
    const rows = app.list.getByRole("row").filter({ has: page.getByText("Active", { exact: true }) });
    const [chosen, opened, other] = [rows.nth(0), rows.nth(1), rows.nth(2)];
    await chosen.getByRole("checkbox").check();
    await opened.getByRole("rowheader").click();
    await expect(opened).toHaveAttribute("aria-current", "true");
    const ground = (part: Locator) => part.evaluate((one) => getComputedStyle(one).backgroundColor);
    const boxes = await Promise.all([chosen, other, app.list.getByRole("columnheader")].map((place) => ground(place.getByRole("checkbox"))));
    expect(boxes[0], "a row is seen to be ticked").not.toBe(boxes[1]);
    expect(boxes[0], "as the box over all is").toBe(boxes[2]);
    const disc = await ground(other.locator(".status__shape"));
    expect(disc).not.toBe(await ground(page.locator("body")));
    for (const row of [chosen, opened]) expect(await ground(row.locator(".status__shape")), "the status has its disc").toBe(disc);
    await app.openNewToken();
    await app.tick("Read", "audit");
    const look = (name: string) =>
      app.tickOf("Read", name).evaluate((tick) => {
        const { backgroundColor, borderTopWidth } = getComputedStyle(tick);
        return { backgroundColor, border: parseFloat(borderTopWidth) };
      });
    const [empty, ticked] = [await look("hosts"), await look("audit")];
    expect(empty.border, "an empty one has an edge").toBeGreaterThan(0);
    expect(ticked.backgroundColor).not.toBe(empty.backgroundColor);
    for (let step = 0; step < 25; step++) {
      await page.keyboard.press("Tab");
      const ring = await page.evaluate(() => {
        const text = getComputedStyle(document.documentElement).color;
        const element = document.activeElement!;
        const around = [element, element.closest("label, .affix, .search, .seg, .cell"), element.nextElementSibling];
        const drawn = around.map((one) => one && getComputedStyle(one)).filter((one) => one && one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2);
        return { text, name: element.outerHTML.slice(0, 120), colours: drawn.map((one) => one!.outlineColor), away: element === document.body };
      });
      if (!ring.away) expect(ring.colours, ring.name).toContain(ring.text);
    }
  });
}
