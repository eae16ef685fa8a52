// What can happen to a request, one line each.

import type { Connections, Fault } from "../support/sandbox";

export type Line = {
  fault: Fault;
  /** The answer never comes; the page has to give up on it. */
  silent?: boolean;
  /** Only where this can be said. */
  only?: Connections;
  /** The short form tries it too: in every state that it tries, or with a plain create alone. */
  short?: "everywhere" | "once";
};

const HTML = { body: "<html>Bad Gateway</html>", headers: { "Content-Type": "text/html" } };

export const LINES: Line[] = [
  { fault: { kind: "cut", when: "after" }, short: "everywhere" },
  { fault: { kind: "cut", when: "before" } },
  { fault: { kind: "cut", when: "late" }, short: "once" },
  { fault: { kind: "cut", when: "after", by: "rst" } },
  { fault: { kind: "cut", when: "before", by: "rst" } },
  { fault: { kind: "cut", when: "late", by: "rst" } },
  { fault: { kind: "cut", when: "after", by: "goaway" }, only: "tls" },
  { fault: { kind: "cut", when: "before", by: "goaway" }, only: "tls" },
  { fault: { kind: "cut", when: "late", by: "goaway" }, only: "tls" },
  { fault: { kind: "cut", when: "after", by: "refused" }, only: "tls" },
  { fault: { kind: "cut", when: "before", by: "refused" }, only: "tls" },
  { fault: { kind: "cut", when: "after", afterMs: 6_000 } },
  { fault: { kind: "status", status: 408, stored: true }, short: "once" },
  { fault: { kind: "status", status: 408 } },
  { fault: { kind: "status", status: 408, lateMs: 500 } },
  { fault: { kind: "doubled" }, short: "everywhere" },
  { fault: { kind: "doubled", answer: "first" }, short: "once" },
  { fault: { kind: "doubled", then: { kind: "cut", when: "after" } } },
  { fault: { kind: "doubled", then: { kind: "cut", when: "before", by: "rst" } } },
  { fault: { kind: "delay", ms: 300, when: "after" } },
  { fault: { kind: "delay", ms: 2_000, when: "late" }, silent: true, short: "once" },
  { fault: { kind: "truncate", bytes: 20 } },
  { fault: { kind: "stall", bytes: 20 }, silent: true },
  { fault: { kind: "garbage", what: "html", stored: true }, short: "everywhere" },
  { fault: { kind: "garbage", what: "html" } },
  { fault: { kind: "garbage", what: "json", stored: true } },
  { fault: { kind: "status", status: 403, code: "forbidden", message: "blocked by policy", stored: true }, short: "once" },
  { fault: { kind: "status", status: 404, body: { error: "no route" }, stored: true } },
  { fault: { kind: "status", status: 429, body: { message: "quota exceeded" }, stored: true } },
  { fault: { kind: "status", status: 500, message: "boom", stored: true } },
  { fault: { kind: "status", status: 502, ...HTML, stored: true } },
  { fault: { kind: "status", status: 502, ...HTML }, short: "everywhere" },
  { fault: { kind: "status", status: 502, ...HTML, lateMs: 500 }, short: "once" },
];

/** A line as it is read in the list of tests. */
export function name({ fault }: Line): string {
  return words(fault).join(" ");
}

/** Whether the change comes after everything else. */
export function isLate(fault: Fault): boolean {
  return ("when" in fault && fault.when === "late") || ("lateMs" in fault && fault.lateMs !== undefined);
}

/** What tells one fault from another: not the texts of its answer. */
function words(fault: Fault): string[] {
  const told = Object.entries(fault).filter(([key]) => !["code", "message", "body", "headers"].includes(key));
  return told.flatMap(([key, value]) => {
    if (value === true) return [key];
    if (typeof value === "object") return [key, ...words(value as Fault)];
    return typeof value === "string" || key === "status" ? [`${value}`] : [`${key} ${value}`];
  });
}
