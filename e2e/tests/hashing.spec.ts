// What hashing all tokens would mean, counted: who is shown values still, and who would miss them.

import { expectAccessible } from "../support/axe";
import { ELSEWHERE } from "../support/console";
import { expect, test } from "../support/test";
import { type Sandbox, TOKENS } from "../support/sandbox";

/** The tokens of the organization that a list shows with their values, as the server itself sends them. */
async function shown(sandbox: Sandbox): Promise<{ id: string; token: string }[]> {
  const org = await sandbox.org("brackwater-plants");
  const { authorizations } = await sandbox.api("GET", `${TOKENS}?orgID=${org}`);
  return authorizations.filter((one: { token: string }) => one.token !== "");
}

for (const [profile, when] of [
  ["oss-2.9-unhashed", "Hashing is switched off on this server"],
  ["oss-2.7", "This version can’t hash tokens"],
] as const) {
  test.describe(profile, () => {
    test.use({ flags: ["--profile", profile] });

    test("the values that the server still shows are counted, and never shown", async ({ app, page, sandbox }) => {
      const values = await shown(sandbox);
      await app.signInWithToken();
      await page.getByRole("button", { name: "What hashing would mean" }).click();
      await expect(page.getByRole("heading", { name: "Ready for hashing" })).toBeFocused();
      const facts = page.getByRole("list", { name: "Counted" }).getByRole("listitem");
      await expect(facts.first()).toContainText(`${values.length} values that the server still shows`);
      await expect(app.main).toContainText(when);
      await expect(app.notice("There is no way back")).toBeVisible();
      await expectAccessible(page);
      const content = await page.content();
      expect(values.filter(({ token }) => content.includes(token))).toEqual([]);
      // Each leads to its token.
      const list = page.getByRole("list", { name: "Tokens with a value" });
      const first = list.getByRole("link").first();
      await first.click();
      await expect(page).toHaveURL(/#\/tokens\/[0-9a-f]{16}$/);
      await expect(page.getByRole("button", { name: "Close details" })).toBeVisible();
    });

    test("a token that reads values is named, and is not once it is off", async ({ app, page, sandbox }) => {
      const orgID = await sandbox.org("brackwater-plants");
      const userID = await sandbox.userId("jonas.feld");
      const { id } = await sandbox.make("looks tokens up", [
        { action: "read", resource: { type: "authorizations", orgID } },
        { action: "read", resource: { type: "users", id: userID } },
      ]);
      await sandbox.make("to be looked up", [{ action: "read", resource: { type: "orgs", id: orgID } }], { userID });
      await app.signInWithToken();
      await page.goto("./#/hashing");
      const readers = page.getByRole("list", { name: "Tokens that read values" });
      await expect(readers.getByRole("link", { name: "looks tokens up" })).toBeVisible();
      await sandbox.api("PATCH", `${TOKENS}/${id}`, { status: "inactive" });
      await app.goToList();
      await page.getByRole("button", { name: "Load the list again" }).click();
      await page.getByRole("button", { name: "What hashing would mean" }).click();
      await expect(page.getByRole("list", { name: "Tokens with a value" })).toBeVisible();
      await expect(readers.getByRole("link", { name: "looks tokens up" })).toHaveCount(0);
    });
  });
}

test("a server that hashes has nothing left to do, and the list does not lead here", async ({ app, page }) => {
  await app.signInWithToken();
  await expect(page.getByRole("button", { name: "What hashing would mean" })).toHaveCount(0);
  await page.evaluate(() => (location.hash = "#/hashing"));
  await expect(app.notice("Nothing is left to do here")).toContainText("The server shows no value of these tokens");
  await expect(page.getByRole("list", { name: "Counted" }).getByRole("listitem").first()).toContainText("0 values");
  await expect(app.main).toContainText("This version hashes all tokens when it starts.");
  await expectAccessible(page);
});

test("a list that can't be loaded is no number", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(503);
  await app.signInWithToken();
  await sandbox.fail(`${TOKENS}*`, { kind: "status", status: 503, code: "unavailable", message: "busy" }, { method: "GET" });
  await app.switchTo(ELSEWHERE);
  await page.evaluate(() => (location.hash = "#/hashing"));
  await expect(app.main).toContainText("The tokens could not be counted");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(app.notice("Nothing is left to do here")).toBeVisible();
});
