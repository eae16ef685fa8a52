//! Speaking to servers without doing I/O: requests and answers as values, and what can go wrong between them.

mod error;
mod request;
mod response;

pub use error::ApiError;
pub use request::{Method, Request, Signature, decode, encode};
pub use response::Response;
