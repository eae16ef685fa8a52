//! Fills the form from a text or a link.

use super::{Console, objects};
use influxdb2::object::ObjectList;
use influxdb2::permission::ResourceType;
use influxdb2::{ApiError, Id};
use leptos::prelude::*;
use reader::prefill::{Filled, Remark};
use std::sync::Arc;

/// Where the content of a form came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A text that was pasted.
    Text,
    /// A link that was opened.
    Link,
}

/// What is to be said about a form that was filled, until it is dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefilled {
    /// The organization of the form.
    pub org: Id,
    /// Where its content came from.
    pub source: Source,
    /// What is to be said about it, each with the part of the text that it speaks of.
    pub remarks: Vec<(Remark, Option<String>)>,
}

impl Console {
    /// Puts a filled form in the place of the one that is there, and goes to its organization.
    pub fn take_in(self, filled: Filled, source: Source, remarks: Vec<(Remark, Option<String>)>) {
        let Filled { draft, org, names } = filled;
        self.fill(draft);
        self.prefilled.set(Some(Prefilled { org: org.id, source, remarks }));
        self.names.update(|known| known.extend(&names));
        self.switch_org(org);
    }

    /// The objects of a type in an organization that is not in use.
    pub async fn objects_in(self, org: Id, resource: &ResourceType) -> Result<Arc<ObjectList>, ApiError> {
        let fetched = objects::all(&self.client(), resource, org).await;
        if let Err(error) = &fetched {
            self.note(error);
        }
        fetched.map(Arc::new)
    }
}
