//! Many tokens from one form, one for each name of a list.

mod preview;

pub use preview::{Gets, Line, Preview, SHOWN};

use crate::shell::lasting::Lasting;
use crate::ui::drawn::drawn;
use crate::ui::field::{Field, use_field};
use crate::ui::segmented::{Choice, Segmented};
use crate::ui::text_input::TextInput;
use console_core::create::{BatchForm, Count, Grants, MOST, Rights};
use console_core::text::number;
use leptos::html;
use leptos::prelude::*;

/// The part of the form that makes many tokens of one.
pub type Several = Lasting<RwSignal<BatchForm>>;

/// What the page says of it in its own words.
#[derive(Clone, Copy)]
pub struct Words {
    /// What each token can get one of: "bucket".
    pub object: &'static str,
    /// Where the name goes in a description.
    pub names: &'static str,
    /// What may stand in the name of the object.
    pub pattern: &'static str,
}

/// The choice between one token and several, beside the description.
#[component]
pub fn HowMany(several: Several) -> impl IntoView {
    let chosen = Signal::derive(move || usize::from(several.with(BatchForm::is_on)));
    let options = vec![Choice::new("One token"), Choice::new("Several")];
    let choose = Callback::new(move |index| {
        several.update(|several| several.count = if index == 1 { Count::Several } else { Count::One });
    });
    view! { <Segmented legend="How many tokens" options chosen on_choose=choose /> }
}

/// What several tokens need, while they are wanted: `count` names are in the list, `error` is what is wrong with it, and
/// `preview` what they stand for.
#[component]
pub fn SeveralTokens(
    several: Several,
    words: Words,
    #[prop(into)] count: Signal<usize>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(into)] preview: ViewFn,
) -> impl IntoView {
    let on = Memo::new(move |_| several.with(BatchForm::is_on));
    move || {
        let preview = preview.clone();
        on.get().then(|| {
            view! {
                <section class="several" aria-label="Several tokens">
                    <Details several words count error />
                    {preview.run()}
                </section>
            }
        })
    }
}

#[component]
fn Details(several: Several, words: Words, count: Signal<usize>, error: Signal<Option<String>>) -> impl IntoView {
    let each = Memo::new(move |_| several.with(|several| several.grants == Grants::OneEach));
    let count = Signal::derive(move || Some(format!("{} of at most {MOST}", number(count.get()))));
    let own = format!("Each gets one {} of its own", words.object);
    let options = vec![Choice::new("All share what is ticked above"), Choice::new(own)];
    let choose = Callback::new(move |index| {
        several.update(|several| several.grants = if index == 1 { Grants::OneEach } else { Grants::Shared });
    });
    view! {
        <div class="several__cols">
            <Field label="Names" note=count error hint=Signal::stored(Some(words.names.to_owned()))>
                <Names several error />
            </Field>
            <div class="several__how">
                <Segmented
                    legend="What they grant"
                    options
                    chosen=Signal::derive(move || usize::from(each.get()))
                    on_choose=choose
                    class="several__choice"
                />
                {drawn(move || each.get().then(|| view! { <Own several words /> }))}
            </div>
        </div>
    }
}

/// The list takes the focus when something is wrong with it.
#[component]
fn Names(several: Several, error: Signal<Option<String>>) -> impl IntoView {
    let link = use_field();
    let described = link.as_ref().map(|link| link.described_by).unwrap_or_default();
    let invalid = link.as_ref().map(|link| link.invalid).unwrap_or_default();
    let area = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if error.with(Option::is_some)
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
            prop:value=move || several.with(|several| several.names.clone())
            on:input=move |event| {
                let typed = event_target_value(&event);
                several.update(|several| several.names = typed);
            }
        ></textarea>
    }
}

#[component]
fn Own(several: Several, words: Words) -> impl IntoView {
    let pattern = RwSignal::new(several.with_untracked(|several| several.pattern.clone()));
    Effect::new(move |before: Option<()>| {
        let typed = pattern.get();
        if before.is_some() {
            several.update(|several| several.pattern = typed);
        }
    });
    let options = Rights::ALL.map(|rights| Choice::new(rights.title())).to_vec();
    let chosen = Signal::derive(move || {
        several.with(|several| Rights::ALL.iter().position(|rights| *rights == several.rights).unwrap_or(0))
    });
    let choose = Callback::new(move |index: usize| {
        if let Some(rights) = Rights::ALL.get(index) {
            several.update(|several| several.rights = *rights);
        }
    });
    view! {
        <Field
            label=format!("The {} is called", words.object)
            hint=Signal::stored(Some(words.pattern.to_owned()))
        >
            <TextInput value=pattern class="input--mono" />
        </Field>
        <div class="field">
            <span class="field__label">"and each token may"</span>
            <Segmented
                legend=format!("What each token may do with its {}", words.object)
                options
                chosen
                on_choose=choose
            />
        </div>
    }
}

/// The words on the button that sends the form, of which `possible` tokens would come; `one` are those for one token.
pub fn button(several: Several, possible: usize, one: &'static str) -> String {
    if !several.with(BatchForm::is_on) {
        return one.to_owned();
    }
    // "Create" at the foot of a phone has little room.
    let short = one == "Create";
    match possible {
        0 => "Create tokens".to_owned(),
        count if short => format!("Create {}", number(count)),
        1 => "Create 1 token".to_owned(),
        count => format!("Create {} tokens", number(count)),
    }
}

/// What is said below the button.
pub fn once(several: Several) -> &'static str {
    if several.with(BatchForm::is_on) {
        "The secrets are shown once, in one table, right after this."
    } else {
        "The secret is shown once, right after this."
    }
}
