//! The types of resource that InfluxDB 2.x knows.

use console_core::text::foreign;
use std::fmt;
use std::sync::Arc;

/// How many characters of a word that nobody knows are shown.
const SHOWN: usize = 60;

/// A resource type. The order of the variants is the order in which servers list them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceType {
    Authorizations,
    Buckets,
    Dashboards,
    Orgs,
    Sources,
    Tasks,
    Telegrafs,
    Users,
    Variables,
    Scrapers,
    Secrets,
    Labels,
    Views,
    Documents,
    NotificationRules,
    NotificationEndpoints,
    Checks,
    Dbrp,
    /// OSS 2.1 and later.
    Notebooks,
    /// OSS 2.1 and later, and Cloud.
    Annotations,
    /// OSS 2.2 and later.
    Remotes,
    /// OSS 2.2 and later.
    Replications,
    /// OSS 2.4 and later. It matches everything, only setup gives it, and no token can be created with it.
    Instance,
    /// Cloud only.
    Flows,
    /// Cloud only.
    Functions,
    /// Cloud only.
    Subscriptions,
    /// A type that this console does not know. It is shown and kept, never dropped.
    Other(Arc<OtherType>),
}

/// A type that nobody knows, in the words of a server or of a pasted text.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OtherType {
    /// The word as it is sent back.
    word: Box<str>,
    /// The word as it is shown: cut, and with what hides spelled out.
    shown: Box<str>,
}

/// What a server compares when it checks a permission of a type (OSS 2.x).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// The organization or the object's id: a right on either is enough.
    OrgOrId,
    /// The id alone: a right on "all of the organization" never matches.
    IdOnly,
    /// The organization alone: a right on one object never matches.
    OrgOnly,
    /// No endpoint ever asks for it.
    Never,
}

use ResourceType as T;

impl ResourceType {
    /// Every type that this console knows, in the servers' order.
    pub const KNOWN: [Self; 26] = [
        T::Authorizations,
        T::Buckets,
        T::Dashboards,
        T::Orgs,
        T::Sources,
        T::Tasks,
        T::Telegrafs,
        T::Users,
        T::Variables,
        T::Scrapers,
        T::Secrets,
        T::Labels,
        T::Views,
        T::Documents,
        T::NotificationRules,
        T::NotificationEndpoints,
        T::Checks,
        T::Dbrp,
        T::Notebooks,
        T::Annotations,
        T::Remotes,
        T::Replications,
        T::Instance,
        T::Flows,
        T::Functions,
        T::Subscriptions,
    ];

    /// Reads the server's word; a word that nobody knows is kept as [`ResourceType::Other`].
    pub fn parse(word: &str) -> Self {
        Self::KNOWN.into_iter().find(|known| known.as_str() == word).unwrap_or_else(|| {
            T::Other(Arc::new(OtherType {
                word: word.into(),
                shown: foreign::spelled_out(&foreign::cut(word, SHOWN)).into(),
            }))
        })
    }

    /// The server's word, as permissions and generated descriptions write it.
    pub fn as_str(&self) -> &str {
        match self {
            T::Authorizations => "authorizations",
            T::Buckets => "buckets",
            T::Dashboards => "dashboards",
            T::Orgs => "orgs",
            T::Sources => "sources",
            T::Tasks => "tasks",
            T::Telegrafs => "telegrafs",
            T::Users => "users",
            T::Variables => "variables",
            T::Scrapers => "scrapers",
            T::Secrets => "secrets",
            T::Labels => "labels",
            T::Views => "views",
            T::Documents => "documents",
            T::NotificationRules => "notificationRules",
            T::NotificationEndpoints => "notificationEndpoints",
            T::Checks => "checks",
            T::Dbrp => "dbrp",
            T::Notebooks => "notebooks",
            T::Annotations => "annotations",
            T::Remotes => "remotes",
            T::Replications => "replications",
            T::Instance => "instance",
            T::Flows => "flows",
            T::Functions => "functions",
            T::Subscriptions => "subscriptions",
            T::Other(other) => &other.word,
        }
    }

