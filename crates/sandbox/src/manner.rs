//! The manners of the server's two routers: how each lays out an answer, and what it says to a path or method that it does
//! not know.

use crate::answer::{Answer, Code, Handled, Refusal, finish};
use crate::wire::Style;

/// What the API says to a path that no resource has.
pub fn no_such_path() -> Answer {
    Refusal::not_found("path not found").answer(Style::Compact)
}

/// What httprouter says to a method that a path does not have; `allowed` is sorted and without OPTIONS.
pub fn method_not_allowed(allowed: &[&str]) -> Answer {
    let mut methods: Vec<_> = allowed.to_vec();
    methods.push("OPTIONS");
    methods.sort_unstable();
    let allow = methods.join(", ");
    Refusal::new(Code::MethodNotAllowed, format!("allow: {allow}")).answer(Style::Compact).with("allow", allow)
}

/// Lays out an answer of a resource on chi.
pub fn chi(handled: Handled) -> Answer {
    finish(Style::Indented, handled)
}

/// Lays out an answer of a resource on httprouter.
pub fn httprouter(handled: Handled) -> Answer {
    finish(Style::Compact, handled)
}
