//! What came out of a pasted text.

use super::{
    Draft, Expansion, Grant, Grants, NamedServer, Note, NoteKind, Problem, ProblemKind, Question, Span, V1Draft,
};
use console_core::sort::sort_by_key;
use console_core::text::number;
use influxdb2::Id;
use influxdb2::permission::ResourceType;

/// What was read, with everything that is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The form of the text.
    pub form: Form,
    /// What the text asks for.
    pub subject: Subject,
    /// What a person should know, in the order of the text.
    pub notes: Vec<Note>,
    /// What is wrong, in the order of the text. A draft with problems holds what could be understood.
    pub problems: Vec<Problem>,
    /// What is left open until a person chooses.
    pub questions: Vec<Question>,
    /// Names that stand beside an id. Whether the two agree is known where names are looked up.
    pub names: Vec<NameBesideId>,
    /// The server to which the request goes, where one is named.
    pub server: Option<NamedServer>,
}

/// A name that stands beside an id, of which the id counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameBesideId {
    /// Where the name stands.
    pub span: Span,
    /// The type.
    pub resource: ResourceType,
    /// The id.
    pub id: Id,
    /// The name.
    pub name: Box<str>,
}

/// One of several things that a text asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is, as a few words of the text or of the reader.
    pub what: String,
    /// Where it stands.
    pub span: Span,
    /// What came out of it.
    pub reading: Reading,
}

/// How many problems are said of one request; nobody reads on after so many.
const MOST_PROBLEMS: usize = 5_000;
/// How many questions are asked about one request.
const MOST_QUESTIONS: usize = 40;

/// How many grants a summary names.
const NAMED: usize = 3;

impl Choice {
    /// The description that it gives the token; empty if there is none.
    pub fn description(&self) -> &str {
        self.reading.request().map_or("", |draft| &draft.description)
    }

    /// What it grants, in parts of a few words; the last one may only count the rest.
    pub fn summary(&self) -> Vec<String> {
        let Some(draft) = self.reading.request() else { return Vec::new() };
        let mut parts: Vec<String> = match &draft.grants {
            Grants::AllAccess(_) => vec!["all access".into()],
            Grants::Operator(_) => vec!["operator".into()],
            Grants::List(list) => {
                let named = list.iter().take(NAMED).map(|grant| format!("{} {}", grant.action.title(), reach(grant)));
                let more = list.len().saturating_sub(NAMED);
                named.chain((more > 0).then(|| format!("{} more", number(more)))).collect()
            }
        };
        if parts.is_empty() && self.reading.questions.is_empty() {
            parts.push("grants nothing".into());
        }
        parts
    }
}

fn reach(grant: &Grant) -> String {
    let title = super::question::title(grant);
    let title = title.split(',').next().unwrap_or_default();
    title.strip_prefix("Only ").map_or_else(|| title.replacen("All ", "all ", 1), str::to_owned)
}

/// The lines of the text in which a part of it stands, counted from 1.
pub fn lines(text: &str, span: Span) -> (usize, usize) {
    let line = |at: usize| 1 + text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
    let start = line(span.start);
    (start, line(span.end.saturating_sub(1)).max(start))
}

/// The form of a pasted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A command of one of InfluxData's programs.
    Command,
    /// JSON.
    Json,
    /// A curl command, or one of PowerShell, with a JSON body.
    Curl,
    /// A program or a configuration file.
    Code,
    /// Permissions as the server or the CLI prints them.
    Permissions,
    /// None that is known.
    Unknown,
}

/// What a text asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A new token.
    Token(Draft),
    /// A new credential for clients of InfluxDB 1.x.
    V1(V1Draft),
    /// More than one new token, of which one is to be chosen.
    Several(Vec<Choice>),
    /// Something else that was recognized.
    Elsewhere(Elsewhere),
    /// Nothing that was understood.
    Nothing,
}

/// Commands that are recognized and make no token of InfluxDB 2.x.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// `influx auth list`.
    AuthList,
    /// `influx auth active` or `inactive`.
    AuthStatus,
    /// `influx auth delete`.
    AuthDelete,
    /// Any other `influx v1 auth` command than `create`.
    V1Other,
    /// `influxctl token create`.
    ClusterTokenCreate,
    /// Any other `influxctl token` command.
    ClusterTokenOther,
    /// `influxctl management`.
    ClusterManagement,
    /// `influxdb3 create token`.
    V3TokenCreate,
    /// `influxdb3 show tokens` or `delete token`.
    V3TokenOther,
}

