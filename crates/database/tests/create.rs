//! A create through the run that every server's tokens go through: answered, lost, sent twice, and refused for its form.

mod cluster;

use cluster::Cluster;
use console_core::Remote;
use console_core::Secret;
use console_core::create::words::{text, title, twin_text, twin_title};
use console_core::text::SecretsFile;
use database::api::tokens;
use database::create::{
    Change, CreateTarget, DatabaseTokens, ExpirySpelling, NewToken, Origin, Outcome, Row, Run, State, Step, compare,
    export,
};
use database::permission::{Action, Permission};
use database::token_test::{self, Answer};
use database::{ApiError, Id};
use serde_json::json;
use std::collections::BTreeSet;

/// A console without screens: it carries out what a run asks for. Its clock is that of the server.
struct Console {
    cluster: Cluster,
    run: Run,
    spelling: ExpirySpelling,
    sent: usize,
}

fn asked(description: &str) -> NewToken {
    NewToken {
        description: description.to_owned(),
        permissions: [Permission::on(Action::Read, "weather")].into_iter().collect(),
        expires_ms: Some(1_893_456_000_000),
    }
}

fn now_ms() -> i64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    i64::try_from(now.as_millis()).expect("not that late")
}

impl Console {
    fn new(profile: &str, rows: &[&str]) -> Self {
        let cluster = Cluster::start(profile);
        let place = CreateTarget { server: "https://cluster.example".to_owned(), paths: cluster.paths };
        let row = |description: &&str| Row::new((*description).to_owned(), asked(description));
        let run = Run::new(Origin { serial: 1, place }, rows.iter().map(row).collect());
        Self { cluster, run, spelling: ExpirySpelling::default(), sent: 0 }
    }

    fn list(&mut self) -> database::token::TokenTable {
        tokens::decode_list(&self.cluster.ask(&tokens::list(self.cluster.paths)).expect("an answer")).expect("a list")
    }

    fn send(&mut self, new: &NewToken, spelling: ExpirySpelling) -> Result<database::create::Created, ApiError> {
        self.sent += 1;
        let response = self.cluster.ask(&tokens::create(self.cluster.paths, new, spelling)).map_err(ApiError::from)?;
        tokens::decode_created(&response)
    }

    /// Carries out everything that is to be done, and lets every pause pass at once.
    fn go(&mut self) {
        while let Some(step) = self.run.step(now_ms()) {
            match step {
                Step::List => {
                    let ids = self.list().rows.iter().map(|row| row.id).collect();
                    self.run.knows(Ok(ids));
                }
                Step::Create(row, new) => {
                    let spelling = self.spelling;
                    let mut answer = self.send(&new, spelling);
                    if let Some(again) = answer.as_ref().err().and_then(|error| spelling.after(error)) {
                        answer = self.send(&new, again);
                        self.spelling = spelling.remembered(again, answer.is_ok());
                    }
                    self.run.answered(row, answer, now_ms());
                }
                Step::Look => {
                    let ours: BTreeSet<Id> = self.run.rows().iter().filter_map(Row::token).collect();
                    let list = self.list();
                    let looked = compare(&self.run, &list, &ours, Some(0));
                    self.run.looked(Ok(looked));
                }
                Step::Delete(row, id) => {
                    let answer = self.revoke(id);
                    self.run.deleted(row, id, answer);
                }
                Step::Change(id, change) => {
                    let answer = self.revoke(id);
                    self.run.changed(id, change, answer);
                }
                Step::Wait => self.run.waited(),
                Step::Rest { ticket, .. } => {
                    self.run.rested(ticket);
                }
            }
        }
    }

    fn revoke(&mut self, id: Id) -> Result<(), ApiError> {
        let response = self.cluster.ask(&tokens::revoke(self.cluster.paths, id)).map_err(ApiError::from)?;
        tokens::decode_revoked(&response)
    }

    /// How many tokens of this description are stored and work.
    fn stored(&self, description: &str) -> usize {
        let works = |token: &&serde_json::Value| token["description"] == description && token["revokedAt"].is_null();
        self.cluster.stored().iter().filter(works).count()
    }
}

#[test]
fn several_tokens_are_created_and_taken_back() {
    let mut console = Console::new("dedicated", &["one", "two"]);
    console.go();
    assert_eq!((console.run.tally().created, console.run.tally().unsaved), (2, 2));
    assert!(console.run.twins().is_empty() && console.run.must_stay());
    for file in SecretsFile::ALL {
        let (text, rows) = export(&console.run, "https://cluster.example", file);
        assert_eq!((rows.as_slice(), text.matches("apiv1_").count()), ([0, 1].as_slice(), 2), "{file:?}");
        assert_eq!(text.capacity(), text.len(), "{file:?}: a text that grows leaves its old bytes behind");
    }
    let (json, _) = export(&console.run, "https://cluster.example", SecretsFile::Json);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["host"], &json["tokens"][1]["description"]), (&json!("https://cluster.example"), &json!("two")));
    console.run.undo();
    console.go();
    assert_eq!((console.run.tally().deleted, console.stored("one"), console.stored("two")), (2, 0, 0));
}

