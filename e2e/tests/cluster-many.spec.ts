// Many database tokens in one run: what the table says is what the cluster holds, and no secret is lost or left behind.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { TOKENS, type Cluster, expect, grants, test } from "../support/cluster";
import { gate } from "../support/gate";
import { expectNoVisibleTrace } from "../support/traces";
import { neverGivesUp } from "../support/silence";

const YEAR_2030 = "2030-01-01T00:00:00Z";
const POST = { method: "POST" };

class Run {
  constructor(
    readonly cluster: Cluster,
    readonly page: Page,
  ) {}

  get dialog(): Locator {
    return this.page.getByRole("dialog");
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

  get preview(): Locator {
    return this.page.getByRole("region", { name: "What will be created" });
  }

  async several(names: string[]): Promise<void> {
    await this.page.getByRole("radio", { name: "Several", exact: true }).check();
    await this.page.getByRole("textbox", { name: "Names" }).fill(names.join("\n"));
  }

  async send(): Promise<void> {
    await this.page.getByRole("button", { name: /^Create \d+ tokens?$/ }).click();
    await expect(this.dialog).toBeVisible();
  }

  async download(format: "CSV" | ".env documents"): Promise<string> {
    await this.dialog.getByRole("radio", { name: format }).check();
    const coming = this.page.waitForEvent("download");
    await this.button(/^Download /).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/^database-tokens\.(csv|env\.txt)$/);
    return readFileSync(await file.path(), "utf8");
  }

  /** What is stored besides what was there before, and works. */
  async working() {
    return (await this.cluster.added()).filter(({ revokedAt }) => !revokedAt);
  }
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const it = test.extend<{ run: Run }>({ run: async ({ cluster, page }, use) => use(new Run(cluster, page)) });

it.describe("on paths without account and cluster", () => {
  it.use({ flags: ["--profile", "clustered-flat-paths"] });
  it("five names get a token each, although an answer is lost in the middle", async ({ cluster, page, run, sandbox, watch }) => {
    watch.allowLostAnswers();
    const names = ["gw-1", "gw-2", "gw-3", "gw-4", "gw-5"];
    await cluster.openForm();
    await cluster.tickOf("Read", "telemetry").check();
    await cluster.tickOf("Write", "telemetry").check();
    await cluster.expire("Date…");
    await page.getByRole("textbox", { name: "Date and time" }).fill(YEAR_2030);
    await run.several([...names, "gw-2"]);
    await expect(page.getByText("5 tokens. Repeated and created once: gw-2.")).toBeVisible();
    await expect(run.preview).toContainText("gw-1: Read/write on telemetry");
    await expect(page.getByText("One request of 5: the one for gw-1.")).toBeVisible();
    await expectAccessible(page);

    const path = "/api/v0/tokens";
    await sandbox.fail(path, { kind: "delay", ms: 1 }, { ...POST, times: 2 });
    await sandbox.fail(path, { kind: "cut", when: "after" }, POST);
    await run.send();
    await expect(run.heading("Store these 4 tokens now")).toBeVisible();
    await expect(run.row("gw-3")).toContainText("May exist");
    const lost = (await run.working()).find(({ description }) => description.startsWith("gw-3"))!;
    await expect(run.row("gw-3")).toContainText(lost.id);
    await expectAccessible(page);
    await run.button("Revoke and create again…").click();
    await expect(cluster.question).toContainText(lost.id);
    await cluster.question.getByRole("button", { name: "Revoke and create again" }).click();
    await expect(run.heading("Store these 5 tokens now")).toBeVisible();

    const stored = await run.working();
    expect(stored.map(({ description }) => description).sort()).toEqual(names.map((name) => `${name}: Read/write on telemetry`));
    for (const token of stored) {
      expect(grants(token)).toEqual(["read:telemetry", "write:telemetry"]);
      expect(token.expiresAt).toBe(YEAR_2030);
    }
    expect(stored.map(({ id }) => id)).not.toContain(lost.id);

    await run.dialog.getByRole("radio", { name: "CSV" }).focus();
    await page.keyboard.press("Escape");
    await expect(run.dialog.getByText("Download or copy them, or tick the box")).toBeVisible();
    const [head, ...lines] = (await run.download("CSV")).trimEnd().split("\r\n");
    expect(head).toBe("name,id,description,token");
    const secrets = lines.map((line) => line.split(","));
    expect(secrets.map(([name]) => name)).toEqual(names);
    for (const [, id, , token] of secrets) expect(sha256(token)).toBe(stored.find((one) => one.id === id)!.sha256);
    await run.button("Done").click();
    await expect(run.dialog).toBeHidden();
    await expect(page.getByRole("row").filter({ hasText: "gw-5: Read/write on telemetry" })).toBeVisible();
    for (const [, , , token] of secrets) await expectNoVisibleTrace(page, token, watch.said);
  });

  it("what somebody revokes while its secret is shown does not come back into the list", async ({ cluster, page, run, sandbox }) => {
    const path = "/api/v0/tokens";
    const looked = () =>
      page.waitForResponse((answer) => new URL(answer.url()).pathname === path && answer.request().method() === "GET");
    await page.clock.install();
    await cluster.openForm();
    await cluster.tickOf("Read", "telemetry").check();
    await run.several(["kept", "taken"]);
    const [first] = await Promise.all([looked().then(looked), run.send()]);
    await first.finished();
    await expect(run.heading("Store these 2 tokens now")).toBeVisible();
    // The list is looked at twice more, and only the last one shows what somebody did.
    const second = looked();
    await page.clock.fastForward(6_000);
    await (await second).finished();
    const taken = (await run.working()).find(({ description }) => description.startsWith("taken"))!;
    const headers = { Authorization: `Bearer ${sandbox.token}` };
    expect((await fetch(`${sandbox.url}${path}/${taken.id}`, { method: "DELETE", headers })).ok).toBe(true);
    const last = looked();
    await page.clock.fastForward(16_000);
    await (await last).finished();
    await run.download("CSV");
    await run.button("Done").click();
    await expect(run.dialog).toBeHidden();
    await expect(page.getByRole("row").filter({ hasText: "kept: Read-only on telemetry" })).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: taken.id })).toHaveCount(0);
  });
});

