//! The one type that holds a secret: a token's value or a password.
//!
//! It can't be cloned, printed or serialized, and it wipes its memory when dropped.
//! Whoever needs the text calls [`Secret::expose`], which is easy to search for.
//! A limit to know: once a value became a JavaScript string (a header, an input, the clipboard) nobody can wipe that copy.

use crate::text::foreign::code_point;
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

    /// The token in what was pasted: without white space and quotes around it, and without what stands in front of it where
    /// it is copied from, outermost first, in small letters.
    ///
    /// ```
    /// use console_core::secret::Secret;
    ///
    /// let pasted = Secret::new("X-Key: my-token==\n".into());
    /// assert_eq!(pasted.token_of_paste(&["x-key:"]).expose(), "my-token==");
    /// ```
    #[must_use]
    pub fn token_of_paste(self, in_front: &[&str]) -> Self {
        let text = token_of_paste(&self.0, in_front);
        if text.len() == self.0.len() { self } else { Self(Zeroizing::new(Box::from(text))) }
    }

    /// The text itself. Every caller of this is a place where the secret leaves the wrapper.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The first of its characters that no header of a request may hold.
    pub fn unsendable(&self) -> Option<Unsendable> {
        unsendable(&self.0)
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

fn token_of_paste<'a>(pasted: &'a str, in_front: &[&str]) -> &'a str {
    in_front.iter().fold(bare(pasted), |text, in_front| match text.split_at_checked(in_front.len()) {
        // What stands in front of nothing is all that was given: a token that somebody chose themselves may be any word.
        Some((start, rest)) if start.eq_ignore_ascii_case(in_front) && !bare(rest).is_empty() => bare(rest),
        _ => text,
    })
}

/// A text without white space and quotes around it.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let inside = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    ['"', '\'', '`'].into_iter().find_map(inside).map_or(text, str::trim)
}

/// Letters and digits in a row from which a word may be a token and not something to search for.
const LIKE_A_SECRET: usize = 40;

/// Whether a text holds a word that is as long as a token.
pub fn is_like_token(text: &str) -> bool {
    let in_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '=' | '+');
    text.split(|c: char| !in_token(c)).any(|run| run.len() >= LIKE_A_SECRET)
}

/// Whether a text holds what may be a secret: a word like a token, or one that stands where texts have secrets. A token that
/// somebody chose themselves and that stands alone looks like any other word.
///
/// ```
/// use console_core::secret::may_hold_secret;
///
/// assert!(may_hold_secret("influx -t my-secret-1 auth list"));
/// assert!(!may_hold_secret("token of line 07"));
/// ```
pub fn may_hold_secret(text: &str) -> bool {
    is_like_token(text) || text.split("://").skip(1).any(has_login) || is_introduced(&pieces(text))
}

/// Whether an address begins with a name and a password.
fn has_login(address: &str) -> bool {
    let host = address.split(['/', ' ']).next().unwrap_or_default();
    host.rsplit_once('@').is_some_and(|(login, _)| login.contains(':'))
}

const SIGNS: [char; 2] = [':', '='];

/// The words of a text, and the signs behind which a value stands, one after another.
fn pieces(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| c.is_whitespace() || "\"'`\\,;?&{}[]()<>|".contains(c));
    let halves = parts.flat_map(|part| part.split_inclusive(SIGNS)).flat_map(|part| {
        let word = part.trim_end_matches(SIGNS);
        [word, &part[word.len()..]]
    });
    halves.filter(|piece| !piece.is_empty()).collect()
}

/// What ends so and is given with a sign.
const CALLED: [&str; 6] = ["token", "password", "passwd", "secret", "cookie", "apikey"];

/// Behind what a word is a secret: flags of programs, and a scheme of the header that signs.
const BEFORE: [&str; 6] = ["-t", "--token", "-p", "-password", "--password", "bearer"];

fn is_introduced(pieces: &[&str]) -> bool {
    let is_sign = |piece: &str| piece.starts_with(SIGNS);
    pieces.iter().enumerate().any(|(at, piece)| {
        let rest = &pieces[at + 1..];
        let small = piece.to_ascii_lowercase();
        let next = rest.first().filter(|next| !is_sign(next));
        let is_given = rest.first().is_some_and(|sign| is_sign(sign)) && rest.iter().any(|value| !is_sign(value));
        let name: String = small.chars().filter(char::is_ascii_alphanumeric).collect();
        // The header that signs, under whatever name; and the password in an address of the first version.
        let is_called = name.contains("authori") || CALLED.iter().any(|called| name.ends_with(called)) || small == "p";
        let login = matches!(small.as_str(), "-u" | "--user") && rest.get(1).is_some_and(|sign| is_sign(sign));
        // Somebody who looks for a word beside "token" writes a word; one that was pasted has digits or hyphens in it, or
        // stands behind the scheme as programs write it.
        let scheme = match small.as_str() {
            "token" => next.is_some_and(|next| is_odd(next) || piece.starts_with('T') && next.len() >= 6),
            "basic" => next.is_some_and(|next| is_odd(next)),
            // What InfluxData's own pages give as an example, which servers have ever since.
            _ => small.contains("secret") && small.contains("token"),
        };
        is_given && is_called || next.is_some() && BEFORE.contains(&small.as_str()) || login || scheme
    })
}

