//! The one moment in which a person holds the only copy of a secret.
//!
//! There is one owner of the secret, [`Reveal`]; dropping it wipes the secret, so every way out ends with nothing left.
//! It may be dropped without a question only when the person has saved the secret somewhere.

use super::{Closing, Dialect, Safekeeping, Saved};
use crate::secret::Fingerprint;

/// What the last attempt to copy did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copying {
    /// Nobody tried, or something else happened since.
    #[default]
    Untried,
    /// The browser confirmed it.
    Confirmed,
    /// The browser refused; the field is selected, and a key press copies it.
    Refused,
}

/// What a text that was copied or saved is worth as a place of the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// The secret is in it.
    Secret,
    /// The secret is not in it: a program will find it elsewhere.
    NoSecret,
}

/// A new token whose secret is shown.
#[derive(Debug)]
pub struct Reveal<D: Dialect> {
    created: D::Created,
    safe: Safekeeping,
    copying: Copying,
    guarded: bool,
}

impl<D: Dialect> Reveal<D> {
    /// Starts with a secret that is nowhere else.
    pub fn new(created: D::Created) -> Self {
        Self { created, safe: Safekeeping::default(), copying: Copying::Untried, guarded: false }
    }

    /// The token and its secret.
    pub const fn created(&self) -> &D::Created {
        &self.created
    }

    /// How the secret was saved, if it was; what a program confirmed comes before the person's word.
    pub const fn saved(&self) -> Option<Saved> {
        self.safe.saved()
    }

    /// What the last attempt to copy did.
    pub const fn copying(&self) -> Copying {
        self.copying
    }

    /// Whether somebody tried to leave before the secret was kept.
    pub const fn was_guarded(&self) -> bool {
        self.guarded && self.saved().is_none()
    }

    /// Length and last characters, for recognizing the token later in this sitting.
    pub fn fingerprint(&self) -> Fingerprint {
        D::secret(&self.created).fingerprint()
    }

    /// An attempt to copy ended. A refused one after a confirmed one takes nothing back: the clipboard held it.
    pub const fn copied(&mut self, outcome: Copying) {
        self.copying = outcome;
        if matches!(outcome, Copying::Confirmed) {
            self.safe.add(Saved::Copied);
        }
    }

    /// The clipboard confirmed a copy of another text. Only one with the secret in it keeps the secret; one without it has
    /// taken the place of the secret there.
    pub const fn copied_text(&mut self, holding: Holding) {
        match holding {
            Holding::Secret => self.safe.add(Saved::Copied),
            Holding::NoSecret => {
                self.safe.leave_clipboard();
                self.copying = Copying::Untried;
            }
        }
    }

    /// A text was handed to the browser as a file. Only one with the secret in it keeps the secret.
    pub const fn downloaded(&mut self, holding: Holding) {
        if matches!(holding, Holding::Secret) {
            self.safe.add(Saved::Downloaded);
        }
    }

    /// The token, to note what became of it while its secret is shown.
    pub const fn created_mut(&mut self) -> &mut D::Created {
        &mut self.created
    }

    /// The person ticked or unticked "I have stored this token".
    pub const fn acknowledged(&mut self, stored: bool) {
        self.safe.acknowledge(stored);
    }

