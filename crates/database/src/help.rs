//! What database tokens are, what a cluster does not do for them, with what to do instead, and where the rest is done.

/// The two kinds of tokens, and what holds for them.
pub const KINDS: [(&str, &str); 4] = [
    (
        "Database token",
        "Programs read and write data with it. It grants Read or Write on databases by their names, or on all of them. Write does not include Read.",
    ),
    ("Management token", "You sign in here with it. It manages databases and database tokens, and reads no data."),
    (
        "A grant holds for a name",
        "After a database is deleted, a new one of the same name is open to the token at once. After a rename, the token no longer reaches it.",
    ),
    (
        "A new token may need minutes",
        "Until every part of the cluster knows it, programs are refused. The test after creating waits for that.",
    ),
];

/// What people look for in vain, and what to do instead.
pub const LIMITS: [(&str, &str); 7] = [
    (
        "Take a revoke back",
        "Revoking is final. Create a new token with the same grants and put its secret into the program.",
    ),
    ("Stop a token for a while", "Take all permissions away and give them back later. The secret stays the same."),
    (
        "Change when a token expires",
        "It is fixed once the token is created. Create a new one, put its secret into the program, then revoke the old one.",
    ),
    ("Show a secret again", "Create a new token. The cluster keeps only a hash of the secret."),
    (
        "Tell who created a token or when it was last used",
        "The API does not tell. Put both purpose and owner into the description.",
    ),
    ("Limit a token to a table, tag or time", "Use a separate database for data that needs a token of its own."),
    (
        "Manage a cluster from before May 2025",
        "It has no HTTP API. Sign out and choose “Write influxctl commands without signing in”: this page writes them.",
    ),
];

/// Where ids and management tokens come from.
pub const ELSEWHERE: &str = "No HTTP API lists accounts, clusters or management tokens. Cloud Dedicated shows them in its Admin UI, and influxctl does for both products. Create a management token for this page alone, so that it can be revoked without harm to others.";

/// The commands for it.
pub const COMMANDS: &str = "influxctl cluster list --format json\ninfluxctl management create --description \"Token Console\"\ninfluxctl management revoke TOKEN_ID";
