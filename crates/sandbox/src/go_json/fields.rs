//! The typed half of the decoder: members of an object to fields of a Go struct.

use super::scan::{self, Literals};
use super::{DecodeError, Place, Report};
use crate::id::Id;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One object being decoded into a Go struct.
///
/// Members are read in the order of the calls, while Go reads them in the order of the document. What goes
/// wrong is therefore kept with its place, and [`Fields::done`] tells what Go would have met first.
#[derive(Debug)]
pub struct Fields {
    members: Map<String, Value>,
    /// The Go name of the struct, as complaints show it.
    name: &'static str,
    /// The members that lead to this object, each with a dot after it.
    path: String,
    /// Where in the document this object stands.
    place: Place,
    literals: Literals,
    report: Report,
}

impl Fields {
    /// Decodes a body into the struct `name`, whose full Go name is `package.name`.
    ///
    /// A body of `null` is an empty object.
    pub fn read(body: &[u8], package: &str, name: &'static str) -> Result<Self, DecodeError> {
        let (value, literals) = scan::read(body)?;
        let members = match value {
            Value::Object(members) => members,
            Value::Null => Map::new(),
            other => {
                return Err(DecodeError::new(format!(
                    "json: cannot unmarshal {} into Go value of type {package}{}{name}",
                    kind(&other),
                    if package.is_empty() { "" } else { "." }
                )));
            }
        };
        Ok(Self { members, name, path: String::new(), place: Place::default(), literals, report: Report::default() })
    }

    /// The members themselves, for what is stored as it came.
    pub fn members(&self) -> &Map<String, Value> {
        &self.members
    }

