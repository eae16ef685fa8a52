// Automatic findings about accessibility: none is allowed, in no state, theme or width.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Everything is looked for in the first theme; the second one changes colours, and nothing but colours. */
const EVERYTHING = {
  runOnly: { type: "tag", values: TAGS },
  rules: { "target-size": { enabled: true }, "label-content-name-mismatch": { enabled: true } },
};
const COLOURS = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

const WIDTHS = [1440, 320];

/** Looks at the page as it is, and puts nothing right. */
export async function findings(page: Page, wanted: object = EVERYTHING): Promise<string[]> {
  // The policy lets no inline script in; the debugger's own evaluation is not subject to it.
  // Axe takes a page that paints no ground for white, also where the browser paints a dark one.
  await page.evaluate(() => {
    const [root, body] = [document.documentElement, document.body];
    const isBare = [root, body].every((element) => getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)");
    if (isBare) root.style.backgroundColor = "Canvas";
  });
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(`(() => { ${source} })()`);
  return page.evaluate(async (wanted) => {
    // What lies behind a modal dialog can't be reached, and is looked at where it can.
    const shown = document.activeElement?.closest("dialog:modal") ?? document;
    const { violations } = await (window as any).axe.run(shown, {
      ...wanted,
      preload: false,
      resultTypes: ["violations"],
    });
    // Axe reads decoration that is hidden from screen readers as part of the label, which nobody would say.
    const label = (element: Element): string =>
      [...element.childNodes]
        .map((node) => (node instanceof Element ? (node.matches("[aria-hidden=true], svg") ? "" : label(node)) : node.textContent))
        .join(" ");
    const words = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean).join(" ");
    const isNamedByLabel = ({ target }: any) => {
      const element = document.querySelector(target[0])!;
      return words(element.getAttribute("aria-label") ?? "").includes(words(label(element)));
    };
    // A target may just have been scrolled to the edge of a bar that stays; what counts is whether it is ever large enough.
    const isLargeInTheMiddle = async ({ target }: any) => {
      document.querySelector(target[0])!.scrollIntoView({ block: "center" });
      const again = await (window as any).axe.run(target[0], { runOnly: { type: "rule", values: ["target-size"] }, preload: false });
      return again.violations.length === 0;
    };
    const found: string[] = [];
    for (const rule of violations) {
      for (const node of rule.nodes) {
        if (rule.id === "label-content-name-mismatch" && isNamedByLabel(node)) continue;
        if (rule.id === "target-size" && (await isLargeInTheMiddle(node))) continue;
        found.push(`${rule.id}: ${node.target.join(" ")} ${node.failureSummary}`);
      }
    }
    return found;
  }, wanted);
}

/** No findings in both themes, in a wide window and in one of 320 px; the page is left as wide as it was. */
export async function expectAccessible(page: Page): Promise<void> {
  const before = page.viewportSize()!;
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: before.height });
    for (const [colorScheme, wanted] of [["light", EVERYTHING], ["dark", COLOURS]] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expectNoSidewaysScroll(page);
      expect.soft(await findings(page, wanted), `findings at ${width} px, ${colorScheme}`).toEqual([]);
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  await page.setViewportSize(before);
}

/** All that is wider than the window is a part that scrolls by itself, never the page. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overhang = () => page.evaluate(() => document.scrollingElement!.scrollWidth - window.innerWidth);
  await expect.poll(overhang, `how far the page is wider than ${page.viewportSize()!.width} px`).toBeLessThanOrEqual(0);
}
