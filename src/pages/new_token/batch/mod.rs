//! Many tokens from one form, one for each name of a list.

mod preview;
mod send;

use super::form::use_form;
use crate::console::use_console;
use crate::ui::drawn::drawn;
use crate::ui::field::{Field, use_field};
use crate::ui::segmented::{Choice, Segmented};
use crate::ui::text_input::TextInput;
use console_core::text::number;
use influxdb2::batch::{BatchForm as Input, Buckets, Count, MOST, Rights};
use influxdb2::permission::ResourceType;
use leptos::html;
use leptos::prelude::*;
use preview::Preview;
pub(super) use send::{button, each, first, gets, once, own_bucket, plan, submit};

/// The choice between one token and several, beside the description.
#[component]
pub fn HowMany() -> impl IntoView {
    let console = use_console();
    let chosen = Signal::derive(move || usize::from(console.several.with(Input::is_on)));
    let options = vec![Choice::new("One token"), Choice::new("Several")];
    let choose = Callback::new(move |index| {
        console.several.update(|several| several.count = if index == 1 { Count::BatchForm } else { Count::One });
    });
    view! { <Segmented legend="How many tokens" options chosen on_choose=choose /> }
}

/// What several tokens need, while they are wanted.
#[component]
pub fn Several() -> impl IntoView {
    let console = use_console();
    let on = Memo::new(move |_| console.several.with(Input::is_on));
    move || {
        on.get().then(|| {
            view! {
                <section class="several" aria-label="Several tokens">
                    <Details />
                </section>
            }
        })
    }
}

#[component]
fn Details() -> impl IntoView {
    let form = use_form();
    let console = use_console();
    let each = Memo::new(move |_| console.several.with(|several| several.buckets == Buckets::OneEach));
    Effect::new(move |_| {
        if each.get() {
            console.want_objects(&ResourceType::Buckets);
        }
    });
    // What was wrong is said again only when the form is sent again.
    Effect::new(move |before: Option<()>| {
        console.several.track();
        if before.is_some() {
            form.unplanned.set(None);
        }
    });
    let count = Signal::derive(move || {
        let count = form.plan.with(|plan| plan.list.names.len());
        Some(format!("{} of at most {MOST}", number(count)))
    });
    let error = Signal::derive(move || form.unplanned.get().map(|problem| problem.to_string()));
    let options = vec![Choice::new("All share what is ticked above"), Choice::new("Each gets one bucket of its own")];
    let choose = Callback::new(move |index| {
        console.several.update(|several| several.buckets = if index == 1 { Buckets::OneEach } else { Buckets::Shared });
    });
    view! {
        <div class="several__cols">
            <Field label="Names" note=count error=error hint=Signal::derive(|| Some("One name per line. It is added to the end of the description, or replaces {name} in it.".to_owned()))>
                <Names />
            </Field>
            <div class="several__how">
                <Segmented
                    legend="What they grant"
                    options
                    chosen=Signal::derive(move || usize::from(each.get()))
                    on_choose=choose
                    class="several__choice"
                />
                {drawn(move || each.get().then(|| view! { <OwnBucket /> }))}
            </div>
        </div>
        <Preview />
    }
}

#[component]
fn Names() -> impl IntoView {
    let console = use_console();
    let link = use_field();
    let described = link.as_ref().map(|link| link.described_by).unwrap_or_default();
    let invalid = link.as_ref().map(|link| link.invalid).unwrap_or_default();
    let form = use_form();
    let area = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if form.unplanned.with(Option::is_some)
            && let Some(area) = area.get_untracked()
        {
            let _ = area.focus();
        }
    });
    view! {
        <textarea
            class="input input--mono several__names"
            id=link.map(|link| link.control)
            rows="6"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            dir="auto"
            placeholder="press-gw-07\npress-gw-08"
            aria-describedby=described
            aria-invalid=move || invalid.get().then_some("true")
            node_ref=area
            prop:value=move || console.several.with(|several| several.names.clone())
            on:input=move |event| {
                let typed = event_target_value(&event);
                console.several.update(|several| several.names = typed);
            }
        ></textarea>
    }
}

#[component]
fn OwnBucket() -> impl IntoView {
    let console = use_console();
    let pattern = RwSignal::new(console.several.with_untracked(|several| several.pattern.clone()));
    Effect::new(move |before: Option<()>| {
        let typed = pattern.get();
        if before.is_some() {
            console.several.update(|several| several.pattern = typed);
        }
    });
    let options = Rights::ALL.map(|rights| Choice::new(rights.title())).to_vec();
    let chosen = Signal::derive(move || {
        console.several.with(|several| Rights::ALL.iter().position(|rights| *rights == several.rights).unwrap_or(0))
    });
    let choose = Callback::new(move |index: usize| {
        if let Some(rights) = Rights::ALL.get(index) {
            console.several.update(|several| several.rights = *rights);
        }
    });
    view! {
        <Field
            label="The bucket is called"
            hint=Signal::derive(|| Some("{name} stands for the name and * for any text: plant-a/{name}, */{name}".to_owned()))
        >
            <TextInput value=pattern class="input--mono" />
        </Field>
        <div class="field">
            <span class="field__label">"and each token may"</span>
            <Segmented legend="What each token may do with its bucket" options chosen on_choose=choose />
        </div>
    }
}
