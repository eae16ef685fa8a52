//! Prefilled the form from something that exists, with a way back to what was in it.

use super::Console;
use influxdb2::Id;
use influxdb2::draft::Draft;
use influxdb2::permission::ResourceType;
use leptos::prelude::*;

impl Console {
    /// Puts a form in the place of the one of its organization. What a person had ticked there is kept aside.
    pub fn fill(self, draft: Draft) {
        let org = draft.org;
        self.drafts.update(|drafts| {
            let before = drafts.iter().position(|draft| draft.org == org).map(|at| drafts.swap_remove(at));
            // What one press brings back need not be kept, and must not push out what it replaced before.
            if let Some(before) = before.filter(|before| before.is_lost_to(&draft)) {
                self.replaced.set(Some(before));
            }
            drafts.push(draft);
        });
        self.forget_refusal();
    }

    /// Goes back to the form as it was before it was filled.
    pub fn put_back(self) {
        if let Some(before) = self.replaced.try_update(Option::take).flatten() {
            self.drafts.update(|drafts| {
                drafts.retain(|draft| draft.org != before.org);
                drafts.push(before);
            });
        }
    }

    /// Fills the form from a token of the list.
    pub fn clone_token(self, id: Id) {
        let listing = self.tokens.with_untracked(|tokens| tokens.ready().cloned());
        let (Some(session), Some(listing)) = (self.session(), listing) else { return };
        let Some((original, _)) = listing.place_of(id).and_then(|place| listing.row(place)) else { return };
        let table = listing.table();
        let unnamed = original.user.to_string();
        let owner = table.names.get(&ResourceType::Users, original.user).unwrap_or(&unnamed);
        let is_taken = |text: &str| table.rows.iter().any(|row| *row.description == *text);
        self.fill(Draft::copy(original, owner, &session, is_taken));
    }
}
