//! Requests as JSON: the body of a new authorization, one that a server returned, or a list of permissions.
//!
//! Servers ignore names and members that they don't know without a word. Here each gets a note,
//! and a name without an id is looked up, because that is what its writer meant.

mod permission;
mod text;

use super::secrets::SecretPlace;
use super::shell::{Expansion, Line, Piece, Unresolved};
use super::{Draft, Elsewhere, Grant, Grants, NoteKind, OrgRef, Owner, ProblemKind, Reading, Span, Subject};
use influxdb2::Id;
use influxdb2::authorization::Status;
use text::{Node, Value, decode, parse};

/// A JSON text, and where it comes from.
pub(crate) struct Body<'a> {
    /// The text that holds the JSON.
    pub text: &'a str,
    /// The part of it that is the JSON.
    pub within: Piece,
    /// The command line whose decoded text it is; `None` if it is the pasted text itself.
    pub line: Option<&'a Line>,
    /// Whether a shell would fill in variables.
    pub expands: bool,
}

impl Body<'_> {
    fn place(&self, piece: Piece) -> Span {
        self.line.map_or(Span::new(piece.start, piece.end), |line| line.place(piece))
    }

    fn raw(&self, piece: Piece) -> &str {
        self.text.get(piece.start..piece.end).unwrap_or_default()
    }

    /// The first part of the piece that a shell would fill in.
    fn unresolved(&self, piece: Piece) -> Option<Unresolved> {
        if let Some(line) = self.line {
            return line.unresolved(piece).cloned();
        }
        if !self.expands {
            return None;
        }
        let raw = self.raw(piece);
        let at = raw.find('$')?;
        let name = raw[at + 1..].trim_start_matches('{');
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '('));
        let what = Expansion::variable(&raw[at..]);
        named.then(|| Unresolved { text: piece, span: self.place(piece), what })
    }
}

/// One reading of one body.
struct Reader<'a> {
    body: &'a Body<'a>,
    reading: &'a mut Reading,
}

/// Members of an authorization that servers write and that a request need not hold.
const ANSWERED: [&str; 7] = ["id", "links", "createdAt", "updatedAt", "org", "user", "userName"];

/// Reads a body.
pub(crate) fn read(body: &Body<'_>, reading: &mut Reading) {
    let node = match parse(body.text, body.within) {
        Ok(node) => node,
        Err(error) => return reading.problem(body.place(error.place), ProblemKind::BadJson(error.what)),
    };
    let mut reader = Reader { body, reading };
    match &node.value {
        Value::Object(_) => reader.authorization(&node),
        Value::List(items) => reader.list(&node, items),
        Value::Other | Value::Text(_) => {
            let place = body.place(node.place);
            reader.reading.problem(place, ProblemKind::NotUnderstood);
        }
    }
}

