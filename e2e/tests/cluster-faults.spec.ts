// Every fault, met by the list, by a change and by a revoke: nothing is claimed that is not so.

import { TOKENS, expect, test, type Cluster } from "../support/cluster";
import { EVERY, FAULTS } from "../support/faults";
import type { Connections, Sandbox } from "../support/sandbox";

/** "telegraf plant A" of the demo data. */
const ID = "5c1f0002-3b1e-4c55-9d2a-7f0c6be1a902";
const OWN = `${TOKENS}/${ID}`;

// A silent server is waited for ten seconds, which is the matter of faults.spec.ts.
const answered = <T extends [string, unknown, string]>(faults: T[]) => faults.filter(([, , kind]) => kind !== "silent");

test.beforeEach(({ watch }) => {
  watch.allowLostAnswers();
  watch.allowStatus(400, 401, 403, 404, 429, 500, 502, 503);
});

async function open(cluster: Cluster): Promise<void> {
  await cluster.page.goto(`cluster.html#/tokens/${ID}`);
  await cluster.trySignIn();
  await expect(cluster.page.getByRole("heading", { name: "telegraf plant A" })).toBeVisible();
}

async function stored(cluster: Cluster) {
  return (await cluster.tokens()).find(({ id }) => id === ID)!;
}

/** The page sends a change once. What was cut on a connection that was used before a browser may send again by itself. */
async function sentOnce(sandbox: Sandbox, request: string, connections: Connections): Promise<void> {
  if (connections === "closed") expect(await sandbox.asked(request)).toBe(1);
}

for (const [name, fault, kind] of answered(FAULTS)) {
  test(`a list that meets: ${name}`, async ({ cluster, page, sandbox }) => {
    await cluster.signIn();
    await expect(page.getByText("14 tokens", { exact: true })).toBeVisible();
    await sandbox.fail(TOKENS, fault, { method: "GET" });
    await page.getByRole("button", { name: "Load the list again" }).click();
    if (kind === "ended") {
      await expect(cluster.notice("Your session ended")).toBeVisible();
      return;
    }
    await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
    await expect(page.getByText("No database tokens yet")).toBeHidden();
    await sandbox.forgetFaults();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByText("14 tokens", { exact: true })).toBeVisible();
  });
}

for (const [name, fault, kind] of answered(EVERY)) {
  test(`a revoke that meets: ${name}`, async ({ cluster, connections, page, sandbox }) => {
    await open(cluster);
    await sandbox.fail(OWN, fault, { method: "DELETE" });
    await page.getByRole("button", { name: "Revoke…" }).click();
    await cluster.question.getByRole("textbox").fill("telegraf plant A");
    await cluster.question.getByRole("button", { name: "Revoke for good" }).click();
    const said = cluster.notice(/^(This token is (not )?revoked|Your session ended)/);
    await expect(said).toBeVisible();
    const revoked = Boolean((await stored(cluster)).revokedAt);
    // A 404 is no fault of a revoke in the server's own words: the token is gone.
    if (kind !== "ended" && name !== "404") await expect(said).toContainText(revoked ? "is revoked" : "is not revoked");
    await sentOnce(sandbox, `DELETE ${OWN}`, connections);
  });

  test(`a change that meets: ${name}`, async ({ cluster, connections, page, sandbox }) => {
    await open(cluster);
    await page.getByRole("button", { name: "Change permissions" }).click();
    await cluster.tickOf("Write", "plant-a/alarms").uncheck();
    await sandbox.fail(OWN, fault, { method: "PATCH" });
    await page.getByRole("button", { name: "Replace permissions" }).click();
    const done = page.getByText("Token changed.");
    const failed = cluster.notice(/^(Nothing changed|The answer was lost|Your session ended)/);
    await expect(done.or(failed)).toBeVisible();
    const changed = (await stored(cluster)).permissions.length === 1;
    expect(await done.isVisible()).toBe(changed);
    await sentOnce(sandbox, `PATCH ${OWN}`, connections);
    // What was put in is there to be sent again.
    if (!changed && kind !== "ended") await expect(cluster.tickOf("Write", "plant-a/alarms")).not.toBeChecked();
  });
}
