//! The request that creates a token, as a command of curl for a POSIX shell.

use crate::api::tokens;
use crate::connection::Paths;
use crate::create::{ExpirySpelling, NewToken};
use console_core::http::printable;
use console_core::text::shell::{Shell, Unprintable, quote};

/// The command. It finds the management token in the environment, so that no history keeps it.
pub fn create(server: &str, paths: Paths, new: &NewToken, spelling: ExpirySpelling) -> Result<String, Unprintable> {
    let url = format!("{}{}", printable(server), tokens::list(paths).path());
    let url = quote(&url, Shell::Posix)?;
    let body = quote(&tokens::pretty_body(new, spelling), Shell::Posix)?;
    Ok(format!(
        "curl --request POST {url} \\\n  --header \"Authorization: Bearer $MANAGEMENT_TOKEN\" \\\n  --header 'Content-Type: application/json' \\\n  --data {body}"
    ))
}
