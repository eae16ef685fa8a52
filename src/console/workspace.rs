//! What one user has begun on one server. It outlives a session that expired, for the same user alone.

use super::creation::creation;
use super::{App, Creation, Left, OwnerStep, PlansBegun, Prefilled, ResolvedOwner, V1Begun};
use crate::shared::create::Sent;
use crate::shared::list::HalfTyped;
use crate::shell::lasting::Lasting;
use console_core::secret::Fingerprint;
use influxdb2::Id;
use influxdb2::authorization::offboarding::Sitting;
use influxdb2::batch::{Authorizations, BatchForm, CreateTarget, Run};
use influxdb2::draft::Draft;
use leptos::prelude::*;
use std::ops::Deref;

/// The forms of one user, and what became of their creates.
///
/// It belongs to the part of the screen that shows it (`src/app.rs`): signing out, another user and another server take
/// all of it away at once.
#[derive(Clone, Copy)]
pub struct Workspace {
    app: App,
    /// The form for a new token, one for each organization, so that switching loses nothing.
    pub drafts: Lasting<RwSignal<Vec<Draft>>>,
    /// The forms that were left unsent, at most one for each organization. They are offered, never continued by themselves.
    pub left: Lasting<RwSignal<Vec<Left>>>,
    /// The form as it was before a preset or a copy replaced it.
    pub replaced: Lasting<RwSignal<Option<Draft>>>,
    /// The part of the form that makes many tokens of one.
    pub several: Lasting<RwSignal<BatchForm>>,
    /// The user who was made, or found by name, on the way to the last token.
    pub resolved_owner: Lasting<RwSignal<Option<ResolvedOwner>>>,
    /// The request of a link that was opened and not read yet.
    pub incoming: Lasting<RwSignal<Option<String>>>,
    /// What is to be said about a form that was filled from a text or a link.
    pub prefilled: Lasting<RwSignal<Option<Prefilled>>>,
    /// What became of the last create.
    pub creation: Lasting<Memo<Creation>>,
    /// The creates of one token.
    pub(super) sent: Sent<Authorizations>,
    /// The user who has to be there before the token.
    pub(super) owner_step: Lasting<RwSignal<Option<OwnerStep>>>,
    /// Where it was asked for.
    pub created_in: Lasting<RwSignal<Option<CreateTarget>>>,
    /// What was typed for tokens of the list and neither saved nor given up.
    pub(super) half_typed: HalfTyped<Id>,
    /// The credential of InfluxDB 1.x that is being made, and what became of it.
    pub(super) v1_begun: V1Begun,
    /// What is planned for users who leave.
    pub(super) plans_begun: PlansBegun,
    /// The creates of which no answer told, as far as they take the place of other tokens. A list may show them much later.
    pub(super) unanswered: Lasting<RwSignal<Sitting>>,
    /// What may be remembered of the secrets that were shown.
    pub fingerprints: Lasting<RwSignal<Vec<(Id, Fingerprint)>>>,
}

/// A workspace sees what outlives it.
impl Deref for Workspace {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

impl Workspace {
    /// Starts an empty one, which the reactive owner of now takes with it.
    pub fn open(app: App) -> Self {
        let (sent, owner_step) = (Sent::default(), Lasting::new(None));
        let creation = Lasting::of(Memo::new(move |_| {
            sent.one.with(|one: &Option<Run>| owner_step.with(|step| creation(one.as_ref(), step.as_ref())))
        }));
        let workspace = Self {
            app,
            drafts: Lasting::new(Vec::new()),
            left: Lasting::new(Vec::new()),
            replaced: Lasting::new(None),
            several: Lasting::new(BatchForm::default()),
            resolved_owner: Lasting::new(None),
            incoming: Lasting::new(None),
            prefilled: Lasting::new(None),
            creation,
            sent,
            owner_step,
            created_in: Lasting::new(None),
            half_typed: StoredValue::new(Vec::new()),
            v1_begun: V1Begun::default(),
            plans_begun: PlansBegun::default(),
            unanswered: Lasting::new(Sitting::default()),
            fingerprints: Lasting::new(Vec::new()),
        };
        app.workspace.set(Some(workspace));
        on_cleanup(move || app.workspace.set(None));
        workspace
    }
}
