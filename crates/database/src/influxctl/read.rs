//! From the words of a command to a form: what it asks for, what only a shell could fill in, and what is worth a note.

use super::argv::{Flag, Problem, Takes, Word, flags};
use super::command::{Command, Globals, Invocation, Order, Output, Release};
use crate::Id;
use crate::create::NewToken;
use crate::draft::Draft;
use crate::expiry::{Choice, Zone};
use crate::permission::{Action, Permission, PermissionSet, Resource};
use console_core::time;

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it asks for. A create whose expiry could not be read has none here; [`Reading::draft`] asks for it.
    pub invocation: Invocation,
    /// The expiry as written, where it is no moment.
    expiry: Option<String>,
    /// What only a shell could fill in. A form has to ask for it.
    pub missing: Vec<Missing>,
    /// What is worth a note.
    pub notes: Vec<Note>,
    /// The oldest release that takes the command.
    pub release: Release,
}

/// What only a shell could fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The name of a database for this action.
    Database(Action),
    /// The moment at which the token expires.
    Expiry,
    /// The description.
    Description,
    /// The id of a token.
    Id,
    /// A flag that changes nothing of the token.
    Other,
}

/// What is worth a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// `--format` changes what is printed and nothing of the token.
    OutputOnly,
    /// The account or cluster is that of the command, not the one of this page.
    Elsewhere,
    /// Flags that only help in searching for errors were left out.
    Debugging,
    /// Without flags for databases nobody documents whether the permissions stay.
    NoDatabases,
}

const GLOBAL: [(&str, Takes); 10] = [
    ("--profile", Takes::Value),
    ("--config", Takes::Value),
    ("--account", Takes::Value),
    ("--account-id", Takes::Value),
    ("--cluster", Takes::Value),
    ("--cluster-id", Takes::Value),
    ("--timeout", Takes::Value),
    ("--debug", Takes::Nothing),
    ("--trace", Takes::Nothing),
    ("--format", Takes::Value),
];
const READ: &str = "--read-database";
const WRITE: &str = "--write-database";

