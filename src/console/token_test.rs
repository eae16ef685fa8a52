//! Testing a new token with one request that changes nothing.
//!
//! A refusal is the token's own: it never ends the session of whoever is signed in.

use super::{App, Console};
use crate::shell::http::{Client, Credential};
use crate::shell::latest::Latest;
use crate::shell::{clock, page};
use console_core::Secret;
use influxdb2::formats::Connection;
use influxdb2::object::Object;
use influxdb2::permission::ResourceType;
use influxdb2::reveal::Reveal;
use influxdb2::token_test::{Answer, Plan, Proof};
use influxdb2::{ApiError, Id, Names, token_test};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How far the test of a token is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TokenTest {
    /// Nobody asked for it.
    #[default]
    Untried,
    /// A request is under way.
    Asking {
        /// Which try it is.
        number: u8,
        /// How many there are at most.
        of: u8,
    },
    /// The next try waits, because the answer may come out otherwise then.
    Waiting {
        /// Which try is the next.
        number: u8,
        /// How many there are at most.
        of: u8,
        /// How long it waits.
        seconds: u32,
        /// What the last try brought.
        error: ApiError,
    },
    /// It works.
    Works {
        /// How long the answer took.
        milliseconds: i64,
    },
    /// The server let the token in and had nothing to show.
    ShowedNothing,
    /// The server refused, and would again.
    Refused(ApiError),
    /// The last try did not bring an answer of use either.
    GaveUp {
        /// How many tries there were.
        tries: u8,
        /// What the last one brought.
        error: ApiError,
    },
}

impl App {
    /// Where the token that is shown is used: what its formats are filled in with.
    pub fn place_of_revealed(self) -> Option<Connection> {
        let host = page::full_address(&self.address.get_untracked());
        self.with_revealed(|reveal, names| {
            let token = &reveal.created().authorization;
            // The organization may have been switched since, and the buckets are those of another one then.
            let here = self.console_in(token.org);
            let buckets = here
                .and_then(|here| known_objects(here, &ResourceType::Buckets, <[Object]>::to_vec))
                .unwrap_or_default();
            Connection::new(token, &host, names, &buckets)
        })
    }

    /// How the token that is shown can be tested, and the names to speak of it with.
    pub fn trial_of_revealed(self) -> Option<(Plan, Names)> {
        self.with_revealed(|reveal, names| {
            let token = &reveal.created().authorization;
            (token_test::plan(token, names, &|resource| self.known_object(resource, token.org)), names.clone())
        })
    }

    fn with_revealed<T>(self, read: impl FnOnce(&Reveal, &Names) -> T) -> Option<T> {
        let mut names = self.console_now().map(|console| console.names.get_untracked()).unwrap_or_default();
        self.reveal.with_untracked(|reveal| {
            let reveal = reveal.as_ref()?;
            names.extend(&reveal.created().names);
            Some(read(reveal, &names))
        })
    }

    /// An object of a type in an organization, none of the server's own, if the type was loaded.
    fn known_object(self, resource: &ResourceType, org: Id) -> Option<Id> {
        let first = |objects: &[Object]| objects.iter().find(|object| !object.system).map(|object| object.id);
        known_objects(self.console_in(org)?, resource, first).flatten()
    }

    /// The session, if it is in this organization.
    fn console_in(self, org: Id) -> Option<Console> {
        self.console_now().filter(|console| console.session().is_some_and(|session| session.org.id == org))
    }

    /// Tries the shown token, more than once where waiting may help. `latest` calls it off.
    pub fn try_token(self, proof: Proof, trial: RwSignal<TokenTest>, latest: Latest) {
        let session = self.console_now().and_then(Console::session);
        let of = token_test::tries(&session.map(|session| session.server.clone()).unwrap_or_default());
        let client = Client::new(&self.address.get_untracked(), Credential::None);
        trial.set(TokenTest::Asking { number: 1, of });
        spawn_local(async move {
            for number in 1..=of {
                // A copy for one request; it is wiped with it.
                let secret = self.reveal.with_untracked(|reveal| {
                    reveal.as_ref().map(|reveal| Secret::new(reveal.created().secret.expose().to_owned()))
                });
                let Some(secret) = secret else { return };
                // Each try has a controller of its own, because one that was silent for too long was aborted.
                let ticket = latest.start();
                trial.set(TokenTest::Asking { number, of });
                let started = clock::now_ms();
                let answer = client.send_with(proof.request(secret), ticket.controller(), None).await;
                if !ticket.is_current() {
                    return;
                }
                let error = match proof.judge(answer) {
                    Answer::Works => return trial.set(TokenTest::Works { milliseconds: clock::now_ms() - started }),
                    Answer::ShowedNothing => return trial.set(TokenTest::ShowedNothing),
                    Answer::Refused(error) => return trial.set(TokenTest::Refused(error)),
                    Answer::NotYet(error) if number == of => return trial.set(TokenTest::GaveUp { tries: of, error }),
                    Answer::NotYet(error) => error,
                };
                let seconds = token_test::wait_seconds(number, &error);
                trial.set(TokenTest::Waiting { number: number + 1, of, seconds, error });
                clock::pause(seconds).await;
                if !ticket.is_current() {
                    return;
                }
            }
        });
    }
}

fn known_objects<T>(console: Console, resource: &ResourceType, read: impl FnOnce(&[Object]) -> T) -> Option<T> {
    console.objects.with_untracked(|objects| objects.get(resource)?.ready().map(|objects| read(objects)))
}
