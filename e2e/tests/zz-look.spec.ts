import { test } from "../support/test";
import { expect } from "../support/test";

for (const [name, w, h, scheme] of [["1440", 1440, 900, "light"], ["1440d", 1440, 900, "dark"], ["768", 768, 1024, "light"], ["320", 320, 720, "light"]] as const) {
  test(`look ${name}`, async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(400, 401, 403);
    test.setTimeout(120000);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    const org = await sandbox.org("brackwater-plants"), lab = (await sandbox.state()).orgs;
    const me = (await sandbox.state()).users.find((u) => u.name === "mira.okafor")!.id;
    const made = await sandbox.make("limited", [
      { action: "write", resource: { type: "authorizations", orgID: org } },
      { action: "read", resource: { type: "authorizations", orgID: org } },
      { action: "write", resource: { type: "users", id: me } },
      { action: "read", resource: { type: "users", id: me } },
      { action: "read", resource: { type: "buckets", orgID: org } },
      { action: "read", resource: { type: "orgs", id: org } },
      { action: "write", resource: { type: "buckets", orgID: org, id: await sandbox.bucket("telemetry") } },
    ]);
    await app.signInWithToken();
    await app.openNewToken();
    await app.tick("Read", "_monitoring");
    await app.tick("Write", "telemetry");
    await app.openType("Telegraf");
    await app.tick("Read", "rain gauges", "Telegraf configuration", "Telegraf configurations");
    await app.openType("Buckets");
    await page.setViewportSize({ width: w, height: h });
    await page.screenshot({ path: `/tmp/checks-shots/effects-${name}.png`, fullPage: w < 1000 && w > 400 });
    await page.setViewportSize({ width: 1440, height: 900 });
    await app.reach("Write").getByRole("radio", { name: "All, in every organization" }).check();
    await app.createButton.click();
    if (w === 320) { await page.setViewportSize({ width: w, height: h }); await app.reach('Write').scrollIntoViewIfNeeded(); await page.screenshot({ path: `/tmp/checks-shots/scope-${name}.png` }); await page.getByLabel('Type brackwater-plants to confirm').scrollIntoViewIfNeeded(); }
    await page.setViewportSize({ width: w, height: h });
    await page.screenshot({ path: `/tmp/checks-shots/everywhere-${name}.png`, fullPage: w < 1000 && w > 400 });
    await page.setViewportSize({ width: 1440, height: 900 });
    await app.signOut();
    await app.signInWithToken(made.token);
    await expect(app.grid()).toBeVisible();
    await app.tick("Read", "telemetry");
    await app.tick("Write", "telemetry");
    await app.tick("Write", "hosts");
    await app.tick("Write", "weather");
    await expect(app.review.getByText("The server would refuse 2")).toBeVisible();
    await page.getByRole("button", { name: "Remove hosts" }).click();
    await page.setViewportSize({ width: w, height: h });
    await page.screenshot({ path: `/tmp/checks-shots/refused-${name}.png`, fullPage: w < 1000 && w > 400 });
    await page.setViewportSize({ width: 1440, height: 900 });
    await app.createButton.click();
    await expect(app.notice("The server refused")).toBeVisible();
    await page.setViewportSize({ width: w, height: h });
    await page.screenshot({ path: `/tmp/checks-shots/refused2-${name}.png`, fullPage: w < 1000 && w > 400 });
  });
}
