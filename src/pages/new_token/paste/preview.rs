//! What was understood: what the form would hold, and everything that is to be said about it.

use super::asking::Answer;
use crate::console::use_console;
use crate::ui::icon::{Icon, IconName};
use crate::ui::progress::Progress;
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::authorization::NewAuthorization;
use influxdb2::draft::Recipient;
use influxdb2::permission::ResourceType;
use influxdb2::show_as;
use influxdb2::show_as::RequestContext;
use leptos::prelude::*;
use reader::prefill::{Filled, Prefill, Remark, Weight};

/// How many rows of the table are shown before the form is filled.
const ROWS: usize = 12;
/// How many remarks are listed.
const REMARKS: usize = 40;
/// How much of the text is quoted with a remark.
const QUOTED: usize = 90;

/// The start of a part of the text on one line, as much as is quoted of it.
pub fn on_one_line(part: &str) -> String {
    let start = &part[..part.floor_char_boundary(QUOTED * 8)];
    start.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A remark with the part of the text that it speaks of.
pub type Quoted = (Remark, Option<String>);

/// The answer in each of its states. `quote` gives the part of the text that a remark speaks of.
#[component]
pub fn Preview(answer: Memo<Answer>, me: String, quote: Callback<Remark, Quoted>) -> impl IntoView {
    move || match answer.get() {
        Answer::Nothing => ().into_any(),
        Answer::Waiting(types) => {
            let plurals: Vec<&str> = types.iter().map(ResourceType::plural).collect();
            let label = format!("Looking up names: loading {}", plurals.join(", "));
            view! { <Loading label types /> }.into_any()
        }
        Answer::Done(prefill) => {
            let Prefill { form, remarks } = &*prefill;
            let form = form.as_ref().map(|filled| view! { <WouldHold filled=filled.clone() me=me.clone() /> });
            let count = remarks.len();
            let remarks = remarks.iter().take(REMARKS).map(|remark| quote.run(remark.clone())).collect::<Vec<_>>();
            view! {
                <div class="preview">{form} <Remarks remarks count /></div>
            }
            .into_any()
        }
    }
}

#[component]
fn Loading(label: String, types: Vec<ResourceType>) -> impl IntoView {
    let console = use_console();
    let note = move || {
        let (counted, count) = console.counted.get()?;
        types.contains(&counted).then(|| format!("{} so far.", number(count)))
    };
    view! {
        <div aria-busy="true">
            <Progress label note=Signal::derive(note) />
        </div>
    }
}

/// What the form would hold, before it does.
#[component]
fn WouldHold(filled: Filled, me: String) -> impl IntoView {
    let Filled { draft, org, names } = filled;
    let owner = match &draft.recipient {
        Recipient::Me => me,
        Recipient::Other(user) => user.name.clone(),
        Recipient::New(name) => format!("{name} (a new user)"),
        Recipient::Unchosen => "a user whom you have yet to choose".to_owned(),
    };
    let request = NewAuthorization {
        org: org.id,
        user: None,
        status: draft.status,
        description: String::new(),
        permissions: draft.permissions().iter().cloned().collect(),
    };
    let words = RequestContext { owner: &owner, org: &org.name, names: &names };
    let sentence = show_as::sentence(&request, words);
    let table = show_as::table(&request, words, ROWS);
    let description = draft.description;
    view! {
        <p class="preview__say" translate="no">
            {sentence}
        </p>
        {(!description.is_empty())
            .then(|| {
                view! {
                    <p class="preview__h">
                        "Description: "
                        <Untrusted text=description limit=200 />
                    </p>
                }
            })}
        <div class="code">
            <pre class="code__pre" tabindex="0" translate="no" role="region" aria-label="What it grants">
                {table}
            </pre>
        </div>
    }
}

/// Remarks, each with the part of the text that it speaks of.
#[component]
pub fn Remarks(
    remarks: Vec<Quoted>,
    /// How many there are in all, if these are the first ones only.
    #[prop(optional)]
    count: usize,
) -> impl IntoView {
    let more = count.max(remarks.len()).saturating_sub(REMARKS);
    let item = |(remark, part): Quoted| {
        let (class, icon) = match remark.weight {
            Weight::Note => ("preview__item", IconName::Info),
            Weight::Surprise => ("preview__item preview__item--surprise", IconName::Warning),
            Weight::Problem => ("preview__item preview__item--problem", IconName::Danger),
        };
        let text = spelled_out(&remark.text);
        let part = part.map(|part| {
            view! {
                <span class="preview__part">
                    <Untrusted text=part limit=QUOTED />
                </span>
            }
        });
        view! {
            <li class=class>
                <Icon name=icon />
                <span>{text} {part}</span>
            </li>
        }
    };
    (!remarks.is_empty()).then(|| {
        view! {
            <ul class="preview__list" aria-label="How it was read">
                {remarks.into_iter().take(REMARKS).map(item).collect_view()}
                {(more > 0).then(|| view! { <li class="mute">{format!("and {} more remarks", number(more))}</li> })}
            </ul>
        }
    })
}
