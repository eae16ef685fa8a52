//! The new token, ready to paste: a tab for each program, copied or saved with the secret in its place.

use crate::console::use_app;
use crate::ui::drawn::drawn;
use crate::ui::secret::{Field, Sheet};
use crate::ui::segmented::{Choice, Segmented};
use crate::ui::select_input::SelectInput;
use crate::ui::tabs::Tabs;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::batch::Authorizations;
use influxdb2::formats::{Connection, Format, GROUPS, Reference};
use influxdb2::permission::Action;
use leptos::prelude::*;

/// How many buckets can be chosen from; nobody looks through more.
const CHOICES: usize = 200;

/// The tabs. The first file is chosen, since the token alone stands above.
#[component]
pub fn Formats(field: Field<Authorizations>) -> impl IntoView {
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
                place.get().map(|place| sheet(format, &place, field))
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
fn sheet(format: Format, place: &Connection, field: Field<Authorizations>) -> impl IntoView + use<> {
    let advice = [format.advice(), format.caveat(place)].into_iter().flatten().collect();
    view! { <Sheet text=format.text(place) file_name=format.file_name(place) noun=format.noun() advice field /> }
}
