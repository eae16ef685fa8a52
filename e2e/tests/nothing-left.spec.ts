// What is left of a secret after it was put away: nothing that a script could find.
//
// Everything is searched: the page, the whole linear memory of the program, a snapshot of the reachable heap.

import { expect, test } from "../support/test";
import { heldBody } from "../support/altered";
import { can } from "../support/engine";
import { type Sandbox, TOKENS } from "../support/sandbox";
import { expectNoVisibleTrace, holdMemory, inHeap, inMemory } from "../support/traces";
import { CLAIMS } from "../support/wording";

test.beforeEach(async ({ page }) => holdMemory(page));

test.describe("the searches themselves", () => {
  test("find a secret that is there", async ({ app, page }) => {
    const { secret } = await app.reveal();
    expect((await inMemory(page, secret)).length, "it is shown, so the program holds it").toBeGreaterThan(0);
    const decoy = "a-decoy-in-the-reachable-heap-of-this-page";
    // In the middle of a long text, where a shortened snapshot would not show it.
    await page.evaluate((reversed) => {
      const around = [..."x".repeat(9_000)];
      (window as any).decoy = [...around, ...[...reversed].reverse(), ...around].join("");
    }, [...decoy].reverse().join(""));
    if (can("heap snapshots")) expect((await inHeap(page, decoy)).length).toBeGreaterThan(0);
  });
});

test.describe("after the dialog is closed, of a secret that was", () => {
  for (const [how, use] of [
    ["never looked at", async () => {}],
    ["shown and hidden", async (app) => {
      await app.dialog.getByRole("button", { name: "Show token" }).click();
      await app.dialog.getByRole("button", { name: "Hide token" }).click();
    }],
    ["shown", async (app) => app.dialog.getByRole("button", { name: "Show token" }).click()],
    ["copied", async (app) => {
      await app.page.context().grantPermissions(["clipboard-write"]);
      await app.dialog.getByRole("button", { name: "Copy", exact: true }).click();
      await expect(app.dialog.getByRole("button", { name: "Done" })).toBeVisible();
    }],
    ["shown in every format", async (app) => {
      await app.dialog.getByRole("button", { name: "Show token" }).click();
      for (const tab of await app.dialog.getByRole("tab").all()) await tab.click();
      await app.dialog.getByRole("tab", { name: ".env" }).click();
    }],
    ["copied in a format", async (app) => {
      await app.page.context().grantPermissions(["clipboard-write"]);
      await app.dialog.getByRole("tab", { name: "Kubernetes" }).click();
      await app.dialog.getByRole("button", { name: "Copy YAML" }).click();
      await expect(app.dialog.getByRole("button", { name: "Done" })).toBeVisible();
    }],
    ["copied in a format the older way", async (app) => {
      await app.page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
      await app.dialog.getByRole("button", { name: "Copy .env" }).click();
      await expect(app.dialog.getByRole("button", { name: "Done" })).toBeVisible();
    }],
    ["shown selected because the browser refused to copy a format", async (app) => {
      await app.page.evaluate(() => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.execCommand = () => false;
      });
      await app.dialog.getByRole("button", { name: "Copy .env" }).click();
      await expect(app.dialog.getByRole("textbox", { name: "Text to copy" })).toBeFocused();
    }],
    ["downloaded", async (app) => {
      const file = app.page.waitForEvent("download");
      await app.dialog.getByRole("button", { name: "Download" }).click();
      await (await file).delete();
      await expect(app.dialog.getByRole("button", { name: "Done" })).toBeVisible();
    }],
    ["tested", async (app) => {
      await app.dialog.getByRole("button", { name: "Test this token" }).click();
      await expect(app.dialog.getByText("Works.")).toBeVisible();
    }],
    ["guarded against Esc", async (app) => {
      await app.page.keyboard.press("Escape");
      await expect(app.stored).toBeFocused();
    }],
  ] as [string, (app: import("../support/console").Console) => Promise<void>][]) {
    test(`${how}, nothing is left`, async ({ app, page, watch }) => {
      const { secret } = await app.reveal();
      await use(app);
      const done = app.dialog.getByRole("button", { name: "Done" });
      if (await done.isVisible()) {
        await done.click();
        await expect(app.dialog).toBeHidden();
      } else {
        await app.closeWithoutCopying();
      }
      await expect(app.list).toBeVisible();
      await expectNoVisibleTrace(page, secret, watch.said);
      expect.soft(await inMemory(page, secret), "in linear memory").toEqual([]);
      expect.soft(await inHeap(page, secret), "in the reachable heap").toEqual([]);
    });
  }
});

