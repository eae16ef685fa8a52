// The main job in WebKitGTK, by pointer and by keyboard alone, judged by what the stand-in stored.

import { grants } from "../support/sandbox";
import { STORIES } from "./console";
import { expect, test } from "./test";

test("the main job stores just what was ticked", async ({ app, view, sandbox }) => {
  const made = await app.reveal();
  expect(grants(made.permissions)).toEqual(await asked(sandbox));
  expect(made).toMatchObject({ status: "active", description: "Read buckets _monitoring Write buckets _tasks" });
  await view.click("checkbox", "I have stored this token");
  await view.click("button", "Close without copying");
  await view.gone("dialog", "Store this token now");
  await view.says(made.id, "main");
});

test("the matrix is worked by keyboard alone", async ({ app, view, sandbox }) => {
  await app.open();
  await view.tabTo("textbox", "API token");
  await view.session.type(sandbox.token);
  await view.press("Enter");
  await view.find("button", /^Organization: /);
  await app.switchTo(STORIES);
  await app.markStored();
  await view.tabTo("link", "New token");
  await view.press("Enter");
  await view.find("grid", "Buckets, Read and Write");
  await view.tabTo("textbox", "Filter buckets by name, id or pattern");
  await view.session.type("_monitoring");
  await view.tabTo("rowheader", /^_monitoring/);
  await view.press("ArrowRight");
  expect(await view.focused()).toBe("checkbox Read, bucket _monitoring");
  await view.press("Space");
  expect(await view.isChecked("checkbox", "Read, bucket _monitoring")).toBe(true);
  await view.tabTo("textbox", "Filter buckets by name, id or pattern", "Shift+Tab");
  await view.press("Control+a");
  await view.session.type("_tasks");
  // The matrix is one stop, at the column where the keyboard was.
  await view.tabTo("checkbox", "Read, bucket _tasks");
  await view.press("ArrowRight");
  expect(await view.focused()).toBe("checkbox Write, bucket _tasks");
  await view.press("Space", "Control+Enter");
  await view.find("dialog", "Store this token now");
  expect(await view.focused()).toBe("heading Store this token now");
  const [made, ...others] = await app.added();
  expect(others).toEqual([]);
  expect(grants(made.permissions)).toEqual(await asked(sandbox));
});

async function asked(sandbox: import("../support/sandbox").Sandbox): Promise<string[]> {
  const org = await sandbox.org(STORIES);
  return [`read buckets ${await sandbox.bucket("_monitoring")} ${org}`, `write buckets ${await sandbox.bucket("_tasks")} ${org}`];
}
