//! The look before a change: nobody undoes what somebody else did to a token since it was shown.

use super::Console;
use super::change::{Kept, Outcome};
use influxdb2::api::authorizations as api;
use influxdb2::authorization::{AsShown, Authorization};
use influxdb2::{ApiError, Id};

/// What is stored where a token is shown.
pub(super) enum BeforeChange {
    /// It is as it was shown. So is a token of which the server does not tell because its owner is gone, for all that can be
    /// known of it: it can be changed and deleted all the same.
    AsShown,
    /// Somebody has changed it since, to this.
    Changed(Authorization),
    /// It is gone, in the words of this answer.
    Gone(ApiError),
}

impl Console {
    /// Reads a token that is about to be changed.
    pub(super) fn read_before_change(self, kept: Kept, id: Id, shown: AsShown) -> Outcome<'static, BeforeChange> {
        Box::pin(async move {
            match self.read(kept, id).await {
                Ok(stored) if shown.is(&stored) => Ok(BeforeChange::AsShown),
                Ok(stored) => Ok(BeforeChange::Changed(stored)),
                Err(error) if api::is_gone(&error) => Ok(BeforeChange::Gone(error)),
                Err(ApiError::NotFound { .. }) => Ok(BeforeChange::AsShown),
                Err(error) => Err(error),
            }
        })
    }
}