test.describe("after the answer to a create was lost", () => {
  test("nothing of the secret in it is left", async ({ app, page, watch }) => {
    await app.signInWithToken();
    await app.fillIn();
    // The secret is in the part of the answer that came through; only the end is missing.
    let secret = "";
    const body = await heldBody(page);
    await page.route(`**${TOKENS}`, async (route) => {
      const response = await route.fetch({ postData: await body() });
      const text = await response.text();
      secret = JSON.parse(text).token;
      await route.fulfill({ response, body: text.slice(0, text.lastIndexOf("}")) });
    });
    await app.createButton.click();
    await expect(app.notice(CLAIMS.exists)).toBeVisible();
    expect(secret).not.toBe("");
    await expectNoVisibleTrace(page, secret, watch.said);
    expect.soft(await inMemory(page, secret), "in linear memory").toEqual([]);
    expect.soft(await inHeap(page, secret), "in the reachable heap").toEqual([]);
  });
});

test.describe("after signing out", () => {
  test("nothing is left of the token", async ({ app, page, sandbox, watch }) => {
    const token = await randomOperator(sandbox);
    await app.signInWithToken(token);
    await expect(app.list).toBeVisible();
    expect((await inMemory(page, token)).length, "it is in use").toBeGreaterThan(0);
    await app.signOut();
    await expectNoVisibleTrace(page, token, watch.said);
    expect.soft(await inMemory(page, token), "in linear memory").toEqual([]);
    expect.soft(await inHeap(page, token), "in the reachable heap").toEqual([]);
  });

  test("nothing is left of a token that was kept for the tab", async ({ app, page, sandbox, watch }) => {
    const token = await randomOperator(sandbox);
    await app.open();
    await page.getByRole("checkbox", { name: /Keep for this tab/ }).check();
    await app.signInWithToken(token);
    await page.reload();
    await expect(app.list).toBeVisible();
    expect((await inMemory(page, token)).length, "it is in use").toBeGreaterThan(0);
    await app.signOut();
    await expectNoVisibleTrace(page, token, watch.said);
    expect.soft(await inMemory(page, token), "in linear memory").toEqual([]);
    expect.soft(await inHeap(page, token), "in the reachable heap").toEqual([]);
  });

  test("nothing is left of a password", async ({ app, page, sandbox, watch }) => {
    await app.signInWithPassword();
    await expect(app.list).toBeVisible();
    await app.signOut();
    await expectNoVisibleTrace(page, sandbox.password, watch.said);
    const header = Buffer.from(`${sandbox.user}:${sandbox.password}`).toString("base64");
    for (const secret of [sandbox.password, header]) {
      expect.soft(await inMemory(page, secret), "in linear memory").toEqual([]);
      expect.soft(await inHeap(page, secret), "in the reachable heap").toEqual([]);
    }
  });

  test("nothing is left of a token that was refused", async ({ app, page, watch }) => {
    watch.allowStatus(401);
    const token = "mistyped-".repeat(9);
    await app.open();
    await app.tryToken(token);
    await expect(app.notice("The server does not know this token")).toBeVisible();
    await app.tryToken("something-else");
    await expect(app.tokenField).toHaveAccessibleDescription(/14 characters/);
    expect.soft(await inMemory(page, token), "in linear memory").toEqual([]);
    expect.soft(await inHeap(page, token), "in the reachable heap").toEqual([]);
  });
});

test.describe("of tokens that a server sends in clear text with its list", () => {
  test.use({ flags: ["--profile", "oss-2.7"] });

  test("nothing is left, only the fact that it does", async ({ app, page, sandbox, watch }) => {
    const org = await sandbox.org("brackwater-plants");
    const { token } = await sandbox.make("in clear text", [{ action: "read", resource: { type: "buckets", orgID: org } }]);
    await app.signInWithToken();
    await expect(app.main).toContainText("This server shows the values of tokens to everybody who may list them.");
    await app.search.fill("in clear text");
    await expect(app.list.getByRole("row")).toHaveCount(2);
    await expectNoVisibleTrace(page, token, watch.said);
    expect.soft(await inMemory(page, token), "in linear memory").toEqual([]);
    expect.soft(await inHeap(page, token), "in the reachable heap").toEqual([]);
  });
});

/** An operator's token of random letters. The demo's own ends in the alphabet, which lies in every program's memory. */
async function randomOperator(sandbox: Sandbox): Promise<string> {
  const { authorizations } = await sandbox.state();
  const demo = authorizations.reduce((most, one) => (one.permissions.length > most.permissions.length ? one : most));
  return (await sandbox.make("an operator for one test", demo.permissions)).token;
}
