// A client of classic WebDriver, as small as the journeys need it.
//
// WebKitGTK speaks nothing newer, so Playwright cannot drive it. What it needs is started here as well: an X server
// without a screen, a message bus, and the driver, which starts the browser.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { neededFile } from "../support/environment";

/** How WebDriver names an element in JSON. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** The size of the X screen: that of the browser's window, which takes no other where nothing manages windows. */
export const SCREEN = { width: 1024, height: 768 };

/** Keys as WebDriver spells them. */
export const KEYS = {
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Escape: "\uE00C",
  Space: " ",
  Backspace: "\uE003",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  End: "\uE010",
  Home: "\uE011",
} as const;

export type Key = keyof typeof KEYS | (string & {});

/**
 * Removes the browser's home. A desktop's service, started by the bus, mounts a folder of documents into it where the
 * system has one, and the mount goes a moment after the bus; what is left then is no matter of a test.
 */
async function removed(folder: string): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch {
      await pause(100);
    }
  }
}

/** The screen, the bus and the driver of one worker. */
export class Driver {
  private constructor(
    private readonly children: ChildProcess[],
    private readonly url: string,
    private readonly folder: string,
  ) {}

  static async start(): Promise<Driver> {
    const folder = mkdtempSync(join(tmpdir(), "token-console-webkit-"));
    const screen = `${SCREEN.width}x${SCREEN.height}x24`;
    // It chooses a number that is free and says which; what it draws lies in a file.
    const x = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", screen, "-fbdir", folder, "-nolisten", "tcp"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    const [display] = (await once(x.stdio[3]!, "data")) as [Buffer];
    const port = await freePort();
    const driver = spawn("dbus-run-session", ["--", neededFile("WEBKIT_DRIVER"), `--port=${port}`], {
      // A group of its own, so that the browser goes with it.
      detached: true,
      stdio: "ignore",
      env: {
        ...process.env,
        DISPLAY: `:${display.toString().trim()}`,
        HOME: folder,
        XDG_RUNTIME_DIR: folder,
        LANG: "C.UTF-8",
        TZ: "UTC",
        GTK_THEME: "Adwaita",
        GSETTINGS_BACKEND: "memory",
        LIBGL_ALWAYS_SOFTWARE: "1",
        WEBKIT_DISABLE_DMABUF_RENDERER: "1",
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
      },
    });
    const started = new Driver([driver, x], `http://127.0.0.1:${port}`, folder);
    await started.isReady();
    return started;
  }

  /** A browser with nothing remembered. */
  async session(): Promise<Session> {
    const args = ["--automation"];
    const { sessionId, capabilities } = await this.call("POST", "session", {
      capabilities: {
        alwaysMatch: { browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary: neededFile("WEBKIT_BROWSER"), args } },
      },
    });
    return new Session(this, `session/${sessionId}`, capabilities.browserVersion);
  }

  async stop(): Promise<void> {
    for (const child of this.children) {
      const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
      try {
        process.kill(child.spawnargs[0] === "Xvfb" ? child.pid! : -child.pid!, "SIGKILL");
        await ended;
      } catch {
        // It has ended by itself.
      }
    }
    await removed(this.folder);
  }

  /** What the X server drew last, in its own format. */
  screen(): Buffer {
    return readFileSync(join(this.folder, "Xvfb_screen0"));
  }

  async call(method: string, path: string, body?: object): Promise<any> {
    const answer = await fetch(`${this.url}/${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = (await answer.json()) as { value: any };
    if (!answer.ok) throw new Refused(`${method} ${path}: ${value?.error}: ${value?.message}`, value?.error);
    return value;
  }

  private async isReady(): Promise<void> {
    const patience = Date.now() + 20_000;
    for (;;) {
      const status = await this.call("GET", "status").catch(() => undefined);
      if (status?.ready) return;
      if (Date.now() > patience) throw new Error("WebKitWebDriver does not answer.");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** What the driver answered instead of a value, with its word for it. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly word: string,
  ) {
    super(message);
  }
}

/** An element of the page, as the driver knows it. */
export type Element = { [ELEMENT]: string };

/** One browser window. */
export class Session {
  constructor(
    private readonly driver: Driver,
    private readonly path: string,
    readonly version: string,
  ) {}

  private call(method: string, path: string, body?: object): Promise<any> {
    return this.driver.call(method, `${this.path}/${path}`, body);
  }

  goto(url: string): Promise<void> {
    return this.call("POST", "url", { url });
  }

  reload(): Promise<void> {
    return this.call("POST", "refresh", {});
  }

  url(): Promise<string> {
    return this.call("GET", "url");
  }

  /** Runs a script in the page, as its developer would in the console. */
  run<T>(script: (...given: any[]) => T, ...args: unknown[]): Promise<T> {
    return this.call("POST", "execute/sync", { script: `return (${script})(...arguments)`, args });
  }

  /** Runs a script in the page that calls `done`. */
  wait(script: string): Promise<void> {
    return this.call("POST", "execute/async", { script: `const done = arguments[arguments.length - 1]; ${script}`, args: [] });
  }

  roleOf(element: Element): Promise<string> {
    return this.call("GET", `element/${element[ELEMENT]}/computedrole`);
  }

  nameOf(element: Element): Promise<string> {
    return this.call("GET", `element/${element[ELEMENT]}/computedlabel`);
  }

  click(element: Element): Promise<void> {
    return this.call("POST", `element/${element[ELEMENT]}/click`, {});
  }

  /** Types into whatever has the focus. */
  async type(text: string): Promise<void> {
    const keys = [...text].map((letter) => (letter === "\n" ? KEYS.Enter : letter));
    const actions = keys.flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    await this.call("POST", "actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Presses a key, or several at once that are joined with `+`. */
  async press(keys: Key): Promise<void> {
    const held = keys.split("+").map((key) => KEYS[key as keyof typeof KEYS] ?? key);
    const down = held.map((value) => ({ type: "keyDown", value }));
    const up = [...held].reverse().map((value) => ({ type: "keyUp", value }));
    await this.call("POST", "actions", { actions: [{ type: "key", id: "keyboard", actions: [...down, ...up] }] });
  }

  end(): Promise<void> {
    return this.driver.call("DELETE", this.path);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