fn is_odd(word: &str) -> bool {
    let has_odd = word.contains(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_'));
    let is_mixed =
        word.contains(|c: char| c.is_ascii_lowercase()) && word.chars().skip(1).any(|c| c.is_ascii_uppercase());
    word.len() >= 6 && (has_odd || is_mixed)
}

/// A character that no token can have, since no header of a request may hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsendable {
    /// The character.
    pub character: char,
    /// Which one of the text it is, counted from 1.
    pub at: usize,
}

impl Unsendable {
    /// What a person is told, who typed or pasted it as the token that is called `what`. Nothing else of it is told.
    pub fn sentence(self, what: &str) -> String {
        let number = code_point(self.character);
        format!(
            "The {what} contains a character that no token can have ({number}, at {}). Nothing was sent. Paste it again without it.",
            self.at
        )
    }
}

/// The first character of a text that no header of a request may hold: there is no server that gave it out.
///
/// ```
/// use console_core::secret::unsendable;
///
/// assert_eq!(unsendable("q1W0-_=="), None);
/// assert_eq!(unsendable("tökén").map(|found| found.at), Some(2));
/// ```
pub fn unsendable(text: &str) -> Option<Unsendable> {
    let found = text.chars().enumerate().find(|(_, character)| !matches!(character, ' '..='~'));
    found.map(|(before, character)| Unsendable { character, at: before + 1 })
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
    fn what_a_paste_has_around_a_token_is_taken_off() {
        let token = |pasted: &str| {
            Secret::new(pasted.into()).token_of_paste(&["x-key:", "scheme ", "name="]).expose().to_owned()
        };
        for pasted in [
            "abc==",
            " abc==\n",
            "\"abc==\"",
            "'abc=='",
            "`abc==`",
            "Scheme abc==",
            "scheme  abc==",
            "X-Key: Scheme abc==",
            "'X-Key: Scheme abc=='",
            "x-key:scheme abc==",
            "NAME=abc==",
            "NAME='abc=='",
        ] {
            assert_eq!(token(pasted), "abc==", "{pasted}");
        }
        // Tokens may be words of one's own choice: what is not in front of something is one.
        for own in ["scheme", "Scheme", "schemes-of-mine", "x-key:", "\"", "''a", "tö k"] {
            assert_eq!(token(own), own);
        }
    }

    #[test]
    fn a_short_secret_shows_no_tail() {
        assert_eq!(Secret::new("short".into()).fingerprint().tail, "");
    }

    #[test]
    fn what_no_header_may_hold_is_told_with_its_number_and_place_and_nothing_else_of_the_token() {
        let told = |token: &str| unsendable(token).map(|found| found.sentence("token"));
        for (token, number, at) in [
            ("q1W0\u{200b}0000", "U+200B", 5),
            ("“q1W0”", "U+201C", 1),
            ("tökén", "U+00F6", 2),
            ("q1\0", "U+0000", 3),
            ("q1W\u{202e}0", "U+202E", 4),
            ("q\n1", "U+000A", 2),
            ("q\u{7f}", "U+007F", 2),
        ] {
            let sentence = format!(
                "The token contains a character that no token can have ({number}, at {at}). \
                 Nothing was sent. Paste it again without it."
            );
            assert_eq!(told(token), Some(sentence), "{token:?}");
        }
        assert_eq!(told("q1W0 ~!-_=="), None);
    }

    #[test]
    fn what_stands_where_texts_have_secrets_may_be_one() {
        for text in [
            "curl -H 'Authorization: Token my-secret-1' http://h:8086/api/v2/buckets -> 401",
            "Authorization: Bearer x",
            "INFLUX_TOKEN=abc",
            "{\"token\": \"abc\"}",
            "influx -t my-secret-1 auth list",
            "influx auth list --token=abc",
            "http://admin:my-secret-1@h:8086/ failed: unauthorized",
            "password=hunter2hunter2",
            "error: 401 for Token my-admin-word",
            "my-super-secret-auth-token",
            "Cookie: influxdb-oss-session=abc",
            "token = \"hunterword\"",
            "password = 'metrics-pw-1'",
            "{\"id\":\"0b1c\",\"token\":\"my-admin-1\"}",
            "http://h:8086/query?db=x&u=admin&p=secretpw",
            "http://h:8086/?token=abc",
            "curl -u admin:hunter2 http://h",
            "influx -username admin -password hunter2",
            "curl -H'Authorization: Token hunterword'",
            "--header=\"Authorization: Token hunterword\"",
            "headers={'Authorization': 'Token x'}",
            "401 for Token hunterword",
            "Basic YWRtaW46cHc",
            "apiv3_0123456789012345678901234567890123456789",
        ] {
            assert!(may_hold_secret(text), "{text}");
        }
        for text in [
            "",
            "token of line 07",
            "basic plan",
            "tokens that expired",
            "author:ines",
            "grafana token",
            "status:active owner:ines.moor",
            "can:write:plant-a/metrics",
            "description:none token:",
            "http://influx:8086 a@b:c",
            "read -p",
            "secret santa",
            "0b1c2d3e4f506000",
        ] {
            assert!(!may_hold_secret(text), "{text}");
        }
    }
}
