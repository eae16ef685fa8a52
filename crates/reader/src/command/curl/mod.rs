//! A request for a new token as a curl command or as PowerShell's `Invoke-RestMethod`, and both read back.
//!
//! A credential is never printed; its place is taken by the variable `INFLUX_TOKEN`.

pub(crate) mod invoke;
mod read;

pub(crate) use read::{is_endpoint, read};

use super::Shell;
use super::shell::{Unprintable, powershell_string, quote};

/// The path of the endpoint that makes authorizations.
pub(crate) const PATH: &str = "/api/v2/authorizations";

/// A curl command for POSIX shells that sends the body to a server at `host`, such as `http://localhost:8086`.
pub fn curl(host: &str, body: &str) -> Result<String, Unprintable> {
    let url = quote(&url(host), Shell::Posix)?;
    // A body starting with @ would name a file for --data.
    let body = quote(body, Shell::Posix)?;
    Ok(format!(
        "curl --request POST {url} \\\n  \
         --header \"Authorization: Token $INFLUX_TOKEN\" \\\n  \
         --header 'Content-Type: application/json' \\\n  \
         --data-raw {body}"
    ))
}

/// The same for PowerShell 5 and later.
pub fn invoke_rest_method(host: &str, body: &str) -> Result<String, Unprintable> {
    if [host, body].into_iter().any(|text| text.chars().any(|c| c.is_control() && c != '\n')) {
        return Err(Unprintable::Control);
    }
    let (url, body) = (powershell_string(&url(host)), powershell_string(body));
    // Without the character set, PowerShell 5 sends other letters than ASCII in an older encoding.
    Ok(format!(
        "Invoke-RestMethod -Method Post -Uri {url} `\n  \
         -Headers @{{ Authorization = \"Token $env:INFLUX_TOKEN\" }} `\n  \
         -ContentType 'application/json; charset=utf-8' `\n  \
         -Body {body}"
    ))
}

/// The endpoint at a host; a user name and password in the address are left out.
fn url(host: &str) -> String {
    let host = host.trim_end_matches('/');
    let (scheme, rest) = host.split_once("://").unwrap_or(("http", host));
    let end = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let authority = authority.rsplit('@').next().unwrap_or(authority);
    format!("{scheme}://{authority}{path}{PATH}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curl_names_the_variable_and_quotes_the_body() {
        let printed = curl("http://localhost:8086/", "{\"description\":\"it's\"}").expect("printable");
        assert_eq!(
            printed,
            "curl --request POST http://localhost:8086/api/v2/authorizations \\\n  \
             --header \"Authorization: Token $INFLUX_TOKEN\" \\\n  \
             --header 'Content-Type: application/json' \\\n  \
             --data-raw \"{\\\"description\\\":\\\"it's\\\"}\""
        );
    }

    #[test]
    fn credentials_in_the_address_are_left_out() {
        assert_eq!(url("https://admin:hush@db.example/influx/"), "https://db.example/influx/api/v2/authorizations");
        assert_eq!(url("localhost:8086"), "http://localhost:8086/api/v2/authorizations");
    }

    #[test]
    fn powershell_doubles_every_kind_of_single_quote() {
        let printed = invoke_rest_method("http://h", "{\"description\":\"it's ‘so’\"}").expect("printable");
        assert!(printed.ends_with("-Body '{\"description\":\"it''s ‘‘so’’\"}'"), "{printed}");
    }
}