    /// The person wants to leave: by button, Esc, back, reload, another place or a second token.
    pub const fn asked_to_close(&mut self) -> Closing {
        if self.saved().is_some() {
            return Closing::Allowed;
        }
        self.guarded = true;
        Closing::Guarded
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;
    use crate::create::Verb;

    /// Tokens that are nothing but their secret.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    struct Bare;

    impl Dialect for Bare {
        type Id = u8;
        type Request = ();
        type Created = Secret;
        type Token = ();
        type Refusal = ();
        type Place = ();

        const VERB: Verb =
            Verb { title: "Drop", infinitive: "drop", past: "dropped", done: "Dropped", going: "Dropping" };
        const HIDDEN: &str = "";

        fn id(_: &Secret) -> u8 {
            1
        }

        fn secret(created: &Secret) -> &Secret {
            created
        }

        fn token_id((): &()) -> u8 {
            1
        }

        fn token_description((): &()) -> &str {
            ""
        }

        fn asked_description((): &()) -> &str {
            ""
        }

        fn is_asked_for((): &(), (): &()) -> bool {
            true
        }
    }

    type Reveal = super::Reveal<Bare>;

    fn reveal() -> Reveal {
        Reveal::new(Secret::new("a-secret-of-many-characters".to_owned()))
    }

    #[test]
    fn an_unkept_secret_is_guarded() {
        let mut reveal = reveal();
        assert_eq!(reveal.asked_to_close(), Closing::Guarded);
        assert_eq!(reveal.asked_to_close(), Closing::Guarded, "asking twice changes nothing");
        assert!(reveal.was_guarded());
    }

    #[test]
    fn only_a_confirmed_copy_counts() {
        let mut reveal = reveal();
        reveal.copied(Copying::Refused);
        assert_eq!(reveal.asked_to_close(), Closing::Guarded);
        reveal.copied(Copying::Confirmed);
        assert_eq!(reveal.asked_to_close(), Closing::Allowed);
        assert!(!reveal.was_guarded());
    }

    #[test]
    fn a_later_refusal_does_not_take_the_copy_back() {
        let mut reveal = reveal();
        reveal.copied(Copying::Confirmed);
        reveal.copied(Copying::Refused);
        assert_eq!(reveal.asked_to_close(), Closing::Allowed);
    }

    #[test]
    fn a_text_without_the_secret_keeps_nothing() {
        let mut reveal = reveal();
        reveal.copied_text(Holding::NoSecret);
        reveal.downloaded(Holding::NoSecret);
        assert_eq!(reveal.asked_to_close(), Closing::Guarded);
        assert_eq!(reveal.saved(), None);
    }

    #[test]
    fn a_text_with_the_secret_keeps_it() {
        for (keep, kept) in
            [(Reveal::copied_text as fn(&mut Reveal, Holding), Saved::Copied), (Reveal::downloaded, Saved::Downloaded)]
        {
            let mut reveal = reveal();
            reveal.acknowledged(true);
            keep(&mut reveal, Holding::Secret);
            assert_eq!(reveal.saved(), Some(kept));
            reveal.acknowledged(false);
            assert_eq!(reveal.asked_to_close(), Closing::Allowed, "it was more than the person's word");
        }
    }

    #[test]
    fn a_text_that_takes_the_place_of_the_secret_takes_the_copy_back() {
        let mut reveal = reveal();
        reveal.copied(Copying::Confirmed);
        reveal.copied_text(Holding::NoSecret);
        assert_eq!(reveal.asked_to_close(), Closing::Guarded);
        assert_eq!(reveal.copying(), Copying::Untried);
        reveal.downloaded(Holding::Secret);
        reveal.copied(Copying::Confirmed);
        reveal.copied_text(Holding::NoSecret);
        assert_eq!(reveal.saved(), Some(Saved::Downloaded), "the file is still there");
    }

    #[test]
    fn a_download_after_a_copy_is_still_a_copy() {
        let mut reveal = reveal();
        reveal.copied(Copying::Confirmed);
        reveal.downloaded(Holding::Secret);
        assert_eq!(reveal.saved(), Some(Saved::Copied));
    }

    #[test]
    fn the_persons_word_counts_until_it_is_taken_back() {
        let mut reveal = reveal();
        reveal.acknowledged(true);
        assert_eq!(reveal.saved(), Some(Saved::Acknowledged));
        reveal.acknowledged(false);
        assert_eq!(reveal.asked_to_close(), Closing::Guarded);
        reveal.copied(Copying::Confirmed);
        reveal.acknowledged(true);
        reveal.acknowledged(false);
        assert_eq!(reveal.asked_to_close(), Closing::Allowed, "the clipboard had it");
    }
}
