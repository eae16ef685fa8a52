// Many tokens in one run: what the table says is what the server holds, and no secret is lost or left behind.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { askForMore } from "../support/altered";
import { expectAccessible, expectNoSidewaysScroll } from "../support/axe";
import type { Console } from "../support/console";
import { type Fault, grants, type Sandbox, type Stored, TOKENS } from "../support/sandbox";
import { expectNoVisibleTrace, holdMemory, inHeap, inMemory } from "../support/traces";

const POST = { method: "POST" };

/** `gw-01`, `gw-02` … */
function gateways(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `gw-${String(at + 1).padStart(2, "0")}`);
}

class Run {
  /** The secrets, as the server's answers told them, by id. */
  readonly secrets = new Map<string, string>();
  private before = new Set<string>();

  constructor(
    readonly app: Console,
    readonly page: Page,
    readonly sandbox: Sandbox,
  ) {
    page.on("response", async (answer) => {
      if (answer.url().endsWith(TOKENS) && answer.request().method() === "POST" && answer.status() === 201) {
        const { id, token } = (await answer.json().catch(() => ({}))) as { id?: string; token?: string };
        if (id && token) this.secrets.set(id, token);
      }
    });
  }

  get names(): Locator {
    return this.page.getByRole("textbox", { name: "Names" });
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  get stored(): Locator {
    return this.dialog.getByRole("checkbox", { name: "I have stored these tokens" });
  }

  row(name: string): Locator {
    return this.dialog.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name: new RegExp(`^${name}`) }) });
  }

  button(name: string | RegExp): Locator {
    return this.dialog.getByRole("button", { name });
  }

  heading(name: string | RegExp): Locator {
    return this.dialog.getByRole("heading", { name });
  }

  /** Signed in, one bucket ticked, and a name on each line. */
  async fillIn(names: string[]): Promise<void> {
    await this.app.signInWithToken();
    await this.app.openNewToken();
    await this.app.tick("Read", "telemetry");
    await this.several(names);
  }

  async several(names: string[]): Promise<void> {
    await this.page.getByRole("radio", { name: "Several", exact: true }).check();
    await this.names.fill(names.join("\n"));
    this.before = new Set((await this.sandbox.state()).authorizations.map(({ id }) => id));
  }

  async send(): Promise<void> {
    await this.page.getByRole("button", { name: /^Create \d+ tokens?$/ }).click();
    await expect(this.dialog).toBeVisible();
  }

  /** What is stored that was not there before. */
  async made(): Promise<Stored[]> {
    return (await this.sandbox.state()).authorizations.filter(({ id }) => !this.before.has(id));
  }

  /** The create after so many good ones meets this. */
  async failAfter(good: number, fault: Fault, times = 1): Promise<void> {
    await this.sandbox.fail(TOKENS, { kind: "delay", ms: 1 }, { ...POST, times: good });
    await this.sandbox.fail(TOKENS, fault, { ...POST, times });
  }

  async download(format: "CSV" | "JSON" | ".env documents"): Promise<string> {
    await this.dialog.getByRole("radio", { name: format }).check();
    const coming = this.page.waitForEvent("download");
    await this.button(/^Download /).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/^influxdb-tokens\.(csv|json|env\.txt)$/);
    return readFileSync(await file.path(), "utf8");
  }

  /** The secrets of all answers; the test may hear of an answer later than the page. */
  async told(count: number): Promise<string[]> {
    await expect.poll(() => this.secrets.size).toBe(count);
    return [...this.secrets.values()];
  }

  async done(): Promise<void> {
    await this.button("Done").click();
    await expect(this.dialog).toBeHidden();
  }
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The lines of a CSV file without quoted fields, below its head. */
function lines(csv: string): string[][] {
  const [head, ...rest] = csv.trimEnd().split("\r\n");
  expect(head).toBe("name,id,description,token");
  return rest.map((line) => line.split(","));
}

const it = test.extend<{ run: Run }>({ run: async ({ app, page, sandbox }, use) => use(new Run(app, page, sandbox)) });

