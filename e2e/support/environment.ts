// What the tests are told about the machine.

import { existsSync } from "node:fs";

/**
 * What is off in Chromium. The flag stands once on its command line, so Playwright's own list is said again where it
 * matters here.
 */
const disabledFeatures = [
  // Pages of the browser itself, below the address bar of every new window: a quarter of the time of a short test.
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  // Without windows a trap would end the process before the program hears of it.
  "WebAssemblyTrapHandler",
  // Playwright's: requests that nobody asked for.
  "AimEnabled",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PreconnectToSearch",
  // Playwright's: plain http stays plain http, and contexts end as they are told to.
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
];

/** Flags for every Chromium: nothing is fetched that the tests did not ask for. */
export const browserFlags = [
  `--disable-features=${disabledFeatures.join(",")}`,
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A name that is not this machine: pages from it are not in a secure context.
  "--host-resolver-rules=MAP lan.test 127.0.0.1",
  // Snapshots of the heap must show long texts in full.
  "--js-flags=--heap-snapshot-string-limit=10000000",
];

/** The file or folder that a variable names. */
export function neededFile(variable: "DIST" | "SANDBOX" | "CHROMIUM" | "FIREFOX" | "WEBKIT_DRIVER" | "WEBKIT_BROWSER" | "CORE_NATIVE"): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set. Run the tests with: cargo xtask e2e`);
  if (!existsSync(value)) throw new Error(`${variable} names ${value}, and there is no such file.`);
  return value;
}
