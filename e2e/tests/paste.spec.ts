// A pasted text: what of it reaches the form, what is said about it, and what is left of a credential that was in it.

import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { grants, type Sandbox, TOKENS } from "../support/sandbox";
import { fieldOf as field, fillForm as fill, pasteText as paste } from "../support/paste";
import { expectNoVisibleTrace, holdMemory, inHeap, inMemory } from "../support/traces";

test.describe("a pasted text", () => {
  test.beforeEach(async ({ app }) => {
    await app.signInWithToken();
    await app.openNewToken();
  });

  test("that is a command fills the form, and what it says is what is stored", async ({ app, page, sandbox }) => {
    const [telemetry, weather] = [await sandbox.bucket("telemetry"), await sandbox.bucket("weather")];
    const dialog = await paste(
      app,
      `$ docker exec influxdb influx auth create \\\n  --org brackwater-plants --user ${sandbox.user} \\\n` +
        `  --description 'press line 4' --read-bucket ${telemetry} --write-bucket ${weather} --read-tasks`,
    );
    await expect(dialog).toContainText("grants read on the bucket telemetry, all tasks, also future ones; and write on the bucket weather.");
    await expect(dialog).toContainText("The command runs inside of another one, which was ignored.");
    await expectAccessible(page);
    await fill(dialog);
    const notice = app.notice("The form was filled from the text that you pasted");
    await notice.getByText("1 more remark").click();
    await expect(notice).toContainText("runs inside of another one");
    await expect(app.description).toHaveValue("press line 4");
    await expectAccessible(page);
    const { id } = await app.create();
    const org = await sandbox.org("brackwater-plants");
    expect(await storedGrants(sandbox, id)).toEqual(
      [`read buckets ${telemetry} ${org}`, `write buckets ${weather} ${org}`, `read tasks all ${org}`].sort(),
    );
  });

  test("that names a bucket is looked up, and says what it would have granted", async ({ app, sandbox, page }) => {
    const org = await sandbox.org("brackwater-plants");
    const dialog = await paste(
      app,
      JSON.stringify({ orgID: org, permissions: [{ action: "write", resource: { type: "buckets", name: "telemetry", orgID: org } }] }),
    );
    await expect(dialog).toContainText("Sent as written, this would have granted write on all buckets.");
    await expect(dialog).toContainText("write on the bucket telemetry");
    await expectAccessible(page);
    await fill(dialog);
    const { id } = await app.create();
    expect(await storedGrants(sandbox, id)).toEqual([`write buckets ${await sandbox.bucket("telemetry")} ${org}`]);
  });

  test("with names that do not exist or permissions of another organization says so, and the rest is filled in", async ({ app, sandbox }) => {
    const org = await sandbox.org("brackwater-plants");
    const dialog = await paste(
      app,
      `{"orgID": "${org}", "permissions": [
        {"action": "read", "resource": {"type": "buckets", "name": "<img src=x onerror=alert(1)>", "orgID": "${org}"}},
        {"action": "read", "resource": {"type": "tasks", "orgID": "00000000000000ff"}},
        {"action": "read", "resource": {"type": "buckets"}}]}`,
    );
    await expect(dialog).toContainText("There is no bucket named “<img src=x onerror=alert(1)>” here.");
    await expect(dialog).toContainText("This permission is for the organization 00000000000000ff");
    await expect(dialog).toContainText("names no organization, so it means every organization of the server");
    await fill(dialog);
    await app.page.getByRole("textbox", { name: "Type “every organization” to confirm" }).fill("every organization");
    const { id } = await app.create();
    expect(await storedGrants(sandbox, id)).toEqual(["read buckets all everywhere"]);
  });

  test("of another product says where it belongs, and fills nothing", async ({ app }) => {
    const dialog = await paste(app, "influxctl token create --read-database sensors 'edge'");
    await expect(dialog).toContainText("InfluxDB Cloud Dedicated or Clustered");
    const button = dialog.getByRole("button", { name: "Fill the form" });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await field(dialog).fill("influxdb3 create token --admin");
    await expect(dialog).toContainText("InfluxDB 3, which this server is not");
    await button.click({ force: true });
    await expect(dialog).toBeVisible();
  });

  test("for another organization goes to its form, with names looked up there", async ({ app, sandbox, page }) => {
    const { orgs, buckets } = await sandbox.state();
    const other = orgs.find(({ name, id }) => name !== "brackwater-plants" && buckets.some((bucket) => bucket.orgID === id && bucket.type === "user"))!;
    const bucket = buckets.find(({ orgID, type }) => orgID === other.id && type === "user")!;
    const dialog = await paste(
      app,
      JSON.stringify({ org: other.name, permissions: [{ action: "read", resource: { type: "buckets", name: bucket.name, org: other.name } }] }),
    );
    await expect(dialog).toContainText(`This is for the organization ${other.name}.`);
    await fill(dialog);
    await expect(app.organization).toHaveAccessibleName(`Organization: ${other.name}`);
    await expect(app.notice("The form was filled from the text that you pasted")).toBeVisible();
    const { id } = await app.create();
    expect(await storedGrants(sandbox, id)).toEqual([`read buckets ${bucket.id} ${other.id}`]);
    await expect(page).toHaveURL(/#\/tokens\/new$/);
  });

  test("takes the place of what was in the form, which can be put back", async ({ app }) => {
    await app.tick("Read", "weather");
    await app.description.fill("typed by hand");
    await fill(await paste(app, "influx auth create -o brackwater-plants --write-tasks"));
    await expect(app.review).not.toContainText("weather");
    const notice = app.notice("The form was filled from the text that you pasted");
    await expect(notice).toContainText("The form gives it to you; choose another owner there.");
    await app.page.getByRole("button", { name: "Undo" }).click();
    await expect(app.review).toContainText("weather");
    await expect(app.description).toHaveValue("typed by hand");
    await expect(notice).toBeHidden();
  });

  test("leaves the form alone when the dialog is cancelled", async ({ app, page }) => {
    await app.tick("Read", "weather");
    const dialog = await paste(app, "read:tasks");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(app.review).toContainText("weather");
    await expect(page.getByRole("button", { name: "Paste a command, JSON or permissions" })).toBeFocused();
    await paste(app, "");
    await expect(page.getByRole("textbox", { name: "Your text" })).toHaveValue("");
  });
});

test.describe("a credential in the text", () => {
  test.beforeEach(async ({ page }) => holdMemory(page));

  test("is taken out at once and is nowhere afterwards", async ({ app, page, watch }) => {
    await app.signInWithToken();
    await app.openNewToken();
    const secret = randomToken();
    const dialog = await paste(app, `influx auth create --host http://h:8086 --token ${secret} -o brackwater-plants --read-tasks`);
    await expect(app.notice("A credential was in the text and was taken out")).toBeVisible();
    await expect(field(dialog)).toHaveValue("influx auth create --host http://h:8086 --token … -o brackwater-plants --read-tasks");
    await expect(field(dialog)).toBeFocused();
    await page.keyboard.press("ControlOrMeta+Z");
    await expectNoVisibleTrace(page, secret, watch.said);
    await expectAccessible(page);
    await fill(dialog);
    await expectNoVisibleTrace(page, secret, watch.said);
    expect.soft(await inMemory(page, secret), "in linear memory").toEqual([]);
    expect.soft(await inHeap(page, secret), "in the reachable heap").toEqual([]);
  });

  test("is taken out of JSON, of a curl command and of text that is not understood", async ({ app, page, watch }) => {
    await app.signInWithToken();
    await app.openNewToken();
    const secret = randomToken();
    const dialog = await paste(app, "");
    for (const text of [
      `{"token": "${secret}", "permissions": [{"action": "read", "resource": {"type": "tasks"}}]}`,
      `curl -X POST http://h/api/v2/authorizations -H "Authorization: Token ${secret}" -d '{"permissions":[]}'`,
      `my notes: ${secret}`,
    ]) {
      await field(dialog).fill("");
      await field(dialog).focus();
      await page.keyboard.insertText(text);
      await expect(field(dialog)).toHaveValue(/…/);
      await expectNoVisibleTrace(page, secret, watch.said);
    }
  });
});

test.describe("with InfluxDB 2.7", () => {
  test.use({ flags: ["--profile", "oss-2.7"] });

  test("a curl command fills the form, and what it says is what is stored", async ({ app, sandbox }) => {
    await app.signInWithToken();
    await app.openNewToken();
    const org = await sandbox.org("brackwater-plants");
    const telemetry = await sandbox.bucket("telemetry");
    const body = { orgID: org, description: "edge", status: "active", permissions: [{ action: "read", resource: { type: "buckets", id: telemetry, orgID: org } }] };
    const dialog = await paste(
      app,
      `curl -X POST "http://localhost:8086/api/v2/authorizations" \\\n  -H "Authorization: Token \${INFLUX_TOKEN}" \\\n  -d '${JSON.stringify(body)}'`,
    );
    await fill(dialog);
    const { id } = await app.create();
    expect(await storedGrants(sandbox, id)).toEqual([`read buckets ${telemetry} ${org}`]);
    expect((await sandbox.state()).authorizations.find((one) => one.id === id)?.description).toBe("edge");
  });

  test("all access is spelled out with the types of that server", async ({ app, sandbox }) => {
    await app.signInWithToken();
    await app.openNewToken();
    await fill(await paste(app, `influx auth create -o brackwater-plants -u ${sandbox.user} --all-access`));
    const { id } = await app.create();
    const stored = await storedGrants(sandbox, id);
    const org = await sandbox.org("brackwater-plants");
    expect(stored).toContain(`read orgs ${org} everywhere`);
    expect(stored).not.toContain(`write orgs ${org} everywhere`);
    expect(stored).toContain(`write users ${await sandbox.userId(sandbox.user)} everywhere`);
  });
});

test.describe("with ten thousand buckets", () => {
  test.use({ flags: ["--scale", "10000"] });

  test("as many names are looked up", async ({ app, sandbox }) => {
    test.slow();
    await app.signInWithToken();
    await app.openNewToken();
    const org = await sandbox.org("brackwater-plants");
    const buckets = (await sandbox.state()).buckets.filter(({ orgID }) => orgID === org);
    const permissions = buckets.map(({ name }) => ({ action: "read", resource: { type: "buckets", name, orgID: org } }));
    const dialog = await paste(app, JSON.stringify({ orgID: org, permissions }));
    await expect(dialog).toContainText(`grants read on ${buckets.length.toLocaleString("en")} buckets`, { timeout: 60_000 });
    await fill(dialog);
    const { id } = await app.create();
    expect(await storedGrants(sandbox, id)).toEqual(buckets.map((bucket) => `read buckets ${bucket.id} ${org}`).sort());
  });
});

async function storedGrants(sandbox: Sandbox, id: string): Promise<string[]> {
  const stored = (await sandbox.state()).authorizations.find((one) => one.id === id);
  expect(stored, `${TOKENS}/${id} is stored`).toBeDefined();
  return grants(stored!.permissions);
}

/** Something with the form of a token that no other text of the page has a piece of. */
function randomToken(): string {
  const letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_";
  return Array.from({ length: 86 }, () => letters[Math.floor(Math.random() * letters.length)]).join("") + "==";
}
