// Words for what people do with the console, so that tests read as stories.
//
// Everything is found as people find it: by its role and its name.

import { expect, type Locator, type Page } from "@playwright/test";
import { type Sandbox, TOKENS } from "./sandbox";
import type { Watch } from "./watch";

/** The organization of the demo data in which the stories play. */
export const STORIES = "brackwater-plants";

/** Another organization, with tokens of its own. */
export const ELSEWHERE = "brackwater-lab";

export type Right = "Read" | "Write";

/** A token that was made through the form, with what only the server's one answer tells. */
export type Revealed = { id: string; secret: string };

export class Console {
  constructor(
    readonly page: Page,
    readonly sandbox: Sandbox,
    readonly watch: Watch,
  ) {}

  // Signing in

  get tokenField(): Locator {
    return this.page.getByRole("textbox", { name: "API token" });
  }

  get signInHeading(): Locator {
    return this.page.getByRole("heading", { name: "Sign in to your server" });
  }

  async open(address = "./"): Promise<void> {
    await this.page.goto(address);
    await expect(this.signInHeading).toBeVisible();
  }

  /** Types a token and sends it, whatever comes of it. */
  async tryToken(token: string): Promise<void> {
    await this.tokenField.focus();
    await this.page.keyboard.press("ControlOrMeta+A");
    // As a paste does it: the text reaches the field without passing through any script of the test.
    await this.page.keyboard.insertText(token);
    await this.page.keyboard.press("Enter");
  }

  async tryPassword(user: string, password: string): Promise<void> {
    await this.page.getByRole("radio", { name: "User and password" }).check();
    await this.page.getByRole("textbox", { name: "User", exact: true }).fill(user);
    await this.page.getByRole("textbox", { name: "Password", exact: true }).focus();
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.insertText(password);
    await this.page.keyboard.press("Enter");
  }

  /** Signs in with an API token, without one as the demo operator, to the organization of the stories. */
  async signInWithToken(token = this.sandbox.token): Promise<void> {
    await this.beginInStories();
    await this.tryToken(token);
    await this.switchTo(STORIES);
  }

  async signInWithPassword(user = this.sandbox.user, password = this.sandbox.password): Promise<void> {
    await this.beginInStories();
    await this.tryPassword(user, password);
    await this.switchTo(STORIES);
  }

  /** The tab was used before, so it knows where to begin. Whoever may not go there, or begins elsewhere, switches. */
  private async beginInStories(): Promise<void> {
    if (this.page.url() === "about:blank") await this.open();
    const org = await this.sandbox.org(STORIES);
    await this.page.evaluate((org) => sessionStorage.setItem("token-console.org", org), org);
  }

  /** The button that names the organization in use. */
  get organization(): Locator {
    return this.page.getByRole("button", { name: /^Organization: / });
  }

  /** Goes to an organization, unless one is there. */
  async switchTo(name: string): Promise<void> {
    await expect(this.organization).toBeVisible();
    if ((await this.organization.getAttribute("aria-label")) === `Organization: ${name}`) return;
    await this.goTo(name);
    await expect(this.organization).toHaveAccessibleName(`Organization: ${name}`);
  }

  /** Chooses an organization in the bar, whatever comes of it. */
  async goTo(name: string): Promise<void> {
    await this.organization.click();
    await this.page.getByRole("menuitemradio", { name }).click();
  }

  /** What was said last to people who do not see the page change. */
  get said(): Locator {
    return this.page.locator(".vh > [aria-live=polite]").first();
  }

  get account(): Locator {
    return this.page.getByRole("button", { name: /^Account: / });
  }

  async signOut(): Promise<void> {
    await this.account.click();
    await this.page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(this.signInHeading).toBeVisible();
  }

  /** A notice with this title. */
  notice(title: string | RegExp): Locator {
    return this.page.locator(".notice").filter({ hasText: title });
  }

  // The list

  get main(): Locator {
    return this.page.getByRole("main");
  }

  get list(): Locator {
    return this.page.getByRole("grid", { name: "Tokens" });
  }

  get search(): Locator {
    return this.page.getByLabel("Search tokens");
  }

  /** The row of the token with this id. */
  row(id: string): Locator {
    return this.list.getByRole("row").filter({ hasText: id });
  }

