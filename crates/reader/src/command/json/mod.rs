//! Requests as JSON: the body of a new authorization, one that a server returned, or a list of permissions.
//!
//! Servers ignore names and members that they don't know without a word. Here each gets a note,
//! and a name without an id is looked up, because that is what its writer meant. What may have been meant to narrow a
//! permission is asked about.

mod ahead;
mod member;
mod permission;
mod text;

pub(crate) use ahead::Permissions;
pub(crate) use member::Dialect;
pub(crate) use text::{JsonError, Node, Parsing, Value, decode, parse_first};

use super::secrets::SecretPlace;
use super::shell::{Expansion, Line, Piece, Unresolved};
use super::{
    Choice, Draft, Elsewhere, Grant, Grants, NameBesideId, NoteKind, OrgRef, Owner, ProblemKind, Question, Reading,
    Span, Subject,
};
use influxdb2::Id;
use influxdb2::authorization::Status;
use influxdb2::permission::ResourceType;
use text::parse;

/// A JSON text, and where it comes from.
pub(crate) struct Body<'a> {
    /// The text that holds the JSON.
    pub text: &'a str,
    /// The part of it that is the JSON.
    pub within: Piece,
    /// The command line whose decoded text it is; `None` if it is the pasted text itself.
    pub line: Option<&'a Line>,
    /// Who names the members.
    pub dialect: Dialect,
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
        self.line?.unresolved(piece).cloned()
    }
}

/// One reading of one body.
struct Reader<'a> {
    body: &'a Body<'a>,
    reading: &'a mut Reading,
    /// What the list of permissions grants, where it was read before.
    ready: Option<Vec<Grant>>,
}

/// How much is quoted of what only a program knows, in bytes.
const LONGEST_CODE: usize = 60;
/// How many requests are read in one text.
pub(crate) const MOST: usize = 200;
/// Members of an authorization that a request holds.
const ASKED: [&str; 5] = ["orgID", "userID", "description", "status", "permissions"];
/// Members that servers write into their answers and that a request need not hold.
const ANSWERED: [&str; 7] = ["id", "links", "createdAt", "updatedAt", "org", "user", "userName"];
/// Members that hold a credential.
const SECRET: [&str; 3] = ["token", "password", "hashedToken"];

/// Reads a body.
pub(crate) fn read(body: &Body<'_>, reading: &mut Reading) {
    match parse(body.text, body.within) {
        Ok(node) => read_node(body, &node, reading),
        Err(error) => reading.problem(body.place(error.place), ProblemKind::BadJson(error.what)),
    }
}

/// Reads what was parsed.
pub(crate) fn read_node(body: &Body<'_>, node: &Node, reading: &mut Reading) {
    read_rest(body, node, None, reading);
}

/// Reads what was parsed, with the permissions that were read ahead.
pub(crate) fn read_rest(body: &Body<'_>, node: &Node, ready: Option<Vec<Grant>>, reading: &mut Reading) {
    let mut reader = Reader { body, reading, ready };
    match &node.value {
        Value::Object(_) => reader.authorization(node),
        Value::List(items) => reader.list(node, items),
        Value::Name(piece) => reader.worked_out(*piece),
        Value::Null | Value::Other | Value::Text(_) => {
            let place = body.place(node.place);
            reader.reading.problem(place, ProblemKind::NotUnderstood);
        }
    }
}

/// Reads a list of permissions that a program hands over beside the organization.
pub(crate) fn read_listed(body: &Body<'_>, org: &Node, list: &Node, reading: &mut Reading) {
    let mut reader = Reader { body, reading, ready: None };
    let org = reader.id(org, "organization").map_or(OrgRef::NotSaid, OrgRef::Id);
    let grants = reader.listed(list);
    reader.finish(list, org, Owner::Caller, String::new(), Status::Active, grants);
}

