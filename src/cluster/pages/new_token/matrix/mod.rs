//! What the token reads and writes: these databases, in a matrix, or all of them, which is a mode of its own.

mod all;
mod column;
mod finder;
mod grid;
mod paste_names;
mod states;
mod summary;

use super::form::{Form, Problem, use_form};
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::segmented::{Choice, Segmented};
use all::All;
use console_core::text::number;
use database::permission::{Action, Resource};
use finder::Finder;
use grid::Grid;
use leptos::prelude::*;
use states::State;
use summary::Summary;

/// The id of the heading, which takes the focus when what had it goes.
pub const HEADING: &str = "databases-heading";

/// The part of the form in which permissions are ticked.
#[component]
pub fn Matrix() -> impl IntoView {
    let form = use_form();
    view! {
        <section class="permbox" aria-labelledby=HEADING>
            <div class="permbox__h">
                <h2 class="field__label" id=HEADING tabindex="-1">
                    "Databases"
                </h2>
                {move || line(form)}
            </div>
            <div class="expiry">
                <Mode />
            </div>
            {drawn(move || {
                if form.all.get() {
                    view! { <All /> }.into_any()
                } else {
                    view! {
                        <div class="matrix matrix--panes">
                            <div class="objects">
                                <Finder />
                                <State />
                                <Grid />
                            </div>
                            <Summary />
                        </div>
                    }
                        .into_any()
                }
            })}
        </section>
    }
}

/// What is wrong, or what to know. The line is always there, so nothing below it moves.
fn line(form: Form) -> AnyView {
    if form.problem.get() == Some(Problem::NothingGranted) {
        return view! {
            <p class="field__error permbox__line" role="alert">
                <Icon name=IconName::Danger size=IconSize::Small />
                <span>"Nothing is granted yet. Tick what the token reads and writes."</span>
            </p>
        }
        .into_any();
    }
    view! {
        <p class="field__hint permbox__line">
            "Nothing is granted until you tick it. You can change these later."
        </p>
    }
    .into_any()
}

/// These databases, or all of them. The ticks stay as they are in either.
#[component]
fn Mode() -> impl IntoView {
    let form = use_form();
    let options = move || {
        let ticked = form.ticked();
        let these = Choice::new("These databases");
        let these = if ticked > 0 { these.count(number(ticked)) } else { these };
        vec![these, Choice::new("All databases, also future ones")]
    };
    let choose = Callback::new(move |at: usize| {
        form.all.set(at == 1);
        // Going there grants nothing yet; coming back takes away all that is granted on all databases.
        form.update(|draft| match at {
            1 => Action::BOTH.iter().for_each(|one| draft.selection.set_all(*one, false)),
            _ => draft.selection.remove(&Resource::All),
        });
    });
    view! {
        <Segmented
            legend="Which databases"
            options=Signal::derive(options)
            chosen=Signal::derive(move || usize::from(form.all.get()))
            on_choose=choose
        />
    }
}
