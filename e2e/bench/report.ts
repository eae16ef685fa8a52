// Gathers the figures of a run, prints them as a table, and writes them down with machine and date.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import { dirname } from "node:path";
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";
import { type Figure, row, type Row } from "./figure";
import { table } from "./table";

/** Between these lines of the page in docs/ stands what was measured last. */
const [BEGIN, END] = ["<!-- measured -->", "<!-- /measured -->"];

/** The groups in the order in which the table tells them, by the first word of their titles. */
const ORDER = ["cold", "list:", "heavy", "form:", "scroll", "core:", "memory:", "beside"];

export default class implements Reporter {
  private readonly told: { group: number; row: Row }[] = [];
  private browser = "";
  private failed = 0;

  onTestBegin(test: TestCase): void {
    console.log(`  ${test.title} …`);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    for (const { type, description } of result.annotations) {
      const group = ORDER.findIndex((word) => test.title.startsWith(word));
      if (type === "figure") this.told.push({ group, row: row(JSON.parse(description!) as Figure) });
      if (type === "browser") this.browser = description!;
    }
    if (result.status !== "failed" && result.status !== "timedOut") return;
    this.failed += 1;
    console.log(`  ${test.title} could not be measured: ${result.error?.stack ?? result.error?.message}`);
  }

  onEnd(): void {
    const { model } = cpus()[0];
    const machine = `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}, ${this.browser}`;
    const date = new Date().toISOString().slice(0, 10);
    const rows = this.told.sort((one, other) => one.group - other.group).map(({ row }) => row);
    const short = rows.filter(({ verdict }) => verdict === "short").length;
    const passed = rows.filter(({ verdict }) => verdict === "pass").length;
    const told = `${table(rows)}\n`;
    console.log(`\n${told}\n${date} on ${machine}\n${passed} pass, ${short} short${this.failed ? `, ${this.failed} not measured` : ""}`);
    const file = process.env.BENCH_JSON;
    if (file) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify({ date, machine, figures: rows }, null, 2)}\n`);
    }
    const page = process.env.BENCH_PAGE;
    if (page) writeFileSync(page, inserted(readFileSync(page, "utf8"), `${date}, ${machine}.\n\n${told}`));
  }

  printsToStdio(): boolean {
    return true;
  }
}

function inserted(page: string, measured: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`The page has no place for the table: ${BEGIN} and ${END}.`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${measured}\n${page.slice(end)}`;
}
