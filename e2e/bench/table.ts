// Figures as a table that reads well as text and as Markdown.

import type { Goal, Row, Unit } from "./figure";

const HEADS = ["Figure", "Median", "Least", "Most", "Baseline", "Ratio", "Goal", ""];

export function table(rows: Row[]): string {
  const cells = [HEADS, ...rows.map(line)];
  const widths = HEADS.map((_, column) => Math.max(...cells.map((cell) => cell[column].length)));
  const padded = (cell: string[]) => `| ${cell.map((text, column) => (column ? text.padStart(widths[column]) : text.padEnd(widths[column]))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column ? `${"-".repeat(width - 1)}:` : "-".repeat(width))).join(" | ")} |`;
  return [padded(cells[0]), rule, ...cells.slice(1).map(padded)].join("\n");
}

function line({ name, unit, median, least, most, missing, baseline, ratio, goal, verdict }: Row): string[] {
  return [
    missing ? `${name}: ${missing}` : name,
    ...[median, least, most].map((value) => (value === undefined ? "" : amount(value, unit))),
    baseline ? `${amount(baseline.median, unit)} ${baseline.name}` : "",
    ratio === undefined ? "" : `${digits(ratio)} ×`,
    goal ? aim(goal, unit) : "",
    verdict ?? "",
  ];
}

function aim({ most, by }: Goal, unit: Unit): string {
  if (by === "ratio") return `≤ ${digits(most)} ×`;
  return by === "worst" ? `never > ${amount(most, unit)}` : `≤ ${amount(most, unit)}`;
}

function amount(value: number, unit: Unit): string {
  return unit === "exponent" ? `n^${value.toFixed(2)}` : `${digits(value)} ${unit}`;
}

/** Three digits that count, without an exponent. */
function digits(value: number): string {
  const places = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(places).replace(/\B(?=(\d{3})+$)/g, ",");
}