#[test]
fn a_lost_answer_is_looked_into_and_what_looks_like_it_is_never_called_ours() {
    for lost in [
        json!({"kind": "cut", "when": "after"}),
        json!({"kind": "garbage", "what": "html", "stored": true}),
        json!({"kind": "status", "status": 403, "body": "denied by the gateway", "stored": true}),
        json!({"kind": "truncate", "bytes": 20}),
    ] {
        let mut console = Console::new("clustered", &["one"]);
        console.cluster.order("POST", lost.clone());
        console.go();
        let State::Lost { error, outcome, .. } = &console.run.rows()[0].state else {
            panic!("{lost}: {:?}", console.run.rows()[0].state)
        };
        let Remote::Ready(Outcome::Found(alike)) = outcome else { panic!("{lost}: {outcome:?}") };
        assert!(alike.len() == 1 && alike[0].likely, "{lost}: it was created meanwhile");
        let told = text::<DatabaseTokens>(error, outcome, None, |_| "at noon".to_owned());
        assert!(told.contains(&alike[0].id.to_string()) && told.contains("somebody else"), "{told}");
        assert!(title(error, outcome).ends_with("A new token looks like it."));
        assert_eq!((console.sent, console.stored("one")), (1, 1), "{lost}: nothing is repeated by itself");
        let named = console.run.replaceable();
        console.run.replace(&named);
        console.go();
        assert_eq!((console.run.tally().created, console.stored("one")), (1, 1), "{lost}");
    }
}

#[test]
fn what_was_cut_before_it_arrived_is_not_found_and_can_be_finished() {
    let mut console = Console::new("clustered-flat-paths", &["one"]);
    console.cluster.order("POST", json!({"kind": "cut", "when": "before"}));
    console.go();
    assert_eq!(console.run.tally().not_found, 1);
    console.run.finish();
    console.go();
    assert_eq!((console.run.tally().created, console.stored("one")), (1, 1));
}

#[test]
fn a_create_that_was_sent_twice_on_the_way_is_told_and_can_be_revoked() {
    for profile in ["clustered", "clustered-flat-paths", "dedicated"] {
        let mut console = Console::new(profile, &["one"]);
        console.cluster.order("POST", json!({"kind": "doubled"}));
        console.go();
        assert_eq!((console.stored("one"), console.run.twins().len()), (2, 1), "{profile}");
        let twin = console.run.twins()[0].clone();
        assert!(twin.likely, "{profile}: both were created within the request");
        assert!(twin_text(&twin, console.run.rows()[0].token(), |_| String::new()).contains("sent twice"));
        console.run.change_twin(twin.id, Change::Delete);
        console.go();
        assert_eq!(console.stored("one"), 1, "{profile}");
        assert_eq!(twin_title(&console.run.twins()[0], console.run.rows()[0].token()), "The second token was revoked");
    }
}

#[test]
fn a_release_that_wants_the_type_of_an_expiry_is_asked_once_more_and_remembered() {
    let mut console = Console::new("dedicated", &["one", "two"]);
    console
        .cluster
        .order("POST", json!({"kind": "status", "status": 400, "body": {"code": 400, "message": "bad request"}}));
    console.go();
    assert_eq!((console.run.tally().created, console.sent), (2, 3), "the second one is spelled right at once");
    assert_eq!(console.spelling, ExpirySpelling::WithType);
    let mut refused = Console::new("dedicated", &["one"]);
    for _ in 0..2 {
        let again = json!({"kind": "status", "status": 400, "body": {"code": 400, "message": "bad request"}});
        refused.cluster.order("POST", again);
    }
    refused.go();
    assert_eq!((refused.run.tally().refused, refused.sent, refused.spelling), (1, 2, ExpirySpelling::Alone));
}

#[test]
fn a_new_token_is_tested_until_the_data_plane_knows_it() {
    let mut console = Console::new("clustered", &[]);
    let created = console.send(&asked("one"), ExpirySpelling::Alone).expect("a token");
    let list = console.cluster.ask(&database::api::databases::list(console.cluster.paths)).expect("an answer");
    let databases = database::api::databases::decode_list(&list).expect("databases");
    let proof = token_test::plan(&created.token, &databases).expect("something to test");
    assert_eq!((proof.action, proof.database.as_str()), (Action::Read, "weather"));
    let mut tries = 0;
    let answer = loop {
        tries += 1;
        let request = token_test::request(&proof, Secret::new(created.secret.expose().to_owned()));
        match token_test::decode(&proof, &console.cluster.ask(&request).expect("an answer")) {
            Answer::NotYet(ApiError::NotSignedIn) if tries < 100 => {
                std::thread::sleep(std::time::Duration::from_millis(100))
            }
            answer => break answer,
        }
    };
    assert!(answer == Answer::Works && tries > 1, "{answer:?} after {tries}");
    assert_eq!((token_test::wait_after(1), token_test::wait_after(9)), (Some(2), None));
    let write = token_test::Proof { action: Action::Write, ..proof };
    let request = token_test::request(&write, Secret::new(created.secret.expose().to_owned()));
    let refused = token_test::decode(&write, &console.cluster.ask(&request).expect("an answer"));
    assert!(matches!(refused, Answer::Refused(ApiError::Refused(_))), "{refused:?}");
}
