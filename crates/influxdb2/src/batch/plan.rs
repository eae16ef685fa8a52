//! What a list of names stands for, before anything is sent: which names become a token, and with which bucket.

use super::{BatchForm, Grants, MOST, NAME, NameList};
use crate::Id;
use crate::draft::DraftProblem;
use crate::object::Object;
use std::collections::BTreeMap;

/// A list of names with what was found for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The list as it was read.
    pub list: NameList,
    /// One row for each name.
    pub rows: Vec<Planned>,
    /// What keeps the whole run from being sent.
    pub problem: Option<PlanProblem>,
}

/// One name of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The name.
    pub name: String,
    /// The bucket of its own; none where all tokens grant the same.
    pub bucket: Option<Match>,
}

/// What was found for a bucket's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// One bucket.
    Found {
        /// Its id.
        id: Id,
        /// Its name.
        name: Box<str>,
    },
    /// None of this name.
    Missing {
        /// What was looked for.
        wanted: String,
    },
    /// More than one fits.
    Ambiguous {
        /// What was looked for.
        wanted: String,
        /// How many fit.
        count: usize,
    },
}

/// What keeps a run from being sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanProblem {
    /// The list is empty.
    #[error("There is no name yet. Type one for each token, each on a line of its own.")]
    NoNames,
    /// The list is too long.
    #[error(
        "These are {0} names, and one run creates at most {MOST} tokens. Remove some, and create them in a second run."
    )]
    TooMany(usize),
    /// The pattern is the same for all names.
    #[error(
        "The bucket's name does not say where the name goes, so all tokens would get the same one. Put {{name}} into it."
    )]
    PatternWithoutName,
    /// The buckets are not here.
    #[error("The buckets are not loaded yet, so none can be found by its name. Wait until they are.")]
    BucketsNotLoaded,
    /// No name has a bucket.
    #[error("No name of the list has a bucket of its own. Change the names or what the bucket is called.")]
    NoBucketFound,
    /// All tokens would be for a user who does not exist yet.
    #[error(
        "Several tokens need an owner who exists already. Create one token for the new user first, then choose that user here."
    )]
    OwnerNotMade,
    /// The form itself can't be sent.
    #[error("{0}")]
    Form(DraftProblem),
}

impl Planned {
    /// Whether a token can be made for it.
    pub const fn is_possible(&self) -> bool {
        matches!(self.bucket, None | Some(Match::Found { .. }))
    }
}

impl Plan {
    /// Reads the list. `buckets` are all buckets of the organization, if they are here.
    pub fn new(several: &BatchForm, buckets: Option<&[Object]>) -> Self {
        let list = NameList::parse(&several.names);
        let finder = match (several.grants, buckets) {
            (Grants::Shared, _) => None,
            (Grants::OneEach, buckets) => Some(Finder::new(&several.pattern, buckets.unwrap_or_default())),
        };
        // What lies beyond the limit is not looked for: a pasted book must not block the page.
        let rows: Vec<Planned> = list
            .names
            .iter()
            .take(MOST)
            .map(|name| Planned { name: name.clone(), bucket: finder.as_ref().map(|finder| finder.find(name)) })
            .collect();
        let problem = if list.names.is_empty() {
            Some(PlanProblem::NoNames)
        } else if list.names.len() > MOST {
            Some(PlanProblem::TooMany(list.names.len()))
        } else if several.grants == Grants::OneEach && !several.pattern.contains(NAME) {
            Some(PlanProblem::PatternWithoutName)
        } else if several.grants == Grants::OneEach && buckets.is_none() {
            Some(PlanProblem::BucketsNotLoaded)
        } else if !rows.iter().any(Planned::is_possible) {
            Some(PlanProblem::NoBucketFound)
        } else {
            None
        };
        Self { list, rows, problem }
    }

    /// How many tokens would be made.
    pub fn possible(&self) -> usize {
        self.rows.iter().filter(|row| row.is_possible()).count()
    }
}

/// Finds buckets by a pattern.
struct Finder<'a> {
    pattern: &'a str,
    buckets: &'a [Object],
    by_name: BTreeMap<&'a str, &'a Object>,
}

impl<'a> Finder<'a> {
    fn new(pattern: &'a str, buckets: &'a [Object]) -> Self {
        let pattern = pattern.trim();
        let by_name = if pattern.contains('*') {
            BTreeMap::new()
        } else {
            // No organization has two buckets of one name.
            buckets.iter().map(|bucket| (&*bucket.name, bucket)).collect()
        };
        Self { pattern, buckets, by_name }
    }

