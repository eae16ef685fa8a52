//! Badges: kind, status, remark and access. Always with a word; the look only repeats it.

use leptos::prelude::*;

use super::icon::{Icon, IconName, IconSize};

/// How much a thing may do; the heavier, the more ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Some rights.
    Plain,
    /// Everything in one organization.
    All,
    /// Everything everywhere.
    Operator,
}

impl Weight {
    /// How a kind of this weight looks.
    pub const fn kind_class(self) -> &'static str {
        match self {
            Self::Plain => "kind",
            Self::All => "kind kind--all",
            Self::Operator => "kind kind--operator",
        }
    }
}

/// Kind of a token.
#[component]
pub fn KindBadge(weight: Weight, children: Children) -> impl IntoView {
    view! {
        <span class=weight.kind_class()>
            {(weight == Weight::Operator)
                .then(|| view! { <Icon name=IconName::Shield size=IconSize::Small /> })}
            {children()}
        </span>
    }
}

/// What the credential in use may do. `lead` are the small words before the name of the access.
#[component]
pub fn PowerBadge(
    weight: Weight,
    #[prop(default = "Your access")] lead: &'static str,
    children: Children,
) -> impl IntoView {
    let class = match weight {
        Weight::Plain => "access",
        Weight::All => "access access--all",
        Weight::Operator => "access access--operator",
    };
    view! {
        <span class=class>
            <Icon name=IconName::Shield size=IconSize::Small />
            <span class="access__pre">{lead}" "</span>
            {children()}
        </span>
    }
}

/// Shape beside a status word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusShape {
    /// A disc: it works.
    Active,
    /// A ring: it was turned off.
    Inactive,
    /// A triangle: it is on, but does not work.
    Dead,
}

impl StatusShape {
    /// How a status with this shape looks.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Active => "status status--active",
            Self::Inactive => "status status--inactive",
            Self::Dead => "status status--dead",
        }
    }
}

/// Status in words, with its shape.
#[component]
pub fn StatusBadge(shape: StatusShape, #[prop(into)] label: String) -> impl IntoView {
    view! {
        <span class=shape.class()>
            <span class="status__shape" aria-hidden="true"></span>
            {label}
        </span>
    }
}

/// How loud a remark is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TagTone {
    /// New or of use now.
    #[default]
    Accent,
    /// A plain fact.
    Plain,
    /// Something is wrong with it.
    Warn,
}

impl TagTone {
    /// How a remark of this tone looks.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Accent => "tag",
            Self::Plain => "tag tag--plain",
            Self::Warn => "tag tag--warn",
        }
    }
}

/// A small remark beside a name.
#[component]
pub fn Tag(#[prop(optional)] tone: TagTone, children: Children) -> impl IntoView {
    view! { <span class=tone.class()>{children()}</span> }
}
