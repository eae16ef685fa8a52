// Every screen in three widths and both themes, and a focus that is always in sight.

import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectNoSidewaysScroll, findings } from "../support/axe";
import type { Console } from "../support/console";

/** Every screen of the main job, and the way to it. */
const SCREENS: [string, (app: Console) => Promise<void>][] = [
  ["sign-in", (app) => app.open()],
  [
    "list",
    async (app) => {
      await app.signInWithToken();
      await expect(app.list).toBeVisible();
    },
  ],
  [
    "form",
    async (app) => {
      await app.signInWithToken();
      await app.fillIn();
    },
  ],
  ["secret", async (app) => void (await app.reveal())],
  [
    "an address that leads nowhere",
    async (app) => {
      await app.signInWithToken();
      await app.page.evaluate(() => {
        location.hash = "#/nowhere";
      });
      await expect(app.page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
    },
  ],
];

for (const [name, go] of SCREENS) {
  test.describe(`the screen: ${name}`, () => {
    test("fits into 320, 768 and 1440 pixels in both themes", async ({ app, page }) => {
      await go(app);
      for (const width of [320, 768, 1440]) {
        for (const colorScheme of ["light", "dark"] as const) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await expectNoSidewaysScroll(page);
          expect.soft(await findings(page), `findings at ${width} px, ${colorScheme}`).toEqual([]);
        }
      }
    });

    test("can be used with forced colours and without motion", async ({ app, page }) => {
      await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
      await go(app);
      expect(await findings(page)).toEqual([]);
      const moving = await page.evaluate(() => {
        const long = (one: Animation) => Number(one.effect?.getComputedTiming().duration) > 10;
        return document.getAnimations().filter((one) => one.playState === "running" && long(one)).length;
      });
      expect(moving, "animations that run all the same").toBe(0);
    });

    test("stays whole with the text spacing that readers may set", async ({ app, page }) => {
      await go(app);
      await page.setViewportSize({ width: 320, height: 800 });
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
            "p { margin-block-end: 2em !important }",
        );
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      });
      await expectNoSidewaysScroll(page);
    });
  });
}

