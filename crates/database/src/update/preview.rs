//! What a change of permissions takes and gives, database by database, shown before it is sent.

use crate::permission::{Permission, PermissionSet, Resource, Verb};
use std::collections::BTreeSet;

/// One database, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// On what.
    pub resource: Resource,
    /// What is granted now.
    pub now: Vec<Verb>,
    /// What is granted afterwards.
    pub after: Vec<Verb>,
    /// What programs lose.
    pub lost: Vec<Verb>,
    /// What they gain.
    pub gained: Vec<Verb>,
}

/// The whole change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Those that lose something first, then those that gain, then the others.
    pub rows: Vec<Row>,
    /// How many permissions are lost.
    pub lost: usize,
    /// How many are gained.
    pub gained: usize,
    /// How many stay, those among them that a grant on all databases goes on to cover.
    pub kept: usize,
}

/// Compares what is granted with what is wanted. What a grant on all databases covers, before or afterwards, is neither
/// lost nor gained: programs do the same with it.
pub fn preview(now: &PermissionSet, after: &PermissionSet) -> Preview {
    let both = now.with(after);
    let (lost, gained) = (now.beyond(after), after.beyond(now));
    let row = |resource: &Resource| {
        let verbs = |set: &PermissionSet| set.of(resource).cloned().collect::<Vec<Verb>>();
        Row {
            resource: resource.clone(),
            now: verbs(now),
            after: verbs(after),
            lost: verbs(&lost),
            gained: verbs(&gained),
        }
    };
    let mut rows: Vec<Row> = both.resources().map(row).collect();
    console_core::sort::sort_by_key(&mut rows, |row| (row.lost.is_empty(), row.gained.is_empty()));
    let (lost, gained) = (lost.len(), gained.len());
    Preview { rows, lost, gained, kept: both.len() - lost - gained }
}

impl Row {
    /// What is granted now or afterwards and has no tick, because this console does not know the action.
    pub fn others(&self) -> BTreeSet<&Verb> {
        self.now.iter().chain(&self.after).filter(|verb| matches!(verb, Verb::Other(_))).collect()
    }
}

impl Preview {
    /// Whether it comes to hold for databases that do not exist yet, in a way in which it did not.
    pub fn reaches_further(&self) -> bool {
        self.rows.iter().any(|row| row.resource == Resource::All && !row.gained.is_empty())
    }

    /// Whether anything changes.
    pub const fn is_empty(&self) -> bool {
        self.lost == 0 && self.gained == 0
    }

    /// `2 lost, 1 gained, 3 kept`.
    pub fn words(&self) -> String {
        let number = console_core::text::number;
        format!("{} lost, {} gained, {} kept", number(self.lost), number(self.gained), number(self.kept))
    }

    /// The permissions that are lost, in the words of a sentence: `Write on plant_b`.
    pub fn losses(&self) -> Vec<Permission> {
        let of = |row: &Row| {
            let resource = row.resource.clone();
            row.lost
                .clone()
                .into_iter()
                .map(move |verb| Permission { resource: resource.clone(), verb })
                .collect::<Vec<_>>()
        };
        self.rows.iter().flat_map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::Action::{Read, Write};

    #[test]
    fn losses_stand_first_and_everything_is_counted() {
        let now = [(Read, "plant_a"), (Read, "plant_b"), (Write, "plant_b"), (Read, "old")];
        let after = [(Read, "plant_a"), (Read, "plant_b"), (Write, "alarms")];
        let set =
            |list: &[(crate::permission::Action, &str)]| list.iter().map(|(a, n)| Permission::on(*a, n)).collect();
        let preview = preview(&set(&now), &set(&after));
        let order: Vec<&str> = preview.rows.iter().map(|row| row.resource.as_str()).collect();
        assert_eq!(order, ["old", "plant_b", "alarms", "plant_a"]);
        assert_eq!(preview.words(), "2 lost, 1 gained, 2 kept");
        let losses: Vec<String> = preview.losses().iter().map(ToString::to_string).collect();
        assert_eq!(losses, ["read:old", "write:plant_b"]);
    }

    #[test]
    fn what_a_wider_grant_covers_is_not_lost() {
        let single: PermissionSet = ["a", "b"].iter().map(|name| Permission::on(Write, name)).collect();
        let all: PermissionSet = [Permission::new(Write, Resource::All)].into_iter().collect();
        let wider = preview(&single, &all);
        assert_eq!((wider.words().as_str(), wider.losses()), ("0 lost, 1 gained, 2 kept", Vec::new()));
        assert!(wider.reaches_further(), "future databases are new to it");
        let narrower = preview(&all, &single);
        assert_eq!((narrower.words().as_str(), narrower.reaches_further()), ("1 lost, 0 gained, 2 kept", false));
        assert_eq!(narrower.losses(), [Permission::new(Write, Resource::All)]);
        let read: PermissionSet = [Permission::new(Read, Resource::All)].into_iter().collect();
        assert_eq!(preview(&single, &read).words(), "2 lost, 1 gained, 0 kept", "reading covers no writing");
        assert!(preview(&all.with(&single), &all).is_empty(), "programs do the same with either");
    }

    #[test]
    fn an_action_that_is_not_known_is_told_at_its_database() {
        let other = |name: &str, word: &str| Permission { resource: Resource::parse(name), verb: Verb::parse(word) };
        let now = [Permission::on(Read, "a"), other("a", "annotate"), other("*", "admin")];
        let preview = preview(&now.into_iter().collect(), &[other("a", "annotate")].into_iter().collect());
        let told: Vec<(&str, Vec<&str>)> = preview
            .rows
            .iter()
            .map(|row| (row.resource.as_str(), row.others().into_iter().map(Verb::as_str).collect()))
            .collect();
        assert_eq!(told, [("*", vec!["admin"]), ("a", vec!["annotate"])]);
        assert_eq!(preview.words(), "2 lost, 0 gained, 1 kept");
    }
}
