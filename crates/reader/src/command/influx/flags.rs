//! The flags of `influx auth create` and `influx v1 auth create`, with the versions that have them.
//!
//! Read in the sources of influx-cli 2.1.0 to 2.8.0 and of influxdb 2.0.9.

use crate::command::{CliVersion, CliVersions};
use influxdb2::permission::{Action, ResourceType};

use CliVersion as V;
use ResourceType as T;

/// A command with flags of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaf {
    /// `influx auth create`.
    Create,
    /// `influx v1 auth create`.
    V1Create,
}

/// What a flag means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Org,
    OrgId,
    User,
    Description,
    /// The caller's credential, which is never taken over.
    Token,
    AllAccess,
    Operator,
    Username,
    Password,
    NoPassword,
    /// One bucket by id.
    Bucket(Action),
    /// A whole type, by its place in [`TYPES`].
    Type(Action, usize),
    /// The profile to use, which also becomes the active one.
    ActiveConfig,
    /// The server to which the request goes.
    Host,
    /// Concerns the connection or the output only.
    Ignored,
    Help,
}

/// What a flag takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// A value.
    Text,
    /// Values, one each time.
    Texts,
    /// Nothing, or `=true` and `=false`.
    Switch,
}

/// A flag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flag {
    pub name: &'static str,
    pub short: Option<char>,
    pub takes: Takes,
    pub versions: CliVersions,
    pub meaning: Meaning,
}

const fn text(name: &'static str, short: Option<char>, meaning: Meaning) -> Flag {
    Flag { name, short, takes: Takes::Text, versions: CliVersions::ALL, meaning }
}

const fn switch(name: &'static str, versions: CliVersions, meaning: Meaning) -> Flag {
    Flag { name, short: None, takes: Takes::Switch, versions, meaning }
}

const fn bucket(name: &'static str, action: Action) -> Flag {
    Flag { name, short: None, takes: Takes::Texts, versions: CliVersions::ALL, meaning: Meaning::Bucket(action) }
}

const COMMON: &[Flag] = &[
    text("org", Some('o'), Meaning::Org),
    text("org-id", None, Meaning::OrgId),
    text("description", Some('d'), Meaning::Description),
    bucket("read-bucket", Action::Read),
    bucket("write-bucket", Action::Write),
    text("host", None, Meaning::Host),
    text("token", Some('t'), Meaning::Token),
    text("configs-path", None, Meaning::Ignored),
    text("active-config", Some('c'), Meaning::ActiveConfig),
    text("trace-debug-id", None, Meaning::Ignored),
    Flag {
        name: "extra-http-header",
        short: None,
        takes: Takes::Texts,
        versions: CliVersions::since(V::V2_1_0),
        meaning: Meaning::Ignored,
    },
    switch("skip-verify", CliVersions::ALL, Meaning::Ignored),
    switch("http-debug", CliVersions::ALL, Meaning::Ignored),
    switch("json", CliVersions::ALL, Meaning::Ignored),
    switch("hide-headers", CliVersions::ALL, Meaning::Ignored),
    Flag { name: "help", short: Some('h'), takes: Takes::Switch, versions: CliVersions::ALL, meaning: Meaning::Help },
];

const CREATE: &[Flag] = &[
    text("user", Some('u'), Meaning::User),
    switch("all-access", CliVersions::since(V::V2_2), Meaning::AllAccess),
    switch("operator", CliVersions::since(V::V2_2), Meaning::Operator),
];

const V1_CREATE: &[Flag] = &[
    text("username", None, Meaning::Username),
    text("password", None, Meaning::Password),
    switch("no-password", CliVersions::ALL, Meaning::NoPassword),
];

/// A type that has a `--read-…` and a `--write-…` flag.
pub(crate) struct TypeFlag {
    /// The word in the flag.
    pub word: &'static str,
    /// The type that the flag grants.
    pub resource: ResourceType,
    /// The versions that have it.
    pub versions: CliVersions,
}

const fn of_type(word: &'static str, resource: ResourceType, versions: CliVersions) -> TypeFlag {
    TypeFlag { word, resource, versions }
}

