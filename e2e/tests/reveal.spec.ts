// The moment in which a person holds the only copy of a secret: copying tells the truth, and no way out loses it.

import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { denyClipboard } from "../support/engine";
import type { Console } from "../support/console";
import { TOKENS } from "../support/sandbox";

const COPY = { name: "Copy", exact: true };

test.describe("copying", () => {
  test("in a secure context is confirmed by the clipboard", async ({ app, context, page }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const { secret } = await app.reveal();
    await app.dialog.getByRole("button", COPY).click();
    await expect(app.dialog.getByRole("status")).toContainText("Copied. The clipboard confirmed it.");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
    await expectAccessible(page);
    await app.dialog.getByRole("button", { name: "Done" }).click();
    await expect(app.dialog).toBeHidden();
  });

  test("and closing is one step", async ({ app, context, page }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const { id, secret } = await app.reveal();
    await app.dialog.getByRole("button", { name: "Copy and close" }).click();
    await expect(app.dialog).toBeHidden();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
    await expect(app.row(id).getByRole("rowheader")).toBeFocused();
  });

  for (const shown of [false, true]) {
    const look = shown ? "shown" : "masked";
    test(`works on plain http in the network, with the token ${look}`, async ({ app, page, context, sandbox, watch }) => {
      const lan = sandbox.url.replace("127.0.0.1", "lan.test");
      watch.allowOrigin(lan);
      // The browser reports a header that is of use over https only.
      watch.allow(/Cross-Origin-Opener-Policy header has been ignored/);
      await app.open(`${lan}/`);
      expect(await page.evaluate(() => "clipboard" in navigator), "there is no clipboard to ask").toBe(false);
      await expect(app.notice("This connection is not encrypted")).toBeVisible();
      await app.signInWithToken();
      await app.fillIn();
      const { secret } = await app.create();
      if (shown) await app.dialog.getByRole("button", { name: "Show token" }).click();
      await app.dialog.getByRole("button", COPY).click();
      await expect(app.dialog.getByRole("status")).toContainText("Copied.");
      if (!shown) await expect(app.secret).toHaveAttribute("type", "password");
      expect(await pasted(await context.newPage(), sandbox.url)).toBe(secret);
      await app.dialog.getByRole("button", { name: "Done" }).click();
      await expect(app.dialog).toBeHidden();
    });
  }

  test("uses the older way where the clipboard is denied", async ({ app, page, context, sandbox, watch }) => {
    await denyClipboard(page);
    watch.allow(/Permissions policy violation: The Clipboard API has been blocked/);
    const { secret } = await app.reveal();
    const asked = await page.evaluate(() => navigator.clipboard.writeText("x").then(() => "allowed", (error) => error.name));
    expect(asked, "the clipboard is denied").toBe("NotAllowedError");
    await app.dialog.getByRole("button", COPY).click();
    await expect(app.dialog.getByRole("status")).toContainText("Copied.");
    expect(await pasted(await context.newPage(), sandbox.url)).toBe(secret);
  });

  test("says that it was refused, selects the token and names the key", async ({ app, page, context, sandbox, watch }) => {
    await page.addInitScript(() => {
      document.execCommand = () => false;
    });
    await denyClipboard(page);
    watch.allow(/Permissions policy violation: The Clipboard API has been blocked/);
    const { secret } = await app.reveal();
    await app.dialog.getByRole("button", COPY).click();
    await expect(app.dialog.getByRole("status")).toContainText(
      "Could not copy: the browser refused. The token is selected, press Ctrl+C.",
    );
    await expect(app.secret).toBeFocused();
    expect(await selected(app)).toBe(secret);
    await expect(app.dialog.getByText("Copied")).toHaveCount(0);
    await expectAccessible(page);
    await expect(app.dialog.getByRole("button", { name: "Close", exact: true })).toHaveAttribute("aria-disabled", "true");

    await app.secret.focus();
    await page.keyboard.press("ControlOrMeta+C");
    expect(await pasted(await context.newPage(), sandbox.url), "the key does copy the selection").toBe(secret);
    await page.bringToFront();
    await app.stored.check();
    await app.dialog.getByRole("button", { name: "Close", exact: true }).click();
    await expect(app.dialog).toBeHidden();
  });

  test("and closing does not close when the copy was refused", async ({ app, page, watch }) => {
    await page.addInitScript(() => {
      document.execCommand = () => false;
    });
    await denyClipboard(page);
    watch.allow(/Permissions policy violation: The Clipboard API has been blocked/);
    await app.reveal();
    await app.dialog.getByRole("button", { name: "Copy and close" }).click();
    await expect(app.dialog.getByRole("status")).toContainText("Could not copy");
    await expect(app.dialog).toBeVisible();
    await expect(app.dialog.getByRole("button", { name: "Try copying again" })).toBeVisible();
  });

  test("does not count as done when a selection was merely made by hand", async ({ app, page }) => {
    await app.reveal();
    await app.dialog.getByRole("button", { name: "Show token" }).click();
    await app.secret.selectText();
    await page.keyboard.press("ControlOrMeta+C");
    await page.keyboard.press("Escape");
    await expect(app.dialog).toBeVisible();
    await expect(app.dialog.getByText("Copied")).toHaveCount(0);
  });
});

