//! What came of a text, held against what it means.

use influxdb2::permission::{Permission, Scope};
use reader::command::{Reading, Subject, read_anything, redact};
use reader::prefill::{Asked, Prefill, PrefillContext, Weight};
use std::fmt;

/// The kinds of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Body,
    Command,
    Scraps,
}

/// What came of one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Exactly what is meant is filled in.
    Right,
    /// Nothing is filled in before somebody chooses.
    Open,
    /// Less is filled in, or it is refused, and that is said.
    Said,
    /// More is filled in than is meant, or something refused without a word.
    Wider,
}

/// How often each came out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub right: u64,
    pub open: u64,
    pub said: u64,
    pub wider: u64,
}

impl Counts {
    pub fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Right => self.right += 1,
            Outcome::Open => self.open += 1,
            Outcome::Said => self.said += 1,
            Outcome::Wider => self.wider += 1,
        }
    }

    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.open += other.open;
        self.said += other.said;
        self.wider += other.wider;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tried = self.right + self.open + self.said + self.wider;
        write!(
            f,
            "{tried} tried, {} read right, {} open with a question, {} refused or narrower and said, {} wider",
            self.right, self.open, self.said, self.wider
        )
    }
}

/// What stands behind names that say what it is; no other text has it.
pub const SECRET: &str = "Zq9-hush-hush";

/// One permission as plain values: action, type, object, organization.
pub type Plain = (String, String, Option<String>, Option<String>);

fn plain(permission: &Permission) -> Plain {
    let (id, org) = match permission.scope {
        Scope::Everywhere => (None, None),
        Scope::Org(org) => (None, Some(org)),
        Scope::Object { id, org } => (Some(id), org),
    };
    let text = |id: influxdb2::Id| id.to_string();
    (permission.action.as_str().into(), permission.resource.as_str().into(), id.map(text), org.map(text))
}

/// Whether `wide` grants all that `narrow` does.
fn covers(wide: &Plain, narrow: &Plain) -> bool {
    let same = wide.0 == narrow.0 && wide.1 == narrow.1;
    let object = match (&wide.2, &narrow.2) {
        // The server looks at the object alone where one is named.
        (Some(own), Some(other)) => return same && own == other,
        (Some(_), None) => false,
        (None, _) => true,
    };
    let org = wide.3.is_none() || wide.3 == narrow.3;
    same && object && org
}

/// Reads a text and holds what is filled in against what it means; `None` is what would be refused.
pub fn judge(text: &str, known: &PrefillContext<'_>, meant: Option<&[Plain]>) -> Outcome {
    let reading = read_anything(text);
    let clean = redact(text, &reading);
    // What goes on is the text without its credentials, as in the dialog.
    let reading = if clean == text { reading } else { read_anything(&clean) };
    let prefill = Asked::Text(reading.clone()).take_in(known);
    no_secret(text, &clean, &reading, &prefill);
    let filled: Vec<Plain> =
        prefill.form.iter().flat_map(|form| form.draft.permissions().iter().map(plain).collect::<Vec<_>>()).collect();
    if filled.is_empty() {
        let open = !reading.questions.is_empty() || matches!(reading.subject, Subject::Several(_));
        let said = open || prefill.remarks.iter().any(|remark| remark.weight == Weight::Problem);
        return match (open, said) {
            (true, _) => Outcome::Open,
            (_, true) => Outcome::Said,
            _ => panic!("nothing is filled in and nothing is said:\n{text}\n{reading:?}"),
        };
    }
    let warned = prefill.remarks.iter().any(|remark| remark.weight > Weight::Note);
    let Some(meant) = meant else {
        if warned {
            return Outcome::Said;
        }
        println!("refused, and filled in without a word:\n{text}\n{:?}", prefill.remarks);
        return Outcome::Wider;
    };
    let within = filled.iter().all(|own| meant.iter().any(|wide| covers(wide, own)));
    let all = meant.iter().all(|own| filled.iter().any(|wide| covers(wide, own)));
    match (within, all) {
        (true, true) => Outcome::Right,
        (true, false) => Outcome::Said,
        (false, _) => {
            println!("wider:\n{text}\nfilled {filled:?}\nmeant {meant:?}");
            Outcome::Wider
        }
    }
}

fn no_secret(text: &str, clean: &str, reading: &Reading, prefill: &Prefill) {
    let description = prefill.form.as_ref().map_or("", |form| &form.draft.description);
    let survives = clean.contains(SECRET)
        || description.contains(SECRET)
        || prefill.remarks.iter().any(|remark| remark.text.contains(SECRET))
        || format!("{:?}", reading.subject).contains(SECRET);
    assert!(!survives, "a credential survives:\n{text}\n{clean}\n{:?}", prefill.remarks);
}
