//! Which questions to ask a server about a choice, and when to stop.

use super::{Caller, Coverage, Knowledge, Verdict};
use crate::Id;
use crate::permission::{Permission, PermissionSet};

/// The most questions about one choice: each refusal names one permission only, and each question is a request.
const QUESTIONS: usize = 8;

/// The most permissions in a question after a refusal. The first question holds everything, because it mostly settles all.
const AFTER_REFUSAL: usize = 256;

/// The questions about one choice for one owner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    asked: usize,
}

impl Plan {
    /// The permissions to ask about next; `None` when all is known or enough was asked.
    pub fn next(
        &mut self,
        set: &PermissionSet,
        owner: Id,
        caller: &Caller,
        known: &Knowledge,
    ) -> Option<Vec<Permission>> {
        if self.asked >= QUESTIONS {
            return None;
        }
        let is = |verdict: Verdict| move |held: &&Permission| caller.may_grant(held, known) == verdict;
        let most = if self.asked == 0 { usize::MAX } else { AFTER_REFUSAL };
        let mut next: Vec<Permission> = set.iter().filter(is(Verdict::Unknown)).take(most).cloned().collect();
        match caller.coverage(set, Some(owner), known) {
            Coverage::Empty | Coverage::Covered | Coverage::NotForOwner(_) => return None,
            // Only the owner is not certain. A question needs a permission, so one that is known goes with it.
            Coverage::Uncertain { unknown: 0 } => next.extend(set.iter().find(is(Verdict::Yes)).cloned()),
            Coverage::Uncertain { .. } | Coverage::Refused { .. } => {}
        }
        self.asked += 1;
        (!next.is_empty()).then_some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::dry_run::Answer;
    use crate::permission::{Action, ResourceType};
    use crate::session::{AccessLevel, Named, Server, Session, Visibility};

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn bucket(number: u64) -> Permission {
        Permission::on_object(Action::Read, ResourceType::Buckets, id(number), id(0xaa))
    }

    fn caller(access: AccessLevel) -> Caller {
        let named = |number, name: &str| Named { id: id(number), name: name.to_owned() };
        Caller::of(&Session {
            server: Server::default(),
            me: named(0xbb, "ada"),
            orgs: Vec::new(),
            org: named(0xaa, "acme"),
            types: ResourceType::KNOWN.to_vec(),
            access,
            visibility: Visibility::All,
        })
    }

    /// Asks a server that grants what `held` covers, until the plan ends; how many questions that took.
    fn ask(set: &PermissionSet, held: &PermissionSet, known: &mut Knowledge) -> usize {
        let (mut plan, owner, caller) = (Plan::default(), id(0xbb), caller(AccessLevel::Custom));
        let mut questions = 0;
        while let Some(asked) = plan.next(set, owner, &caller, known) {
            questions += 1;
            let answer = match asked.iter().find(|permission| !held.covers(permission)) {
                Some(first) => Answer::Refused(first.clone()),
                None => Answer::Granted,
            };
            known.learn(&asked, owner, &answer);
        }
        questions
    }

    #[test]
    fn one_question_settles_what_is_granted_and_it_is_not_asked_again() {
        let set: PermissionSet = (1..=10_000).map(bucket).collect();
        let mut known = Knowledge::default();
        assert_eq!(ask(&set, &set, &mut known), 1);
        assert_eq!(ask(&set, &set, &mut known), 0);
        let fewer: PermissionSet = (5..=9).map(bucket).collect();
        assert_eq!(ask(&fewer, &set, &mut known), 0);
    }

    #[test]
    fn each_refused_one_takes_one_question_more() {
        let set: PermissionSet = (1..=6).map(bucket).collect();
        let held: PermissionSet = [1, 3, 4, 6].map(bucket).into_iter().collect();
        let mut known = Knowledge::default();
        assert_eq!(ask(&set, &held, &mut known), 3);
        let refused = Coverage::Refused { permissions: vec![bucket(2), bucket(5)], unknown: 0 };
        assert_eq!(caller(AccessLevel::Custom).coverage(&set, Some(id(0xbb)), &known), refused);
    }

    #[test]
    fn it_stops_after_a_few_and_says_what_is_left() {
        let set: PermissionSet = (1..=10_000).map(bucket).collect();
        let mut known = Knowledge::default();
        assert_eq!(ask(&set, &PermissionSet::empty(), &mut known), QUESTIONS);
        let Coverage::Refused { permissions, unknown } =
            caller(AccessLevel::Custom).coverage(&set, Some(id(0xbb)), &known)
        else {
            panic!("some were refused")
        };
        assert_eq!((permissions.len(), unknown), (QUESTIONS, 10_000 - QUESTIONS));
    }

    #[test]
    fn an_operator_and_all_access_for_its_own_user_need_no_question() {
        let set: PermissionSet = [bucket(1)].into_iter().collect();
        let known = Knowledge::default();
        for access in [AccessLevel::Operator, AccessLevel::AllAccess] {
            assert_eq!(Plan::default().next(&set, id(0xbb), &caller(access), &known), None);
        }
        let all_access = caller(AccessLevel::AllAccess);
        let about_the_owner = Plan::default().next(&set, id(0xcc), &all_access, &known);
        assert_eq!(about_the_owner, Some(vec![bucket(1)]));
    }

    #[test]
    fn nothing_more_is_asked_when_no_token_can_be_made_at_all() {
        let set: PermissionSet = [bucket(1)].into_iter().collect();
        let mut known = Knowledge::default();
        let lacking = Permission::in_org(Action::Write, ResourceType::Authorizations, id(0xaa));
        known.learn(set.as_slice(), id(0xbb), &Answer::MayNotMint(lacking));
        assert_eq!(Plan::default().next(&set, id(0xbb), &caller(AccessLevel::Custom), &known), None);
    }
}
