//! The new token, ready to paste: a tab for each program, copied or saved with the secret in its place.

use crate::cluster::console::use_app;
use crate::ui::drawn::drawn;
use crate::ui::secret::{Field, Sheet};
use crate::ui::segmented::{Choice, Segmented};
use crate::ui::tabs::Tabs;
use database::create::DatabaseTokens;
use database::formats::{Connection, Format, GROUPS};
use leptos::prelude::*;

/// The tabs. The first file is chosen, since the token alone stands above.
#[component]
pub fn Formats(field: Field<DatabaseTokens>) -> impl IntoView {
    let place = StoredValue::new(use_app().place_of_revealed());
    let (group, variant) = (RwSignal::new(1), RwSignal::new(0));
    let choose = Callback::new(move |chosen| {
        variant.set(0);
        group.set(chosen);
    });
    let panel = Callback::new(move |chosen: usize| {
        let formats = GROUPS[chosen].formats;
        let options: Vec<Choice> = formats.iter().map(|format| Choice::new(format.variant())).collect();
        view! {
            <div class="formats__option">
                {(formats.len() > 1)
                    .then(|| {
                        view! {
                            <Segmented
                                legend="Which form"
                                options=Signal::stored(options)
                                chosen=variant
                                on_choose=Callback::new(move |chosen| variant.set(chosen))
                            />
                        }
                    })}
            </div>
            {drawn(move || {
                let format = formats.get(variant.get()).copied().unwrap_or(formats[0]);
                place.with_value(|place| place.as_ref().map(|place| sheet(format, place, field)))
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

/// One format.
fn sheet(format: Format, place: &Connection, field: Field<DatabaseTokens>) -> impl IntoView + use<> {
    let advice = [format.advice(), format.caveat(place)].into_iter().flatten().collect();
    view! { <Sheet text=format.text(place) file_name=format.file_name(place) noun=format.noun() advice field /> }
}
