// Many database tokens are revoked at once: chosen, planned, confirmed, carried out under faults. Judged by what is stored.

import { expectAccessible } from "../support/axe";
import { TOKENS, expect, test, type Cluster } from "../support/cluster";
import type { Page } from "@playwright/test";

const bar = (page: Page) => page.getByRole("region", { name: "Selected tokens" });
const results = (page: Page) => page.getByRole("region", { name: "Results" });
const all = (page: Page) => page.getByRole("checkbox", { name: /^Select all [\d,]+ that match$/ });

async function revoked(cluster: Cluster): Promise<string[]> {
  return (await cluster.tokens()).filter(({ revokedAt }) => revokedAt).map(({ id }) => id);
}

for (const [profile, listed] of [["clustered", true], ["clustered-flat-paths", false]] as const) {
  test.describe(profile, () => {
    test.use({ flags: ["--profile", profile] });

    test("all that match are revoked by a plan that is confirmed in words", async ({ cluster, page, watch }) => {
      // A revoked token may be looked for in vain.
      watch.allowStatus(404);
      await cluster.signIn();
      await page.getByLabel("Search tokens").fill("telegraf");
      const before = await revoked(cluster);
      const ids = (await cluster.tokens()).filter(({ description }) => description.includes("telegraf")).map(({ id }) => id);
      await all(page).click();
      await expect(bar(page)).toContainText(`${ids.length} selected`);
      await bar(page).getByRole("button", { name: `Revoke ${ids.length}` }).click();
      const plan = page.getByRole("alertdialog");
      await expect(plan).toContainText(`${ids.length} stop working`);
      await expectAccessible(page);
      const revoke = plan.getByRole("button", { name: `Revoke: ${ids.length} tokens` });
      await expect(revoke).toHaveAttribute("aria-disabled", "true");
      expect(await revoked(cluster), "a plan changes nothing").toEqual(before);
      await plan.getByLabel("Words to confirm").fill(`revoke ${ids.length} tokens`);
      await revoke.click();
      await expect(page.getByRole("heading", { name: `${ids.length} tokens are revoked` })).toBeVisible();
      expect((await revoked(cluster)).sort()).toEqual([...before, ...ids].sort());
      await expect(page.getByRole("button", { name: /^Undo/ })).toBeHidden();
      await page.getByRole("button", { name: "Close" }).click();
      await expect(bar(page)).toBeHidden();
      if (listed) await expect(page.getByRole("row").filter({ hasText: ids[0] })).toContainText("Revoked");
      else await expect(page.getByRole("heading", { name: "No token matches" })).toBeVisible();
    });
  });
}

test("lost answers, refusals and what somebody revoked meanwhile are told at their rows", async ({ cluster, page, sandbox, watch }) => {
  watch.allowLostAnswers();
  watch.allowStatus(403, 404);
  await cluster.signIn();
  const ids = (await cluster.tokens()).filter(({ revokedAt }) => !revokedAt).map(({ id }) => id).slice(0, 4);
  for (const id of ids) await page.getByRole("row").filter({ hasText: id }).getByRole("checkbox").click();
  await expect(bar(page)).toContainText("4 selected");
  await sandbox.fail(`${TOKENS}/${ids[0]}`, { kind: "cut", when: "after" }, { method: "DELETE" });
  // Not in the words of the server, so it may have been carried out: it is looked at.
  await sandbox.fail(`${TOKENS}/${ids[1]}`, { kind: "status", status: 403, message: "forbidden" }, { method: "DELETE" });
  await page.request.delete(new URL(`${TOKENS}/${ids[2]}`, page.url()).href, { headers: { Authorization: `Bearer ${sandbox.token}` } });
  await page.getByRole("row").filter({ hasText: ids[3] }).getByRole("rowheader").focus();
  await page.keyboard.press("Delete");
  const plan = page.getByRole("alertdialog");
  await plan.getByLabel("Words to confirm").fill("revoke 4 tokens");
  await plan.getByRole("button", { name: "Revoke: 4 tokens" }).click();
  await expect(page.getByRole("heading", { name: "2 of 4 tokens revoked" })).toBeVisible();
  const row = (id: string) => results(page).getByRole("row").filter({ hasText: id });
  await expect(row(ids[0])).toContainText("Answer lost. Read back: done.");
  await expect(row(ids[1])).toContainText("status 403");
  await expect(row(ids[1])).toContainText("Read back: not changed.");
  await expect(row(ids[2])).toContainText("The server does not find it any more: it was revoked meanwhile.");
  await expect(results(page).getByRole("row").nth(1), "what failed stands first").toContainText(ids[1]);
  expect(await revoked(cluster)).not.toContain(ids[1]);
  await page.getByRole("button", { name: "Try 1 again" }).click();
  await expect(page.getByRole("heading", { name: "3 of 4 tokens revoked" })).toBeVisible();
  expect(await revoked(cluster)).toEqual(expect.arrayContaining(ids));
  await page.getByRole("button", { name: "Close" }).click();
  await expect(bar(page)).toBeHidden();
});
