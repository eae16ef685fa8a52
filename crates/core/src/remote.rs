//! A value that lives on a server.

use crate::api::ApiError;

/// How far one is with fetching a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Remote<T> {
    /// Nobody asked yet.
    #[default]
    NotAsked,
    /// Asked, no answer yet.
    Loading,
    /// Here it is.
    Ready(T),
    /// It could not be fetched.
    Failed(ApiError),
}

impl<T> Remote<T> {
    /// The value, if it is here.
    pub const fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::NotAsked | Self::Loading | Self::Failed(_) => None,
        }
    }
}

impl<T> From<Result<T, ApiError>> for Remote<T> {
    fn from(result: Result<T, ApiError>) -> Self {
        match result {
            Ok(value) => Self::Ready(value),
            Err(error) => Self::Failed(error),
        }
    }
}
