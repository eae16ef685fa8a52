//! The new token, ready to paste: a tab for each program, copied or saved with the secret in its place.

use super::preview::Preview;
use super::secret_field::Field;
use crate::console::use_app;
use crate::shell::clipboard::{self, Copied};
use crate::shell::download::{self, Download};
use crate::ui::button::{Button, ButtonSize};
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use crate::ui::id;
use crate::ui::segmented::{Choice, Segmented};
use crate::ui::select_input::SelectInput;
use crate::ui::tabs::Tabs;
use console_core::create::Saved;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::formats::{Connection, Format, GROUPS, Reference};
use influxdb2::permission::Action;
use influxdb2::reveal::Holding;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many buckets can be chosen from; nobody looks through more.
const CHOICES: usize = 200;

/// What the last click on a format did.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Copied,
    /// The clipboard held the token before, and this format is without it.
    CopiedOver,
    CopyRefused,
    Saved,
    SaveRefused,
}

/// The tabs. The first file is chosen, since the token alone stands above.
#[component]
pub fn Formats(field: Field) -> impl IntoView {
    let app = use_app();
    let place = RwSignal::new(app.place_of_revealed());
    let (group, variant) = (RwSignal::new(1), RwSignal::new(0));
    let choose = Callback::new(move |chosen| {
        variant.set(0);
        group.set(chosen);
    });
    let panel = Callback::new(move |chosen: usize| {
        let formats = GROUPS[chosen].formats;
        view! {
            <div class="formats__option">
            {(formats.len() > 1)
                .then(|| {
                    let options: Vec<Choice> = formats.iter().map(|format| Choice::new(format.variant())).collect();
                    view! {
                        <Segmented
                            legend="Where the token is"
                            options=options
                            chosen=variant
                            on_choose=Callback::new(move |chosen| variant.set(chosen))
                        />
                    }
                })}
            {place.with_untracked(|now| Some(bucket_choice(place, formats[0].buckets(now.as_ref()?)?)))}
            </div>
            {drawn(move || {
                let format = formats.get(variant.get()).copied().unwrap_or(formats[0]);
                place.get().map(|place| view! { <Sheet format place field /> })
            })}
        }
        .into_any()
    });
    let titles: Vec<String> = GROUPS.iter().map(|group| group.title.to_owned()).collect();
    view! {
        <section class="formats" aria-label="Ready to paste">
            <Tabs label="Format" tabs=titles chosen=group on_choose=choose panel />
        </section>
    }
}

/// Which of the granted buckets is filled in. The first one is, until another is chosen.
fn bucket_choice(
    place: RwSignal<Option<Connection>>,
    (action, named, buckets): (Action, usize, &[Reference]),
) -> AnyView {
    let total = buckets.len();
    let option = |(at, bucket): (usize, &Reference)| (at.to_string(), spelled_out(bucket.text()));
    let options: Vec<_> = buckets.iter().take(CHOICES).enumerate().map(option).collect();
    let value = RwSignal::new(named.to_string());
    let at = move || value.with(|value| value.parse::<usize>().unwrap_or_default());
    Effect::new(move |before: Option<usize>| {
        let at = at();
        if before.is_some_and(|before| before != at) {
            place.update(|place| place.iter_mut().for_each(|place| place.use_bucket(action, at)));
        }
        at
    });
    view! {
        <label class="formats__bucket">
            <span>{drawn(move || format!("Bucket, {} of {}", number(at() + 1), number(total)))}</span>
            <SelectInput options=Signal::stored(options) value />
        </label>
    }
    .into_any()
}

