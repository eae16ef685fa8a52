// Texts as people really paste them: one test for each kind, from the field to what the form then grants.

import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { fieldOf, fillForm, pasteText } from "../support/paste";

const ORG = "brackwater-plants";

test.describe("a text", () => {
  test.beforeEach(async ({ app }) => {
    await app.signInWithToken();
    await app.openNewToken();
  });

  test("with members in other spellings grants what the server reads in them", async ({ app, sandbox }) => {
    const [org, weather] = [await sandbox.org(ORG), await sandbox.bucket("weather")];
    const dialog = await pasteText(app, `{"orgID":"${org}","permissions":[{"action":"write","resource":{"type":"buckets","ID":"${weather}","orgId":"${org}"}}]}`);
    await expect(dialog).toContainText("write on the bucket weather.");
  });

  test("with several authorizations offers them, and never their union", async ({ app, sandbox }) => {
    const org = await sandbox.org(ORG);
    const dialog = await pasteText(app, `[{"permissions":["read:orgs/${org}/tasks"]},{"permissions":["write:orgs/${org}/buckets"]}]`);
    await expect(dialog.getByRole("group", { name: "2 tokens are asked for. Choose one." })).toBeVisible();
    await expect(dialog).toContainText("Choose one first.");
    await expect(fill(dialog)).toHaveAttribute("aria-disabled", "true");
    await dialog.getByRole("radio", { name: /Read all tasks/ }).check();
    await fillForm(dialog);
    await expect(app.review).toContainText("tasks");
    await expect(app.review).not.toContainText("bucket");
  });

  test("with a permission that is broken before a slash grants the one bucket", async ({ app, sandbox }) => {
    const dialog = await pasteText(app, `[write:orgs/${await sandbox.org(ORG)}/buckets\n/${await sandbox.bucket("weather")}]`);
    await expect(dialog).toContainText("write on the bucket weather.");
  });

  test("with a word behind a switch fills nothing before the question is answered", async ({ app }) => {
    const dialog = await pasteText(app, `influx auth create -o ${ORG} --write-buckets weather`);
    const question = dialog.getByRole("group", { name: "--write-buckets weather: only bucket weather or all buckets?" });
    await expect(question).toContainText("--write-buckets is a switch and takes no value.");
    await expect(dialog).toContainText("Answer the question first. Nothing is filled in yet.");
    await expect(fill(dialog)).toHaveAttribute("aria-disabled", "true");
    await question.getByRole("radio", { name: /Only bucket weather/ }).check();
    await expect(dialog).toContainText("write on the bucket weather.");
    await fillForm(dialog);
    await expect(app.review).toContainText("weather");
  });

  test("with credentials behind their names keeps none of them", async ({ app }) => {
    const dialog = await pasteText(app, "influx setup -u x -p my-secret-1 -o o -b b\ntoken: my-secret-2\ncurl -u me:my-secret-3 http://h");
    await expect(fieldOf(dialog)).toHaveValue("influx setup -u x -p … -o o -b b\ntoken: …\ncurl -u … http://h");
    await expect(dialog).not.toContainText("my-secret");
  });

  test("with a command somewhere in it is read, and what was taken off is said", async ({ app }) => {
    const dialog = await pasteText(app, `Then run:\n\n\`\`\`sh\nTOKEN=$(docker exec influxdb influx auth create -o ${ORG} --read-tasks)\n\`\`\`\n`);
    await expect(dialog).toContainText("read on all tasks, also future ones.");
    await expect(dialog).toContainText("The command stands inside of a substitution, which was taken off.");
  });

  test("that sets its own variables is read with their values", async ({ app, sandbox }) => {
    const dialog = await pasteText(app, `BUCKET=${await sandbox.bucket("weather")}\ninflux auth create -o ${ORG} --read-bucket $BUCKET`);
    await expect(dialog).toContainText("read on the bucket weather.");
    await expect(dialog).toContainText("The value of BUCKET was taken from the text.");
  });

  test("that only a shell understands says so, and not something else", async ({ app }) => {
    const dialog = await pasteText(app, `influx auth create -o ${ORG} --read-tasks $MORE`);
    await expect(dialog).toContainText("Only your shell knows the value of the variable $MORE.");
    await expect(dialog).not.toContainText("is a switch");
    await replace(app.page, dialog, '{"description":"d","permissions":[{"action":"read","resource":"db1"}]}');
    await expect(dialog).toContainText("This creates a database token of InfluxDB Cloud Dedicated or Clustered.");
  });

  test("that takes the place of another one leaves nothing of it behind", async ({ app }) => {
    const dialog = await pasteText(app, "token: my-secret-1");
    await expect(app.notice("A credential was in the text and was taken out")).toBeVisible();
    await replace(app.page, dialog, `influx auth create -o ${ORG} -d 'for <name>'`);
    await expect(app.notice("A credential was in the text and was taken out")).toBeHidden();
    await expect(dialog).toContainText("Nothing is granted.");
    await expect(fill(dialog)).toHaveAttribute("aria-disabled", "true");
    await replace(app.page, dialog, `influx auth create -o ${ORG} -u nobody --read-tasks -d 'for <name>'`);
    await expect(dialog).not.toContainText("Nothing is granted.");
    await expect(dialog).toContainText("There is no user named “nobody” here.");
    await expect(dialog).toContainText("The description still has <name> in it");
  });

  test("that is a resource of Terraform is read, and a file of another kind gets the sentence on what is", async ({ app, sandbox }) => {
    const [org, weather] = [await sandbox.org(ORG), await sandbox.bucket("weather")];
    const dialog = await pasteText(
      app,
      `resource "influxdb-v2_authorization" "lobby" {\n  org_id = "${org}"\n  permissions {\n    action = "read"\n    resource {\n      id = "${weather}"\n      org_id = "${org}"\n      type = "buckets"\n    }\n  }\n}`,
    );
    await expect(dialog).toContainText("read on the bucket weather.");
    await replace(app.page, dialog, "services:\n  influxdb:\n    image: influxdb:2\n");
    await expect(dialog).toContainText("This text was not recognized. Paste an influx auth create command");
  });
});

