//! How far a type is granted: these objects, all of the organization, or everything in every organization.

use super::remark::Remark;
use crate::pages::new_token::form::{Form, use_form};
use crate::pages::new_token::judgement::{Judgement, use_judgement};
use crate::ui::drawn::drawn;
use crate::ui::segmented::{Choice, Segmented};
use crate::ui::tile::{Right, Tile};
use console_core::text::number;
use influxdb2::coverage::Verdict;
use influxdb2::permission::{Action, Checked, Permission, ResourceType};
use influxdb2::selection::Reach;
use leptos::prelude::*;

/// The id of the row of an action, where "Show it" leads.
const fn row_id(action: Action) -> &'static str {
    match action {
        Action::Read => "scope-read",
        Action::Write => "scope-write",
    }
}

/// The two rows of the choice, Read and Write.
#[component]
pub fn Scope(resource: ResourceType) -> impl IntoView {
    if !resource.is_grantable() {
        return view! {
            <p class="scope__note">
                "Only the first user gets this permission, during setup. You can't grant it."
            </p>
        }
        .into_any();
    }
    let judged = use_judgement();
    let about = match resource.checked() {
        Checked::IdOnly => Some(format!(
            "The {} of an organization can't be granted as a whole. Choose single ones, or every organization.",
            resource.plural()
        )),
        Checked::Never => {
            Some(format!("This has no effect: InfluxDB never checks permissions on {}.", resource.plural()))
        }
        Checked::OrgOrId | Checked::OrgOnly => None,
    };
    let everywhere = Action::BOTH.map(|action| Permission::everywhere(action, resource.clone()));
    let offered = Reach::offered(&resource, Reach::These).contains(&Reach::Everywhere);
    let uncertain =
        move || offered && everywhere.iter().any(|permission| matches!(judged.verdict(permission), Verdict::Unknown));
    follow_wanted(judged, resource.clone());
    let write = resource.clone();
    view! {
        <div class="scope">
            <ScopeRow resource action=Action::Read />
            <ScopeRow resource=write action=Action::Write />
            {drawn(move || {
                uncertain()
                    .then(|| {
                        view! {
                            <p class="scope__lock">
                                "You can grant “Every organization” only if your credential has it in every organization."
                            </p>
                        }
                    })
            })}
        </div>
        {about.map(|text| view! { <p class="scope__note">{text}</p> })}
    }
    .into_any()
}

/// Moves the focus to the row of a permission on the whole type that shall be shown.
fn follow_wanted(judged: Judgement, resource: ResourceType) {
    Effect::new(move |_| {
        let found = judged.wanted.with(|wanted| {
            let wanted = wanted.as_ref().filter(|wanted| wanted.resource == resource);
            wanted.filter(|wanted| wanted.scope.object().is_none()).map(|wanted| wanted.action)
        });
        if let Some(action) = found {
            judged.wanted.set(None);
            // The row may have to be drawn first.
            request_animation_frame(move || {
                crate::shell::page::focus_first(&[&format!("#{} input:checked", row_id(action))]);
            });
        }
    });
}

fn words(resource: &ResourceType, reach: Reach) -> String {
    match reach {
        Reach::These if Form::has_objects(resource) => "These".to_owned(),
        Reach::These => "None".to_owned(),
        Reach::Org => "All, also future".to_owned(),
        Reach::Everywhere => "Every organization".to_owned(),
    }
}

#[component]
fn ScopeRow(resource: ResourceType, action: Action) -> impl IntoView {
    let form = use_form();
    let judged = use_judgement();
    let org = form.session().org.id;
    let right = match action {
        Action::Read => Right::Read,
        Action::Write => Right::Write,
    };
    let looked = resource.clone();
    let reach = Memo::new(move |_| form.with(|draft| draft.selection.reach(&looked, action)));
    let changed = resource.clone();
    // Not operators only: whoever has a permission in every organization can grant it there.
    let offered = Memo::new(move |_| Reach::offered(&changed, reach.get()));
    let counted = resource.clone();
    let options = move || {
        let now = reach.get();
        let choice = |reach: Reach| {
            let choice = Choice::new(words(&counted, reach));
            let wide = reach.permission(action, counted.clone(), org);
            let barred = wide.as_ref().is_some_and(|wide| judged.barred(wide).is_some());
            match reach {
                // One that is chosen all the same keeps the focus; what is wrong with it stands beside it.
                _ if barred && reach != now => choice.locked("your credential can’t grant it"),
                Reach::These if Form::has_objects(&counted) => {
                    choice.count(number(form.with(|draft| draft.selection.ticked(&counted, action))))
                }
                _ => choice,
            }
        };
        offered.get().into_iter().map(choice).collect::<Vec<_>>()
    };
    let chosen = move || {
        let reach = reach.get();
        offered.with(|offered| offered.iter().position(|offered| *offered == reach)).unwrap_or(0)
    };
    let moved = resource.clone();
    let choose = Callback::new(move |index: usize| {
        let reach = offered.with_untracked(|offered| offered.get(index).copied()).unwrap_or_default();
        form.update(|draft| draft.selection.set_reach(&moved, action, reach));
    });
    // The reason why all can't be granted stands there before it is chosen, an effect only when it is.
    let why = move || {
        let all = Permission::in_org(action, resource.clone(), org);
        let wide = reach.get().permission(action, resource.clone(), org);
        let barred = |permission: &Permission| judged.barred(permission);
        if wide.as_ref().and_then(barred).is_some() {
            return Some(Remark::refused(action));
        }
        if resource.checked() != Checked::IdOnly
            && let Some(reason) = barred(&all)
        {
            return Some(Remark::barred(format!("Not all: {reason}.")));
        }
        wide.as_ref().and_then(|wide| judged.remark(wide)).map(Remark::effect)
    };
    let why = Memo::new(move |_| why());
    view! {
        <div class="scope__row" id=row_id(action)>
            <span class="scope__label">
                <Tile right />
                <span aria-hidden="true">{action.title()}</span>
            </span>
            <Segmented
                legend=format!("{} applies to", action.title())
                options=Signal::derive(options)
                chosen=Signal::derive(chosen)
                on_choose=choose
            />
            <span class="scope__why" title=move || why.get().map(|why| why.text().to_owned())>{drawn(move || why.get().map(Remark::into_view))}</span>
        </div>
    }
}
