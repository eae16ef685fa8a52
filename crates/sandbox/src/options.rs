//! How a stand-in is started, as values and as words on the command line.

use crate::server::{Plays, UnknownProfile};
use crate::site::{SiteAs, UnknownSiteAs};
use lexopt::Arg::{Long, Short, Value};
use lexopt::ValueExt;
use std::fmt;
use std::path::PathBuf;

/// What is stored at the start.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Data {
    /// Nothing: nobody has run setup yet.
    Empty,
    /// The demo data.
    #[default]
    Demo,
    /// The demo data, filled up to so many tokens and so many buckets in the first organization.
    Scaled(usize),
}

/// What becomes of a connection after an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Connections {
    /// It stays open, as real servers do it.
    #[default]
    Kept,
    /// It is closed, so that no browser sends a request again by itself.
    Closed,
}

/// How a stand-in is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which server it plays, and in which version.
    pub plays: Plays,
    /// What is stored at the start.
    pub data: Data,
    /// Whether it can be told to fail, and asked what it stores.
    pub faults: bool,
    /// What becomes of a connection after an answer.
    pub connections: Connections,
    /// Whether it also speaks TLS, and over that HTTP/2 if connections are kept.
    pub tls: bool,
    /// The folder of the built console, served beside the API.
    pub site: Option<PathBuf>,
    /// In which manner the folder is served.
    pub site_as: SiteAs,
    /// The address of a real server to which API paths are passed on instead of being played.
    pub server: Option<String>,
}

/// Everything said on the command line.
#[derive(Clone, Debug)]
pub struct Started {
    /// Where to listen.
    pub listen: String,
    /// How to start.
    pub options: Options,
}

/// Why a command line cannot be followed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CommandError {
    /// No such flag.
    UnknownFlag(String),
    /// The flag needs a value and none follows.
    NoValue(String),
    /// The flag takes no value and was given one.
    NeedlessValue(String),
    /// What was given is no text.
    Unreadable(String),
    /// The value of `--scale` is no number that can be served.
    Scale(String),
    /// No such profile.
    Profile(UnknownProfile),
    /// No such manner of serving.
    SiteAs(UnknownSiteAs),
    /// Neither `kept` nor `closed`.
    Connections(String),
    /// Two flags that exclude each other.
    Both(&'static str, &'static str),
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownFlag(flag) => {
                write!(f, "\"{flag}\" is not a flag of console-sandbox; --help lists them")
            }
            Self::NoValue(flag) => write!(f, "{flag} needs a value after it"),
            Self::NeedlessValue(flag) => write!(f, "{flag} takes no value"),
            Self::Unreadable(reason) => write!(f, "the command line cannot be read: {reason}"),
            Self::Scale(given) => {
                write!(f, "\"{given}\" is not a number of tokens; give a whole number from 1 to 1000000 after --scale")
            }
            Self::Profile(error) => error.fmt(f),
            Self::SiteAs(error) => error.fmt(f),
            Self::Connections(given) => {
                write!(f, "\"{given}\" is nothing that can be done with connections; choose kept or closed")
            }
            Self::Both(one, other) => write!(f, "{one} and {other} exclude each other"),
        }
    }
}

impl std::error::Error for CommandError {}

impl From<lexopt::Error> for CommandError {
    fn from(error: lexopt::Error) -> Self {
        match error {
            lexopt::Error::MissingValue { option: Some(flag) } => Self::NoValue(flag),
            lexopt::Error::UnexpectedValue { option, .. } => Self::NeedlessValue(option),
            other => Self::Unreadable(other.to_string()),
        }
    }
}

