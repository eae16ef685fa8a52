//! A server that can lose answers, and a run that speaks to it.

use console_core::Secret;
use influxdb2::api::authorizations::Created;
use influxdb2::authorization::{Authorization, AuthorizationTable, NewAuthorization, Status};
use influxdb2::batch::{BatchForm, Maker, Origin, Plan, Row, Run, Step};
use influxdb2::draft::{Draft, Surroundings};
use influxdb2::outcome::{Before, Since};
use influxdb2::permission::{Action, ResourceType};
use influxdb2::session::Named;
use influxdb2::{ApiError, Id, Names, outcome};
use std::collections::{BTreeMap, BTreeSet};

pub fn id(number: u64) -> Id {
    Id::from_number(number).expect("not zero")
}

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Answered,
    LostAfter,
    LostBefore,
    Refused,
    TooMany,
    SessionEnded,
}

#[derive(Default)]
pub struct Server {
    next: u64,
    /// Every token that is stored.
    pub tokens: BTreeMap<Id, NewAuthorization>,
    /// How often each description was asked for.
    pub asked: BTreeMap<String, usize>,
    /// Every create and delete, in order.
    pub log: Vec<String>,
}

impl Server {
    fn table(&self) -> AuthorizationTable {
        let rows = self.tokens.iter().map(|(id, new)| authorization(*id, new)).collect();
        AuthorizationTable { rows, ..AuthorizationTable::default() }
    }

    fn create(&mut self, new: NewAuthorization, fate: Fate) -> Result<Created, ApiError> {
        *self.asked.entry(new.description.clone()).or_default() += 1;
        self.log.push(format!("create {}", new.description));
        error(fate, fate == Fate::LostBefore)?;
        self.next += 1;
        let id = id(0x1000 + self.next);
        let created = Created {
            authorization: authorization(id, &new),
            names: Names::default(),
            secret: Secret::new(format!("secret-of-{id}-{}", new.description)),
        };
        self.tokens.insert(id, new);
        error(fate, fate == Fate::LostAfter)?;
        Ok(created)
    }

    fn delete(&mut self, id: Id, fate: Fate) -> Result<(), ApiError> {
        self.log.push(format!("delete {id}"));
        error(fate, fate == Fate::LostBefore)?;
        let gone = self.tokens.remove(&id).is_none();
        error(fate, fate == Fate::LostAfter)?;
        if gone { Err(ApiError::NotFound { message: "authorization not found".to_owned() }) } else { Ok(()) }
    }
}

fn error(fate: Fate, lost: bool) -> Result<(), ApiError> {
    match fate {
        Fate::Refused => Err(ApiError::Rejected { message: "no".to_owned() }),
        Fate::TooMany => Err(ApiError::TooManyRequests { retry_after: Some(2) }),
        Fate::SessionEnded => Err(ApiError::NotSignedIn),
        _ if lost => Err(ApiError::Unreachable),
        _ => Ok(()),
    }
}

fn authorization(id: Id, new: &NewAuthorization) -> Authorization {
    Authorization {
        id,
        org: new.org,
        user: new.user.expect("the form names it"),
        status: Status::Active,
        description: new.description.as_str().into(),
        permissions: new.permissions.iter().cloned().collect(),
        created_ms: None,
        changed_ms: None,
    }
}

/// A run over these names that grants reading one bucket.
pub fn run(names: &[&str]) -> Run {
    let mut known = Names::default();
    known.insert(&ResourceType::Buckets, id(1), "sensors");
    let mut draft = Draft::new(id(0xaa));
    draft.selection.tick(&ResourceType::Buckets, id(1), Action::Read, true);
    let around = Surroundings { org_name: "acme", me: id(0xbb), types: &ResourceType::KNOWN, names: &known };
    let several = BatchForm { names: names.join("\n"), ..BatchForm::default() };
    let maker = Maker::new(&several, &draft, around);
    let plan = Plan::new(&several, None);
    let rows = plan.rows.iter().map(|row| Row::new(maker.order(row).expect("something is granted"))).collect();
    let origin = Origin {
        serial: 1,
        server: "https://influx.example".to_owned(),
        org: Named { id: id(0xaa), name: "acme".into() },
    };
    Run::new(origin, rows)
}

/// Carries out the next step, if there is one. `sees` tells whether the list shows the owner's tokens.
pub fn step(run: &mut Run, server: &mut Server, fate: Fate, sees: bool) -> bool {
    let Some(step) = run.step() else { return false };
    assert!(run.step().is_none(), "one step at a time");
    let list = |server: &Server| -> Result<AuthorizationTable, ApiError> {
        error(fate, matches!(fate, Fate::LostBefore | Fate::LostAfter))?;
        Ok(if sees { server.table() } else { AuthorizationTable::default() })
    };
    match step {
        Step::Look => run.knows(list(server).ok().map(|table| Before::new(&table, Since::List))),
        Step::Create(row, new) => {
            let answer = server.create(new, fate);
            run.answered(row, answer);
        }
        Step::Compare(row, asked, before) => {
            let found = list(server).map(|table| match before {
                Some(before) => outcome::compare(&before, &table, &asked, sees),
                None => outcome::Outcome::Hidden,
            });
            run.compared(row, found);
        }
        Step::Delete(row, id) => {
            let answer = server.delete(id, fate);
            run.deleted(row, answer);
        }
        Step::Wait => run.waited(),
    }
    true
}

/// Carries steps out until the run stops, each with the next of these fates, and all later ones answered.
pub fn play(run: &mut Run, server: &mut Server, fates: &[Fate]) {
    let mut fates = fates.iter().copied();
    while step(run, server, fates.next().unwrap_or(Fate::Answered), true) {}
}

pub fn descriptions(server: &Server) -> BTreeSet<String> {
    server.tokens.values().map(|new| new.description.clone()).collect()
}
