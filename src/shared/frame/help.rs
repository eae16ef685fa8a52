//! Help: the same on every screen, signed in or not.

use super::Help;
use crate::shell::storage;
use crate::ui::button::{Button, Tone};
use crate::ui::checkbox::Checkbox;
use crate::ui::dialog::{Dialog, DialogWidth};
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use leptos::prelude::*;

/// What a key does, and the keys that are pressed together for it.
type Key = (&'static str, &'static [&'static str]);
/// What people look for in vain, and what to do instead.
type Limits = &'static [(&'static str, &'static str)];

/// The keys of every screen.
const KEYS: [Key; 5] = [
    ("Help", &["?"]),
    ("Search or filter", &["/"]),
    ("New token", &["N"]),
    ("Create", &["Ctrl", "Enter"]),
    ("Close, or clear the filter", &["Esc"]),
];

/// The keys of a table and of the matrix.
const MOVES: [Key; 5] = [
    ("Move", &["Arrows"]),
    ("First or last of the row", &["Home / End"]),
    ("Open the token", &["Enter"]),
    ("Tick", &["Space"]),
    ("Tick up to here", &["Shift", "Space"]),
];

/// The dialog. `children` are what is to be said of this kind of server beside its limits; `server` and `host` tell which
/// one it is.
#[component]
pub fn HelpDialog(
    help: Help,
    limits: Limits,
    limits_title: &'static str,
    server: Signal<String>,
    host: Signal<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let close = Callback::new(move |()| help.open.set(false));
    let foot = move || view! { <Button tone=Tone::Primary on_click=close>"Close"</Button> }.into_any();
    view! {
        <Dialog open=move || help.open.get() title="Help" on_close_request=close foot width=DialogWidth::Wide>
            <Shortcuts help />
            <HelpSection id="help-limits" title=limits_title>
                <dl class="help__list">
                    {limits
                        .iter()
                        .map(|(what, instead)| {
                            view! {
                                <div class="help__row">
                                    <dt>{*what}</dt>
                                    " "
                                    <dd>{*instead}</dd>
                                </div>
                            }
                        })
                        .collect_view()}
                </dl>
            </HelpSection>
            {children()}
            <HelpSection id="help-version" title="Version">
                <dl class="facts">
                    <dt>"Token Console"</dt>
                    <dd>{env!("CARGO_PKG_VERSION")}</dd>
                    <dt>"Server"</dt>
                    <dd>
                        {drawn(move || server.get())} ", "
                        <span class="mono" translate="no">
                            {drawn(move || host.get())}
                        </span>
                    </dd>
                    <dt>"Licence"</dt>
                    <dd>"MIT or Apache-2.0"</dd>
                </dl>
            </HelpSection>
        </Dialog>
    }
}

/// One part of it, under a title with this id.
#[component]
pub fn HelpSection(id: &'static str, title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="help" aria-labelledby=id>
            <h3 id=id>{title}</h3>
            {children()}
        </section>
    }
    .into_any()
}

#[component]
fn Shortcuts(help: Help) -> impl IntoView {
    let toggle = Callback::new(move |on: bool| {
        storage::keep_single_keys(on);
        help.single_keys.set(on);
    });
    view! {
        <HelpSection id="help-keys" title="Shortcuts">
            <div class="help__keys">{[KEYS, MOVES].map(|keys| view! { <Keys keys /> }).collect_view()}</div>
            <Checkbox
                state=Signal::derive(move || help.single_keys.get().into())
                on_toggle=toggle
                sub="They work only outside of text fields. Turn them off if you use speech input."
            >
                "Single keys: ? / N"
            </Checkbox>
        </HelpSection>
    }
}

/// A list of keys: what one does, then the keys.
#[component]
fn Keys(keys: [Key; 5]) -> impl IntoView {
    let row = |(what, keys): Key| {
        let keys = keys.iter().enumerate().map(|(at, key)| view! { {(at > 0).then_some(" + ")} <kbd>{*key}</kbd> });
        view! { <div class="help__row"><dt>{what}</dt> <dd>{keys.collect_view()}</dd></div> }
    };
    view! { <dl class="help__list">{keys.map(row).collect_view()}</dl> }
}

/// The way there in the navigation. On phones it is in the bar, because a form leaves no room for this one.
#[component]
pub fn NavHelp(help: Help) -> impl IntoView {
    view! {
        <li class="nav__help">
            <button
                type="button"
                class="nav__link nav__btn"
                aria-haspopup="dialog"
                on:click=move |_| help.open.set(true)
            >
                <Icon name=IconName::Info />
                <span>"Help"</span>
                <kbd class="nav__count" aria-hidden="true">
                    "?"
                </kbd>
            </button>
        </li>
    }
}

/// The way there where the navigation has no room for it.
#[component]
pub fn HelpButton(help: Help) -> impl IntoView {
    view! {
        <button
            type="button"
            class="barbtn helpbtn"
            aria-label="Help"
            aria-haspopup="dialog"
            on:click=move |_| help.open.set(true)
        >
            <Icon name=IconName::Info />
        </button>
    }
}
