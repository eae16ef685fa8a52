//! What the list says of a create whose answer leaves open what is stored.
//!
//! Names are unique, so a request that a browser or a proxy sends twice ends with a refusal: the name belongs to the
//! credential that the first of the two made. What looks as asked for is never proven to be ours.

use super::{NewV1Authorization, V1Table};
use crate::Id;
use crate::outcome::was_created_meanwhile;
use console_core::create::{Attempt, Lookalike};

/// Why an answer leaves open what is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum V1Doubt {
    /// It was lost.
    Lost,
    /// It says that the name is taken, perhaps by the same request, which was sent twice.
    Taken,
}

/// What is known besides the list.
#[derive(Clone, Copy, Debug)]
pub struct V1OutcomeContext<'a> {
    /// Why the list is asked.
    pub doubt: V1Doubt,
    /// The list as it was known before the create was sent, if it was.
    pub before: Option<&'a V1Table>,
    /// When the create was under way.
    pub sent: Attempt,
    /// How many milliseconds the server's clock is before that of this device, if it told.
    pub ahead: Option<i64>,
}

/// What became of a create, as far as the list tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum V1Outcome {
    /// No credential has the name so far.
    NotFound,
    /// One of the name looks as asked for, and is not known from before.
    Found(Lookalike<Id>),
    /// One of the name grants something else.
    Another(Id),
    /// The name belongs to a credential that does not come of this create, perhaps in another organization.
    Taken,
}

impl NewV1Authorization {
    /// What the list says of this create.
    pub fn outcome(&self, list: &V1Table, known: V1OutcomeContext<'_>) -> V1Outcome {
        let V1OutcomeContext { doubt, before, sent, ahead } = known;
        match (list.named(&self.username), doubt) {
            (None, V1Doubt::Lost) => V1Outcome::NotFound,
            (None, V1Doubt::Taken) => V1Outcome::Taken,
            (Some(found), V1Doubt::Lost) if !self.is(found) => V1Outcome::Another(found.authorization.id),
            (Some(found), V1Doubt::Taken) if !self.is(found) => V1Outcome::Taken,
            (Some(found), _) => {
                let id = found.authorization.id;
                if before.is_some_and(|before| before.find(id).is_some()) {
                    return V1Outcome::Taken;
                }
                let likely = was_created_meanwhile(id, &sent, ahead);
                // Where the list before is not known, or not the whole of it, only what was created meanwhile is told from
                // what was there already.
                let is_new = likely || before.is_some_and(|before| before.unreadable == 0);
                if doubt == V1Doubt::Taken && !is_new {
                    return V1Outcome::Taken;
                }
                V1Outcome::Found(Lookalike { id, likely })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::V1Authorization;
    use crate::authorization::listing::tests::{id, row};

    const READS: &str = "read:orgs/00000000000000aa/buckets/0000000000000007";
    const WRITES: &str = "write:orgs/00000000000000aa/buckets/0000000000000007";
    /// When the create was sent, after the epoch of the server's ids.
    const SENT: u64 = 60_000;

    /// The number of an id that the server made so many milliseconds after the epoch of its ids.
    const fn made_at(ms: u64) -> u64 {
        ms << 22
    }

    fn table(rows: &[(u64, &str, &str)]) -> V1Table {
        let credential = |(number, name, line): &(u64, &str, &str)| V1Authorization {
            username: (*name).into(),
            authorization: row(*number, "", &[line]),
        };
        V1Table { rows: rows.iter().map(credential).collect(), ..V1Table::default() }
    }

    fn outcome(doubt: V1Doubt, before: Option<&V1Table>, list: &V1Table, ahead: Option<i64>) -> V1Outcome {
        let asked = row(1, "", &[READS]);
        let new = NewV1Authorization {
            org: asked.org,
            username: "grafana".to_owned(),
            description: String::new(),
            permissions: asked.permissions.iter().cloned().collect(),
        };
        let began = i64::try_from(id(made_at(SENT)).generated_at_ms()).expect("a moment");
        let sent = Attempt { began, ended: Some(began + 100) };
        new.outcome(list, V1OutcomeContext { doubt, before, sent, ahead })
    }

    #[test]
    fn a_taken_name_is_told_from_a_create_that_was_sent_twice() {
        let taken = |before: Option<&V1Table>, list: &V1Table, ahead| outcome(V1Doubt::Taken, before, list, ahead);
        let (own, earlier) = (made_at(SENT + 50), made_at(SENT - 20_000));
        let found = |number, likely| V1Outcome::Found(Lookalike { id: id(number), likely });
        let before = table(&[(3, "kiosk", READS)]);
        let appeared = table(&[(3, "kiosk", READS), (own, "grafana", READS)]);
        assert_eq!(taken(Some(&before), &appeared, Some(0)), found(own, true));
        assert_eq!(taken(Some(&before), &appeared, None), found(own, false), "no clock, but it is new");
        assert_eq!(taken(Some(&appeared), &appeared, Some(0)), V1Outcome::Taken, "it was there before");
        assert_eq!(taken(Some(&before), &before, Some(0)), V1Outcome::Taken, "in another organization");
        let other = table(&[(own, "grafana", WRITES)]);
        assert_eq!(taken(Some(&before), &other, Some(0)), V1Outcome::Taken, "it grants something else");
        let since_the_list = table(&[(earlier, "grafana", READS)]);
        assert_eq!(taken(Some(&before), &since_the_list, Some(0)), found(earlier, false));
    }

    #[test]
    fn without_the_whole_list_of_before_the_clock_alone_tells_what_is_new() {
        let (own, earlier) = (made_at(SENT + 50), made_at(SENT - 20_000));
        let partly = V1Table { unreadable: 1, ..V1Table::default() };
        for before in [None, Some(&partly)] {
            let taken = |number, ahead| outcome(V1Doubt::Taken, before, &table(&[(number, "grafana", READS)]), ahead);
            assert_eq!(taken(own, Some(0)), V1Outcome::Found(Lookalike { id: id(own), likely: true }));
            assert_eq!(taken(own, None), V1Outcome::Taken);
            assert_eq!(taken(earlier, Some(0)), V1Outcome::Taken);
        }
    }

    #[test]
    fn a_lost_answer_is_judged_by_what_has_the_name() {
        let before = V1Table::default();
        let lost = |list: &V1Table| outcome(V1Doubt::Lost, Some(&before), list, None);
        assert_eq!(lost(&before), V1Outcome::NotFound);
        assert_eq!(lost(&table(&[(2, "grafana", WRITES)])), V1Outcome::Another(id(2)));
        let alike = table(&[(2, "grafana", READS)]);
        let found = V1Outcome::Found(Lookalike { id: id(2), likely: false });
        assert_eq!(lost(&alike), found);
        assert_eq!(outcome(V1Doubt::Lost, None, &alike, None), found, "whatever was known before");
        assert_eq!(outcome(V1Doubt::Lost, Some(&alike), &alike, None), V1Outcome::Taken, "it was there before");
    }
}