    /// The member `key` whatever its case; the last one that is not `null` counts.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.find(key).map(|(_, value)| value)
    }

    fn find(&self, key: &str) -> Option<(usize, &Value)> {
        let mut members = self.members.iter().enumerate().rev();
        let found = members.find(|(_, (name, value))| name.eq_ignore_ascii_case(key) && !value.is_null());
        found.map(|(at, (_, value))| (at, value))
    }

    /// A member with its place.
    fn take(&self, key: &str) -> Option<(Place, Value)> {
        self.find(key).map(|(at, value)| (self.place.below(at), value.clone()))
    }

    fn complain(&mut self, key: &str, place: Place, what: &str, go_type: &str) {
        let words = format!(
            "json: cannot unmarshal {what} into Go struct field {}.{}{key} of type {go_type}",
            self.name, self.path
        );
        self.report.complaint(place, DecodeError::new(words));
    }

    /// A text field of the Go type `go_type`.
    pub fn text_of(&mut self, key: &str, go_type: &str) -> Option<String> {
        match self.take(key)? {
            (_, Value::String(text)) => Some(text),
            (place, other) => {
                self.complain(key, place, kind(&other), go_type);
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
        let (place, members) = match self.take(key)? {
            (place, Value::Object(members)) => (place, members),
            (place, other) => {
                self.complain(key, place, kind(&other), "map[string]string");
                return None;
            }
        };
        let mut texts = BTreeMap::new();
        for (at, (name, value)) in members.into_iter().enumerate() {
            match value {
                Value::String(text) => {
                    texts.insert(name, text);
                }
                Value::Null => {
                    texts.insert(name, String::new());
                }
                other => self.complain(key, place.below(at), kind(&other), "string"),
            }
        }
        Some(texts)
    }

    /// An integer field; a number that is none is told as it was written.
    pub fn integer(&mut self, key: &str, go_type: &str) -> Option<i64> {
        match self.take(key)? {
            (_, Value::Number(n)) if n.is_i64() => n.as_i64(),
            (place, Value::Number(n)) => {
                let what = format!("number {}", self.literals.of(&n));
                self.complain(key, place, &what, go_type);
                None
            }
            (place, other) => {
                self.complain(key, place, kind(&other), go_type);
                None
            }
        }
    }

    /// A yes-or-no field.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        match self.take(key)? {
            (_, Value::Bool(yes)) => Some(yes),
            (place, other) => {
                self.complain(key, place, kind(&other), "bool");
                None
            }
        }
    }

    /// An id field; a malformed one ends decoding, so that nothing behind it counts.
    pub fn id(&mut self, key: &str) -> Option<Id> {
        self.id_of(key, "platform.ID")
    }

    /// An id field that is a pointer in Go, as complaints show.
    pub fn id_pointer(&mut self, key: &str) -> Option<Id> {
        self.id_of(key, "*platform.ID")
    }

    fn id_of(&mut self, key: &str, go_type: &str) -> Option<Id> {
        match self.take(key)? {
            (place, Value::String(text)) => match Id::parse(&text) {
                Ok(id) => Some(id),
                Err(e) => {
                    self.report.end(place, DecodeError { text: e.message().to_owned(), about_id: true });
                    None
                }
            },
            (place, other) => {
                self.complain(key, place, kind(&other), go_type);
                None
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
        mut each: impl FnMut(&mut Self),
    ) {
        let (place, items) = match self.take(key) {
            None => return,
            Some((place, Value::Array(items))) => (place, items),
            Some((place, other)) => return self.complain(key, place, kind(&other), list_type),
        };
        for (at, item) in items.into_iter().enumerate() {
            match item {
                Value::Object(members) => self.nested(key, place.below(at), members, element, &mut each),
                Value::Null => self.nested(key, place.below(at), Map::new(), element, &mut each),
                other => self.complain(key, place.below(at), kind(&other), element_type),
            }
        }
    }

    /// A field that is one struct.
    pub fn one(&mut self, key: &str, name: &'static str, go_type: &str, mut each: impl FnMut(&mut Self)) {
        match self.take(key) {
            None => {}
            Some((place, Value::Object(members))) => self.nested(key, place, members, name, &mut each),
            Some((place, other)) => self.complain(key, place, kind(&other), go_type),
        }
    }

    fn nested(
        &mut self,
        key: &str,
        place: Place,
        members: Map<String, Value>,
        name: &'static str,
        each: &mut impl FnMut(&mut Self),
    ) {
        let path = format!("{}{key}.", self.path);
        let literals = self.literals.clone();
        let mut inner = Self { members, name, path, place, literals, report: Report::default() };
        each(&mut inner);
        self.report.merge(inner.report);
    }

    /// Tells what was wrong, if anything was.
    pub fn done(self) -> Result<(), DecodeError> {
        self.report.verdict()
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

    fn fields(body: &str) -> Fields {
        Fields::read(body.as_bytes(), "p", "T").unwrap()
    }

    #[test]
    fn a_bad_id_outranks_every_wrong_type() {
        let mut fields = fields(r#"{"description":5,"orgID":"abc"}"#);
        assert_eq!((fields.text("description"), fields.id("orgID")), (None, None));
        let error = fields.done().unwrap_err();
        assert_eq!((error.text.as_str(), error.about_id), ("id must have a length of 16 bytes", true));
    }

    #[test]
    fn the_first_in_the_document_is_told_whatever_is_read_first() {
        let mut ids = fields(r#"{"b":"zzzzzzzzzzzzzzzz","list":[{"a":"x"}],"a":"x"}"#);
        ids.id("a");
        ids.structs("list", "[]p.E", "E", "p.E", |e| {
            e.id("a");
        });
        ids.id("b");
        assert_eq!(ids.done().unwrap_err().text, "invalid ID");
        let mut types = fields(r#"{"list":[{},{"a":1}],"b":true,"a":[]}"#);
        for key in ["a", "b"] {
            types.text(key);
        }
        types.structs("list", "[]p.E", "E", "p.E", |e| {
            e.text("a");
        });
        let words = "json: cannot unmarshal number into Go struct field E.list.a of type string";
        assert_eq!(types.done().unwrap_err().text, words);
    }

    #[test]
    fn a_number_that_is_no_integer_is_told_as_it_was_written() {
        for number in ["1.50", "1e3", "99999999999999999999", "-9223372036854775809", "1e999"] {
            let mut fields = fields(&format!(r#"{{"other":0.5,"n":{number}}}"#));
            assert_eq!(fields.integer("n", "int64"), None);
            let words = format!("json: cannot unmarshal number {number} into Go struct field T.n of type int64");
            assert_eq!(fields.done().unwrap_err().text, words);
        }
    }

    #[test]
    fn members_are_found_whatever_their_case_and_the_last_one_counts() {
        let mut fields = fields(r#"{"name":"w","NAME":"x","Name":null,"other":null}"#);
        assert_eq!(fields.text("name").as_deref(), Some("x"));
        assert_eq!(fields.text("other"), None);
        fields.done().unwrap();
    }
}
