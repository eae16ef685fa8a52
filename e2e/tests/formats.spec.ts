// The new token ready to use: what is copied and saved is the text of the format with the one secret in its place,
// and only a text that holds the secret counts as keeping it.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { clipboardOf, denyClipboard } from "../support/engine";
import type { Console, Revealed } from "../support/console";

/** What the texts are filled in with. */
type Filled = { host: string; port: string; id: string; secret: string };

type Case = {
  tab: string;
  form?: string;
  button: string;
  file: string;
  text: (filled: Filled) => string;
  holds: boolean;
};

const ORG = "brackwater-plants";
const NAMES = ({ host }: Filled) => ({ url: `"${host}"`, org: `"${ORG}"`, bucket: '"telemetry"' });

const CASES: Case[] = [
  { tab: "Token", button: "Copy token", file: "token-ID.txt", holds: true, text: ({ secret }) => secret },
  {
    tab: ".env", button: "Copy .env", file: "token-ID.env", holds: true,
    text: ({ host, secret }) => `INFLUX_HOST=${host}\nINFLUX_ORG=${ORG}\nINFLUX_BUCKET_NAME=telemetry\nINFLUX_TOKEN=${secret}\n`,
  },
  {
    tab: "telegraf.conf", form: "Environment", button: "Copy telegraf.conf", file: "telegraf.conf", holds: false,
    text: (filled) => output(filled, "${INFLUX_TOKEN}"),
  },
  {
    tab: "telegraf.conf", form: "Secret store", button: "Copy telegraf.conf", file: "telegraf.conf", holds: false,
    text: (filled) => `[[secretstores.os]]\n  id = "influxdb"\n\n${output(filled, "@{influxdb:token}")}`,
  },
  {
    tab: "Grafana", form: "Environment", button: "Copy YAML", file: "grafana-influxdb.yaml", holds: false,
    text: (filled) => grafana(filled, "$INFLUX_TOKEN"),
  },
  {
    tab: "Grafana", form: "In the file", button: "Copy YAML", file: "grafana-influxdb.yaml", holds: true,
    text: (filled) => grafana(filled, filled.secret),
  },
  {
    tab: "Kubernetes", button: "Copy YAML", file: "influxdb-secret.yaml", holds: true,
    text: (filled) => {
      const { url, org, bucket } = NAMES(filled);
      return `apiVersion: v1\nkind: Secret\nmetadata:\n  name: influxdb-token\ntype: Opaque\nstringData:\n  INFLUX_HOST: ${url}\n  INFLUX_ORG: ${org}\n  INFLUX_BUCKET_NAME: ${bucket}\n  INFLUX_TOKEN: "${filled.secret}"\n`;
    },
  },
  {
    tab: "Docker", form: "docker secret", button: "Copy command", file: "docker-secret.sh", holds: true,
    text: ({ secret }) => `printf %s '${secret}' | docker secret create influxdb_token -\n`,
  },
  {
    tab: "Docker", form: "Compose file", button: "Copy YAML", file: "compose.yaml", holds: false,
    text: (filled) => {
      const { url, org, bucket } = NAMES(filled);
      return `services:\n  telegraf:\n    image: telegraf\n    environment:\n      INFLUX_HOST: ${url}\n      INFLUX_ORG: ${org}\n      INFLUX_BUCKET_NAME: ${bucket}\n    secrets:\n      - influxdb_token\nsecrets:\n  influxdb_token:\n    file: ./influxdb_token.txt\n`;
    },
  },
  {
    tab: "curl", form: "Environment", button: "Copy command", file: "influxdb-curl.sh", holds: false,
    text: (filled) => curl(filled, '"Authorization: Token $INFLUX_TOKEN"'),
  },
  {
    tab: "curl", form: "In the command", button: "Copy command", file: "influxdb-curl.sh", holds: true,
    text: (filled) => curl(filled, `'Authorization: Token ${filled.secret}'`),
  },
  {
    tab: "influx config", form: "Environment", button: "Copy command", file: "influx-config.sh", holds: false,
    text: (filled) => influx(filled, '"$INFLUX_TOKEN"'),
  },
  {
    tab: "influx config", form: "In the command", button: "Copy command", file: "influx-config.sh", holds: true,
    text: (filled) => influx(filled, `'${filled.secret}'`),
  },
  {
    tab: "Home Assistant", form: "secrets.yaml", button: "Copy secrets.yaml", file: "secrets.yaml", holds: true,
    text: ({ secret }) => `influxdb_token: "${secret}"\n`,
  },
  {
    tab: "Home Assistant", form: "configuration.yaml", button: "Copy configuration.yaml", file: "configuration.yaml", holds: false,
    text: (filled) => {
      const { org, bucket } = NAMES(filled);
      return `influxdb:\n  api_version: 2\n  ssl: false\n  host: "127.0.0.1"\n  port: ${filled.port}\n  token: !secret influxdb_token\n  organization: ${org}\n  bucket: ${bucket}\n`;
    },
  },
];

