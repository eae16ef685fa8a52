//! An answer as a value.

use zeroize::Zeroizing;

/// What a server answered.
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The media type, as sent.
    pub content_type: String,
    /// The headers that the dialect reads, where the browser may (most of them on the same origin only).
    pub headers: Vec<(&'static str, String)>,
    /// `Retry-After` in seconds.
    pub retry_after: Option<u32>,
    /// The body. It may hold secrets (a new token, or every token of a server that does not hash them), so it is wiped when dropped.
    pub body: Zeroizing<Vec<u8>>,
}

impl Response {
    /// An answer with a body and nothing else of interest.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            content_type: content_type.to_owned(),
            headers: Vec::new(),
            retry_after: None,
            body: Zeroizing::new(body.into()),
        }
    }

    /// A header that the dialect reads.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the status says success.
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// Whether the body is a web page: a proxy's error page, or a file server that answers everything with `index.html`.
    pub fn is_html(&self) -> bool {
        let start = self.body.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(self.body.len());
        self.content_type.starts_with("text/html") || self.body[start..].starts_with(b"<")
    }
}
