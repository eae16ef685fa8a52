// The secret of a database token is shown once, guarded until it is somewhere else, and leaves nothing behind.

import { expectAccessible } from "../support/axe";
import { TOKENS, expect, test } from "../support/cluster";
import { expectNoVisibleTrace, holdMemory, inHeap, inMemory } from "../support/traces";

test("Esc and Back are guarded until the secret is stored, and then nothing of it is left", async ({ cluster, page, watch }) => {
  await holdMemory(page);
  await cluster.openForm();
  await cluster.tickOf("Read", "telemetry").check();
  const { secret } = await cluster.create();
  expect((await inMemory(page, secret)).length, "the search finds what is there").toBeGreaterThan(0);
  await expectAccessible(page);
  for (const tab of await cluster.dialog.getByRole("tab").all()) await tab.click();
  await cluster.dialog.getByRole("button", { name: "Show token" }).click();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(cluster.dialog.getByText("Copy it, or tick the box")).toBeVisible();
  await page.goBack();
  await expect(cluster.dialog).toBeVisible();
  await cluster.dialog.getByRole("checkbox", { name: "I have stored this token" }).check();
  await cluster.dialog.getByRole("button", { name: "Close without copying" }).click();
  await expect(cluster.dialog).toBeHidden();
  await expectNoVisibleTrace(page, secret, watch.said);
  expect(await inMemory(page, secret)).toEqual([]);
  expect(await inHeap(page, secret)).toEqual([]);
});

test("a copy is told only when the clipboard confirmed it", async ({ cluster, page }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await cluster.openForm();
  await cluster.tickOf("Write", "telemetry").check();
  const { id, secret } = await cluster.create();
  await cluster.dialog.getByRole("tab", { name: "telegraf.conf" }).click();
  await expect(cluster.dialog.getByRole("region", { name: "What is copied" })).toContainText('token = "@{influxdb:token}"');
  await expect(cluster.dialog.getByText("telegraf secrets set influxdb token")).toBeVisible();
  await cluster.dialog.getByRole("button", { name: "Copy telegraf.conf" }).click();
  await expect(cluster.dialog.getByText("Copied. The token is not in it.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(cluster.dialog, "the secret is still nowhere else").toBeVisible();
  await cluster.dialog.getByRole("button", { name: "Copy and close" }).click();
  await expect(cluster.dialog).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: id }).getByRole("rowheader"), "work goes on there").toBeFocused();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
});

for (const search of ["nothing is called like this", "telegraf"]) {
  test(`a token that was just created is in sight while "${search}" is searched for`, async ({ cluster, page }) => {
    await cluster.signIn();
    await page.getByLabel("Search tokens").fill(search);
    await expect(page).toHaveURL(/filter=/);
    await page.getByRole("link", { name: "New token" }).first().click();
    await cluster.tickOf("Read", "audit").check();
    await page.getByRole("textbox", { name: "Description" }).fill("for the auditors");
    await cluster.create();
    await cluster.dialog.getByRole("checkbox", { name: "I have stored this token" }).check();
    await page.keyboard.press("Escape");
    await expect(cluster.dialog).toBeHidden();
    await expect(page.getByRole("heading", { name: "for the auditors" })).toBeFocused();
    await expect(page.getByLabel("Search tokens")).toHaveValue(search);
  });
}

test("the test waits until the cluster knows the token", async ({ cluster, page, watch }) => {
  watch.allowStatus(401);
  await cluster.openForm();
  await cluster.tickOf("Read", "telemetry").check();
  await cluster.create();
  // However long it takes until somebody asks: for some tries more the token is not known.
  await cluster.sandbox.fail("/query", { kind: "status", status: 401, message: "unauthorized" }, { times: 3 });
  await cluster.dialog.getByRole("button", { name: "Test this token" }).click();
  await expect(cluster.dialog.getByText("The cluster does not know the token yet.")).toBeVisible();
  await expect(cluster.dialog.getByText(/^Try \d follows in \d+ seconds?\.$/)).toBeVisible();
  await expect(cluster.dialog.getByText("Works.")).toBeVisible();
  await expectAccessible(page);
  expect(await cluster.sandbox.asked(`POST ${TOKENS}`), "and nothing was created besides").toBe(1);
});
