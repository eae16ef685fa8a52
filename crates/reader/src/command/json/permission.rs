//! One permission of a JSON body.

use super::Reader;
use super::text::{Node, Value, decode};
use crate::command::draft::repetitions;
use crate::command::secrets::looks_like_token;
use crate::command::shell::Piece;
use crate::command::strings::grant;
use crate::command::{Answer, Elsewhere, Grant, NoteKind, OrgRef, ProblemKind, Question, QuestionKind, Reach, Subject};
use influxdb2::Id;
use influxdb2::permission::{Action, Permission, ResourceType};

impl Reader<'_> {
    /// The permissions of a list; each is an object, or a line as the CLI's JSON output has it.
    pub(super) fn permissions(&mut self, items: &[Node]) -> Vec<Grant> {
        let read = |reader: &mut Self| items.iter().filter_map(|item| reader.permission(item)).collect();
        let list: Vec<Grant> = self.ready.take().unwrap_or_else(|| read(self));
        for index in repetitions(&list) {
            self.reading.note(list[index].span, NoteKind::Repeated);
        }
        list
    }

    pub(super) fn permission(&mut self, node: &Node) -> Option<Grant> {
        match &node.value {
            Value::Name(_) => {
                self.text(node, "permissions");
                None
            }
            Value::Text(_) => {
                let line = self.text(node, "permissions")?;
                match Permission::parse(&line) {
                    Ok(permission) => {
                        let grant = grant(permission, self.body.place(node.place));
                        self.remark(node, &grant);
                        Some(grant)
                    }
                    Err(_) => {
                        self.problem(node.place, ProblemKind::NoPermission(line.into()));
                        None
                    }
                }
            }
            Value::Object(_) => self.permission_object(node),
            Value::Null | Value::Other | Value::List(_) => {
                let wanted = "a list of permissions";
                self.problem(node.place, ProblemKind::WrongMember { member: "permissions", wanted });
                None
            }
        }
    }

    fn permission_object(&mut self, node: &Node) -> Option<Grant> {
        let action = self.action(node);
        if let Some(again) = self.repeated(node, "resource") {
            self.problem(again, ProblemKind::TwiceWritten("resource"));
            return None;
        }
        if let Some(unpacked) = self.unpacked(node) {
            self.worked_out(unpacked);
            return None;
        }
        let Some(resource) = self.member(node, "resource") else {
            self.problem(node.place, ProblemKind::MissingMember("resource"));
            return None;
        };
        match resource.value {
            Value::Object(_) => {}
            Value::Name(_) => {
                self.text(resource, "resource");
                return None;
            }
            // Databases are named by a plain text there.
            Value::Text(_) => {
                self.reading.subject = Subject::Elsewhere(Elsewhere::ClusterTokenCreate);
                return None;
            }
            _ => {
                self.problem(resource.place, ProblemKind::WrongMember { member: "resource", wanted: "an object" });
                return None;
            }
        }
        if let Some(unpacked) = self.unpacked(resource) {
            self.worked_out(unpacked);
            return None;
        }
        let Some(kind) = self.member(resource, "type") else {
            self.problem(resource.place, ProblemKind::MissingMember("type"));
            return None;
        };
        let word = self.text(kind, "type")?;
        let kind_place = kind.place;
        let action = action?;
        let resource_type = ResourceType::parse(&word);
        if resource_type == ResourceType::Instance {
            self.problem(kind_place, ProblemKind::InstanceNotGrantable { preset_of: None });
        }
        let reach = self.reach(resource, action, &resource_type)?;
        let grant = Grant { action, resource: resource_type, reach, span: self.body.place(node.place) };
        let grant = self.with_nothing_unknown(node, resource, grant)?;
        self.remark(node, &grant);
        Some(grant)
    }

    /// The grant, unless a member that servers ignore stands in it: then it is asked about.
    fn with_nothing_unknown(&mut self, node: &Node, resource: &Node, grant: Grant) -> Option<Grant> {
        let mut unknown = self.others(resource, &["type", "id", "orgID", "name", "org"]);
        unknown.extend(self.others(node, &["action", "resource"]));
        let Some((name, _)) = unknown.first().copied() else { return Some(grant) };
        let narrower = unknown.iter().find_map(|(name, value)| self.narrowed(*name, value, &grant));
        let mut answers: Vec<Answer> = narrower.into_iter().collect();
        let as_sent = match grant.reach {
            Reach::Object { .. } | Reach::Named { .. } => "as without the member",
            _ => "what the server grants when this is sent",
        };
        answers.push(Answer::grant(grant, as_sent));
        answers.push(Answer::nothing());
        let kind = QuestionKind::UnknownMember { name: self.shown(name) };
        self.ask(Question { span: self.body.place(name), kind, answers });
        None
    }

    /// What the unknown member probably means, if that is less than what the server reads.
    fn narrowed(&self, name: Piece, value: &Node, grant: &Grant) -> Option<Answer> {
        let word: String = decode(self.body.raw(name)).chars().filter(char::is_ascii_alphabetic).collect();
        let word = word.to_ascii_lowercase();
        let texts: Vec<String> = match &value.value {
            Value::Text(_) => self.plain(value).into_iter().collect(),
            Value::List(items) => items.iter().filter_map(|item| self.plain(item)).collect(),
            _ => Vec::new(),
        };
        let own = match &grant.reach {
            Reach::Everywhere => None,
            Reach::Org(org) => Some(org.clone()),
            _ => return None,
        };
        let reach = |text: &String| match (Id::parse(text), word.starts_with("org")) {
            (Ok(id), true) if own.is_none() => Some(Reach::Org(OrgRef::Id(id))),
            (Err(_), true) if own.is_none() => Some(Reach::Org(OrgRef::Name(text.clone()))),
            (_, true) => None,
            (Ok(id), false) => Some(Reach::Object { id, org: Some(own.clone().unwrap_or(OrgRef::NotSaid)) }),
            (Err(_), false) => Some(Reach::Named { name: text.clone(), org: own.clone().unwrap_or(OrgRef::NotSaid) }),
        };
        let grants: Vec<Grant> = texts.iter().filter_map(reach).map(|reach| Grant { reach, ..grant.clone() }).collect();
        Answer::grants(grants, "what the member seems to mean")
    }

    /// The text of a value, if it says one by itself and is no credential.
    pub(super) fn plain(&self, node: &Node) -> Option<String> {
        let Value::Text(piece) = node.value else { return None };
        let raw = self.body.raw(piece);
        let usable = !raw.is_empty() && self.body.unresolved(piece).is_none() && !looks_like_token(raw);
        usable.then(|| decode(raw))
    }

    fn action(&mut self, node: &Node) -> Option<Action> {
        let Some(member) = self.member(node, "action") else {
            self.problem(node.place, ProblemKind::MissingMember("action"));
            return None;
        };
        let word = self.text(member, "action")?;
        let action = Action::parse(&word);
        if action.is_none() {
            self.problem(member.place, ProblemKind::WrongMember { member: "action", wanted: "read or write" });
        }
        action
    }

    fn reach(&mut self, resource: &Node, action: Action, kind: &ResourceType) -> Option<Reach> {
        // Go takes the value back where `null` follows it, and people don't mean that.
        for name in ["id", "orgID"] {
            if let Some(again) = self.taken_back(resource, name) {
                self.problem(again, ProblemKind::TwiceWritten(name));
                return None;
            }
        }
        let org = match self.filled(resource, "orgID") {
            Some(member) => {
                let id = self.id(member, "organization")?;
                self.name_beside(resource, "org", ResourceType::Orgs, id);
                Some(OrgRef::Id(id))
            }
            None => match self.filled(resource, "org") {
                // Answers of servers hold both; the name alone is what servers ignore.
                Some(member) => {
                    let name = self.text(member, "org")?;
                    if self.filled(resource, "id").is_none() {
                        let kind =
                            NoteKind::OrganizationNameReadAsId { resource: kind.clone(), name: name.as_str().into() };
                        self.note(member.place, kind);
                    }
                    Some(OrgRef::Name(name))
                }
                None => None,
            },
        };
        if let Some(member) = self.filled(resource, "id") {
            let id = self.id(member, "object")?;
            self.name_beside(resource, "name", kind.clone(), id);
            return Some(Reach::Object { id, org });
        }
        if let Some(member) = self.filled(resource, "name") {
            let name = self.text(member, "name")?;
            let note = NoteKind::NameReadAsId { action, resource: kind.clone(), name: name.as_str().into() };
            self.note(member.place, note);
            return Some(Reach::Named { name, org: org.unwrap_or(OrgRef::NotSaid) });
        }
        Some(org.map_or(Reach::Everywhere, Reach::Org))
    }

    /// A member that is there and not empty.
    fn filled<'n>(&self, node: &'n Node, name: &str) -> Option<&'n Node> {
        self.member(node, name).filter(|member| match member.value {
            // An empty id is an error on the server, an empty name is no name.
            Value::Text(piece) => name.ends_with("id") || name.ends_with("ID") || !self.body.raw(piece).is_empty(),
            _ => true,
        })
    }

    fn remark(&mut self, node: &Node, grant: &Grant) {
        if grant.reach == Reach::Everywhere {
            let (action, resource) = (grant.action, grant.resource.clone());
            self.note(node.place, NoteKind::EveryOrganization { action, resource });
        }
    }
}
