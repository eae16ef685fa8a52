// The attack would catch a page that does not look: its judge calls what such a page says a lie, and what ours says true.

import { Journey } from "../attack/journey";
import { type Held, lie, type Told } from "../attack/verdict";
import { TOKENS } from "../support/sandbox";
import { expect, test } from "../support/test";

const [OURS, TWIN, THEIRS] = ["0000000000000001", "0000000000000002", "0000000000000003"];

const held = (more: Partial<Held>): Held => ({ ours: [], theirs: [], harmed: [], user: false, ...more });
const told = (more: Partial<Told>): Told => ({ claims: [], text: "", given: [], ...more });

const secret = told({ claims: ["secret"], given: [OURS] });
const refused = told({ claims: ["refused"] });
const found = (text: string) => told({ claims: ["exists"], text });

for (const [what, says, stores, judged] of [
  ["one token, and its secret", secret, held({ ours: [OURS] }), undefined],
  ["two tokens, one secret, and not a word", secret, held({ ours: [OURS, TWIN] }), /nothing is said of 1 more/],
  ["two tokens, one secret, and the other one named", { ...secret, text: `also ${TWIN}` }, held({ ours: [OURS, TWIN] }), undefined],
  ["a refusal, and nothing stored", refused, held({}), undefined],
  ["a refusal, and a token stored", refused, held({ ours: [OURS] }), /nothing was stored, it says/],
  ["somebody else's token called the lost one", found(THEIRS), held({ theirs: [THEIRS] }), /is called the lost one/],
  ["somebody else's token told as perhaps theirs", found(`${THEIRS}, or somebody else's`), held({ theirs: [THEIRS] }), undefined],
  ["somebody else's token deleted", secret, held({ ours: [OURS], theirs: [THEIRS], harmed: [THEIRS] }), /taken for ours and harmed/],
  ["a run undone, and a token left", told({ claims: ["undone"] }), held({ ours: [TWIN] }), /the run is undone, it says/],
  ["a run that could not be undone, and nothing left", told({ claims: ["notUndone"] }), held({}), /could not be deleted, it says/],
  ["a run that could not be undone, and a token left", told({ claims: ["notUndone"], given: [OURS] }), held({ ours: [OURS] }), undefined],
  ["a run that could not be undone, and a twin left", told({ claims: ["notUndone"] }), held({ ours: [TWIN] }), /nothing is said of 1 more/],
  ["nothing", told({}), held({}), /nothing is said at all/],
] as const) {
  test(`the judge of ${what}`, () => {
    const wrong = lie({ ...says, claims: [...says.claims] }, stores);
    if (judged) expect(wrong).toMatch(judged);
    else expect(wrong).toBeUndefined();
  });
}

test.describe("a create that was sent twice on its way", () => {
  for (const looks of [true, false]) {
    test(`is ${looks ? "told truly" : "a lie of a page that is kept from seeing the list as it is"}`, async ({ app, page, sandbox }) => {
      await page.clock.install();
      const journey = await Journey.begin(app);
      await app.fillIn();
      if (!looks) {
        // The list stays as it was, as for a page that compares it with nothing.
        const before = new Map<string, string>();
        const list = (address: string) => address.includes(`${TOKENS}?`);
        await page.route((address) => list(address.href), async (route) => {
          const address = route.request().url();
          if (route.request().method() !== "GET") return route.continue();
          if (!before.has(address)) {
            const { authorizations } = await sandbox.state();
            const answer = (await (await route.fetch()).json()) as { authorizations: { id: string }[] };
            const old = authorizations.map(({ id }) => id).slice(0, -2);
            before.set(address, JSON.stringify({ ...answer, authorizations: answer.authorizations.filter(({ id }) => old.includes(id)) }));
          }
          return route.fulfill({ contentType: "application/json", body: before.get(address)! });
        });
      }
      await sandbox.fail(TOKENS, { kind: "doubled" }, { method: "POST" });
      await app.createButton.click();
      await journey.settled();
      const wrong = await journey.verdict();
      if (looks) expect(wrong).toBeUndefined();
      else expect(wrong).toMatch(/nothing is said of 1 more/);
    });
  }
});
