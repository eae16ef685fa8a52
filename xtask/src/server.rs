//! The stand-in server as a task uses it: started on a free port, asked for its address, ended with the task.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::failure::{Failure, Result};
use crate::process;

/// How long the server may take until it says something.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// A running server; it ends when this is dropped.
pub struct Server {
    child: Child,
    address: String,
    lines: Receiver<String>,
}

impl Server {
    /// Starts the server's program on a free port of this machine, with more flags.
    pub fn start(program: &Path, flags: &[&str]) -> Result<Self> {
        let mut command = Command::new(program);
        command.args(["--listen", "127.0.0.1:0"]).args(flags);
        Self::spawn(command)
    }

    /// Starts a command and listens until it tells its address.
    fn spawn(mut command: Command) -> Result<Self> {
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| process::not_started(&command, &error))?;
        let (printed, lines) = mpsc::channel();
        if let Some(output) = child.stdout.take() {
            // Reads on for as long as the server runs, so that it never waits for somebody to take its words.
            thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    // What is said after the task has ended is for nobody.
                    let _ = printed.send(line);
                }
            });
        }
        let mut server = Self { child, address: String::new(), lines };
        server.address = server.wait_for("an address", address_in)?;
        Ok(server)
    }

    /// Its address, such as `http://127.0.0.1:34567`, without a slash at the end.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What it says next after a word such as `user`; to be asked in the order in which it says them.
    pub fn printed(&self, word: &str) -> Result<String> {
        self.wait_for(word, |line| {
            let (first, rest) = line.trim().split_once(char::is_whitespace)?;
            (first == word).then(|| rest.trim().to_owned())
        })
    }

    fn wait_for(&self, what: &str, found: impl Fn(&str) -> Option<String>) -> Result<String> {
        loop {
            let line = self.lines.recv_timeout(ANSWER_WITHIN).map_err(|error| match error {
                RecvTimeoutError::Disconnected => {
                    Failure::because(format!("The stand-in server ended before it told {what}; see above."))
                }
                RecvTimeoutError::Timeout => Failure::because(format!(
                    "The stand-in server did not tell {what} within {}.",
                    process::formatted(ANSWER_WITHIN)
                )),
            })?;
            if let Some(value) = found(&line) {
                return Ok(value);
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to end and nothing to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The origin of the first address of this machine in a line.
fn address_in(line: &str) -> Option<String> {
    let rest = &line[line.find("http://127.0.0.1:")?..];
    let end = rest["http://".len()..].find(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != ':');
    Some(rest[..end.map_or(rest.len(), |end| end + "http://".len())].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_told_from_the_line_that_names_it() {
        for (line, expected) in [
            ("Listening on http://127.0.0.1:34567/", Some("http://127.0.0.1:34567")),
            ("  open  http://127.0.0.1:8087", Some("http://127.0.0.1:8087")),
            ("at http://127.0.0.1:1/tools/, now", Some("http://127.0.0.1:1")),
            ("token abc", None),
        ] {
            assert_eq!(address_in(line).as_deref(), expected, "{line}");
        }
    }

    /// A program that says what the server says.
    #[cfg(unix)]
    fn speaking(words: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", words]);
        command
    }

    #[cfg(unix)]
    #[test]
    fn the_server_is_asked_for_its_address_and_for_whom_it_knows() {
        let words = "echo 'http://127.0.0.1:4321 serves'; echo 'token t'; echo 'user     ada l'; exec sleep 60";
        let server = Server::spawn(speaking(words)).expect("it tells its address");
        assert_eq!(server.address(), "http://127.0.0.1:4321");
        assert_eq!(server.printed("user"), Ok("ada l".to_owned()));
    }

    #[cfg(unix)]
    #[test]
    fn a_server_that_ends_at_once_is_a_failure_and_no_endless_wait() {
        let failure = Server::spawn(speaking("exit 2")).err().expect("it told no address");
        assert!(failure.to_string().contains("ended before it told an address"), "{failure}");
    }
}
