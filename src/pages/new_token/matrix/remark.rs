//! The few words at a row that say what its right leads to, or why it can't be granted.

use crate::shared::matrix::Why;
use crate::ui::icon::{Icon, IconName, IconSize};
use influxdb2::permission::Action;
use leptos::prelude::*;

/// A remark at a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It is chosen and would be refused.
    Refused(String),
    /// It can't be chosen.
    Barred(String),
    /// It is chosen and leads to this.
    Effect(&'static str),
}

impl Remark {
    /// For a right that is chosen and would be refused.
    pub fn refused(action: Action) -> Self {
        Self::Refused(format!("Refused: your credential lacks {}", action.title()))
    }

    /// For a right that can't be chosen.
    pub const fn barred(text: String) -> Self {
        Self::Barred(text)
    }

    /// For a right that is chosen.
    pub const fn effect(text: &'static str) -> Self {
        Self::Effect(text)
    }

    /// Its words, for a tip where the place is too narrow for them.
    pub fn text(&self) -> &str {
        match self {
            Self::Refused(text) | Self::Barred(text) => text,
            Self::Effect(text) => text,
        }
    }

    /// The words with their sign, at a row.
    pub fn into_why(self) -> Why {
        let (class, icon, text) = match self {
            Self::Refused(text) => ("remark remark--danger", Some(IconName::Danger), text),
            Self::Barred(text) => ("remark", None, text),
            Self::Effect(text) => ("remark remark--warn", Some(IconName::Warning), text.to_owned()),
        };
        Why { class: Some(class), icon, text }
    }

    /// The words with their sign.
    pub fn into_view(self) -> AnyView {
        let Why { class, icon, text } = self.into_why();
        view! {
            <span class=class>
                {icon.map(|name| view! { <Icon name size=IconSize::Small /> })}
                <span class="remark__text">{text}</span>
            </span>
        }
        .into_any()
    }
}
