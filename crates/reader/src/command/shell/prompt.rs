//! What stands before a command when a whole terminal was copied: prompts. And which shell the text was written for.

use super::Shell;

/// The place after a prompt; `at` itself if there is none.
pub(super) fn skip(source: &str, at: usize, end: usize) -> usize {
    let text = source.get(at..end).unwrap_or_default();
    let line = text.split('\n').next().unwrap_or_default();
    let bare = line.trim_start_matches([' ', '\t', '\u{feff}']);
    let indent = line.len() - bare.len();
    match prompt_length(bare) {
        0 => at,
        length => at + indent + length,
    }
}

/// The place after the prompt of a continued line.
pub(super) fn skip_continued(source: &str, at: usize, end: usize) -> usize {
    let text = source.get(at..end).unwrap_or_default();
    let bare = text.trim_start_matches([' ', '\t']);
    let indent = text.len() - bare.len();
    match [">> ", "> ", "More? "].into_iter().find(|prompt| bare.starts_with(prompt)) {
        Some(prompt) => at + indent + prompt.len(),
        None => at,
    }
}

fn prompt_length(line: &str) -> usize {
    if let Some(mark) = ["$ ", "% ", "> ", "❯ ", "➜ "].into_iter().find(|mark| line.starts_with(mark)) {
        return mark.len();
    }
    if is_powershell_prompt(line) || is_cmd_prompt(line) {
        let after = line.find('>').map_or(0, |at| at + 1);
        return after + (line[after..].len() - line[after..].trim_start_matches(' ').len());
    }
    // `user@host:~$ ` and `[user@host dir]# `.
    let Some(mark) = ["$ ", "# ", "% "].into_iter().filter_map(|mark| line.find(mark)).min() else { return 0 };
    let name = &line[..mark];
    let is_prompt = name.len() <= 80
        && name.contains('@')
        && !name.contains(['"', '\'', '='])
        && (name.starts_with('[') || !name.contains(' '));
    if is_prompt { mark + 2 } else { 0 }
}

fn is_powershell_prompt(line: &str) -> bool {
    line.strip_prefix("PS")
        .filter(|rest| rest.starts_with([' ', '>']))
        .is_some_and(|rest| rest.find('>').is_some_and(|at| at <= 200 && !rest[..at].contains(['"', '\''])))
}

fn is_cmd_prompt(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes.len() > 3
        && bytes[0].is_ascii_alphabetic()
        && bytes[1] == b':'
        && bytes[2] == b'\\'
        && line.find('>').is_some_and(|at| at <= 200 && !line[..at].contains(['"', '\'']))
}

/// The shell that the looks of the text suggest; a POSIX shell where nothing speaks for another.
pub(crate) fn guess(text: &str) -> Shell {
    let mut posix = false;
    for line in text.lines().map(str::trim) {
        let first = line.split_whitespace().next().unwrap_or_default();
        let invoked = ["Invoke-RestMethod", "Invoke-WebRequest", "irm", "iwr"]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(first));
        // `$t = …` sets a variable in PowerShell only.
        let set = first.strip_prefix('$').is_some_and(|name| {
            let bare = name.split('=').next().unwrap_or_default();
            let is_name = !bare.is_empty()
                && bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'));
            is_name && (name.contains('=') || line[first.len()..].trim_start().starts_with('='))
        });
        if invoked
            || set
            || is_powershell_prompt(line)
            || line.starts_with("$env:")
            || line.starts_with(".\\")
            || line.starts_with("& ")
            || line.starts_with("foreach ($")
        {
            return Shell::PowerShell;
        }
        if is_cmd_prompt(line) || (line.starts_with("set ") && !line.starts_with("set -") && line.contains('=')) {
            return Shell::Cmd;
        }
        if line.ends_with(" `") {
            return Shell::PowerShell;
        }
        if line.ends_with(" ^") || line.starts_with("curl ^\"") {
            return Shell::Cmd;
        }
        posix |= line.ends_with('\\') || line.starts_with("$ ");
    }
    if posix {
        return Shell::Posix;
    }
    if has_cmd_variable(text) {
        return Shell::Cmd;
    }
    if text.contains("$env:") {
        return Shell::PowerShell;
    }
    // A path with backslashes would lose them in a POSIX shell.
    let path = text.split_whitespace().next().unwrap_or_default();
    let path = path.strip_prefix('"').unwrap_or(path);
    match path.contains('\\') && !path.contains(['"', '\'', '=', '{']) {
        true if text.contains('\'') => Shell::PowerShell,
        true => Shell::Cmd,
        false => Shell::Posix,
    }
}

fn has_cmd_variable(text: &str) -> bool {
    text.split('%').skip(1).step_by(2).any(|name| {
        name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_' || byte.is_ascii_digit())
            && name.starts_with(|c: char| c.is_ascii_uppercase())
    })
}
