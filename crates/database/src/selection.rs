//! What is ticked in the matrix of databases.
//!
//! For each action the *reach* says whether the ticks on single databases count, or every database, those of the future too.
//! A wider reach lies over the single ticks without touching them: they are shown as included and are back when the reach is
//! taken away. Everything that a screen shows is derived from this; nothing is stored twice.

use crate::permission::{ALL, Action, Permission, PermissionSet, Resource, Verb};
pub use console_core::matrix::{Cell, Header};
use console_core::matrix::{PerAction, Ticks};
use std::collections::BTreeSet;

/// How far an action is granted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// On the databases that are ticked, and no other.
    #[default]
    These,
    /// On every database, those of the future too.
    All,
    /// On every database, and on the ticked ones once more. Nobody needs it; a token that was read can hold it, and what
    /// nobody changed is sent as it was.
    AllAndThese,
}

/// The ticks of the matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    reach: PerAction<Reach>,
    ticks: Ticks<Box<str>>,
    /// What the matrix has no column for; it is sent along.
    others: BTreeSet<Permission>,
}

impl Selection {
    /// Reads the permissions of a token back into ticks. Nothing is lost: [`Selection::permissions`] gives the same set.
    pub fn read(permissions: &PermissionSet) -> Self {
        let mut selection = Self::default();
        for permission in permissions.iter() {
            match (&permission.verb, &permission.resource) {
                (Verb::Known(action), Resource::All) => selection.reach.set(*action, Reach::All),
                (Verb::Known(action), Resource::Database(name)) => selection.ticks.set(name.clone(), *action, true),
                (Verb::Other(_), _) => {
                    selection.others.insert(permission.clone());
                }
            }
        }
        for action in Action::BOTH {
            if selection.reach(action) == Reach::All && selection.ticks.of(action).next().is_some() {
                selection.reach.set(action, Reach::AllAndThese);
            }
        }
        selection
    }

    /// The permissions that the picture stands for.
    pub fn permissions(&self) -> PermissionSet {
        let mut granted: Vec<Permission> = self.others.iter().cloned().collect();
        for action in Action::BOTH {
            let reach = self.reach(action);
            if reach != Reach::These {
                granted.push(Permission::new(action, Resource::All));
            }
            if reach != Reach::All {
                granted.extend(self.ticks.of(action).map(|name| Permission::on(action, name)));
            }
        }
        granted.into_iter().collect()
    }

    /// How far an action is granted.
    pub const fn reach(&self, action: Action) -> Reach {
        match action {
            Action::Read => self.reach.read,
            Action::Write => self.reach.write,
        }
    }

    /// Grants an action on all databases, or on the ticked ones only. The ticks stay as they are.
    pub const fn set_all(&mut self, action: Action, all: bool) {
        self.reach.set(action, if all { Reach::All } else { Reach::These });
    }

    /// Sets or removes the tick on one database. None stands for a name that the server reads as all databases: what is
    /// ticked as one must not be granted as all.
    pub fn tick(&mut self, name: &str, action: Action, on: bool) {
        self.tick_all([name], action, on);
    }

