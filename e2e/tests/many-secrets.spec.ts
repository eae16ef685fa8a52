// The secrets of many tokens: none is lost, and none is left behind.

import { expectAccessible } from "../support/axe";
import { gateways, it, POST, type Run, sha256 } from "../support/run";
import { TOKENS } from "../support/sandbox";
import { expect } from "../support/test";
import { expectNoVisibleTrace, holdMemory, inHeap, inMemory } from "../support/traces";

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
