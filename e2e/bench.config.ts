// How figures are taken: one after another in one browser, as `cargo xtask bench` calls it.

import { defineConfig } from "@playwright/test";
import { browserFlags, neededFile } from "./support/environment";

export default defineConfig({
  testDir: "bench",
  testMatch: /\.bench\.ts$/,
  workers: 1,
  retries: 0,
  // A hundred thousand tokens take their time, seven times.
  timeout: 3_600_000,
  reporter: [["./bench/report.ts"]],
  use: { launchOptions: { executablePath: neededFile("CHROMIUM"), args: browserFlags } },
});
