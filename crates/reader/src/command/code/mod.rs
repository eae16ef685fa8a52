//! Programs and configuration files that ask for a token: Terraform's resource, the clients of Python and JavaScript,
//! `fetch` as browsers copy it.
//!
//! Nothing is run. What is literal is read; what is worked out is asked for.

mod calls;
mod literal;
mod names;
mod uses;
mod write;

pub use write::{javascript, python, terraform};

use super::json::{self, Body, Dialect, Node, Value};
use super::shell::Piece;
use super::view::View;
use super::{Form, NamedServer, NoteKind, ProblemKind, Reading, Span, curl};
use literal::Parser;
pub(crate) use names::Names;

/// What a program says before it asks for a token.
const STARTS: [(&str, Kind); 9] = [
    ("resource \"influxdb-v2_authorization\"", Kind::Terraform),
    ("resource \"influxdb_authorization\"", Kind::Terraform),
    ("AuthorizationPostRequest(", Kind::Authorization),
    ("create_authorization(", Kind::Python),
    ("Authorization(", Kind::Authorization),
    ("postAuthorizations(", Kind::JavaScript),
    ("fetch(", Kind::Fetch),
    ("requests.post(", Kind::Requests),
    ("Permission(", Kind::Permissions),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Terraform,
    Python,
    /// What the client of Python is given to send.
    Authorization,
    JavaScript,
    Fetch,
    Requests,
    /// Permissions that a program of Python makes one by one.
    Permissions,
}

impl Kind {
    /// What it is, as a word or two.
    const fn title(self) -> &'static str {
        match self {
            Self::Terraform => "Terraform resource",
            Self::Python | Self::Authorization | Self::Requests | Self::Permissions => "Python",
            Self::JavaScript => "JavaScript",
            Self::Fetch => "fetch",
        }
    }
}

/// The place in a line where a program asks for a token.
fn start_in(line: &str) -> Option<(usize, Kind)> {
    let line = line.split('\n').next().unwrap_or_default();
    let found = |(mark, kind): (&str, Kind)| {
        let at = line.find(mark)?;
        // `PermissionResource(` and names that only end like these are others.
        let apart = line[..at].chars().next_back().is_none_or(|c| !(c.is_alphanumeric() || c == '_'));
        apart.then_some((at + mark.len(), kind))
    };
    STARTS.into_iter().find_map(found)
}

/// Whether a program asks for a token in this line.
pub(crate) fn starts_here(line: &str) -> bool {
    start_in(line).is_some()
}

/// The literal that starts at a place.
pub(crate) fn literal(text: &str, start: usize) -> Option<Node> {
    Parser::new(text, start, &Names::default()).value()
}

/// What a program asks for: what it is, where it stands, what came out of it.
pub(crate) type Read = (String, Span, Reading);

/// Reads what the line at `start` asks for, and tells the place up to which it was looked at.
pub(crate) fn read(text: &str, start: usize, names: &Names<'_>) -> (Option<Read>, usize) {
    let Some((behind, kind)) = start_in(&text[start..]) else { return (None, start) };
    let mut parser = Parser::new(text, start + behind, names);
    let mut read = read_kind(text, start, &mut parser, kind);
    // What these make has a name of its own, by which it may be changed before it is sent.
    if matches!(kind, Kind::Authorization | Kind::Permissions)
        && let Some((.., reading)) = &mut read
    {
        take_back_changed(start + behind, names, reading);
    }
    let end = parser.at.max(start + behind);
    if parser.fuel > 0 {
        return (read, end);
    }
    let mut reading = Reading::new(Form::Code);
    let span = Span::new(start, end);
    reading.problem(span, ProblemKind::CommandTooLong);
    (Some((kind.title().into(), span, reading)), end)
}

fn read_kind(text: &str, start: usize, parser: &mut Parser<'_>, kind: Kind) -> Option<Read> {
    match kind {
        Kind::Terraform => {
            let rest = &text[parser.at..];
            let label = rest.split('"').nth(1).unwrap_or_default().chars().take(LABEL).collect::<String>();
            parser.at += rest.find('{')?;
            let node = blocks(text, parser.value()?);
            let span = Span::new(start, parser.at);
            Some((format!("{} {label}", kind.title()), span, read_literal(text, &node, Dialect::Snake)))
        }
        Kind::Python | Kind::Authorization | Kind::JavaScript => {
            // With its bracket, so that the arguments are the members of what is made.
            parser.at -= 1;
            let dialect = if kind == Kind::JavaScript { Dialect::Server } else { Dialect::Snake };
            let mark = parser.at;
            let node = inner(text, parser.call_arguments()?);
            let span = Span::new(start, parser.at);
            let sends = kind != Kind::Authorization && !defines(&text[start..mark]);
            let reading = match &node.value {
                Value::Object(_) if member(text, &node, "permissions").is_some() => read_literal(text, &node, dialect),
                Value::Name(_) if sends => match listed(text, parser, mark) {
                    Some(reading) => reading,
                    None => read_literal(text, &node, dialect),
                },
                _ => return None,
            };
            Some((kind.title().into(), span, reading))
        }
        Kind::Fetch | Kind::Requests => {
            parser.at -= 1;
            request(text, start, parser, kind)
        }
        Kind::Permissions => permissions(text, start, parser),
    }
}

