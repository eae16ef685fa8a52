// The central promise under attack: whatever happens to a request, what the page says is what is stored.
//
// Browsers, proxies and servers carry out a request twice, late, or without an answer, and no page can keep them from it.
// Each test is one combination of what the page is doing, what happens to its request, and how the server treats its
// connections; it is judged by what the server holds. The long form, `cargo xtask attack`, tries all of them.

import { test } from "../support/test";
import { isLate, LINES, name } from "../attack/faults";
import { Journey } from "../attack/journey";
import { isKnown } from "../attack/known";
import { STATES } from "../attack/states";
import { passTenSeconds } from "../support/silence";
import type { Connections } from "../support/sandbox";

const LONG = process.env.ATTACK === "long";

const CONNECTIONS: Connections[] = LONG ? ["kept", "tls", "closed"] : ["kept"];

for (const connections of CONNECTIONS) {
  test.describe(`connections ${connections}`, () => {
    test.use({ connections, ignoreHTTPSErrors: true });

    for (const state of STATES) {
      for (const line of LINES.filter(({ only }) => !only || only === connections)) {
        const isShort = state === STATES[0] ? line.short : state.short && line.short === "everywhere";
        if (!LONG && !isShort) continue;
        const combination = `${state.name} × ${name(line)}`;
        test(combination, async ({ app, page, sandbox, watch }) => {
          test.info().annotations.push({ type: "attack" });
          test.fail(!LONG && isKnown(combination), "a lie that is known; see attack/known.ts");
          watch.allowLostAnswers();
          watch.allowStatus(400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503);
          await page.clock.install();
          const journey = await Journey.begin(app);
          await state.prepare(journey);
          const attacked = `${state.on.method} ${state.on.path}`;
          const before = await sandbox.asked(attacked);
          await sandbox.fail(state.on.path, line.fault, { method: state.on.method });
          await state.act(journey);
          if (line.silent) await passTenSeconds(page, sandbox, attacked, before + state.goodBefore);
          await journey.settled();
          await state.after?.(journey);
          if (isLate(line.fault)) {
            journey.expectLate();
            await journey.carriedOut(state.on, line.fault);
          }
          const lie = await journey.verdict();
          if (lie) throw new Error(`A lie: ${lie}`);
        });
      }
    }
  });
}