function output(filled: Filled, token: string): string {
  const { url, org, bucket } = NAMES(filled);
  return `[[outputs.influxdb_v2]]\n  urls = [${url}]\n  token = "${token}"\n  organization = ${org}\n  bucket = ${bucket}\n`;
}

function grafana(filled: Filled, token: string): string {
  const { url, org, bucket } = NAMES(filled);
  return `apiVersion: 1\ndatasources:\n  - name: InfluxDB\n    type: influxdb\n    access: proxy\n    url: ${url}\n    jsonData:\n      version: Flux\n      organization: ${org}\n      defaultBucket: ${bucket}\n    secureJsonData:\n      token: "${token}"\n`;
}

function curl({ host }: Filled, header: string): string {
  return `curl --request POST '${host}/api/v2/write?org=${ORG}&bucket=telemetry' \\\n  --header ${header} \\\n  --data-binary @points.lp\n`;
}

function influx({ host, id }: Filled, token: string): string {
  return `influx config create \\\n  --config-name=token-${id} \\\n  --host-url=${host} \\\n  --org=${ORG} \\\n  --token=${token}\n`;
}

test.describe("every format", () => {
  test("is copied and saved with the secret that the server stored", async ({ app, context, page, sandbox }) => {
    test.setTimeout(120_000);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const { id, secret } = await revealTelemetry(app);
    const stored = (await sandbox.state()).authorizations.find((one) => one.id === id)!;
    expect(createHash("sha256").update(secret).digest("hex"), "the one that works").toBe(stored.sha256);
    const filled = { host: sandbox.url, port: new URL(sandbox.url).port, id, secret };
    for (const one of CASES) {
      const what = `${one.tab} ${one.form ?? ""}`;
      await choose(app, one.tab, one.form);
      await expect(preview(app), `${what} is masked`).not.toContainText(secret.slice(0, 12));
      await app.dialog.getByRole("button", { name: one.button, exact: true }).click();
      await expect(app.dialog.getByText(/^Copied\./)).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText()), what).toBe(one.text(filled));
      const file = await download(page, () => app.dialog.getByRole("button", { name: "Download" }).click());
      expect(file.suggestedFilename(), what).toBe(one.file.replace("ID", id));
      expect(await content(file), what).toBe(one.text(filled));
      expect(one.text(filled).includes(secret), what).toBe(one.holds);
    }
  });

  test("shows the secret when the token is shown, and not a moment longer", async ({ app }) => {
    const { secret } = await revealTelemetry(app);
    await expect(preview(app)).toContainText(`INFLUX_TOKEN=••••••••••••••••••••••••••••••${secret.slice(-4)}`);
    await app.dialog.getByRole("button", { name: "Show token" }).click();
    await expect(preview(app)).toContainText(`INFLUX_TOKEN=${secret}`);
    await choose(app, "Kubernetes");
    await expect(preview(app)).toContainText(`INFLUX_TOKEN: "${secret}"`);
    await app.dialog.getByRole("button", { name: "Hide token" }).click();
    await expect(preview(app)).not.toContainText(secret.slice(0, 12));
    await expect(preview(app)).toContainText(secret.slice(-4));
  });

  test("writes odd names so that a reader of it gets them back", async ({ app, context, page }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await app.signInWithToken();
    await app.openNewToken();
    await app.tick("Read", "prüfstand ✓ <neu>");
    await app.create();
    await app.dialog.getByRole("button", { name: "Copy .env" }).click();
    await expect(app.dialog.getByText(/^Copied\./)).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("\nINFLUX_BUCKET_NAME='prüfstand ✓ <neu>'\n");
    await choose(app, "telegraf.conf");
    await expect(app.dialog).toContainText("This token grants no write on a bucket");
    await expect(preview(app)).toContainText('bucket = "YOUR_BUCKET"');
    await choose(app, "curl");
    await expect(preview(app)).toContainText(`'from(bucket: "prüfstand ✓ <neu>") |> range(start: -1h) |> limit(n: 10)'`);
  });
});

