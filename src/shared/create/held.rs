//! A form whose request is on its way takes nothing in: the answer would take away what was put in meanwhile.

use crate::shell::page;
use crate::ui::landmark::{SEND, SEND_AT_FOOT};

/// Moves the focus out of what is held while the request is on its way, to the button that sends it.
pub fn leave_for_button() {
    if ["create__form", "review__body"].into_iter().any(page::is_focus_within) {
        page::focus_first(&[&format!("#{SEND_AT_FOOT}"), &format!("#{SEND}")]);
    }
}
