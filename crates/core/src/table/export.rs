//! A list as a file: CSV for spreadsheets, JSON for programs, with the same columns. There is no secret in a list, and none
//! in these.
//!
//! ```
//! use console_core::table::export::{Field, csv, json};
//! let rows = || [[Field::from("=1"), Field::Absent, Field::List(vec!["a".to_owned(), "b".to_owned()])]].into_iter();
//! let columns = ["name", "end", "grants"];
//! assert_eq!(csv(&columns, rows()), "name,end,grants\r\n'=1,,a b\r\n");
//! assert!(json(&columns, rows()).contains(r#""end": null"#));
//! ```

use crate::text::csv as line;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// What stands in one column of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field<'a> {
    /// A text, which may be foreign.
    Text(&'a str),
    /// A text that was written for this.
    Written(String),
    /// Nothing.
    Absent,
    /// Several texts without blanks in them.
    List(Vec<String>),
}

impl<'a> From<&'a str> for Field<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<Option<&'a str>> for Field<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Absent, Self::Text)
    }
}

impl From<Option<String>> for Field<'_> {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Absent, Self::Written)
    }
}

/// CSV with a line for each row.
pub fn csv<'a, const N: usize>(columns: &[&'static str; N], rows: impl Iterator<Item = [Field<'a>; N]>) -> String {
    let mut file = columns.join(",") + line::END;
    let mut put = |piece: &str| file.push_str(piece);
    for row in rows {
        for (at, field) in row.iter().enumerate() {
            if at > 0 {
                put(",");
            }
            match field {
                Field::Text(text) => line::text(text, &mut put),
                Field::Written(text) => line::text(text, &mut put),
                Field::Absent => {}
                Field::List(texts) => line::text(&texts.join(" "), &mut put),
            }
        }
        put(line::END);
    }
    file
}

/// JSON with an object for each row.
pub fn json<'a, const N: usize>(columns: &[&'static str; N], rows: impl Iterator<Item = [Field<'a>; N]>) -> String {
    let rows: Vec<Row<'_, N>> = rows.map(|fields| Row { columns, fields }).collect();
    serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"
}

struct Row<'a, const N: usize> {
    columns: &'a [&'static str; N],
    fields: [Field<'a>; N],
}

impl<const N: usize> Serialize for Row<'_, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(N))?;
        for (column, field) in self.columns.iter().zip(&self.fields) {
            match field {
                Field::Text(text) => object.serialize_entry(column, text)?,
                Field::Written(text) => object.serialize_entry(column, text)?,
                Field::Absent => object.serialize_entry(column, &())?,
                Field::List(texts) => object.serialize_entry(column, texts)?,
            }
        }
        object.end()
    }
}