test.describe("what counts as kept", () => {
  for (const [how, tab, form, act, kept] of [
    ["a copy with the secret", ".env", undefined, /^Copy \.env$/, true],
    ["a file with the secret", "Kubernetes", undefined, "Download", true],
    ["a copy without the secret", "telegraf.conf", undefined, /^Copy telegraf/, false],
    ["a file without the secret", "Docker", "Compose file", "Download", false],
  ] as const) {
    test(`${how}: ${kept ? "yes" : "no"}`, async ({ app, context, page }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await revealTelemetry(app);
      await choose(app, tab, form);
      await app.dialog.getByRole("button", { name: act }).click();
      await expect(app.dialog.getByText(/^(Copied\.|Handed to your browser)/)).toBeVisible();
      await expect(app.dialog.getByRole("button", { name: "Done" })).toBeVisible({ visible: kept });
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      if (kept) await expect(app.dialog).toBeHidden();
      else await expect(app.notice("Copy it, or tick the box")).toBeVisible();
    });
  }

  test("a copy that replaced the token on the clipboard says so, and the token must be kept again", async ({ app, context, page }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await revealTelemetry(app);
    await app.dialog.getByRole("button", { name: "Copy", exact: true }).click();
    await expect(app.dialog.getByRole("button", { name: "Done" })).toBeVisible();
    await choose(app, "telegraf.conf");
    await app.dialog.getByRole("button", { name: "Copy telegraf.conf" }).click();
    await expect(app.dialog.getByText("Copied. The clipboard no longer holds the token:")).toBeVisible();
    await expect(app.dialog.getByRole("button", { name: "Done" })).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(app.notice("Copy it, or tick the box")).toBeVisible();
    await app.dialog.getByRole("button", { name: "Copy", exact: true }).click();
    await app.dialog.getByRole("button", { name: "Done" }).click();
    await expect(app.dialog).toBeHidden();
  });

  test("the clipboard can be emptied afterwards", async ({ app, context, page }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await revealTelemetry(app);
    await expect(app.dialog.getByRole("button", { name: "Clear clipboard" })).toBeHidden();
    await app.dialog.getByRole("button", { name: "Copy .env" }).click();
    await app.dialog.getByRole("button", { name: "Clear clipboard" }).click();
    await expect(app.dialog.getByText("Cleared. A history of the clipboard may still hold it.")).toBeVisible();
    await expectAccessible(page);
    expect(await clipboardOf(page)).toBe("");
  });
});

