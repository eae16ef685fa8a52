//! The description that a new token gets when nobody types one: what it grants, in one line.
//!
//! One group for each action, Read first; inside it the types in the server's order and with the server's words;
//! names in the order in which people sort. InfluxDB documents one example, which comes out letter for letter:
//! `Read buckets _monitoring Write buckets _tasks`. Whole types read `all buckets`, and the word "all" stands for nothing else.
//! The text depends on what is granted and on nothing else: order, repetition and what a wider grant includes leave no trace.
//!
//! A line longer than [`LONGEST`] takes shorter forms (see `shorten`). Names come from other people: what can't be seen in
//! them is made visible (see [`console_core::text::foreign::visible`]), and one that could be taken for a part of the
//! sentence stands in double quotes.
//! Nothing here reads a description back.

mod copy;
mod name;
mod sentence;
mod shorten;

pub use copy::copy_of;

use crate::permission::{Action, Classified, Classifier, Kind, PermissionSet, ResourceType};
use crate::{Id, Names};
use name::Name;
use sentence::Group;

/// How many characters a description has at most, about a hundred.
pub const LONGEST: usize = 110;

/// Where a token is made, which its description takes for granted.
#[derive(Clone, Copy, Debug)]
pub struct DescriptionContext<'a> {
    /// The token's organization.
    pub org: Id,
    /// The name of that organization.
    pub org_name: &'a str,
    /// The token's owner, if it is known.
    pub user: Option<Id>,
    /// The types that the server lists, in its order.
    pub types: &'a [ResourceType],
    /// The names of objects.
    pub names: &'a Names,
}

/// The description of a set of permissions; empty for the empty set.
pub fn describe(set: &PermissionSet, context: &DescriptionContext<'_>) -> String {
    written(set, context, |groups| groups.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
}

/// The same with signs between its parts, to be read within a text: `Read all buckets, all tasks; Write buckets _tasks`.
pub fn phrase(set: &PermissionSet, context: &DescriptionContext<'_>) -> String {
    written(set, context, |groups| groups.iter().map(Group::phrase).collect::<Vec<_>>().join("; "))
}

fn written(set: &PermissionSet, context: &DescriptionContext<'_>, write: fn(&[Group]) -> String) -> String {
    if let Some(whole) = whole_set(set, context) {
        return whole;
    }
    let smallest = set.minimised();
    let mut groups: Vec<Group> =
        Action::BOTH.into_iter().filter_map(|action| Group::of(action, &smallest, context)).collect();
    shorten::shorten(&mut groups, LONGEST);
    write(&groups)
}

/// The description of a set that has a name of its own.
fn whole_set(set: &PermissionSet, context: &DescriptionContext<'_>) -> Option<String> {
    let Classified { kind, as_of, .. } = Classifier::new(context.types).classify(set, context.org, context.user);
    let as_of = as_of.map(|as_of| format!(" as of {}", as_of.generation)).unwrap_or_default();
    match kind {
        Kind::Operator => Some(format!("Operator{as_of}: all organizations")),
        Kind::AllAccess => {
            Some(format!("All access to {}{as_of}", Name::of_org(context.org, context).cut(name::ORG_NAME)))
        }
        Kind::Empty => Some(String::new()),
        Kind::Read | Kind::Write | Kind::ReadWrite | Kind::Custom => None,
    }
}
