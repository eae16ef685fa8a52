//! The permissions of a body, read some at a time before the rest of it, because there can be ten thousand.

use super::text::{Node, Value};
use super::{Body, Reader};
use crate::command::{Form, Grant, Reading};

/// The permissions of a body on their way.
pub(crate) struct Permissions {
    next: usize,
    /// What they grant; `None` where the body is something else than a request for one token.
    pub grants: Option<Vec<Grant>>,
    /// What is said about them.
    pub reading: Reading,
}

impl Permissions {
    pub fn new() -> Self {
        Self { next: 0, grants: None, reading: Reading::new(Form::Json) }
    }

    /// Goes on for about so many bytes of the same body; how many it were, and whether the end was reached.
    pub fn step(&mut self, body: &Body<'_>, node: &Node, bytes: usize) -> (usize, bool) {
        let mut reader = Reader { body, reading: &mut self.reading, ready: None };
        let Some(items) = reader.items(node) else { return (0, true) };
        let grants = self.grants.get_or_insert_default();
        let mut done = 0;
        while let Some(item) = items.get(self.next).filter(|_| done < bytes) {
            grants.extend(reader.permission(item));
            self.next += 1;
            done += item.place.end - item.place.start + PER_ITEM;
        }
        (done, self.next >= items.len())
    }
}

/// What an item costs besides its length, in bytes.
const PER_ITEM: usize = 8;

impl Reader<'_> {
    /// The permissions of a body that asks for one token.
    fn items<'n>(&self, node: &'n Node) -> Option<&'n [Node]> {
        let list = match &node.value {
            Value::List(items) if !self.are_authorizations(items) => Some(items),
            Value::Object(_) if self.asks_for_one(node) => {
                self.member(node, "permissions").and_then(|member| match &member.value {
                    Value::List(items) => Some(items),
                    _ => None,
                })
            }
            _ => None,
        };
        list.map(Vec::as_slice)
    }

    fn asks_for_one(&self, node: &Node) -> bool {
        self.repeated(node, "permissions").is_none()
            && ["authorizations", "token_name"].into_iter().all(|name| self.member(node, name).is_none())
    }
}