/// One format.
#[component]
fn Sheet(format: Format, place: Connection, field: Field) -> impl IntoView {
    let app = use_app();
    let text = format.text(&place);
    let holding = if text.holds_secret() { Holding::Secret } else { Holding::NoSecret };
    let advice = [format.advice(), format.caveat(&place)];
    let file_name = StoredValue::new(format.file_name(&place));
    let said = RwSignal::new(Said::Nothing);
    let area = NodeRef::<html::Textarea>::new();
    let preview = text.clone();
    let text = StoredValue::new(text);

    // What a click copies lies in a field of its own, for the browsers that copy only what is selected.
    let clear = move || {
        if let Some(Some(area)) = area.try_get_untracked() {
            area.set_value("");
        }
    };
    on_cleanup(clear);
    Effect::new(move |_| {
        if !field.is_shown() && said.get_untracked() == Said::CopyRefused {
            clear();
            said.set(Said::Nothing);
        }
    });
    let with_full = move |run: &mut dyn FnMut(&str)| {
        app.reveal.with_untracked(|reveal| {
            if let Some(reveal) = reveal {
                run(&text.with_value(|text| text.full(&reveal.created().secret)));
            }
        });
    };
    let copy = Callback::new(move |()| {
        let Some(element) = area.get_untracked() else { return };
        let before = id::focused_element();
        let mut attempt = None;
        with_full(&mut |full| {
            element.set_value(full);
            attempt = Some(clipboard::copy(full, &element));
        });
        let Some(attempt) = attempt else { return };
        spawn_local(async move {
            match attempt.outcome(&element).await {
                Copied::Confirmed => {
                    element.set_value("");
                    if let Some(before) = before {
                        id::focus_element(&before);
                    }
                    let held = app.reveal.with_untracked(|r| r.as_ref().and_then(|r| r.saved()) == Some(Saved::Copied));
                    let over = held && holding == Holding::NoSecret;
                    said.try_set(if over { Said::CopiedOver } else { Said::Copied });
                    app.reveal.update(|reveal| {
                        if let Some(reveal) = reveal {
                            reveal.copied_text(holding);
                        }
                    });
                }
                Copied::Refused => {
                    if holding == Holding::Secret {
                        field.show();
                    }
                    said.try_set(Said::CopyRefused);
                    request_animation_frame(move || clipboard::select(&element));
                }
            }
        });
    });
    let save = Callback::new(move |()| {
        let mut saved = Download::Refused;
        with_full(&mut |full| {
            saved = file_name.with_value(|name| download::save(name, "text/plain;charset=utf-8", full.as_bytes()))
        });
        said.set(if saved == Download::HandedOver { Said::Saved } else { Said::SaveRefused });
        if saved == Download::HandedOver {
            app.reveal.update(|reveal| {
                if let Some(reveal) = reveal {
                    reveal.downloaded(holding);
                }
            });
        }
    });
    let refused = move || said.get() == Said::CopyRefused;
    let label = if holding == Holding::Secret { "What is copied, the token masked" } else { "What is copied" };
    let beside = move || match (said.get(), holding) {
        (Said::Nothing, Holding::NoSecret) => "The token is not in it.".to_owned(),
        (Said::Nothing, Holding::Secret) => "The file will contain the secret. Restrict it with chmod 600.".to_owned(),
        (Said::Copied, Holding::NoSecret) => "Copied. The token is not in it.".to_owned(),
        (Said::Copied, Holding::Secret) => "Copied. The clipboard confirmed it.".to_owned(),
        (Said::CopiedOver, _) => {
            "Copied. The clipboard no longer holds the token: if you have not stored it, copy it again.".to_owned()
        }
        (Said::CopyRefused, _) => {
            format!("Could not copy: the browser refused. The text is selected, {}.", clipboard::how_to_copy())
        }
        (Said::Saved, Holding::NoSecret) => "Handed to your browser. The token is not in it.".to_owned(),
        (Said::Saved, Holding::Secret) => {
            "Handed to your browser. Check that the file is there, then: chmod 600.".to_owned()
        }
        (Said::SaveRefused, _) => "Not saved: the browser refused. Copy it.".to_owned(),
    };
    view! {
        <div class="code">
            <div hidden=refused>
                <Preview text=preview label field />
            </div>
            <textarea
                class=move || if refused() { "code__pre formats__area" } else { "vh" }
                aria-label="Text to copy"
                aria-hidden=move || (!refused()).then_some("true")
                tabindex=move || if refused() { "0" } else { "-1" }
                readonly
                rows="6"
                autocomplete="off"
                spellcheck="false"
                translate="no"
                data-1p-ignore=""
                data-lpignore="true"
                node_ref=area
            ></textarea>
        </div>
        <div class="formats__foot">
            <Button size=ButtonSize::Small icon=IconName::Copy on_click=copy>
                "Copy "
                {format.noun()}
            </Button>
            <Button size=ButtonSize::Small icon=IconName::Download on_click=save>
                "Download"
            </Button>
            <p class="formats__said" class:formats__said--done=move || said.get() != Said::Nothing aria-live="polite">
                {beside}
            </p>
        </div>
        <div class="formats__advices">
            {advice.into_iter().flatten().map(|advice| view! { <p class="formats__advice">{advice}</p> }).collect_view()}
        </div>
    }
}
