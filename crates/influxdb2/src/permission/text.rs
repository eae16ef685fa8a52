//! Permissions as one line of text, in the two spellings that exist.
//!
//! The server's error messages write `read:orgs/O/buckets/B`, `read:orgs/O/buckets`, `write:users/U` and `write:users`;
//! two segments after `orgs/` mean the type `orgs` with that id.
//! The `influx` CLI puts a slash before the type where there is no organization: `write:/users`, `read:/orgs/O`.
//!
//! ```
//! use influxdb2::permission::Permission;
//!
//! let text = "read:orgs/00000000000000aa/buckets/0000000000000001";
//! assert_eq!(Permission::parse(text).map(|read| read.to_string()).as_deref(), Ok(text));
//! // As the CLI writes it, and as the server does.
//! assert_eq!(Permission::parse("write:/users").map(|read| read.to_string()).as_deref(), Ok("write:users"));
//! ```

use super::{Action, Permission, ResourceType, Scope};
use crate::Id;
use std::fmt;

/// Why a line is no permission.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PermissionTextError {
    /// It does not start with `read:` or `write:`.
    #[error("a permission starts with read: or write:")]
    Action,
    /// Its path does not have the form of a resource.
    #[error("“{0}” is not a resource; a resource looks like orgs/ID/buckets/ID")]
    Resource(String),
}

impl Permission {
    /// Reads either spelling.
    pub fn parse(line: &str) -> Result<Self, PermissionTextError> {
        let (action, path) = line.split_once(':').ok_or(PermissionTextError::Action)?;
        let action = Action::parse(action).ok_or(PermissionTextError::Action)?;
        let wrong = || PermissionTextError::Resource(path.to_owned());
        let id = |text: &str| Id::parse(text).map_err(|_| wrong());
        let of_type = |word: &str| match word {
            "" => Err(wrong()),
            word => Ok(ResourceType::parse(word)),
        };
        if let Some(bare) = path.strip_prefix('/') {
            let (word, scope) = match bare.split_once('/') {
                None => (bare, Scope::Everywhere),
                Some((word, object)) => (word, Scope::Object { id: id(object)?, org: None }),
            };
            return Ok(Self::new(action, of_type(word)?, scope));
        }
        let parts: Vec<&str> = path.split('/').collect();
        match parts[..] {
            [word] => Ok(Self::everywhere(action, of_type(word)?)),
            [word, object] => Ok(Self::new(action, of_type(word)?, Scope::Object { id: id(object)?, org: None })),
            ["orgs", org, word] => Ok(Self::in_org(action, of_type(word)?, id(org)?)),
            ["orgs", org, word, object] => Ok(Self::on_object(action, of_type(word)?, id(object)?, id(org)?)),
            _ => Err(wrong()),
        }
    }
}

/// Prints the server's spelling.
impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(self.action.as_str(), &self.resource, self.scope, f)
    }
}

pub(super) fn write(action: &str, resource: &ResourceType, scope: Scope, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{action}:")?;
    if let Some(org) = scope.org() {
        write!(f, "orgs/{org}/")?;
    }
    write!(f, "{resource}")?;
    match scope.object() {
        Some(id) => write!(f, "/{id}"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORG: &str = "00000000000000aa";
    const BUCKET: &str = "0000000000000001";

    fn id(text: &str) -> Id {
        Id::parse(text).expect("a valid id")
    }

    #[test]
    fn reads_both_spellings() {
        let bucket = Permission::on_object(Action::Read, ResourceType::Buckets, id(BUCKET), id(ORG));
        let org = Permission::new(Action::Read, ResourceType::Orgs, Scope::Object { id: id(ORG), org: None });
        let users = Permission::everywhere(Action::Write, ResourceType::Users);
        for (line, expected) in [
            (format!("read:orgs/{ORG}/buckets/{BUCKET}"), bucket),
            (format!("read:orgs/{ORG}"), org.clone()),
            (format!("read:/orgs/{ORG}"), org),
            ("write:users".to_owned(), users.clone()),
            ("write:/users".to_owned(), users),
            (format!("write:orgs/{ORG}/tasks"), Permission::in_org(Action::Write, ResourceType::Tasks, id(ORG))),
        ] {
            assert_eq!(Permission::parse(&line), Ok(expected), "{line}");
        }
    }

    #[test]
    fn prints_what_the_server_prints() {
        for line in [
            format!("read:orgs/{ORG}/buckets/{BUCKET}"),
            format!("read:orgs/{ORG}"),
            "write:users".to_owned(),
            format!("write:orgs/{ORG}/tasks"),
        ] {
            let permission = Permission::parse(&line).expect("a permission");
            assert_eq!(permission.to_string(), line);
        }
    }

    #[test]
    fn refuses_what_is_no_permission() {
        assert_eq!(Permission::parse("buckets"), Err(PermissionTextError::Action));
        assert_eq!(Permission::parse("own:buckets"), Err(PermissionTextError::Action));
        for line in ["read:", "read:/", "read:buckets/telegraf", "read:orgs/x/buckets", "read:orgs/x/buckets/y/z"] {
            assert!(matches!(Permission::parse(line), Err(PermissionTextError::Resource(_))), "{line}");
        }
    }
}