/// The types in the order in which the CLI puts their permissions into a request.
pub(crate) static TYPES: [TypeFlag; 28] = [
    of_type("authorizations", T::Authorizations, CliVersions::since(V::V2_2)),
    of_type("buckets", T::Buckets, CliVersions::ALL),
    of_type("dashboards", T::Dashboards, CliVersions::ALL),
    of_type("orgs", T::Orgs, CliVersions::ALL),
    of_type("tasks", T::Tasks, CliVersions::ALL),
    of_type("telegrafs", T::Telegrafs, CliVersions::ALL),
    of_type("users", T::Users, CliVersions::since(V::V2_2)),
    of_type("user", T::Users, CliVersions::until(V::V2_1_1)),
    of_type("variables", T::Variables, CliVersions::since(V::V2_2)),
    of_type("secrets", T::Secrets, CliVersions::since(V::V2_2)),
    of_type("labels", T::Labels, CliVersions::since(V::V2_2)),
    of_type("views", T::Views, CliVersions::since(V::V2_2)),
    of_type("documents", T::Documents, CliVersions::since(V::V2_2)),
    of_type("notificationRules", T::NotificationRules, CliVersions::ALL),
    of_type("notificationEndpoints", T::NotificationEndpoints, CliVersions::ALL),
    of_type("checks", T::Checks, CliVersions::ALL),
    of_type("dbrp", T::Dbrp, CliVersions::since(V::V2_2)),
    of_type("dbrps", T::Dbrp, CliVersions::until(V::V2_1_1)),
    of_type("annotations", T::Annotations, CliVersions::since(V::V2_2)),
    of_type("sources", T::Sources, CliVersions::since(V::V2_2)),
    of_type("scrapers", T::Scrapers, CliVersions::since(V::V2_2)),
    of_type("notebooks", T::Notebooks, CliVersions::since(V::V2_2)),
    of_type("remotes", T::Remotes, CliVersions::since(V::V2_3)),
    of_type("replications", T::Replications, CliVersions::since(V::V2_3)),
    // An accident of 2.4: made from the list of types, and refused by every server.
    of_type("instance", T::Instance, CliVersions::only(V::V2_4)),
    of_type("flows", T::Flows, CliVersions::since(V::V2_2)),
    of_type("functions", T::Functions, CliVersions::since(V::V2_2)),
    of_type("subscriptions", T::Subscriptions, CliVersions::since(V::V2_5)),
];

/// The place in [`TYPES`] of the flag that grants a type in this version.
pub(crate) fn type_flag(resource: &ResourceType, cli: CliVersion) -> Option<usize> {
    TYPES.iter().position(|flag| flag.resource == *resource && flag.versions.contains(cli))
}

/// The name of the flag that grants an action on a whole type.
pub(crate) fn type_flag_name(action: Action, index: usize) -> String {
    format!("--{action}-{}", TYPES[index].word)
}

impl Leaf {
    fn tables(self) -> [&'static [Flag]; 2] {
        match self {
            Self::Create => [COMMON, CREATE],
            Self::V1Create => [COMMON, V1_CREATE],
        }
    }

    /// The flag with this long name; names are case-sensitive.
    pub fn long(self, name: &str) -> Option<Flag> {
        let plain = self.tables().into_iter().flatten().find(|flag| flag.name == name).copied();
        plain.or_else(|| {
            if self != Self::Create {
                return None;
            }
            let (action, word) = match name.split_once('-')? {
                ("read", word) => (Action::Read, word),
                ("write", word) => (Action::Write, word),
                _ => return None,
            };
            let index = TYPES.iter().position(|flag| flag.word == word)?;
            Some(switch(TYPES[index].word, TYPES[index].versions, Meaning::Type(action, index)))
        })
    }

    /// The flag with this letter.
    pub fn short(self, letter: char) -> Option<Flag> {
        self.tables().into_iter().flatten().find(|flag| flag.short == Some(letter)).copied()
    }

    /// The long names of all flags, with their dashes.
    pub fn names(self) -> Vec<String> {
        let mut names: Vec<String> =
            self.tables().into_iter().flatten().map(|flag| format!("--{}", flag.name)).collect();
        if self == Self::Create {
            for index in 0..TYPES.len() {
                names.extend(Action::BOTH.map(|action| type_flag_name(action, index)));
            }
        }
        names
    }
}

impl Flag {
    /// The flag with its dashes, as messages name it.
    pub fn title(&self) -> String {
        match self.meaning {
            Meaning::Type(action, index) => type_flag_name(action, index),
            _ => format!("--{}", self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_has_the_flags_that_it_has() {
        for (name, versions) in [
            ("read-buckets", CliVersions::ALL),
            ("write-user", CliVersions::until(V::V2_1_1)),
            ("write-users", CliVersions::since(V::V2_2)),
            ("read-dbrps", CliVersions::until(V::V2_1_1)),
            ("read-remotes", CliVersions::since(V::V2_3)),
            ("read-instance", CliVersions::only(V::V2_4)),
            ("write-subscriptions", CliVersions::since(V::V2_5)),
            ("operator", CliVersions::since(V::V2_2)),
        ] {
            assert_eq!(Leaf::Create.long(name).map(|flag| flag.versions), Some(versions), "{name}");
        }
    }

    #[test]
    fn names_are_case_sensitive() {
        assert!(Leaf::Create.long("read-notificationRules").is_some());
        assert!(Leaf::Create.long("read-notificationrules").is_none());
        assert!(Leaf::V1Create.long("read-tasks").is_none());
    }
}
