// Sums up the attack at the end of a run.

import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class implements Reporter {
  private tried = 0;
  private truly = 0;
  private readonly known: string[] = [];
  private readonly lies: string[] = [];
  /** What ended before anything could be judged: a mistake of the attack, or a machine that is too slow. */
  private readonly unjudged: string[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    if (!test.annotations.some(({ type }) => type === "attack")) return;
    this.tried += 1;
    const lie = /A lie: [^\n]*/.exec(result.error?.message ?? "")?.[0];
    const what = `${test.titlePath().slice(3).join(" › ")}: ${lie ?? result.status}`;
    if (result.status === "passed" && test.expectedStatus === "passed") this.truly += 1;
    else if (test.expectedStatus === "failed" && result.status === "failed") this.known.push(what);
    else (lie ? this.lies : this.unjudged).push(what);
  }

  onEnd(): void {
    if (this.tried === 0) return;
    for (const what of [...this.lies, ...this.unjudged]) console.log(`  ${what}`);
    const known = this.known.length > 0 ? `, known and not mended yet: ${this.known.length}` : "";
    console.log(`\nattack: combinations tried: ${this.tried}, told truly: ${this.truly}, lies: ${this.lies.length}, not judged: ${this.unjudged.length}${known}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