impl Elsewhere {
    /// Where the command belongs, as a sentence.
    pub const fn message(self) -> &'static str {
        match self {
            Self::AuthList => "This command lists tokens. The list of tokens shows them.",
            Self::AuthStatus => "This command activates or deactivates a token. Open the token in the list to do that.",
            Self::AuthDelete => "This command deletes a token. Open the token in the list to do that.",
            Self::V1Other => "This command is about credentials for clients of InfluxDB 1.x, not about tokens.",
            Self::ClusterTokenCreate => {
                "This creates a database token of InfluxDB Cloud Dedicated or Clustered. It grants databases, which this server does not have."
            }
            Self::ClusterTokenOther => "This is about database tokens of InfluxDB Cloud Dedicated or Clustered.",
            Self::ClusterManagement => "This is about management tokens of InfluxDB Cloud Dedicated or Clustered.",
            Self::V3TokenCreate => "This creates a token of InfluxDB 3, which this server is not.",
            Self::V3TokenOther => "This is about tokens of InfluxDB 3, which this server is not.",
        }
    }
}

impl Reading {
    pub(crate) fn new(form: Form) -> Self {
        let (notes, problems, questions, names, server) = Default::default();
        Self { form, subject: Subject::Nothing, notes, problems, questions, names, server }
    }

    /// The request for a new token, as far as it was understood.
    pub fn request(&self) -> Option<&Draft> {
        match &self.subject {
            Subject::Token(draft) => Some(draft),
            _ => None,
        }
    }

    /// The places of the credentials that were dropped.
    pub fn secrets(&self) -> impl Iterator<Item = Span> {
        // What is to be chosen from was looked through with the whole text.
        self.notes.iter().filter(|note| matches!(note.kind, NoteKind::SecretDropped(_))).map(|note| note.span)
    }

    pub(crate) fn note(&mut self, span: Span, kind: NoteKind) {
        self.notes.push(Note { span, kind });
    }

    pub(crate) fn problem(&mut self, span: Span, kind: ProblemKind) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem { span, kind });
        }
    }

    /// Takes back what was read to be granted, because it depends on what is not known.
    pub(crate) fn take_back(&mut self, span: Span, what: Expansion) {
        match &mut self.subject {
            Subject::Token(draft) => draft.grants = Grants::List(Vec::new()),
            Subject::Several(_) => self.subject = Subject::Nothing,
            _ => {}
        }
        self.questions.clear();
        self.problem(span, ProblemKind::Unresolved(what));
    }

    /// Whether it was not read because it is too long.
    pub(crate) fn is_too_long(&self) -> bool {
        self.problems.iter().any(|problem| problem.kind == ProblemKind::CommandTooLong)
    }

    /// Leaves something open, up to a number that a person would go through.
    pub(crate) fn ask(&mut self, question: Question) {
        if self.questions.len() < MOST_QUESTIONS {
            return self.questions.push(question);
        }
        if !self.problems.iter().any(|problem| problem.kind == ProblemKind::TooManyQuestions) {
            self.problem(question.span, ProblemKind::TooManyQuestions);
        }
    }

    /// Puts everything into the order of the text and says nothing twice.
    pub(crate) fn sort(&mut self) {
        sort_by_key(&mut self.notes, |note| note.span);
        self.notes.dedup();
        sort_by_key(&mut self.problems, |problem| problem.span);
        self.problems.dedup();
    }
}

/// The text with `…` in the place of every credential that was dropped from its reading.
pub fn redact(text: &str, reading: &Reading) -> String {
    let mut places: Vec<Span> = reading.secrets().collect();
    sort_by_key(&mut places, |place| *place);
    let mut clean = String::with_capacity(text.len());
    let mut at = 0;
    for place in places {
        if place.end <= at {
            continue;
        }
        clean.push_str(Span::new(at, place.start.max(at)).of(text));
        clean.push('…');
        at = place.end;
    }
    clean.push_str(Span::new(at, text.len()).of(text));
    clean
}
