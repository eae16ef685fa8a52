//! A request for a new token as text that a person can hand on: a sentence, a table, and the body cut to a readable length.
//!
//! Names are hostile text: characters that would break a line or a column are spelled out.

mod sentence;
mod table;

pub use sentence::sentence;
pub use table::table;

use crate::Names;
use crate::authorization::NewAuthorization;
use crate::permission::Permission;
use console_core::text::foreign::spelled_out;

/// So many permissions are drawn where a person reads them, since laying out megabytes would block the page; beyond, it is said
/// how many more there are.
pub const READABLE: usize = 200;

/// What must be known to write a request down with names.
#[derive(Clone, Copy)]
pub struct RequestContext<'a> {
    /// The name of the owner.
    pub owner: &'a str,
    /// The name of the organization.
    pub org: &'a str,
    /// Names of what is granted.
    pub names: &'a Names,
}

impl RequestContext<'_> {
    fn name_of(&self, permission: &Permission) -> Option<String> {
        let id = permission.scope.object()?;
        self.names.get(&permission.resource, id).filter(|name| !name.is_empty()).map(spelled_out)
    }
}

/// The request with at most so many permissions, and how many were left out.
pub fn cut(request: &NewAuthorization, most: usize) -> (NewAuthorization, usize) {
    let kept = request.permissions.iter().take(most).cloned().collect();
    let left_out = request.permissions.len().saturating_sub(most);
    let NewAuthorization { org, user, status, ref description, .. } = *request;
    (NewAuthorization { org, user, status, description: description.clone(), permissions: kept }, left_out)
}

/// What is said of a request for a user who has yet to be made, and who gets rights on itself.
pub fn with_own_rights(text: String) -> String {
    let gap = if text.ends_with('\n') { "\n" } else { " " };
    format!("{text}{gap}Permissions on the new user are added after the user is created.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_that_wait_for_their_user_are_told_in_a_sentence_or_below_a_table() {
        let said = |text: &str| with_own_rights(text.to_owned());
        let waiting = "Permissions on the new user are added after the user is created.";
        assert_eq!(said("A token."), format!("A token. {waiting}"));
        assert_eq!(said("Type  Name\n"), format!("Type  Name\n\n{waiting}"));
    }
}