/// What `--help` prints.
pub const HELP: &str = "\
A stand-in InfluxDB 2.x for tests and demos.

  --listen ADDR      where to listen (127.0.0.1:8086)
  --profile NAME     which server and version to play (oss-2.9); a wrong name lists them
  --empty            start as a server on which nobody has run setup
  --scale N          N tokens and N buckets in the first organization
  --faults           can be told to fail and asked what it stores, below /__sandbox/
  --connections HOW  what becomes of a connection after an answer: kept or closed (kept)
  --tls              speak TLS with a certificate made at the start, and HTTP/2 if connections are kept
  --site DIR         serve the built console in DIR from the same origin
  --site-as MANNER   production or influxd (production)
  --server URL       play no server, pass the API paths on to this one
  --help             print this
";

/// Reads a command line without the program's name; `None` asks for help.
pub fn read(arguments: impl IntoIterator<Item = String>) -> Result<Option<Started>, CommandError> {
    let mut options = Options::default();
    let mut listen = "127.0.0.1:8086".to_owned();
    let (mut empty, mut scale) = (false, None);
    let mut parser = lexopt::Parser::from_args(arguments);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Ok(None),
            Long("listen") => listen = parser.value()?.string()?,
            Long("profile") => {
                options.plays = parser.value()?.string()?.parse().map_err(CommandError::Profile)?;
            }
            Long("empty") => empty = true,
            Long("scale") => {
                let text = parser.value()?.string()?;
                let n = text.parse().ok().filter(|n| (1..=1_000_000).contains(n));
                scale = Some(n.ok_or(CommandError::Scale(text))?);
            }
            Long("faults") => options.faults = true,
            Long("connections") => {
                options.connections = match parser.value()?.string()?.as_str() {
                    "kept" => Connections::Kept,
                    "closed" => Connections::Closed,
                    other => return Err(CommandError::Connections(other.to_owned())),
                }
            }
            Long("tls") => options.tls = true,
            Long("site") => options.site = Some(parser.value()?.into()),
            Long("site-as") => {
                options.site_as = parser.value()?.string()?.parse().map_err(CommandError::SiteAs)?;
            }
            Long("server") => options.server = Some(parser.value()?.string()?),
            Long(name) => return Err(CommandError::UnknownFlag(format!("--{name}"))),
            Short(letter) => return Err(CommandError::UnknownFlag(format!("-{letter}"))),
            Value(word) => return Err(CommandError::UnknownFlag(word.to_string_lossy().into_owned())),
        }
    }
    options.data = match (empty, scale) {
        (true, Some(_)) => return Err(CommandError::Both("--empty", "--scale")),
        (true, None) => Data::Empty,
        (false, Some(n)) => Data::Scaled(n),
        (false, None) => Data::Demo,
    };
    Ok(Some(Started { listen, options }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Option<Started>, CommandError> {
        read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn flags_are_read_with_a_space_or_an_equals_sign() {
        let started = parse("--listen 127.0.0.1:0 --profile=oss-2.7 --scale 50 --faults --connections closed --tls")
            .unwrap()
            .unwrap();
        assert_eq!(started.listen, "127.0.0.1:0");
        assert_eq!(started.options.plays.name(), "oss-2.7");
        assert_eq!(started.options.data, Data::Scaled(50));
        assert!(started.options.faults && started.options.tls);
        assert_eq!(started.options.connections, Connections::Closed);
    }

    #[test]
    fn what_cannot_be_followed_is_said_in_one_sentence() {
        for (line, words) in [
            ("--nope", "\"--nope\" is not a flag of console-sandbox; --help lists them"),
            ("--listen", "--listen needs a value after it"),
            ("--faults=yes", "--faults takes no value"),
            ("more", "\"more\" is not a flag of console-sandbox; --help lists them"),
            ("--connections shut", "\"shut\" is nothing that can be done with connections; choose kept or closed"),
            ("--empty --scale 3", "--empty and --scale exclude each other"),
            ("--scale many", "\"many\" is not a number of tokens; give a whole number from 1 to 1000000 after --scale"),
        ] {
            assert_eq!(parse(line).unwrap_err().to_string(), words);
        }
        let unknown = parse("--profile oss-3").unwrap_err().to_string();
        assert!(unknown.starts_with("\"oss-3\" is not a profile; choose one of oss-2.0, "));
    }
}
