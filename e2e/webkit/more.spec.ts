// A pasted text, several tokens at once and a lost answer in WebKitGTK, judged by what the stand-in stored.

import { grants, TOKENS } from "../support/sandbox";
import { CLAIMS } from "../support/wording";
import { STORIES } from "./console";
import { expect, test } from "./test";

test("a pasted command fills the form, and what it says is what is stored", async ({ app, view, sandbox }) => {
  const org = await sandbox.org(STORIES);
  const [telemetry, weather] = [await sandbox.bucket("telemetry"), await sandbox.bucket("weather")];
  await app.open();
  await app.signInWithToken();
  await app.openNewToken();
  await view.click("button", "Paste a command, JSON or permissions");
  await view.find("dialog", "Paste a command, JSON or permissions");
  await view.fill("Your text", `influx auth create --org ${STORIES} --description 'press line 4' --read-bucket ${telemetry} --write-bucket ${weather}`);
  await app.says("grants read on the bucket telemetry and write on the bucket weather.");
  await app.button("Fill the form");
  await view.gone("dialog", "Paste a command, JSON or permissions");
  const made = await app.create();
  expect(made.description).toBe("press line 4");
  expect(grants(made.permissions)).toEqual([`read buckets ${telemetry} ${org}`, `write buckets ${weather} ${org}`].sort());
});

test("a name on each line makes a token each, with the same grants", async ({ app, view, sandbox }) => {
  await app.open();
  await app.signInWithToken();
  await app.openNewToken();
  await app.tick("Read", "telemetry");
  await view.click("radio", "Several");
  await view.fill("Names", "gw-01\ngw-02\ngw-03");
  await view.click("button", "Create 3 tokens");
  await app.says("Store these 3 tokens now");
  const made = await app.added();
  expect(made.map(({ description }) => description).sort()).toEqual(["gw-01", "gw-02", "gw-03"].map((name) => `Read buckets telemetry – ${name}`));
  const granted = [`read buckets ${await sandbox.bucket("telemetry")} ${await sandbox.org(STORIES)}`];
  for (const one of made) expect(grants(one.permissions)).toEqual(granted);
  expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(3);
});

test("a token whose answer was lost is found, named, and created anew only when somebody says so", async ({ app, view, sandbox }) => {
  await app.open();
  await app.signInWithToken();
  await app.fillIn();
  await sandbox.fail(TOKENS, { kind: "cut", when: "after" }, { method: "POST" });
  await view.click("button", "Create token");
  await view.says(CLAIMS.exists);
  const [lost, ...others] = await app.added();
  expect(others, "sent once").toEqual([]);
  await view.says(lost.id);
  await view.click("button", "Delete it and create a new one…");
  await view.find("alertdialog", /./);
  await view.click("button", "Delete and create again", "dialog[open], [role=alertdialog]");
  await view.find("dialog", "Store this token now");
  const stored = await app.added();
  expect(stored.map(({ id }) => id)).not.toContain(lost.id);
  expect(stored).toHaveLength(1);
});

test("a create that never reached the server is told as not found, and stores nothing", async ({ app, view, sandbox }) => {
  await app.open();
  await app.signInWithToken();
  await app.fillIn();
  await sandbox.fail(TOKENS, { kind: "cut", when: "before" }, { method: "POST", times: 9 });
  await view.click("button", "Create token");
  await view.says(CLAIMS.notYet);
  expect(await app.added()).toEqual([]);
});
