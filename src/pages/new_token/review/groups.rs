//! What will be granted, one row for each object, or one for everything.

use super::missing::MissingTag;
use crate::console::use_console;
use crate::pages::new_token::form::{Form, use_form};
use crate::shell::page;
use crate::ui::button::IconButton;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::id;
use crate::ui::tile::{Right, Tile, Tiles};
use crate::ui::unhurried::unhurried;
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::Id;
use influxdb2::draft::Draft;
use influxdb2::permission::{Action, ResourceType, Whole};
use influxdb2::selection::Reach;
use influxdb2::show_as::READABLE;
use leptos::prelude::*;

/// How many objects of a type are listed one by one.
const LISTED: usize = 40;
/// The class of the lists.
const ROWS: &str = "rgroup__rows";

/// One group for each type; where everything is granted, one row and the groups folded below it.
#[component]
pub fn Groups() -> impl IntoView {
    let form = use_form();
    let types = Memo::new(move |_| form.with(|draft| draft.selection.types().cloned().collect::<Vec<_>>()));
    let groups = move || types.get().into_iter().map(|resource| view! { <Group resource /> }).collect_view();
    move || match form.whole.get() {
        None => groups().into_any(),
        Some(whole) => view! {
            <div class="rgroup">
                <h3 class="rgroup__h">
                    "Permissions " <span>{number(form.permissions.with(|permissions| permissions.len()))}</span>
                </h3>
                <Everything whole />
                <details class="fold fold--plain">
                    <summary class="fold__s">
                        {drawn(move || format!("All {} types", number(types.with(Vec::len))))}
                        <Icon name=IconName::ChevronDown size=IconSize::Small />
                    </summary>
                    <div class="fold__b">{groups()}</div>
                </details>
            </div>
        }
        .into_any(),
    }
}

/// Changes what is listed. The focus goes to the next row, or the one before, or else to the heading.
fn remove(change: impl FnOnce()) {
    let row = id::focused_element().and_then(|button| button.closest("li").ok().flatten());
    let neighbour = row.and_then(|row| {
        let button =
            |row: Option<web_sys::Element>| row?.query_selector(".xbtn").ok().flatten().map(|found| found.id());
        button(row.next_element_sibling()).or_else(|| button(row.previous_element_sibling()))
    });
    change();
    request_animation_frame(move || match neighbour {
        Some(next) => id::focus(&next),
        None => page::focus("review-heading"),
    });
}

/// The id of the button that removes what is granted on a type, or on one of its objects.
fn button_id(resource: &ResourceType, what: &str) -> String {
    let word: String = resource.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
    format!("remove-{word}-{what}")
}

#[component]
fn RemoveButton(label: String, id: String, on_click: Callback<()>) -> impl IntoView {
    view! { <IconButton icon=IconName::Close label=label on_click=on_click class="xbtn" attr:id=id /> }
}

#[component]
fn Everything(whole: Whole) -> impl IntoView {
    let form = use_form();
    let console = use_console();
    let title = whole.title(&spelled_out(&form.session().org.name));
    let label = format!("Remove {title}");
    let clear = Callback::new(move |()| {
        remove(|| {
            let mut draft = form.with_untracked(Draft::clone);
            draft.clear();
            console.fill(draft);
        });
    });
    view! {
        <ul class=ROWS>
            <li class="rgroup__row rgroup__row--all">
                <Tiles rights=vec![Right::Read, Right::Write] />
                <b class="obj__name">{title}</b>
                <RemoveButton label id="remove-everything".to_owned() on_click=clear />
            </li>
        </ul>
    }
}

