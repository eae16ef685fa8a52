//! One permission of a JSON body.

use super::Reader;
use super::text::{Node, Value};
use crate::command::draft::repetitions;
use crate::command::strings::grant;
use crate::command::{Grant, NoteKind, OrgRef, ProblemKind, Reach, Subject};
use influxdb2::permission::{Action, Permission, ResourceType};

impl Reader<'_> {
    /// The permissions of a list; each is an object, or a line as the CLI's JSON output has it.
    pub(super) fn permissions(&mut self, items: &[Node]) -> Vec<Grant> {
        let list: Vec<Grant> = items.iter().filter_map(|item| self.permission(item)).collect();
        for index in repetitions(&list) {
            self.reading.note(list[index].span, NoteKind::Repeated);
        }
        list
    }

    fn permission(&mut self, node: &Node) -> Option<Grant> {
        match &node.value {
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
            Value::Other | Value::List(_) => {
                let wanted = "a list of permissions";
                self.problem(node.place, ProblemKind::WrongMember { member: "permissions", wanted });
                None
            }
        }
    }

    fn permission_object(&mut self, node: &Node) -> Option<Grant> {
        let action = self.action(node);
        let Some(resource) = self.member(node, "resource") else {
            self.problem(node.place, ProblemKind::MissingMember("resource"));
            return None;
        };
        if let Value::Text(_) = resource.value {
            // Databases are named by a plain text there.
            self.reading.subject = Subject::Elsewhere(crate::command::Elsewhere::ClusterTokenCreate);
            self.problem(resource.place, ProblemKind::WrongMember { member: "resource", wanted: "an object" });
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
        self.remark(node, &grant);
        Some(grant)
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
        let org = match self.filled(resource, "orgID") {
            Some(member) => Some(OrgRef::Id(self.id(member, "organization")?)),
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

    /// A member that is there and not `null` or empty.
    fn filled<'n>(&self, node: &'n Node, name: &str) -> Option<&'n Node> {
        self.member(node, name).filter(|member| match member.value {
            Value::Other => self.body.raw(member.place) != "null",
            // An empty id is an error on the server, an empty name is no name.
            Value::Text(piece) => name.ends_with("id") || name.ends_with("ID") || !self.body.raw(piece).is_empty(),
            Value::List(_) | Value::Object(_) => true,
        })
    }

    fn remark(&mut self, node: &Node, grant: &Grant) {
        if grant.reach == Reach::Everywhere {
            let (action, resource) = (grant.action, grant.resource.clone());
            self.note(node.place, NoteKind::EveryOrganization { action, resource });
        }
    }
}
