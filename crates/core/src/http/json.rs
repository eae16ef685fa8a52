//! Reading the JSON of a success. What is said of one that can't be read never quotes it: it may hold secrets.

use super::{ApiError, Response};
use serde::Deserialize;
use serde::de::DeserializeSeed;

/// The body of a success.
///
/// # Errors
///
/// [`ApiError::WebPage`] if a web page came, [`ApiError::Undecodable`] if it is not what was asked for.
pub fn read<'a, T: Deserialize<'a>, R>(response: &'a Response) -> Result<T, ApiError<R>> {
    serde_json::from_slice(&response.body).map_err(|error| undecodable(response, &error))
}

/// As [`read`], into what `seed` makes of it.
///
/// # Errors
///
/// As for [`read`].
pub fn read_with<'a, S: DeserializeSeed<'a>, R>(response: &'a Response, seed: S) -> Result<S::Value, ApiError<R>> {
    let mut deserializer = serde_json::Deserializer::from_slice(&response.body);
    let read = seed.deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    read.map_err(|error| undecodable(response, &error))
}

/// A success that has no body. A file server answers any path with its start page and 200, and something between may
/// answer anything: only the server itself says that there is nothing to say.
///
/// # Errors
///
/// As for [`read`].
pub fn read_nothing<R>(response: &Response) -> Result<(), ApiError<R>> {
    match response.status {
        204 => Ok(()),
        _ if response.is_html() => Err(ApiError::WebPage),
        _ => Err(ApiError::Undecodable { problem: "it is not what this request answers".to_owned() }),
    }
}

fn undecodable<R>(response: &Response, error: &serde_json::Error) -> ApiError<R> {
    if response.is_html() {
        return ApiError::WebPage;
    }
    let problem = match error.classify() {
        serde_json::error::Category::Eof => "it ends too early",
        serde_json::error::Category::Data => "it is not what this request answers",
        serde_json::error::Category::Syntax | serde_json::error::Category::Io => "it is no JSON",
    };
    ApiError::Undecodable { problem: format!("{problem}, line {}", error.line()) }
}
