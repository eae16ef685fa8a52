//! What will be sent, before it is.

use super::outcome::Outcome;
use super::{FORM, Form, use_form, waits_for_password};
use crate::console::{PasswordAct, V1Creation};
use crate::pages::v1_credentials::mapped::{Known, Mend, known, sees_all};
use crate::pages::v1_credentials::ready;
use crate::shell::page;
use crate::ui::button::{Button, ButtonKind, ButtonSize, Tone};
use crate::ui::code::Code;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::landmark::{SEND, SEND_AT_FOOT};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::untrusted::Untrusted;
use console_core::text::number;
use influxdb2::Id;
use influxdb2::authorization::v1::commands::sent;
use influxdb2::mapping::Mapping;
use influxdb2::permission::Action;
use leptos::prelude::*;

/// The id of the heading.
const HEADING: &str = "v1-review";
/// How many warnings are shown.
const WARNED: usize = 3;

/// The panel beside the form.
#[component]
pub fn Review() -> impl IntoView {
    let form = use_form();
    let what = move || {
        let name = form.with(|draft| draft.username.trim().to_owned());
        (!name.is_empty()).then(|| sent(&name, first_mapping(form).as_ref()))
    };
    view! {
        <aside class="review" aria-labelledby=HEADING>
            <div class="review__body" tabindex="0" inert=move || form.is_sending()>
                <h2 class="review__title" id=HEADING tabindex="-1">
                    "Review "
                    <span class="sec__note">{drawn(move || permissions(form))}</span>
                </h2>
                {drawn(move || say(form))}
                {drawn(move || what().map(|text| view! { <Code text label="What the program sends" /> }))}
                {drawn(move || warnings(form))}
                <Notice title=Some("2 requests".to_owned()) tone=NoticeTone::Plain>
                    "First the credential, then its password. If the second fails, the credential exists without a password and nobody can use it; you can set it then."
                </Notice>
                <p class="covers">
                    <Icon name=IconName::Check size=IconSize::Small />
                    <span>"You are signed in with a token. A password session could not do this."</span>
                </p>
            </div>
            <Outcome />
            <div class="review__foot">
                <Send size=ButtonSize::Large class="btn--wide" label="Create credential" id=SEND />
                <p class="review__once">"You know the password; nothing is shown afterwards."</p>
            </div>
        </aside>
    }
}

/// "3 permissions".
fn permissions(form: Form) -> String {
    let count: usize = Action::BOTH.iter().map(|action| form.with(|draft| draft.buckets.of(*action).count())).sum();
    format!("{} permission{}", number(count), if count == 1 { "" } else { "s" })
}

/// What it will grant, in a sentence.
fn say(form: Form) -> AnyView {
    let of = |action| form.with(|draft| draft.buckets.of(action).count());
    let buckets = |count: usize| format!(" on {} bucket{}", number(count), if count == 1 { "" } else { "s" });
    let (read, write) = (of(Action::Read), of(Action::Write));
    let name = form.with(|draft| draft.username.trim().to_owned());
    let who = if name.is_empty() { "It".to_owned() } else { name };
    if read + write == 0 {
        return view! { <p class="review__say">"Nothing is granted yet."</p> }.into_any();
    }
    let reads = (read > 0).then(|| view! { <span class="r">"Read"</span> {buckets(read)} });
    let writes = (write > 0).then(|| view! { <span class="w">"Write"</span> {buckets(write)} });
    let and = (read > 0 && write > 0).then_some(" and ");
    view! {
        <p class="review__say">
            <em><Untrusted text=who limit=80 /></em>
            " grants " {reads} {and} {writes} "."
        </p>
    }
    .into_any()
}

/// The names under which a program may reach the first ticked bucket that has any.
fn first_mapping(form: Form) -> Option<Mapping> {
    let listing = ready(form.console)?;
    let buckets: Vec<Id> = form.with(|draft| draft.buckets.keys().copied().collect());
    buckets.into_iter().find_map(|bucket| match known(&listing, bucket) {
        Known::Names(names) => names.into_iter().next(),
        _ => None,
    })
}

/// The ticked buckets that no program reaches, with the line that mends each.
fn warnings(form: Form) -> Option<AnyView> {
    let listing = ready(form.console)?;
    let session = form.session();
    let (org, whole) = (session.org.id, sees_all(&session));
    let buckets: Vec<Id> = form.with(|draft| draft.buckets.keys().copied().collect());
    let bare: Vec<Id> = buckets.into_iter().filter(|bucket| matches!(known(&listing, *bucket), Known::None)).collect();
    let more = bare.len().saturating_sub(WARNED);
    let mend = |bucket: Id| {
        view! { <Mend session_org=org sees_all=whole bucket mappings=listing.mappings().to_vec() /> }
    };
    let shown = bare.into_iter().take(WARNED).map(mend).collect_view();
    let beyond =
        (more > 0).then(|| view! { <p class="mute">{format!("And {} more without a database.", number(more))}</p> });
    Some(view! { {shown} {beyond} }.into_any())
}

/// The button. Where the credential is there already, it sets the password alone.
#[component]
fn Send(size: ButtonSize, class: &'static str, label: &'static str, id: &'static str) -> impl IntoView {
    let form = use_form();
    let console = form.console;
    let existing = Memo::new(move |_| console.v1.creation.with(waits_for_password));
    let busy = Memo::new(move |_| {
        console.v1.creation.with(|now| *now == V1Creation::Sending)
            || existing.get().is_some_and(|id| console.v1.password_of(id) == Some(PasswordAct::Busy))
    });
    view! {
        <Button tone=Tone::Primary size kind=ButtonKind::Submit busy class attr:form=FORM attr:id=id>
            {drawn(move || match (existing.get(), busy.get()) {
                (Some(_), true) => "Setting the password…",
                (None, true) => "Creating…",
                (Some(_), false) => "Set the password",
                (None, false) => label,
            })}
        </Button>
    }
}

/// Count and button at the foot of narrow windows.
#[component]
pub fn Bar() -> impl IntoView {
    let form = use_form();
    let look = Callback::new(move |()| page::focus(HEADING));
    view! {
        <div class="reviewbar">
            <p class="reviewbar__text">
                <b>{drawn(move || permissions(form))}</b>
            </p>
            <Button on_click=look>"Review"</Button>
            <Send size=ButtonSize::Medium class="" label="Create" id=SEND_AT_FOOT />
        </div>
    }
}
