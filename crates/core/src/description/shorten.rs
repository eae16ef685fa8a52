//! Making a description fit: which parts take a shorter form, and in which order.
//!
//! One step at a time, and always at the longest part that can still give way, the first of equals:
//!
//! 1. a list of names goes from all of them to `a, b and 35 more`, then to `a and 36 more`;
//! 2. a name goes down to 40 characters;
//! 3. types at the end of the longer group become `and 3 more types`, or `and all of 3 more types`; the first always stays;
//! 4. a name goes down to 24 characters, and a list of names to `37 buckets`.
//!
//! A form that is not shorter than the one before is passed over.

use super::sentence::{Clause, Form, Group, Objects};
use crate::order;
use std::cmp::Reverse;

/// One way of getting shorter.
enum Step {
    /// A list of names takes a later one of these forms.
    Names(&'static [Form]),
    /// A group hides a type.
    Types,
}

const STEPS: [Step; 5] = [
    Step::Names(&[Form::Two, Form::One]),
    Step::Names(&[Form::Cut]),
    Step::Types,
    Step::Names(&[Form::CutShort]),
    Step::Names(&[Form::Count]),
];

/// Shortens the groups until they fit into `longest` characters, or until nothing can give way.
pub(super) fn shorten(groups: &mut [Group], longest: usize) {
    for step in STEPS {
        while length(groups) > longest {
            let shorter = match step {
                Step::Names(forms) => shorten_a_list(groups, forms),
                Step::Types => hide_a_type(groups),
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

/// Shortens the longest list of names for which one of the forms is shorter.
fn shorten_a_list(groups: &mut [Group], forms: &[Form]) -> bool {
    let mut lists: Vec<&mut Objects> = groups
        .iter_mut()
        .flat_map(|group| group.entries.iter_mut().take(group.shown))
        .flat_map(|entry| &mut entry.clauses)
        .filter_map(|clause| match clause {
            Clause::Objects(objects) => Some(objects),
            Clause::Whole(_) => None,
        })
        .collect();
    order::sort_by_key(&mut lists, |objects| Reverse(objects.length()));
    lists.into_iter().any(|objects| objects.shorten(forms))
}

/// Hides the last type of the longer group that shows more than one.
fn hide_a_type(groups: &mut [Group]) -> bool {
    let longest = groups.iter_mut().rev().filter(|group| group.shown > 1).max_by_key(|group| group.length());
    match longest {
        Some(group) => {
            group.shown -= 1;
            true
        }
        None => false,
    }
}
