// Says at the end of a run which browser it was, how many tests passed there, and what only Chromium can do.

import type { FullConfig, Reporter, Suite, TestCase, TestResult } from "@playwright/test/reporter";
import { LEFT_OUT } from "./engine";

export default class implements Reporter {
  private browser = process.env.ENGINE_NAME ?? process.env.ENGINE ?? "Chromium";
  private readonly counts = { passed: 0, failed: 0, skipped: 0 };
  /** What was left out, with the tests that go on without it. */
  private readonly leftOut = new Map<string, Set<string>>();

  onBegin(_config: FullConfig, _suite: Suite): void {
    console.log(`In ${this.browser}`);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === "skipped") this.counts.skipped += 1;
    else if (result.status === test.expectedStatus) this.counts.passed += 1;
    else this.counts.failed += 1;
    for (const { type, description } of test.annotations.concat(result.annotations ?? [])) {
      if (type !== LEFT_OUT || !description) continue;
      const tests = this.leftOut.get(description) ?? new Set();
      this.leftOut.set(description, tests.add(test.titlePath().slice(3).join(" › ")));
    }
  }

  onEnd(): void {
    const { passed, failed, skipped } = this.counts;
    const open = skipped ? `, ${skipped} not reached in the time of this run` : "";
    console.log(`\n${this.browser}: ${passed} passed, ${failed} failed${open}`);
    for (const [what, tests] of this.leftOut) {
      console.log(`  Only Chromium can do ${what}. Left out in ${tests.size} tests:`);
      for (const test of tests) console.log(`    ${test}`);
    }
  }

  printsToStdio(): boolean {
    return false;
  }
}
