//! The API of InfluxDB OSS 2.x and Cloud 2 (`/api/v2`).

pub mod authorization_list;
pub mod authorizations;
pub mod dbrps;
pub mod dry_run;
mod error;
pub mod objects;
mod own_words;
mod permissions;
mod plain;
pub mod session;
pub mod users;
pub mod v1_credentials;
mod wire;

pub use error::{ApiError, Refusal, read_error};
pub use own_words::read_refusal;

use console_core::http::json;
use console_core::http::{Address, Manner, Method, Request, Response};
use serde::Deserialize;
use serde::de::DeserializeSeed;

/// What stands in front of a token where it is copied from: the header that signs, the schemes that the server takes, and the
/// variable that `influx` reads.
pub const IN_FRONT_OF_TOKEN: [&str; 4] = ["authorization:", "token ", "bearer ", "influx_token="];

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
    json::read(response)
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
    json::read_with(response, seed)
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
    json::read_nothing(response)
}
