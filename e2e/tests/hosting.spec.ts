// The same files behind different servers, below a path, on another origin, older than the server's, in a frame.

import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { Console } from "../support/console";
import { Sandbox, TOKENS } from "../support/sandbox";
import { Site } from "../support/site";

const INFLUXD = ["--site-as", "influxd"];

for (const [manner, flags] of [
  ["a careful server", []],
  ["influxd", INFLUXD],
] as const) {
  test.describe(`served by ${manner}`, () => {
    test.use({ flags: [...flags] });

    test("the main job works", async ({ app, sandbox }) => {
      const { id } = await app.reveal();
      expect((await sandbox.state()).authorizations.map((one) => one.id)).toContain(id);
      await app.closeWithoutCopying();
      await expect(app.row(id)).toBeVisible();
    });

    test("the policy is in force: what is written into the page does not run", async ({ app, page, servers, watch }) => {
      const other = await servers(["--profile", "oss-2.7"]);
      watch.allow(/Content Security Policy|violates the following|^Policy: |Refused to/);
      watch.allowOrigin(other.url);
      await app.open();
      const tried = await page.evaluate(async (elsewhere) => {
        const script = document.createElement("script");
        script.textContent = "window.ran = 'inline script'";
        document.body.append(script);
        const handler = document.createElement("div");
        handler.setAttribute("onclick", "window.ran = 'inline handler'");
        document.body.append(handler);
        handler.click();
        const foreign = document.createElement("script");
        foreign.src = `${elsewhere}/boot.js`;
        const loaded = new Promise((resolve) => {
          foreign.onload = () => resolve("loaded");
          foreign.onerror = () => resolve("refused");
        });
        document.body.append(foreign);
        const style = document.createElement("div");
        style.setAttribute("style", "position: fixed");
        document.body.append(style);
        return {
          ran: (window as { ran?: string }).ran ?? "nothing",
          script: await loaded,
          request: await fetch(`${elsewhere}/ping`).then(() => "sent", () => "refused"),
          style: getComputedStyle(style).position,
        };
      }, other.url);
      expect(tried).toEqual({ ran: "nothing", script: "refused", request: "refused", style: "static" });
      expect(watch.trouble()).toEqual([]);
    });
  });
}

test.describe("headers", () => {
  test("come from a careful server, and forbid frames", async ({ page, app }) => {
    const answered = page.waitForResponse((answer) => new URL(answer.url()).pathname === "/");
    await app.open();
    const headers = (await answered).headers();
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["cache-control"]).toBe("no-store");
  });

  test.describe("of influxd", () => {
    test.use({ flags: INFLUXD });

    test("are none, so the page brings the policy itself", async ({ page, app }) => {
      const answered = page.waitForResponse((answer) => new URL(answer.url()).pathname === "/");
      await app.open();
      expect((await answered).headers()["content-security-policy"]).toBeUndefined();
      const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
      await expect(policy).toHaveAttribute("content", /script-src 'self' 'wasm-unsafe-eval'/);
    });
  });
});

test.describe("in a frame of another page", () => {
  test.use({ flags: INFLUXD });

  test("the console does not run and says why", async ({ page, sandbox }) => {
    await page.setContent(`<!doctype html><title>frame</title><iframe src="${sandbox.url}/" title="console"></iframe>`);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("alert")).toContainText("does not run inside a frame of another page");
    await expect(frame.getByRole("textbox")).toHaveCount(0);
  });
});