    /// Sets or removes the ticks on many databases.
    pub fn tick_all<'a>(&mut self, names: impl IntoIterator<Item = &'a str>, action: Action, on: bool) {
        self.ticks.set_all(names.into_iter().filter(|name| *name != ALL).map(Into::into), action, on);
    }

    /// Whether the database has a tick of its own.
    pub fn is_ticked(&self, name: &str, action: Action) -> bool {
        self.ticks.has(name, action)
    }

    /// How the cell of a database looks.
    pub fn cell(&self, name: &str, action: Action) -> Cell {
        let own = self.is_ticked(name, action);
        match (self.reach(action), own) {
            (Reach::All | Reach::AllAndThese, own) => Cell::Included { own },
            (Reach::These, true) => Cell::Chosen,
            (Reach::These, false) => Cell::Empty,
        }
    }

    /// How the tick over the shown databases looks.
    pub fn header<'a>(&self, action: Action, shown: impl IntoIterator<Item = &'a str>) -> Header {
        self.ticks.header(action, shown)
    }

    /// How many databases are ticked for an action.
    pub fn ticked(&self, action: Action) -> usize {
        self.ticks.count(action)
    }

    /// The databases that have a tick, with those that do not exist among them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.ticks.keys().map(|name| &**name)
    }

    /// Permissions with an action that this console does not know.
    pub fn others(&self) -> impl Iterator<Item = &Permission> {
        self.others.iter()
    }

    /// Gives or takes away one with an action that this console does not know; what the matrix shows has its ticks.
    pub fn set_other(&mut self, permission: &Permission, on: bool) {
        match permission.verb {
            Verb::Known(_) => {}
            Verb::Other(_) if on => {
                self.others.insert(permission.clone());
            }
            Verb::Other(_) => {
                self.others.remove(permission);
            }
        }
    }

    /// Takes all actions away that this console does not know.
    pub fn drop_others(&mut self) {
        self.others.clear();
    }

    /// Takes away all that is granted on one database, or on all of them: also what the matrix has no column for.
    pub fn remove(&mut self, resource: &Resource) {
        for action in Action::BOTH {
            match resource {
                Resource::All => self.set_all(action, false),
                Resource::Database(name) => self.tick(name, action, false),
            }
        }
        self.others.retain(|permission| permission.resource != *resource);
    }

    /// Takes everything away, what this console does not know included.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether nothing is granted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Action::{Read, Write};
    use proptest::prelude::*;

    fn permissions() -> impl Strategy<Value = PermissionSet> {
        let permission = ("[a-c*]", prop_oneof![Just("read"), Just("write"), Just("annotate")])
            .prop_map(|(resource, verb)| Permission { resource: Resource::parse(&resource), verb: Verb::parse(verb) });
        prop::collection::vec(permission, 0..8).prop_map(PermissionSet::from_iter)
    }

    proptest! {
        #[test]
        fn what_was_read_is_sent_as_it_was(permissions in permissions()) {
            prop_assert_eq!(Selection::read(&permissions).permissions(), permissions);
        }
    }

    #[test]
    fn all_databases_lie_over_the_ticks_for_one_action_alone() {
        let mut selection = Selection::default();
        selection.tick_all(["a", "b"], Write, true);
        selection.tick("a", Read, true);
        selection.set_all(Write, true);
        assert_eq!(selection.cell("a", Write), Cell::Included { own: true });
        assert_eq!(selection.cell("c", Write), Cell::Included { own: false });
        assert_eq!((selection.cell("a", Read), selection.cell("b", Read)), (Cell::Chosen, Cell::Empty));
        let sent: Vec<String> = selection.permissions().iter().map(ToString::to_string).collect();
        assert_eq!(sent, ["write:*", "read:a"]);
        selection.set_all(Write, false);
        assert_eq!((selection.permissions().len(), selection.ticked(Write)), (3, 2));
        assert_eq!(selection.header(Write, ["a", "b"]), Header::All);
    }

    #[test]
    fn what_the_matrix_has_no_column_for_is_kept_until_it_is_taken_away() {
        let other = |name: &str| Permission { resource: Resource::parse(name), verb: Verb::parse("annotate") };
        let sent = |selection: &Selection| -> Vec<String> {
            selection.permissions().iter().map(ToString::to_string).collect()
        };
        let held = [Permission::on(Read, "a"), other("a"), other("b"), other("*")];
        let mut selection = Selection::read(&held.into_iter().collect());
        selection.tick("a", Read, false);
        assert_eq!(sent(&selection), ["annotate:*", "annotate:a", "annotate:b"], "a tick is of its own action alone");
        selection.set_other(&other("b"), false);
        selection.set_other(&Permission::on(Write, "b"), true);
        assert_eq!(sent(&selection), ["annotate:*", "annotate:a"], "no tick is set unseen");
        selection.set_other(&other("b"), true);
        selection.remove(&Resource::parse("a"));
        assert_eq!(sent(&selection), ["annotate:*", "annotate:b"]);
        selection.remove(&Resource::All);
        assert_eq!(sent(&selection), ["annotate:b"]);
        selection.drop_others();
        assert!(selection.is_empty());
    }

    #[test]
    fn no_tick_on_one_database_grants_all_of_them() {
        let mut selection = Selection::default();
        selection.tick("*", Write, true);
        selection.tick_all(["*", "a"], Read, true);
        let sent: Vec<String> = selection.permissions().iter().map(ToString::to_string).collect();
        assert_eq!(sent, ["read:a"]);
    }
}