    /// What several objects of the type are called in a sentence.
    pub fn plural(&self) -> &str {
        match self {
            T::Orgs => "organizations",
            T::Telegrafs => "Telegraf configurations",
            T::NotificationRules => "notification rules",
            T::NotificationEndpoints => "notification endpoints",
            T::Dbrp => "DBRP mappings",
            T::Other(other) => &other.shown,
            _ => self.as_str(),
        }
    }

    /// What one object of the type is called in a sentence.
    pub fn singular(&self) -> &str {
        match self {
            T::Authorizations => "authorization",
            T::Buckets => "bucket",
            T::Dashboards => "dashboard",
            T::Orgs => "organization",
            T::Sources => "source",
            T::Tasks => "task",
            T::Telegrafs => "Telegraf configuration",
            T::Users => "user",
            T::Variables => "variable",
            T::Scrapers => "scraper",
            T::Secrets => "secret",
            T::Labels => "label",
            T::Views => "view",
            T::Documents => "document",
            T::NotificationRules => "notification rule",
            T::NotificationEndpoints => "notification endpoint",
            T::Checks => "check",
            T::Dbrp => "DBRP mapping",
            T::Notebooks => "notebook",
            T::Annotations => "annotation stream",
            T::Remotes => "remote",
            T::Replications => "replication",
            T::Instance => "instance",
            T::Flows => "flow",
            T::Functions => "function",
            T::Subscriptions => "subscription",
            T::Other(other) => &other.shown,
        }
    }

    /// The heading of the type in a list of types.
    pub fn title(&self) -> &str {
        match self {
            T::Authorizations => "Authorizations",
            T::Buckets => "Buckets",
            T::Dashboards => "Dashboards",
            T::Orgs => "Organizations",
            T::Sources => "Sources",
            T::Tasks => "Tasks",
            T::Telegrafs => "Telegraf configurations",
            T::Users => "Users",
            T::Variables => "Variables",
            T::Scrapers => "Scrapers",
            T::Secrets => "Secrets",
            T::Labels => "Labels",
            T::Views => "Views",
            T::Documents => "Documents",
            T::NotificationRules => "Notification rules",
            T::NotificationEndpoints => "Notification endpoints",
            T::Checks => "Checks",
            T::Dbrp => "DBRP mappings",
            T::Notebooks => "Notebooks",
            T::Annotations => "Annotations",
            T::Remotes => "Remotes",
            T::Replications => "Replications",
            T::Instance => "Instance",
            T::Flows => "Flows",
            T::Functions => "Functions",
            T::Subscriptions => "Subscriptions",
            T::Other(other) => &other.shown,
        }
    }

    /// What OSS compares when it checks a permission of this type.
    ///
    /// Read in the server's sources and confirmed by `recordings/permission-effects.json`.
    pub const fn checked(&self) -> Checked {
        match self {
            T::Orgs | T::Users => Checked::IdOnly,
            T::Secrets | T::Documents => Checked::OrgOnly,
            T::Views | T::Dbrp => Checked::Never,
            _ => Checked::OrgOrId,
        }
    }

    /// Whether a token can be created with this type at all.
    pub const fn is_grantable(&self) -> bool {
        !matches!(self, T::Instance)
    }
}

impl fmt::Display for ResourceType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_word_is_read_back() {
        for known in ResourceType::KNOWN {
            assert_eq!(ResourceType::parse(known.as_str()), known);
        }
    }

    #[test]
    fn an_unknown_word_is_kept() {
        let other = ResourceType::parse("pipelines");
        assert_eq!(other.as_str(), "pipelines");
        assert!(other > ResourceType::Subscriptions, "unknown types come last");
        let hostile = ResourceType::parse("\u{202e}stekcub\n");
        assert_eq!(hostile.as_str(), "\u{202e}stekcub\n", "it is sent back as it came");
        assert_eq!((hostile.plural(), hostile.title()), ("[U+202E]stekcub[U+000A]", "[U+202E]stekcub[U+000A]"));
    }

    #[test]
    fn words_are_case_sensitive_as_on_the_server() {
        assert_eq!(ResourceType::parse("notificationrules").as_str(), "notificationrules");
        assert_ne!(ResourceType::parse("notificationrules"), ResourceType::NotificationRules);
    }
}