test.describe("copying a format", () => {
  test("works on plain http in the network", async ({ app, page, context, sandbox, watch }) => {
    const lan = sandbox.url.replace("127.0.0.1", "lan.test");
    watch.allowOrigin(lan);
    watch.allow(/Cross-Origin-Opener-Policy header has been ignored/);
    await app.open(`${lan}/`);
    const { secret } = await revealTelemetry(app);
    const button = app.dialog.getByRole("button", { name: "Copy .env" });
    await button.click();
    await expect(app.dialog.getByText("Copied. The clipboard confirmed it.")).toBeVisible();
    await expect(button).toBeFocused();
    await expect(app.dialog.getByRole("button", { name: "Clear clipboard" }), "there is no way to, here").toBeHidden();
    const other = await context.newPage();
    await other.goto(sandbox.url);
    await other.getByRole("textbox", { name: "API token" }).focus();
    await other.keyboard.press("ControlOrMeta+V");
    const pasted = await other.getByRole("textbox", { name: "API token" }).inputValue();
    expect(pasted.replaceAll(/\s/g, "")).toBe(`INFLUX_HOST=${lan}INFLUX_ORG=${ORG}INFLUX_BUCKET_NAME=telemetryINFLUX_TOKEN=${secret}`);
  });

  test("says that it was refused, selects the text and names the key", async ({ app, page, sandbox, watch }) => {
    await page.addInitScript(() => {
      document.execCommand = () => false;
    });
    await denyClipboard(page);
    watch.allow(/Permissions policy violation: The Clipboard API has been blocked/);
    const { secret } = await revealTelemetry(app);
    await app.dialog.getByRole("button", { name: "Copy .env" }).click();
    await expect(app.dialog).toContainText("Could not copy: the browser refused. The text is selected, press Ctrl+C.");
    const area = app.dialog.getByRole("textbox", { name: "Text to copy" });
    await expect(area).toBeFocused();
    const selected = await area.evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd));
    // Browsers leave the last line break of a field out of "all of it".
    expect(selected.trimEnd()).toBe(`INFLUX_HOST=${sandbox.url}\nINFLUX_ORG=${ORG}\nINFLUX_BUCKET_NAME=telemetry\nINFLUX_TOKEN=${secret}`);
    await expect(app.dialog.getByRole("button", { name: "Done" })).toBeHidden();
    await expectAccessible(page);
    await app.dialog.getByRole("button", { name: "Hide token" }).click();
    await expect(area).toBeHidden();
    await expect(preview(app)).not.toContainText(secret.slice(0, 12));
  });
});

test.describe("on a touch screen", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test("a refused copy names no key that is not there", async ({ app, page, watch }) => {
    await page.addInitScript(() => {
      document.execCommand = () => false;
      Object.defineProperty(navigator, "clipboard", { value: undefined });
    });
    await app.signInWithToken();
    await app.openNewToken();
    await app.tick("Write", "telemetry");
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await app.dialog.getByRole("button", { name: "Copy .env" }).click();
    await expect(app.dialog).toContainText("The text is selected, touch and hold it, then choose Copy.");
    await app.stored.check();
  });
});

test("of several buckets the format says which one it names, and another can be chosen", async ({ app, page }) => {
  await app.signInWithToken();
  await app.openNewToken();
  await app.tick("Write", "weather");
  await app.tick("Write", "telemetry");
  await app.tick("Read", "audit");
  await app.create();
  const bucket = app.dialog.getByRole("combobox", { name: /^Bucket, / });
  await expect(bucket).toHaveAccessibleName("Bucket, 1 of 2");
  await expect(preview(app)).toContainText("INFLUX_BUCKET_NAME=telemetry");
  await bucket.focus();
  await bucket.selectOption("weather");
  await expect(bucket).toHaveAccessibleName("Bucket, 2 of 2");
  await expect(bucket).toBeFocused();
  await expect(preview(app)).toContainText("INFLUX_BUCKET_NAME=weather");
  await app.dialog.getByRole("tab", { name: "telegraf.conf" }).click();
  await expect(preview(app)).toContainText('bucket = "weather"');
  await page.setViewportSize({ width: 320, height: 720 });
  const room = await bucket.evaluate((field) => ({ right: field.getBoundingClientRect().right, page: innerWidth }));
  expect(room.right, "it is in sight on a phone").toBeLessThanOrEqual(room.page);
  const sideways = await app.dialog.locator(".dialog__body").evaluate((body) => body.scrollWidth - body.clientWidth);
  expect(sideways).toBeLessThanOrEqual(0);
  await app.dialog.getByRole("tab", { name: "Grafana" }).click();
  await expect(bucket, "only one can be read").toHaveCount(0);
  await expect(preview(app)).toContainText('defaultBucket: "audit"');
});

