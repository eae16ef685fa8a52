//! One stand-in server's whole state, as handlers see it.

use crate::model::Store;
use crate::profile::Profile;
use std::time::{Duration, Instant};
use time::OffsetDateTime;

/// How long a session lasts.
pub const SESSION_LENGTH: Duration = Duration::from_secs(60 * 60);

/// The version played, what is stored, and since when it runs.
#[derive(Clone, Debug)]
pub struct World {
    /// The version played.
    pub profile: Profile,
    /// What is stored.
    pub store: Store,
    /// When the server started, by the calendar.
    pub started: OffsetDateTime,
    /// When it started, by the clock that does not jump.
    pub running_since: Instant,
}

impl World {
    /// A server of this version on which nobody has run setup.
    pub fn empty(profile: Profile) -> Self {
        Self {
            profile,
            store: Store::new(profile.id_seed),
            started: OffsetDateTime::now_utc(),
            running_since: Instant::now(),
        }
    }
}
