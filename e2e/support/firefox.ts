// Firefox as the tests start it, and what Playwright does not ask of it yet.
//
// Playwright drives the Firefox that is installed over WebDriver BiDi and leaves out what that protocol has no word for.
// Firefox can do it all the same: its own developer tools set the same properties of a page. They are reached over the
// connection that is there anyway, in the part of Firefox that draws its windows.

import type { Browser, BrowserContext, BrowserContextOptions, LaunchOptions, Page } from "@playwright/test";
import { neededFile } from "./environment";

const PREFERENCES = {
  // A name that is not this machine: pages from it are not in a secure context.
  "network.dns.localDomains": "lan.test",
  // One process for all pages, and none that is started ahead: two of them would wait for the same core.
  "fission.autostart": false,
  "dom.ipc.processCount": 1,
  "dom.ipc.processPrelaunch.enabled": false,
  "dom.ipc.keepProcessesAlive.web": 1,
  // What it comes to anyway where there is no screen, without trying others first.
  "gfx.webrender.software": true,
  // What is selected, in colours of a theme for people who need contrast.
  "ui.highlight": "#000080",
  "ui.highlighttext": "#ffffff",
  "ui.selecteditem": "#000080",
  "ui.selecteditemtext": "#ffffff",
  // Nothing is fetched, kept or looked at that the tests did not ask for.
  "browser.sessionstore.interval": 3_600_000,
  "places.history.enabled": false,
  "extensions.systemAddon.update.enabled": false,
  "media.gmp-manager.url": "",
  "network.captive-portal-service.enabled": false,
  "services.settings.server": "data:,#remote-settings-dummy/v1",
  "app.update.auto": false,
  // Its list of downloads would take the keyboard out of the page.
  "browser.download.alwaysOpenPanel": false,
};

export function firefoxOptions(): LaunchOptions {
  return {
    executablePath: neededFile("FIREFOX"),
    // Lets `inWindow` in.
    args: ["--remote-allow-system-access"],
    firefoxUserPrefs: PREFERENCES,
  };
}

/** Mends what Playwright makes of the events and commands of the whole browser. */
export async function mend(browser: Browser): Promise<void> {
  const own = implementation<BrowserSide>(browser);
  openTabs(own._browserSession);
  await own._browserSession.send("network.addDataCollector", { dataTypes: ["request"], maxEncodedDataSize: 1_000_000 });
  const { downloadCreated } = own;
  // Firefox numbers files where the folder has one of the name; the folder is that of all tests.
  own.downloadCreated = (page, id, url, name, file) => downloadCreated.call(own, page, id, url, name.replace(/\(\d+\)(?=\.)/, ""), file);
}

/**
 * Has Firefox open the one page of a test in a tab: a window of its own, as Playwright asks for, costs as much as the page
 * in it. Further pages get a window, so that none hides another.
 */
function openTabs(session: BrowserSide["_browserSession"]): void {
  const send = session.send.bind(session);
  const opened = new Set<string>();
  session.send = (method, params) => {
    const { userContext } = params as { userContext?: string };
    const isFirst = method === "browsingContext.create" && userContext && !opened.has(userContext);
    if (isFirst) opened.add(userContext);
    return send(method, isFirst ? { ...params, type: "tab" } : params);
  };
}

/** Teaches the pages of a context what Playwright's own methods leave out in Firefox. */
export function teach(context: BrowserContext, { hasTouch, javaScriptEnabled = true }: BrowserContextOptions): void {
  // A page may write when somebody presses a button, and read what it wrote itself: there is nothing to grant.
  context.grantPermissions = async () => {};
  context.on("page", (page) => {
    nameDownloads(page);
    tellBodies(page);
    emulate(page, {
      ...(hasTouch && { touchEventsOverride: "enabled" }),
      ...(!javaScriptEnabled && { allowJavascript: false }),
    });
    touch(page);
    // Playwright waits for a load, which a step within the page does not bring.
    page.goBack = () => page.evaluate(() => history.back()).then(() => null);
    page.goForward = () => page.evaluate(() => history.forward()).then(() => null);
    const { press } = page.keyboard;
    page.keyboard.press = async (key, options) => {
      await press.call(page.keyboard, key, options);
      if (/^(Shift\+)?Tab$/.test(key) && (await isLeft(page))) await comeBack(page, key);
    };
  });
}

/** This Firefox gives a download that a link began no id, and Playwright passes over what has none. */
function nameDownloads(page: Page): void {
  const session = bidi(page);
  const emit = session.emit.bind(session);
  session.emit = (event, params) => {
    const isNameless = /^browsingContext\.download/.test(event) && !params.download && !params.navigation;
    return emit(event, isNameless ? { ...params, download: params.url } : params);
  };
}

