//! Widgets: the parts that every page is put together from.
//!
//! A widget takes data and callbacks. It knows no token, no server and no page, starts no request and owns no state
//! but that of its own looks (a menu that is open, a password that is shown).
//! Its class names are those of `style/components/`; a file here and a block there have the same noun.
//! Every widget has one root element, so attributes put on the component arrive there.

pub mod badge;
pub mod button;
pub mod by_hand;
pub mod checkbox;
pub mod code;
pub mod combobox;
pub mod copy_id;
pub mod copyable;
pub mod dialog;
pub mod drawn;
pub mod empty_state;
pub mod field;
pub mod float;
pub mod gate_side;
pub mod grid_cursor;
pub mod icon;
pub mod id;
pub mod landmark;
pub mod list_keys;
pub mod live;
pub mod marked;
pub mod menu;
pub mod middle;
pub mod nav_link;
pub mod notice;
pub mod part;
pub mod password_input;
pub mod picture;
pub mod popup;
pub mod progress;
pub mod secret;
pub mod segmented;
pub mod select_input;
pub mod skeleton;
pub mod sort_head;
pub mod stop_waiting;
pub mod tabs;
pub mod theme;
pub mod text_area;
pub mod text_input;
pub mod tick;
pub mod tile;
pub mod toolbar;
pub mod time;
pub mod unhurried;
pub mod untrusted;
pub mod virtual_rows;
