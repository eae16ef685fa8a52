// Words for what people do with the page for clusters, so that tests read as stories.

import { expect, type Locator, type Page } from "@playwright/test";
import type { Right } from "./console";
import type { Sandbox } from "./sandbox";
import { test as base } from "./test";

/** Stands for account and cluster where a cluster asks for both and looks at neither. */
const ANY = "11111111-1111-1111-1111-111111111111";
const ROOT = `/api/v0/accounts/${ANY}/clusters/${ANY}`;

/** The tokens and the databases of the stand-in cluster. */
export const TOKENS = `${ROOT}/tokens`;
export const DATABASES = `${ROOT}/databases`;

/** A database token as it is stored. Its secret is known to nobody, only its hash. */
export type Token = {
  id: string;
  description: string;
  permissions: { action: string; resource: string }[];
  createdAt: string;
  expiresAt?: string;
  revokedAt?: string;
  sha256: string;
};

/** Permissions as text in a fixed order, so that two sets compare. */
export function grants({ permissions }: Token): string[] {
  return permissions.map(({ action, resource }) => `${action}:${resource}`).sort();
}

/** "telegraf plant A" of the demo data, with what it grants. */
export const PLANT_A = {
  id: "5c1f0002-3b1e-4c55-9d2a-7f0c6be1a902",
  path: `${TOKENS}/5c1f0002-3b1e-4c55-9d2a-7f0c6be1a902`,
  grants: ["write:plant-a/alarms", "write:plant-a/metrics"],
};

export class Cluster {
  private before = new Set<string>();

  constructor(
    readonly page: Page,
    readonly sandbox: Sandbox,
  ) {}

  get tokenField(): Locator {
    return this.page.getByRole("textbox", { name: "Management token" });
  }

  /** Types a management token and sends it, whatever comes of it. */
  async trySignIn(token = this.sandbox.token): Promise<void> {
    if (!this.page.url().includes("cluster.html")) await this.page.goto("cluster.html");
    await this.tokenField.focus();
    // As a paste does it: the text reaches the field without passing through any script of the test.
    await this.page.keyboard.insertText(token);
    await this.page.keyboard.press("Enter");
  }

  async signIn(): Promise<void> {
    await this.trySignIn();
    await expect(this.page.getByRole("navigation", { name: "Main" })).toBeVisible();
    this.before = new Set((await this.tokens()).map(({ id }) => id));
  }

  /** Signed in, with an empty form in sight. */
  async openForm(): Promise<void> {
    await this.signIn();
    await this.page.getByRole("link", { name: "New token" }).first().click();
    await expect(this.page.getByRole("heading", { name: "New database token" })).toBeFocused();
    await expect(this.grid).toBeVisible();
  }

  get grid(): Locator {
    return this.page.getByRole("grid", { name: "Databases, Read and Write" });
  }

  get filter(): Locator {
    return this.page.getByRole("textbox", { name: "Filter databases by name or pattern" });
  }

  /** The tick of one database; it exists only while its row is near what is on the screen. */
  tickOf(right: Right, name: string): Locator {
    return this.page.getByRole("checkbox", { name: `${right}, database ${name}`, exact: true });
  }

  /** The tick over all rows that are shown. */
  headOf(right: Right): Locator {
    return this.page.getByRole("checkbox", { name: new RegExp(`^${right} for `) });
  }

  /** Chooses until when, by the words on the choice. */
  async expire(choice: string): Promise<void> {
    await this.page.getByRole("group", { name: "Expiry" }).getByRole("radio", { name: choice }).check();
  }

  get createButton(): Locator {
    return this.page.getByRole("button", { name: "Create token" });
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog", { name: "Store this token now" });
  }

  get question(): Locator {
    return this.page.getByRole("alertdialog");
  }

  /** A notice with this title. */
  notice(title: string | RegExp): Locator {
    return this.page.locator(".notice").filter({ hasText: title });
  }

  /** Sends the form and waits for the secret. What it is comes from the server's answer, not from the page. */
  async create(): Promise<{ id: string; secret: string }> {
    const answered = this.page.waitForResponse(
      (answer) => answer.url().endsWith(TOKENS) && answer.request().method() === "POST" && answer.status() === 200,
    );
    await this.createButton.click();
    const { id, accessToken } = (await (await answered).json()) as { id: string; accessToken: string };
    await expect(this.dialog).toBeVisible();
    return { id, secret: accessToken };
  }

  async tokens(): Promise<Token[]> {
    return ((await this.sandbox.state()) as unknown as { tokens: Token[] }).tokens;
  }

  /** "telegraf plant A" as it is stored. */
  async plantA(): Promise<Token> {
    const token = (await this.tokens()).find(({ id }) => id === PLANT_A.id);
    if (!token) throw new Error("The token is gone.");
    return token;
  }

  /** Signed in, with "telegraf plant A" open beside the list. */
  async openPlantA(): Promise<void> {
    await this.page.goto(`cluster.html#/tokens/${PLANT_A.id}`);
    await this.trySignIn();
    await expect(this.page.getByRole("heading", { name: "telegraf plant A" })).toBeVisible();
  }

  /** What is stored that was not there when the session began. */
  async added(): Promise<Token[]> {
    return (await this.tokens()).filter(({ id }) => !this.before.has(id));
  }
}

/** A test on a stand-in cluster. */
export const test = base.extend<{ cluster: Cluster }>({
  flags: [["--profile", "clustered"], { option: true }],
  cluster: async ({ page, sandbox, watch }, use) => {
    // What answers, and the form of its paths, is found by asking.
    watch.allow(/status of 40[14] .*\/api\/v0\/(accounts\/.*\/)?tokens\)$/);
    watch.allow(/status of 404 .*\/api\/v0\/(accounts\/.*\/)?databases\)$/);
    await use(new Cluster(page, sandbox));
  },
});

export { expect } from "@playwright/test";
