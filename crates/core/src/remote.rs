//! A value that lives on a server.

/// How far one is with fetching a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Remote<T, E> {
    /// Nobody asked yet.
    #[default]
    NotAsked,
    /// Asked, no answer yet.
    Loading,
    /// Here it is.
    Ready(T),
    /// It could not be fetched.
    Failed(E),
}

impl<T, E> Remote<T, E> {
    /// The value, if it is here.
    pub const fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::NotAsked | Self::Loading | Self::Failed(_) => None,
        }
    }
}

impl<T, E> From<Result<T, E>> for Remote<T, E> {
    fn from(result: Result<T, E>) -> Self {
        match result {
            Ok(value) => Self::Ready(value),
            Err(error) => Self::Failed(error),
        }
    }
}
