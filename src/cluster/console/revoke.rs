//! Revoking tokens.

use super::Console;
use crate::shell::lasting::Lasting;
use database::api::tokens as api;
use database::revoke::{Phase, Revocation, Step};
use database::{ApiError, Id};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Tokens that are being revoked, and what came of it.
pub type Revocations = Lasting<RwSignal<BTreeMap<Id, Revocation>>>;

impl Console {
    /// Revokes a token, at once and for good.
    pub fn revoke(self, id: Id) {
        self.revocations.update(|all| {
            all.insert(id, Revocation::new(id));
        });
        self.drive_revocation(id);
    }

    /// Goes on after a failure.
    pub fn retry_revocation(self, id: Id) {
        self.with_revocation(id, Revocation::retry);
        self.drive_revocation(id);
    }

    /// How far revoking a token is.
    pub fn revocation(self, id: Id) -> Option<Revocation> {
        self.revocations.with(|all| all.get(&id).cloned())
    }

    fn with_revocation(self, id: Id, act: impl FnOnce(&mut Revocation)) {
        self.revocations.try_update(|all| all.get_mut(&id).map(act));
    }

    fn drive_revocation(self, id: Id) {
        self.lifetime.spawn(async move {
            loop {
                let revocation = self.revocations.with_untracked(|all| all.get(&id).cloned());
                match revocation.as_ref().and_then(Revocation::step) {
                    Some(Step::Send(id)) => {
                        let answer = self.send_revoke(id).await;
                        if let Err(error) = &answer {
                            self.note(error);
                        }
                        self.with_revocation(id, |revocation| revocation.answered(answer));
                    }
                    Some(Step::Read(id)) => {
                        let stored = self.read_token(id).await;
                        self.with_revocation(id, |revocation| revocation.read(stored));
                    }
                    None => {
                        if matches!(revocation.as_ref().map(Revocation::phase), Some(Phase::Done { .. })) {
                            self.show_revoked(id).await;
                        }
                        return;
                    }
                }
            }
        });
    }

    pub(super) async fn send_revoke(self, id: Id) -> Result<(), ApiError> {
        let session = self.session().ok_or(ApiError::NotSignedIn)?;
        let answer = self.client().send::<ApiError>(api::revoke(session.paths, id)).await;
        api::decode_revoked(&answer?)
    }

    /// Whether the server says that a token works no more.
    pub(super) async fn reads_as_revoked(self, id: Id) -> bool {
        match self.read_token(id).await {
            Ok(stored) => stored.revoked.is_some(),
            Err(error) => matches!(error, ApiError::NotFound { .. }),
        }
    }

    /// Shows a token as the server tells it now. Releases differ in whether they still tell of one that was revoked.
    pub(super) async fn show_revoked(self, id: Id) {
        match self.read_token(id).await {
            Ok(stored) if stored.revoked.is_some() => self.put(stored),
            Err(ApiError::NotFound { .. }) => self.take_out(id),
            // It is revoked, and since when could not be read.
            _ => self.rework(move |table| {
                for row in table.rows.iter_mut().filter(|row| row.id == id) {
                    row.revoked = row.revoked.or(Some(None));
                }
            }),
        }
    }
}