test.describe("by keyboard", () => {
  test("tabs are chosen with arrows, and the text is copied with Enter", async ({ app, context, page }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const { secret } = await revealTelemetry(app);
    await app.tabTo(tab(app, ".env"));
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(tab(app, "Kubernetes")).toBeFocused();
    await expect(tab(app, "Kubernetes")).toHaveAttribute("aria-selected", "true");
    const copy = app.dialog.getByRole("button", { name: "Copy YAML" });
    await app.tabTo(copy);
    await page.keyboard.press("Enter");
    await expect(app.dialog.getByText("Copied. The clipboard confirmed it.")).toBeVisible();
    await expect(copy).toBeFocused();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(secret);
    await app.tabTo(tab(app, "Kubernetes"), "Shift+Tab");
    await page.keyboard.press("ArrowRight");
    await app.tabTo(app.dialog.getByRole("radio", { name: "docker secret" }));
    await page.keyboard.press("ArrowRight");
    await expect(preview(app)).toContainText("services:");
  });
});

test("all of it can be used in a narrow window", async ({ app, context, page }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { secret } = await revealTelemetry(app);
  await page.setViewportSize({ width: 320, height: 720 });
  await choose(app, "Home Assistant", "configuration.yaml");
  await expect(preview(app)).toContainText("!secret influxdb_token");
  await choose(app, "Token");
  await app.dialog.getByRole("button", { name: "Show token" }).click();
  await expect(preview(app)).toContainText(secret);
  await app.dialog.getByRole("button", { name: "Test this token" }).click();
  await expect(app.dialog.getByText("Works.")).toBeVisible();
  await download(page, () => app.dialog.getByRole("button", { name: "Download" }).click());
  await app.dialog.getByRole("button", { name: "Copy token" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await app.dialog.getByRole("button", { name: "Done" }).click();
  await expect(app.dialog).toBeHidden();
});

test("every tab can be used by everybody and in every window", async ({ app, page }) => {
  test.setTimeout(180_000);
  await revealTelemetry(app);
  for (const title of new Set(CASES.map((one) => one.tab))) {
    await choose(app, title);
    await expectAccessible(page);
  }
});

test.describe("on a server that keeps clear text", () => {
  test.use({ flags: ["--profile", "oss-2.7"] });

  test("the formats are the same", async ({ app, context, page, sandbox }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const { secret } = await revealTelemetry(app);
    await app.dialog.getByRole("button", { name: "Copy .env" }).click();
    await expect(app.dialog.getByText("Copied. The clipboard confirmed it.")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `INFLUX_HOST=${sandbox.url}\nINFLUX_ORG=${ORG}\nINFLUX_BUCKET_NAME=telemetry\nINFLUX_TOKEN=${secret}\n`,
    );
  });
});

/** A token that reads and writes one bucket of the person's own. */
async function revealTelemetry(app: Console): Promise<Revealed> {
  await app.signInWithToken();
  await app.openNewToken();
  await app.tick("Read", "telemetry");
  await app.tick("Write", "telemetry");
  return app.create();
}

function tab(app: Console, title: string) {
  return app.dialog.getByRole("tab", { name: title, exact: true });
}

function preview(app: Console) {
  return app.dialog.getByRole("region", { name: /^What is copied/ });
}

async function choose(app: Console, title: string, form?: string): Promise<void> {
  await tab(app, title).click();
  if (form) await app.dialog.getByRole("radio", { name: form }).check();
}

async function download(page: Page, act: () => Promise<void>): Promise<Download> {
  const started = page.waitForEvent("download");
  await act();
  return started;
}

async function content(file: Download): Promise<string> {
  return readFile(await file.path(), "utf8");
}
