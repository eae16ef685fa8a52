//! What belongs to a session goes with it: no signal of it can be read, set or filled by a late answer.

use crate::stage::settled;
use influxdb2::session::{AccessLevel, Named, Server, Session, Visibility};
use influxdb2::{Id, Remote};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use token_console::console::{App, Console, Entry, Whose, Workspace};
use token_console::shell::http::Client;
use token_console::shell::lifetime::Lifetime;
use wasm_bindgen_test::wasm_bindgen_test;

fn entry(user: u64) -> Rc<Entry> {
    let named = |number, name: &str| Named { id: Id::from_number(number).unwrap(), name: name.to_owned() };
    let (me, org) = (named(user, "somebody"), named(7, "org"));
    let whose = Whose { server: String::new(), user: me.id };
    let session = Session {
        server: Server::default(),
        me,
        orgs: vec![org.clone()],
        org,
        types: Vec::new(),
        access: AccessLevel::Custom,
        visibility: Visibility::All,
    };
    Rc::new(Entry::new(Arc::new(session), Client::default(), whose))
}

#[wasm_bindgen_test]
fn the_end_of_a_session_takes_every_signal_of_it() {
    let page = Owner::new();
    page.with(|| {
        let app = App::start();
        let (work, sitting) = (Owner::new(), Owner::new());
        let workspace = work.with(|| Workspace::open(app));
        let console = sitting.with(|| Console::open(workspace, entry(1)));
        assert!(app.console.get_untracked().is_some());
        sitting.cleanup();
        assert!(console.is_over() && console.session().is_none());
        assert!(app.console.get_untracked().is_none(), "nobody finds it any more");
        for gone in [
            console.tokens.is_disposed(),
            console.received.is_disposed(),
            console.objects.is_disposed(),
            console.counted.is_disposed(),
            console.names.is_disposed(),
            console.inactive_users.is_disposed(),
            console.known.is_disposed(),
            console.checking.is_disposed(),
            console.arriving_at.is_disposed(),
        ] {
            assert!(gone);
        }
        assert!(!workspace.drafts.is_disposed(), "a form waits for its user");
        // A late answer finds nothing to change, and does no harm.
        console.tokens.set(Remote::Loading);
        work.cleanup();
        for gone in [
            workspace.drafts.is_disposed(),
            workspace.several.is_disposed(),
            workspace.created_in.is_disposed(),
            workspace.fingerprints.is_disposed(),
            workspace.prefilled.is_disposed(),
        ] {
            assert!(gone);
        }
        assert!(app.workspace.get_untracked().is_none());
        assert!(!app.reveal.is_disposed(), "a secret that nobody has yet outlives it");
    });
    page.cleanup();
}

#[wasm_bindgen_test]
async fn a_task_that_waits_is_dropped_with_its_owner() {
    let owner = Owner::new();
    let lifetime = owner.with(Lifetime::default);
    let (gate, opened) = futures::channel::oneshot::channel::<()>();
    let reached = Rc::new(Cell::new(0));
    let counter = Rc::clone(&reached);
    lifetime.spawn(async move {
        counter.set(1);
        let _ = opened.await;
        counter.set(2);
    });
    settled().await;
    assert_eq!(reached.get(), 1);
    owner.cleanup();
    let _ = gate.send(());
    settled().await;
    assert_eq!(reached.get(), 1, "the late answer finds nobody");
    assert_eq!(Rc::strong_count(&reached), 1, "and what the task held is gone");
}
