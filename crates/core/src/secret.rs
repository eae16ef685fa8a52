//! The one type that holds a secret: a token's value or a password.
//!
//! It can't be cloned, printed or serialized, and it wipes its memory when dropped.
//! Whoever needs the text calls [`Secret::expose`], which is easy to search for.
//! A limit to know: once a value became a JavaScript string (a header, an input, the clipboard) nobody can wipe that copy.

use std::fmt;
use zeroize::Zeroizing;

/// A secret text.
pub struct Secret(Zeroizing<Box<str>>);

impl Secret {
    /// Takes the text over; the text's own memory becomes the secret's.
    pub fn new(text: String) -> Self {
        // `into_boxed_str` would move a string with spare capacity and leave the old bytes behind.
        let text = Zeroizing::new(text);
        Self(Zeroizing::new(Box::from(text.as_str())))
    }

    /// The secret without white space around it, which a paste often brings along.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let text = self.0.trim();
        if text.len() == self.0.len() { self } else { Self(Zeroizing::new(Box::from(text))) }
    }

    /// The text itself. Every caller of this is a place where the secret leaves the wrapper.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The number of characters.
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }

    /// What may be remembered of a secret: its length and its last four characters.
    pub fn fingerprint(&self) -> Fingerprint {
        let length = self.length();
        // Four characters of a short secret would be a large part of it.
        let shown = if length >= 16 { 4 } else { 0 };
        let tail = self.0.chars().skip(length - shown).collect();
        Fingerprint { length, tail }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The part of a secret that helps a person to recognize it and nobody to use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Characters in the secret.
    pub length: usize,
    /// Its last four characters; empty where the secret is so short that they would give it away.
    pub tail: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_holds_nothing_of_the_secret() {
        let secret = Secret::new("correct-horse-battery-staple".into());
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn the_fingerprint_is_length_and_tail() {
        let secret = Secret::new("q1W0000000000000000Bg==".into());
        assert_eq!(secret.fingerprint(), Fingerprint { length: 23, tail: "Bg==".into() });
    }

    #[test]
    fn white_space_of_a_paste_is_taken_off() {
        assert_eq!(Secret::new(" abc\n".into()).trimmed().expose(), "abc");
        assert_eq!(Secret::new("abc".into()).trimmed().expose(), "abc");
    }

    #[test]
    fn a_short_secret_shows_no_tail() {
        assert_eq!(Secret::new("short".into()).fingerprint().tail, "");
    }
}
