//! What stands over the grid where the databases are not all there: a name can be typed in every case.

use crate::cluster::pages::new_token::form::{Form, use_form};
use crate::ui::button::{Button, ButtonSize, LinkButton};
use crate::ui::drawn::drawn;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use console_core::text::foreign::spelled_out;
use database::Remote;
use database::database::{CALLED_ALL, Database};
use database::names_list::is_name;
use leptos::prelude::*;

/// How far the list of databases is, where it is not here, and the name that is in the filter.
#[component]
pub fn State() -> impl IntoView {
    let form = use_form();
    let api = form.session().api;
    let list = Memo::new(move |_| {
        form.console.databases.with(|databases| match databases {
            Remote::Failed(error) => Remote::Failed(error.clone()),
            Remote::Ready(databases) => Remote::Ready(databases.is_empty()),
            Remote::Loading | Remote::NotAsked => Remote::Loading,
        })
    });
    let called_all = Memo::new(move |_| {
        form.console
            .databases
            .with(|databases| databases.ready().is_some_and(|all| !all.iter().all(Database::is_grantable)))
    });
    let reload = Callback::new(move |()| form.console.load_databases());
    view! {
        {drawn(move || match list.get() {
            _ if !api => note("This page can’t list the databases of this release. Type a name above, or paste names."),
            Remote::Failed(error) => {
                let actions = move || {
                    view! {
                        <Button size=ButtonSize::Small on_click=reload>
                            "Load again"
                        </Button>
                    }
                        .into_any()
                };
                view! {
                    <Notice
                        tone=NoticeTone::Warn
                        role=NoticeRole::Status
                        title="The databases could not be loaded"
                        actions
                    >
                        {format!("{} Until then you can type names above.", spelled_out(&error.to_string()))}
                    </Notice>
                }
                    .into_any()
            }
            Remote::Loading | Remote::NotAsked => {
                view! {
                    <p class="objects__note" role="status">
                        "Loading the databases …"
                    </p>
                }
                    .into_any()
            }
            Remote::Ready(true) => {
                note("This cluster has no database yet. A name that you type above is granted for a future one.")
            }
            Remote::Ready(false) => ().into_any(),
        })}
        {drawn(move || called_all.get().then(|| note(CALLED_ALL)))}
        {move || add(form)}
    }
}

fn note(text: &'static str) -> AnyView {
    view! { <p class="objects__note">{text}</p> }.into_any()
}

/// Whether the filter holds a whole name that no row has.
pub fn new_name(form: Form) -> Option<String> {
    let text = form.filter.with(|filter| filter.trim().to_owned());
    let there = form.rows.with(|rows| rows.iter().any(|row| *row.name == *text));
    (is_name(&text) && !there).then_some(text)
}

/// Adds the name in the filter as a row.
pub fn add_name(form: Form, name: &str) {
    form.typed.update(|typed| {
        typed.insert(name.into());
    });
}

/// The way to a name that no database has, or of which nobody knows.
fn add(form: Form) -> Option<AnyView> {
    let name = new_name(form)?;
    let what = if form.knows_databases() { ", which does not exist yet" } else { "" };
    let label = format!("Add {name}{what}");
    let click = Callback::new(move |()| add_name(form, &name));
    Some(
        view! {
            <p class="grid__none">
                <LinkButton on_click=click>{label}</LinkButton>
            </p>
        }
        .into_any(),
    )
}
