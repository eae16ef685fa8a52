//! Members of an object, found by the rules by which the reader of the text would find them.
//!
//! Servers decode as Go does: a member is meant by every spelling that differs in the case of its letters only, the last
//! one counts, and `null` is as good as nothing.

use super::text::{Node, Value, decode};
use super::{Body, Reader};
use crate::command::shell::Piece;

/// Who names the members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// The server, in JSON.
    #[default]
    Server,
    /// Terraform's provider and the Python client, which write `org_id` and tell letters apart.
    Snake,
}

impl Dialect {
    /// Whether `written` means the member that the server calls `member`.
    fn means(self, written: &str, member: &str) -> bool {
        match self {
            Self::Server => written.eq_ignore_ascii_case(member),
            Self::Snake => match member {
                "orgID" => written == "org_id",
                "userID" => written == "user_id",
                _ => written == member,
            },
        }
    }
}

impl Body<'_> {
    /// Whether a written name means a member.
    pub(super) fn means(&self, name: Piece, member: &str) -> bool {
        let raw = self.raw(name);
        match raw.contains('\\') {
            true => self.dialect.means(&decode(raw), member),
            false => self.dialect.means(raw, member),
        }
    }
}

impl Body<'_> {
    /// Whether what stands in the place of a name is no name: a program takes the parts of something else in there, or
    /// works the name out.
    pub(super) fn unpacks(&self, name: Piece) -> bool {
        self.raw(name).starts_with(['.', '*', '['])
    }
}

impl Reader<'_> {
    /// What is unpacked into an object, whose other members it may change.
    pub(super) fn unpacked(&self, node: &Node) -> Option<Piece> {
        let Value::Object(members) = &node.value else { return None };
        let unpacks = |(key, value): &&(Piece, Node)| matches!(value.value, Value::Name(_)) && self.body.unpacks(*key);
        members.iter().find(unpacks).map(|(key, _)| *key)
    }

    /// The member with this name, if it is there and not `null`.
    pub(super) fn member<'n>(&self, node: &'n Node, name: &str) -> Option<&'n Node> {
        let Value::Object(members) = &node.value else { return None };
        let given = |(key, value): &&(Piece, Node)| !matches!(value.value, Value::Null) && self.body.means(*key, name);
        members.iter().rfind(given).map(|(_, value)| value)
    }

    /// The places of the member's name where it is given more than once.
    ///
    /// Go lays several objects or lists under one name over each other, so none of them says what comes out.
    pub(super) fn repeated(&self, node: &Node, name: &str) -> Option<Piece> {
        let Value::Object(members) = &node.value else { return None };
        members.iter().filter(|(key, _)| self.body.means(*key, name)).nth(1).map(|(key, _)| *key)
    }

    /// The place of a member that is given more than once, and one time as `null`.
    pub(super) fn taken_back(&self, node: &Node, name: &str) -> Option<Piece> {
        let Value::Object(members) = &node.value else { return None };
        let null = |(key, value): &(Piece, Node)| matches!(value.value, Value::Null) && self.body.means(*key, name);
        self.repeated(node, name).filter(|_| members.iter().any(null))
    }

    /// The members that none of these names means.
    pub(super) fn others<'n>(&self, node: &'n Node, known: &[&str]) -> Vec<(Piece, &'n Node)> {
        let Value::Object(members) = &node.value else { return Vec::new() };
        let unknown = |(key, _): &&(Piece, Node)| !known.iter().any(|name| self.body.means(*key, name));
        members.iter().filter(unknown).map(|(key, value)| (*key, value)).collect()
    }
}
