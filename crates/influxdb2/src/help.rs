//! What InfluxDB 2 does not do for a token, with what to do instead; and the way back in.

/// What people look for in vain, and what to do instead.
pub const LIMITS: [(&str, &str); 8] = [
    (
        "Change the permissions of a token",
        "Clone it with other permissions, put the new secret into the program, then delete the old token.",
    ),
    ("Show a secret again", "Create a new token. A server that hashes its tokens keeps no secret."),
    ("Let a token expire", "Put the date into the description, and delete the token when the date has come."),
    ("Tell when a token was last used", "Deactivate it and see whether anything stops. It can be activated again."),
    (
        "Allow writing without deleting",
        "Give each program a bucket of its own: who may write to a bucket may delete from it.",
    ),
    ("Limit a token to a measurement, tag or time", "Use a separate bucket for data that needs a token of its own."),
    (
        "Grant a name pattern",
        "A pattern ticks what matches now. Choose “All, also future” to include what is created later.",
    ),
    ("Choose the secret of a token", "Create the token and use the secret that the server gives."),
];

/// What to do when no operator token is left.
pub const LOST_OPERATOR: &str = "Sign in with the user and password of the setup, if you have them. Otherwise stop influxd on the server and create a new operator token with this command. The lost token keeps working until you delete it.";

/// The command for it.
pub const RECOVER: &str = "influxd recovery auth create-operator --username USER --org ORGANIZATION";
