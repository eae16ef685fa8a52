//! Faults on demand: what to do to which of the next requests.
//!
//! A fault is ordered as JSON, `{"method": "POST", "path": "/api/v2/authorizations", "times": 1,
//! "fault": {"kind": "cut", "when": "after"}}`. The path is exact, or a prefix if it ends in `*`; without
//! a method every method fits; `times` is 1 if it is left out. The oldest fault that fits is used.
//!
//! A browser sends a request again by itself when a connection that it used before is cut, and such a
//! request is one more that the fault may be for: `times` counts what arrives here, not what a page asked.

mod answers;
mod body;
mod orders;

pub use answers::{Instead, What};
pub use body::{Damage, harmed};
pub use orders::{Faults, Ordered};

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// On which side of the change the fault lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// Before it: a connection that is cut now stores nothing.
    #[default]
    Before,
    /// After it: the change is stored, only the answer is missing.
    After,
    /// Before it, and the change comes all the same, whether or not anybody still waits.
    Late,
}

/// How a connection ends without an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// Closed in good order: the end of TLS if there is any, then FIN. Over HTTP/2 all its requests end with it.
    #[default]
    Fin,
    /// Reset: what is on its way is lost.
    Rst,
    /// HTTP/2 says that it takes no more requests, of which it may have carried out all, and closes. As
    /// `fin` over HTTP/1.1, which cannot say that.
    GoAway,
    /// HTTP/2 says that this one request was not carried out, true or not; the connection stays open. As
    /// `fin` over HTTP/1.1.
    Refused,
}

/// Which answer of a request that was carried out twice is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Which {
    /// The first one.
    First,
    /// The second one.
    #[default]
    Second,
}

/// How long after a cut a late change comes if nothing else is ordered.
const LATE_MS: u64 = 500;

/// What goes wrong.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Fault {
    /// The answer comes late.
    Delay {
        /// By so many milliseconds.
        ms: u64,
        /// Whether the wait is before or after the change.
        #[serde(default, skip_serializing_if = "is_default")]
        when: When,
    },
    /// The connection ends without an answer.
    Cut {
        /// Before or after the change.
        when: When,
        /// In which manner.
        #[serde(default, skip_serializing_if = "is_default")]
        by: By,
        /// Only after so many milliseconds of silence.
        #[serde(default, skip_serializing_if = "is_default")]
        after_ms: u64,
        /// With `late`: so many milliseconds from the cut to the change; 500 if it is left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        late_ms: Option<u64>,
    },
    /// Something on the way sends the request twice, and both are carried out.
    Doubled {
        /// Whose answer is given.
        #[serde(default, skip_serializing_if = "is_default")]
        answer: Which,
        /// What happens to the one whose answer is given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        then: Option<Box<Fault>>,
    },
    /// Another answer.
    Status(Instead),
    /// Something that is no answer of this server.
    Garbage {
        /// What it is.
        what: What,
        /// Whether the request is carried out all the same.
        #[serde(default)]
        stored: bool,
    },
    /// The connection is closed after so many bytes of the body; its length was announced in full.
    Truncate {
        /// How many.
        bytes: usize,
    },
    /// After so many bytes of the body nothing more comes, and the connection stays open.
    Stall {
        /// How many.
        bytes: usize,
    },
    /// All sessions are forgotten before the request is carried out.
    LoseSessions,
    /// The body comes slowly.
    Rate {
        /// So many bytes a second.
        bytes_per_second: usize,
    },
}

impl Fault {
    /// How long after a cut its late change comes.
    pub fn late(late_ms: Option<u64>) -> Duration {
        Duration::from_millis(late_ms.unwrap_or(LATE_MS))
    }

    /// Its name, as it is ordered.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Delay { .. } => "delay",
            Self::Cut { .. } => "cut",
            Self::Doubled { .. } => "doubled",
            Self::Status(_) => "status",
            Self::Garbage { .. } => "garbage",
            Self::Truncate { .. } => "truncate",
            Self::Stall { .. } => "stall",
            Self::LoseSessions => "lose-sessions",
            Self::Rate { .. } => "rate",
        }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
