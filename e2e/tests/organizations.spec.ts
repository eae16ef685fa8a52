// Another organization: a menu where there are few, a search where nobody reads them all.

import type { Page } from "@playwright/test";
import { expectAccessible, findings } from "../support/axe";
import { STORIES } from "../support/console";
import type { Sandbox } from "../support/sandbox";
import { expect, test } from "../support/test";

const matching = (page: Page) => page.getByRole("listbox", { name: "Matching organizations" }).getByRole("option");
const search = (page: Page) => page.getByRole("combobox", { name: "Find an organization" });

/** As many organizations as no server of a test should have to store; the real ones are among them. */
async function tenThousand(page: Page, sandbox: Sandbox): Promise<void> {
  const real = (await sandbox.state()).orgs.map(({ id, name }) => ({ id, name }));
  const more = Array.from({ length: 10_000 - real.length }, (_, n) => ({
    id: (0xaaaa_0000_0000_0000n + BigInt(n)).toString(16),
    name: `customer ${String(n).padStart(5, "0")}`,
  }));
  const all = [...more.slice(0, 5_000), ...real, ...more.slice(5_000)];
  await page.route("**/api/v2/orgs?*", (route) => {
    const query = new URL(route.request().url()).searchParams;
    if (query.has("userID")) return route.continue();
    const [offset, limit] = [Number(query.get("offset") ?? 0), Number(query.get("limit") ?? 20)];
    return route.fulfill({ json: { links: {}, orgs: all.slice(offset, offset + limit) } });
  });
}

test("a few are in a menu", async ({ app, page }) => {
  await app.signInWithToken();
  await app.organization.click();
  await expect(page.getByRole("menuitemradio")).toHaveCount(2);
});

test("many are found by a part of their name, by keyboard, from the bar and from the form", async ({ app, page, sandbox }) => {
  for (let n = 1; n <= 20; n++) await sandbox.api("POST", "/api/v2/orgs", { name: `site ${n}` });
  await app.open();
  await app.tryToken(sandbox.token);
  await expect(app.organization).toBeVisible();
  await app.organization.focus();
  await page.keyboard.press("Enter");
  await expect(search(page)).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type("site 17");
  await expect(matching(page)).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(app.organization).toHaveAccessibleName("Organization: site 17");
  await expect(search(page)).toBeHidden();

  await app.openNewToken();
  const inForm = app.main.getByRole("button", { name: "Organization: site 17" });
  await inForm.click();
  await search(page).fill("*plants");
  await expect(matching(page)).toHaveText([new RegExp(STORIES)]);
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(app.main.getByRole("button", { name: `Organization: ${STORIES}` })).toBeVisible();
});

test("Esc leaves the search, and the focus is on its button", async ({ app, page, sandbox }) => {
  for (let n = 1; n <= 20; n++) await sandbox.api("POST", "/api/v2/orgs", { name: `site ${n}` });
  await app.open();
  await app.tryToken(sandbox.token);
  const before = (await app.organization.textContent())!;
  await app.organization.click();
  await search(page).fill("nobody");
  await expect(page.getByText("No organization matches.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(search(page)).toBeHidden();
  await expect(app.organization).toBeFocused();
  await expect(app.organization).toHaveText(before);
});

test("ten thousand are never drawn, and the right one is a word away", async ({ app, page, sandbox }) => {
  test.slow();
  await tenThousand(page, sandbox);
  await app.open();
  await app.tryToken(sandbox.token);
  await expect(app.organization).toBeVisible();
  await app.organization.click();
  await expect(page.getByText("9,950 more match. Type to narrow them down.")).toBeVisible();
  expect(await matching(page).count()).toBeLessThanOrEqual(50);
  await search(page).fill("lab");
  await page.keyboard.press("Enter");
  await expect(app.organization).toHaveAccessibleName("Organization: brackwater-lab");
  await app.openNewToken();
  expect(await page.locator("option").count(), "no list of all of them in the form").toBeLessThan(100);
});
