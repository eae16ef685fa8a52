// Words for what people do with the console, as in `support/console.ts`.

import { type Sandbox, type Stored } from "../support/sandbox";
import type { Page } from "./page";

export const STORIES = "brackwater-plants";
const DIALOG = "dialog[open]";

export class Console {
  private before = new Set<string>();

  constructor(
    readonly page: Page,
    readonly sandbox: Sandbox,
  ) {}

  async open(address = `${this.sandbox.url}/`): Promise<void> {
    await this.page.session.goto(address);
    await this.page.find("heading", "Sign in to your server");
  }

  /** Signs in as the demo operator and goes to the organization of the stories. */
  async signInWithToken(): Promise<void> {
    await this.page.fill("API token", this.sandbox.token);
    await this.page.press("Enter");
    await this.switchTo(STORIES);
    await this.markStored();
  }

  /** From here on, what is stored more was made by the page. */
  async markStored(): Promise<void> {
    this.before = new Set((await this.sandbox.state()).authorizations.map(({ id }) => id));
  }

  async switchTo(name: string): Promise<void> {
    const button = await this.page.find("button", /^Organization: /);
    if ((await this.page.session.nameOf(button)) === `Organization: ${name}`) return;
    await this.page.session.click(button);
    await this.page.click("menuitemradio", name);
    await this.page.find("button", `Organization: ${name}`);
  }

  async openNewToken(): Promise<void> {
    await this.page.click("link", "New token", "main");
    await this.page.find("heading", "New token");
    await this.page.find("grid", "Buckets, Read and Write");
  }

  /** Finds a bucket by its name and ticks it. */
  async tick(right: "Read" | "Write", name: string): Promise<void> {
    const filter = "Filter buckets by name, id or pattern";
    await this.page.fill(filter, name);
    await this.page.click("checkbox", `${right}, bucket ${name}`);
    await this.page.fill(filter, "");
  }

  async fillIn(): Promise<void> {
    await this.openNewToken();
    await this.tick("Read", "_monitoring");
    await this.tick("Write", "_tasks");
  }

  /** Sends the form and waits for the secret. */
  async create(): Promise<Stored> {
    await this.page.click("button", "Create token");
    await this.page.find("dialog", "Store this token now");
    const [made, ...others] = await this.added();
    if (!made || others.length) throw new Error(`${others.length + 1} tokens were stored instead of one.`);
    return made;
  }

  async reveal(): Promise<Stored> {
    await this.open();
    await this.signInWithToken();
    await this.fillIn();
    return this.create();
  }

  /** The secret, once it is shown. */
  async secret(): Promise<string> {
    await this.page.click("button", "Show token", DIALOG);
    await this.page.find("button", "Hide token", DIALOG);
    return this.page.valueOf("Token", DIALOG);
  }

  /** What the dialog says of a copy. */
  says(words: string | RegExp): Promise<void> {
    return this.page.says(words, DIALOG);
  }

  button(name: string | RegExp): Promise<void> {
    return this.page.click("button", name, DIALOG);
  }

  /** What a paste puts into a field of a page that knows nothing: the sign-in page after a reload. */
  async pasted(): Promise<string> {
    await this.page.session.goto("about:blank");
    await this.open();
    await this.page.fill("API token", "x");
    await this.page.session.run(() => (document.activeElement as HTMLInputElement).select());
    await this.page.press("Control+v");
    await this.page.until(async () => (await this.page.valueOf("API token")) !== "x", "something pasted");
    return this.page.valueOf("API token");
  }

  /** What is stored that was not there at the mark. */
  async added(): Promise<Stored[]> {
    return (await this.sandbox.state()).authorizations.filter(({ id }) => !this.before.has(id));
  }
}
