//! What the token leads to, what of it does nothing, and what its set of permissions is exactly.

use super::Open;
use crate::console::use_console;
use crate::ui::drawn::drawn;
use crate::ui::notice::{Notice, NoticeTone};
use console_core::text::foreign::spelled_out;
use influxdb2::Id;
use influxdb2::authorization::{dead_objects, gone, grants};
use influxdb2::permission::effect::{EffectContext, Findings, effects, inert};
use influxdb2::permission::{Kind, Permission, ResourceType, classify};
use leptos::prelude::*;

/// The section.
#[component]
pub fn Effects(open: Open) -> impl IntoView {
    let console = use_console();
    let for_findings = open.clone();
    let findings = Memo::new(move |_| {
        let Open { session, listing, row, .. } = &for_findings;
        let system = console.objects.with(|objects| {
            let buckets = objects.get(&ResourceType::Buckets).and_then(|buckets| buckets.ready()).cloned();
            let system = buckets.iter().flat_map(|all| all.iter()).filter(|bucket| bucket.system);
            system.map(|bucket| bucket.id).collect::<Vec<Id>>()
        });
        console.names.with(|names| {
            let context = EffectContext {
                token_values_shown: Some(listing.table().shows_values),
                org: session.org.id,
                user: Some(row.user),
                names,
                system_buckets: &system,
            };
            Findings { effects: effects(&row.permissions, &context), inert: inert(&row.permissions, &context) }
        })
    });
    let for_dead = open.clone();
    let dead = move || dead(&for_dead).into_any();
    let effects = move || {
        findings.with(|findings| {
            findings
                .effects
                .iter()
                .map(|finding| {
                    let (title, reason) = (finding.effect.title().to_owned(), finding.effect.reason());
                    view! { <Notice tone=NoticeTone::Warn title>{reason}</Notice> }.into_any()
                })
                .collect_view()
                .into_any()
        })
    };
    let idle = move || {
        findings.with(|findings| {
            findings
                .inert
                .iter()
                .map(|finding| {
                    let (title, reason) = (finding.inert.title().to_owned(), finding.inert.reason());
                    let subjects = subjects(&finding.permissions);
                    view! { <Notice tone=NoticeTone::Plain title>{subjects} {reason}</Notice> }.into_any()
                })
                .collect_view()
                .into_any()
        })
    };
    view! {
        <section class="drawer__section" aria-labelledby="token-effects">
            <h3 class="drawer__h" id="token-effects">
                "What it can do"
            </h3>
            <Class open />
            {drawn(effects)}
            {drawn(dead)}
            {drawn(idle)}
        </section>
    }
}

/// How many granted objects are deleted, and which exist again under their old name.
fn dead(open: &Open) -> Option<AnyView> {
    let console = use_console();
    let count = grants(&open.row).iter().filter(|grant| console.is_gone(grant, &open.listing)).count();
    let (title, idle) = dead_objects(count)?;
    let buckets = console.objects.with(|all| all.get(&ResourceType::Buckets).and_then(|all| all.ready().cloned()));
    let again: Vec<String> = buckets.map_or_else(Vec::new, |buckets| {
        let found = gone(&open.row, &open.listing.table().names, &buckets);
        found.made_again.iter().map(|bucket| spelled_out(&bucket.name)).collect()
    });
    let text = match again.as_slice() {
        [] => idle.to_owned(),
        [name] => format!(
            "{name} was created again under the same name and has another id; this token does not reach it. Clone the token to grant it."
        ),
        names => format!(
            "{} were created again under the same names and have other ids; this token does not reach them. Clone the token to grant them.",
            names.join(", ")
        ),
    };
    Some(view! { <Notice tone=NoticeTone::Warn title>{text}</Notice> }.into_any())
}

fn subjects(permissions: &[Permission]) -> String {
    let first = permissions.first().map(|held| held.resource.title().to_owned()).unwrap_or_default();
    format!("{first}: ")
}

/// The named set that the permissions are, of which versions, and how a custom set differs from the nearest one.
#[component]
fn Class(open: Open) -> impl IntoView {
    let Open { session, row, .. } = open;
    let class = classify(&row.permissions, &session.types, row.org, Some(row.user));
    let list =
        |permissions: &[Permission]| permissions.iter().take(6).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let text = match (&class.kind, &class.as_of, &class.near) {
        (kind, Some(as_of), _) => {
            let lacking: Vec<&str> = as_of.lacking.iter().map(ResourceType::plural).collect();
            let lacks = if lacking.is_empty() { String::new() } else { format!(", lacks {}", lacking.join(" and ")) };
            format!("{} as of InfluxDB {}{lacks}.", kind.title(), as_of.generation)
        }
        (Kind::Operator, None, _) => "Everything in every organization, with what this version knows.".to_owned(),
        (Kind::AllAccess, None, _) => {
            "Everything of its owner in this organization, with what this version knows.".to_owned()
        }
        (_, None, Some(near)) => {
            let part = |word: &str, permissions: &[Permission]| {
                (!permissions.is_empty()).then(|| format!("{word} {}", list(permissions)))
            };
            let parts: Vec<String> =
                [part("lacks", &near.missing), part("has", &near.extra)].into_iter().flatten().collect();
            format!("Custom. Beside {} it {}.", near.of.title(), parts.join(" and "))
        }
        (_, None, None) => return None,
    };
    Some(view! { <p class="drawer__class">{text}</p> })
}
