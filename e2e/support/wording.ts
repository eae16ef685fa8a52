// The sentences by which the console says what became of a request. Tests that judge them find them here.

/** What is claimed of a create, by the title of its notice. */
export const CLAIMS = {
  /** The secret is on the screen. */
  secret: /^Store (this|these) .*now|tokens? made$/,
  /** Nothing was stored. */
  refused: /The server refused; no token was (made|created)|No token was (made|created)$/,
  notYet: /The answer was lost, and the token is not there yet/,
  /** One that is named is certainly the lost one. */
  exists: /The answer was lost, but the token exists/,
  /** Nobody can tell for certain. */
  open: /The answer was lost, and the token may exist/,
  /** All that a run created is deleted again. */
  undone: /^The run is undone$/,
  signedOut: /Your session ended/,
  /** The user who was to be created with the token, and no token. */
  userNotCreated: /The user was not (made|created), and no token either/,
  userExists: /The user exists, and no token was (made|created)/,
  userOpen: /No token was (made|created), and the new user may or may not exist/,
} as const;
