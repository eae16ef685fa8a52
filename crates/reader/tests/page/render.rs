//! What comes of an example, as Markdown.

use crate::examples::{Example, Section};
use crate::world::take;
use influxdb2::draft::Recipient;
use reader::command::{Question, Reading, Subject, lines, read_anything, redact};
use reader::prefill::{Prefill, Weight};
use std::fmt::Write;

const HEAD: &str = "# What can be pasted

A new token can start from a text that somebody has: *New token › Paste a command, JSON or permissions*. The text is read in the
browser. Nothing of it is run, and it is sent nowhere. The rule is: read right, or left open with a question; never more
than the text says, without a word.

This page is made from tests, so it says what the reader does. Each example has the text, what the form then holds, and what
is said about it; `!` marks what may surprise, and `✗` what was not taken over. In the examples,
you are mira.okafor in the organization brackwater-plants.

A text is read in steps of a few milliseconds. After 200 requests or 4 MB reading stops, and a single command of more than
320 kB is not read; both are said.
";

pub fn page(sections: &[Section]) -> String {
    let mut page = String::from(HEAD);
    for section in sections {
        let _ = write!(page, "\n- [{}](#{})", section.title, anchor(section.title));
    }
    page.push('\n');
    for section in sections {
        let _ = write!(page, "\n## {}\n\n{}\n", section.title, section.lead);
        for example in &section.examples {
            page.push_str(&shown(example));
        }
    }
    page
}

fn anchor(title: &str) -> String {
    title.to_lowercase().replace(' ', "-")
}

fn shown(example: &Example) -> String {
    let clean = redact(&example.text, &read_anything(&example.text));
    let mut out = format!("\n### {}\n\n```text\n{}\n```\n\n", example.shows, example.text);
    if clean != example.text {
        let _ = write!(out, "The field then shows\n\n```text\n{clean}\n```\n\n");
    }
    let reading = read_anything(&clean);
    out.push_str(&questions(&reading));
    match &reading.subject {
        Subject::Several(choices) => {
            out.push_str("Choose one:\n\n");
            for choice in choices {
                let (from, _) = lines(&clean, choice.span);
                let _ = writeln!(out, "- {}, line {from}: {}", choice.what, choice.summary().join(", "));
            }
        }
        _ => out.push_str(&filled(&take(&reading), !reading.questions.is_empty())),
    }
    out
}

fn questions(reading: &Reading) -> String {
    let one = |question: &Question| {
        let mut out = format!("Asked: **{}** {}\n\n", question.ask(), question.why());
        for answer in &question.answers {
            let _ = writeln!(out, "- {}: {}", answer.title, answer.why);
        }
        out.push('\n');
        out
    };
    reading.questions.iter().map(one).collect()
}

fn filled(prefill: &Prefill, open: bool) -> String {
    let mut out = String::new();
    match &prefill.form {
        Some(form) => {
            let grants: Vec<String> = form.draft.permissions().iter().map(|one| format!("`{one}`")).collect();
            let _ = write!(out, "Fills {}", grants.join(", "));
            match &form.draft.recipient {
                Recipient::Other(user) => {
                    let _ = write!(out, " for {}", user.name);
                }
                _ => out.push_str(" for you"),
            }
            if !form.draft.description.is_empty() {
                let _ = write!(out, ", described as “{}”", form.draft.description);
            }
            out.push_str(".\n");
        }
        None if open => out.push_str("Nothing is filled in until then.\n"),
        None => out.push_str("Nothing is filled in.\n"),
    }
    if !prefill.remarks.is_empty() {
        out.push('\n');
    }
    for remark in &prefill.remarks {
        let mark = match remark.weight {
            Weight::Note => "",
            Weight::Surprise => "`!` ",
            Weight::Problem => "`✗` ",
        };
        let _ = writeln!(out, "- {mark}{}", remark.text.replace('<', "\\<"));
    }
    out
}
