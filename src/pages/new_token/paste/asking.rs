//! From a request that was read to the form that it asks for: the lists that it needs are fetched on the way.

use crate::console::Console;
use crate::pages::new_token::form::Form;
use crate::shell::page;
use influxdb2::object::ObjectList;
use influxdb2::permission::ResourceType;
use influxdb2::{Id, Remote};
use leptos::prelude::*;
use leptos::task::spawn_local;
use reader::prefill::{Asked, Prefill, PrefillContext};
use std::collections::BTreeMap;
use std::sync::Arc;

type Lists = BTreeMap<ResourceType, Remote<Arc<ObjectList>>>;

/// How far the way to the form is.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// There is no request.
    Nothing,
    /// Lists of these types are on their way.
    Waiting(Vec<ResourceType>),
    /// It is taken in.
    Done(Arc<Prefill>),
}

/// Follows what is asked for, fetching what has to be known for it.
pub fn follow(console: Console, form: Form, asked: RwSignal<Option<Arc<Asked>>>) -> Memo<Answer> {
    // The console keeps the lists of the organization in use; those of another one are kept here.
    let elsewhere = RwSignal::new((None::<Id>, Lists::new()));
    Effect::new(move |_| {
        let Some(asked) = asked.get() else { return };
        let session = form.session();
        let org = asked.org(&session.orgs, &session.org).id;
        for resource in asked.types(&session.me) {
            if org == session.org.id {
                console.want_objects(&resource);
            } else {
                fetch_elsewhere(console, elsewhere, org, resource);
            }
        }
    });
    Memo::new(move |_| {
        let Some(asked) = asked.get() else { return Answer::Nothing };
        let session = form.session();
        let org = asked.org(&session.orgs, &session.org).id;
        let take_in = |objects: &Lists| {
            let there =
                |resource: &ResourceType| matches!(objects.get(resource), Some(Remote::Ready(_) | Remote::Failed(_)));
            let missing: Vec<_> = asked.types(&session.me).into_iter().filter(|resource| !there(resource)).collect();
            if !missing.is_empty() {
                return Answer::Waiting(missing);
            }
            let server = page::full_address(&console.address.get_untracked());
            Answer::Done(Arc::new(asked.take_in(&PrefillContext {
                server: &server,
                me: &session.me,
                orgs: &session.orgs,
                here: &session.org,
                types: &session.types,
                objects,
            })))
        };
        if org == session.org.id {
            console.objects.with(take_in)
        } else {
            elsewhere.with(|(of, lists)| take_in(if *of == Some(org) { lists } else { const { &Lists::new() } }))
        }
    })
}

fn fetch_elsewhere(console: Console, lists: RwSignal<(Option<Id>, Lists)>, org: Id, resource: ResourceType) {
    let asked = lists
        .try_update(|(of, lists)| {
            if *of != Some(org) {
                *of = Some(org);
                lists.clear();
            }
            lists.insert(resource.clone(), Remote::Loading).is_some_and(|known| {
                let keep = !matches!(known, Remote::Failed(_));
                if keep {
                    lists.insert(resource.clone(), known);
                }
                keep
            })
        })
        .unwrap_or(true);
    if asked {
        return;
    }
    spawn_local(async move {
        let fetched = console.objects_in(org, &resource).await;
        lists.try_update(|(of, lists)| {
            if *of == Some(org) {
                lists.insert(resource, fetched.into());
            }
        });
    });
}
