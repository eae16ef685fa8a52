// How the end-to-end tests run.
//
// `cargo xtask e2e` builds what they need and tells them where it is: DIST (the shipped files), SANDBOX (the program
// that serves them together with a stand-in InfluxDB), ENGINE (chromium, if it says nothing) and where its browser is.
// Nothing is retried: a test that fails now and then has found something.

import { defineConfig } from "@playwright/test";
import { engine } from "./support/engine";
import { browserFlags, neededFile } from "./support/environment";
import { firefoxOptions } from "./support/firefox";
import type { Options } from "./support/test";

/**
 * Browsers read again by themselves what was cut on a connection that they used before. What they do with a create is
 * the matter of `attack.spec.ts`, which chooses its connections itself.
 */
const ON_KEPT_CONNECTIONS = { testMatch: /faults\.spec\.ts$/, grep: /what happened|meets: cut/, grepInvert: /spec\.ts a create that meets/ };

/** The browser of each engine; that of WebKitGTK is started by its own journeys. */
const BROWSERS = {
  chromium: () => ({ launchOptions: { executablePath: neededFile("CHROMIUM"), args: browserFlags } }),
  firefox: () => ({ browserName: "firefox" as const, channel: "moz-firefox", launchOptions: firefoxOptions() }),
  webkit: () => ({}),
};

/** With PICTURES set, the pictures of the engine for docs/screenshots are made anew, and nothing else is done. */
const PICTURES = [{ name: "pictures", testDir: "pictures", testMatch: `${engine}.pictures.ts` }];

/** Journeys of its own, because nothing that Playwright knows drives it. */
const WEBKIT = [{ name: "webkit", testDir: "webkit" }];

const ATTACK = /attack\.spec\.ts$/;

export default defineConfig<Options>({
  testDir: "tests",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  retries: 0,
  timeout: 90_000,
  // Patience costs nothing where all is well, and a busy machine needs it.
  expect: { timeout: 20_000 },
  reporter: [["list"], ["./attack/reporter.ts"], ["./support/engine-reporter.ts"]],
  snapshotPathTemplate: "{testDir}/{testFileName}-snapshots/{arg}{ext}",
  projects: process.env.PICTURES ? PICTURES : engine === "webkit" ? WEBKIT : [
    { name: "closed", use: { connections: "closed" }, testIgnore: ATTACK },
    { name: "kept", use: { connections: "kept" }, ...ON_KEPT_CONNECTIONS },
    { name: "tls", use: { connections: "tls", ignoreHTTPSErrors: true }, ...ON_KEPT_CONNECTIONS },
    { name: "attack", testMatch: ATTACK },
  ],
  use: {
    locale: "en-GB",
    timezoneId: "UTC",
    // A laptop's window. What is not in sight is not drawn, and a third of a test's time goes into drawing.
    viewport: { width: 1440, height: 720 },
    // A fifth of it were frames of things that move, which are the matter of tests that ask for them.
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    trace: "off",
    ...BROWSERS[engine](),
  },
});
