//! The server's rule for passwords. With `--strong-passwords` it has another one, of which only its refusal tells.

use crate::session::Server;
use console_core::Secret;

/// The fewest bytes that any version takes.
const SHORTEST: usize = 8;
/// The most that 2.7.6 and later take.
const LONGEST: usize = 72;

/// How long a password may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordRule {
    longest: Option<usize>,
}

impl PasswordRule {
    /// The rule of a server. One that does not tell its version refuses by itself what is too long.
    pub fn of(server: &Server) -> Self {
        let is_bounded = server.version.as_ref().is_some_and(|v| (v.major, v.minor, v.patch) >= (2, 7, 6));
        Self { longest: is_bounded.then_some(LONGEST) }
    }

    /// The rule in words.
    pub fn hint(self) -> String {
        match self.longest {
            Some(longest) => format!("{SHORTEST} to {longest} characters."),
            None => format!("At least {SHORTEST} characters."),
        }
    }

    /// What is wrong with a password; none if the rule takes it. Spaces around it are part of it.
    pub fn problem(self, password: &Secret) -> Option<String> {
        let bytes = password.expose().len();
        if bytes >= SHORTEST && self.longest.is_none_or(|longest| bytes <= longest) {
            return None;
        }
        if bytes == 0 {
            return Some(format!("Type the password: {}", self.hint()));
        }
        let rule = self.hint();
        let characters = password.length();
        Some(if bytes == characters {
            let unit = if bytes == 1 { "character" } else { "characters" };
            format!("The server asks for {}{} This one has {bytes} {unit}.", rule[..1].to_lowercase(), &rule[1..])
        } else {
            let rule = format!("{}{}", rule[..1].to_lowercase(), &rule[1..]);
            format!(
                "The server asks for {rule} It counts bytes, and letters with accents have two or more: this one has {bytes}."
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Version;

    fn problem(version: &str, password: &str) -> Option<String> {
        let server = Server { version: Version::parse(version), ..Server::default() };
        PasswordRule::of(&server).problem(&Secret::new(password.to_owned()))
    }

    #[test]
    fn a_password_is_measured_as_its_server_does() {
        assert_eq!(problem("2.9.1", "correct-horse"), None);
        assert_eq!(
            problem("2.9.1", "short").as_deref(),
            Some("The server asks for 8 to 72 characters. This one has 5 characters.")
        );
        assert!(problem("2.9.1", &"x".repeat(73)).is_some());
        assert!(problem("2.7.5", &"x".repeat(73)).is_none());
        assert_eq!(problem("2.7.5", "").as_deref(), Some("Type the password: At least 8 characters."));
        assert!(problem("2.7.6", &"ä".repeat(37)).is_some_and(|text| text.ends_with("this one has 74.")));
        assert_eq!(problem("2.7.6", "äöüä"), None, "eight bytes");
    }
}
