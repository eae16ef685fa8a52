// What happens beside an offboarding while it is planned, looked at and carried out. Judged by what is stored.

import { leaver, Offboarding, replaceReader, stored } from "../support/offboarding";
import { TOKENS } from "../support/sandbox";
import { expect, test } from "../support/test";

test("that programs use their new secrets is said anew when another token is issued", async ({ app, page, sandbox }) => {
  const old = await leaver(sandbox);
  await replaceReader(sandbox, old);
  const on = new Offboarding(app, old.user);
  await on.open();
  const writer = page.getByRole("combobox", { name: "What to do with press writer" });
  await writer.selectOption("Let it stop");
  await on.switchOver();
  await writer.selectOption("Re-issue");
  await on.issueAnew("Start with 1 new token", 1);
  await expect(page.getByRole("checkbox", { name: "Every program uses its new secret" })).not.toBeChecked();
  await on.press("Finish: deactivate the user");
  expect(await sandbox.seen("PATCH", `${TOKENS}/${old.writer}`), "nobody has switched its programs").toEqual([]);
  await on.switchOver();
  await on.button("Finish: deactivate the user").click();
  await expect(page.getByText("The user is deactivated.")).toBeVisible();
  expect((await stored(sandbox, old.writer))?.status).toBe("inactive");
});