it.describe("a run over 24 names", () => {
  it("makes 24 tokens that grant the same, and one file with all secrets", async ({ app, run, sandbox }) => {
    const names = gateways(24);
    await run.fillIn(names);
    await run.send();
    await expect(run.heading("Store these 24 tokens now")).toBeVisible();
    const made = await run.made();
    expect(made.map(({ description }) => description).sort()).toEqual(names.map((name) => `Read buckets telemetry – ${name}`));
    const bucket = await sandbox.bucket("telemetry");
    const org = await sandbox.org("brackwater-plants");
    for (const one of made) expect(grants(one.permissions)).toEqual([`read buckets ${bucket} ${org}`]);
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(24);

    const rows = lines(await run.download("CSV"));
    expect(rows.map(([name]) => name)).toEqual(names);
    for (const [, id, description, token] of rows) {
      const stored = made.find((one) => one.id === id)!;
      expect(sha256(token)).toBe(stored.sha256);
      expect(description).toBe(stored.description);
      await expect(run.row(description.slice(-5))).toContainText(token.slice(-4));
    }
    await run.done();
    const last = made.find(({ description }) => description.endsWith("gw-24"))!;
    await expect(app.row(last.id).getByRole("rowheader")).toBeFocused();
    await app.search.fill("telemetry – gw-");
    await expect(app.main).toContainText(/24 of \d+ match/);
  });

  it("says how far it is, sparingly", async ({ page, run }) => {
    await run.fillIn(gateways(24));
    await page.evaluate(() => {
      (window as any).said = [];
      new MutationObserver(() => {
        const text = document.querySelector("dialog[open] [aria-live=polite]")?.textContent;
        if (text && (window as any).said.at(-1) !== text) (window as any).said.push(text);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await run.send();
    await expect(run.heading("Store these 24 tokens now")).toBeVisible();
    const said: string[] = await page.evaluate(() => (window as any).said);
    expect(said).toEqual([
      "Creating 24 tokens",
      "10 of 24 created",
      "20 of 24 created",
      "Store these 24 tokens now. 24 of 24 created",
    ]);
  });
});

it.describe("the list of names", () => {
  it("is read before anything is sent: repeated, empty, too many", async ({ app, page, run, sandbox }) => {
    await run.fillIn(["gw-01", "", "gw-02", "gw-01"]);
    const summary = page.getByRole("status").filter({ hasText: "2 tokens." });
    await expect(summary).toContainText("Repeated and created once: gw-01.");
    await expect(summary).toContainText("Line 2 is empty.");
    await expectAccessible(page);

    await run.names.fill("");
    await page.getByRole("button", { name: "Create tokens" }).click();
    await expect(run.names).toBeFocused();
    await expect(run.names).toHaveAccessibleDescription(/There is no name yet/);
    await run.names.fill(gateways(501).join("\n"));
    await page.getByRole("button", { name: "Create 500 tokens" }).click();
    await expect(run.names).toHaveAccessibleDescription(/one run creates at most 500 tokens/);
    await run.names.fill("gw-01");
    await app.page.getByRole("button", { name: "Clear", exact: true }).click();
    await page.getByRole("button", { name: "Create 1 token" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Nothing is granted yet" })).toBeVisible();
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(0);
  });

  it("stands where a typed description says", async ({ app, run }) => {
    await run.fillIn(["gw-01", "gw-02"]);
    await app.description.fill("agent {name}, hall 3");
    await run.send();
    await expect(run.heading("Store these 2 tokens now")).toBeVisible();
    expect((await run.made()).map((one) => one.description).sort()).toEqual(["agent gw-01, hall 3", "agent gw-02, hall 3"]);
  });

  it("finds one bucket for each name, and says where there is none or more than one", async ({ app, page, run, sandbox }) => {
    await app.signInWithToken();
    await app.openNewToken();
    await app.tick("Read", "weather");
    await run.several(["scratch-jonas", "alarms", "nothing"]);
    await page.getByRole("radio", { name: "Each gets one bucket of its own" }).check();
    const called = page.getByRole("textbox", { name: "The bucket is called" });
    await called.fill("*{name}");
    const preview = page.getByRole("region", { name: "What will be created" });
    await expect(preview).toContainText("2 buckets fit *alarms. Left out.");
    await expect(preview).toContainText("There is no bucket *nothing. Left out.");
    await expect(page.getByRole("button", { name: "Create 1 token" })).toBeVisible();
    await run.names.fill("metrics\nalarms\nnothing");
    await called.fill("plant-b/{name}");
    await expect(page.getByRole("status").filter({ hasText: "Buckets: 2 found, 1 not found, 0 ambiguous." })).toBeVisible();
    await page.getByRole("radio", { name: "Read and Write" }).check();
    const review = page.getByRole("complementary", { name: "Review 1 permission each and a bucket of its own" });
    await expect(review).toContainText(
      "mira.okafor gets 2 tokens, each of which grants read on 1 bucket in brackwater-plants, and read and write on a bucket of its own.",
    );
    await expect(review).toContainText("One request of 2: the one for metrics.");
    await expect(review.getByRole("region", { name: "The request as JSON" })).toContainText(`"id": "${await sandbox.bucket("plant-b/metrics")}"`);
    await review.getByRole("tab", { name: "Link" }).click();
    await expect(review).toContainText("What all of them share; the names are not in it.");
    await expectAccessible(page);
    await run.send();
    await expect(run.heading("Store these 2 tokens now")).toBeVisible();
    await expect(run.row("nothing")).toContainText("Left out There is no bucket plant-b/nothing.");

    const org = await sandbox.org("brackwater-plants");
    const weather = await sandbox.bucket("weather");
    const made = await run.made();
    expect(made).toHaveLength(2);
    for (const name of ["metrics", "alarms"]) {
      const own = await sandbox.bucket(`plant-b/${name}`);
      const one = made.find(({ description }) => description.endsWith(` – ${name}`))!;
      expect(grants(one.permissions)).toEqual(
        [`read buckets ${own} ${org}`, `read buckets ${weather} ${org}`, `write buckets ${own} ${org}`].sort(),
      );
    }
  });
});

it.describe("a run in which something goes wrong", () => {
  it("goes on after a refused row, and asks again for that one only", async ({ page, run, sandbox, watch }) => {
    watch.allowStatus(400);
    await run.fillIn(gateways(5));
    await run.failAfter(2, { kind: "status", status: 400, code: "invalid", message: "unable to create token" });
    await run.send();
    await expect(run.heading("Store these 4 tokens now")).toBeVisible();
    await expect(run.row("gw-03")).toContainText("Refused The server did not take the request: unable to create token.");
    await expectAccessible(page);
    expect(await run.made()).toHaveLength(4);
    await run.button("Try again").click();
    await expect(run.heading("Store these 5 tokens now")).toBeVisible();
    expect((await run.made()).map(({ description }) => description.slice(-5)).sort()).toEqual(gateways(5));
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(6);
  });

  it("finds a token whose answer was lost, and replaces it on request", async ({ app, page, run, sandbox, watch }) => {
    watch.allowLostAnswers();
    await run.fillIn(gateways(5));
    await run.failAfter(2, { kind: "cut", when: "after" });
    await run.send();
    await expect(run.heading("Store these 4 tokens now")).toBeVisible();
    await expect(run.row("gw-03")).toContainText("May exist");
    expect(await run.made()).toHaveLength(5);
    expect(await sandbox.asked(`POST ${TOKENS}`), "it is not sent again by itself").toBe(5);
    const lost = (await run.made()).find(({ description }) => description.endsWith("gw-03"))!;
    await expect(run.row("gw-03")).toContainText(lost.id);
    await expectAccessible(page);
    await run.button("Delete and create again…").click();
    await expect(app.question).toContainText(lost.id);
    await app.question.getByRole("button", { name: "Delete and create again" }).click();
    await expect(run.heading("Store these 5 tokens now")).toBeVisible();
    const made = await run.made();
    expect(made.map(({ description }) => description.slice(-5)).sort()).toEqual(gateways(5));
    expect(made.map(({ id }) => id)).not.toContain(lost.id);
    expect(lines(await run.download("CSV")).map((line) => sha256(line[3])).sort()).toEqual(made.map((one) => one.sha256).sort());
  });

  it("says what was not made when an answer was lost before anything was stored", async ({ run, watch }) => {
    watch.allowLostAnswers();
    await run.fillIn(gateways(3));
    await run.failAfter(1, { kind: "cut", when: "before" });
    await run.send();
    await expect(run.row("gw-02")).toContainText("Not found so far");
    await run.button("Try again").click();
    await expect(run.heading("Store these 3 tokens now")).toBeVisible();
    expect(await run.made()).toHaveLength(3);
  });

  it("pauses after three failures in a row", async ({ run, sandbox, watch }) => {
    watch.allowStatus(400);
    await run.fillIn(gateways(9));
    await run.failAfter(1, { kind: "status", status: 400, code: "invalid", message: "unable to create token" }, 3);
    await run.send();
    await expect(run.heading("Paused: 1 of 9 tokens created")).toBeVisible();
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(4);
    await run.button("Resume").click();
    await expect(run.heading("Store these 6 tokens now")).toBeVisible();
    expect(await run.made()).toHaveLength(6);
  });

  it("waits as long as the server asks, and goes on by itself", async ({ app, run, sandbox, watch }) => {
    watch.allowStatus(429);
    await run.fillIn(gateways(3));
    await sandbox.fail(TOKENS, { kind: "status", status: 429, headers: { "Retry-After": "2" } }, { method: "GET" });
    await run.send();
    await expect(app.notice("The server asks to wait")).toContainText(/in [12] seconds?/);
    await expect(run.heading("Store these 3 tokens now")).toBeVisible();
    expect(await run.made()).toHaveLength(3);
  });

  it("survives the end of the session with its secrets", async ({ app, page, run, sandbox, watch }) => {
    watch.allowStatus(401);
    await run.fillIn(gateways(5));
    await run.failAfter(2, { kind: "status", status: 401, code: "unauthorized", message: "unauthorized access" });
    await run.send();
    await expect(run.heading("Paused: 2 of 5 tokens created")).toBeVisible();
    await expectAccessible(page);
    await expect(run.button("Resume")).toHaveAttribute("aria-disabled", "true");
    await run.button("Sign in again").click();
    await expect(run.dialog).toBeHidden();
    await expect(page.getByRole("complementary", { name: "A run that waits" })).toContainText("2 of 5 tokens created");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Back to them" }).click();
    await expect(run.dialog).toBeVisible();
    await run.button("Sign in again").click();
    await app.tryToken(sandbox.token);
    await expect(run.dialog).toBeVisible();
    await run.button("Resume").click();
    await expect(run.heading("Store these 5 tokens now")).toBeVisible();
    const made = await run.made();
    expect(made).toHaveLength(5);
    expect(lines(await run.download("CSV")).map((line) => sha256(line[3])).sort()).toEqual(made.map((one) => one.sha256).sort());
  });
});

it("a token of a run that is not what was asked for is told in its row, and deactivated there", async ({ app, page, run, sandbox, watch }) => {
  watch.allowLostAnswers();
  await run.fillIn(gateways(3));
  await askForMore(page, TOKENS, "gw-02");
  await run.send();
  await expect(run.heading("Store these 3 tokens now")).toBeVisible();
  await expect(run.dialog).toContainText("3 of 3 created · 1 not as asked");
  const row = run.row("gw-02");
  await expect(row).toContainText("Not as asked It grants 1 permission that you did not ask for: write:orgs/");
  await expectAccessible(page);
  const { id } = (await run.made()).find(({ description }) => description.endsWith("gw-02"))!;
  const deactivate = row.getByRole("button", { name: `Deactivate ${id}` });
  await sandbox.fail(`${TOKENS}/*`, { kind: "cut", when: "before" }, { method: "PATCH" });
  await deactivate.click();
  await expect(row).toContainText("Perhaps it was not deactivated");
  // The answer is lost and read back.
  await sandbox.fail(`${TOKENS}/*`, { kind: "cut", when: "after" }, { method: "PATCH" });
  await deactivate.click();
  await expect(row).toContainText("It is inactive.");
  await expect(deactivate).toHaveCount(0);
  const statuses = (await run.made()).map((one) => [one.id === id, one.status]);
  expect(statuses.sort()).toEqual([[false, "active"], [false, "active"], [true, "inactive"]]);
  await run.stored.check();
  await run.done();
  await expect(app.row(id)).toContainText("Inactive");
});

it.describe("a run of which no answer came", () => {
  for (const [when, told] of [
    ["after", "2 tokens may exist without their secrets"],
    ["before", "No token was found so far"],
  ] as const) {
    it(`does not say that nothing was created: cut ${when} the change`, async ({ run, sandbox, watch }) => {
      watch.allowLostAnswers();
      await run.fillIn(gateways(2));
      await sandbox.fail(TOKENS, { kind: "cut", when }, { ...POST, times: 2 });
      await run.send();
      await expect(run.heading(told)).toBeVisible();
      expect(await run.made()).toHaveLength(when === "after" ? 2 : 0);
    });
  }
});

it.describe("a run that is stopped", () => {
  it("need not wait for an answer that drips", async ({ run, sandbox, watch }) => {
    watch.allowLostAnswers();
    await run.fillIn(gateways(3));
    await run.failAfter(1, { kind: "rate", bytesPerSecond: 4 });
    await run.send();
    await expect(run.row("gw-02")).toContainText("Sending");
    await run.button("Pause").click();
    await run.button("Stop waiting").click();
    await run.button("Resume").click();
    await expect(run.row("gw-03")).toContainText("Created");
    await expect(run.row("gw-02")).toContainText("May exist");
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(3);
  });

  it("is undone although answers are lost, and says of what nobody knows", async ({ run, sandbox, watch }) => {
    watch.allowLostAnswers();
    watch.allowStatus(404);
    await run.fillIn(gateways(3));
    await run.send();
    await expect(run.heading("Store these 3 tokens now")).toBeVisible();
    const lose = (method: string, when: "before" | "after") => sandbox.fail(`${TOKENS}/*`, { kind: "cut", when }, { method });
    await lose("DELETE", "after");
    // Each is read before it is deleted.
    await sandbox.fail(`${TOKENS}/*`, { kind: "delay", ms: 1 }, { method: "GET" });
    await lose("GET", "before");
    await run.button("Undo…").click();
    await run.button("Delete 3 tokens").click();
    // The first one is gone, and reading it back failed as well.
    await expect(run.heading("Perhaps 1 token could not be deleted")).toBeVisible();
    await expect(run.row("gw-01")).toContainText("Perhaps it was not deleted");
    expect(await run.made()).toEqual([]);
    await run.button("Undo…").click();
    await run.button("Delete 1 token").click();
    await expect(run.heading("All 3 tokens were deleted")).toBeVisible();
  });

  it("is undone but for what somebody has taken into use since", async ({ run, sandbox }) => {
    await run.fillIn(gateways(2));
    await run.send();
    await expect(run.heading("Store these 2 tokens now")).toBeVisible();
    const { id } = (await run.made()).find(({ description }) => description.includes("gw-01"))!;
    await sandbox.api("PATCH", `${TOKENS}/${id}`, { description: "IN USE by line 7" });
    await run.button("Undo…").click();
    await run.button("Delete 2 tokens").click();
    await expect(run.row("gw-01")).toContainText("Somebody changed it since, so it was left alone.");
    await expect.poll(async () => (await run.made()).map(({ description }) => description)).toEqual(["IN USE by line 7"]);
  });

  it("is undone at once where a lost answer can be read back", async ({ run, sandbox, watch }) => {
    watch.allowLostAnswers();
    watch.allowStatus(404);
    await run.fillIn(gateways(3));
    await run.send();
    await expect(run.heading("Store these 3 tokens now")).toBeVisible();
    await sandbox.fail(`${TOKENS}/*`, { kind: "cut", when: "after" }, { method: "DELETE" });
    await run.button("Undo…").click();
    await run.button("Delete 3 tokens").click();
    await expect(run.heading("All 3 tokens were deleted")).toBeVisible();
    expect(await run.made()).toEqual([]);
  });

  it("sends nothing while it is paused, and goes on where it stopped", async ({ page, run, sandbox }) => {
    await run.fillIn(gateways(4));
    await sandbox.fail(TOKENS, { kind: "delay", ms: 400 }, { ...POST, times: 4 });
    await run.send();
    await run.button("Pause").click();
    await expect(run.button("Resume")).toBeVisible();
    await expect(run.heading(/^Paused: [12] of 4 tokens created/)).toBeVisible();
    await expectAccessible(page);
    const asked = await sandbox.asked(`POST ${TOKENS}`);
    expect(await run.made()).toHaveLength(asked);
    expect(asked).toBeLessThan(4);
    await run.button("Resume").click();
    await expect(run.heading("Store these 4 tokens now")).toBeVisible();
    expect(await run.made()).toHaveLength(4);
  });

  it("is undone wholly, and nothing else is touched", async ({ app, page, run, sandbox, watch }) => {
    watch.allowLostAnswers();
    await run.fillIn(gateways(6));
    const before = await sandbox.state();
    await run.failAfter(2, { kind: "cut", when: "after" });
    await run.send();
    await expect(run.heading("Store these 5 tokens now")).toBeVisible();
    await run.button("Undo…").click();
    await expect(run.button("Keep them")).toBeFocused();
    await run.button("Keep them").click();
    expect(await run.made()).toHaveLength(6);
    await run.button("Undo…").click();
    await expectAccessible(page);
    await run.button("Delete 5 tokens").click();
    await expect(run.heading("All 5 tokens were deleted, 1 that looks the same was not")).toBeVisible();
    const [left, ...others] = await run.made();
    expect(others).toEqual([]);
    await expect(run.row("gw-03"), "what nobody can prove to be ours is named").toContainText(left.id);
    await run.button("Delete and create again…").click();
    await expect(app.question).toContainText(left.id);
    await app.question.getByRole("button", { name: "Cancel" }).click();
    expect((await sandbox.state()).authorizations).toHaveLength(before.authorizations.length + 1);
    await expect(run.row("gw-04")).toContainText("Deleted");
    await expectAccessible(page);
    await run.done();
    // The form is kept with the names that have no token.
    await expect(run.names).toHaveValue(gateways(6).filter((name) => name !== "gw-03").join("\n"));
    await app.goToList();
    for (const id of run.secrets.keys()) await expect(app.row(id)).toHaveCount(0);
  });
});

it.describe("leaving without the secrets", () => {
  it("is refused by every way out, and says why", async ({ app, page, run }) => {
    await run.fillIn(gateways(3));
    await run.send();
    await expect(run.heading("Store these 3 tokens now")).toBeVisible();
    const stays = async () => {
      await expect(run.dialog).toBeVisible();
      await expect(app.notice("Download or copy them, or tick the box")).toContainText("3 secrets are nowhere else");
      await expect(run.stored).toBeFocused();
      await run.button("Copy all").focus();
    };
    for (let time = 0; time < 3; time++) {
      await page.keyboard.press("Escape");
      await stays();
    }
    await run.dialog.evaluate((dialog: HTMLDialogElement) => dialog.close());
    await stays();
    await page.goBack();
    await expect(page).toHaveURL(/#\/tokens\/new$/);
    await stays();
    await page.evaluate(() => {
      location.hash = "#/tokens";
    });
    await expect(page).toHaveURL(/#\/tokens\/new$/);
    await stays();
    for (const leave of [() => page.evaluate(() => setTimeout(() => location.reload())), () => page.close({ runBeforeUnload: true })]) {
      const asked = page.waitForEvent("dialog");
      await leave();
      const question = await asked;
      expect(question.type()).toBe("beforeunload");
      await question.dismiss();
    }
    await expect(run.button("Close")).toHaveAttribute("aria-disabled", "true");
    await run.stored.check();
    await run.stored.uncheck();
    await page.keyboard.press("Escape");
    await expect(run.dialog).toBeVisible();
    await run.stored.check();
    await run.done();
    await expect(app.list).toBeVisible();
  });

  it("is refused while the run is at work", async ({ app, page, run, sandbox }) => {
    await run.fillIn(gateways(3));
    await sandbox.fail(TOKENS, { kind: "delay", ms: 1000 }, POST);
    await run.send();
    await page.keyboard.press("Escape");
    await expect(app.notice("The run is still at work")).toBeVisible();
    await expect(run.heading("Store these 3 tokens now")).toBeVisible();
  });
});

it.describe("the secrets of a run", () => {
  it("are copied as a whole, and only a confirmed copy counts", async ({ context, page, run }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await run.fillIn(gateways(3));
    await run.send();
    await run.dialog.getByRole("radio", { name: "JSON" }).check();
    await run.button("Copy all").click();
    await expect(run.dialog.getByRole("status").filter({ hasText: "Copied 3 tokens. The clipboard confirmed it." })).toBeVisible();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    expect(copied.organization).toBe("brackwater-plants");
    expect(copied.tokens.map((one: any) => sha256(one.token)).sort()).toEqual((await run.made()).map((one) => one.sha256).sort());
    await run.done();
  });

  it("are selected where the browser refuses to copy", async ({ page, run }) => {
    await page.addInitScript(() => {
      document.execCommand = () => false;
      Object.defineProperty(navigator, "clipboard", { value: undefined });
    });
    await run.fillIn(gateways(2));
    await run.send();
    await run.button("Copy all").click();
    await expect(run.dialog.getByRole("status").filter({ hasText: "Could not copy" })).toContainText("press Ctrl+C");
    const field = run.dialog.getByRole("textbox", { name: "The table with all secrets" });
    await expect(field).toBeFocused();
    const selected = await field.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
    for (const secret of await run.told(2)) expect(selected).toContain(secret);
    await expect(run.button("Close")).toHaveAttribute("aria-disabled", "true");
    await expectAccessible(page);
    await run.stored.check();
    await run.done();
  });

  it("stand in documents of their own, one for each device", async ({ run, sandbox }) => {
    await run.fillIn(gateways(2));
    await run.send();
    await expect(run.heading("Store these 2 tokens now")).toBeVisible();
    const documents = (await run.download(".env documents")).split("---\n");
    const made = await run.made();
    expect(documents).toHaveLength(2);
    for (const [at, text] of documents.entries()) {
      const pairs = Object.fromEntries(text.split("\n").filter((line) => line.includes("=")).map((line) => line.split(/=(.*)/s)));
      expect(text).toContain(`# gw-0${at + 1}, token `);
      expect(pairs.INFLUX_HOST).toBe(sandbox.url);
      expect(pairs.INFLUX_ORG).toBe("brackwater-plants");
      expect(made.map((one) => one.sha256)).toContain(sha256(pairs.INFLUX_TOKEN));
    }
  });
});

it.describe("after a run is closed, of secrets that were", () => {
  it.beforeEach(async ({ page }) => holdMemory(page));

  for (const [how, use] of [
    ["never taken", async (run) => run.stored.check()],
    ["downloaded", async (run) => void (await run.download("CSV"))],
    ["downloaded as documents", async (run) => void (await run.download(".env documents"))],
    ["copied", async (run) => {
      await run.page.context().grantPermissions(["clipboard-write"]);
      await run.button("Copy all").click();
      await expect(run.dialog.getByRole("status").filter({ hasText: "Copied 3 tokens" })).toBeVisible();
    }],
    ["undone", async (run) => {
      await run.button("Undo…").click();
      await run.button("Delete 3 tokens").click();
      await expect(run.heading("All 3 tokens were deleted")).toBeVisible();
    }],
  ] as [string, (run: Run) => Promise<void>][]) {
    it(`${how}, nothing is left`, async ({ page, run, watch }) => {
      await run.fillIn(gateways(3));
      await run.send();
      await expect(run.heading("Store these 3 tokens now")).toBeVisible();
      const secrets = await run.told(3);
      expect((await inMemory(page, secrets[0])).length, "it is there, so that a search can find it").toBeGreaterThan(0);
      await use(run);
      await run.done();
      for (const secret of secrets) {
        await expectNoVisibleTrace(page, secret, watch.said);
        expect.soft(await inMemory(page, secret), "in linear memory").toEqual([]);
        expect.soft(await inHeap(page, secret), "in the reachable heap").toEqual([]);
      }
    });
  }
});

it("is done by keyboard alone in a narrow window", async ({ app, page, run, sandbox }) => {
  await run.fillIn([]);
  await page.setViewportSize({ width: 320, height: 720 });
  await app.tabTo(run.names);
  await page.keyboard.type("gw-01\ngw-02");
  const create = page.getByRole("button", { name: "Create 2", exact: true });
  await app.tabTo(create);
  await page.keyboard.press("Enter");
  await expect(run.heading("Store these 2 tokens now")).toBeFocused();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await app.tabTo(run.stored);
  await page.keyboard.press("Space");
  await app.tabTo(run.button("Done"));
  await page.keyboard.press("Enter");
  await expect(run.dialog).toBeHidden();
  expect(await run.made()).toHaveLength(2);
  expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(2);
});
