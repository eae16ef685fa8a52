//! What answers at the address, asked without a credential: nobody should show a management token to something else.

use super::App;
use crate::shell::http::{Client, Credential};
use console_core::http::Transport;
use database::connection::{QUESTIONS, is_it_us, question};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Found {
    /// That is being asked.
    #[default]
    Looking,
    /// The Management API.
    Api,
    /// Something else.
    Other,
    /// Nothing.
    Nothing,
}

impl App {
    /// Asks the address what it is, in both forms of the paths.
    pub fn look_at_server(self) {
        let ticket = self.looking.start();
        self.found.set(Found::Looking);
        let client = Client::new(&self.address.get_untracked(), Credential::None);
        spawn_local(async move {
            let mut found = Found::Other;
            for paths in QUESTIONS {
                match client.send_with::<Transport>(question(paths), ticket.controller(), None).await {
                    Ok(response) if is_it_us(&response) => found = Found::Api,
                    Ok(_) => continue,
                    Err(_) => found = Found::Nothing,
                }
                break;
            }
            if ticket.is_current() {
                self.found.set(found);
            }
        });
    }
}
