//! Real readers of the formats.

use serde::Deserialize;
use std::process::Command;

/// A file of named values, whatever it is written in.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
    /// A value with a YAML tag.
    Tagged(String, Box<Tree>),
    /// A number, a truth value or nothing: what no name may turn into.
    Other,
}

impl Tree {
    pub fn at(&self, key: &str) -> &Self {
        match self {
            Self::Map(entries) => &entries.iter().find(|(name, _)| name == key).unwrap_or_else(|| panic!("no {key}")).1,
            other => panic!("{other:?} has no {key}"),
        }
    }

    pub fn nth(&self, place: usize) -> Self {
        match self {
            Self::List(items) => items[place].clone(),
            other => panic!("{other:?} is no list"),
        }
    }

    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            other => panic!("{other:?} is no text"),
        }
    }

    /// With every text changed, as a program does that fills in variables after it read the file.
    pub fn map_texts(&self, change: &dyn Fn(&str) -> String) -> Self {
        match self {
            Self::Text(text) => Self::Text(change(text)),
            Self::List(items) => Self::List(items.iter().map(|item| item.map_texts(change)).collect()),
            Self::Map(entries) => {
                Self::Map(entries.iter().map(|(key, value)| (key.clone(), value.map_texts(change))).collect())
            }
            other => other.clone(),
        }
    }
}

pub fn toml(text: &str) -> Tree {
    fn tree(value: toml::Value) -> Tree {
        match value {
            toml::Value::String(text) => Tree::Text(text),
            toml::Value::Array(items) => Tree::List(items.into_iter().map(tree).collect()),
            toml::Value::Table(table) => Tree::Map(table.into_iter().map(|(key, value)| (key, tree(value))).collect()),
            _ => Tree::Other,
        }
    }
    let table: toml::Table = toml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    tree(toml::Value::Table(table))
}

pub fn yaml(text: &str) -> Tree {
    fn tree(value: yaml_serde::Value) -> Tree {
        match value {
            yaml_serde::Value::String(text) => Tree::Text(text),
            yaml_serde::Value::Sequence(items) => Tree::List(items.into_iter().map(tree).collect()),
            yaml_serde::Value::Mapping(entries) => {
                let key = |key: yaml_serde::Value| key.as_str().expect("a key is text").to_owned();
                Tree::Map(entries.into_iter().map(|(name, value)| (key(name), tree(value))).collect())
            }
            yaml_serde::Value::Tagged(tagged) => Tree::Tagged(tagged.tag.to_string(), Box::new(tree(tagged.value))),
            _ => Tree::Other,
        }
    }
    let mut documents = yaml_serde::Deserializer::from_str(text);
    let document = documents.next().expect("a document");
    let value = yaml_serde::Value::deserialize(document).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert!(documents.next().is_none(), "there is one document");
    tree(value)
}

pub fn dotenv(text: &str) -> Vec<(String, String)> {
    let lines = dotenvy::from_read_iter(text.as_bytes());
    lines.map(|line| line.unwrap_or_else(|error| panic!("{error}\n{text}"))).collect()
}

/// What python-dotenv makes of a value, in whatever quotes it stood: `${NAME}` and `${NAME:-default}` are filled in, here with
/// nothing set.
pub fn python_fills_in(value: &str) -> String {
    let Some((before, rest)) = value.split_once("${") else { return value.to_owned() };
    let Some((name, after)) = rest.split_once('}') else { return value.to_owned() };
    let default = name.split_once(":-").map_or("", |(_, default)| default);
    format!("{before}{default}{}", python_fills_in(after))
}

/// The words of a command.
pub fn shell_words(text: &str) -> Vec<String> {
    // Where a line goes on in the next one, this reader sees a word without letters and a shell sees nothing.
    let text = text.replace(" \\\n  --", " --");
    shlex::split(&text).unwrap_or_else(|| panic!("no words: {text}"))
}

/// Runs a script in the machine's own shell and gives what it printed, in pieces that end in a zero byte.
pub fn sh(script: &str) -> Vec<String> {
    let ran = Command::new("sh").arg("-c").arg(script).output().expect("a shell");
    assert!(ran.status.success(), "{}\n{script}", String::from_utf8_lossy(&ran.stderr));
    let told = String::from_utf8(ran.stdout).expect("text");
    told.split_terminator('\0').map(str::to_owned).collect()
}

/// What Grafana and Compose make of a text: `$$` is a dollar sign, and a variable is its value.
pub fn dollars_filled_in(text: &str) -> String {
    let pieces: Vec<String> = text
        .split("$$")
        .map(|piece| {
            let piece = piece.replace("$INFLUX_TOKEN", super::TOKEN);
            assert!(!piece.contains('$'), "a variable would be filled in: {text}");
            piece
        })
        .collect();
    pieces.join("$")
}

/// What Telegraf makes of a file before it reads it as TOML.
pub fn telegraf_fills_in(text: &str) -> String {
    let filled = text.replace("${INFLUX_TOKEN}", super::TOKEN);
    assert!(!filled.contains('$'), "a variable would be filled in: {text}");
    filled
}
