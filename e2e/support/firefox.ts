// Firefox as the tests start it, and what Playwright does not ask of it yet.
//
// Playwright drives the Firefox that is installed over WebDriver BiDi and leaves out what that protocol has no word for.
// Firefox can do it all the same: its own developer tools set the same properties of a page. They are reached over the
// connection that is there anyway, in the part of Firefox that draws its windows.

import type { BrowserContext, LaunchOptions, Page } from "@playwright/test";
import { neededFile } from "./environment";

const PREFERENCES = {
  // A name that is not this machine: pages from it are not in a secure context.
  "network.dns.localDomains": "lan.test",
  // One process for all pages, and none that is started ahead: two of them would wait for the same core.
  "fission.autostart": false,
  "dom.ipc.processCount": 1,
  "dom.ipc.processPrelaunch.enabled": false,
  // Nothing is fetched, kept or looked at that the tests did not ask for.
  "browser.sessionstore.interval": 3_600_000,
  "places.history.enabled": false,
  "extensions.systemAddon.update.enabled": false,
  "media.gmp-manager.url": "",
  "network.captive-portal-service.enabled": false,
  "services.settings.server": "data:,#remote-settings-dummy/v1",
  "app.update.auto": false,
};

export function firefoxOptions(): LaunchOptions {
  return {
    executablePath: neededFile("FIREFOX"),
    // Lets `inWindow` in.
    args: ["--remote-allow-system-access"],
    firefoxUserPrefs: PREFERENCES,
  };
}

type Media = NonNullable<Parameters<Page["emulateMedia"]>[0]>;

/** What Firefox calls the properties of a page that a medium is made of. Without a value the window decides. */
const OVERRIDES = {
  colorScheme: "prefersColorSchemeOverride",
  reducedMotion: "prefersReducedMotionOverride",
  forcedColors: "forcedColorsOverride",
} as const;

/** Teaches the pages of a context what Playwright's own methods leave out in Firefox. */
export function teach(context: BrowserContext): void {
  // A page may write when somebody presses a button, and read what it wrote itself: there is nothing to grant.
  context.grantPermissions = async () => {};
  context.on("page", (page) => {
    page.emulateMedia = async (media: Media = {}) => {
      const given = Object.entries(OVERRIDES).flatMap(([name, property]) => {
        const value = media[name as keyof typeof OVERRIDES];
        return value === undefined ? [] : [[property, value ?? "none"]];
      });
      await inWindow(page, `for (const [property, value] of ${JSON.stringify(given)}) page[property] = value;`);
    };
    const { press } = page.keyboard;
    page.keyboard.press = async (key, options) => {
      await press.call(page.keyboard, key, options);
      if (/^(Shift\+)?Tab$/.test(key) && (await isLeft(page))) await comeBack(page, key);
    };
  });
}

/** Whether the keyboard is in the browser's own window, where the keys of a test do not go. */
function isLeft(page: Page): Promise<boolean> {
  return page.evaluate(() => !document.hasFocus());
}

/** Goes through the browser's toolbar to the other end of the page, as a person does with more presses of the same key. */
async function comeBack(page: Page, key: string): Promise<void> {
  const way = key === "Tab" ? "MOVEFOCUS_FORWARD" : "MOVEFOCUS_BACKWARD";
  await inWindow(
    page,
    `const { embedderElement: browser } = page;
    const window = browser.ownerGlobal;
    for (let steps = 0; steps < 50 && Services.focus.focusedElement !== browser; steps++) {
      Services.focus.moveFocus(window, null, Services.focus.${way}, Services.focus.FLAG_BYKEY);
    }`,
  );
  await page.waitForFunction(() => document.hasFocus());
}

/** Runs a script in the window around a page, where `page` is the page's browsing context. */
async function inWindow(page: Page, script: string): Promise<void> {
  const { connection, sessionId } = bidi(page);
  const send = (method: string, params: object) => connection.browserSession.send(method, params);
  const { contexts } = await send("browsingContext.getTree", { "moz:scope": "chrome" });
  const expression = `{
    const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
    const page = NavigableManager.getBrowsingContextById(${JSON.stringify(sessionId)});
    ${script}
  }`;
  const answer = await send("script.evaluate", { expression, target: { context: contexts[0].context }, awaitPromise: true });
  if (answer.type === "exception") throw new Error(`Firefox refused: ${answer.exceptionDetails.text}`);
}

type Session = { sessionId: string; connection: { browserSession: { send(method: string, params: object): Promise<any> } } };

/** Playwright's own connection to the page, which its version in package.json is pinned for. */
function bidi(page: Page): Session {
  const { _connection } = page as unknown as { _connection: { toImpl(page: Page): { delegate: { _session: Session } } } };
  return _connection.toImpl(page).delegate._session;
}
