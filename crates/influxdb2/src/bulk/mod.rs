//! One change to many tokens of this server: who is changed, who is left out, and what its answers say of each.

mod plan;
mod words;

pub use console_core::bulk::{Flow, PARALLEL, Pause};
pub use plan::plan;
pub use words::{Verb, WhatHappens};

use crate::authorization::guard::Guard;
use crate::authorization::{AsShown, Authorization, Change};
use crate::{ApiError, Id, Refusal};
use console_core::bulk::{self, Dialect, Settled};

/// This server, for changing many of its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Many;

/// A plan.
pub type Plan = bulk::Plan<Many>;
/// One token of a plan.
pub type Planned = bulk::Planned<Many>;
/// A run.
pub type Run = bulk::Run<Many>;
/// One token of a run.
pub type Row = bulk::Row<Many>;
/// What became of the change of one token.
pub type State = bulk::State<Many>;
/// What to do next.
pub type Step = bulk::Step<Many>;

/// What is asked of the server for one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// PATCH.
    Change(Change),
    /// DELETE.
    Delete,
}

impl Order {
    /// The change; nothing for a delete.
    pub const fn change(&self) -> Option<&Change> {
        match self {
            Self::Change(change) => Some(change),
            Self::Delete => None,
        }
    }
}

impl Dialect for Many {
    type Id = Id;
    type Token = Authorization;
    type Order = Order;
    type Verb = Verb;
    type Happens = WhatHappens;
    type Guard = Guard;
    type Refusal = Refusal;

    fn id(token: &Authorization) -> Id {
        token.id
    }

    fn name(token: &Authorization) -> String {
        token.called()
    }

    fn is_done(order: &Order, stored: &Authorization) -> bool {
        order.change().is_some_and(|change| change.is_in(stored))
    }

    fn settled(order: &Order, error: &ApiError, _: bool) -> Option<Settled> {
        let ApiError::NotFound { message } = error else { return None };
        match (message.as_str(), order) {
            ("authorization not found", Order::Delete) => Some(Settled::Done),
            ("authorization not found", _) => Some(Settled::Gone("Somebody deleted it meanwhile.")),
            // The server has stored the change and then missed the owner. Such a token is dead anyway.
            ("user not found" | "organization not found", Order::Change(_)) => {
                Some(Settled::Gone("Its owner or organization was deleted, so it no longer works."))
            }
            _ => None,
        }
    }

    fn back(order: &Order, before: &Authorization) -> Option<Order> {
        Some(Order::Change(order.change()?.back_to(&AsShown::of(before))))
    }
}