    fn find(&self, name: &str) -> Match {
        let wanted = self.pattern.replace(NAME, name);
        let found = |bucket: &Object| Match::Found { id: bucket.id, name: bucket.name.clone() };
        if !self.pattern.contains('*') {
            return self.by_name.get(&*wanted).map_or(Match::Missing { wanted }, |bucket| found(bucket));
        }
        // A star of the name itself stands for nothing but a star.
        let parts: Vec<String> = self.pattern.split('*').map(|part| part.replace(NAME, name)).collect();
        let mut fitting = self.buckets.iter().filter(|bucket| fits(&parts, &bucket.name));
        match (fitting.next(), fitting.count()) {
            (None, _) => Match::Missing { wanted },
            (Some(bucket), 0) => found(bucket),
            (Some(_), more) => Match::Ambiguous { wanted, count: more + 1 },
        }
    }
}

/// Whether a text consists of these parts with anything between them.
fn fits(parts: &[String], text: &str) -> bool {
    let [first, middle @ .., last] = parts else { return parts.iter().any(|part| part == text) };
    let Some(mut rest) = text.strip_prefix(first.as_str()) else { return false };
    for part in middle {
        let Some(at) = rest.find(part.as_str()) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use console_core::create::Count;

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn buckets(names: &[&str]) -> Vec<Object> {
        (1..).zip(names).map(|(n, name)| Object { id: id(n), name: (*name).into(), system: false }).collect()
    }

    fn several(names: &str, pattern: &str) -> BatchForm {
        BatchForm {
            count: Count::Several,
            names: names.to_owned(),
            grants: Grants::OneEach,
            pattern: pattern.to_owned(),
            ..BatchForm::default()
        }
    }

    #[test]
    fn a_bucket_is_found_by_the_name_in_the_pattern() {
        let buckets = buckets(&["plant-a/gw-1", "gw-1", "plant-a/gw-10"]);
        let plan = Plan::new(&several("gw-1\ngw-2", "plant-a/{name}"), Some(&buckets));
        assert_eq!(plan.rows[0].bucket, Some(Match::Found { id: id(1), name: "plant-a/gw-1".into() }));
        assert_eq!(plan.rows[1].bucket, Some(Match::Missing { wanted: "plant-a/gw-2".to_owned() }));
        assert_eq!((plan.possible(), plan.problem), (1, None));
    }

    #[test]
    fn a_star_stands_for_any_text_and_may_fit_too_often() {
        let buckets = buckets(&["plant-a/gw-1", "plant-b/gw-1", "plant-b/gw-2", "x/gw-*"]);
        let plan = Plan::new(&several("gw-1\ngw-2\ngw-*", "*/{name}"), Some(&buckets));
        assert_eq!(plan.rows[0].bucket, Some(Match::Ambiguous { wanted: "*/gw-1".to_owned(), count: 2 }));
        assert_eq!(plan.rows[1].bucket, Some(Match::Found { id: id(3), name: "plant-b/gw-2".into() }));
        assert_eq!(
            plan.rows[2].bucket,
            Some(Match::Found { id: id(4), name: "x/gw-*".into() }),
            "the name has no pattern"
        );
    }

    #[test]
    fn stars_fit_in_order() {
        for (parts, text, expected) in [
            (vec!["a", "b"], "ab", true),
            (vec!["a", "b"], "axb", true),
            (vec!["ab", "ba"], "aba", false),
            (vec!["", "x", ""], "axb", true),
            (vec!["", "x", ""], "ab", false),
            (vec!["a"], "a", true),
            (vec!["a"], "ab", false),
        ] {
            let owned: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            assert_eq!(fits(&owned, text), expected, "{parts:?} {text:?}");
        }
    }

    #[test]
    fn what_keeps_a_run_from_being_sent_is_named() {
        let some = buckets(&["a"]);
        let problem = |names: &str, pattern: &str, buckets| Plan::new(&several(names, pattern), buckets).problem;
        assert_eq!(problem("\n", "{name}", Some(&some[..])), Some(PlanProblem::NoNames));
        assert_eq!(problem("a", "fixed", Some(&some[..])), Some(PlanProblem::PatternWithoutName));
        assert_eq!(problem("a", "{name}", None), Some(PlanProblem::BucketsNotLoaded));
        assert_eq!(problem("b", "{name}", Some(&some[..])), Some(PlanProblem::NoBucketFound));
        let long: String = (0..=MOST).map(|n| format!("gw-{n}\n")).collect();
        assert_eq!(problem(&long, "{name}", Some(&some[..])), Some(PlanProblem::TooMany(MOST + 1)));
        assert!(PlanProblem::PatternWithoutName.to_string().contains("Put {name} into it"));
    }
}
