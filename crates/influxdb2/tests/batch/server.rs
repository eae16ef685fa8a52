//! A server that can lose, double, delay and refuse, and a run that speaks to it.

use console_core::Secret;
use console_core::create::Looked;
use influxdb2::api::authorizations::Created;
use influxdb2::authorization::{Authorization, AuthorizationTable, NewAuthorization, Status};
use influxdb2::batch::{BatchForm, Change, CreateTarget, Maker, Origin, Plan, Row, RowRequest, Run, Step};
use influxdb2::draft::{Draft, DraftContext};
use influxdb2::outcome::{OutcomeContext, compare};
use influxdb2::permission::{Action, Permission, ResourceType};
use influxdb2::session::Named;
use influxdb2::{ApiError, Id, Names};
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
    /// The answer is lost, and the server stores so many milliseconds later.
    Late(i64),
    /// A browser or a proxy sends it twice; the answer to the second one comes.
    Doubled,
    /// It is sent twice, and no answer comes.
    DoubledLost,
    /// It is stored, and something on the way refuses it in words of its own.
    Foreign,
    /// It is sent twice: the first one is stored, then the session ends, and the answer to the second one comes.
    StoredThenEnded,
    Refused,
    TooMany,
    SessionEnded,
}

pub struct Server {
    /// The clock of the server and of the device, in milliseconds since 1970.
    pub now: i64,
    serial: u64,
    /// Every token that is stored.
    pub tokens: BTreeMap<Id, NewAuthorization>,
    /// Those that do not work.
    pub inactive: BTreeSet<Id>,
    late: Vec<(i64, NewAuthorization)>,
    /// The tokens of which an answer told.
    pub answered: BTreeSet<Id>,
    /// Every create and delete, in order.
    pub log: Vec<String>,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            now: 1_800_000_000_000,
            serial: 0,
            tokens: BTreeMap::new(),
            inactive: BTreeSet::new(),
            late: Vec::new(),
            answered: BTreeSet::new(),
            log: Vec::new(),
        }
    }
}

impl Server {
    /// Stores a token as the server does, whoever asks; its id tells the time.
    pub fn store(&mut self, new: NewAuthorization) -> Id {
        self.serial += 1;
        let ms = u64::try_from(self.now - 1_491_696_000_000).expect("after the server's epoch");
        let id = id(ms << 22 | self.serial);
        self.tokens.insert(id, new);
        id
    }

    /// Lets time pass.
    pub fn pass(&mut self, ms: i64) {
        self.now += ms;
        let due: Vec<_> = self.late.extract_if(.., |(at, _)| *at <= self.now).collect();
        for (_, new) in due {
            self.store(new);
        }
    }

    pub fn table(&self) -> AuthorizationTable {
        let rows = self.tokens.iter().map(|(id, new)| authorization(*id, new)).collect();
        AuthorizationTable { rows, ..AuthorizationTable::default() }
    }

    /// What a list shows of what was sent. `sees` tells whether it shows the owner's tokens.
    pub fn compare(&self, run: &Run, table: &AuthorizationTable, sees: bool) -> Looked<Id> {
        compare(run, table, &OutcomeContext { ours: &self.answered, ahead: Some(0), sees: &|_| sees })
    }

    fn create(&mut self, new: &NewAuthorization, fate: Fate) -> Result<Created, ApiError> {
        self.log.push(format!("create {}", new.description));
        self.pass(30);
        match fate {
            Fate::LostBefore => return Err(ApiError::Unreachable),
            Fate::Late(ms) => {
                self.late.push((self.now + ms, new.clone()));
                return Err(ApiError::TimedOut { seconds: 10 });
            }
            Fate::Doubled | Fate::DoubledLost => {
                self.store(new.clone());
                self.pass(20);
            }
            _ => refuse(fate)?,
        }
        let id = self.store(new.clone());
        match fate {
            Fate::LostAfter | Fate::DoubledLost => Err(ApiError::BrokenOff),
            Fate::Foreign => Err(ApiError::Foreign { status: 403, retry_after: None }),
            Fate::StoredThenEnded => Err(ApiError::NotSignedIn),
            _ => {
                self.answered.insert(id);
                let secret = Secret::new(format!("secret-of-{id}-{}", new.description));
                let authorization = authorization(id, new);
                Ok(Created { authorization, names: Names::default(), deviations: Vec::new(), secret })
            }
        }
    }