  async goToList(): Promise<void> {
    await this.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Tokens/ }).click();
    await expect(this.page.getByRole("heading", { name: "Tokens", exact: true })).toBeVisible();
  }

  // The form

  async openNewToken(): Promise<void> {
    await this.main.getByRole("link", { name: "New token" }).click();
    await expect(this.page.getByRole("heading", { name: "New token" })).toBeFocused();
    await expect(this.grid()).toBeVisible();
  }

  grid(type = "Buckets"): Locator {
    return this.page.getByRole("grid", { name: `${type}, Read and Write` });
  }

  filter(plural = "buckets"): Locator {
    return this.page.getByRole("textbox", { name: `Filter ${plural} by name, id or pattern` });
  }

  /** The tick of one object; it exists only while its row is near what is on the screen. */
  tickOf(right: Right, name: string, kind = "bucket"): Locator {
    return this.page.getByRole("checkbox", { name: `${right}, ${kind} ${name}`, exact: true });
  }

  /** Ticks an object where it stands, or finds it by its name. */
  async tick(right: Right, name: string, kind = "bucket", plural = "buckets"): Promise<void> {
    const tick = this.tickOf(right, name, kind);
    if (await tick.isVisible()) return tick.check();
    await this.filter(plural).fill(name);
    await tick.check();
    await this.filter(plural).fill("");
  }

  /** The tick over all rows that are shown. */
  headOf(right: Right): Locator {
    return this.page.getByRole("checkbox", { name: new RegExp(`^${right} for `) });
  }

  /** Waits until the types tell how many objects there are, which is asked in the background. */
  async typesAreCounted(): Promise<void> {
    const types = this.page.getByRole("listbox", { name: "Resource types" }).getByRole("option");
    await expect(types.filter({ hasText: /^Replications/ })).toHaveText(/\d/);
  }

  async openType(title: string): Promise<void> {
    await this.page.getByRole("listbox", { name: "Resource types" }).getByRole("option", { name: new RegExp(`^${title}`) }).click();
  }

  /** Chooses between single objects and all, also future ones. */
  async grantAll(right: Right): Promise<void> {
    await this.reach(right).getByRole("radio", { name: "All, also future" }).check();
  }

  async grantThese(right: Right): Promise<void> {
    await this.reach(right).getByRole("radio", { name: /^These/ }).check();
  }

  /** Starts from a preset: by its button, or in the menu where the line has no room for it. */
  async startFrom(preset: string): Promise<void> {
    const line = this.page.getByRole("toolbar", { name: "Start from" });
    await expect(line).toBeVisible();
    const button = line.getByRole("button", { name: new RegExp(`^${preset}`) });
    if (await button.isVisible()) return button.click();
    await line.getByRole("button", { name: "More" }).click();
    await line.getByRole("menuitem", { name: new RegExp(`^${preset}`) }).click();
  }

  /** A warning of the review with this title, opened if it is folded. */
  async warning(title: string | RegExp): Promise<Locator> {
    const warnings = this.review.getByRole("region", { name: /^Warnings/ });
    const named = this.page.getByRole("heading", { level: 4, name: title });
    const warning = warnings.locator(".notice, li").filter({ has: named });
    await expect(warning).toBeVisible();
    const fold = warning.locator("details:not([open]) > summary");
    if (await fold.count()) await fold.click();
    return warning;
  }

  reach(right: Right): Locator {
    return this.page.getByRole("group", { name: `${right} applies to` });
  }

  get description(): Locator {
    return this.page.getByRole("textbox", { name: "Description" });
  }

  get review(): Locator {
    return this.page.getByRole("complementary", { name: /^Review/ });
  }

  get createButton(): Locator {
    return this.page.getByRole("button", { name: "Create token" });
  }

  /** Ticks what the main job asks for: read on `_monitoring`, write on `_tasks`. */
  async fillIn(): Promise<void> {
    await this.openNewToken();
    await this.tick("Read", "_monitoring");
    await this.tick("Write", "_tasks");
  }

  // The secret

  get dialog(): Locator {
    return this.page.getByRole("dialog", { name: "Store this token now" });
  }

  get secret(): Locator {
    return this.dialog.getByRole("textbox", { name: "Token" });
  }

  get stored(): Locator {
    return this.dialog.getByRole("checkbox", { name: "I have stored this token" });
  }

  /** Sends the form and waits for the secret. What it is comes from the server's answer, not from the page. */
  async create(): Promise<Revealed> {
    const answered = this.page.waitForResponse(
      (answer) => answer.url().endsWith(TOKENS) && answer.request().method() === "POST" && answer.status() === 201,
    );
    await this.createButton.click();
    const { id, token } = (await (await answered).json()) as { id: string; token: string };
    await expect(this.dialog).toBeVisible();
    return { id, secret: token };
  }

  /** All of it: signed in, filled in, sent, and the secret is on the screen. */
  async reveal(): Promise<Revealed> {
    await this.signInWithToken();
    await this.fillIn();
    return this.create();
  }

  /** The question that is asked before a token is deleted or deactivated that may be somebody else's. */
  get question(): Locator {
    return this.page.getByRole("alertdialog");
  }

  /** Deletes the token that looks like the lost one, after the question that names it. */
  async deleteAndCreateAgain(id: string): Promise<void> {
    await this.askToDeleteAndCreateAgain(id);
    await this.question.getByRole("button", { name: "Delete and create again" }).click();
  }

  async askToDeleteAndCreateAgain(id: string): Promise<void> {
    await this.page.getByRole("button", { name: "Delete it and create a new one…" }).click();
    await expect(this.question).toContainText(id);
  }

  async closeWithoutCopying(): Promise<void> {
    await this.stored.check();
    await this.dialog.getByRole("button", { name: "Close without copying" }).click();
    await expect(this.dialog).toBeHidden();
  }

  // By keyboard

  /** Presses Tab until something has the focus, as people do; it must be within reach. */
  async tabTo(target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
    await expect(target).toBeVisible();
    for (let steps = 0; steps < 60; steps++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`${target} could not be reached with ${key}`);
  }
}
