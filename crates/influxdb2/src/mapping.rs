//! Mappings: which bucket a client of InfluxDB 1.x means by a database and a retention policy.

use crate::Id;
use console_core::text::shell::{Shell, quote};

/// A mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The name of the database: foreign text.
    pub database: Box<str>,
    /// The name of the retention policy: foreign text.
    pub retention_policy: Box<str>,
    /// The bucket.
    pub bucket: Id,
    /// Whether it is meant where a client names no retention policy.
    pub default: bool,
    /// Whether the server made it up from the bucket's name; it goes with the bucket and can't be changed.
    pub is_virtual: bool,
}

impl Mapping {
    fn has_names_of(&self, other: &Self) -> bool {
        self.database == other.database && self.retention_policy == other.retention_policy
    }
}

/// The names by which a client reaches a bucket, those that somebody made first.
///
/// A mapping that was made takes its names from the virtual one of another bucket, which then leads nowhere.
pub fn names_of(bucket: Id, mappings: &[Mapping]) -> Vec<&Mapping> {
    let taken =
        |one: &Mapping| one.is_virtual && mappings.iter().any(|made| !made.is_virtual && made.has_names_of(one));
    let of_bucket = |is_virtual: bool| {
        mappings.iter().filter(move |one| one.bucket == bucket && one.is_virtual == is_virtual && !taken(one))
    };
    of_bucket(false).chain(of_bucket(true)).collect()
}

/// The command that gives a bucket a database of its own, with names that nothing else has.
///
/// ```
/// use influxdb2::{Id, mapping};
///
/// let (org, bucket) = (Id::from_number(0xaa).unwrap(), Id::from_number(7).unwrap());
/// assert_eq!(
///     mapping::command(org, bucket, "plant-a/metrics", &[]),
///     "influx v1 dbrp create --db=plant-a --rp=metrics --default --bucket-id=0000000000000007 --org-id=00000000000000aa"
/// );
/// ```
pub fn command(org: Id, bucket: Id, name: &str, mappings: &[Mapping]) -> String {
    let (database, policy) = free_names(bucket, name, mappings);
    let is_first = !mappings.iter().any(|one| *one.database == *database && one.default && one.bucket != bucket);
    // Each value is in one word with its flag: a word of its own that starts with a dash would be another flag.
    let flag = |flag: &str, value: &str| format!("--{flag}={}", quote(value, Shell::Posix).unwrap_or_default());
    let default = if is_first { " --default" } else { "" };
    format!(
        "influx v1 dbrp create {} {}{default} --bucket-id={bucket} --org-id={org}",
        flag("db", &database),
        flag("rp", &policy)
    )
}

/// What the server itself would call the bucket, or the nearest to it that is free.
fn free_names(bucket: Id, name: &str, mappings: &[Mapping]) -> (String, String) {
    // A terminal acts on control characters; a bucket with such a name is called by its id.
    let name = if name.is_empty() || name.chars().any(char::is_control) { bucket.to_string() } else { name.to_owned() };
    let (database, policy) = match name.split_once('/') {
        Some((database, policy)) if !database.is_empty() && !policy.is_empty() => (database, policy),
        _ => (name.as_str(), "autogen"),
    };
    let is_free = |policy: &str| {
        !mappings.iter().any(|one| *one.database == *database && *one.retention_policy == *policy && !one.is_virtual)
    };
    let numbered = (2_u32..).map(|number| format!("{policy}-{number}"));
    let policy = [policy.to_owned()].into_iter().chain(numbered).find(|policy| is_free(policy)).unwrap_or_default();
    (database.to_owned(), policy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn mapping(names: &str, bucket: u64, is_virtual: bool) -> Mapping {
        let (database, policy) = names.split_once('.').expect("both names");
        Mapping {
            database: database.into(),
            retention_policy: policy.into(),
            bucket: id(bucket),
            default: true,
            is_virtual,
        }
    }

    fn told(bucket: u64, mappings: &[Mapping]) -> Vec<String> {
        names_of(id(bucket), mappings).iter().map(|one| format!("{}.{}", one.database, one.retention_policy)).collect()
    }

    #[test]
    fn what_was_made_comes_first_and_takes_the_name_of_a_virtual_one() {
        let all = [mapping("a.raw", 1, true), mapping("pumps.raw", 1, false), mapping("pumps.raw", 2, true)];
        assert_eq!(told(1, &all), ["pumps.raw", "a.raw"]);
        assert_eq!(told(2, &all), [""; 0], "its only name leads to the other bucket");
    }

    #[test]
    fn the_command_takes_names_that_are_free_and_quotes_them() {
        let all = [mapping("pumps.raw", 1, false), mapping("pumps.raw", 2, true)];
        let command = |name: &str| command(id(0xaa), id(2), name, &all);
        assert!(command("pumps/raw").starts_with("influx v1 dbrp create --db=pumps --rp=raw-2 --bucket-id="));
        assert!(command("it's").contains(r#"--db="it's" --rp=autogen"#), "{}", command("it's"));
        assert!(command("-x/--y").contains("--db=-x --rp=--y"));
        assert!(command("a\u{7}b").contains("--db=0000000000000002 --rp=autogen --default"));
    }
}
