// The sentences by which the console says what became of a request. Tests that judge them find them here.

/** What is claimed of a create, by the title of its notice. */
export const CLAIMS = {
  /** The secret is on the screen. */
  secret: /^Store (this|these) .*now|tokens? created$/,
  /** Nothing was stored. */
  refused: /The server refused; no token was created|No token was created$/,
  /** The list shows none so far. */
  notYet: /No token was found so far/,
  /** One or more that are named look like it; nobody says whose they are. */
  exists: /new tokens? looks? like it\./,
  /** Nobody can tell. */
  open: /The token may exist/,
  /** All that a run created is deleted, whatever else looks the same. */
  undone: /(was|were) deleted(, |$)/,
  /** Some of it stands. */
  notUndone: /^\d+ tokens? could not be deleted$/,
  /** Some of it may stand. */
  undoOpen: /^Perhaps \d+ tokens? could not be deleted$/,
  signedOut: /Your session ended/,
  /** The user who was to be created with the token, and no token. */
  userNotCreated: /The user was not created, and no token either/,
  userExists: /The user exists, and no token was created/,
  userOpen: /No token was created, and the new user may exist/,
  /** A token that existed was changed or deleted. */
  deactivated: /^Deactivated /,
  deleted: /^This token is deleted\.$/,
  /** It was not: the server refused, or it was read back. */
  unchanged: /^Nothing changed$|^The answer was lost, and nothing changed so far$|^Nothing changed so far$/,
  /** Somebody else did something to it. */
  meddled: /^This token is gone$|^Somebody changed this token meanwhile$/,
  /** Nobody can tell what is stored. */
  untold: /^The answer was lost$/,
} as const;

/** What is said besides. */
export const SAID = {
  underWay: "A token is being created",
  /** What was created twice. */
  twin: "The request was probably sent twice. Another token exists.",
  /** The token is another than was asked for. */
  otherwise: "The server created another token than you asked for",
} as const;
