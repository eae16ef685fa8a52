// Every fault that the stand-in knows, as a list that tests go through.

import type { Fault } from "./sandbox";

/** What a screen can know about a fault. */
export type Kind = "unreachable" | "silent" | "foreign" | "ended" | "refused" | "failed" | "unready";

export const FAULTS: [string, Fault, Kind][] = [
  ["cut before", { kind: "cut", when: "before" }, "unreachable"],
  ["cut after", { kind: "cut", when: "after" }, "unreachable"],
  ["broken off", { kind: "truncate", bytes: 20 }, "unreachable"],
  ["stalled", { kind: "stall", bytes: 20 }, "silent"],
  ["a page", { kind: "garbage", what: "html" }, "foreign"],
  ["half of the JSON", { kind: "garbage", what: "json" }, "foreign"],
  ["bytes", { kind: "garbage", what: "binary" }, "foreign"],
  ["nothing", { kind: "garbage", what: "empty" }, "foreign"],
  ["400", { kind: "status", status: 400, message: "wrong" }, "failed"],
  ["401", { kind: "status", status: 401, message: "unauthorized access" }, "ended"],
  ["403", { kind: "status", status: 403, message: "no" }, "refused"],
  ["404", { kind: "status", status: 404, message: "gone" }, "failed"],
  ["429", { kind: "status", status: 429, headers: { "Retry-After": "3" } }, "failed"],
  ["500", { kind: "status", status: 500, message: "boom" }, "failed"],
  [
    "502 by a proxy",
    { kind: "status", status: 502, body: "<html>Bad Gateway</html>", headers: { "Content-Type": "text/html" } },
    "unready",
  ],
  ["503", { kind: "status", status: 503, message: "starting" }, "unready"],
];

/** Answers of a server, or of something before it, that carried the request out all the same. */
const STORED_ALL_THE_SAME: [string, Fault, Kind][] = [
  ["a page, stored", { kind: "garbage", what: "html", stored: true }, "foreign"],
  ["half of the JSON, stored", { kind: "garbage", what: "json", stored: true }, "foreign"],
  ["bytes, stored", { kind: "garbage", what: "binary", stored: true }, "foreign"],
  ["nothing, stored", { kind: "garbage", what: "empty", stored: true }, "foreign"],
  ["500, stored", { kind: "status", status: 500, message: "boom", stored: true }, "failed"],
  ["502 by a proxy, stored", { kind: "status", status: 502, body: "<html>Bad Gateway</html>", stored: true }, "unready"],
  ["503, stored", { kind: "status", status: 503, message: "starting", stored: true }, "unready"],
];

/** All faults that a request which changes something can meet. */
export const EVERY = [...FAULTS, ...STORED_ALL_THE_SAME];
