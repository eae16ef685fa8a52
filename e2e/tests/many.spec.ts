// Many tokens in one run: what the table says is what the server holds.

import { expectAccessible, expectNoSidewaysScroll } from "../support/axe";
import { gateways, it, lines, sha256 } from "../support/run";
import { grants, TOKENS } from "../support/sandbox";
import { expect } from "../support/test";

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
