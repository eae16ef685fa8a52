//! What stands before the program that is meant: assignments, `sudo`, containers.

use super::Span;
use super::shell::{Line, Piece, Segment};
use std::ops::Range;

/// The programs that are known, by the name of their file.
const PROGRAMS: [&str; 4] = ["influx", "influxctl", "influxdb3", "curl"];

/// The program that a word names, with or without a path and `.exe`.
pub(crate) fn program(word: &str) -> Option<&'static str> {
    let name = file_name(word);
    PROGRAMS.into_iter().find(|known| *known == name)
}

/// The file name of a path, without `.exe`.
pub(crate) fn file_name(word: &str) -> &str {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
    match name.len().checked_sub(4).and_then(|at| name.split_at_checked(at)) {
        Some((stem, ending)) if ending.eq_ignore_ascii_case(".exe") => stem,
        _ => name,
    }
}

/// A variable that is set for the command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Assignment {
    pub name: Piece,
    pub value: Piece,
    pub span: Span,
}

/// A command without its wrapping.
pub(crate) struct Unwrapped {
    /// The words from the program on.
    pub words: Range<usize>,
    /// The variables that were set in the wrapping.
    pub assignments: Vec<Assignment>,
    /// The words of the wrapper, such as `docker exec`.
    pub wrapper: Option<Span>,
}

/// A program that runs another one.
struct Wrapper {
    /// Its own word and, where it has them, that of its subcommand.
    words: &'static [&'static str],
    /// Flags whose value is the next word.
    valued: &'static [&'static str],
    /// How many words without a dash come before the command.
    positionals: usize,
}

const CONTAINER: &[&str] =
    &["-e", "--env", "-u", "--user", "-w", "--workdir", "--env-file", "--detach-keys", "--index"];
const COMPOSE: &[&str] = &[
    "-e",
    "--env",
    "-u",
    "--user",
    "-w",
    "--workdir",
    "--index",
    "-f",
    "--file",
    "-p",
    "--project-name",
    "--profile",
    "--env-file",
];
const CLUSTER: &[&str] =
    &["-c", "--container", "-n", "--namespace", "--context", "--kubeconfig", "--cluster", "-s", "--server", "--as"];

/// Longer ones first, because `docker compose` starts like `docker`.
static WRAPPERS: &[Wrapper] = &[
    Wrapper { words: &["docker", "compose", "exec"], valued: COMPOSE, positionals: 1 },
    Wrapper { words: &["docker-compose", "exec"], valued: COMPOSE, positionals: 1 },
    Wrapper { words: &["docker", "exec"], valued: CONTAINER, positionals: 1 },
    Wrapper { words: &["podman", "exec"], valued: CONTAINER, positionals: 1 },
    Wrapper { words: &["nerdctl", "exec"], valued: CONTAINER, positionals: 1 },
    Wrapper { words: &["kubectl", "exec"], valued: CLUSTER, positionals: 1 },
    Wrapper { words: &["oc", "exec"], valued: CLUSTER, positionals: 1 },
    Wrapper { words: &["sudo"], valued: &["-u", "--user", "-g", "--group", "-h", "-p", "-C"], positionals: 0 },
    Wrapper { words: &["doas"], valued: &["-u"], positionals: 0 },
    Wrapper { words: &["env"], valued: &["-u", "--unset", "-C"], positionals: 0 },
    Wrapper { words: &["time"], valued: &[], positionals: 0 },
    Wrapper { words: &["command"], valued: &[], positionals: 0 },
    Wrapper { words: &["nohup"], valued: &[], positionals: 0 },
    Wrapper { words: &["exec"], valued: &[], positionals: 0 },
];

/// Takes assignments and wrappers off a command.
pub(crate) fn unwrap(line: &Line, segment: Segment) -> Unwrapped {
    let mut assignments = Vec::new();
    let mut at = segment.first;
    let mut wrapper: Option<Span> = None;
    loop {
        at = take_assignments(line, at, segment.last, &mut assignments);
        let Some(after) = WRAPPERS.iter().find_map(|known| known.skip(line, at, segment.last, &mut assignments)) else {
            break;
        };
        let span = line.span(at).join(line.span(after - 1));
        wrapper = Some(wrapper.map_or(span, |outer| outer.join(span)));
        at = after;
    }
    Unwrapped { words: at..segment.last, assignments, wrapper }
}

