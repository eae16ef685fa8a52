//! `influx v1 auth create`: credentials for clients of InfluxDB 1.x.
//!
//! They grant single buckets and nothing else, and sign in with a user name and a password.

use super::arguments::{Arguments, Words};
use super::create::{buckets, given, organization, switched_on, value};
use super::flags::Meaning;
use crate::command::draft::{Limit, repetitions};
use crate::command::{Grant, NoteKind, OrgRef, ProblemKind, Reading, Span, Subject};

/// A request for a 1.x credential as a person wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct V1Draft {
    /// The organization.
    pub org: OrgRef,
    /// The name to sign in with; empty if it is missing.
    pub username: String,
    /// The description; empty if there is none.
    pub description: String,
    /// What is said about a password.
    pub password: Password,
    /// Grants on single buckets.
    pub grants: Vec<Grant>,
    /// What keeps some versions of the CLI from taking the command.
    pub limits: Vec<Limit>,
    /// The place of the whole command.
    pub span: Span,
}

/// What a command says about a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Password {
    /// Nothing, so the CLI asks for one.
    Asked,
    /// One was written down, and dropped by the reader.
    Dropped,
    /// There shall be none, so nobody can sign in yet.
    Without,
}

/// Reads the flags of `influx v1 auth create`.
pub(super) fn read(words: &Words<'_>, arguments: &Arguments, reading: &mut Reading) {
    let mut limits = arguments.limits.clone();
    let org = organization(words, arguments, &mut limits, reading);
    let username = value(words, arguments, Meaning::Username, reading).map(|(_, name)| name);
    if given(arguments, Meaning::Username).is_none() {
        reading.problem(words.span(), ProblemKind::NoUsername);
    }
    let description = value(words, arguments, Meaning::Description, reading).map(|(_, text)| text).unwrap_or_default();
    let grants = buckets(words, arguments, reading);
    if grants.is_empty() && reading.problems.is_empty() {
        reading.problem(words.span(), ProblemKind::NoPermissions);
    }
    for index in repetitions(&grants) {
        reading.note(grants[index].span, NoteKind::Repeated);
    }
    let password = match (given(arguments, Meaning::Password), switched_on(arguments, Meaning::NoPassword)) {
        (Some(_), Some(without)) => {
            reading.problem(without, ProblemKind::TwoPasswords);
            Password::Dropped
        }
        (Some(_), None) => Password::Dropped,
        (None, Some(_)) => Password::Without,
        (None, None) => Password::Asked,
    };
    let username = username.unwrap_or_default();
    let span = words.span();
    reading.subject = Subject::V1(V1Draft { org, username, description, password, grants, limits, span });
}
