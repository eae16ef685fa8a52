//! The typed half of the decoder: members of an object to fields of a Go struct.

use super::{DecodeError, parse};
use crate::id::Id;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One object being decoded into a Go struct.
///
/// Members are read in the order of the calls; the first complaint about a type is kept and told by
/// [`Fields::done`], as Go tells it after the rest was decoded.
#[derive(Debug)]
pub struct Fields {
    members: Map<String, Value>,
    /// The Go name of the struct, as complaints show it.
    name: &'static str,
    /// The members that lead to this object, each with a dot after it.
    path: String,
    complaint: Option<DecodeError>,
}

impl Fields {
    /// Decodes a body into the struct `name`, whose full Go name is `package.name`.
    ///
    /// A body of `null` is an empty object.
    pub fn read(body: &[u8], package: &str, name: &'static str) -> Result<Self, DecodeError> {
        match parse(body)? {
            Value::Object(members) => Ok(Self::of(members, name, "")),
            Value::Null => Ok(Self::of(Map::new(), name, "")),
            other => Err(DecodeError::new(format!(
                "json: cannot unmarshal {} into Go value of type {package}{}{name}",
                kind(&other),
                if package.is_empty() { "" } else { "." }
            ))),
        }
    }

    fn of(members: Map<String, Value>, name: &'static str, path: &str) -> Self {
        Self { members, name, path: path.to_owned(), complaint: None }
    }

    /// The members themselves, for what is stored as it came.
    pub fn members(&self) -> &Map<String, Value> {
        &self.members
    }

    /// The member `key` whatever its case; the exact one first.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.members
            .get(key)
            .or_else(|| self.members.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value))
            .filter(|value| !value.is_null())
    }

    fn complain(&mut self, key: &str, value: &Value, go_type: &str) {
        if self.complaint.is_none() {
            self.complaint = Some(DecodeError::new(format!(
                "json: cannot unmarshal {} into Go struct field {}.{}{key} of type {go_type}",
                kind(value),
                self.name,
                self.path,
            )));
        }
    }

    /// A text field of the Go type `go_type`.
    pub fn text_of(&mut self, key: &str, go_type: &str) -> Option<String> {
        match self.get(key).cloned() {
            None => None,
            Some(Value::String(text)) => Some(text),
            Some(other) => {
                self.complain(key, &other, go_type);
                None
            }
        }
    }

    /// A field of the Go type `string`.
    pub fn text(&mut self, key: &str) -> Option<String> {
        self.text_of(key, "string")
    }

    /// A field of the Go type `map[string]string`; as Go writes such a map, the keys are sorted.
    pub fn texts(&mut self, key: &str) -> Option<BTreeMap<String, String>> {
        let members = match self.get(key).cloned()? {
            Value::Object(members) => members,
            other => {
                self.complain(key, &other, "map[string]string");
                return None;
            }
        };
        let mut texts = BTreeMap::new();
        for (name, value) in members {
            match value {
                Value::String(text) => {
                    texts.insert(name, text);
                }
                Value::Null => {
                    texts.insert(name, String::new());
                }
                other => self.complain(key, &other, "string"),
            }
        }
        Some(texts)
    }

    /// An integer field.
    pub fn integer(&mut self, key: &str, go_type: &str) -> Option<i64> {
        match self.get(key).cloned() {
            None => None,
            Some(Value::Number(n)) if n.is_i64() => n.as_i64(),
            Some(other) => {
                self.complain(key, &other, go_type);
                None
            }
        }
    }

    /// A yes-or-no field.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        match self.get(key).cloned() {
            None => None,
            Some(Value::Bool(yes)) => Some(yes),
            Some(other) => {
                self.complain(key, &other, "bool");
                None
            }
        }
    }

    /// An id field; a malformed one ends decoding at once.
    pub fn id(&mut self, key: &str) -> Result<Option<Id>, DecodeError> {
        match self.get(key).cloned() {
            None => Ok(None),
            Some(Value::String(text)) => {
                Id::parse(&text).map(Some).map_err(|e| DecodeError { text: e.message().to_owned(), about_id: true })
            }
            Some(other) => {
                self.complain(key, &other, "platform.ID");
                Ok(None)
            }
        }
    }

    /// A field that is a list of structs; each is handed to `each`, its complaints are kept.
    pub fn structs(
        &mut self,
        key: &str,
        list_type: &str,
        element: &'static str,
        element_type: &str,
        mut each: impl FnMut(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let items = match self.get(key).cloned() {
            None => return Ok(()),
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.complain(key, &other, list_type);
                return Ok(());
            }
        };
        let path = format!("{}{key}.", self.path);
        for item in items {
            let members = match item {
                Value::Object(members) => members,
                Value::Null => Map::new(),
                other => {
                    self.complain(key, &other, element_type);
                    continue;
                }
            };
            self.nested(Self::of(members, element, &path), &mut each)?;
        }
        Ok(())
    }

    /// A field that is one struct.
    pub fn one(
        &mut self,
        key: &str,
        name: &'static str,
        go_type: &str,
        mut each: impl FnMut(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let members = match self.get(key).cloned() {
            None => return Ok(()),
            Some(Value::Object(members)) => members,
            Some(other) => {
                self.complain(key, &other, go_type);
                return Ok(());
            }
        };
        let path = format!("{}{key}.", self.path);
        self.nested(Self::of(members, name, &path), &mut each)
    }

    fn nested(
        &mut self,
        mut inner: Self,
        each: &mut impl FnMut(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        each(&mut inner)?;
        if self.complaint.is_none() {
            self.complaint = inner.complaint;
        }
        Ok(())
    }

    /// Tells the first complaint about a type, if any field had the wrong one.
    pub fn done(self) -> Result<(), DecodeError> {
        self.complaint.map_or(Ok(()), Err)
    }
}

/// What Go calls a JSON value of that kind.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_type_is_told_after_the_rest_and_a_bad_id_at_once() {
        let body = br#"{"description":5,"orgID":"abc"}"#;
        let mut fields = Fields::read(body, "authorization", "postAuthorizationRequest").unwrap();
        assert_eq!(fields.text("description"), None);
        let error = fields.id("orgID").unwrap_err();
        assert_eq!(error.text, "id must have a length of 16 bytes");
        assert!(error.about_id);
        assert_eq!(
            fields.done().unwrap_err().text,
            "json: cannot unmarshal number into Go struct field postAuthorizationRequest.description of type string"
        );
    }

    #[test]
    fn members_are_found_whatever_their_case() {
        let mut fields = Fields::read(br#"{"NAME":"x","other":null}"#, "p", "T").unwrap();
        assert_eq!(fields.text("name").as_deref(), Some("x"));
        assert_eq!(fields.text("other"), None);
        fields.done().unwrap();
    }
}