/// Whether a value has the members of an authorization, of a list of them, or of a permission.
pub(crate) fn looks_like_request(body: &Body<'_>, node: &Node) -> bool {
    let has = |node: &Node, name: &str| match &node.value {
        Value::Object(members) => members.iter().any(|(key, _)| body.means(*key, name)),
        _ => false,
    };
    match &node.value {
        Value::Object(_) => {
            has(node, "permissions")
                || has(node, "authorizations")
                || has(node, "token_name")
                || has(node, "action") && has(node, "resource")
        }
        Value::List(items) => match items.first() {
            Some(Node { value: Value::Text(piece), .. }) => super::strings::starts_like_permissions(body.raw(*piece)),
            Some(first) => looks_like_request(body, first),
            None => false,
        },
        Value::Null | Value::Other | Value::Name(_) | Value::Text(_) => false,
    }
}

impl Reader<'_> {
    fn note(&mut self, piece: Piece, kind: NoteKind) {
        self.reading.note(self.body.place(piece), kind);
    }

    fn problem(&mut self, piece: Piece, kind: ProblemKind) {
        self.reading.problem(self.body.place(piece), kind);
    }

    /// Asks about a permission, together with those that have the same fault.
    fn ask(&mut self, question: Question) {
        if !self.reading.questions.iter_mut().any(|known| known.joins(&question)) {
            self.reading.ask(question);
        }
    }

    /// A bare list: of permissions, or of authorizations as the CLI prints them.
    fn list(&mut self, node: &Node, items: &[Node]) {
        if self.are_authorizations(items) {
            return self.several(items);
        }
        let grants = self.permissions(items);
        self.finish(node, OrgRef::NotSaid, Owner::Caller, String::new(), Status::Active, grants);
    }

    fn are_authorizations(&self, items: &[Node]) -> bool {
        !items.is_empty() && items.iter().all(|item| self.member(item, "permissions").is_some())
    }

    /// Authorizations, of which one is to be chosen.
    fn several(&mut self, items: &[Node]) {
        if let [one] = items {
            return self.authorization(one);
        }
        let form = self.reading.form;
        let read = |item: &Node| {
            let mut reading = Reading::new(form);
            Reader { body: self.body, reading: &mut reading, ready: None }.authorization(item);
            Choice { what: "authorization".into(), span: self.body.place(item.place), reading }
        };
        self.reading.subject = Subject::Several(items.iter().take(MOST).map(read).collect());
        if let [.., last] = items
            && let Some(first) = items.get(MOST)
        {
            self.note(Piece::new(first.place.start, last.place.end), NoteKind::StoppedReading);
        }
    }

    fn authorization(&mut self, node: &Node) {
        if let Some(list) = self.member(node, "authorizations") {
            return match &list.value {
                Value::List(items) if !items.is_empty() => self.several(items),
                _ => self.problem(list.place, ProblemKind::NoPermissions),
            };
        }
        if self.member(node, "token_name").is_some() {
            self.reading.subject = Subject::Elsewhere(Elsewhere::V3TokenCreate);
            return;
        }
        let Value::Object(_) = &node.value else {
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
        let grants = self.granted(node);
        for (name, value) in self.others(node, &ASKED) {
            // What is unpacked was told with the permissions.
            if !(self.body.unpacks(name) && matches!(value.value, Value::Name(_))) {
                self.other_member(name, value);
            }
        }
        if !matches!(self.reading.subject, Subject::Elsewhere(_)) {
            self.finish(node, org, owner, description, status, grants);
        }
    }

    fn granted(&mut self, node: &Node) -> Vec<Grant> {
        if let Some(again) = self.repeated(node, "permissions") {
            self.problem(again, ProblemKind::TwiceWritten("permissions"));
            return Vec::new();
        }
        // What is unpacked may bring other permissions with it.
        if let Some(unpacked) = self.unpacked(node) {
            self.worked_out(unpacked);
            return Vec::new();
        }
        match self.member(node, "permissions") {
            Some(list) => self.listed(list),
            None => {
                self.problem(node.place, ProblemKind::MissingMember("permissions"));
                Vec::new()
            }
        }
    }

    fn listed(&mut self, list: &Node) -> Vec<Grant> {
        match &list.value {
            Value::List(items) => return self.permissions(items),
            Value::Name(piece) => self.worked_out(*piece),
            _ => {
                let wanted = "a list of permissions";
                self.problem(list.place, ProblemKind::WrongMember { member: "permissions", wanted });
            }
        }
        Vec::new()
    }

    /// Says that only the program knows a value.
    fn worked_out(&mut self, piece: Piece) {
        let code = self.body.raw(piece);
        let shown = &code[..code.floor_char_boundary(LONGEST_CODE)];
        let cut = if shown.len() < code.len() { "…" } else { "" };
        self.problem(piece, ProblemKind::Unresolved(Expansion::Code(format!("{shown}{cut}").into())));
    }

    fn other_member(&mut self, name: Piece, value: &Node) {
        let known = |list: &[&str]| list.iter().any(|known| self.body.means(name, known));
        if known(&SECRET) {
            let Value::Text(text) = value.value else { return };
            // Servers that hash tokens answer with an empty one, and Cloud with a word.
            let unresolved = self.body.unresolved(text).is_some();
            if !matches!(self.body.raw(text), "" | "redacted" | "REDACTED") && !unresolved {
                self.note(text, NoteKind::SecretDropped(SecretPlace::Member));
            }
        } else if !known(&ANSWERED) {
            let shown = self.shown(name);
            self.note(name, NoteKind::UnknownMember(shown));
        }
    }

    /// A member's name as a message shows it.
    fn shown(&self, name: Piece) -> Box<str> {
        decode(self.body.raw(name)).chars().take(40).collect::<String>().into()
    }

    fn organization(&mut self, node: &Node) -> OrgRef {
        if let Some(member) = self.member(node, "orgID") {
            let id = self.id(member, "organization");
            if let Some(id) = id {
                self.name_beside(node, "org", ResourceType::Orgs, id);
            }
            return id.map_or(OrgRef::NotSaid, OrgRef::Id);
        }
        match self.member(node, "org").and_then(|member| self.text(member, "org")) {
            Some(name) if !name.is_empty() => OrgRef::Name(name),
            _ => OrgRef::NotSaid,
        }
    }

    fn owner(&mut self, node: &Node) -> Owner {
        if let Some(member) = self.member(node, "userID") {
            let id = self.id(member, "user");
            if let Some(id) = id {
                self.name_beside(node, "user", ResourceType::Users, id);
            }
            return id.map_or(Owner::Caller, Owner::Id);
        }
        match self.member(node, "user").and_then(|member| self.text(member, "user")) {
            Some(name) if !name.is_empty() => Owner::Name(name),
            _ => Owner::Caller,
        }
    }

    fn status(&mut self, node: &Node) -> Status {
        let Some(member) = self.member(node, "status") else { return Status::Active };
        let Some(word) = self.text(member, "status").filter(|word| !word.is_empty()) else { return Status::Active };
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
        if list.is_empty() && self.reading.problems.is_empty() && self.reading.questions.is_empty() {
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

    /// The text of a member.
    fn text(&mut self, node: &Node, member: &'static str) -> Option<String> {
        if let Some(part) = self.body.unresolved(node.place) {
            self.reading.problem(part.span, ProblemKind::Unresolved(part.what));
            return None;
        }
        if let Value::Name(piece) = node.value {
            self.worked_out(piece);
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

    /// Keeps the name that stands beside an id in mind: whether the two agree is known where names are looked up.
    fn name_beside(&mut self, node: &Node, member: &str, resource: ResourceType, id: Id) {
        if let Some(name) = self.member(node, member)
            && let Some(text) = self.plain(name)
        {
            let span = self.body.place(name.place);
            self.reading.names.push(NameBesideId { span, resource, id, name: text.into() });
        }
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
    let within = list.iter().filter_map(|grant| match &grant.reach {
        Reach::Org(org) | Reach::Object { org: Some(org), .. } | Reach::Named { org, .. } => Some(org.clone()),
        Reach::TypeFlag | Reach::Everywhere | Reach::Object { org: None, .. } => None,
    });
    // A permission on an organization names one too.
    let itself = list.iter().filter_map(|grant| match (&grant.resource, &grant.reach) {
        (ResourceType::Orgs, Reach::Object { id, .. }) => Some(OrgRef::Id(*id)),
        _ => None,
    });
    let one_of = |mut named: Vec<OrgRef>| {
        named.dedup();
        match &named[..] {
            [] => None,
            [one] => Some(one.clone()),
            _ => Some(OrgRef::NotSaid),
        }
    };
    one_of(within.collect()).or_else(|| one_of(itself.collect())).unwrap_or(OrgRef::NotSaid)
}
