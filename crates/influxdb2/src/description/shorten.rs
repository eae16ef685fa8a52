//! Making a description fit: which parts take a shorter form, and in which order.
//!
//! One step at a time, and always at the longest part that can still give way, the first of equals:
//!
//! 1. a list of names goes from all of them to `a, b and 35 more`, then to `a and 36 more`;
//! 2. a name goes down to 40 characters;
//! 3. types at the end of the longer group become `and 3 more types`, or `and all of 3 more types`; the first stays;
//! 4. a name goes down to 24 characters, and a list of names to `37 buckets`;
//! 5. organizations are counted;
//! 6. if nothing else helps, the first type goes, too: `3 types`.
//!
//! A list whose next form is not shorter passes it over.

use super::sentence::{Clause, Entry, Form, Group, Objects};
use console_core::sort;
use std::cmp::Reverse;

/// One way of getting shorter.
enum Step {
    /// A list of names takes a later one of these forms.
    Names(&'static [Form]),
    /// A type counts its organizations.
    Orgs,
    /// A group hides a type, as long as it shows more than so many.
    Types(usize),
}

const STEPS: [Step; 7] = [
    Step::Names(&[Form::Two, Form::One]),
    Step::Names(&[Form::Cut]),
    Step::Types(1),
    Step::Names(&[Form::CutShort]),
    Step::Names(&[Form::Count]),
    Step::Orgs,
    Step::Types(0),
];

/// Shortens the groups until they fit into `longest` characters, or until nothing can give way.
pub(super) fn shorten(groups: &mut [Group], longest: usize) {
    for step in STEPS {
        while length(groups) > longest {
            let shorter = match step {
                Step::Names(forms) => shorten_a_list(groups, forms),
                Step::Orgs => shown(groups).any(Entry::count_orgs),
                Step::Types(kept) => hide_a_type(groups, kept),
            };
            if !shorter {
                break;
            }
        }
    }
}

/// How many characters the groups have with a space between them.
fn length(groups: &[Group]) -> usize {
    groups.iter().map(Group::length).sum::<usize>() + groups.len().saturating_sub(1)
}

/// What is said of each type.
fn shown(groups: &mut [Group]) -> impl Iterator<Item = &mut Entry> {
    groups.iter_mut().flat_map(|group| group.entries.iter_mut().take(group.shown))
}

/// Shortens the longest list of names for which one of the forms is shorter.
fn shorten_a_list(groups: &mut [Group], forms: &[Form]) -> bool {
    let mut lists: Vec<&mut Objects> = shown(groups)
        .flat_map(|entry| &mut entry.clauses)
        .filter_map(|clause| match clause {
            Clause::Objects(objects) => Some(objects),
            Clause::Whole(_) => None,
        })
        .collect();
    sort::sort_by_key(&mut lists, |objects| Reverse(objects.length()));
    lists.into_iter().any(|objects| objects.shorten(forms))
}

/// Hides the last type of the longer group that shows more than are kept.
fn hide_a_type(groups: &mut [Group], kept: usize) -> bool {
    let longest = groups.iter_mut().rev().filter(|group| group.shown > kept).max_by_key(|group| group.length());
    match longest {
        Some(group) => {
            group.shown -= 1;
            true
        }
        None => false,
    }
}
