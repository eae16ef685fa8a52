//! What a plan means, in numbers and sentences.

use super::Line;
use crate::Id;
use crate::authorization::guard::Guard;
use console_core::text::number;
use std::collections::BTreeMap;

/// What the plan means, in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequences {
    /// Tokens that work now and stop.
    pub stop: usize,
    /// Tokens that are issued anew; whoever uses them needs the new secret.
    pub re_issued: usize,
    /// Tokens that have a successor already.
    pub replaced: usize,
    /// Of those: whose successor's secret was never shown here, because the answer was lost.
    pub secrets_lost: usize,
    /// Tokens that do not work now either.
    pub idle: usize,
    /// Why some should not go.
    pub guards: BTreeMap<Id, Vec<Guard>>,
}

impl Consequences {
    /// How far it is, as a title. A successor whose secret was never shown is not among those that tokens have.
    pub fn progress(&self) -> String {
        let (have, open, lost) = (self.replaced - self.secrets_lost, self.re_issued, self.secrets_lost);
        if self.replaced == 0 {
            return "Nothing has been changed yet".to_owned();
        }
        let have = match (have, open) {
            (0, _) => None,
            (1, 0) => Some("1 token has its successor".to_owned()),
            (1, _) => Some("1 has its successor".to_owned()),
            (have, 0) => Some(format!("{} tokens have their successors", number(have))),
            (have, _) => Some(format!("{} have their successors", number(have))),
        };
        let the = if have.is_some() { "the" } else { "The" };
        let lost = match lost {
            0 => None,
            1 => Some(format!("{the} secret of 1 new token was never shown")),
            lost => Some(format!("{the} secrets of {} new tokens were never shown", number(lost))),
        };
        let open = (open > 0).then(|| format!("{} to go", number(open)));
        [have, lost, open].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// What holds for the tokens behind the first so many, in a sentence; nothing where there are none.
pub fn beyond(lines: &[Line], shown: usize) -> Option<String> {
    let rest = lines.get(shown..).filter(|rest| !rest.is_empty())?;
    let count = |fits: fn(&Line) -> bool| rest.iter().filter(|line| fits(line)).count();
    let (re_issued, replaced) = (count(Line::is_to_create), count(|line| line.replaced_by.is_some()));
    let lost = count(|line| line.secret_lost);
    let parts = [
        (re_issued, "re-issued"),
        (replaced - lost, "with a successor already"),
        (lost, "with a successor whose secret was never shown"),
        (rest.len() - re_issued - replaced, "not re-issued"),
    ];
    let told = parts.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, what)| format!("{} {what}", number(count))).collect();
    Some(format!("And {} more: {}.", number(rest.len()), told.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_it_is_tells_lost_secrets_apart() {
        for (replaced, secrets_lost, re_issued, title) in [
            (0, 0, 3, "Nothing has been changed yet"),
            (1, 0, 0, "1 token has its successor"),
            (6, 1, 0, "5 tokens have their successors, the secret of 1 new token was never shown"),
            (6, 2, 1, "4 have their successors, the secrets of 2 new tokens were never shown, 1 to go"),
            (1, 1, 0, "The secret of 1 new token was never shown"),
            (2, 0, 1, "2 have their successors, 1 to go"),
        ] {
            let told = Consequences { stop: 0, re_issued, replaced, secrets_lost, idle: 0, guards: BTreeMap::new() };
            assert_eq!(told.progress(), title);
        }
    }
}
