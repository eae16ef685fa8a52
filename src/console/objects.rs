//! The single objects of a resource type, fetched when the type is opened.

use super::Console;
use crate::shell::http::Client;
use influxdb2::api::objects as api;
use influxdb2::api::objects::Pages;
use influxdb2::object::Object;
use influxdb2::permission::ResourceType;
use influxdb2::session::AccessLevel;
use influxdb2::{ApiError, Id, Remote};
use leptos::prelude::*;
use std::sync::Arc;

impl Console {
    /// Fetches all objects of a type, unless that was done or is under way.
    pub fn want_objects(self, resource: &ResourceType) {
        let asked = self.objects.with_untracked(|objects| {
            objects.get(resource).is_some_and(|remote| matches!(remote, Remote::Loading | Remote::Ready(_)))
        });
        if !asked && api::has_objects(resource) {
            self.load_objects(resource.clone());
        }
    }

    /// Fetches all objects of a type anew.
    pub fn load_objects(self, resource: ResourceType) {
        let Some(session) = self.session() else { return };
        let may_have_gaps = session.access != AccessLevel::Operator;
        let Some(pages) = Pages::new(&resource, session.org.id, may_have_gaps) else { return };
        self.objects.update(|objects| {
            objects.insert(resource.clone(), Remote::Loading);
        });
        self.lifetime.spawn(async move {
            let counted = |count| self.counted.set(Some((resource.clone(), count)));
            let fetched = fetch(&self.client(), pages, counted).await;
            if let Err(error) = &fetched {
                self.note(error);
            }
            let fetched = fetched.map(|mut pages| (pages.inactive(), pages.into_objects()));
            if let Ok((inactive, objects)) = &fetched {
                if resource == ResourceType::Users {
                    self.inactive_users.set(inactive.clone());
                }
                self.names.update(|names| {
                    for object in objects.iter().filter(|object| !object.name.is_empty()) {
                        names.insert(&resource, object.id, &object.name);
                    }
                });
            }
            let remote = Remote::from(fetched.map(|(_, objects)| Arc::new(objects)));
            self.objects.update(|objects| {
                objects.insert(resource, remote);
            });
        });
    }
}

/// The organizations that the caller sees. Who may not read all of them is shown those of their own user, so a short
/// page is the last one.
pub(super) async fn orgs(client: &Client) -> Result<Vec<Object>, ApiError> {
    match Pages::organizations() {
        Some(pages) => fetch(client, pages, |_| ()).await.map(Pages::into_objects),
        None => Ok(Vec::new()),
    }
}

/// All objects of a type that the caller may read. Users are listed without naming `org`.
pub(super) async fn all(client: &Client, resource: &ResourceType, org: Id) -> Result<Vec<Object>, ApiError> {
    match Pages::new(resource, org, true) {
        Some(pages) => fetch(client, pages, |_| ()).await.map(Pages::into_objects),
        None => Ok(Vec::new()),
    }
}

async fn fetch(client: &Client, mut pages: Pages, counted: impl Fn(usize)) -> Result<Pages, ApiError> {
    while let Some(request) = pages.next() {
        pages.receive(&client.send::<ApiError>(request).await?)?;
        counted(pages.count());
    }
    Ok(pages)
}
