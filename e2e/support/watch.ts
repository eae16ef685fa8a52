// What must never happen while a test runs, whatever it is about: a breach of the policy, an error in the console,
// an exception that nobody caught, a request to another origin, a focus that falls to the page's body.

import { expect, type BrowserContext, type ConsoleMessage, type Page } from "@playwright/test";
import { isFirefox } from "./engine";
import { watchFocus } from "./focus";

/**
 * The style that Playwright puts into a page for a picture of it, by its hash. In Firefox it is subject to the page's policy,
 * which refuses it: once as an event, and once as an error that Firefox tells.
 */
const STYLE_FOR_PICTURES = "'sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT+SmwNZWA='";

/**
 * What Firefox notes down, without any event, when it reads a file for the page and the file is cut off: also when the page
 * deals with that, and for all files on their way when a page is left. What a page does not deal with is found in Chromium.
 */
const CUT_OFF = "Exception: “TypeError: Error in input stream”.";

declare global {
  interface Window {
    reportViolation(what: string): void;
  }
}

export class Watch {
  private readonly found: string[] = [];
  private readonly allowed: RegExp[] = [];
  private readonly origins: Set<string>;
  /** Everything that the page said, for tests that look for traces of a secret. */
  readonly said: string[] = [];

  constructor(origin: string) {
    this.origins = new Set([origin]);
  }

  /** Watches all pages of a context. */
  async context(context: BrowserContext): Promise<void> {
    await context.exposeBinding("reportViolation", (_, what: string) => this.report(what));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        window.reportViolation(`Policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`);
      });
    });
    await context.addInitScript(watchFocus);
    context.on("page", (page) => this.page(page));
  }

  private page(page: Page): void {
    page.on("console", (message) => this.heard(message));
    page.on("pageerror", (error) => this.report(`Exception: ${error.message}`));
    page.on("request", (request) => {
      const url = new URL(request.url());
      const own = this.origins.has(url.origin) || ["data:", "blob:", "about:"].includes(url.protocol);
      if (!own) this.report(`Foreign request: ${request.method()} ${request.url()}`);
    });
  }

  private heard(message: ConsoleMessage): void {
    this.said.push(message.text());
    if (message.type() === "error" || message.type() === "warning") {
      this.report(`Console: ${message.text()} (${message.location().url})`);
    }
  }

  private report(what: string): void {
    this.found.push(what);
  }

  /** The test makes the server answer with these statuses. */
  allowStatus(...statuses: number[]): void {
    for (const status of statuses) this.allow(new RegExp(`^Console: Failed to load resource: .* status of ${status} `));
  }

  /** The test makes answers get lost. */
  allowLostAnswers(): void {
    this.allow(/^Console: Failed to load resource: net::ERR_/);
    // Firefox cannot tell a server that is gone from one that does not allow the page.
    if (isFirefox) this.allow(/^Exception: The Same Origin Policy disallows .*CORS request did not succeed/);
  }

  /** The test provokes this. */
  allow(words: RegExp): void {
    this.allowed.push(words);
  }

  /** The page may speak to this origin too. */
  allowOrigin(origin: string): void {
    this.origins.add(origin);
  }

  /** What was found so far and not allowed. */
  trouble(): string[] {
    const found = isFirefox ? withoutPictures(this.found).filter((what) => what !== CUT_OFF) : this.found;
    return found.filter((what) => !this.allowed.some((words) => words.test(what)));
  }

  verify(): void {
    expect(this.trouble(), "what must never happen on a page").toEqual([]);
  }
}

/** Takes out one event for each error that names the style for pictures, and the errors. */
function withoutPictures(found: string[]): string[] {
  const isOfPicture = (what: string) => what.startsWith("Exception: ") && what.includes(STYLE_FOR_PICTURES);
  let events = found.filter(isOfPicture).length;
  return found.filter((what) => !isOfPicture(what) && !(what === "Policy: style-src-elem refused inline " && events-- > 0));
}
