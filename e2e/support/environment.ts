// What the tests are told about the machine.

import { existsSync } from "node:fs";

/** Flags for every browser: nothing is fetched that the tests did not ask for. */
export const browserFlags = [
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
export function neededFile(variable: "DIST" | "SANDBOX" | "CHROMIUM"): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set. Run the tests with: cargo xtask e2e`);
  if (!existsSync(value)) throw new Error(`${variable} names ${value}, and there is no such file.`);
  return value;
}