test.describe("the focus", () => {
  test("skips to the content", async ({ app, page }) => {
    await app.signInWithToken();
    await expect(app.list).toBeVisible();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const skip = page.getByRole("link", { name: "Skip to content" });
    await skip.focus();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(app.main).toBeFocused();
    await expect(page, "the address is the place in the app").not.toHaveURL(/#main$/);
  });

  for (const width of [320, 768, 1440]) {
    test(`is never hidden below something else on its way through the form at ${width} px`, async ({ app, page }) => {
      await page.setViewportSize({ width, height: 700 });
      await app.signInWithToken();
      await app.openNewToken();
      await walk(page, 70);
    });

    test(`is never hidden on its way through the list at ${width} px`, async ({ app, page }) => {
      await page.setViewportSize({ width, height: 700 });
      await app.signInWithToken();
      await expect(app.list).toBeVisible();
      await app.list.locator('[tabindex="0"]').focus();
      for (let step = 0; step < 25; step++) {
        await page.keyboard.press("ArrowDown");
        expect(await hidden(page), `after ${step + 1} arrows down`).toBe("");
      }
      for (let step = 0; step < 25; step++) {
        await page.keyboard.press("ArrowUp");
        expect(await hidden(page), `after ${step + 1} arrows up`).toBe("");
      }
    });
  }

  for (const [width, height] of [[320, 720], [320, 480], [390, 844]] as const) {
    test(`is never below the bar for many tokens at ${width} × ${height} px`, async ({ app, page }) => {
      await page.setViewportSize({ width, height });
      await app.signInWithToken();
      await app.list.locator('[tabindex="0"]').focus();
      await page.keyboard.press("Control+a");
      const bar = page.getByRole("region", { name: "Selected tokens" });
      await expect(bar).toBeVisible();
      for (let step = 0; step < 12; step++) {
        await page.keyboard.press("ArrowDown");
        // A row that was out of sight is brought there with the next picture.
        const above = async () => {
          const row = (await page.locator("[role=row]:focus-within").boundingBox())!;
          return (await bar.boundingBox())!.y - row.y - row.height;
        };
        await expect.poll(above, { message: `after ${step + 1} arrows down` }).toBeGreaterThanOrEqual(0);
      }
    });
  }

  test("in a part that goes away takes nothing else with it", async ({ app, page }) => {
    await app.signInWithToken();
    await app.openNewToken();
    for (const inside of [app.tickOf("Read", "_monitoring"), app.filter(), app.description]) {
      await inside.focus();
      await page.goBack();
      await expect(app.list).toBeVisible();
      await app.list.locator('[tabindex="0"]').focus();
      await page.goForward();
      await expect(app.grid()).toBeVisible();
    }
    await page.getByRole("button", { name: "Your access Operator" }).click();
    await page.keyboard.press("Escape");
    await app.organization.click();
    await page.getByRole("menuitemradio", { name: "brackwater-lab" }).click();
    await expect(app.organization).toHaveAccessibleName("Organization: brackwater-lab");
    await app.account.click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(app.signInHeading).toBeVisible();
    await expect(app.tokenField).toBeVisible();
  });

  test("is seen: every stop has an outline of at least two pixels", async ({ app, page }) => {
    await app.signInWithToken();
    await app.openNewToken();
    for (let step = 0; step < 30; step++) {
      await page.keyboard.press("Tab");
      const ring = await page.evaluate(() => {
        const element = document.activeElement;
        if (!(element instanceof HTMLElement) || element === document.body) return null;
        // A ring may be drawn around the part that holds a bare control, or on what stands for it.
        const around = [element, element.closest("label, .affix, .search, .seg, .cell"), element.nextElementSibling];
        const rings = () =>
          around.map((one) => {
            if (!one) return "none";
            const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
            return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 ? "outline" : boxShadow;
          });
        const focused = rings();
        element.blur();
        const blurred = rings();
        element.focus();
        return { name: element.outerHTML.slice(0, 120), seen: focused.some((ring, index) => ring !== blurred[index]) };
      });
      if (ring) expect(ring.seen, ring.name).toBe(true);
    }
  });
});

test.describe("the theme", () => {
  test("follows the device until one is chosen, and is remembered", async ({ app, page }) => {
    await page.emulateMedia({ colorScheme: "light" });
    await app.signInWithToken();
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(ground).not.toBe(light);
    const dark = await ground();
    await page.getByRole("radio", { name: "Light theme" }).check();
    await expect.poll(ground).toBe(light);
    await page.reload();
    await expect(app.signInHeading).toBeVisible();
    expect(await ground()).toBe(light);
    await app.signInWithToken();
    await page.getByRole("radio", { name: "Theme of this device" }).check();
    await expect.poll(ground).toBe(dark);
  });
});

/** Tabs through the page; whatever takes the focus must not lie below something else. */
async function walk(page: Page, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) {
    await page.keyboard.press("Tab");
    expect(await hidden(page), `after ${step + 1} times Tab`).toBe("");
  }
}

/** What covers the focused element wholly, or that it is out of sight; empty if it can be seen. */
function hidden(page: Page): Promise<string> {
  return page.evaluate(async () => {
    // Scrolling into view takes effect with the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const element = document.activeElement;
    if (!element || element === document.body) return "";
    const box = element.getBoundingClientRect();
    const shares = [0.1, 0.5, 0.9];
    const points = shares.flatMap((x) => shares.map((y) => [box.left + box.width * x, box.top + box.height * y]));
    const inside = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    const name = element.outerHTML.slice(0, 120);
    if (!inside.length) return `${name} is out of sight at ${Math.round(box.left)}, ${Math.round(box.top)}`;
    const over = inside.map(([x, y]) => document.elementFromPoint(x, y));
    const own = (one: Element | null) =>
      one && (element.contains(one) || one.contains(element) || one.closest("label")?.contains(element));
    if (over.some(own)) return "";
    return `${name} lies below ${over[0]?.outerHTML.slice(0, 120)}`;
  });
}