/// Reads the words of one command, the program first.
pub fn read(words: &[Word<'_>]) -> Result<Reading, Problem> {
    let mut rest = words;
    let [program, after @ ..] = rest else { return Err(Problem::NotInfluxctl) };
    rest = after;
    is_influxctl(program.text)?;
    let mut reading = Reading {
        invocation: Invocation::default(),
        expiry: None,
        missing: Vec::new(),
        notes: Vec::new(),
        release: Release::UpTo2_9,
    };
    for flag in flags(&mut rest, &GLOBAL)? {
        reading.global(&flag);
    }
    let [group, verb, after @ ..] = rest else { return Err(Problem::OtherCommand("nothing".to_owned())) };
    rest = after;
    match (group.text, verb.text) {
        ("management", _) => return Err(Problem::Management),
        ("token", "create") => reading.create(rest)?,
        ("token", "update") => reading.update(rest)?,
        ("token", "list") => reading.list(rest)?,
        ("token", "get") => reading.get(rest)?,
        ("token", "revoke") => {
            reading.release = Release::Since2_10;
            reading.revoke(rest)?;
        }
        ("token", "delete") => reading.revoke(rest)?,
        (group, verb) => return Err(Problem::OtherCommand(format!("{group} {verb}"))),
    }
    Ok(reading)
}

fn is_influxctl(program: &str) -> Result<(), Problem> {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    match name.strip_suffix(".exe").unwrap_or(name) {
        "influxctl" => Ok(()),
        "influx" => Err(Problem::OtherProgram("InfluxDB 2")),
        "influxdb3" => Err(Problem::OtherProgram("InfluxDB 3 Core and Enterprise")),
        _ => Err(Problem::NotInfluxctl),
    }
}

impl Reading {
    /// The form of a create; none for the other commands. It asks for what only a shell could fill in.
    pub fn draft(&self) -> Option<Draft> {
        let Command::Create(new) = &self.invocation.command else { return None };
        let mut draft = Draft::of(new);
        if let Some(text) = &self.expiry {
            draft.expiry = Choice::At { text: text.clone(), zone: Zone::Utc };
        }
        Some(draft)
    }

    fn global(&mut self, flag: &Flag<'_>) {
        if flag.value.unresolved {
            self.missing.push(Missing::Other);
            return;
        }
        let text = Some(flag.value.text.to_owned());
        let Globals { profile, config, account, cluster } = &mut self.invocation.globals;
        let (note, place) = match flag.name {
            "--profile" => (None, Some(profile)),
            "--config" => (None, Some(config)),
            "--account" | "--account-id" => (Some(Note::Elsewhere), Some(account)),
            "--cluster" | "--cluster-id" => (Some(Note::Elsewhere), Some(cluster)),
            "--format" => (Some(Note::OutputOnly), None),
            _ => (Some(Note::Debugging), None),
        };
        if let Some(place) = place {
            *place = text;
        }
        if let Some(note) = note.filter(|note| !self.notes.contains(note)) {
            self.notes.push(note);
        }
    }

    /// The flags of one command, those left out that stand before it as well.
    fn own<'a>(&mut self, rest: &mut &[Word<'a>], own: &[(&'static str, Takes)]) -> Result<Vec<Flag<'a>>, Problem> {
        let known: Vec<_> = own.iter().chain(&GLOBAL).copied().collect();
        let (own, global): (Vec<Flag<'a>>, Vec<_>) =
            flags(rest, &known)?.into_iter().partition(|flag| own.iter().any(|(name, _)| *name == flag.name));
        for flag in &global {
            self.global(flag);
        }
        Ok(own)
    }

    fn create(&mut self, mut rest: &[Word<'_>]) -> Result<(), Problem> {
        let known = [(READ, Takes::Value), (WRITE, Takes::Value), ("--expires-at", Takes::Value)];
        let own = self.own(&mut rest, &known)?;
        let permissions = self.grants(&own)?;
        let mut expires_ms = None;
        for flag in own.iter().filter(|flag| flag.name == "--expires-at") {
            self.release = Release::Since2_10;
            let text = if flag.value.unresolved { "" } else { flag.value.text };
            expires_ms = time::parse_ms(text);
            self.expiry = expires_ms.is_none().then(|| text.to_owned());
            if flag.value.unresolved {
                self.missing.push(Missing::Expiry);
            }
        }
        let description = match one(rest, "description")? {
            word if word.unresolved => {
                self.missing.push(Missing::Description);
                crate::description::describe(&permissions)
            }
            word => word.text.to_owned(),
        };
        self.invocation.command = Command::Create(NewToken { description, permissions, expires_ms });
        Ok(())
    }

    fn update(&mut self, mut rest: &[Word<'_>]) -> Result<(), Problem> {
        let known = [(READ, Takes::Value), (WRITE, Takes::Value), ("--description", Takes::Value)];
        let own = self.own(&mut rest, &known)?;
        let permissions = self.grants(&own)?;
        if !own.iter().any(|flag| [READ, WRITE].contains(&flag.name)) {
            self.notes.push(Note::NoDatabases);
        }
        let described = own.iter().rfind(|flag| flag.name == "--description");
        if described.is_some_and(|flag| flag.value.unresolved) {
            self.missing.push(Missing::Description);
        }
        let description = described.filter(|flag| !flag.value.unresolved).map(|flag| flag.value.text.to_owned());
        let id = id(one(rest, "token id")?)?;
        self.invocation.command = Command::Update { id, description, permissions };
        Ok(())
    }

    fn list(&mut self, mut rest: &[Word<'_>]) -> Result<(), Problem> {
        let known = [("--include-revoked", Takes::Nothing), ("--sort", Takes::Value), ("--format", Takes::Value)];
        let own = self.own(&mut rest, &known)?;
        let include_revoked = self.include_revoked(&own)?;
        let sort = own.iter().rfind(|flag| flag.name == "--sort");
        let order = match sort.map(|flag| flag.value.text) {
            None => None,
            Some("id") => Some(Order::Id),
            Some("description") => Some(Order::Description),
            Some(other) => return Err(Problem::Value { flag: "--sort", value: other.to_owned() }),
        };
        if let [word, ..] = rest {
            return Err(Problem::TooMany(word.text.to_owned()));
        }
        self.invocation.command = Command::List { include_revoked, order, output: output(&own)? };
        Ok(())
    }

    fn get(&mut self, mut rest: &[Word<'_>]) -> Result<(), Problem> {
        let own = self.own(&mut rest, &[("--include-revoked", Takes::Nothing), ("--format", Takes::Value)])?;
        let include_revoked = self.include_revoked(&own)?;
        let id = id(one(rest, "token id")?)?;
        self.invocation.command = Command::Get { id, include_revoked, output: output(&own)? };
        Ok(())
    }

    fn revoke(&mut self, mut rest: &[Word<'_>]) -> Result<(), Problem> {
        let own = self.own(&mut rest, &[("--force", Takes::Nothing)])?;
        let force = own.last().map_or(Ok(false), Flag::is_on)?;
        if rest.is_empty() {
            return Err(Problem::NoArgument("token id"));
        }
        let mut ids = Vec::new();
        for word in rest {
            if word.unresolved {
                self.missing.push(Missing::Id);
            } else {
                ids.push(id(*word)?);
            }
        }
        self.invocation.command = Command::Revoke { ids, force };
        Ok(())
    }

    fn include_revoked(&mut self, own: &[Flag<'_>]) -> Result<bool, Problem> {
        let Some(flag) = own.iter().rfind(|flag| flag.name == "--include-revoked") else { return Ok(false) };
        self.release = Release::Since2_10;
        flag.is_on()
    }

    fn grants(&mut self, own: &[Flag<'_>]) -> Result<PermissionSet, Problem> {
        let mut granted = Vec::new();
        for flag in own {
            let action = match flag.name {
                READ => Action::Read,
                WRITE => Action::Write,
                _ => continue,
            };
            if flag.value.unresolved {
                self.missing.push(Missing::Database(action));
            } else if flag.value.text.contains(',') {
                return Err(Problem::Comma { flag: flag.name, value: flag.value.text.to_owned() });
            } else {
                granted.push(Permission::new(action, Resource::parse(flag.value.text)));
            }
        }
        Ok(granted.into_iter().collect())
    }
}

fn one<'a>(rest: &[Word<'a>], what: &'static str) -> Result<Word<'a>, Problem> {
    match rest {
        [word] => Ok(*word),
        [] => Err(Problem::NoArgument(what)),
        [_, word, ..] => Err(Problem::TooMany(word.text.to_owned())),
    }
}

fn id(word: Word<'_>) -> Result<Id, Problem> {
    Id::parse(word.text).ok_or_else(|| Problem::NoId(word.text.to_owned()))
}

fn output(own: &[Flag<'_>]) -> Result<Output, Problem> {
    match own.iter().rfind(|flag| flag.name == "--format").map(|flag| flag.value.text) {
        None | Some("table") => Ok(Output::Table),
        Some("json") => Ok(Output::Json),
        Some(other) => Err(Problem::Value { flag: "--format", value: other.to_owned() }),
    }
}
