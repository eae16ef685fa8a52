//! A command, written so that it does exactly what was asked for, or the reason why none does.

use super::command::{Command, Invocation, Output, Release};
use crate::expiry;
use crate::permission::{Action, Permission, PermissionSet, Verb};
use console_core::text::foreign;
use console_core::text::shell::{Shell, Unprintable, quote};

/// Why no command says exactly the same.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Inexpressible {
    /// There is a flag for reading and one for writing, and no other.
    #[error("influxctl has no flag for {}.", foreign::message(&.0.to_string()))]
    Action(Permission),
    /// A comma may end the name for the program.
    #[error("influxctl may split the name {} at its comma.", foreign::message(.0))]
    Comma(String),
    /// Expiry needs a newer one.
    #[error("Expiry needs influxctl 2.10 or newer.")]
    Expiry,
    /// What only a newer one can do.
    #[error("Revoked tokens are listed by influxctl 2.10 or newer.")]
    Revoked,
    /// The shell can't pass a word on.
    #[error("This shell can’t pass on “{}”: {why}.", foreign::message(.word))]
    Word {
        /// The word.
        word: String,
        /// Why not.
        why: Unprintable,
    },
}

/// The command in lines, for a shell.
pub fn write(invocation: &Invocation, release: Release, shell: Shell) -> Result<String, Inexpressible> {
    let lines = lines(invocation, release)?;
    let mut written = String::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            written.push_str(match shell {
                Shell::Posix => " \\\n  ",
                Shell::PowerShell => " `\n  ",
                Shell::Cmd => " ^\n  ",
            });
        }
        for (at, word) in line.iter().enumerate() {
            if at > 0 {
                written.push(' ');
            }
            let quoted = quote(word, shell).map_err(|why| Inexpressible::Word { word: word.clone(), why })?;
            written.push_str(&quoted);
        }
    }
    Ok(written)
}

/// The words, a line for each flag.
fn lines(invocation: &Invocation, release: Release) -> Result<Vec<Vec<String>>, Inexpressible> {
    let globals = &invocation.globals;
    let mut first = vec!["influxctl".to_owned()];
    for (name, value) in [
        ("--profile", &globals.profile),
        ("--config", &globals.config),
        ("--account", &globals.account),
        ("--cluster", &globals.cluster),
    ] {
        if let Some(value) = value {
            first.extend(flag(name, value));
        }
    }
    first.push("token".to_owned());
    let json = |output: &Output| (*output == Output::Json).then(|| flag("--format", "json"));
    let (name, flags, arguments) = match &invocation.command {
        Command::Create(new) => {
            let mut flags = grants(&new.permissions)?;
            if let Some(at) = new.expires_ms.and_then(expiry::written) {
                if !release.has_expiry() {
                    return Err(Inexpressible::Expiry);
                }
                flags.push(flag("--expires-at", &at));
            }
            ("create", flags, vec![new.description.clone()])
        }
        Command::Update { id, description, permissions } => {
            let mut flags = grants(permissions)?;
            flags.extend(description.as_deref().map(|text| flag("--description", text)));
            ("update", flags, vec![id.to_string()])
        }
        Command::List { include_revoked, order, output } => {
            let mut flags = revoked(*include_revoked, release)?;
            flags.extend(order.map(|order| flag("--sort", order.word())));
            flags.extend(json(output));
            ("list", flags, Vec::new())
        }
        Command::Get { id, include_revoked, output } => {
            let mut flags = revoked(*include_revoked, release)?;
            flags.extend(json(output));
            ("get", flags, vec![id.to_string()])
        }
        Command::Revoke { ids, force } => {
            let name = if release == Release::UpTo2_9 { "delete" } else { "revoke" };
            let flags = force.then(|| vec!["--force".to_owned()]);
            (name, flags.into_iter().collect(), ids.iter().map(ToString::to_string).collect())
        }
    };
    first.push(name.to_owned());
    let mut lines = vec![first];
    lines.extend(flags);
    // An argument that begins with a dash would be taken for a flag.
    for (at, argument) in arguments.into_iter().enumerate() {
        let guard = at == 0 && argument.starts_with('-');
        lines.push(guard.then(|| "--".to_owned()).into_iter().chain([argument]).collect());
    }
    Ok(lines)
}

fn flag(name: &str, value: &str) -> Vec<String> {
    // In a word of its own such a value would be taken for the next flag.
    if value.starts_with('-') { vec![format!("{name}={value}")] } else { vec![name.to_owned(), value.to_owned()] }
}

fn revoked(include: bool, release: Release) -> Result<Vec<Vec<String>>, Inexpressible> {
    match (include, release) {
        (false, _) => Ok(Vec::new()),
        (true, Release::Since2_10) => Ok(vec![vec!["--include-revoked".to_owned()]]),
        (true, Release::UpTo2_9) => Err(Inexpressible::Revoked),
    }
}

/// What is read first, then what is written.
fn grants(permissions: &PermissionSet) -> Result<Vec<Vec<String>>, Inexpressible> {
    if let Some(unknown) = permissions.unknown().next() {
        return Err(Inexpressible::Action(unknown.clone()));
    }
    let mut flags = Vec::new();
    for (action, name) in [(Action::Read, "--read-database"), (Action::Write, "--write-database")] {
        for permission in permissions.iter().filter(|permission| permission.verb == Verb::Known(action)) {
            let database = permission.resource.as_str();
            if database.contains(',') {
                return Err(Inexpressible::Comma(database.to_owned()));
            }
            flags.push(flag(name, database));
        }
    }
    Ok(flags)
}
