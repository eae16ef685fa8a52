//! How the kind of a token looks.

use crate::ui::badge::Weight;
use influxdb2::permission::Kind;

/// How heavy a kind is.
pub const fn weight(kind: Kind) -> Weight {
    match kind {
        Kind::Operator => Weight::Operator,
        Kind::AllAccess => Weight::All,
        _ => Weight::Plain,
    }
}
