//! The API of InfluxDB OSS 2.x and Cloud 2 (`/api/v2`).

pub mod authorizations;
pub mod dbrps;
pub mod dry_run;
mod error;
pub mod objects;
mod own_words;
pub mod session;
pub mod users;
pub mod v1_credentials;
mod wire;

pub use error::{ApiError, Refusal, read_error};
pub use own_words::read_refusal;

use console_core::http::{Address, Manner, Method, Request, Response};
use serde::Deserialize;
use serde::de::DeserializeSeed;

/// What every request to this API has in common.
static MANNER: Manner = Manner {
    token_scheme: "Token",
    // Telegraf configurations would come as TOML otherwise.
    accepts: "application/json",
    reads: &[session::VERSION, session::BUILD],
};

/// A GET with the session's credential.
pub(crate) fn get(path: impl Into<String>) -> Request {
    request(Method::Get, path)
}

/// A request with the session's credential.
pub(crate) fn request(method: Method, path: impl Into<String>) -> Request {
    Request::new(method, Address::of(&MANNER, path))
}

/// Reads the JSON body of a success, or the error.
fn decode<'a, T: Deserialize<'a>>(response: &'a Response) -> Result<T, ApiError> {
    if !response.is_success() {
        return Err(read_error(response));
    }
    serde_json::from_slice(&response.body).map_err(|error| undecodable(response, &error))
}

/// Reads the JSON body of a success, or the refusal of a change, as far as the server itself said it.
fn decode_change<'a, T: Deserialize<'a>>(response: &'a Response) -> Result<T, ApiError> {
    if !response.is_success() {
        return Err(read_refusal(response));
    }
    decode(response)
}

/// As [`decode`], into what `seed` makes of it.
fn decode_with<'a, S: DeserializeSeed<'a>>(response: &'a Response, seed: S) -> Result<S::Value, ApiError> {
    if !response.is_success() {
        return Err(read_error(response));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(&response.body);
    let value = seed.deserialize(&mut deserializer).map_err(|error| undecodable(response, &error))?;
    deserializer.end().map_err(|error| undecodable(response, &error))?;
    Ok(value)
}

/// Reads the success of a change that has no body, or its refusal, as far as the server itself said it.
fn decode_empty_change(response: &Response) -> Result<(), ApiError> {
    if !response.is_success() {
        return Err(read_refusal(response));
    }
    decode_empty(response)
}

/// Reads a success that has no body.
fn decode_empty(response: &Response) -> Result<(), ApiError> {
    if !response.is_success() {
        return Err(read_error(response));
    }
    // A file server answers any path with its start page and 200, and something between may answer anything: only the
    // server itself says that there is nothing to say.
    match response.status {
        204 => Ok(()),
        _ if response.is_html() => Err(ApiError::WebPage),
        _ => Err(ApiError::Undecodable { problem: "it is not what this request answers".to_owned() }),
    }
}

/// Says where decoding stopped without quoting the body, which may hold secrets.
fn undecodable(response: &Response, error: &serde_json::Error) -> ApiError {
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
