//! A text with places for a secret in it.
//!
//! The places are filled only when the text is copied or saved, into one block of memory that never moves and is wiped.

use super::escape::{Escape, Sink};
use crate::Secret;
use zeroize::Zeroizing;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words of the format.
    Plain(&'static str),
    /// A name in the format that a person looks for.
    Key(&'static str),
    /// A value, already written for the format. It may come from a server.
    Value(String),
    /// The place of the secret, and how it is written there.
    Secret(Escape),
}

/// A text as a list of pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Vec<Part>);

impl Text {
    /// A text with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds words of the format.
    #[must_use]
    pub fn plain(self, words: &'static str) -> Self {
        self.with(Part::Plain(words))
    }

    /// Adds a name that a person looks for.
    #[must_use]
    pub fn key(self, name: &'static str) -> Self {
        self.with(Part::Key(name))
    }

    /// Adds a value, written in this way.
    #[must_use]
    pub fn value(self, escape: Escape, value: &str) -> Self {
        self.with(Part::Value(escape.text(value)))
    }

    /// Adds a place of the secret, written in this way.
    #[must_use]
    pub fn secret(self, escape: Escape) -> Self {
        self.with(Part::Secret(escape))
    }

    fn with(mut self, part: Part) -> Self {
        self.0.push(part);
        self
    }

    /// The pieces in order.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// Whether the secret has a place in the text.
    pub fn holds_secret(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Secret(_)))
    }

    /// The whole text with the secret in its places.
    pub fn full(&self, secret: &Secret) -> Zeroizing<String> {
        measured(&|out| {
            for part in &self.0 {
                match part {
                    Part::Plain(words) | Part::Key(words) => out(words),
                    Part::Value(value) => out(value),
                    Part::Secret(escape) => escape.write(secret.expose(), out),
                }
            }
        })
    }
}

/// The secret as it is written in one of its places.
pub fn written(secret: &Secret, escape: Escape) -> Zeroizing<String> {
    measured(&|out| escape.write(secret.expose(), out))
}

/// A text with secrets in it: it is measured first and written second, because a string that grows leaves its old bytes behind.
pub fn measured(write: &dyn Fn(&mut Sink<'_>)) -> Zeroizing<String> {
    let mut length = 0;
    write(&mut |piece| length += piece.len());
    let mut text = Zeroizing::new(String::with_capacity(length));
    write(&mut |piece| text.push_str(piece));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_built_in_one_block_that_is_never_moved() {
        let text = Text::new().key("A=").secret(Escape::Dotenv).plain("\nB=").secret(Escape::Quoted).plain("\n");
        let secret = Secret::new("it's \"a\" $ecret\n".to_owned());
        let full = text.full(&secret);
        assert_eq!(&*full, "A=\"it's \\\"a\\\" \\$ecret\\n\"\nB=\"it's \\\"a\\\" $ecret\\n\"\n");
        assert_eq!(full.capacity(), full.len(), "the size was known before");
        assert!(text.holds_secret());
        assert!(!Text::new().key("A=").holds_secret());
    }
}