/// How many letters of a resource's name are shown.
const LABEL: usize = 40;

/// The object that a call is about: its only argument, or the body or authorization among its arguments.
fn inner(text: &str, node: Node) -> Node {
    let Value::Object(members) = node.value else { return node };
    if members.len() <= 2 && member_of(text, &members, "permissions").is_none() {
        let named = |(key, value): &&(Piece, Node)| {
            matches!(&text[key.start..key.end], "body" | "authorization")
                && matches!(value.value, Value::Object(_) | Value::Name(_))
        };
        if let Some(at) = members.iter().position(|member| named(&member)) {
            return members
                .into_iter()
                .nth(at)
                .map(|(_, value)| value)
                .unwrap_or(Node { place: node.place, value: Value::Null });
        }
    }
    Node { place: node.place, value: Value::Object(members) }
}

/// Whether a program says here what a call does, and does not call it.
fn defines(before: &str) -> bool {
    ["def ", "function "]
        .into_iter()
        .any(|word| before.trim_start().starts_with(word) || before.contains(&format!(" {word}")))
}

/// An organization and a list of permissions, as the client of Python takes them without names.
fn listed(text: &str, parser: &mut Parser<'_>, mark: usize) -> Option<Reading> {
    parser.at = mark;
    let arguments = parser.arguments()?;
    let [(None, org), (None, list)] = &arguments[..] else { return None };
    let mut reading = Reading::new(Form::Code);
    let within = Piece::new(org.place.start.min(list.place.start), org.place.end.max(list.place.end));
    json::read_listed(&Body { text, within, line: None, dialect: Dialect::Snake }, org, list, &mut reading);
    Some(reading)
}

/// Takes back what was read from a value that the program changes afterwards.
pub(crate) fn take_back_changed(at: usize, names: &Names<'_>, reading: &mut Reading) {
    if let Some((name, changed)) = names.changed_around(at) {
        reading.take_back(changed, super::Expansion::Code(name.into()));
    }
}

/// Takes back what was read from a literal that the program hands to a call which may change it, or adds to a list whose
/// items it changes. A body that is empty at first is no request where more is put to it.
pub(crate) fn take_back_handed(text: &str, span: Span, names: &Names<'_>, reading: &mut Reading) {
    if let Some((place, name)) = calls::changing(text, span.start, span.end, names) {
        return reading.take_back(place, super::Expansion::Code(name.into()));
    }
    if names.only_grows_around(span.start) {
        reading.problems.retain(|problem| problem.kind != ProblemKind::NoPermissions);
    }
}

/// Says where the values are changed that a reading leaves open.
pub(crate) fn tell_changes(names: &Names<'_>, reading: &mut Reading) {
    let mut changes = Vec::new();
    for problem in &reading.problems {
        if let ProblemKind::Unresolved(super::Expansion::Code(code)) = &problem.kind
            && let Some(change) = names.may_change(code)
        {
            changes.push((change, NoteKind::MayChange(names::bare(code).into())));
        }
    }
    changes.into_iter().for_each(|(span, kind)| reading.note(span, kind));
}

fn member<'n>(text: &str, node: &'n Node, name: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Object(members) => member_of(text, members, name),
        _ => None,
    }
}

