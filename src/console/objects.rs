//! The single objects of a resource type, fetched when the type is opened.

use super::Console;
use super::empty::believe_empty;
use crate::shell::clock;
use crate::shell::http::Client;
use console_core::text::number;
use futures::future::join_all;
use futures::stream::{FuturesOrdered, StreamExt};
use influxdb2::api::objects as api;
use influxdb2::api::objects::Pages;
use influxdb2::object::ObjectList;
use influxdb2::permission::ResourceType;
use influxdb2::session::AccessLevel;
use influxdb2::{ApiError, Id, Remote};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The users that a list told of.
#[derive(Debug, Default)]
pub(super) struct UserList {
    /// All that the caller is shown.
    pub all: ObjectList,
    /// Those that are inactive.
    pub inactive: BTreeSet<Id>,
}

/// For so long what was asked for is not asked for again by itself.
const NEW_MS: i64 = 30_000;

impl Console {
    /// Fetches all objects of a type, unless that is under way or was done a moment ago: others create and delete them meanwhile.
    pub fn want_objects(self, resource: &ResourceType) {
        let is_new = || {
            let asked = self.objects_asked.with_value(|asked| asked.get(resource).copied());
            asked.is_some_and(|asked| clock::now_ms() - asked < NEW_MS)
        };
        let asked = self.objects.with_untracked(|objects| match objects.get(resource) {
            Some(Remote::Loading) => true,
            Some(Remote::Ready(_)) => is_new(),
            _ => false,
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
        let pages = pages.expecting(self.names.with_untracked(|names| names.count(&resource)));
        self.objects_asked.update_value(|asked| {
            asked.insert(resource.clone(), clock::now_ms());
        });
        // What is here stays in sight until it is known anew.
        self.objects.update(|objects| {
            let here = objects.entry(resource.clone()).or_default();
            if !matches!(here, Remote::Ready(_)) {
                *here = Remote::Loading;
            }
        });
        // How many came the last time, if it failed, says nothing of this time.
        self.counted.update(|counted| drop(counted.take_if(|(of, _)| *of == resource)));
        let is_users = resource == ResourceType::Users;
        let asked = is_users.then(|| self.arriving_users.ask()).flatten();
        self.lifetime.spawn(async move {
            let counted = |count| self.counted.set(Some((resource.clone(), count)));
            let mut fetched = fetch(&self.client(), pages, counted).await;
            if fetched.as_ref().is_ok_and(|pages| pages.count() == 0)
                && let Err(error) = self.believe_empty().await
            {
                fetched = Err(error);
            }
            if let Err(error) = &fetched {
                self.note(error);
            }
            let mut fetched =
                fetched.map(|mut pages| UserList { inactive: pages.inactive(), all: pages.into_objects() });
            if let (true, Ok(users)) = (is_users, &mut fetched) {
                // One that was asked for later is in sight.
                let Some(told) = self.arriving_users.arrived(asked.as_ref()) else { return };
                told.iter().for_each(|told| told(users));
            }
            if let Ok(UserList { inactive, all: objects }) = &fetched {
                if is_users {
                    self.inactive_users.set(inactive.clone());
                }
                self.names.update(|names| {
                    for object in objects.iter().filter(|object| !object.name.is_empty()) {
                        names.insert(&resource, object.id, &object.name);
                    }
                });
            }
            let remote = Remote::from(fetched.map(|fetched| Arc::new(fetched.all)));
            self.objects.maybe_update(|objects| {
                let here = objects.entry(resource).or_default();
                // What is here is better than nothing, and what is the same is not drawn anew.
                let keeps = matches!((&*here, &remote), (Remote::Ready(_), Remote::Failed(_))) || *here == remote;
                if !keeps {
                    *here = remote;
                }
                !keeps
            });
        });
    }
}

impl Console {
    /// Fetches all objects of a type once more, unless they are on their way: others create and delete them meanwhile.
    pub fn renew_objects(self, resource: &ResourceType) {
        let loading = self.objects.with_untracked(|o| matches!(o.get(resource), Some(Remote::Loading)));
        if !loading {
            self.load_objects(resource.clone());
        }
    }

    /// Asks again which users there are, where that was asked: whether a token works depends on its owner, too.
    pub(super) fn renew_owners(self) {
        if self.objects.with_untracked(|objects| objects.contains_key(&ResourceType::Users)) {
            self.renew_objects(&ResourceType::Users);
        }
    }

    /// Counts the objects of the types that nobody has opened yet, one request for each, one after another.
    ///
    /// Only for whoever may read all of them: for others a number would claim more than is known.
    pub fn count_objects(self, types: Vec<ResourceType>) {
        let Some(session) = self.session() else { return };
        let sees_all = matches!(session.access, AccessLevel::Operator | AccessLevel::AllAccess);
        if !sees_all || !self.totals.with_untracked(BTreeMap::is_empty) {
            return;
        }
        // These were fetched when the session began.
        let known = Total { count: session.orgs.len(), more: false };
        self.set_total(ResourceType::Orgs, known);
        self.lifetime.spawn(async move {
            let mut none = Vec::new();
            for resource in types {
                let here = resource == ResourceType::Authorizations
                    || self.totals.with_untracked(|totals| totals.contains_key(&resource))
                    || self.objects.with_untracked(|objects| objects.contains_key(&resource));
                let gaps = session.access != AccessLevel::Operator;
                let pages = Pages::new(&resource, session.org.id, gaps).filter(|_| !here);
                let Some(pages) = pages else { continue };
                match first(&self.client(), pages).await {
                    Ok(pages) if pages.count() == 0 => none.push(resource),
                    Ok(pages) => {
                        let total = Total { count: pages.count(), more: pages.next().is_some() };
                        self.set_total(resource, total);
                    }
                    // Whoever opens the type is told why.
                    Err(error) => self.note(&error),
                }
            }
            // One question behind all of them.
            if !none.is_empty() {
                match self.believe_empty().await {
                    Ok(()) => none.into_iter().for_each(|of| self.set_total(of, Total { count: 0, more: false })),
                    Err(error) => self.note(&error),
                }
            }
        });
    }

    fn set_total(self, resource: ResourceType, total: Total) {
        self.totals.update(|totals| {
            totals.insert(resource, total);
        });
    }

    /// How many objects of a type there are, in words, as far as that is known.
    pub fn total(self, resource: &ResourceType) -> Option<String> {
        let here = self.objects.with(|objects| objects.get(resource).and_then(|o| o.ready().map(|o| o.len())));
        let tokens = || match resource {
            ResourceType::Authorizations => self.tokens.with(|tokens| tokens.ready().map(|listing| listing.len())),
            _ => None,
        };
        here.or_else(tokens).map(number).or_else(|| {
            self.totals.with(|totals| {
                totals
                    .get(resource)
                    .map(|total| if total.more { format!("{}+", number(total.count)) } else { number(total.count) })
            })
        })
    }
}

/// How many objects of a type there are.
#[derive(Clone, Copy, Debug)]
pub struct Total {
    /// As many were counted.
    count: usize,
    /// Whether there are more.
    more: bool,
}

/// The organizations that the caller sees. Who may not read all of them is shown those of their own user, so a short
/// page is the last one.
pub(super) async fn orgs(client: &Client) -> Result<ObjectList, ApiError> {
    match Pages::organizations() {
        Some(pages) => fetch(client, pages, |_| ()).await.map(Pages::into_objects),
        None => Ok(ObjectList::default()),
    }
}

/// All objects of a type that the caller may read. Users are listed without naming `org`.
pub(super) async fn all(client: &Client, resource: &ResourceType, org: Id) -> Result<ObjectList, ApiError> {
    match Pages::new(resource, org, true) {
        Some(pages) => {
            let pages = fetch(client, pages, |_| ()).await?;
            if pages.count() == 0 {
                believe_empty(client, org).await?;
            }
            Ok(pages.into_objects())
        }
        None => Ok(ObjectList::default()),
    }
}

/// The first page, and what has to be asked for whatever it brings.
async fn first(client: &Client, mut pages: Pages) -> Result<Pages, ApiError> {
    let requests = (0..pages.at_once()).map_while(|page| pages.ahead(page));
    for answer in join_all(requests.map(|request| client.send::<ApiError>(request)).collect::<Vec<_>>()).await {
        if pages.next().is_some() {
            pages.receive(&answer?)?;
        }
    }
    Ok(pages)
}

/// How often it is told how many are there, in milliseconds: each time the browser draws a picture, which many pages would
/// have to wait for.
const TELL: i64 = 150;

async fn fetch(client: &Client, mut pages: Pages, counted: impl Fn(usize)) -> Result<Pages, ApiError> {
    let mut told = clock::now_ms();
    let mut under_way = FuturesOrdered::new();
    loop {
        let more = pages.at_once().saturating_sub(under_way.len());
        let ahead = under_way.len()..under_way.len() + more;
        under_way.extend(ahead.map_while(|page| pages.ahead(page)).map(|request| client.send::<ApiError>(request)));
        // What comes behind the end of the list is not waited for.
        let Some(answer) = under_way.next().await else { return Ok(pages) };
        pages.receive(&answer?)?;
        if clock::now_ms() - told >= TELL {
            told = clock::now_ms();
            counted(pages.count());
        }
        if pages.next().is_none() {
            return Ok(pages);
        }
    }
}