#[component]
fn Group(resource: ResourceType) -> impl IntoView {
    let form = use_form();
    let title = resource.title().to_owned();
    let counted = resource.clone();
    let note = move || {
        let ticked = form.with(|draft| draft.selection.ticked_objects(&counted));
        match form.count(&counted) {
            Some(total) if ticked > 0 => format!("{} of {}", number(ticked), number(total)),
            _ => String::new(),
        }
    };
    let listed = resource.clone();
    let follow = move || {
        form.console.drafts.track();
        form.console.objects.track();
        form.console.names.track();
        // A tick among thousands does not wait for this list, unless the person is in it.
        form.permissions.with(|permissions| permissions.len()) > READABLE && !page::is_focus_within(ROWS)
    };
    let listed = unhurried(follow, move || Listed::of(form, &listed));
    let rows = move || {
        let Listed { whole, objects, more } = listed.get();
        let whole = whole
            .into_iter()
            .map(|(action, reach)| view! { <WholeRow resource=resource.clone() action reach /> })
            .collect_view();
        let single =
            objects.into_iter().map(|object| view! { <ObjectRow resource=resource.clone() object /> }).collect_view();
        view! {
            {whole}
            {single}
            {(more > 0).then(|| view! { <li class="mute">{format!("and {} more", number(more))}</li> })}
        }
    };
    view! {
        <div class="rgroup">
            <h3 class="rgroup__h">{title} " " <span>{note}</span></h3>
            <ul class=ROWS>{rows}</ul>
        </div>
    }
}

/// What is listed of a type.
#[derive(Clone, Default, PartialEq)]
struct Listed {
    /// What is granted on the whole type.
    whole: Vec<(Action, Reach)>,
    /// The first objects.
    objects: Vec<ListedObject>,
    /// How many there are beyond them.
    more: usize,
}

#[derive(Clone, PartialEq)]
struct ListedObject {
    id: Id,
    name: String,
    /// Read and Write.
    ticked: [bool; 2],
}

impl Listed {
    fn of(form: Form, resource: &ResourceType) -> Self {
        let reaches = form.with(|draft| Action::BOTH.map(|action| (action, draft.selection.reach(resource, action))));
        let (first, ticked) = form.ticked(resource, LISTED);
        let objects = form.with(|draft| {
            let is = |id: Id| Action::BOTH.map(|action| draft.selection.is_ticked(resource, id, action));
            first.into_iter().map(|(id, name)| ListedObject { id, name, ticked: is(id) }).collect()
        });
        let whole = reaches.into_iter().filter(|(_, reach)| *reach != Reach::These).collect();
        Self { whole, objects, more: ticked.saturating_sub(LISTED) }
    }
}

#[component]
fn WholeRow(resource: ResourceType, action: Action, reach: Reach) -> impl IntoView {
    let form = use_form();
    let text = if reach == Reach::Everywhere {
        format!("all {} in every organization", resource.plural())
    } else {
        format!("all {}, also future ones", resource.plural())
    };
    let label = format!("Remove {} on all {}", action.title(), resource.plural());
    let button = button_id(&resource, action.as_str());
    let right = if action == Action::Read { Right::Read } else { Right::Write };
    let take_away = Callback::new(move |()| {
        remove(|| form.update(|draft| draft.selection.set_reach(&resource, action, Reach::These)));
    });
    view! {
        <li class="rgroup__row rgroup__row--all">
            <span class="tiles">
                <Tile right />
            </span>
            <b class="obj__name">{text}</b>
            <RemoveButton label id=button on_click=take_away />
        </li>
    }
}

#[component]
fn ObjectRow(resource: ResourceType, object: ListedObject) -> impl IntoView {
    let form = use_form();
    let marked = resource.clone();
    let ListedObject { id, name, ticked: [read, write] } = object;
    let actions = match (read, write) {
        (true, true) => "Read and Write",
        (true, false) => "Read",
        _ => "Write",
    };
    let label = format!("Remove {actions} on {}", spelled_out(&name));
    let button = button_id(&resource, &id.to_string());
    let take_away = Callback::new(move |()| {
        remove(|| {
            form.update(|draft| {
                for action in Action::BOTH {
                    draft.selection.tick(&resource, id, action, false);
                }
            });
        });
    });
    let place = |on: bool, right| {
        if on { view! { <Tile right /> }.into_any() } else { view! { <span class="tiles__gap"></span> }.into_any() }
    };
    view! {
        <li class="rgroup__row">
            <span class="tiles">{place(read, Right::Read)} {place(write, Right::Write)}</span>
            <span class="obj__name">
                <Untrusted text=name />
            </span>
            <span class="id" translate="no">
                {id.to_string()}
            </span>
            <RemoveButton label id=button on_click=take_away />
            <MissingTag resource=marked id />
        </li>
    }
}
