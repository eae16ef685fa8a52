//! What somebody pasted, or a link carried, taken into the form for a new token.
//!
//! Names become ids with the lists of this server, and everything that was repaired, looked up, unknown or not taken over
//! becomes a [`Remark`]. Nothing is dropped without one.

mod link;
mod lookup;
mod text;

use crate::command::{Reading, Span};
use console_core::text::number;
use influxdb2::draft::Draft;
use influxdb2::link::ReadLink;
use influxdb2::object::ObjectList;
use influxdb2::permission::ResourceType;
use influxdb2::session::Named;
use influxdb2::{Names, Remote};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Something that asks for a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A text that was read.
    Text(Reading),
    /// A link that was read.
    Link(ReadLink),
}

/// What is known of the server.
#[derive(Clone, Copy)]
pub struct PrefillContext<'a> {
    /// Its address.
    pub server: &'a str,
    /// Who is signed in.
    pub me: &'a Named,
    /// The organizations that the credential sees.
    pub orgs: &'a [Named],
    /// The organization in use.
    pub here: &'a Named,
    /// The types that the server lists.
    pub types: &'a [ResourceType],
    /// The objects of [`Asked::org`], of the types that [`Asked::types`] asks for.
    pub objects: &'a BTreeMap<ResourceType, Remote<Arc<ObjectList>>>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefill {
    /// The form as it would be; `None` if nothing was asked for that a form can hold.
    pub form: Option<Filled>,
    /// What is to be said about it, worst last within the order of the text.
    pub remarks: Vec<Remark>,
}

/// A form that was filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The form.
    pub draft: Draft,
    /// Its organization.
    pub org: Named,
    /// Names of what it grants.
    pub names: Names,
}

/// One thing that a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The part of the text that it speaks of.
    pub span: Option<Span>,
    /// How much it matters.
    pub weight: Weight,
    /// The remark, as a sentence.
    pub text: String,
}

/// How much a remark matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Good to know.
    Note,
    /// The text would have done something else than one would think.
    Surprise,
    /// A part was not understood, not found or not taken over.
    Problem,
}

impl Remark {
    fn new(weight: Weight, text: impl Into<String>) -> Self {
        Self { span: None, weight, text: text.into() }
    }

    fn at(span: Span, weight: Weight, text: impl Into<String>) -> Self {
        Self { span: Some(span), weight, text: text.into() }
    }
}

impl Asked {
    /// The organization that is meant: the one in use where none is named, or where the named one can't be seen.
    pub fn org(&self, orgs: &[Named], here: &Named) -> Named {
        let seen = match self {
            Self::Text(reading) => text::seen_org(reading, orgs),
            Self::Link(link) => link::seen_org(&link.request.org, orgs),
        };
        seen.unwrap_or(here).clone()
    }

    /// The types whose objects must be known before it can be taken in.
    pub fn types(&self, me: &Named) -> BTreeSet<ResourceType> {
        match self {
            Self::Text(reading) => text::types(reading, me),
            Self::Link(link) => link::types(&link.request, me),
        }
    }

    /// Takes it in.
    pub fn take_in(&self, known: &PrefillContext<'_>) -> Prefill {
        match self {
            Self::Text(reading) => text::take_in(reading, known),
            Self::Link(link) => link::take_in(link, known),
        }
    }
}

/// The first few of names in order, for a sentence. Only these are made: there may be tens of thousands.
fn few(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len().saturating_sub(5);
    let listed = names.take(5).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{listed} and {} more", number(more)) } else { listed }
}
