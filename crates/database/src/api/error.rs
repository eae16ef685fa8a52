//! What a server of this API answers when it does not do what it was asked for.

use super::wire;
use console_core::http::Response;
use console_core::text::foreign;

/// Why a request did not bring what was asked for.
pub type ApiError = console_core::http::ApiError<Refusal>;

/// What the management token lacks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The answer was 403. The API does not say what is missing.
    #[error(
        "This management token may not do it: {}. Use one of an administrator, or one of this account.",
        foreign::message(.0)
    )]
    Forbidden(String),
}

/// Reads an answer that is no success: the message of its JSON, else the error in it, else its text, else its status.
pub fn read_error(response: &Response) -> ApiError {
    if response.is_html() {
        return match response.status {
            502..=504 => ApiError::Unavailable { message: "the proxy in front of it got no answer".to_owned() },
            _ => ApiError::WebPage,
        };
    }
    let message = message(response);
    match response.status {
        400 | 413 | 422 => ApiError::Rejected { message },
        401 => ApiError::NotSignedIn,
        403 => ApiError::Refused(Refusal::Forbidden(message)),
        404 => ApiError::NotFound { message },
        405 | 409 => ApiError::Conflict { message },
        429 => ApiError::TooManyRequests { retry_after: response.retry_after },
        502..=504 => ApiError::Unavailable { message },
        status @ 500.. => ApiError::Server { status, message },
        status => ApiError::Undecodable { problem: format!("status {status}") },
    }
}

/// The words of an error.
fn message(response: &Response) -> String {
    if let Ok(body) = serde_json::from_slice::<wire::Error<'_>>(&response.body)
        && let Some(words) = [body.message, body.error].into_iter().flatten().find(|words| !words.trim().is_empty())
    {
        return words.into_owned();
    }
    let text = String::from_utf8_lossy(&response.body);
    match text.trim() {
        "" => status_words(response.status).to_owned(),
        // A page of JSON that could not be read helps nobody.
        json if json.starts_with(['{', '[']) => status_words(response.status).to_owned(),
        text => text.to_owned(),
    }
}

const fn status_words(status: u16) -> &'static str {
    match status {
        400 => "bad request",
        403 => "forbidden",
        404 => "not found",
        405 => "method not allowed",
        409 => "conflict",
        502..=504 => "the proxy in front of it got no answer",
        _ => "it gave no reason",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, content_type: &str, body: &str) -> ApiError {
        read_error(&Response::new(status, content_type, body))
    }

    #[test]
    fn the_words_are_looked_for_in_the_order_in_which_clients_found_them() {
        for (body, words) in [
            (r#"{"code":400,"message":"bad request","error":"x"}"#, "bad request"),
            (r#"{"error":"no such thing","message":""}"#, "no such thing"),
            ("plain words\n", "plain words"),
            ("", "bad request"),
            (r#"{"unexpected":true}"#, "bad request"),
        ] {
            assert_eq!(read(400, "application/json", body), ApiError::Rejected { message: words.to_owned() }, "{body}");
        }
    }

    #[test]
    fn every_declared_status_is_told_apart() {
        let json = |status: u16| read(status, "application/json", &format!(r#"{{"code":{status},"message":"words"}}"#));
        let message = "words".to_owned();
        assert_eq!(json(401), ApiError::NotSignedIn);
        assert_eq!(json(403), ApiError::Refused(Refusal::Forbidden(message.clone())));
        assert_eq!(json(404), ApiError::NotFound { message: message.clone() });
        assert_eq!(json(409), ApiError::Conflict { message: message.clone() });
        assert_eq!(json(500), ApiError::Server { status: 500, message });
    }

    #[test]
    fn a_page_is_no_answer_of_this_api() {
        assert_eq!(read(404, "text/html", "<h1>gone</h1>"), ApiError::WebPage);
        assert!(matches!(read(502, "text/html", "<h1>bad gateway</h1>"), ApiError::Unavailable { .. }));
    }

    #[test]
    fn words_of_a_server_show_what_they_hold() {
        let told = read(403, "application/json", r#"{"code":403,"message":"no\u202eyaw"}"#).to_string();
        assert!(told.contains("no[U+202E]yaw"), "{told}");
    }
}
