// Sums up the attack at the end of a run.

import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class implements Reporter {
  private tried = 0;
  private truly = 0;
  private readonly known: string[] = [];
  private readonly lies: string[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    if (!test.annotations.some(({ type }) => type === "attack")) return;
    this.tried += 1;
    const what = `${test.titlePath().slice(3).join(" › ")}: ${/A lie: [^\n]*/.exec(result.error?.message ?? "")?.[0] ?? result.status}`;
    if (result.status === "passed" && test.expectedStatus === "passed") this.truly += 1;
    else (test.expectedStatus === "failed" && result.status === "failed" ? this.known : this.lies).push(what);
  }

  onEnd(): void {
    if (this.tried === 0) return;
    for (const lie of this.lies) console.log(`  ${lie}`);
    const known = this.known.length > 0 ? `, known and not mended yet: ${this.known.length}` : "";
    console.log(`\nattack: combinations tried: ${this.tried}, told truly: ${this.truly}, lies: ${this.lies.length}${known}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