test.describe("below a path", () => {
  for (const flags of [[], INFLUXD]) {
    test(`everything is found (${flags.at(-1) ?? "production"})`, async ({ page, watch }) => {
      const { sandbox, site } = await serve(flags, "tools/tokens");
      try {
        watch.allowOrigin(sandbox.url);
        const app = new Console(page, sandbox, watch);
        await app.open(`${sandbox.url}/tools/tokens/index.html`);
        await app.signInWithToken();
        await app.fillIn();
        await expect(page).toHaveURL(/\/tools\/tokens\/index\.html#\/tokens\/new$/);
        await app.create();
        await app.closeWithoutCopying();
        await app.signOut();
      } finally {
        sandbox.stop();
        site.remove();
      }
    });
  }
});

test.describe("from another origin than the server's", () => {
  test("only tokens sign in, the page says why, and everything goes to the chosen server", async ({ page, servers, watch }) => {
    const server = await servers([]);
    await server.reset();
    const { sandbox: host, site } = await serve([], "", (site) => site.connectTo(server.url));
    try {
      watch.allowOrigin(host.url);
      watch.allowOrigin(server.url);
      const app = new Console(page, server, watch);
      await app.open(`${host.url}/`);
      await expect(page.getByRole("radio", { name: "User and password" })).toBeEnabled();
      await page.getByRole("button", { name: "Change server" }).click();
      await page.getByRole("menuitemradio", { name: server.url }).click();
      await expect(page.getByText(new URL(server.url).host, { exact: true })).toBeVisible();
      const password = page.getByRole("radio", { name: /User and password/ });
      await expect(password).toBeDisabled();
      await expect(password).toHaveAccessibleName(/a session cookie is never sent to another origin/);
      await expect(page.locator(".field__hint").filter({ hasText: "served by this same server" })).toBeVisible();
      await expectAccessible(page);

      const before = (await host.state()).authorizations.length;
      await app.signInWithToken();
      await app.fillIn();
      const { id } = await app.create();
      expect((await server.state()).authorizations.map((one) => one.id)).toContain(id);
      expect((await host.state()).authorizations).toHaveLength(before);
      expect(await host.asked(`POST ${TOKENS}`)).toBe(0);
      await app.closeWithoutCopying();
      await page.reload();
      await expect(page.getByText(new URL(server.url).host, { exact: true }), "the tab remembers the server").toBeVisible();
    } finally {
      host.stop();
      site.remove();
    }
  });
});

test.describe("a token that was kept for one server", () => {
  test("goes to no other one: not by changing the server, and not when a later build leaves it out", async ({ page, servers, watch }) => {
    const server = await servers([]);
    const { sandbox: host, site } = await serve([], "", (site) => site.connectTo(server.url));
    try {
      watch.allowOrigin(host.url);
      watch.allowOrigin(server.url);
      watch.allowLostAnswers();
      const sent: string[] = [];
      page.on("request", (request) => {
        if (request.url().startsWith(host.url) && request.headers().authorization) sent.push(request.url());
      });
      const app = new Console(page, server, watch);
      const choose = async (name: string) => {
        await page.getByRole("button", { name: "Change server" }).click();
        await page.getByRole("menuitemradio", { name }).click();
      };
      const kept = () => page.evaluate(() => sessionStorage.getItem("token-console.token"));
      await app.open(`${host.url}/`);
      await choose(server.url);
      await app.tokenField.fill(server.token);
      await choose("The server of this page");
      await expect(app.tokenField, "what was typed for one server").toHaveValue("");
      await choose(server.url);
      await page.getByRole("checkbox", { name: /Keep for this tab/ }).check();
      await app.signInWithToken();
      expect(await kept()).toBe(server.token);

      await server.fail("/api/v2/me", { kind: "cut", when: "before" });
      await page.reload();
      await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
      await choose("The server of this page");
      expect(await kept()).toBeNull();

      await page.evaluate((token) => {
        sessionStorage.setItem("token-console.server", "https://influx-of-an-earlier-build.example");
        sessionStorage.setItem("token-console.token", token);
      }, server.token);
      await page.reload();
      await expect(app.signInHeading).toBeVisible();
      expect(await kept()).toBeNull();
      expect(sent).toEqual([]);
    } finally {
      host.stop();
      site.remove();
    }
  });
});

test.describe("a redirect", () => {
  for (const where of ["another server", "another path of the same one"]) {
    test(`is not followed, so the credential goes nowhere else: ${where}`, async ({ app, page, sandbox, servers, watch }) => {
      watch.allowLostAnswers();
      const other = await servers(["--empty"]);
      const at = where === "another server" ? other : sandbox;
      await at.reset();
      for (const status of [301, 302, 307, 308]) {
        await app.open();
        const asked = await sandbox.asked("GET /api/v2/me");
        await sandbox.fail("/api/v2/me", { kind: "status", status, headers: { Location: `${at.url}/elsewhere` } }, { method: "GET" });
        await app.tryToken(sandbox.token);
        await expect(app.notice("The server can't be reached")).toBeVisible();
        expect(await sandbox.asked("GET /api/v2/me"), `${status}`).toBe(asked + 1);
      }
      expect(await at.seen("GET", "/elsewhere")).toEqual([]);
    });
  }
});

test.describe("a page that is older than the files", () => {
  test("notices, fetches the newer one past the cache and goes on", async ({ page, watch }) => {
    const { sandbox, site } = await serve(INFLUXD);
    try {
      allowStart(watch, sandbox);
      watch.allowLostAnswers();
      // The page gets into the browser's cache, where influxd lets it lie for an hour, but the program does not.
      await sandbox.fail(site.program, { kind: "cut", when: "before" }, { times: 99 });
      await page.goto(sandbox.url);
      await expect(page.getByRole("alert")).toContainText("Token Console could not be loaded");
      await sandbox.forgetFaults();
      const gone = site.program;
      site.upgrade();

      await page.goto("about:blank");
      const fetched = await sandbox.asked("GET /");
      await page.goto(sandbox.url);
      await expect(page.getByRole("heading", { name: "Sign in to your server" })).toBeVisible();
      expect(await sandbox.asked(`GET ${gone}`), "the old page asked for what is gone").toBeGreaterThan(0);
      expect(await sandbox.asked(`GET ${site.program}`)).toBeGreaterThan(0);
      expect((await sandbox.asked("GET /")) - fetched, "it was fetched past the cache").toBeGreaterThan(0);
      expect(await page.evaluate(() => history.state), "no mark stays").toBeNull();
    } finally {
      sandbox.stop();
      site.remove();
    }
  });

  test("and names styles that a careful server no longer has does so, too", async ({ page, app, watch }) => {
    const { sandbox, site } = await serve([]);
    try {
      allowStart(watch, sandbox);
      watch.allowStatus(404);
      let pages = 0;
      await page.route(`${sandbox.url}/`, (route) =>
        pages++ ? route.continue() : route.fulfill({ body: site.olderPage(), contentType: "text/html" }),
      );
      await page.goto(sandbox.url);
      await expect(app.signInHeading).toBeVisible();
      expect(pages, "the older page, the look past the cache, the reload").toBe(3);
    } finally {
      sandbox.stop();
      site.remove();
    }
  });

  for (const flags of [[], INFLUXD]) {
    test(`and finds no newer one says so and does not reload for ever (${flags.at(-1) ?? "production"})`, async ({ page, watch }) => {
      const { sandbox, site } = await serve(flags, "", (site) => void site.forgetProgram());
      try {
        allowStart(watch, sandbox);
        watch.allowStatus(404);
        await page.goto(sandbox.url);
        const message = page.getByRole("alert");
        await expect(message).toContainText("This page asks for files that the server does not have.");
        await expectAccessible(page);
        const loads = await loaded(page);
        // What is asked of the server now is answered after what a loop would have asked, and ends with a page that goes.
        await page.evaluate(() => fetch("favicon.svg", { cache: "reload" }).then((answer) => answer.text()));
        await expect(message).toBeVisible();
        expect(await loaded(page)).toBe(loads);
        expect(await sandbox.asked("GET /"), "the first load, the look past the cache, one reload").toBeLessThanOrEqual(4);
      } finally {
        sandbox.stop();
        site.remove();
      }
    });
  }

  test("says that the server did not answer, and a reload mends it", async ({ page, app, sandbox, watch }) => {
    allowStart(watch, sandbox);
    watch.allowLostAnswers();
    watch.allowStatus(503);
    await sandbox.fail("/console-*", { kind: "status", status: 503, body: "starting" }, { times: 20 });
    await page.goto("./");
    await expect(page.getByRole("alert")).toContainText("the server did not answer");
    await expectAccessible(page);
    await sandbox.forgetFaults();
    await page.reload();
    await expect(app.signInHeading).toBeVisible();
  });
});

test.describe("a file that is", () => {
  for (const how of ["cut off", "changed"] as const) {
    test(`${how} is told as damaged, and nothing reloads for ever`, async ({ page, watch }) => {
      const { sandbox, site } = await serve([], "", (site) => site.damageProgram(how));
      try {
        allowStart(watch, sandbox);
        await page.goto(sandbox.url);
        await expect(page.getByRole("alert")).toContainText("arrived incomplete or damaged");
        await expectAccessible(page);
        expect(await sandbox.asked("GET /"), "the first load, the look past the cache, one reload").toBeLessThanOrEqual(4);
      } finally {
        sandbox.stop();
        site.remove();
      }
    });
  }

  test("cut off on its way is fetched again", async ({ page, app, watch }) => {
    const { sandbox, site } = await serve([]);
    try {
      allowStart(watch, sandbox);
      watch.allowLostAnswers();
      // Once for the link in the page and once for the start.
      await sandbox.fail(site.program, { kind: "truncate", bytes: 20_000 }, { times: 2 });
      await page.goto(sandbox.url);
      await expect(app.signInHeading).toBeVisible();
    } finally {
      sandbox.stop();
      site.remove();
    }
  });

  test("missing once is asked for again, though influxd's page in its place lies in the cache", async ({ page, app, watch }) => {
    let bring = () => {};
    const { sandbox, site } = await serve(INFLUXD, "", (site) => {
      bring = site.forgetProgram();
    });
    try {
      allowStart(watch, sandbox);
      await page.goto(sandbox.url);
      await expect(page.getByRole("alert")).toContainText("This page asks for files that the server does not have.");
      bring();
      await page.goto("about:blank");
      await page.goto(sandbox.url);
      await expect(app.signInHeading).toBeVisible();
    } finally {
      sandbox.stop();
      site.remove();
    }
  });
});

test.describe("a browser without compilation on the way", () => {
  test("runs the console all the same", async ({ page, app }) => {
    await page.addInitScript(() => {
      for (const way of ["compileStreaming", "instantiateStreaming"]) delete (WebAssembly as unknown as Record<string, unknown>)[way];
    });
    await app.signInWithToken();
    await expect(app.list).toBeVisible();
  });
});

test.describe("a browser that is too old", () => {
  for (const [what, forget] of [
    ["unpacking", () => delete (globalThis as { DecompressionStream?: unknown }).DecompressionStream],
    ["registered properties", () => delete (CSS as { registerProperty?: unknown }).registerProperty],
    ["colours for light and dark", () => (CSS.supports = () => false)],
  ] as const) {
    for (const file of ["index.html", "cluster.html"]) test(`to have ${what} is told which one is not (${file})`, async ({ page, watch }) => {
      watch.allow(/was preloaded using link preload/);
      await page.addInitScript(forget);
      await page.goto(file);
      await expect(page.getByRole("alert")).toContainText("too old for Token Console. Use Chrome or Edge from version 123");
      await expectAccessible(page);
    });
  }
});

test.describe("a browser without WebAssembly", () => {
  test("is told so", async ({ page, watch }) => {
    watch.allow(/was preloaded using link preload/);
    await page.addInitScript(() => {
      delete (globalThis as { WebAssembly?: unknown }).WebAssembly;
    });
    await page.goto("./");
    await expect(page.getByRole("alert")).toContainText("WebAssembly is missing");
    await expectAccessible(page);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what it needs", async ({ page, watch }) => {
    watch.allow(/was preloaded using link preload/);
    await page.goto("./");
    await expect(page.locator("noscript p")).toBeVisible();
    await expect(page.locator("noscript p")).toContainText("JavaScript is switched off");
  });
});

/** Serves a copy of the shipped files by a server of its own. */
async function serve(flags: readonly string[], below = "", change: (site: Site) => void = () => {}) {
  const site = Site.copy(below);
  change(site);
  return { site, sandbox: await Sandbox.start([...flags], site.dir) };
}

/** The start reports what stopped it. */
function allowStart(watch: import("../support/watch").Watch, sandbox: Sandbox): void {
  watch.allowOrigin(sandbox.url);
  // In the console stand a class, whose name packaging shortens, and the file or the reason.
  watch.allow(/^Console: \w+: (http\S+|Failed to fetch)/);
  // Firefox tells its tools the class alone, unshortened, and of a stream that ends early or is no gzip by itself as well.
  watch.allow(/^Console: Error \(http\S+\/boot\.js\)$/);
  watch.allow(/^Exception: “TypeError: (The input|Error in input stream)/);
  watch.allow(/MIME type|was preloaded using link preload|Failed to load module script/);
}

/** How often this tab has loaded a page. */
function loaded(page: Page): Promise<number> {
  return page.evaluate(() => performance.timeOrigin);
}