impl Reader<'_> {
    fn note(&mut self, piece: Piece, kind: NoteKind) {
        self.reading.note(self.body.place(piece), kind);
    }

    fn problem(&mut self, piece: Piece, kind: ProblemKind) {
        self.reading.problem(self.body.place(piece), kind);
    }

    /// A bare list: of permissions, or of authorizations as an older CLI prints them.
    fn list(&mut self, node: &Node, items: &[Node]) {
        if let [one] = items
            && self.member(one, "permissions").is_some()
        {
            return self.authorization(one);
        }
        if items.len() > 1 && items.iter().all(|item| self.member(item, "permissions").is_some()) {
            return self.problem(node.place, ProblemKind::SeveralAuthorizations);
        }
        let grants = self.permissions(items);
        self.finish(node, OrgRef::NotSaid, Owner::Caller, String::new(), Status::Active, grants);
    }

    fn authorization(&mut self, node: &Node) {
        if let Some(list) = self.member(node, "authorizations") {
            return match &list.value {
                Value::List(items) if items.len() == 1 => self.authorization(&items[0]),
                _ => self.problem(node.place, ProblemKind::SeveralAuthorizations),
            };
        }
        if self.member(node, "token_name").is_some() {
            self.reading.subject = Subject::Elsewhere(Elsewhere::V3TokenCreate);
            return;
        }
        let Value::Object(members) = &node.value else {
            return self.problem(node.place, ProblemKind::NotUnderstood);
        };
        // A single permission is a likely thing to paste.
        if self.member(node, "action").is_some() && self.member(node, "permissions").is_none() {
            let grants = self.permissions(std::slice::from_ref(node));
            return self.finish(node, OrgRef::NotSaid, Owner::Caller, String::new(), Status::Active, grants);
        }
        let org = self.organization(node);
        let owner = self.owner(node);
        let description =
            self.member(node, "description").and_then(|member| self.text(member, "description")).unwrap_or_default();
        let status = self.status(node);
        let grants = match self.member(node, "permissions") {
            Some(Node { value: Value::List(items), .. }) => self.permissions(items),
            Some(other) => {
                let wanted = "a list of permissions";
                self.problem(other.place, ProblemKind::WrongMember { member: "permissions", wanted });
                Vec::new()
            }
            None => {
                self.problem(node.place, ProblemKind::MissingMember("permissions"));
                Vec::new()
            }
        };
        for (name, value) in members {
            self.other_member(*name, value);
        }
        self.finish(node, org, owner, description, status, grants);
    }

    fn other_member(&mut self, name: Piece, value: &Node) {
        let raw = self.body.raw(name);
        match raw {
            "orgID" | "userID" | "description" | "status" | "permissions" => {}
            "token" | "password" | "hashedToken" => {
                let Value::Text(text) = value.value else { return };
                // Servers that hash tokens answer with an empty one, and Cloud with a word.
                let unresolved = self.body.unresolved(text).is_some();
                if !matches!(self.body.raw(text), "" | "redacted" | "REDACTED") && !unresolved {
                    self.note(text, NoteKind::SecretDropped(SecretPlace::Member));
                }
            }
            known if ANSWERED.contains(&known) => {}
            _ => {
                let shown: String = decode(raw).chars().take(40).collect();
                self.note(name, NoteKind::UnknownMember(shown.into()));
            }
        }
    }

    fn organization(&mut self, node: &Node) -> OrgRef {
        if let Some(member) = self.member(node, "orgID") {
            return self.id(member, "organization").map_or(OrgRef::NotSaid, OrgRef::Id);
        }
        match self.member(node, "org").and_then(|member| self.text(member, "org")) {
            Some(name) if !name.is_empty() => OrgRef::Name(name),
            _ => OrgRef::NotSaid,
        }
    }

    fn owner(&mut self, node: &Node) -> Owner {
        if let Some(member) = self.member(node, "userID") {
            return self.id(member, "user").map_or(Owner::Caller, Owner::Id);
        }
        match self.member(node, "user").and_then(|member| self.text(member, "user")) {
            Some(name) if !name.is_empty() => Owner::Name(name),
            _ => Owner::Caller,
        }
    }

    fn status(&mut self, node: &Node) -> Status {
        let Some(member) = self.member(node, "status") else { return Status::Active };
        let Some(word) = self.text(member, "status") else { return Status::Active };
        match Status::parse(&word) {
            Some(Status::Inactive) => {
                self.note(member.place, NoteKind::Inactive);
                Status::Inactive
            }
            Some(Status::Active) => Status::Active,
            None => {
                let wanted = "active or inactive";
                self.problem(member.place, ProblemKind::WrongMember { member: "status", wanted });
                Status::Active
            }
        }
    }

    fn finish(
        &mut self,
        node: &Node,
        org: OrgRef,
        owner: Owner,
        description: String,
        status: Status,
        list: Vec<Grant>,
    ) {
        let place = self.body.place(node.place);
        if list.is_empty() && self.reading.problems.is_empty() {
            self.reading.problem(place, ProblemKind::NoPermissions);
        }
        let org = settle(org, &list);
        if org == OrgRef::NotSaid {
            self.reading.note(place, NoteKind::OrganizationNotSaid);
        }
        let draft =
            Draft { org, owner, description, status, grants: Grants::List(list), limits: Vec::new(), span: place };
        self.reading.subject = Subject::Token(draft);
    }

    /// The member with this name; of several the last one counts, as on the server.
    fn member<'n>(&self, node: &'n Node, name: &str) -> Option<&'n Node> {
        let Value::Object(members) = &node.value else { return None };
        members.iter().rfind(|(key, _)| self.body.raw(*key) == name).map(|(_, value)| value)
    }

    /// The text of a member.
    fn text(&mut self, node: &Node, member: &'static str) -> Option<String> {
        if let Some(part) = self.body.unresolved(node.place) {
            self.reading.problem(part.span, ProblemKind::Unresolved(part.what));
            return None;
        }
        let Value::Text(piece) = node.value else {
            self.problem(node.place, ProblemKind::WrongMember { member, wanted: "a text" });
            return None;
        };
        let raw = self.body.raw(piece);
        // Found again and noted by the look over the whole text.
        (!super::secrets::looks_like_token(raw)).then(|| decode(raw))
    }

    /// The id in a member.
    fn id(&mut self, node: &Node, what: &'static str) -> Option<Id> {
        let text = self.text(node, what)?;
        match Id::parse(&text) {
            Ok(id) => Some(id),
            Err(_) => {
                self.problem(node.place, ProblemKind::NotAnId { what, value: text.into() });
                None
            }
        }
    }
}

/// Where no organization is said for the token, the one that all its permissions name is meant.
pub(crate) fn settle(org: OrgRef, list: &[Grant]) -> OrgRef {
    use super::Reach;
    if org != OrgRef::NotSaid {
        return org;
    }
    let mut named = list.iter().filter_map(|grant| match &grant.reach {
        Reach::Org(org) | Reach::Object { org: Some(org), .. } | Reach::Named { org, .. } => Some(org),
        Reach::TypeFlag | Reach::Everywhere | Reach::Object { org: None, .. } => None,
    });
    match named.next() {
        Some(first) if named.all(|other| other == first) => first.clone(),
        _ => OrgRef::NotSaid,
    }
}
