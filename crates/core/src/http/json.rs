//! Reading the JSON of a success. What is said of one that can't be read never quotes it: it may hold secrets.

use super::{ApiError, Response};
use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// A text that borrows from the body unless it holds escapes.
///
/// `Cow` itself would not: serde borrows for a field that is one, and copies for one inside of an `Option` or behind a name
/// of one's own. A list of ten thousand tokens has a quarter of a million texts.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Text<'a>(Cow<'a, str>);

impl Text<'_> {
    /// The text as one that outlives the body.
    pub fn into_owned(self) -> String {
        self.0.into_owned()
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowing;
        impl<'de> Visitor<'de> for Borrowing {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Borrowing)
    }
}

/// The body of a success.
///
/// # Errors
///
/// [`ApiError::WebPage`] if a web page came, [`ApiError::Undecodable`] if it is not what was asked for.
pub fn read<'a, T: Deserialize<'a>, R>(response: &'a Response) -> Result<T, ApiError<R>> {
    serde_json::from_slice(&response.body).map_err(|error| undecodable(response, &error))
}

/// As [`read`], into what `seed` makes of it.
///
/// # Errors
///
/// As for [`read`].
pub fn read_with<'a, S: DeserializeSeed<'a>, R>(response: &'a Response, seed: S) -> Result<S::Value, ApiError<R>> {
    let mut deserializer = serde_json::Deserializer::from_slice(&response.body);
    let read = seed.deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    read.map_err(|error| undecodable(response, &error))
}

/// The value with which these bytes begin, and how long it is.
///
/// # Errors
///
/// What `serde_json` found; [`serde_json::Error::is_eof`] where the bytes end before the value does.
pub fn first<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<(T, usize), serde_json::Error> {
    let mut values = serde_json::Deserializer::from_slice(bytes).into_iter();
    let first = values.next().unwrap_or_else(|| Err(serde_json::Error::custom("nothing")))?;
    Ok((first, values.byte_offset()))
}

/// A success that has no body. A file server answers any path with its start page and 200, and something between may
/// answer anything: only the server itself says that there is nothing to say.
///
/// # Errors
///
/// As for [`read`].
pub fn read_nothing<R>(response: &Response) -> Result<(), ApiError<R>> {
    match response.status {
        204 => Ok(()),
        _ if response.is_html() => Err(ApiError::WebPage),
        _ => Err(ApiError::Undecodable { problem: "it is not what this request answers".to_owned() }),
    }
}

fn undecodable<R>(response: &Response, error: &serde_json::Error) -> ApiError<R> {
    if response.is_html() {
        return ApiError::WebPage;
    }
    let problem = match error.classify() {
        serde_json::error::Category::Eof => "it ends too early",
        serde_json::error::Category::Data => "it is not what this request answers",
        serde_json::error::Category::Syntax | serde_json::error::Category::Io => "it is no JSON",
    };
    ApiError::Undecodable { problem: format!("{problem}, line {}", error.line()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_borrows_wherever_it_stands_unless_it_holds_escapes() {
        #[derive(Deserialize)]
        struct Answer<'a> {
            #[serde(borrow)]
            id: Text<'a>,
            #[serde(borrow, default)]
            name: Option<Text<'a>>,
            #[serde(borrow)]
            words: Vec<Text<'a>>,
        }
        let read: Answer<'_> =
            serde_json::from_str(r#"{"id":"a","name":"b","words":["c","\u0064"]}"#).expect("as it should be");
        let Answer { id: Text(id), name: Some(Text(name)), words } = read else { panic!("it has a name") };
        assert!(matches!((&id, &name), (Cow::Borrowed("a"), Cow::Borrowed("b"))));
        assert!(matches!(words.as_slice(), [Text(Cow::Borrowed("c")), Text(Cow::Owned(last))] if last == "d"));
        assert!(serde_json::from_str::<Text<'_>>("7").is_err());
    }
}
