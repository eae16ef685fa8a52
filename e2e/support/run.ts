// A run that creates many tokens, by its parts that a person sees.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import type { Console } from "./console";
import { type Fault, type Sandbox, type Stored, TOKENS } from "./sandbox";
import { expect, test } from "./test";

export const POST = { method: "POST" };

/** `gw-01`, `gw-02` … */
export function gateways(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `gw-${String(at + 1).padStart(2, "0")}`);
}

export class Run {
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

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The lines of a CSV file without quoted fields, below its head. */
export function lines(csv: string): string[][] {
  const [head, ...rest] = csv.trimEnd().split("\r\n");
  expect(head).toBe("name,id,description,token");
  return rest.map((line) => line.split(","));
}

export const it = test.extend<{ run: Run }>({ run: async ({ app, page, sandbox }, use) => use(new Run(app, page, sandbox)) });