    fn delete(&mut self, id: Id, fate: Fate) -> Result<(), ApiError> {
        self.log.push(format!("delete {id}"));
        match fate {
            Fate::LostBefore | Fate::Late(_) => return Err(ApiError::Unreachable),
            _ => refuse(fate)?,
        }
        // Gone is gone, also when it is asked for twice; `decode_deleted` reads the answer so.
        self.tokens.remove(&id);
        match fate {
            Fate::LostAfter | Fate::DoubledLost => Err(ApiError::BrokenOff),
            Fate::Foreign => Err(ApiError::Foreign { status: 404, retry_after: None }),
            _ => Ok(()),
        }
    }
}

/// The server's own refusals: nothing is stored.
fn refuse(fate: Fate) -> Result<(), ApiError> {
    match fate {
        Fate::Refused => Err(ApiError::Rejected { message: "no".to_owned() }),
        Fate::TooMany => Err(ApiError::TooManyRequests { retry_after: Some(2) }),
        Fate::SessionEnded => Err(ApiError::NotSignedIn),
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

fn start(rows: Vec<Row>) -> Run {
    let place =
        CreateTarget { server: "https://influx.example".to_owned(), org: Named { id: id(0xaa), name: "acme".into() } };
    Run::new(Origin { serial: 1, place }, rows)
}

/// A run over these names that grants reading one bucket.
pub fn run(names: &[&str]) -> Run {
    let mut known = Names::default();
    known.insert(&ResourceType::Buckets, id(1), "sensors");
    let mut draft = Draft::new(id(0xaa));
    draft.selection.tick(&ResourceType::Buckets, id(1), Action::Read, true);
    let around = DraftContext { org_name: "acme", me: id(0xbb), types: &ResourceType::KNOWN, names: &known };
    let several = BatchForm { names: names.join("\n"), ..BatchForm::default() };
    let maker = Maker::new(&several, &draft, around);
    let plan = Plan::new(&several, None);
    start(plan.rows.iter().map(|row| maker.row_request(row).expect("something is granted").into()).collect())
}

/// What one token is asked for.
pub fn single() -> NewAuthorization {
    NewAuthorization {
        org: id(0xaa),
        user: Some(id(0xbb)),
        status: Status::Active,
        description: "gateway".to_owned(),
        permissions: vec![Permission::on_object(Action::Read, ResourceType::Buckets, id(1), id(0xaa))],
    }
}

/// A run of one row.
pub fn one() -> Run {
    start(vec![RowRequest::from(single()).into()])
}

/// Carries the next step out, if there is one. `sees` tells whether the list shows the owner's tokens.
pub fn step(run: &mut Run, server: &mut Server, fate: Fate, sees: bool) -> bool {
    let Some(step) = run.step(server.now) else { return false };
    if !matches!(step, Step::Rest { .. }) {
        assert_eq!(run.step(server.now), None, "one step at a time");
    }
    let list = |server: &Server| match fate {
        Fate::Answered | Fate::Doubled => Ok(if sees { server.table() } else { AuthorizationTable::default() }),
        Fate::LostBefore | Fate::LostAfter | Fate::DoubledLost | Fate::Late(_) => Err(ApiError::Unreachable),
        Fate::Foreign => Err(ApiError::WebPage),
        fate => refuse(fate).map(|()| server.table()),
    };
    match step {
        Step::List => run.knows(list(server).map(|table| table.rows.iter().map(|row| row.id).collect())),
        Step::Create(row, request) => {
            let answer = server.create(&request.asked(), fate);
            run.answered(row, answer, server.now);
        }
        Step::Look => {
            let seen = list(server).map(|table| server.compare(run, &table, sees));
            run.looked(seen);
        }
        Step::Delete(row, id) => {
            let answer = server.delete(id, fate);
            run.deleted(row, id, answer);
        }
        Step::Change(id, Change::Delete) => {
            let answer = server.delete(id, fate);
            run.changed(id, Change::Delete, answer);
        }
        Step::Change(id, Change::Deactivate) => {
            server.inactive.insert(id);
            run.changed(id, Change::Deactivate, Ok(()));
        }
        Step::Wait => run.waited(),
        Step::Rest { ticket, seconds } => {
            server.pass(i64::from(seconds) * 1_000);
            assert!(run.rested(ticket));
        }
    }
    true
}

/// Carries steps out until the run waits for the next look or stops, each with the next of these fates, and all later ones
/// answered.
pub fn play(run: &mut Run, server: &mut Server, fates: &[Fate]) {
    let mut fates = fates.iter().copied();
    while run.is_active() && step(run, server, fates.next().unwrap_or(Fate::Answered), true) {}
}

/// Lets the last look come and go.
pub fn watch(run: &mut Run, server: &mut Server) {
    while step(run, server, Fate::Answered, true) {}
}

pub fn descriptions(server: &Server) -> BTreeSet<String> {
    server.tokens.values().map(|new| new.description.clone()).collect()
}
