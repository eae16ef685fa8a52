//! What a person puts in for a token that exists.

use super::Change;
use crate::selection::Selection;
use crate::token::Token;

/// What a person has put in for a token, and the token that it was put in for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The token as the person has seen it.
    pub seen: Token,
    /// What is to be granted.
    pub selection: Selection,
    /// The description.
    pub description: String,
}

impl Edit {
    /// Nothing is changed yet.
    pub fn new(token: Token) -> Self {
        let (selection, description) = (Selection::read(&token.permissions), token.description.to_string());
        Self { seen: token, selection, description }
    }

    /// The change that it stands for; none if everything is as it was.
    pub fn change(&self) -> Option<Change> {
        // What nobody touched is not tidied up either.
        let touched = *self.description != *self.seen.description;
        let description = if touched { self.description.trim() } else { &self.description };
        Change::between(&self.seen, description, &self.selection.permissions())
    }

    /// Goes on with the token as somebody else left it. What was put in stands; a description that was not touched is theirs.
    pub fn go_on_with(&mut self, theirs: &Token) {
        if *self.description == *self.seen.description {
            self.description = theirs.description.to_string();
        }
        self.seen = theirs.clone();
    }

    /// As [`Self::go_on_with`], and what somebody else gave and took is put in, too.
    pub fn take_in(&mut self, theirs: &Token) {
        let mine = Change { description: None, permissions: Some(self.selection.permissions()) };
        if let Some(both) = mine.on_top(&self.seen, theirs).permissions {
            self.selection = Selection::read(&both);
        }
        self.go_on_with(theirs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;
    use crate::permission::{Action, Permission, PermissionSet};
    use crate::token::Expiry;

    fn set(names: &[&str]) -> PermissionSet {
        names.iter().map(|name| Permission::on(Action::Read, name)).collect()
    }

    fn token(description: &str, names: &[&str]) -> Token {
        Token {
            id: Id::from_number(1),
            description: description.into(),
            permissions: set(names),
            created_ms: None,
            expiry: Expiry::Never,
            revoked: None,
        }
    }

    #[test]
    fn what_is_put_in_goes_on_with_what_somebody_else_stored() {
        let mut mine = Edit::new(token("d", &["a", "b"]));
        assert_eq!(mine.change(), None);
        mine.selection.tick("alarms", Action::Read, true);
        let theirs = token("theirs", &["a", "quality"]);
        let mut both = mine.clone();
        both.take_in(&theirs);
        assert_eq!(both.selection.permissions(), set(&["a", "alarms", "quality"]), "what they took away stays away");
        assert_eq!((&*both.description, &both.seen), ("theirs", &theirs));
        mine.go_on_with(&theirs);
        assert_eq!(mine.selection.permissions(), set(&["a", "alarms", "b"]));
        assert_eq!(
            mine.change().expect("a change").description,
            None,
            "their description is no business of this change"
        );
    }

    #[test]
    fn a_description_that_nobody_touched_is_no_change() {
        let mut edit = Edit::new(token("grafana ", &["a"]));
        assert_eq!(edit.change(), None);
        edit.selection.tick("b", Action::Read, true);
        assert_eq!(edit.change().expect("a change").description, None);
        edit.description = " mine ".to_owned();
        assert_eq!(edit.change().expect("a change").description.as_deref(), Some("mine"));
    }

    #[test]
    fn a_description_that_was_typed_stays() {
        let mut edit = Edit::new(token("d", &["a"]));
        edit.description = "mine".to_owned();
        edit.take_in(&token("theirs", &["a"]));
        assert_eq!(edit.change().expect("a change").description.as_deref(), Some("mine"));
    }
}
