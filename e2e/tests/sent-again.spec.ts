// What the browser does by itself, without the page's knowledge: a request on a connection that was used before is sent
// again when the connection dies or the server says that it waited too long. The tests of lost answers stand on this.
// Firefox does it on other occasions than Chromium, and both may store twice what was sent once.

import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";
import { isFirefox } from "../support/engine";
import { type Connections, type Fault, type Sandbox, TOKENS } from "../support/sandbox";

/** What the page is told, and how often the server carried out what arrived. */
type Outcome = { status: number | "an error"; carriedOut: number[] };

const TWICE: Outcome = { status: 201, carriedOut: [1, 1] };
const LOST: Outcome = { status: "an error", carriedOut: [1] };
const TOO_LATE: Outcome = { status: 408, carriedOut: [1] };

/** In Chromium, and in Firefox where it differs. */
const AGAIN: [Connections, Fault, Outcome, Outcome?][] = [
  ["kept", { kind: "cut", when: "after" }, TWICE],
  ["kept", { kind: "cut", when: "after", by: "rst" }, TWICE],
  ["kept", { kind: "cut", when: "before" }, { status: 201, carriedOut: [0, 1] }],
  ["kept", { kind: "status", status: 408, stored: true }, TWICE, TOO_LATE],
  ["kept", { kind: "truncate", bytes: 20 }, LOST],
  ["kept", { kind: "status", status: 503, stored: true }, { status: 503, carriedOut: [1] }],
  ["kept", { kind: "doubled" }, { status: 201, carriedOut: [2] }],
  ["tls", { kind: "cut", when: "after" }, TWICE, LOST],
  ["tls", { kind: "cut", when: "after", by: "rst" }, TWICE, LOST],
  ["tls", { kind: "cut", when: "after", by: "goaway" }, TWICE, LOST],
  ["tls", { kind: "cut", when: "after", by: "refused" }, TWICE],
  ["tls", { kind: "status", status: 408, stored: true }, TOO_LATE, TWICE],
  ["closed", { kind: "cut", when: "after" }, LOST],
  ["closed", { kind: "status", status: 408, stored: true }, TOO_LATE],
];

for (const [connections, fault, inChromium, inFirefox = inChromium] of AGAIN) {
  test.describe(`on connections ${connections}`, () => {
    test.use({ connections, ignoreHTTPSErrors: true });

    test(`a create that meets ${JSON.stringify(fault)}`, async ({ page, sandbox, watch }) => {
      watch.allowLostAnswers();
      watch.allowStatus(404, 408, 503);
      // A page of the server, without any script; it has no icon.
      await page.goto("/health");
      const orgID = await sandbox.org("brackwater-plants");
      expect(await ask(page, sandbox, "GET", "/api/v2/me"), "the connection is used").toBe(200);
      await sandbox.fail(TOKENS, fault, { method: "POST" });
      const permissions = [{ action: "read", resource: { type: "buckets", orgID } }];
      const status = await ask(page, sandbox, "POST", TOKENS, { orgID, permissions });
      const seen = await sandbox.seen("POST", TOKENS);
      expect({ status, carriedOut: seen.map(({ carriedOut }) => carriedOut) }).toEqual(isFirefox ? inFirefox : inChromium);
    });
  });
}

/** Asks from within the page; the status that it is told. */
async function ask(page: Page, { token }: Sandbox, method: string, path: string, body?: unknown): Promise<Outcome["status"]> {
  return page.evaluate(
    async ([method, path, token, body]) => {
      try {
        const headers = { Authorization: `Token ${token}` };
        const answer = await fetch(path!, { method, headers, body: body || undefined });
        await answer.text();
        return answer.status;
      } catch {
        return "an error" as const;
      }
    },
    [method, path, token, body === undefined ? "" : JSON.stringify(body)] as const,
  );
}
