//! The list as a person looks at it: what is searched for, and the filters that are one press away.

use super::{V1Authorization, V1Listing};
use crate::authorization::{TokenStatus, grants};
use crate::mapping::names_of;
use crate::permission::ResourceType;
use crate::{Id, Names};
use std::collections::BTreeSet;

/// A filter that is one press away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum V1Filter {
    /// All of them.
    #[default]
    All,
    /// Those with this status.
    Status(TokenStatus),
    /// Those with a bucket that no 1.x client reaches.
    NoDatabase,
}

impl V1Filter {
    /// All filters, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::All,
        Self::Status(TokenStatus::Active),
        Self::Status(TokenStatus::Inactive),
        Self::Status(TokenStatus::OwnerInactive),
        Self::NoDatabase,
    ];

    /// The words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Status(status) => status.title(),
            Self::NoDatabase => "No database",
        }
    }
}

/// What a view depends on beside the list itself.
#[derive(Clone, Copy, Debug)]
pub struct V1View<'a> {
    /// What is searched for, in name, description, owner, id, buckets and databases.
    pub search: &'a str,
    /// The users who are known to be inactive.
    pub inactive: &'a BTreeSet<Id>,
    /// The names of objects.
    pub names: &'a Names,
}

impl V1Listing {
    /// The credentials that a filter leaves, in the order of their names.
    pub fn shown(&self, filter: V1Filter, view: V1View<'_>) -> Vec<Id> {
        let words: Vec<String> = view.search.split_whitespace().map(str::to_lowercase).collect();
        let rows = self.table.rows.iter();
        rows.filter(|row| self.passes(row, filter, view.inactive) && self.is_found(row, &words, view.names))
            .map(|row| row.authorization.id)
            .collect()
    }

    /// How many each filter leaves of what the search finds.
    pub fn counts(&self, view: V1View<'_>) -> [usize; V1Filter::ALL.len()] {
        V1Filter::ALL.map(|filter| self.shown(filter, view).len())
    }

    /// The buckets of a credential to which no name leads. Where the mappings are not known, none is said to be so.
    pub fn without_database(&self, row: &V1Authorization) -> Vec<Id> {
        let Ok(mappings) = &self.mappings else { return Vec::new() };
        let buckets = grants(&row.authorization);
        let of_bucket = |grant: &crate::authorization::Grant<'_>| {
            grant.scope.object().filter(|_| *grant.resource == ResourceType::Buckets)
        };
        buckets.iter().filter_map(of_bucket).filter(|bucket| names_of(*bucket, mappings).is_empty()).collect()
    }

    fn passes(&self, row: &V1Authorization, filter: V1Filter, inactive: &BTreeSet<Id>) -> bool {
        match filter {
            V1Filter::All => true,
            V1Filter::Status(status) => TokenStatus::of(&row.authorization, inactive) == status,
            V1Filter::NoDatabase => !self.without_database(row).is_empty(),
        }
    }

    fn is_found(&self, row: &V1Authorization, words: &[String], names: &Names) -> bool {
        if words.is_empty() {
            return true;
        }
        let authorization = &row.authorization;
        let owner = self.table.names.get(&ResourceType::Users, authorization.user).unwrap_or_default();
        let mut text = format!("{}\n{}\n{owner}\n{}", row.username, authorization.description, authorization.id);
        for grant in grants(authorization) {
            text.push('\n');
            text.push_str(&grant.label(names));
            for mapping in grant.scope.object().into_iter().flat_map(|bucket| names_of(bucket, self.mappings())) {
                text.push_str(&format!("\n{} / {}", mapping.database, mapping.retention_policy));
            }
        }
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::V1Table;
    use crate::authorization::listing::tests::{id, row};
    use crate::mapping::Mapping;

    #[test]
    fn credentials_are_found_by_what_a_row_shows_and_by_what_is_missing() {
        let reads = |bucket: u64| format!("read:orgs/00000000000000aa/buckets/{}", id(bucket));
        let credential = |number, name: &str, bucket| V1Authorization {
            username: name.into(),
            authorization: row(number, "of the hall", &[reads(bucket).as_str()]),
        };
        let mapping = Mapping {
            database: "Plant_A".into(),
            retention_policy: "autogen".into(),
            bucket: id(7),
            default: true,
            is_virtual: false,
        };
        let listing = V1Listing {
            table: V1Table {
                rows: vec![credential(1, "grafana-10", 7), credential(2, "grafana-9", 8)],
                ..V1Table::default()
            }
            .sorted(),
            mappings: Ok(vec![mapping]),
        };
        let (inactive, names) = (BTreeSet::from([listing.table.rows[0].authorization.user]), Names::default());
        let view = |search| V1View { search, inactive: &inactive, names: &names };
        let shown = |filter, search| listing.shown(filter, view(search));
        assert_eq!(shown(V1Filter::All, ""), [id(2), id(1)], "9 comes before 10");
        assert_eq!(shown(V1Filter::All, "plant_a HALL"), [id(1)]);
        assert_eq!(shown(V1Filter::NoDatabase, "grafana"), [id(2)]);
        assert_eq!(listing.counts(view("")), [2, 0, 0, 2, 1]);
        let blind = V1Listing { mappings: Err(crate::ApiError::Unreachable), ..listing.clone() };
        assert_eq!(blind.shown(V1Filter::NoDatabase, view("")), [], "what is not known is not missing");
    }
}
