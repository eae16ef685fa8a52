//! Creating tokens, one or many, and what became of them.

pub mod batch;
mod creation;
mod driver;
pub mod held;
pub mod lost;
pub mod question;
mod reveal;
pub mod several;
mod sent;
mod steer;
pub mod token_test;
mod twins;

pub use creation::{Creation, Lost, TwinNews};
pub use driver::{Worker, drive, go_on_looking, origin};
pub use reveal::{Leave, SecretDialog, may_drop_secrets};
pub use sent::Sent;
pub use steer::Steer;
pub use twins::Twins;

use crate::shell::lasting::Lasting;
use crate::ui::secret::{Keeps, Revealed};
use console_core::create::{Dialect, Error, Run};
use leptos::prelude::RwSignal;
use std::fmt::Display;

/// Tokens whose runs a signal can own, and of which a page can tell.
pub trait Tokens:
    Keeps + Dialect<Id: Display + Send + Sync, Request: Send + Sync, Refusal: Display + Send + Sync, Place: Send + Sync>
{
}

impl<D> Tokens for D where
    D: Keeps
        + Dialect<Id: Display + Send + Sync, Request: Send + Sync, Refusal: Display + Send + Sync, Place: Send + Sync>
{
}

/// The tokens that are created, or whose secrets are shown, all at once.
pub type Batch<D> = Lasting<RwSignal<Option<Run<D>>>>;

/// The page that creates tokens: where it keeps its runs, who carries their steps out, and how it tells of them.
pub trait Creator: Copy + Send + Sync + 'static {
    /// What it creates.
    type Of: Tokens;
    /// Who speaks to the server.
    type Worker: Worker<Of = Self::Of>;
    /// Whether a token can be deactivated, which can be taken back.
    const DEACTIVATES: bool;

    /// Many tokens at once.
    fn batch(self) -> Batch<Self::Of>;

    /// The secret that is being shown.
    fn revealed(self) -> Revealed<Self::Of>;

    /// Whether a create, or what became of one, is under way, so that leaving the page would lose it.
    fn is_creating(self) -> bool;

    /// One token alone, and what was sent before; none where nobody is who could have sent something.
    fn sent(self) -> Option<Sent<Self::Of>>;

    /// Who carries out the steps of a run now.
    fn worker(self, serial: u32) -> Result<Self::Worker, Error<Self::Of>>;

    /// Shows the secret of a token that was created alone.
    fn reveal(self, created: <Self::Of as Dialect>::Created);

    /// Takes what is said of the last create away. What is open about it is remembered for the next try.
    fn dismiss_creation(self);

    /// Stops waiting for the answer to the create that is under way; what became of it is looked for then.
    fn stop_waiting(self);

    /// When a token was created, in milliseconds since 1970; none where that is not known.
    fn created_ms(self, id: <Self::Of as Dialect>::Id) -> Option<i64>;

    /// Whether what was asked for there can be looked for now.
    fn reaches(self, place: &<Self::Of as Dialect>::Place) -> bool;

    /// The address of the server of a place.
    fn server(place: &<Self::Of as Dialect>::Place) -> &str;
}
