// Whether what the page says is true: what is stored, held against what is told.

import { CLAIMS } from "../support/wording";

export type Claim = keyof typeof CLAIMS;

/** Everything that the page says, and what it has no way to hide. */
export type Told = {
  /** What is claimed now. A secret that was on the screen stays claimed. */
  claims: Claim[];
  /** The titles and texts of all notices and dialogs. */
  text: string;
  /** The ids of the tokens whose secrets the page was given. */
  given: string[];
};

/** What the server holds, of what was not there at the start. */
export type Held = {
  /** Tokens that came of this page's requests. */
  ours: string[];
  /** Tokens that somebody else created meanwhile. */
  theirs: string[];
  /** Those of theirs that are gone or inactive now. */
  harmed: string[];
  /** Whether the user who was to be created is stored. */
  user: boolean;
  /** The token that was to be changed, where one was. */
  changed?: Changed;
};

/** A token that existed, and what is stored of it. */
export type Changed = {
  wanted: "inactive" | "gone";
  stored: "active" | "inactive" | "gone";
  /** The change was to come after everything else, so what was said before may have been true. */
  late: boolean;
};

/** The first thing that is not true; nothing if all is. */
export function lie(told: Told, held: Held): string | undefined {
  const named = (id: string) => told.text.includes(id);
  const unknown = held.ours.filter((id) => !told.given.includes(id) && !named(id));
  const has = (claim: Claim) => told.claims.includes(claim);
  if (held.changed) return lieOfChange(told.claims, held.changed);
  if (held.harmed.length > 0) return `a token of somebody else was taken for ours and harmed: ${held.harmed}`;
  if (has("userNotCreated") && held.user) return "the user was not created, it says, and is stored";
  if (has("userExists") && !held.user) return "the user exists, it says, and is not stored";
  for (const claim of ["userNotCreated", "userExists", "userOpen"] as const) {
    if (has(claim) && held.ours.length > 0) return `no token was created, it says, and stored is ${held.ours}`;
  }
  if (has("undone")) {
    const left = held.ours.filter((id) => !named(id));
    return left.length > 0 ? `the run is undone, it says, and stored is ${left}` : undefined;
  }
  if (has("notUndone") && held.ours.length === 0) return "a token could not be deleted, it says, and none is stored";
  if (has("notUndone") || has("undoOpen")) {
    return unknown.length > 0 ? `some of it may stand, it says, and nothing is said of ${unknown.length} more: ${unknown}` : undefined;
  }
  if (has("secret")) {
    return unknown.length > 0 ? `a secret is shown, and nothing is said of ${unknown.length} more: ${unknown}` : undefined;
  }
  if (told.given.some((id) => held.ours.includes(id))) return "the page was given a secret and never showed it";
  if (has("refused") && held.ours.length > 0) return `nothing was stored, it says, and stored is ${held.ours}`;
  if (has("notYet") && held.ours.length > 0) return `not there yet, it says, and stored is ${held.ours}`;
  if (has("exists")) {
    const taken = held.theirs.filter(named);
    if (taken.length > 0 && !/somebody else/i.test(told.text)) return `a token of somebody else is called the lost one: ${taken}`;
    if (unknown.length > 0) return `it names one, and nothing is said of ${unknown.length} more: ${unknown}`;
    return undefined;
  }
  if (has("open") || has("signedOut")) return undefined;
  return told.claims.length === 0 ? "nothing is said at all" : undefined;
}

function lieOfChange(claims: Claim[], { wanted, stored, late }: Changed): string | undefined {
  if (claims.length === 0) return "nothing is said at all";
  if (claims.includes("deactivated") && stored !== "inactive") return `the token is deactivated, it says, and is ${stored}`;
  if (claims.includes("deleted") && stored !== "gone") return `the token is deleted, it says, and is ${stored}`;
  if (claims.includes("unchanged") && stored === wanted && !late) return `nothing changed, it says, and the token is ${stored}`;
  if (claims.includes("meddled")) return "somebody else is said to have changed the token, and nobody did";
  return undefined;
}
