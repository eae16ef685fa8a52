//! The objects of the type that is looked at, in each state of fetching them.

use super::finder::Finder;
use super::grid::Grid;
use super::scope::Scope;
use crate::console::use_console;
use crate::pages::new_token::form::{Form, use_form};
use crate::ui::button::LinkButton;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::progress::Progress;
use console_core::text::number;
use influxdb2::permission::ResourceType;
use influxdb2::{ApiError, Remote};
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
enum View {
    WholeType,
    Loading,
    Failed(ApiError),
    None,
    Grid,
}

/// The part of the matrix beside the types.
#[component]
pub fn Objects() -> impl IntoView {
    let form = use_form();
    let state = Memo::new(move |_| {
        let resource = form.resource.get();
        let view = if !Form::has_objects(&resource) {
            View::WholeType
        } else {
            match form.objects(&resource) {
                Remote::NotAsked | Remote::Loading => View::Loading,
                Remote::Failed(error) => View::Failed(error),
                Remote::Ready(objects) if objects.is_empty() => View::None,
                Remote::Ready(_) => View::Grid,
            }
        };
        (resource, view)
    });
    move || {
        let (resource, view) = state.get();
        let scope = view! { <Scope resource=resource.clone() /> };
        let rest = match view {
            View::WholeType => view! { <WholeType resource /> }.into_any(),
            View::Loading => view! { <Loading resource /> }.into_any(),
            View::Failed(error) => view! { <Failed resource error /> }.into_any(),
            View::None => {
                let text =
                    format!("There are no {} in this organization yet, or none that you may read.", resource.plural());
                view! { <p class="objects__note">{text}</p> }.into_any()
            }
            View::Grid => view! {
                <Finder resource=resource.clone() />
                <Grid resource />
            }
            .into_any(),
        };
        view! {
            {scope}
            {rest}
        }
    }
}

#[component]
fn WholeType(resource: ResourceType) -> impl IntoView {
    let text = if matches!(resource, ResourceType::Other(_)) {
        format!("This console does not know {}, but the server does. You can grant all or none.", resource.plural())
    } else if resource.is_grantable() {
        format!("InfluxDB grants {} all or none. Single ones can't be chosen.", resource.plural())
    } else {
        String::new()
    };
    view! { <p class="objects__note">{text}</p> }
}

#[component]
fn Loading(resource: ResourceType) -> impl IntoView {
    let console = use_console();
    let label = format!("Loading {}", resource.plural());
    let note = move || {
        let (counted, count) = console.counted.get()?;
        (counted == resource).then(|| format!("{} so far.", number(count)))
    };
    view! {
        <div class="objects__note" aria-busy="true">
            <Progress label=label note=Signal::derive(note) />
        </div>
    }
}

#[component]
fn Failed(resource: ResourceType, error: ApiError) -> impl IntoView {
    let console = use_console();
    let title = format!("The {} could not be loaded", resource.plural());
    let text = format!("{error} You can still grant everything else.");
    let actions = move || {
        let again = resource.clone();
        view! {
            <LinkButton on_click=Callback::new(move |()| {
                console.load_objects(again.clone())
            })>"Load again"</LinkButton>
        }
        .into_any()
    };
    view! {
        <div class="objects__note">
            <Notice tone=NoticeTone::Warn role=NoticeRole::Status title=title actions>
                {text}
            </Notice>
        </div>
    }
}