test.describe("the secret", () => {
  test("is masked until somebody wants to see it", async ({ app }) => {
    const { secret } = await app.reveal();
    await expect(app.secret).toHaveAttribute("type", "password");
    const toggle = app.dialog.getByRole("button", { name: "Show token" });
    await expect(toggle).toHaveAttribute("aria-pressed", "false");
    await toggle.click();
    await expect(app.secret).toHaveValue(secret);
    await expect(app.secret).not.toHaveAttribute("type", "password");
    await app.dialog.getByRole("button", { name: "Hide token" }).click();
    await expect(app.secret).toHaveAttribute("type", "password");
    await expect(app.dialog.getByRole("status")).toContainText(`${secret.length} characters`);
    await expect(app.dialog.getByRole("status")).toContainText(`ends in ${secret.slice(-4)}`);
  });

  test("is kept away from what collects texts", async ({ app }) => {
    await app.reveal();
    for (const step of ["masked", "shown"]) {
      if (step === "shown") await app.dialog.getByRole("button", { name: "Show token" }).click();
      for (const [attribute, value] of [["autocomplete", "off"], ["spellcheck", "false"], ["translate", "no"]]) {
        await expect(app.secret, step).toHaveAttribute(attribute, value);
      }
    }
  });

  test("is wholly visible in a narrow window", async ({ app, page }) => {
    const { secret } = await app.reveal();
    await page.setViewportSize({ width: 320, height: 720 });
    await app.dialog.getByRole("button", { name: "Show token" }).click();
    await expect(app.secret).toHaveValue(secret);
    const hidden = await app.secret.evaluate((field) => [field.scrollWidth - field.clientWidth, field.scrollHeight - field.clientHeight]);
    expect(Math.max(...hidden), "pixels that are scrolled away").toBeLessThanOrEqual(1);
    await expectAccessible(page);
  });
});

