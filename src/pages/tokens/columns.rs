//! The columns of the list.

use influxdb2::authorization::Column;

/// Class, heading, and what it sorts by.
pub struct Heading {
    pub class: &'static str,
    pub title: &'static str,
    pub sorts_by: Option<Column>,
}

const fn by(class: &'static str, title: &'static str, column: Column) -> Heading {
    Heading { class, title, sorts_by: Some(column) }
}

/// All of them, in the order in which they stand.
pub const COLUMNS: [Heading; 9] = [
    Heading { class: "x-box", title: "Select", sorts_by: None },
    by("x-status", "Status", Column::Status),
    by("x-name", "Token", Column::Token),
    by("x-kind", "Kind", Column::Kind),
    by("x-grants", "Grants", Column::Grants),
    by("x-owner", "Owner", Column::Owner),
    by("x-created", "Created", Column::Created),
    by("x-changed", "Changed", Column::Changed),
    Heading { class: "x-act", title: "Clone", sorts_by: None },
];

/// Where each cell stands, for ids and the keyboard.
pub const BOX: usize = 0;
pub const STATUS: usize = 1;
pub const NAME: usize = 2;
pub const KIND: usize = 3;
pub const GRANTS: usize = 4;
pub const OWNER: usize = 5;
pub const CREATED: usize = 6;
pub const CHANGED: usize = 7;
pub const ACT: usize = 8;
