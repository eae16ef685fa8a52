//! InfluxDB 3 Core and Enterprise: so far, how one is told from other servers.

use console_core::http::{Address, Manner, Method, Request, Response, Signature};

static MANNER: Manner = Manner { token_scheme: "Bearer", accepts: "*/*", reads: &[] };

/// A question that shows no credential to whoever answers, and changes nothing.
///
/// It is the one path that the server answers without a credential: asked with another method than the one that claims a
/// fresh server, it says that there is nothing. Measured on Core 3.6.0.
pub fn question() -> Request {
    Request::new(Method::Get, Address::of(&MANNER, "/api/v3/configure/token/admin")).signed(Signature::Nobody)
}

/// Whether the answer to [`question`] is one of InfluxDB 3: these words and nothing else, also where it was started without
/// authentication.
pub fn is_it_us(response: &Response) -> bool {
    let words = (response.status, &**response.body);
    !response.is_html() && (words == (404, b"not found") || words == (405, b"endpoint disabled, started without auth"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_by_its_own_words() {
        for (status, media_type, body, expected) in [
            (404, "", "not found", true),
            (405, "", "endpoint disabled, started without auth", true),
            (404, "text/html", "not found", false),
            (404, "", "404 page not found\n", false),
            (404, "application/json; charset=utf-8", r#"{"code":"not found","message":"path not found"}"#, false),
            (401, "", "", false),
            (200, "", "not found", false),
            (405, "", "", false),
        ] {
            assert_eq!(is_it_us(&Response::new(status, media_type, body)), expected, "{status} {body}");
        }
    }

    #[test]
    fn nobody_is_shown_a_credential() {
        assert_eq!(question().method(), Method::Get);
        assert!(matches!(question().signature(), Signature::Nobody));
    }
}
