//! A new secret, shown once: the field, the ways out, and the formats in which it is used. The text of a secret goes from its
//! one owner straight into the page and the clipboard.

mod field;
mod foot;
mod held;
mod preview;
mod sheet;

pub use field::{Field, SecretField};
pub use foot::Foot;
pub use held::{Held, WHY};
pub use sheet::Sheet;

use crate::shell::lasting::Lasting;
use console_core::create::{Dialect, Reveal};
use leptos::prelude::RwSignal;

/// Tokens whose secret a signal can own.
pub trait Keeps: Dialect<Created: Send + Sync> + Send + Sync {}

impl<D: Dialect<Created: Send + Sync> + Send + Sync> Keeps for D {}

/// The one owner of a secret that is shown; none where none is.
pub type Revealed<D> = Lasting<RwSignal<Option<Reveal<D>>>>;
