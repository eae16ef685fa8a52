//! Icons, drawn from the symbols of the sprite in `index.html`.
//!
//! An icon never carries meaning alone: it is hidden from assistive technology, the words stand beside it.

use leptos::prelude::*;

/// Every icon of the sprite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    ArrowDown,
    ArrowLeft,
    ArrowRight,
    ArrowUp,
    Check,
    ChevronDown,
    ChevronUpDown,
    Clipboard,
    Clone,
    Close,
    Copy,
    Danger,
    Device,
    Download,
    Ellipsis,
    Eye,
    EyeOff,
    Info,
    Key,
    Lock,
    Minus,
    Moon,
    Organization,
    Pencil,
    Plus,
    Power,
    Prompt,
    Refresh,
    Search,
    Server,
    Shield,
    SignOut,
    Sun,
    Trash,
    Undo,
    User,
    Warning,
}

impl IconName {
    /// All of them, in the order of the sprite.
    pub const ALL: [IconName; 37] = [
        IconName::ArrowDown,
        IconName::ArrowLeft,
        IconName::ArrowRight,
        IconName::ArrowUp,
        IconName::Check,
        IconName::ChevronDown,
        IconName::ChevronUpDown,
        IconName::Clipboard,
        IconName::Clone,
        IconName::Close,
        IconName::Copy,
        IconName::Danger,
        IconName::Device,
        IconName::Download,
        IconName::Ellipsis,
        IconName::Eye,
        IconName::EyeOff,
        IconName::Info,
        IconName::Key,
        IconName::Lock,
        IconName::Minus,
        IconName::Moon,
        IconName::Organization,
        IconName::Pencil,
        IconName::Plus,
        IconName::Power,
        IconName::Prompt,
        IconName::Refresh,
        IconName::Search,
        IconName::Server,
        IconName::Shield,
        IconName::SignOut,
        IconName::Sun,
        IconName::Trash,
        IconName::Undo,
        IconName::User,
        IconName::Warning,
    ];

    /// Reference to the symbol.
    pub const fn href(self) -> &'static str {
        match self {
            IconName::ArrowDown => "#i-arrow-down",
            IconName::ArrowLeft => "#i-arrow-left",
            IconName::ArrowRight => "#i-arrow-right",
            IconName::ArrowUp => "#i-arrow-up",
            IconName::Check => "#i-check",
            IconName::ChevronDown => "#i-chevron-down",
            IconName::ChevronUpDown => "#i-chevron-up-down",
            IconName::Clipboard => "#i-clipboard",
            IconName::Clone => "#i-clone",
            IconName::Close => "#i-close",
            IconName::Copy => "#i-copy",
            IconName::Danger => "#i-danger",
            IconName::Device => "#i-device",
            IconName::Download => "#i-download",
            IconName::Ellipsis => "#i-ellipsis",
            IconName::Eye => "#i-eye",
            IconName::EyeOff => "#i-eye-off",
            IconName::Info => "#i-info",
            IconName::Key => "#i-key",
            IconName::Lock => "#i-lock",
            IconName::Minus => "#i-minus",
            IconName::Moon => "#i-moon",
            IconName::Organization => "#i-organization",
            IconName::Pencil => "#i-pencil",
            IconName::Plus => "#i-plus",
            IconName::Power => "#i-power",
            IconName::Prompt => "#i-prompt",
            IconName::Refresh => "#i-refresh",
            IconName::Search => "#i-search",
            IconName::Server => "#i-server",
            IconName::Shield => "#i-shield",
            IconName::SignOut => "#i-sign-out",
            IconName::Sun => "#i-sun",
            IconName::Trash => "#i-trash",
            IconName::Undo => "#i-undo",
            IconName::User => "#i-user",
            IconName::Warning => "#i-warning",
        }
    }
}

/// How large an icon is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IconSize {
    /// 16 px, beside body text.
    #[default]
    Medium,
    /// 14 px, in small buttons and labels.
    Small,
}

/// One icon.
#[component]
pub fn Icon(name: IconName, #[prop(optional)] size: IconSize) -> impl IntoView {
    let class = match size {
        IconSize::Medium => "i",
        IconSize::Small => "i i--sm",
    };
    symbol(class, name.href())
}

/// The sign of Token Console.
#[component]
pub fn Mark() -> impl IntoView {
    sized_symbol("mark", "0 0 26 20", "#i-mark")
}

/// The drawing beside the sign-in form: a permission matrix.
#[component]
pub fn SignInArt() -> impl IntoView {
    sized_symbol("gate__art", "0 0 462 138", "#i-art")
}

/// Drawings for pages that have nothing to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// There is nothing yet.
    NoneYet,
    /// Nothing fits the search.
    NoMatch,
    /// The server did not deliver.
    Failed,
    /// The credential may not see it.
    NotAllowed,
}

/// One drawing.
#[component]
pub fn Drawing(picture: Picture) -> impl IntoView {
    let href = match picture {
        Picture::NoneYet => "#i-none-yet",
        Picture::NoMatch => "#i-no-match",
        Picture::Failed => "#i-failed",
        Picture::NotAllowed => "#i-not-allowed",
    };
    sized_symbol("drawing", "0 0 56 40", href)
}

fn symbol(class: &'static str, href: &'static str) -> impl IntoView {
    view! {
        <svg class=class aria-hidden="true" focusable="false">
            <use_ href=href></use_>
        </svg>
    }
}

/// A symbol whose box gets its proportions from the view box, because the style sheet gives only one of the sizes.
fn sized_symbol(class: &'static str, view_box: &'static str, href: &'static str) -> impl IntoView {
    view! {
        <svg class=class viewBox=view_box aria-hidden="true" focusable="false">
            <use_ href=href></use_>
        </svg>
    }
}
