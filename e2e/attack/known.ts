// Combinations of the short form in which the page is known not to tell the truth yet. Each must still lie, so that whoever
// mends one has to take it out here.

const KNOWN: RegExp[] = [
  // A browser or a proxy sends the request twice, and only one of the two tokens is told.
  /^a create × (cut after|cut late|status 408 stored|doubled|doubled first)$/,
  /^a create after a lost one × (cut after|doubled)$/,
  /^a create, and then another tab does the same × (cut after|doubled)$/,
  /^a run of three and its undo × (cut after|doubled)$/,
  // What somebody else created is called the lost one.
  /^a create, and then another tab does the same × status 502$/,
  // Something before the server refuses in JSON what the server has stored.
  /^a create × status 403 stored$/,
];

/** Whether it is one of them. */
export function isKnown(combination: string): boolean {
  return KNOWN.some((known) => known.test(combination));
}
