//! The Management API of InfluxDB 3 Clustered and Cloud Dedicated (`/api/v0`).

pub mod databases;
mod error;
mod own_words;
pub mod tokens;
mod wire;

pub use error::{ApiError, Refusal, read_error};
pub use own_words::{is_own, read_refusal};

use crate::connection::Paths;
use console_core::http::json;
use console_core::http::{Address, Manner, Method, Request, Response};
use serde::Deserialize;

/// What stands in front of a token where it is copied from: the header that signs, and the schemes that
/// a cluster's interfaces take.
pub const IN_FRONT_OF_TOKEN: [&str; 3] = ["authorization:", "bearer ", "token "];

/// What every request to this API has in common.
static MANNER: Manner = Manner { token_scheme: "Bearer", accepts: "application/json", reads: &[] };

/// A request with the session's credential. `resource` begins with a slash and is encoded.
pub(crate) fn request(method: Method, paths: Paths, resource: &str) -> Request {
    Request::new(method, Address::of(&MANNER, format!("{}{resource}", paths.prefix())))
}

/// A read of the data plane, which is not below the API's paths.
pub(crate) fn read_data(path: &str) -> Request {
    Request::new(Method::Get, Address::of(&MANNER, path))
}

/// A write to the data plane.
pub(crate) fn write_data(path: &str) -> Request {
    Request::new(Method::Post, Address::of(&MANNER, path))
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

/// Reads a success that has no body. A web page or another status is none of this server.
fn decode_empty(response: &Response) -> Result<(), ApiError> {
    if !response.is_success() {
        return Err(read_refusal(response));
    }
    json::read_nothing(response)
}
