//! JSON that is as plain as servers write it, read word by word.
//!
//! A list of tokens is thirteen megabytes of the same few words over and over. Reading them for what they are expected to be
//! takes a few small loops, which a browser makes fast at once, in the place of a reader of all JSON (docs/decisions/0027 has
//! what that gains). Whatever is not plain (an escape in a text, a value of another kind) is left to that other reader, which
//! also has the last word on what is wrong.

use std::str;

/// Why something was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Plain so far, and it goes on behind the last byte.
    Unfinished,
    /// Not plain, or no JSON at all.
    Unusual,
}

/// What is behind the last word that was read.
#[derive(Debug)]
pub struct Plain<'a>(&'a [u8]);

impl<'a> Plain<'a> {
    /// Begins with the first of these bytes.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The bytes that are left.
    pub const fn left(&self) -> &'a [u8] {
        self.0
    }

    /// Passes these bytes if they are the next.
    pub fn passes_bytes(&mut self, bytes: &[u8]) -> bool {
        let rest = self.0.strip_prefix(bytes);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Passes this sign if it is the next.
    ///
    /// # Errors
    ///
    /// [`Unread::Unfinished`] where nothing comes.
    pub fn passes(&mut self, sign: u8) -> Result<bool, Unread> {
        let white = self.0.iter().position(|byte| !matches!(byte, b'\n' | b'\t' | b' ' | b'\r'));
        self.0 = &self.0[white.ok_or(Unread::Unfinished)?..];
        let is_next = self.0.first() == Some(&sign);
        if is_next {
            self.0 = &self.0[1..];
        }
        Ok(is_next)
    }

    /// Passes this sign.
    ///
    /// # Errors
    ///
    /// [`Unread`] where another comes, or nothing.
    pub fn pass(&mut self, sign: u8) -> Result<(), Unread> {
        if self.passes(sign)? { Ok(()) } else { Err(Unread::Unusual) }
    }

    /// The bytes of a text, of which all that is known is that they are no signs and no escapes.
    fn bytes(&mut self) -> Result<&'a [u8], Unread> {
        self.pass(b'"')?;
        let end = self.0.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..b' ')).ok_or(Unread::Unfinished)?;
        if self.0[end] != b'"' {
            return Err(Unread::Unusual);
        }
        let bytes = &self.0[..end];
        self.0 = &self.0[end + 1..];
        Ok(bytes)
    }

    /// A text without escapes.
    ///
    /// # Errors
    ///
    /// [`Unread`] where something else comes, or nothing.
    pub fn text(&mut self) -> Result<&'a str, Unread> {
        str::from_utf8(self.bytes()?).map_err(|_| Unread::Unusual)
    }

    /// An object; `member` reads the value of the member with the name that it is given.
    ///
    /// # Errors
    ///
    /// [`Unread`] where something else comes, or nothing.
    pub fn object(&mut self, mut member: impl FnMut(&mut Self, &'a [u8]) -> Result<(), Unread>) -> Result<(), Unread> {
        self.pass(b'{')?;
        if self.passes(b'}')? {
            return Ok(());
        }
        loop {
            let name = self.bytes()?;
            self.pass(b':')?;
            member(self, name)?;
            if !self.passes(b',')? {
                return self.pass(b'}');
            }
        }
    }

    /// A list; `entry` reads each entry.
    ///
    /// # Errors
    ///
    /// [`Unread`] where something else comes, or nothing.
    pub fn list(&mut self, mut entry: impl FnMut(&mut Self) -> Result<(), Unread>) -> Result<(), Unread> {
        self.pass(b'[')?;
        if self.passes(b']')? {
            return Ok(());
        }
        loop {
            entry(self)?;
            if !self.passes(b',')? {
                return self.pass(b']');
            }
        }
    }

    /// Passes an object whose values are texts.
    ///
    /// # Errors
    ///
    /// [`Unread`] where something else comes, or nothing.
    pub fn pass_object_of_texts(&mut self) -> Result<(), Unread> {
        self.object(|plain, _| plain.text().map(drop))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(json: &str) -> Result<Vec<String>, Unread> {
        let (mut plain, mut texts) = (Plain::new(json.as_bytes()), Vec::new());
        plain.list(|plain| plain.text().map(|text| texts.push(text.to_owned())))?;
        Ok(texts)
    }

    #[test]
    fn what_is_not_plain_is_not_read() {
        for other in
            [r#"["a\"b"]"#, r#"["a",7]"#, "[null]", "{}", "[\"a\nb\"]", r#"["a" "b"]"#, r#"["a",]"#, r#"[,"a"]"#, "x"]
        {
            assert_eq!(texts(other), Err(Unread::Unusual), "{other}");
        }
        let mut plain = Plain::new(b"\"\xff\"");
        assert_eq!(plain.text(), Err(Unread::Unusual), "no text in any language");
    }

    #[test]
    fn members_are_told_by_name_and_what_is_behind_the_object_is_left() {
        let mut plain = Plain::new(b" { \"a\" : \"1\" ,\n\t\"links\":{\"self\":\"/a\"},\"b\":[]}, more");
        let mut seen = Vec::new();
        let read = plain.object(|plain, name| {
            seen.push(name);
            match name {
                b"a" => plain.text().map(|text| assert_eq!(text, "1")),
                b"links" => plain.pass_object_of_texts(),
                _ => plain.list(|_| Err(Unread::Unusual)),
            }
        });
        assert_eq!((read, seen, plain.left()), (Ok(()), vec![&b"a"[..], b"links", b"b"], &b", more"[..]));
        assert!(!plain.passes_bytes(b", less") && plain.passes_bytes(b", ") && plain.left() == b"more");
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_what_serde_reads(json in "[\\[\\]{}\", \\\\a-cä\n]{0,12}") {
            match (texts(&json), serde_json::from_str::<Vec<String>>(&json)) {
                (Ok(plain), Ok(all)) => prop_assert_eq!(plain, all),
                // What is behind the end of the list is for whoever looks there.
                (Ok(_), Err(error)) => prop_assert!(error.to_string().starts_with("trailing characters"), "{error}"),
                (Err(Unread::Unfinished), read) => prop_assert!(read.is_err_and(|error| error.is_eof())),
                (Err(Unread::Unusual), _) => {}
            }
        }

        #[test]
        fn a_plain_list_that_is_cut_is_unfinished(
            all in prop::collection::vec("[a-z ä,\\]]{0,5}", 0..5),
            part in 0.0..1.0_f64,
        ) {
            let json = serde_json::to_string(&all).expect("JSON");
            prop_assert_eq!(texts(&json), Ok(all));
            let cut = (0..json.len()).rev().find(|at| json.is_char_boundary(*at) && (*at as f64) <= part * json.len() as f64);
            prop_assert_eq!(texts(&json[..cut.unwrap_or(0)]), Err(Unread::Unfinished));
        }
    }
}
