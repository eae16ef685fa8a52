//! The form for a new credential: its name, what it is for, and the buckets. The password is never part of it.

use super::{NewV1Authorization, V1Table};
use crate::Id;
use crate::description::{DescriptionContext, describe};
use crate::permission::{Action, Permission, PermissionSet, ResourceType};
use console_core::matrix::Ticks;

/// What was put in so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct V1Draft {
    /// The name to sign in with.
    pub username: String,
    /// The description that was typed; empty for a generated one.
    pub description: String,
    /// The buckets that are ticked.
    pub buckets: Ticks<Id>,
}

/// What keeps the form from being sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum V1Problem {
    /// There is no name.
    #[error("Type the name that the program sends as its user.")]
    NoName,
    /// Programs would send another name.
    #[error("Leave out the colon: programs send name and password with a colon between them.")]
    Colon,
    /// It holds something that nobody sees.
    #[error("Leave out line breaks and other characters that nobody sees.")]
    Control,
    /// Another credential has it.
    #[error("This name is taken: names differ on a whole server, whatever the organization. Choose another one.")]
    Taken,
    /// No bucket is ticked.
    #[error("Nothing is granted yet. Tick the buckets that the program reads and writes.")]
    NothingGranted,
}

impl V1Draft {
    /// What it grants.
    pub fn permissions(&self, org: Id) -> PermissionSet {
        let of = |action| {
            self.buckets
                .of(action)
                .map(move |bucket| Permission::on_object(action, ResourceType::Buckets, *bucket, org))
        };
        Action::BOTH.into_iter().flat_map(of).collect()
    }

    /// The description that is sent: what was typed, or what is granted in one line.
    pub fn description(&self, context: &DescriptionContext<'_>) -> String {
        match self.description.trim() {
            "" => describe(&self.permissions(context.org), context),
            typed => typed.to_owned(),
        }
    }

    /// What is wrong with the name; none if nothing is known against it.
    pub fn name_problem(&self, known: Option<&V1Table>) -> Option<V1Problem> {
        let name = self.username.trim();
        if name.is_empty() {
            Some(V1Problem::NoName)
        } else if name.contains(':') {
            Some(V1Problem::Colon)
        } else if name.chars().any(char::is_control) {
            Some(V1Problem::Control)
        } else {
            known.is_some_and(|table| table.named(name).is_some()).then_some(V1Problem::Taken)
        }
    }

    /// The credential that the form stands for, or what keeps it from standing for one.
    pub fn read(
        &self,
        known: Option<&V1Table>,
        context: &DescriptionContext<'_>,
    ) -> Result<NewV1Authorization, V1Problem> {
        if let Some(problem) = self.name_problem(known) {
            return Err(problem);
        }
        if self.buckets.is_empty() {
            return Err(V1Problem::NothingGranted);
        }
        Ok(NewV1Authorization {
            org: context.org,
            username: self.username.trim().to_owned(),
            description: self.description(context),
            permissions: self.permissions(context.org).iter().cloned().collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Names;
    use crate::authorization::V1Authorization;
    use crate::authorization::listing::tests::{id, row};

    #[test]
    fn a_form_stands_for_a_credential_or_says_what_is_missing() {
        let mut names = Names::default();
        names.insert(&ResourceType::Buckets, id(7), "plant-a/metrics");
        let context = DescriptionContext { org: id(0xaa), org_name: "plants", user: None, types: &[], names: &names };
        let known = V1Table {
            rows: vec![V1Authorization { username: "grafana".into(), authorization: row(1, "", &[]) }],
            ..V1Table::default()
        };
        let mut draft = V1Draft::default();
        let read = |draft: &V1Draft| draft.read(Some(&known), &context);
        assert_eq!(read(&draft), Err(V1Problem::NoName));
        for (name, problem) in [
            (" ", V1Problem::NoName),
            ("a:b", V1Problem::Colon),
            ("a\tb", V1Problem::Control),
            ("grafana ", V1Problem::Taken),
            ("kapacitor", V1Problem::NothingGranted),
        ] {
            name.clone_into(&mut draft.username);
            assert_eq!(read(&draft), Err(problem), "{name}");
        }
        draft.buckets.set(id(7), Action::Write, true);
        draft.buckets.set(id(7), Action::Read, true);
        let new = read(&draft).expect("a credential");
        assert_eq!(new.description, "Read buckets plant-a/metrics Write buckets plant-a/metrics");
        assert_eq!(
            new.permissions.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [
                "read:orgs/00000000000000aa/buckets/0000000000000007",
                "write:orgs/00000000000000aa/buckets/0000000000000007"
            ]
        );
        "  for the hall ".clone_into(&mut draft.description);
        assert_eq!(read(&draft).map(|new| new.description), Ok("for the hall".to_owned()));
    }
}
