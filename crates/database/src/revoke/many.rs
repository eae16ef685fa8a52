//! Revoking many tokens at once: the plan, and what the server's answers say of each.
//!
//! None of them can be the credential in use: that is a management token, and the API lists database tokens alone.

use crate::list::{Listing, MatchContext};
use crate::token::Token;
use crate::{ApiError, Id, Refusal};
use console_core::bulk::{self, Dialect, Settled};
use std::convert::Infallible;

/// The one thing that can be done to many tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revoke;

/// A plan.
pub type Plan = bulk::Plan<Revoke>;
/// A run.
pub type Run = bulk::Run<Revoke>;
/// One token of a run.
pub type Row = bulk::Row<Revoke>;
/// What became of one token.
pub type State = bulk::State<Revoke>;

/// What happens to one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhatHappens {
    /// It works now and stops.
    Stops,
    /// It has expired, so nothing stops.
    HasExpired,
    /// It is revoked already, so nothing is sent.
    AlreadyRevoked,
}

impl bulk::Verb for Revoke {
    fn label(self) -> &'static str {
        "Revoke"
    }

    fn question(self) -> String {
        "Revoke these tokens for good?".to_owned()
    }

    fn effect(self) -> &'static str {
        "Programs that use them are refused at once, and nobody can bring them back: a new token has another secret. The management token that you signed in with is never one of them."
    }

    fn going(self) -> (&'static str, &'static str) {
        ("Revoking", "revoked")
    }

    fn stops(self) -> bool {
        true
    }

    fn is_grave(self) -> bool {
        true
    }

    fn confirmed_by(self) -> Option<&'static str> {
        Some("revoke")
    }
}

impl bulk::Happens for WhatHappens {
    const ALL: &'static [Self] = &[Self::Stops, Self::HasExpired, Self::AlreadyRevoked];

    fn is_sent(self) -> bool {
        self != Self::AlreadyRevoked
    }

    fn counted(self) -> (&'static str, &'static str) {
        match self {
            Self::Stops => ("stops working", "stop working"),
            Self::HasExpired => {
                ("has expired, so it does not work now either", "have expired, so they do not work now either")
            }
            Self::AlreadyRevoked => {
                ("is revoked already, so nothing is sent", "are revoked already, so nothing is sent")
            }
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Stops => "Stops working",
            Self::HasExpired => "Has expired",
            Self::AlreadyRevoked => "Is revoked already",
        }
    }
}

impl Dialect for Revoke {
    type Id = Id;
    type Token = Token;
    type Order = Self;
    type Verb = Self;
    type Happens = WhatHappens;
    type Guard = Infallible;
    type Refusal = Refusal;

    fn id(token: &Token) -> Id {
        token.id
    }

    fn name(token: &Token) -> String {
        let name = token.description.trim();
        if name.is_empty() { token.id.to_string() } else { name.to_owned() }
    }

    fn is_done(_: &Self, stored: &Token) -> bool {
        stored.revoked.is_some()
    }

    /// Releases differ in whether they still find a token that was revoked.
    fn settled(_: &Self, error: &ApiError, after_loss: bool) -> Option<Settled> {
        match error {
            ApiError::NotFound { .. } if after_loss => Some(Settled::Done),
            ApiError::NotFound { .. } => {
                Some(Settled::Gone("The server does not find it any more: it was revoked meanwhile."))
            }
            _ => None,
        }
    }

    fn back(_: &Self, _: &Token) -> Option<Self> {
        None
    }
}

/// Plans to revoke the chosen tokens of a list.
pub fn plan(listing: &Listing, chosen: impl IntoIterator<Item = Id>, context: MatchContext<'_>) -> Plan {
    let planned = |id: Id| {
        let token = listing.row(listing.place_of(id)?)?;
        let happens = match token.state(context.now_ms, context.soon_days) {
            crate::token::State::Revoked => WhatHappens::AlreadyRevoked,
            crate::token::State::Expired => WhatHappens::HasExpired,
            _ => WhatHappens::Stops,
        };
        Some(bulk::Planned { id, happens, order: Revoke, may_be_own: false, needs: None })
    };
    Plan { verb: Revoke, rows: chosen.into_iter().filter_map(planned).collect(), left_out: Vec::new() }
}