/// Whether the segment sets variables and does nothing else; the variables are added to `assignments`.
pub(crate) fn only_assigns(line: &Line, segment: Segment, assignments: &mut Vec<Assignment>) -> bool {
    let mut at = segment.first;
    if matches!(line.word(at), "export" | "set" | "setx" | "declare" | "local") {
        at += 1;
    }
    // PowerShell: `$env:NAME = value`, with or without blanks.
    if line.word(at).starts_with("$env:") {
        return line.word(at).contains('=') || line.word(at + 1).starts_with('=');
    }
    at > segment.first && at == segment.last || take_assignments(line, at, segment.last, assignments) == segment.last
}

fn take_assignments(line: &Line, mut at: usize, last: usize, into: &mut Vec<Assignment>) -> usize {
    while at < last {
        let Some(assignment) = assignment(line, line.words()[at].text) else { break };
        into.push(assignment);
        at += 1;
    }
    at
}

fn assignment(line: &Line, piece: Piece) -> Option<Assignment> {
    let (name, _) = line.text(piece).split_once('=')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_name.then(|| Assignment {
        name: Piece::new(piece.start, piece.start + name.len()),
        value: piece.skip(name.len() + 1),
        span: line.place(piece),
    })
}

impl Wrapper {
    /// The word after the wrapping, if the command at `at` is this wrapper.
    fn skip(&self, line: &Line, at: usize, last: usize, assignments: &mut Vec<Assignment>) -> Option<usize> {
        let mut found = Vec::new();
        let mut at = at;
        let mut names = self.words.iter();
        if at >= last || Some(&file_name(line.word(at))) != names.next() {
            return None;
        }
        at += 1;
        let mut positionals = 0;
        while at < last {
            let word = line.word(at);
            if word == "--" {
                // Whatever was counted so far, the command starts here.
                let complete = names.len() == 0;
                assignments.append(&mut found);
                return (complete && at + 1 < last).then_some(at + 1);
            }
            if word.len() > 1 && word.starts_with('-') {
                let (flag, glued) = word.split_once('=').map_or((word, false), |(flag, _)| (flag, true));
                let valued = self.valued.contains(&flag);
                if matches!(flag, "-e" | "--env") {
                    let piece = line.words()[at].text;
                    let value =
                        if glued { Some(piece.skip(flag.len() + 1)) } else { line.words().get(at + 1).map(|w| w.text) };
                    found.extend(value.and_then(|value| assignment(line, value)));
                }
                at += if valued && !glued { 2 } else { 1 };
            } else if let Some(name) = names.clone().next() {
                if *name != word {
                    return None;
                }
                names.next();
                at += 1;
            } else if positionals < self.positionals {
                positionals += 1;
                at += 1;
            } else {
                assignments.append(&mut found);
                return Some(at);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unwrapped(text: &str) -> (String, usize) {
        let line = Line::read(text, Span::new(0, text.len()));
        let inner = unwrap(&line, line.segments()[0]);
        let words: Vec<&str> = inner.words.map(|index| line.word(index)).collect();
        (words.join(" "), inner.assignments.len())
    }

    #[test]
    fn the_meant_command_is_found_in_its_wrapping() {
        for (text, command, assignments) in [
            ("influx auth list", "influx auth list", 0),
            ("A=1 B='2 3' influx auth list", "influx auth list", 2),
            ("sudo -u influxdb -E influx auth list", "influx auth list", 0),
            ("sudo env A=1 influx auth list", "influx auth list", 1),
            ("docker exec -it -e INFLUX_ORG=o -u 0 influx influx auth list", "influx auth list", 1),
            ("docker exec --env=INFLUX_ORG=o influxdb2 /usr/bin/influx auth list", "/usr/bin/influx auth list", 1),
            ("docker compose -f a.yml exec -T influxdb influx auth list", "influx auth list", 0),
            ("docker-compose exec influxdb influx auth list", "influx auth list", 0),
            ("kubectl -n mon exec -it influxdb-0 -c influxdb -- influx auth list", "influx auth list", 0),
            ("kubectl exec influxdb-0 influx auth list", "influx auth list", 0),
        ] {
            assert_eq!(unwrapped(text), (command.to_owned(), assignments), "{text}");
        }
    }

    #[test]
    fn programs_are_known_by_their_file_name() {
        for (word, name) in [
            ("influx", Some("influx")),
            ("./influx", Some("influx")),
            ("C:\\Program Files\\InfluxData\\influx.exe", Some("influx")),
            ("INFLUX.EXE", None),
            ("influxd", None),
        ] {
            assert_eq!(program(word), name, "{word}");
        }
    }
}
