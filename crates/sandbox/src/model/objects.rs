//! All the resources that a token console only lists: kept as the members they are shown with.

use super::Store;
use crate::id::Id;
use crate::permission::ResourceType;
use serde_json::{Map, Value};

/// The kinds of such resources.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    Dashboards,
    Labels,
    Variables,
    Tasks,
    Telegrafs,
    Scrapers,
    Checks,
    NotificationRules,
    NotificationEndpoints,
    Remotes,
    Replications,
    Notebooks,
    Streams,
    Annotations,
    Dbrps,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 15] = [
        Self::Dashboards,
        Self::Labels,
        Self::Variables,
        Self::Tasks,
        Self::Telegrafs,
        Self::Scrapers,
        Self::Checks,
        Self::NotificationRules,
        Self::NotificationEndpoints,
        Self::Remotes,
        Self::Replications,
        Self::Notebooks,
        Self::Streams,
        Self::Annotations,
        Self::Dbrps,
    ];

    /// The resource type whose permission guards it.
    pub fn resource_type(self) -> ResourceType {
        match self {
            Self::Dashboards => ResourceType::Dashboards,
            Self::Labels => ResourceType::Labels,
            Self::Variables => ResourceType::Variables,
            Self::Tasks => ResourceType::Tasks,
            Self::Telegrafs => ResourceType::Telegrafs,
            Self::Scrapers => ResourceType::Scrapers,
            Self::Checks => ResourceType::Checks,
            Self::NotificationRules => ResourceType::NotificationRules,
            Self::NotificationEndpoints => ResourceType::NotificationEndpoints,
            Self::Remotes => ResourceType::Remotes,
            Self::Replications => ResourceType::Replications,
            Self::Notebooks => ResourceType::Notebooks,
            Self::Streams | Self::Annotations => ResourceType::Annotations,
            Self::Dbrps => ResourceType::Dbrp,
        }
    }

    /// The words of the server when there is none of that id. Some stores name it (`kv/store_base.go`).
    pub fn not_found(self, id: Id) -> String {
        let words = match self {
            Self::Dashboards => "dashboard not found",
            Self::Labels => "label not found",
            Self::Variables => return format!("variable not found for key \"{id}\""),
            Self::Tasks => "task not found",
            Self::Telegrafs => "telegraf configuration not found",
            Self::Scrapers => "scraper target is not found",
            Self::Checks => return format!("check not found for key \"{id}\""),
            Self::NotificationRules => "notification rule not found",
            Self::NotificationEndpoints => return format!("notification endpoint not found for key \"{id}\""),
            Self::Remotes => "remote connection not found",
            Self::Replications => "replication not found",
            Self::Notebooks => "notebook not found",
            Self::Streams => "stream not found",
            Self::Annotations => "annotation not found",
            Self::Dbrps => "unable to find DBRP",
        };
        words.to_owned()
    }
}

/// One of them.
#[derive(Clone, Debug)]
pub struct Object {
    pub id: Id,
    pub org: Id,
    /// Who made it.
    pub owner: Id,
    /// Its own members; what follows from others (names, links, labels) is added when it is shown.
    pub members: Map<String, Value>,
    pub created_at: String,
    pub updated_at: String,
}

impl Object {
    /// The member `key` as text, empty if it is none.
    pub fn text(&self, key: &str) -> &str {
        self.members.get(key).and_then(Value::as_str).unwrap_or("")
    }
}

impl Store {
    /// All of a kind, in the order of their ids.
    pub fn objects_of(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Object> {
        self.objects.get(&kind).into_iter().flat_map(|all| all.values())
    }

    /// One of them.
    pub fn object(&self, kind: Kind, id: Id) -> Option<&Object> {
        self.objects.get(&kind)?.get(&id)
    }

    /// Stores one.
    pub fn put_object(&mut self, kind: Kind, object: Object) {
        self.objects.entry(kind).or_default().insert(object.id, object);
    }

    /// Removes one; tells whether it was there.
    pub fn delete_object(&mut self, kind: Kind, id: Id) -> bool {
        self.objects.get_mut(&kind).is_some_and(|all| all.remove(&id).is_some())
    }
}
