//! What is typed to sign in, and what comes of it.

use super::explain::{self, Explanation};
use crate::console::{App, Attempt};
use crate::shell::page::{self, Origin};
use crate::shell::storage;
use crate::ui::landmark::HEADING;
use crate::ui::password_input::typed;
use console_core::Secret;
use influxdb2::session::Login;
use leptos::html;
use leptos::prelude::*;

/// The two ways in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Token,
    Password,
}

/// The characters of the tokens that InfluxDB makes.
const USUAL_LENGTH: u32 = 88;

/// The form. What is secret in it stays in the browser's field until it is sent.
#[derive(Clone, Copy)]
pub struct Form {
    app: App,
    chosen_way: RwSignal<Way>,
    pub user: RwSignal<String>,
    /// Whether the token is kept for the tab.
    pub keep: RwSignal<bool>,
    pub secret_field: NodeRef<html::Input>,
    pub typed_length: RwSignal<u32>,
    /// Whether an attempt is under way.
    pub busy: RwSignal<bool>,
    /// What came of the last one.
    pub trouble: RwSignal<Option<Explanation>>,
    /// What is unusual about the length of the token that was refused.
    pub wrong_length: RwSignal<Option<String>>,
    /// Whether the last attempt was with a password.
    was_password: StoredValue<bool>,
    /// Whether a password was sent while a session was kept, whose cookie says nothing any more.
    pub overwritten: RwSignal<bool>,
}

impl Form {
    /// The form as one finds it: a session that ended is begun again in the same way.
    pub fn new(app: App) -> Self {
        let before = app.signed_in_as.get_value();
        let form = Self {
            app,
            chosen_way: RwSignal::new(if before.is_some() { Way::Password } else { Way::Token }),
            user: RwSignal::new(before.unwrap_or_default()),
            keep: RwSignal::new(false),
            secret_field: NodeRef::new(),
            typed_length: RwSignal::new(0),
            busy: RwSignal::new(false),
            trouble: RwSignal::new(None),
            wrong_length: RwSignal::new(None),
            was_password: StoredValue::new(false),
            overwritten: RwSignal::new(false),
        };
        // What was typed for one server is nothing for another one.
        Effect::new(move |before: Option<String>| {
            let address = app.address.get();
            if before.is_some_and(|before| before != address) {
                form.forget_typed();
                form.give_up();
            }
            address
        });
        form
    }

    /// Whether the server is not the one that the page comes from.
    pub fn is_foreign(self) -> bool {
        !self.app.address.get().is_empty()
    }

    /// What the server is reached by.
    pub fn origin(self) -> Origin {
        Origin::of(&self.app.address.get())
    }

    /// How one signs in. A cookie never reaches another origin, so there a token is the only way.
    pub fn way(self) -> Way {
        if self.is_foreign() { Way::Token } else { self.chosen_way.get() }
    }

    /// A token is no password, and what was said of the one is nothing for the other.
    pub fn choose(self, way: Way) {
        if self.chosen_way.get_untracked() != way {
            self.give_up();
            self.forget_typed();
            self.chosen_way.set(way);
        }
    }

    /// Gives up what is under way; the keyboard goes on at the heading.
    pub fn stop_waiting(self) {
        self.give_up();
        page::focus(HEADING);
    }

    /// Gives up what is under way, with what is to be said of that.
    fn give_up(self) {
        self.wrong_length.set(None);
        self.trouble.set((self.app.entering.call_off() && self.was_password.get_value()).then(explain::given_up));
    }

    fn forget_typed(self) {
        if let Some(field) = self.secret_field.get_untracked() {
            field.set_value("");
            self.typed_length.set(0);
        }
    }

    /// Signs in with what is typed, or says why that can't be.
    pub fn submit(self) {
        if self.busy.get_untracked() {
            return;
        }
        let way = untrack(|| self.way());
        let secret = typed(&self.secret_field);
        if secret.trim().is_empty() {
            let missing = if way == Way::Token { explain::no_token() } else { explain::no_password() };
            return self.trouble.set(Some(missing));
        }
        self.wrong_length.set(None);
        let secret = Secret::new(secret);
        match way {
            Way::Token => {
                // What a paste has around a token is never part of it; in a password it may be.
                let token = secret.token_of_paste(&influxdb2::api::IN_FRONT_OF_TOKEN);
                if let Some(found) = token.unsendable() {
                    return self.trouble.set(Some(explain::unsendable(found)));
                }
                self.begin(way, self.with_token(token));
            }
            Way::Password => {
                if storage::may_have_cookie() {
                    self.overwritten.set(true);
                }
                self.begin(way, self.with_password(secret));
            }
        }
    }

    fn begin(self, way: Way, attempting: impl Future<Output = ()> + 'static) {
        self.busy.set(true);
        self.trouble.set(None);
        self.was_password.set_value(way == Way::Password);
        self.app.entering.begin(attempting, move || {
            self.busy.try_set(false);
        });
    }

    async fn with_token(self, token: Secret) {
        let length = u32::try_from(token.length()).unwrap_or(u32::MAX);
        let attempt = self.app.sign_in_with_token(token, self.keep.get_untracked()).await;
        if attempt == Err(Attempt::Refused(Login::Unknown)) && length != USUAL_LENGTH {
            let note = format!("{length} characters. InfluxDB 2 tokens usually have {USUAL_LENGTH}.");
            self.wrong_length.try_set(Some(note));
        }
        self.tell(attempt);
    }

    async fn with_password(self, password: Secret) {
        let user = self.user.get_untracked();
        self.tell(self.app.sign_in_with_password(&user, password).await);
    }

    /// On success the page is gone already, and its signals with it.
    fn tell(self, attempt: Result<(), Attempt>) {
        if let Err(attempt) = attempt {
            self.trouble.try_set(Some(explain::attempt(&attempt)));
        }
    }
}
