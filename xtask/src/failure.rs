//! Why a task ended, in a sentence that says what to do next.

use std::fmt;
use std::path::Path;
use std::process::ExitCode;

/// What every step of a task ends with.
pub type Result<T = (), E = Failure> = std::result::Result<T, E>;

/// Why a task ended before its end.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure {
    /// The command line cannot be followed.
    Usage(String),
    /// The task could not be carried out, or found what it looks for.
    Failed(String),
    /// Something that is needed is not on this machine and could not be brought.
    Missing(String),
}

impl Failure {
    /// The task failed, for a reason given as a sentence.
    pub fn because(sentence: impl Into<String>) -> Self {
        Self::Failed(sentence.into())
    }

    /// A file or folder could not be used as the verb says.
    pub fn with_file(verb: &str, file: &Path, error: &std::io::Error) -> Self {
        Self::Failed(format!("Could not {verb} {}: {error}.", file.display()))
    }

    /// The code for the calling shell: 2 for a command line that cannot be followed, 1 for the rest.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Failed(_) | Self::Missing(_) => ExitCode::from(1),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(sentence) | Self::Failed(sentence) | Self::Missing(sentence) => f.write_str(sentence),
        }
    }
}
