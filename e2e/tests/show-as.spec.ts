// The request in other words: what a tab shows and what a copy holds ask for the very token that the form would make.

import { execFileSync } from "node:child_process";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { denyClipboard } from "../support/engine";
import type { Console } from "../support/console";
import { grants, type Sandbox, TOKENS } from "../support/sandbox";

const TABS = ["Sentence", "Table", "JSON", "curl", "PowerShell", "influx", "Link"];

test.describe("the request", () => {
  test.beforeEach(async ({ app, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await app.signInWithToken();
  });

  test("is shown in each form, never with a credential", async ({ app, page, sandbox }) => {
    await app.fillIn();
    for (const tab of TABS) {
      await choose(app, tab);
      await expect(text(app, tab)).not.toBeEmpty();
      expect(await text(app, tab).textContent()).not.toContain(sandbox.token);
      await expectAccessible(page);
    }
    await choose(app, "Sentence");
    await expect(text(app, "Sentence")).toHaveText(
      "mira.okafor gets a token in brackwater-plants that grants read on the bucket _monitoring and write on the bucket _tasks.",
    );
    await choose(app, "Table");
    await expect(text(app, "Table")).toContainText(`buckets  _monitoring  ${await sandbox.bucket("_monitoring")}  read`);
    await choose(app, "influx");
    await expect(app.review).toContainText("For version 2.8 of the influx CLI");
  });

  test("as JSON and as curl makes the same token when another program sends it", async ({ app, page, sandbox }) => {
    await app.fillIn();
    await app.description.fill("it's \"quoted\" $HOME `x` \\ ü");
    const bodies = [await copied(app, "JSON"), argument(await copied(app, "curl"), "--data-raw")];
    const { id } = await app.create();
    for (const body of bodies) {
      const made = await sandbox.api("POST", TOKENS, JSON.parse(body));
      const [mine, theirs] = await both(sandbox, id, made.id);
      expect(grants(theirs.permissions)).toEqual(grants(mine.permissions));
      expect([theirs.description, theirs.userID, theirs.status]).toEqual([mine.description, mine.userID, mine.status]);
    }
    await expect(page.getByText("Copied.")).toBeHidden();
  });

  test("as a command has every flag in one word for a real shell", async ({ app, sandbox }) => {
    await app.fillIn();
    await app.description.fill("-it's $HOME");
    const words = shellWords(await copied(app, "influx"), "influx");
    expect(words).toEqual([
      "auth",
      "create",
      "--org-id",
      await sandbox.org("brackwater-plants"),
      "--user",
      sandbox.user,
      "--description=-it's $HOME",
      "--read-bucket",
      await sandbox.bucket("_monitoring"),
      "--write-bucket",
      await sandbox.bucket("_tasks"),
    ]);
  });

  test("says when no command means exactly this, and why", async ({ app, page }) => {
    await app.openNewToken();
    await app.openType("Telegraf configurations");
    await expect(app.grid("Telegraf configurations")).toBeVisible();
    await app.headOf("Read").click();
    await choose(app, "influx");
    const notice = app.notice("No influx command says exactly this");
    await expect(notice).toContainText("no flag for a single object");
    await expect(notice).toContainText("curl and PowerShell can say it.");
    await expectAccessible(page);
  });

  test("needs no id of a user who is made on the way, where it names none", async ({ app, page, sandbox }) => {
    await app.openNewToken();
    await app.startFrom("All access");
    await page.getByRole("group", { name: "Owner" }).getByRole("radio", { name: "New user" }).check();
    await page.getByRole("textbox", { name: "Name of the new user" }).fill("press-gw-14");
    const notice = app.notice("Nothing to show yet");
    for (const way of ["JSON", "curl", "PowerShell", "influx"]) {
      await choose(app, way);
      await expect(notice).toContainText("It can be written once the user exists.");
    }
    await expect(notice).not.toContainText("curl and PowerShell can say it.");
    await choose(app, "Sentence");
    await expect(text(app, "Sentence")).toContainText("The new user press-gw-14 gets a token in brackwater-plants");
    await expect(text(app, "Sentence")).toContainText("Permissions on the new user are added after the user is created.");
    await choose(app, "Table");
    await expect(text(app, "Table")).toContainText("all, also future ones");
    await choose(app, "Link");
    await expect(notice).toContainText("A link can’t say that a new user gets permissions on itself.");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Remove them" }).click();
    await expect(text(app, "Link")).toContainText("&user=new:press-gw-14");
    expect(await sandbox.asked("POST /api/v2/users"), "only looked at").toBe(0);
  });

  test("says that there is nothing yet", async ({ app }) => {
    await app.openNewToken();
    await expect(app.review).toContainText("Nothing is granted yet.");
    await expect(app.review.getByRole("tablist", { name: "Show the request as" }), "nothing is there to be shown").toHaveCount(0);
  });

  test("as JSON keeps a name that would turn the text around in sight", async ({ app }) => {
    await app.fillIn();
    await app.description.fill("safe \u202e evil");
    await expect(text(app, "JSON")).toContainText("safe \\u202e evil");
    expect(JSON.parse(await copied(app, "JSON")).description).toBe("safe \u202e evil");
    await choose(app, "influx");
    await expect(text(app, "influx")).toContainText("$'safe \\u202e evil'");
  });
});

test.describe("copying", () => {
  test("says that it was refused, selects the text and names the key", async ({ app, page, watch }) => {
    await page.addInitScript(() => {
      document.execCommand = () => false;
    });
    await denyClipboard(page);
    watch.allow(/Permissions policy violation: The Clipboard API has been blocked/);
    await app.signInWithToken();
    await app.fillIn();
    const said = app.review.getByText(/Could not copy/);
    await copyButton(app).click();
    await expect(said).toHaveText("Could not copy: the browser refused. The text is selected, press Ctrl+C.");
    const selected = await page.evaluate(() => getSelection()!.toString());
    expect(JSON.parse(selected).permissions).toHaveLength(2);
    await expectAccessible(page);
  });

  test("works on plain http in the network", async ({ app, page, sandbox, watch, context }) => {
    const lan = sandbox.url.replace("127.0.0.1", "lan.test");
    watch.allowOrigin(lan);
    watch.allow(/Cross-Origin-Opener-Policy header has been ignored/);
    await app.open(`${lan}/`);
    await app.signInWithToken();
    await app.fillIn();
    await copyButton(app).click();
    await expect(app.review.getByText("Copied.")).toBeVisible();
    const other = await context.newPage();
    await other.goto(sandbox.url);
    const field = other.getByRole("textbox", { name: "API token" });
    await field.focus();
    await other.keyboard.press("ControlOrMeta+V");
    expect(await field.inputValue()).toContain('"permissions"');
  });
});

test.describe("ten thousand permissions", () => {
  test.use({ flags: ["--scale", "10000"] });

  test("are cut on the screen and whole in a copy", async ({ app, context, sandbox }) => {
    test.slow();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await app.signInWithToken();
    await app.openNewToken();
    const org = await sandbox.org("brackwater-plants");
    const all = (await sandbox.state()).buckets.filter(({ orgID }) => orgID === org).length;
    await expect(app.headOf("Read")).toHaveAccessibleName(`Read for all ${all.toLocaleString("en-US")} buckets`, { timeout: 60_000 });
    await app.headOf("Read").click();
    await expect(app.review).toContainText(`The first 200 permissions are shown. Copy takes all ${all.toLocaleString("en-US")}.`);
    expect((await text(app, "JSON").textContent())!.length).toBeLessThan(60_000);
    expect(JSON.parse(await copied(app, "JSON")).permissions).toHaveLength(all);
    expect((await copied(app, "Table")).trim().split("\n")).toHaveLength(all + 1);
    const started = Date.now();
    await choose(app, "influx");
    await expect(text(app, "influx")).toContainText("--read-bucket");
    expect(Date.now() - started, "milliseconds until the other tab is there").toBeLessThan(4_000);
    await choose(app, "Link");
    await expect(app.notice("Nothing to show yet")).toContainText("too long for a link");
  });
});

test.describe("with InfluxDB 2.7", () => {
  test.use({ flags: ["--profile", "oss-2.7"] });

  test("the command is the one of that version", async ({ app, context, sandbox }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await app.signInWithToken();
    await app.fillIn();
    await choose(app, "influx");
    await expect(app.review).toContainText("For version 2.7 of the influx CLI");
    expect(shellWords(await copied(app, "influx"), "influx")).toContain(await sandbox.bucket("_tasks"));
  });
});

test.describe("a link", () => {
  test.beforeEach(async ({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

  test("fills the form of somebody who is signed out at first, and sends nothing by itself", async ({ app, context, page, sandbox }) => {
    await app.signInWithToken();
    await app.fillIn();
    await app.description.fill("from a colleague");
    const link = await copied(app, "Link");
    expect(link).not.toContain(sandbox.token);
    const fresh = await context.newPage();
    const other = new (app.constructor as new (...all: unknown[]) => Console)(fresh, sandbox, app.watch);
    await other.open(link);
    await other.tryToken(sandbox.token);
    await expect(other.notice("The form was filled by a link")).toContainText("nothing was sent yet");
    await expect(fresh).toHaveURL(/#\/tokens\/new$/);
    await expect(other.description).toHaveValue("from a colleague");
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(0);
    await expectAccessible(fresh);
    const { id } = await other.create();
    await page.bringToFront();
    const mine = await app.create();
    const [theirs, own] = await both(sandbox, id, mine.id);
    expect(grants(theirs.permissions)).toEqual(grants(own.permissions));
    expect([theirs.description, theirs.userID, theirs.orgID]).toEqual([own.description, own.userID, own.orgID]);
  });

  test("is taken up by a page that is open already, and what was in the form can be put back", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    await app.openNewToken();
    await app.tick("Read", "weather");
    const org = await sandbox.org("brackwater-plants");
    await follow(page, `request=1&org=${org}:brackwater-plants&user=${await sandbox.userId(sandbox.user)}&write.tasks=org`);
    await expect(app.review).toContainText("all tasks, also future ones");
    await expect(app.review).not.toContainText("weather");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(app.review).toContainText("weather");
    await expect(app.review).not.toContainText("all tasks");
    await expect(app.notice("The form was filled by a link")).toBeHidden();
  });

  test("with the id of another organization's bucket never says that it grants nothing, because it does", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    await app.openNewToken();
    const org = await sandbox.org("brackwater-plants");
    const elsewhere = (await sandbox.state()).buckets.find((bucket) => bucket.orgID !== org)!;
    await follow(page, `request=1&org=${org}:brackwater-plants&user=${await sandbox.userId(sandbox.user)}&read.buckets=${elsewhere.id}`);
    const notice = app.notice("1 object is not found");
    await expect(notice).toContainText("InfluxDB checks the id alone, so the token would reach it there.");
    await expect(app.review).not.toContainText("grants nothing");
    await expect(app.review).not.toContainText("does not exist");
    const { secret } = await app.create();
    const read = await sandbox.api("GET", `/api/v2/buckets/${elsewhere.id}`, undefined, secret);
    expect(read.name, "the server lets it read that bucket").toBe(elsewhere.name);
  });

  test("names what is unknown here and what it does not understand", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    await app.openNewToken();
    const org = await sandbox.org("brackwater-plants");
    await follow(
      page,
      `request=1&org=${org}:x&user=0000000000000fff:nobody%3Cimg%20src=x%3E&colour=red&read.buckets=00000000000000f1:weather,00000000000000f2:%E2%80%AEgone`,
    );
    const notice = app.notice("The form was filled by a link");
    await expect(notice).toContainText("found by name: weather");
    await expect(notice).toContainText("1 bucket is not known here: 00000000000000f2");
    await expect(notice).toContainText("“colour=red” in the link was not understood");
    await expect(notice).toContainText("You see no user nobody<img src=x> here. The form gives the token to you instead.");
    await expectAccessible(page);
  });

  test("of another version or without its end changes nothing", async ({ app, page }) => {
    await app.signInWithToken();
    await app.openNewToken();
    await app.tick("Read", "weather");
    await follow(page, "request=9&org=0000000000000001");
    await expect(app.notice("The request of the link can’t be used")).toContainText("another version of Token Console");
    await expect(app.review).toContainText("weather");
    await expect(page).toHaveURL(/#\/tokens\/new$/);
  });
});

function text(app: Console, tab: string): Locator {
  return app.review.getByRole("region", { name: `The request as ${tab}` });
}

async function choose(app: Console, tab: string): Promise<void> {
  await app.review.getByRole("tab", { name: tab, exact: true }).click();
}

function copyButton(app: Console): Locator {
  return app.review.getByRole("button", { name: /^Copy/ });
}

/** What the clipboard holds after a tab was copied. */
async function copied(app: Console, tab: string): Promise<string> {
  await choose(app, tab);
  await copyButton(app).click();
  await expect(app.review.getByText("Copied.")).toBeVisible();
  return app.page.evaluate(() => navigator.clipboard.readText());
}

/** The arguments that a real shell hands to a program. */
function shellWords(command: string, program: string): string[] {
  const script = `${program}() { printf '%s\\0' "$@"; }\nINFLUX_TOKEN=x\n${command}\n`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

test("a link whose description hides characters says which", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await follow(page, `request=1&org=${await sandbox.org("brackwater-plants")}:brackwater-plants&description=gw%E2%80%AE%2007`);
  const said = page.getByText("It contains invisible characters: U+202E. Type it again to leave them out.");
  await expect(said).toBeVisible();
  await page.getByRole("textbox", { name: "Description" }).fill("gw 07");
  await expect(said).toBeHidden();
});

function argument(command: string, flag: string): string {
  const words = shellWords(command, "curl");
  return words[words.indexOf(flag) + 1];
}

async function both(sandbox: Sandbox, first: string, second: string) {
  const { authorizations } = await sandbox.state();
  return [first, second].map((id) => authorizations.find((one) => one.id === id)!);
}

/** Opens a link in a page that is there already, as a click in a message does. */
async function follow(page: Page, request: string): Promise<void> {
  await page.evaluate((request) => {
    location.hash = `#/tokens/new?${request}`;
  }, request);
}
