//! Calling other programs: found, announced, watched while they work, and never left behind.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Result};

/// The numbered headings of a task.
pub struct Steps {
    total: usize,
    begun: usize,
}

impl Steps {
    /// A task of so many steps.
    pub fn new(total: usize) -> Self {
        Self { total, begun: 0 }
    }

    /// Announces the next step.
    pub fn begin(&mut self, heading: &str) {
        self.begun += 1;
        println!("[{}/{}] {heading}", self.begun, self.total);
    }
}

/// A duration as a person says it.
pub fn formatted(duration: Duration) -> String {
    match duration.as_secs() {
        0..10 => format!("{:.1} s", duration.as_secs_f32()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

/// The file of a program, searched where the shell would search it.
pub fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .flat_map(|dir| [dir.join(program), dir.join(format!("{program}.exe")), dir.join(format!("{program}.cmd"))])
        .find(|file| file.is_file())
}

/// A command that finds programs in these folders before all others.
pub fn command_with(program: impl AsRef<Path>, folders: &[PathBuf]) -> Result<Command> {
    let mut command = Command::new(program.as_ref());
    let old = env::var_os("PATH").unwrap_or_default();
    let path: OsString = env::join_paths(folders.iter().cloned().chain(env::split_paths(&old)))
        .map_err(|error| Failure::because(format!("A tool's folder cannot be put on PATH: {error}.")))?;
    command.env("PATH", path);
    Ok(command)
}

/// A command for Cargo itself, the one that runs this program.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// What a program prints, when it can be called and succeeds.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// What a program makes of a text.
pub fn filtered(command: &mut Command, text: &str, what: &str) -> Result<String> {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    // It reads everything before it answers, so neither side waits for the other. Whether it took all, its end tells.
    let taken = child.stdin.take().map_or(Ok(()), |mut input| input.write_all(text.as_bytes()));
    let output = child.wait_with_output().map_err(|error| not_started(command, &error))?;
    match (taken, output.status.success(), String::from_utf8(output.stdout)) {
        (Ok(()), true, Ok(made)) => Ok(made),
        _ => Err(Failure::because(format!("{what} failed ({}); see above.", output.status))),
    }
}

/// Calls a program that talks to the person itself, and waits for it.
pub fn call(command: &mut Command, what: &str) -> Result {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(Failure::because(format!("{what} failed ({status}); see above."))) }
}

/// What a watched program left.
pub struct Watched {
    /// How it ended.
    pub status: ExitStatus,
    /// All that it printed, on both ways.
    pub log: String,
}

impl Watched {
    /// Whether it did what it was called for.
    pub fn succeeded(&self) -> bool {
        self.status.success()
    }

    /// Turns a program's failure into one of the task, with what it printed.
    pub fn or_fail(self, what: &str) -> Result<String> {
        if self.succeeded() {
            return Ok(self.log);
        }
        let log = self.log.trim_end();
        let end = if log.is_empty() { "; it printed nothing" } else { "; its output is above" };
        Err(Failure::because(format!("{log}\n{what} failed ({}){end}.", self.status).trim_start()))
    }
}

/// Calls a program that prints more than a person wants to read, and tells every few seconds how far it is.
pub fn watch(command: &mut Command, doing: &str) -> Result<Watched> {
    let begun = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    let (lines, arrived) = mpsc::channel();
    for stream in [child.stdout.take().map(boxed), child.stderr.take().map(boxed)].into_iter().flatten() {
        forward(stream, lines.clone());
    }
    drop(lines);

    let mut line = StatusLine::new();
    let mut log = String::new();
    let mut compiled = 0;
    loop {
        match arrived.recv_timeout(Duration::from_secs(1)) {
            Ok(text) => {
                if text.trim_start().starts_with("Compiling ") {
                    compiled += 1;
                }
                log.push_str(&text);
                log.push('\n');
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        line.show(&progress(doing, compiled, begun.elapsed()));
    }
    line.end();
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    Ok(Watched { status, log })
}

fn boxed(stream: impl Read + Send + 'static) -> Box<dyn Read + Send> {
    Box::new(stream)
}

fn forward(stream: Box<dyn Read + Send>, lines: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            if lines.send(String::from_utf8_lossy(&line).trim_end().to_owned()).is_err() {
                break;
            }
        }
    });
}

fn progress(doing: &str, compiled: usize, elapsed: Duration) -> String {
    let elapsed = formatted(Duration::from_secs(elapsed.as_secs()));
    match compiled {
        0 => format!("{doing}: {elapsed}"),
        compiled => format!("{doing}: crate {compiled}, {elapsed}"),
    }
}

/// One line that is written over on a terminal, and now and then a new line elsewhere.
struct StatusLine {
    terminal: bool,
    shown: Instant,
    dirty: bool,
}

impl StatusLine {
    fn new() -> Self {
        Self { terminal: std::io::stdout().is_terminal(), shown: Instant::now(), dirty: false }
    }

    fn show(&mut self, text: &str) {
        let pause = if self.terminal { Duration::from_millis(500) } else { Duration::from_secs(15) };
        if self.shown.elapsed() < pause {
            return;
        }
        self.shown = Instant::now();
        if self.terminal {
            self.dirty = true;
            print!("\r\x1b[2K      {text}");
            // A line that could not be shown is not worth ending the work for.
            let _ = std::io::stdout().flush();
        } else {
            println!("      {text}");
        }
    }

    fn end(&self) {
        if self.dirty {
            print!("\r\x1b[2K");
        }
    }
}

/// The failure to start a program at all.
pub fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    Failure::because(format!("Could not start {}: {error}.", Path::new(command.get_program()).display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_counts_crates_once_there_are_any() {
        let minute = Duration::from_secs(65);
        assert_eq!(progress("Building", 0, minute), "Building: 1 min 05 s");
        assert_eq!(progress("Building", 12, minute), "Building: crate 12, 1 min 05 s");
    }

    #[test]
    fn durations_are_told_in_the_unit_that_fits() {
        for (millis, expected) in
            [(340, "0.3 s"), (9_940, "9.9 s"), (10_000, "10 s"), (59_999, "59 s"), (605_000, "10 min 05 s")]
        {
            assert_eq!(formatted(Duration::from_millis(millis)), expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_watched_program_keeps_what_it_printed_on_both_ways() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo out; echo err >&2; exit 3"]);
        let watched = watch(&mut command, "Testing").expect("a shell exists");
        assert!(!watched.succeeded());
        let mut lines: Vec<&str> = watched.log.lines().collect();
        lines.sort_unstable();
        assert_eq!(lines, ["err", "out"]);
        let sentence = watched.or_fail("The test").expect_err("it exited with 3").to_string();
        assert!(sentence.ends_with("The test failed (exit status: 3); its output is above."), "{sentence}");
    }

    #[test]
    fn a_program_that_does_not_exist_is_named() {
        let sentence =
            call(&mut Command::new("no-such-program-here"), "It").expect_err("it does not exist").to_string();
        assert!(sentence.starts_with("Could not start no-such-program-here"), "{sentence}");
    }
}
