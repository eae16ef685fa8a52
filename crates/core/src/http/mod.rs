//! Speaking to servers without doing I/O: requests and answers as values, and what can go wrong between them.

pub mod entries;
mod error;
pub mod json;
pub mod plain;
mod request;
mod response;

pub use error::{ApiError, Transport};
pub use request::{Address, Body, Manner, Method, Request, Signature, decode, encode, encode_but, printable};
pub use response::Response;
