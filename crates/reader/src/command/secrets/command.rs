//! The program in whose command a name stands, by which the letter of a flag is known.

/// The command that the search is in.
#[derive(Default)]
pub(super) struct Command {
    /// Where its last line starts.
    line: usize,
    /// The program that was named in it last.
    pub program: Option<Program>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Program {
    Influx,
    Curl,
    /// Programs like curl that have other flags for a login.
    Http,
    /// The CLI of GitHub, and its command for secrets.
    Gh,
    GhSecret,
    /// What writes into the registry of Windows.
    Reg,
}

impl Command {
    /// A new line starts at `at`, which may go on with the command.
    pub fn line(&mut self, text: &str, at: usize) {
        let continued = text[self.line..at].trim_end().ends_with(['\\', '`', '^'])
            || text[at..].trim_start_matches([' ', '\t']).starts_with('-');
        self.line = at;
        if !continued {
            self.program = None;
        }
    }

    pub fn name(&mut self, name: &str, behind: &str) {
        // What these write has the name of a variable.
        if matches!(self.program, Some(Program::GhSecret | Program::Reg)) && name.contains('_') {
            return;
        }
        // The program may be a variable that nobody knows; then its command tells.
        if name == "auth" || name.to_ascii_lowercase().contains("influx") {
            self.program = Some(Program::Influx);
        } else if name == "curl" || name == "curl.exe" {
            self.program = Some(Program::Curl);
        } else if behind.starts_with(' ') {
            // An address and a sentence have these words, too.
            self.program = match (name, self.program) {
                ("http" | "https" | "xh" | "xhs" | "ab", _) => Some(Program::Http),
                ("gh", _) => Some(Program::Gh),
                ("secret", Some(Program::Gh)) => Some(Program::GhSecret),
                ("reg" | "reg.exe" | "REG", _) => Some(Program::Reg),
                (_, program) => program,
            };
        }
    }
}
