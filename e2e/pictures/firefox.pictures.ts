// Pictures of the main screens in Firefox, for docs/screenshots.

import { writeFileSync } from "node:fs";
import { packed } from "../shots/png.mjs";
import { expect, test } from "../support/test";

test("the list, the form and the secret", async ({ app, page }) => {
  const picture = async (name: string) =>
    writeFileSync(new URL(`../../docs/screenshots/firefox-${name}.png`, import.meta.url), packed(await page.screenshot()));
  await app.open();
  await app.signInWithToken();
  await expect(app.list.getByRole("row").nth(3)).toBeVisible();
  await picture("tokens");
  await app.openNewToken();
  await app.filter().fill("plant-*");
  for (const name of ["metrics", "alarms", "events"]) await app.tickOf("Read", `plant-a/${name}`).check();
  await app.tickOf("Write", "plant-a/events").check();
  await expect(app.review).toContainText("4 permissions");
  await picture("new-token");
  await app.create();
  await picture("reveal");
  await app.closeWithoutCopying();
});