test.describe("a text of a megabyte", () => {
  const megabyte = (piece: (number: number) => string) => {
    let text = "";
    for (let number = 0; text.length < 1 << 20; number++) text += piece(number);
    return text;
  };
  const hex = (number: number) => (number + 1).toString(16).padStart(16, "0");

  for (const [name, text, said] of [
    ["of log lines", megabyte((n) => `2026-11-28 influxd: it's request ${n}, don't worry\n`), "This text was not recognized."],
    ["of commands", megabyte((n) => `influx auth create -o ${ORG} -d 'token ${n}' --read-tasks\n`), "200 tokens are asked for. Choose one."],
    ["of permissions", `{"permissions":[${megabyte((n) => `"read:orgs/00000000000000aa/buckets/${hex(n)}",`).slice(0, -1)}]}`, "You see no organization"],
    ["that is one command", `influx auth create -o ${ORG} ${megabyte((n) => `--read-bucket ${hex(n)} `)}`, "This command is too long to be read."],
  ] as const) {
    test(`${name} is read in steps, between which the page answers`, async ({ app, page }) => {
      await app.signInWithToken();
      await app.openNewToken();
      const dialog = await pasteText(app, "");
      // A clock of the page itself: it ticks between the steps, whatever the machine does beside.
      await fieldOf(dialog).evaluate((field: HTMLTextAreaElement, value) => {
        const ticks = { while: 0, done: false };
        Object.assign(window, { ticks });
        const tick = () => {
          ticks.while += 1;
          if (!ticks.done) setTimeout(tick);
        };
        field.value = value;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        setTimeout(tick);
      }, text);
      await expect(dialog).toContainText(said, { timeout: 60_000 });
      const ticks = await page.evaluate(() => {
        const { ticks } = window as unknown as { ticks: { while: number; done: boolean } };
        ticks.done = true;
        return ticks.while;
      });
      expect(ticks, "the page answered while it read").toBeGreaterThan(8);
    });
  }
});

function fill(dialog: Locator): Locator {
  return dialog.getByRole("button", { name: "Fill the form" });
}

/** Selects all and pastes another text over it. */
async function replace(page: Page, dialog: Locator, text: string): Promise<void> {
  await fieldOf(dialog).focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(text);
}
