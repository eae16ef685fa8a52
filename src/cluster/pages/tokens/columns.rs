//! The columns of the list.

use database::list::Column;

/// Class, heading, and what it sorts by.
pub struct Heading {
    pub class: &'static str,
    pub title: &'static str,
    pub sorts_by: Option<Column>,
}

const fn by(class: &'static str, title: &'static str, sorts_by: Column) -> Heading {
    Heading { class, title, sorts_by: Some(sorts_by) }
}

/// All of them, in the order in which they stand.
pub const COLUMNS: [Heading; 6] = [
    Heading { class: "x-box", title: "Select", sorts_by: None },
    by("x-status", "Status", Column::Status),
    by("x-name", "Token", Column::Token),
    by("x-grants", "Grants", Column::Grants),
    by("x-created", "Expires", Column::Expires),
    by("x-changed", "Created", Column::Created),
];

/// Where each cell stands, for ids and the keyboard.
pub const BOX: usize = 0;
pub const STATUS: usize = 1;
pub const NAME: usize = 2;
pub const GRANTS: usize = 3;
pub const EXPIRES: usize = 4;
pub const CREATED: usize = 5;