it("each name gets a database of its own, and an undo revokes what was created", async ({ cluster, page, run, sandbox, watch }) => {
  watch.allowLostAnswers();
  await cluster.openForm();
  await run.several(["a", "b", "none"]);
  await page.getByRole("radio", { name: "Each gets one database of its own" }).check();
  await page.getByRole("textbox", { name: "The database is called" }).fill("plant-{name}/metrics");
  await page.getByRole("radio", { name: "Read and Write", exact: true }).check();
  await expect(page.getByText("2 tokens. Databases: 2 found, 1 not found.")).toBeVisible();
  await expect(run.preview).toContainText("There is no database “plant-none/metrics”. Left out.");
  await expect(page.getByText(/2 tokens, each of which can read and write a database of its own/)).toBeVisible();
  await run.send();
  await expect(run.heading("Store these 2 tokens now")).toBeVisible();
  await expect(run.row("none")).toContainText("Left out");
  expect((await run.working()).map(grants).sort()).toEqual([
    ["read:plant-a/metrics", "write:plant-a/metrics"],
    ["read:plant-b/metrics", "write:plant-b/metrics"],
  ]);
  const env = await run.download(".env documents");
  expect(env.match(/^INFLUX_TOKEN=/gm)).toHaveLength(2);
  // A lost answer to a revoke is read back.
  await sandbox.fail(`${TOKENS}/*`, { kind: "cut", when: "after" }, { method: "DELETE" });
  await run.button("Undo…").click();
  await expectAccessible(page);
  await run.button("Revoke 2 tokens").click();
  await expect(run.heading("All 2 tokens were revoked")).toBeVisible();
  await expect(run.row("a")).toContainText("Revoked");
  expect(await run.working()).toEqual([]);
  await run.button("Done").click();
  await expect(run.dialog).toBeHidden();
  expect(await page.getByRole("textbox", { name: "Names" }).inputValue(), "they can be created again").toBe("a\nb\nnone");
});

