// Who wants to sign out of a cluster while something is on its way there hears of it first, and of what a session's end cut off
// afterwards.

import { PLANT_A, TOKENS, expect, grants, test, type Cluster } from "../support/cluster";
import { gate } from "../support/gate";

const { path: OWN, grants: BEFORE } = PLANT_A;

async function pressSignOut({ page }: Cluster): Promise<void> {
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
}

const held = (cluster: Cluster) => cluster.notice("Work is still under way here");
const out = (cluster: Cluster) => cluster.notice("You are signed out");

/** Adds Read on plant-a/metrics, and sends it. */
async function change(cluster: Cluster): Promise<void> {
  await cluster.page.getByRole("button", { name: "Change permissions" }).click();
  await cluster.tickOf("Read", "plant-a/metrics").check();
  await cluster.page.getByRole("button", { name: "Replace permissions" }).click();
}

test("whoever signs out while a token is changed hears of it first", async ({ cluster, page }) => {
  await cluster.openPlantA();
  const sent = await gate(page, "PATCH", OWN);
  await change(cluster);
  await sent.arrived;
  await pressSignOut(cluster);
  await expect(held(cluster)).toContainText("A change is on its way");
  sent.open();
  await expect(page.getByText("Token changed.")).toBeVisible();
  await expect(held(cluster)).toHaveCount(0);
  await pressSignOut(cluster);
  await expect(out(cluster)).toBeVisible();
});

test("whoever insists signs out while a token is revoked", async ({ cluster, page }) => {
  await cluster.openPlantA();
  const sent = await gate(page, "DELETE", OWN);
  await page.getByRole("button", { name: "Revoke…" }).click();
  await cluster.question.getByRole("textbox").fill("telegraf plant A");
  await cluster.question.getByRole("button", { name: "Revoke for good" }).click();
  await sent.arrived;
  await pressSignOut(cluster);
  await expect(held(cluster)).toContainText("sign out once more to go without it");
  await pressSignOut(cluster);
  await expect(out(cluster)).toBeVisible();
});

test("a change that the end of a session cut off is read back once somebody is signed in again, and can be tried again", async ({
  cluster,
  page,
  sandbox,
  watch,
}) => {
  watch.allowStatus(401);
  await cluster.openPlantA();
  const sent = await gate(page, "PATCH", OWN, { once: true });
  await change(cluster);
  await sent.arrived;
  await sandbox.fail(TOKENS, { kind: "status", status: 401, message: "unauthorized" }, { method: "GET" });
  await page.getByRole("button", { name: "Load the list again" }).click();
  await expect(cluster.notice("Your session ended")).toBeVisible();
  await cluster.trySignIn();
  const notice = cluster.notice("The answer was lost, and nothing changed so far");
  await expect(notice).toBeVisible();
  expect(grants(await cluster.plantA())).toEqual(BEFORE);
  await notice.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Token changed.")).toBeVisible();
  expect(grants(await cluster.plantA())).toEqual(["read:plant-a/metrics", ...BEFORE]);
});
