// Tokens with which one signs in, and that the server can stop knowing.

import type { Made, Permission, Sandbox } from "./sandbox";

/** A token of the operator's own user that can do everything in the organization of the stories. */
export async function signsIn(sandbox: Sandbox): Promise<Made> {
  const orgID = await sandbox.org("brackwater-plants");
  const both = (resource: Permission["resource"]): Permission[] => [{ action: "read", resource }, { action: "write", resource }];
  const types = ["authorizations", "buckets", "tasks"].flatMap((type) => both({ type, orgID }));
  return sandbox.make("signs in", [...types, ...both({ type: "users" }), ...both({ type: "orgs", id: orgID })]);
}

/** A token of another user, which may sign in and see what is in the organization of the stories. */
export async function ofAnother(sandbox: Sandbox): Promise<string> {
  const [org, userID] = [await sandbox.org("brackwater-plants"), await sandbox.userId("jonas.feld")];
  const permissions: Permission[] = [
    { action: "read", resource: { type: "users", id: userID } },
    { action: "read", resource: { type: "orgs", id: org } },
    { action: "read", resource: { type: "authorizations", orgID: org } },
    { action: "read", resource: { type: "buckets", orgID: org } },
  ];
  return (await sandbox.make("of another user", permissions, { userID })).token;
}