/** Playwright does not ask what a request carries: it is fetched before the request is told of, and events keep their order. */
function tellBodies(page: Page): void {
  const { delegate, frameManager } = implementation<PageSide>(page);
  const session = delegate._session;
  const bodies = new Map<string, Buffer>();
  let told: Promise<unknown> = Promise.resolve();
  const emit = session.emit.bind(session);
  session.emit = (event, params) => {
    if (!event.startsWith("network.")) return emit(event, params);
    const { request } = params;
    const hasBody = event === "network.beforeRequestSent" && (request?.bodySize ?? 0) > 0;
    const body = hasBody ? session.send("network.getData", { dataType: "request", request: request!.request }) : undefined;
    told = told.then(async () => {
      const { bytes } = (await body?.catch(() => undefined)) ?? {};
      if (bytes) bodies.set(request!.request, Buffer.from(bytes.value, bytes.type === "base64" ? "base64" : "utf8"));
      emit(event, params);
    });
    return true;
  };
  const { requestStarted } = frameManager;
  frameManager.requestStarted = (request, route) => {
    const id = route?._requestId ?? [...delegate._networkManager._requests].find(([, one]) => one.request === request)?.[0];
    const body = id === undefined ? undefined : bodies.get(id);
    if (body) request._postDataBuffer = body;
    return requestStarted.call(frameManager, request, route);
  };
}

/** What Firefox calls the properties of a page that a medium is made of. With "none" the window decides. */
const OVERRIDES = {
  colorScheme: "prefersColorSchemeOverride",
  reducedMotion: "prefersReducedMotionOverride",
  forcedColors: "forcedColorsOverride",
} as const;

type Media = NonNullable<Parameters<Page["emulateMedia"]>[0]>;

/** Lets a page be shown in other media, which Firefox forgets where an answer asks for a place of its own. */
function emulate(page: Page, properties: Record<string, string | boolean>): void {
  const apply = () => inWindow(page, `for (const [property, value] of Object.entries(${JSON.stringify(properties)})) page[property] = value;`);
  let applied = Promise.resolve();
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame() || Object.keys(properties).length === 0) return;
    // A page that was closed meanwhile needs nothing any more.
    applied = apply().catch(() => {});
  });
  for (const way of ["goto", "reload"] as const) {
    const go = page[way].bind(page) as (...given: unknown[]) => Promise<any>;
    page[way] = async (...given: unknown[]) => {
      if (Object.keys(properties).length > 0) await apply();
      const answer = await go(...given);
      await applied;
      return answer;
    };
  }
  page.emulateMedia = async (media: Media = {}) => {
    for (const [name, property] of Object.entries(OVERRIDES)) {
      const value = media[name as keyof typeof OVERRIDES];
      if (value !== undefined) properties[property] = value ?? "none";
    }
    await apply();
  };
}

/** Playwright's tap does nothing here. */
function touch(page: Page): void {
  const { delegate } = implementation<PageSide>(page);
  delegate.rawTouchscreen.tap = async (_progress, x, y) => {
    await delegate._session.send("input.performActions", {
      context: delegate._session.sessionId,
      actions: [
        {
          type: "pointer",
          id: "finger",
          parameters: { pointerType: "touch" },
          actions: [{ type: "pointerMove", x: Math.round(x), y: Math.round(y) }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }],
        },
      ],
    });
  };
}

/** What the clipboard holds. A page that wrote nothing there would have to ask the person. */
export function clipboardOf(page: Page): Promise<string> {
  return inWindow(
    page,
    `const transfer = Cc["@mozilla.org/widget/transferable;1"].createInstance(Ci.nsITransferable);
    transfer.init(null);
    transfer.addDataFlavor("text/plain");
    Services.clipboard.getData(transfer, Services.clipboard.kGlobalClipboard);
    const held = {};
    try {
      transfer.getTransferData("text/plain", held);
    } catch {
      // It is empty.
    }
    return held.value?.QueryInterface(Ci.nsISupportsString).data ?? "";`,
  );
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
async function inWindow(page: Page, script: string): Promise<any> {
  const { connection, sessionId } = bidi(page);
  const send = (method: string, params: object) => connection.browserSession.send(method, params);
  const { contexts } = await send("browsingContext.getTree", { "moz:scope": "chrome" });
  const expression = `(() => {
    const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
    const page = NavigableManager.getBrowsingContextById(${JSON.stringify(sessionId)});
    ${script}
  })()`;
  const answer = await send("script.evaluate", { expression, target: { context: contexts[0].context }, awaitPromise: true });
  if (answer.type === "exception") throw new Error(`Firefox refused: ${answer.exceptionDetails.text}`);
  return answer.result.value;
}

/** What is behind an object of Playwright's; its version in package.json is pinned for this. */
function implementation<What>(of: Page | Browser): What {
  return (of as unknown as { _connection: { toImpl(of: unknown): What } })._connection.toImpl(of);
}

/** Playwright's own connection to a page. */
const bidi = (page: Page): Session => implementation<PageSide>(page).delegate._session;

type Send = { send(method: string, params: object): Promise<any> };

type Session = Send & {
  sessionId: string;
  connection: { browserSession: Send };
  emit(event: string, params: { download?: string; navigation?: string; url: string; request?: { request: string; bodySize: number } }): boolean;
};

type Asked = { _postDataBuffer: Buffer | null };

type PageSide = {
  delegate: {
    _session: Session;
    _networkManager: { _requests: Map<string, { request: Asked }> };
    rawTouchscreen: { tap(progress: unknown, x: number, y: number): Promise<void> };
  };
  frameManager: { requestStarted(request: Asked, route?: { _requestId: string }): void };
};

type BrowserSide = {
  _browserSession: Send;
  downloadCreated(page: unknown, id: string, url: string, name: string, file: string): void;
};
