//! Testing a new token with one request that changes nothing, again and again until the cluster knows it.
//!
//! A refusal is the token's own: it never ends the session of whoever is signed in.

use super::App;
use crate::shell::clock;
use crate::shell::http::{Client, Credential};
use crate::shell::latest::Latest;
use console_core::Secret;
use database::ApiError;
use database::connection::Product;
use database::create::Reveal;
use database::database::Database;
use database::formats::Connection;
use database::token_test::{self, Answer, Proof, wait_after};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How far the test of a token is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TokenTest {
    /// Nobody asked for it.
    #[default]
    Untried,
    /// A request is under way, after so many others.
    Asking(usize),
    /// The next try waits, because the answer may come out otherwise then.
    Waiting {
        /// How many tries there were.
        tries: usize,
        /// How many seconds are left.
        seconds: u32,
        /// What the last try brought.
        error: ApiError,
    },
    /// It works.
    Works {
        /// How long the answer took.
        milliseconds: i64,
    },
    /// The server let the token in, and did not take the test as a write.
    LetIn,
    /// The server refused, and would again.
    Refused(ApiError),
    /// The last try did not bring an answer of use either.
    GaveUp {
        /// How many tries there were.
        tries: usize,
        /// What the last one brought.
        error: ApiError,
    },
}

impl App {
    /// Where the token that is shown is used: what its formats are filled in with.
    pub fn place_of_revealed(self) -> Option<Connection> {
        let host = self.creates.data_host()?;
        self.reveal.with_untracked(|reveal| {
            Some(Connection::new(&reveal.as_ref()?.created().token, &host, &self.known_databases()))
        })
    }

    /// How the token that is shown can be tested.
    pub fn proof_of_revealed(self) -> Option<Proof> {
        self.reveal
            .with_untracked(|reveal| token_test::plan(&reveal.as_ref()?.created().token, &self.known_databases()))
    }

    /// Why the token that is shown can't be tested from here; nothing where it can.
    pub fn untestable(self) -> Option<&'static str> {
        let product = self.creates.asked_in.with_value(|session| session.as_ref().map(|session| session.product));
        if product == Some(Product::Dedicated) {
            return Some(
                "No test: Cloud Dedicated serves data at another host, which a browser may not ask from this page. Use a command above.",
            );
        }
        self.proof_of_revealed().is_none().then_some("No test: it grants nothing on a database that is known to exist.")
    }

    fn known_databases(self) -> Arc<Vec<Database>> {
        // Those of another cluster, where somebody has signed in since, are none of the token's.
        let asked_at = self.creates.asked_in.with_value(|session| session.as_ref()?.create_target());
        let console = self.console.get_untracked().filter(|_| self.is_still_at(asked_at.as_ref()));
        console
            .and_then(|console| console.databases.with_untracked(|databases| databases.ready().cloned()))
            .unwrap_or_default()
    }

    /// Tries the shown token until it works or it was tried long enough. `latest` calls it off.
    pub fn try_token(self, proof: Proof, trial: RwSignal<TokenTest>, latest: Latest) {
        // The secret goes to no server but the one that gave it out.
        let Some(session) = self.creates.asked_in.get_value() else { return };
        let client = Client::new(&session.server, Credential::None);
        trial.set(TokenTest::Asking(0));
        spawn_local(async move {
            for tries in 1.. {
                // A copy for one request; it is wiped with it.
                let secret = self.reveal.with_untracked(|reveal: &Option<Reveal>| {
                    reveal.as_ref().map(|reveal| Secret::new(reveal.created().secret.expose().to_owned()))
                });
                let Some(secret) = secret else { return };
                // Each try has a controller of its own, because one that was silent for too long was aborted.
                let ticket = latest.start();
                trial.try_set(TokenTest::Asking(tries - 1));
                let started = clock::now_ms();
                let request = token_test::request(&proof, secret);
                let answer = client.send_with::<ApiError>(request, ticket.controller(), None).await;
                if !ticket.is_current() {
                    return;
                }
                let said = |now| {
                    trial.try_set(now);
                };
                let judged = answer.map_or_else(token_test::judge, |response| token_test::decode(&proof, &response));
                let error = match judged {
                    Answer::Works => return said(TokenTest::Works { milliseconds: clock::now_ms() - started }),
                    Answer::LetIn => return said(TokenTest::LetIn),
                    Answer::Refused(error) => return said(TokenTest::Refused(error)),
                    Answer::NotYet(error) => error,
                };
                let Some(wait) = wait_after(tries) else { return said(TokenTest::GaveUp { tries, error }) };
                for seconds in (1..=wait).rev() {
                    said(TokenTest::Waiting { tries, seconds, error: error.clone() });
                    clock::pause(1).await;
                    if !ticket.is_current() {
                        return;
                    }
                }
            }
        });
    }
}
