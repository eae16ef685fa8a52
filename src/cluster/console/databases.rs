//! The databases of the cluster.

use super::Console;
use database::api::databases as api;
use database::{ApiError, Remote};
use leptos::prelude::*;
use std::sync::Arc;

impl Console {
    /// Loads the databases, if nobody did yet.
    pub fn want_databases(self) {
        if self.databases.with_untracked(|databases| matches!(databases, Remote::NotAsked)) {
            self.load_databases();
        }
    }

    /// Loads the databases anew. Those that are here stay in sight until they are known anew.
    pub fn load_databases(self) {
        let Some(session) = self.session().filter(|session| session.api) else { return };
        self.databases.update(|databases| {
            if !matches!(databases, Remote::Ready(_)) {
                *databases = Remote::Loading;
            }
        });
        let ticket = self.databases_loading.start();
        let (client, controller) = (self.client(), ticket.controller());
        self.lifetime.spawn(async move {
            let answer = client.send_with::<ApiError>(api::list(session.paths), controller, None).await;
            if !ticket.is_current() {
                return;
            }
            let loaded = answer.and_then(|response| api::decode_list(&response));
            if let Err(error) = &loaded {
                self.note(error);
            }
            self.databases.set(loaded.map(Arc::new).into());
        });
    }
}
