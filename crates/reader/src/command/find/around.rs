//! What stood around a command and was taken off.

/// What was taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// `sudo`, a container, another shell.
    Runner,
    /// The prompt of a terminal.
    Prompt,
    /// The mark of a list or of a quotation.
    ListMark,
    /// An instruction of a Dockerfile.
    Instruction,
    /// The mark of a comment.
    Comment,
    /// `$(…)` or backticks.
    Substitution,
    /// The quotes of another shell's or file's text.
    Quotes,
    /// A list of words.
    WordList,
    /// Words before it.
    Words,
}

impl Around {
    /// What it is by its looks.
    pub(super) fn of(before: &str) -> Self {
        let before = before.trim();
        let first = before.split_whitespace().next().unwrap_or_default();
        let runners = [
            "sudo",
            "doas",
            "docker",
            "docker-compose",
            "podman",
            "nerdctl",
            "kubectl",
            "oc",
            "env",
            "time",
            "nohup",
            "exec",
            "command",
            "ssh",
            "su",
            "watch",
            "xargs",
        ];
        if runners.into_iter().any(|runner| before.split_whitespace().any(|word| word == runner)) {
            Self::Runner
        } else if before.ends_with(['$', '#', '%', '>', '❯', '➜']) {
            Self::Prompt
        } else if matches!(first, "RUN" | "CMD" | "ENTRYPOINT") {
            Self::Instruction
        } else if first
            .trim_end_matches(['.', ')'])
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'*'))
        {
            Self::ListMark
        } else {
            Self::Words
        }
    }

    /// What was taken off, as a sentence.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Runner => "The command runs inside of another one, which was ignored.",
            Self::Prompt => "The prompt before the command was taken off.",
            Self::ListMark => "The list mark before the command was taken off.",
            Self::Instruction => "The Dockerfile instruction before the command was taken off.",
            Self::Comment => "This stands in a comment. Its marks were taken off.",
            Self::Substitution => "The command stands inside of a substitution, which was taken off.",
            Self::Quotes => "The command stands inside of quotes, which were taken off.",
            Self::WordList => "The command is written as a list of words, which was read as a command line.",
            Self::Words => "Only the command was read. The words before it were ignored.",
        }
    }
}
