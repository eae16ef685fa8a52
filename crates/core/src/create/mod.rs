//! Creating tokens, one or five hundred: a state machine without I/O.
//!
//! [`Run::step`] hands out one step at a time; whoever carries it out reports what came of it. A create is never repeated
//! by the machine. Nobody can keep a browser or a proxy from sending it twice, though, and no server keeps a key by which
//! it could recognize the second one. So the list is read after every create, whether it was answered or lost, and again
//! some seconds later, and compared with what it held before: what looks as asked for and is not known is told.
//! It is never called ours, because somebody else can have created the same at the same time; a person decides.

mod answers;
mod compare;
mod form;
mod leave;
mod look;
mod names;
mod reveal;
mod row;
mod run;
mod saved;
mod steer;
pub mod words;

pub use compare::{CompareContext, compare};
pub use form::{BatchForm, Count, Grants, NAME, Rights};
pub use look::{Change, Lookalike, Looked, Outcome, Seen, Twin, TwinState};
pub use names::{MOST, NameList};
pub use reveal::{Copying, Holding, Reveal};
pub use row::{Attempt, Row, State, Tally, Then};
pub use run::{Errand, Flow, Origin, Pause, Run, Step, Work};
pub use saved::{Closing, Safekeeping, Saved};
pub use words::Verb;

use crate::Secret;
use std::fmt::Debug;

/// What a dialect's tokens are made of.
pub trait Dialect: Clone + Copy + Debug + PartialEq + Eq + 'static {
    /// Tells a token from all others.
    type Id: Copy + Ord + Debug;
    /// What is asked for.
    type Request: Clone + Debug + PartialEq;
    /// A token that was just created, with the only copy of its secret.
    type Created: Debug;
    /// A token as the list shows it.
    type Token;
    /// What the server's refusals can say.
    type Refusal: Clone + Debug + PartialEq + Eq;
    /// Where tokens are created: what became of them is looked for nowhere else.
    type Place: Clone + Debug + PartialEq + Eq;

    /// How deleting a token is called.
    const VERB: Verb;
    /// What is said where the list can't show what became of a lost answer, because it does not show everything.
    const HIDDEN: &str;

    /// The id of a token that was just created.
    fn id(created: &Self::Created) -> Self::Id;

    /// The secret of a token that was just created.
    fn secret(created: &Self::Created) -> &Secret;

    /// The id of a token in the list.
    fn token_id(token: &Self::Token) -> Self::Id;

    /// The description of a token in the list.
    fn token_description(token: &Self::Token) -> &str;

    /// The description that is asked for.
    fn asked_description(request: &Self::Request) -> &str;

    /// Whether a token with that description is what is asked for.
    fn is_asked_for(request: &Self::Request, token: &Self::Token) -> bool;
}

/// What can go wrong with a dialect's requests.
pub type Error<D> = crate::http::ApiError<<D as Dialect>::Refusal>;
