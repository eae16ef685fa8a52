//! Speaking to servers without doing I/O: requests are built here and answers are read here, but nothing is sent.
//!
//! Each server dialect has a folder of its own with its wire types, which never leave that folder.

mod error;
mod request;
mod response;
pub mod v2;

pub use error::{ApiError, Refusal};
pub use request::{Method, Request, Signature, encode};
pub use response::Response;
