//! A request that a link carried, on its way into the form.

use crate::console::{Console, Source, use_console};
use crate::pages::new_token::form::use_form;
use crate::pages::new_token::paste::{Answer, follow};
use crate::ui::button::{Button, ButtonSize};
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::progress::Progress;
use console_core::text::foreign::spelled_out;
use influxdb2::link::LinkedRequest;
use influxdb2::session::Named;
use leptos::prelude::*;
use reader::prefill::Asked;
use std::sync::Arc;

/// Fills the form as soon as the lists are there, and says so while they are not. Nothing is ever sent from here.
#[component]
pub fn FromLink() -> impl IntoView {
    let (form, console) = (use_form(), use_console());
    let asked = RwSignal::new(None::<Arc<Asked>>);
    let problem = RwSignal::new(None::<String>);
    // The link is for this organization, and not for the one in use.
    let elsewhere = RwSignal::new(None::<Named>);
    let answer = follow(console, form, asked);
    Effect::new(move |_| {
        let Some(link) = console.incoming.get() else { return };
        match LinkedRequest::decode(&link) {
            Ok(link) => {
                let link = Asked::Link(link);
                let session = form.session();
                let org = link.org(&session.orgs, &session.org);
                if org.id == session.org.id {
                    asked.set(Some(Arc::new(link)));
                } else {
                    // The page is drawn anew for the other organization, and the link is read there. Who was held back has
                    // been told; coming by the link once more, as the browser's history does, is no wish to go all the same.
                    if untrack(|| console.why_still_here()).is_none() {
                        console.switch_org(org.clone());
                    }
                    elsewhere.set(Some(org));
                }
            }
            Err(why) => {
                console.incoming.set(None);
                problem.set(Some(why.to_string()));
            }
        }
    });
    Effect::new(move |_| {
        if let Answer::Done(prefill) = answer.get()
            && let Some(filled) = prefill.form.clone()
        {
            asked.set(None);
            console.incoming.set(None);
            form.problem.set(None);
            console.take_in(
                filled,
                Source::Link,
                prefill.remarks.iter().map(|remark| (remark.clone(), None)).collect(),
            );
        }
    });
    let dismiss = move || {
        view! {
            <Button size=ButtonSize::Small on_click=Callback::new(move |()| problem.set(None))>
                "Dismiss"
            </Button>
        }
        .into_any()
    };
    move || {
        if let Some(why) = problem.get() {
            let title = Some("The request of the link can’t be used".to_owned());
            return view! {
                <Notice tone=NoticeTone::Warn role=NoticeRole::Alert title actions=dismiss>
                    {why}
                </Notice>
            }
            .into_any();
        }
        if let Some(org) =
            elsewhere.get().filter(|_| console.incoming.with(Option::is_some) && console.going_to.with(Option::is_none))
        {
            return still_here(console, org);
        }
        match console.incoming.with(Option::is_some) {
            true => view! { <Progress label="Reading the request of the link …" /> }.into_any(),
            false => ().into_any(),
        }
    }
}

/// The link is for another organization, and something keeps the console in this one.
fn still_here(console: Console, org: Named) -> AnyView {
    let name = spelled_out(&org.name);
    let label = format!("Go to {name}");
    let text = format!("It fills the form of {name} when the console goes there.");
    let go = Callback::new(move |()| console.switch_org(org.clone()));
    let forget = Callback::new(move |()| console.incoming.set(None));
    let actions = move || {
        let label = label.clone();
        view! {
            <Button size=ButtonSize::Small on_click=go>
                {label}
            </Button>
            <Button size=ButtonSize::Small on_click=forget>
                "Dismiss"
            </Button>
        }
        .into_any()
    };
    view! {
        <Notice tone=NoticeTone::Plain role=NoticeRole::Status title="The request of the link is for another organization" actions>
            {text}
        </Notice>
    }
    .into_any()
}