it("an undo leaves alone what somebody has taken into use since", async ({ cluster, page, run, sandbox }) => {
  await cluster.openForm();
  await cluster.tickOf("Read", "weather").check();
  await run.several(["one", "two"]);
  await run.send();
  await expect(run.heading("Store these 2 tokens now")).toBeVisible();
  const { id } = (await run.working()).find(({ description }) => description.startsWith("one"))!;
  const answer = await fetch(`${sandbox.url}${TOKENS}/${id}`, {
    method: "PATCH",
    headers: { Authorization: `Bearer ${sandbox.token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ description: "IN USE by line 7" }),
  });
  expect(answer.ok).toBe(true);
  await run.button("Undo…").click();
  await run.button("Revoke 2 tokens").click();
  await expect(run.row("one")).toContainText("Somebody changed it since, so it was left alone.");
  await expect.poll(async () => (await run.working()).map(({ description }) => description)).toEqual(["IN USE by line 7"]);
  await expect(page.getByRole("dialog")).toBeVisible();
});

it("a run waits for whoever's session ended, and goes on where it stopped", async ({ cluster, page, run, sandbox, watch }) => {
  watch.allowStatus(401);
  await cluster.openForm();
  await cluster.tickOf("Read", "weather").check();
  await run.several(["one", "two", "three"]);
  await sandbox.fail(TOKENS, { kind: "delay", ms: 1 }, { ...POST, times: 1 });
  await sandbox.fail(TOKENS, { kind: "status", status: 401, body: { code: 401, message: "unauthorized" } }, POST);
  await run.send();
  await expect(run.dialog.getByText("Your session ended, and the run waits")).toBeVisible();
  await run.button("Sign in again").click();
  await expect(page.getByText("A run waits for you: 1 of 3 tokens created, 1 still to be stored.")).toBeVisible();
  await cluster.trySignIn();
  await run.button("Resume").click();
  await expect(run.heading("Store these 3 tokens now")).toBeVisible();
  expect((await run.working()).map(({ description }) => description.split(":")[0]).sort()).toEqual(["one", "three", "two"]);
});

test("nobody signs out while a token is being created, and its secret is shown", async ({ cluster, page }) => {
  await neverGivesUp(page);
  await cluster.openForm();
  await cluster.tickOf("Read", "weather").check();
  const create = await gate(page, "POST", TOKENS);
  await cluster.createButton.click();
  await create.arrived;
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(cluster.notice("You are still signed in")).toContainText("its secret comes with the answer");
  await expectAccessible(page);
  create.open();
  await expect(cluster.dialog).toBeVisible();
  await expect(cluster.notice("You are still signed in")).toHaveCount(0);
});

test.describe("dedicated", () => {
  test.use({ flags: ["--profile", "dedicated"] });
  const [ACCOUNT, CLUSTER] = ["7c1b0f4e-2a63-4d19-9a55-3f0e8b1d6c20", "e9d8f2a1-54b7-4c3e-8f60-1b7a90c4d5e3"];
  const PATH = `/api/v0/accounts/${ACCOUNT}/clusters/${CLUSTER}/tokens`;
  test("a token until 2030 is created although the first answer never ends", async ({ cluster, page, sandbox, watch }) => {
    watch.allowLostAnswers();
    await page.goto("cluster.html");
    await page.getByRole("radio", { name: "Cloud Dedicated" }).check();
    await page.getByLabel("Account id").fill(ACCOUNT);
    await page.getByLabel("Cluster id").fill(CLUSTER);
    await cluster.openForm();
    await cluster.tickOf("Read", "telemetry").check();
    await cluster.tickOf("Write", "pumps_raw").check();
    await cluster.expire("Date…");
    await page.getByRole("textbox", { name: "Date and time" }).fill(YEAR_2030);
    await sandbox.fail(PATH, { kind: "stall", bytes: 20 }, POST);
    await cluster.createButton.click();
    await page.getByRole("button", { name: "Stop waiting" }).click();
    const notice = cluster.notice("You stopped waiting. A new token looks like it.");
    await expect(notice).toBeVisible();
    const [lost] = await cluster.added();
    await expect(notice).toContainText(lost.id);
    await notice.getByRole("button", { name: "Revoke it and create a new one…" }).click();
    await cluster.question.getByRole("button", { name: "Revoke and create again" }).click();
    await expect(cluster.dialog).toBeVisible();
    await expect(cluster.dialog.getByText("No test: Cloud Dedicated serves data at another host")).toBeVisible();
    await expectAccessible(page);
    const [token, ...others] = (await cluster.added()).filter(({ revokedAt }) => !revokedAt);
    expect(others).toEqual([]);
    expect(token.id).not.toBe(lost.id);
    expect([token.description, token.expiresAt]).toEqual(["Read-only on telemetry, Write-only on pumps_raw", YEAR_2030]);
    expect(grants(token)).toEqual(["read:telemetry", "write:pumps_raw"]);
  });
});
