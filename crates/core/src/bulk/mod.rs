//! One change to many tokens: a plan first, then a run with bounded parallelism, a result for each, and no request twice.
//!
//! Nothing here sends anything. [`Run::step`] says what to send next, and whoever sends it reports back.
//! An answer that was lost is read back before anything else is said about its row. Each report names its run as well as
//! its row, so that a late one is never taken for another run's.

mod plan;
mod row;
mod run;
pub mod words;

pub use plan::{Happens, Plan, Planned, Verb};
pub use row::{Row, Settled, State, Tally};
pub use run::{Flow, PARALLEL, Pause, Run, Step, Turn};

use std::fmt::{Debug, Display};

/// What the tokens of one kind of server are, and what can be done with many of them.
pub trait Dialect: Clone + Copy + Debug + PartialEq + Eq + Send + Sync + 'static {
    /// Tells a token from all others.
    type Id: Copy + Ord + Debug + Display + Send + Sync;
    /// A token as the list shows it.
    type Token: Clone + Debug + PartialEq + Send + Sync;
    /// What is asked of the server for one token.
    type Order: Clone + Debug + PartialEq + Send + Sync;
    /// What is to be done with all of them.
    type Verb: Verb;
    /// What happens to one token.
    type Happens: Happens;
    /// Why a token should not simply be stopped.
    type Guard: Clone + Debug + PartialEq;
    /// What the server's refusals can say.
    type Refusal: Clone + Debug + PartialEq + Eq + Display + Send + Sync;

    /// The id of a token.
    fn id(token: &Self::Token) -> Self::Id;

    /// What a token is called.
    fn name(token: &Self::Token) -> String;

    /// Whether a token that was read is as the order wants it.
    fn is_done(order: &Self::Order, stored: &Self::Token) -> bool;

    /// What a refusal says of the token itself; nothing where the token is as it was. `after_loss`: the token was read,
    /// because the answer was lost.
    fn settled(order: &Self::Order, error: &Error<Self>, after_loss: bool) -> Option<Settled>;

    /// What leads a changed token back to what it was; nothing where no way leads back.
    fn back(order: &Self::Order, before: &Self::Token) -> Option<Self::Order>;
}

/// What can go wrong with a dialect's requests.
pub type Error<D> = crate::http::ApiError<<D as Dialect>::Refusal>;
