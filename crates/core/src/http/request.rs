//! A request as a value.

use crate::Secret;
use std::fmt::{self, Write as _};
use zeroize::Zeroize;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Patch,
    Delete,
}

impl Method {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// As whom a request is sent.
#[derive(Debug)]
pub enum Signature {
    /// As nobody: the endpoint needs no credential, and none is shown to it.
    Nobody,
    /// With the credential of the session.
    Session,
    /// With this token instead of the session's credential.
    Token(Secret),
    /// With a user's name and password; only sign-in takes it.
    Password {
        /// The name of the user.
        user: String,
        /// The password.
        password: Secret,
    },
}

/// What a server's dialect fixes of every request, so that whoever sends one need not know the dialect.
#[derive(Debug)]
pub struct Manner {
    /// The word before a token in `Authorization`.
    pub token_scheme: &'static str,
    /// The media type that is asked for.
    pub accepts: &'static str,
    /// The headers of an answer that the dialect reads, in small letters.
    pub reads: &'static [&'static str],
}

/// Where a request goes: path and query below the server's address, already encoded. Only dialects make one.
#[derive(Debug)]
pub struct Address {
    manner: &'static Manner,
    path: String,
}

impl Address {
    /// An address of a dialect.
    pub fn of(manner: &'static Manner, path: impl Into<String>) -> Self {
        Self { manner, path: path.into() }
    }
}

/// What is sent along.
pub struct Body {
    /// The media type.
    pub media_type: &'static str,
    /// The text.
    pub text: Vec<u8>,
}

/// A request to a server. Its body may hold a password, so it is wiped when dropped and never printed.
pub struct Request {
    method: Method,
    address: Address,
    body: Option<Body>,
    signature: Signature,
}

impl Drop for Request {
    fn drop(&mut self) {
        if let Some(body) = &mut self.body {
            body.text.zeroize();
        }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.body.as_ref().map(|body| body.text.len());
        write!(f, "{} {} ({:?}, body of {bytes:?} bytes)", self.method.as_str(), self.address.path, self.signature)
    }
}

impl Request {
    /// A request without a body, sent with the session's credential.
    pub const fn new(method: Method, address: Address) -> Self {
        Self { method, address, body: None, signature: Signature::Session }
    }

    /// Puts a body in.
    #[must_use]
    pub fn with_body(mut self, media_type: &'static str, text: Vec<u8>) -> Self {
        self.body = Some(Body { media_type, text });
        self
    }

    /// Puts a JSON body in.
    #[must_use]
    pub fn with_json(self, text: Vec<u8>) -> Self {
        self.with_body("application/json", text)
    }

    /// Changes as whom it is sent.
    #[must_use]
    pub fn signed(mut self, signature: Signature) -> Self {
        self.signature = signature;
        self
    }

    /// The method.
    pub const fn method(&self) -> Method {
        self.method
    }

    /// Path and query, encoded.
    pub fn path(&self) -> &str {
        &self.address.path
    }

    /// What the dialect fixes.
    pub const fn manner(&self) -> &'static Manner {
        self.address.manner
    }

    /// What is sent along.
    pub const fn body(&self) -> Option<&Body> {
        self.body.as_ref()
    }

    /// As whom.
    pub const fn signature(&self) -> &Signature {
        &self.signature
    }
}

/// Percent-encodes a text for use as one path segment or one query value.
pub fn encode(text: &str) -> String {
    encode_but(text, b"-._~")
}

/// Percent-encodes everything but ASCII letters, digits and these bytes.
pub fn encode_but(text: &str, plain: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// The text behind percent signs; `None` if it is broken or no text. What [`encode`] wrote is read back.
pub fn decode(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// An address in which nothing can end a line or hide: what no address may hold is percent-encoded.
pub fn printable(address: &str) -> String {
    let mut printed = String::with_capacity(address.len());
    for c in address.trim_end_matches('/').chars() {
        if c.is_control() || c.is_whitespace() {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a string can't fail.
                let _ = write!(printed, "%{byte:02X}");
            }
        } else {
            printed.push(c);
        }
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_can_not_end_a_line() {
        assert_eq!(printable("https://a\nb c/"), "https://a%0Ab%20c");
    }

    #[test]
    fn encodes_everything_that_could_end_a_segment() {
        assert_eq!(encode("a b/c?d&e=ü%"), "a%20b%2Fc%3Fd%26e%3D%C3%BC%25");
        assert_eq!(encode("plant-a_1.~"), "plant-a_1.~");
    }

    #[test]
    fn decodes_what_was_encoded_and_nothing_broken() {
        assert_eq!(decode(&encode("a b/ü%+")).as_deref(), Some("a b/ü%+"));
        for broken in ["%", "%2", "%zz", "%ff"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }
}