fn member_of<'n>(text: &str, members: &'n [(Piece, Node)], name: &str) -> Option<&'n Node> {
    members.iter().rfind(|(key, _)| text[key.start..key.end].eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// The blocks of HCL as a body: those that may be repeated become a list.
fn blocks(text: &str, node: Node) -> Node {
    let place = node.place;
    let Value::Object(members) = node.value else { return node };
    let (mut blocks, mut rest) = (Vec::new(), Vec::new());
    let mut name = None;
    for (key, value) in members {
        match (&text[key.start..key.end], &value.value) {
            ("permissions", Value::Object(_)) => {
                name = Some(key);
                blocks.push(value);
            }
            // Only Terraform knows how many blocks come of it.
            ("dynamic", _) => {
                let written = text.get(key.start..value.place.start).unwrap_or_default();
                let Some(at) = written.find("permissions") else { continue };
                let label = key.start + at;
                name = Some(Piece::new(label, label + "permissions".len()));
                let place = Piece::new(key.start, value.place.start);
                blocks.push(Node {
                    place,
                    value: Value::Name(Piece::new(key.start, key.start + written.trim_end().len())),
                });
            }
            // What Terraform itself does with the resource.
            ("count" | "for_each" | "provider" | "depends_on" | "lifecycle" | "timeouts", _) => {}
            _ => rest.push((key, value)),
        }
    }
    rest.extend(name.map(|key| (key, Node { place, value: Value::List(blocks) })));
    Node { place, value: Value::Object(rest) }
}

fn read_literal(text: &str, node: &Node, dialect: Dialect) -> Reading {
    let mut reading = Reading::new(Form::Code);
    json::read_node(&Body { text, within: node.place, line: None, dialect }, node, &mut reading);
    reading
}

/// A request that a program sends itself.
fn request(text: &str, start: usize, parser: &mut Parser<'_>, kind: Kind) -> Option<Read> {
    let arguments = parser.arguments()?;
    let span = Span::new(start, parser.at);
    let place = arguments.iter().find_map(|(_, node)| match node.value {
        Value::Text(piece) | Value::Name(piece) => Some(piece),
        _ => None,
    })?;
    // The server may be worked out, as long as the path ends what is.
    let url = text[place.start..place.end].trim_end_matches(['"', '\'', '`']);
    if !url.contains(curl::PATH) {
        return None;
    }
    let of = |name: &str| {
        arguments.iter().find_map(|(key, node)| {
            let own = key.is_some_and(|key| &text[key.start..key.end] == name).then_some(node);
            own.or_else(|| member(text, node, name))
        })
    };
    let body = of("body").or_else(|| of("json")).or_else(|| of("data"));
    let mut reading = Reading::new(Form::Code);
    let method = of("method").map(|node| match node.value {
        Value::Text(piece) => &text[piece.start..piece.end],
        _ => &text[node.place.start..node.place.end],
    });
    // `fetch` gets where no method is named.
    let posts = kind == Kind::Requests || method.is_some_and(|method| method.eq_ignore_ascii_case("post"));
    if !posts || !curl::is_endpoint(url) {
        reading.problem(span, ProblemKind::OtherRequest);
        return Some((kind.title().into(), span, reading));
    }
    match body.map(|node| (&node.value, node)) {
        Some((Value::Text(piece), _)) => {
            let view = View::of_string(&text[piece.start..piece.end], piece.start);
            let within = Piece::new(0, view.text.len());
            json::read(&Body { text: &view.text, within, line: None, dialect: Dialect::Server }, &mut reading);
            reading = reading.moved(&|span| view.place(span));
        }
        Some((_, node)) => reading = read_literal(text, node, Dialect::Server),
        None => reading.problem(span, ProblemKind::NoBody),
    }
    reading.server = NamedServer::of(Span::new(place.start, place.end), url);
    Some((kind.title().into(), span, reading))
}

/// All permissions that a program of Python makes, as those of one token.
fn permissions(text: &str, start: usize, parser: &mut Parser<'_>) -> Option<Read> {
    // A call that gathers them says more.
    for call in ["AuthorizationPostRequest(", "create_authorization(", "Authorization("] {
        for at in calls::live(text, start, call) {
            parser.at = at + call.len() - 1;
            let line = text[..parser.at].rfind('\n').map_or(0, |end| end + 1);
            let sends = call.starts_with('c') && !defines(&text[line..parser.at]);
            let gathers = |node: Node| match inner(text, node) {
                Node { value: Value::Name(_), .. } => sends,
                node => member(text, &node, "permissions").is_some(),
            };
            if parser.call_arguments().is_some_and(gathers) || parser.fuel == 0 {
                return None;
            }
        }
    }
    let mut items = Vec::new();
    let mut end = start;
    for at in calls::live(text, start, "Permission(") {
        parser.at = at + "Permission".len();
        if let Some(node) = parser.call_arguments()
            && member(text, &node, "action").is_some()
        {
            items.push(node);
            end = parser.at;
        }
        if parser.fuel == 0 {
            return None;
        }
    }
    parser.at = end;
    if items.is_empty() {
        return None;
    }
    let node = Node { place: Piece::new(start, end), value: Value::List(items) };
    Some((Kind::Permissions.title().into(), Span::new(start, end), read_literal(text, &node, Dialect::Snake)))
}
