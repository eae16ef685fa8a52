//! Parts of a word that depend on the machine where the command runs.

use std::fmt;

/// What a shell would have put in the place of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expansion {
    /// The value of a variable, as written: `$NAME`, `${NAME}`, `$env:NAME`, `%NAME%`.
    Variable(Box<str>),
    /// The output of a command: `$(…)` or backticks.
    Command,
    /// The names of files that match a pattern: `*`, `?`, `[…]`.
    Pattern,
    /// The home directory: `~`.
    Home,
    /// Several words at once: `{a,b}`.
    Braces,
    /// A placeholder of a manual: `<NAME>`.
    Placeholder(Box<str>),
    /// What a file holds by the time at which it is sent.
    File(Box<str>),
    /// What a program works out.
    Code(Box<str>),
}

impl Expansion {
    /// The variable that `raw` starts with. A default value that may stand behind its name is left out, for it can be
    /// a credential.
    pub(crate) fn variable(raw: &str) -> Self {
        let sigils = raw.len() - raw.trim_start_matches(['$', '{', '%', '@']).len();
        let letters =
            |text: &str| text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
        let mut end = sigils + letters(&raw[sigils..]);
        // PowerShell names the environment as a drive.
        if raw[sigils..end].eq_ignore_ascii_case("env") && raw[end..].starts_with(':') {
            end += 1 + letters(&raw[end + 1..]);
        }
        let name = match end {
            // `$?`, `$@` and the like have no letters.
            end if end == sigils => raw.trim_end_matches('}'),
            end => &raw[..end],
        };
        let closing = match raw.as_bytes() {
            [b'$', b'{', b'{', ..] => "}}",
            [b'$', b'{', ..] => "}",
            [b'%', ..] => "%",
            _ => "",
        };
        let closing = if name.len() < raw.len() || end == sigils { closing } else { "" };
        Self::Variable(format!("{name}{closing}").into())
    }
}

/// Prints what has to be known before the part can be used.
impl fmt::Display for Expansion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable(name) => write!(f, "the value of the variable {name}"),
            Self::Command => f.write_str("the output of a command"),
            Self::Pattern => f.write_str("the files that match a pattern"),
            Self::Code(code) => write!(f, "the value of {code}"),
            Self::File(name) => write!(f, "what {name} holds then"),
            Self::Home => f.write_str("the home directory"),
            Self::Placeholder(name) => write!(f, "what stands for {name}"),
            Self::Braces => f.write_str("a list in braces"),
        }
    }
}
