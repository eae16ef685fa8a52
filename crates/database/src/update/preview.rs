//! What a change of permissions takes and gives, database by database, shown before it is sent.

use crate::permission::{Permission, PermissionSet, Resource, Verb};

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
    /// How many stay.
    pub kept: usize,
}

/// Compares what is granted with what is wanted.
pub fn preview(now: &PermissionSet, after: &PermissionSet) -> Preview {
    let both = now.with(after);
    let verbs = |set: &PermissionSet, resource: &Resource| set.of(resource).cloned().collect::<Vec<Verb>>();
    let row = |resource: &Resource| {
        let (now, after) = (verbs(now, resource), verbs(after, resource));
        let lost = now.iter().filter(|verb| !after.contains(verb)).cloned().collect();
        let gained = after.iter().filter(|verb| !now.contains(verb)).cloned().collect();
        Row { resource: resource.clone(), now, after, lost, gained }
    };
    let mut rows: Vec<Row> = both.resources().map(row).collect();
    console_core::sort::sort_by_key(&mut rows, |row| (row.lost.is_empty(), row.gained.is_empty()));
    Preview { rows, lost: now.without(after).len(), gained: after.without(now).len(), kept: now.common(after).len() }
}

impl Preview {
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
}