test.describe("leaving without the secret", () => {
  test("by Esc is refused once and twice, and says why", async ({ app, page }) => {
    const { secret } = await app.reveal();
    for (let time = 1; time <= 3; time++) {
      await page.keyboard.press("Escape");
      await expect(app.dialog).toBeVisible();
      await expect(app.notice("Copy it, or tick the box")).toBeVisible();
      await expect(app.stored).toBeFocused();
    }
    await expectAccessible(page);
    await app.dialog.getByRole("button", { name: "Show token" }).click();
    await expect(app.secret).toHaveValue(secret);
  });

  test("by a click outside is refused", async ({ app, page }) => {
    await app.reveal();
    await page.mouse.click(5, 5);
    await expect(app.dialog).toBeVisible();
  });

  test("by the close gesture of a device is refused, however often", async ({ app, page }) => {
    const { secret } = await app.reveal();
    // What Android's back gesture does: a request that the page may refuse, then one that it may not.
    for (let time = 1; time <= 3; time++) {
      await app.dialog.evaluate((dialog: HTMLDialogElement) => dialog.close());
      await expect(app.dialog).toBeVisible();
    }
    await app.dialog.getByRole("button", { name: "Show token" }).click();
    await expect(app.secret).toHaveValue(secret);
  });

  test("by the back button is refused", async ({ app, page }) => {
    const { secret } = await app.reveal();
    for (let time = 1; time <= 2; time++) {
      await page.goBack();
      await expect(page).toHaveURL(/#\/tokens\/new$/);
      await expect(app.dialog).toBeVisible();
    }
    await expect(app.notice("Copy it, or tick the box")).toBeVisible();
    await app.dialog.getByRole("button", { name: "Show token" }).click();
    await expect(app.secret).toHaveValue(secret);
  });

  test("by an address inside of the console is refused", async ({ app, page }) => {
    await app.reveal();
    await page.evaluate(() => {
      location.hash = "#/tokens";
    });
    await expect(page).toHaveURL(/#\/tokens\/new$/);
    await expect(app.dialog).toBeVisible();
  });

  test("by reloading or closing the tab makes the browser ask", async ({ app, page }) => {
    const { secret } = await app.reveal();
    for (const leave of [() => page.evaluate(() => setTimeout(() => location.reload())), () => page.close({ runBeforeUnload: true })]) {
      const asked = page.waitForEvent("dialog");
      await leave();
      const question = await asked;
      expect(question.type()).toBe("beforeunload");
      await question.dismiss();
      await expect(app.dialog).toBeVisible();
    }
    await app.dialog.getByRole("button", { name: "Show token" }).click();
    await expect(app.secret).toHaveValue(secret);
  });

  test("is possible once the person says that it is stored, and then nothing asks any more", async ({ app, page, sandbox }) => {
    const { id } = await app.reveal();
    const close = app.dialog.getByRole("button", { name: "Close without copying" });
    await expect(close).toHaveAttribute("aria-disabled", "true");
    await expect(close).toHaveAccessibleDescription(/Copy the token or tick/);
    await close.click({ force: true });
    await expect(app.dialog).toBeVisible();
    await expect(app.dialog.locator("[aria-live=assertive]")).toContainText("Copy the token or tick");
    await app.stored.check();
    await app.stored.uncheck();
    await page.keyboard.press("Escape");
    await expect(app.dialog).toBeVisible();
    const alarms = page.locator("[aria-live=assertive]");
    await expect(app.dialog.locator(alarms), "said where it is heard").toContainText("Not closed: the secret is nowhere else yet");
    await app.stored.check();
    await close.click();
    await expect(app.dialog).toBeHidden();
    await expect(app.row(id).getByRole("rowheader")).toBeFocused();
    await expect(alarms.filter({ hasText: /\S/ }), "it is no word about the list").toHaveCount(0);
    expect((await sandbox.state()).authorizations.map((one) => one.id)).toContain(id);

    let asked = false;
    page.on("dialog", (question) => {
      asked = true;
      void question.accept();
    });
    await page.reload();
    await expect(app.signInHeading).toBeVisible();
    expect(asked).toBe(false);
  });

  test("by Esc is possible after copying", async ({ app, page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await app.reveal();
    await app.dialog.getByRole("button", COPY).click();
    await expect(app.dialog.getByRole("button", { name: "Done" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(app.dialog).toBeHidden();
  });
});

test.describe("a session that ends while the secret is shown", () => {
  test("takes the secret from nobody", async ({ app, page, watch }) => {
    watch.allowStatus(401);
    await app.signInWithToken();
    await app.fillIn();
    await app.typesAreCounted();
    // A request is under way while the token is made, and its answer ends the session.
    let end = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    await page.route("**/api/v2/dashboards*", async (route) => {
      await ended;
      await route.fulfill({ status: 401, json: { code: "unauthorized", message: "unauthorized access" } });
    });
    await app.openType("Dashboards");
    const { id, secret } = await app.create();
    end();
    await expect(page.getByRole("heading", { name: "Sign in to your server", includeHidden: true })).toBeAttached();
    await expect(app.dialog).toBeVisible();
    await app.dialog.getByRole("button", { name: "Show token" }).click();
    await expect(app.secret).toHaveValue(secret);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(app.dialog).toBeVisible();
    await app.closeWithoutCopying();
    await expect(app.notice("Your session ended")).toBeVisible();
    await expect(app.main, "the keyboard goes on where one signs in").toBeFocused();
    await page.unroute("**/api/v2/dashboards*");
    await app.signInWithToken();
    await app.goToList();
    await expect(app.row(id)).toBeVisible();
  });
});

test.describe("a token on a server that keeps clear text", () => {
  test.use({ flags: ["--profile", "oss-2.7"] });

  test("is revealed in the same way, without a claim about hashes", async ({ app, sandbox }) => {
    await app.signInWithToken();
    await app.fillIn();
    await app.create();
    await expect(app.dialog).toContainText("This console shows its secret only once.");
    await expect(app.dialog).not.toContainText("hash");
    await app.closeWithoutCopying();
    await expect(app.main).toContainText("This server shows the values of tokens to everybody who may list them.");
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(1);
  });
});

/** What a paste puts into another page of the same browser. */
async function pasted(page: Page, url: string): Promise<string> {
  await page.goto(url);
  const field = page.getByRole("textbox", { name: "API token" });
  await field.focus();
  await page.keyboard.press("ControlOrMeta+V");
  await expect(field).not.toHaveValue("");
  const value = await field.inputValue();
  await page.close();
  return value;
}

function selected(app: Console): Promise<string> {
  return app.secret.evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd));
}
