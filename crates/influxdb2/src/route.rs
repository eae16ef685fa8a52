//! The places of the app and their addresses, which live in the URL's fragment.
//!
//! A fragment works on any static host and under any path without a rule on the server, and it never reaches a log.

/// A place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// The list of tokens.
    #[default]
    Tokens,
    /// The form for a new token.
    NewToken,
    /// The form, to be filled with the request that the address carries; it is read by the form itself.
    Request(String),
    /// An address that leads nowhere.
    Unknown(String),
}

impl Route {
    /// Reads a fragment with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#');
        if let Some(request) = path.strip_prefix("/tokens/new?").filter(|query| query.starts_with("request=")) {
            return Self::Request(request.to_owned());
        }
        match path.trim_end_matches('/') {
            "" | "/tokens" => Self::Tokens,
            "/tokens/new" => Self::NewToken,
            _ => Self::Unknown(path.to_owned()),
        }
    }

    /// The fragment, with its `#`.
    pub fn href(&self) -> String {
        match self {
            Self::Tokens => "#/tokens".to_owned(),
            Self::NewToken => "#/tokens/new".to_owned(),
            Self::Request(request) => format!("#/tokens/new?{request}"),
            Self::Unknown(path) => format!("#{path}"),
        }
    }

    /// What the window is called there.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Tokens => "Tokens",
            Self::NewToken | Self::Request(_) => "New token",
            Self::Unknown(_) => "Not found",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_again_by_its_address() {
        for route in [
            Route::Tokens,
            Route::NewToken,
            Route::Request("request=1&org=00000000000000aa:a/b".to_owned()),
            Route::Unknown("/nowhere?x=1".to_owned()),
        ] {
            assert_eq!(Route::parse(&route.href()), route);
        }
    }

    #[test]
    fn addresses_are_read_with_tolerance() {
        for (fragment, route) in [
            ("", Route::Tokens),
            ("#", Route::Tokens),
            ("#/", Route::Tokens),
            ("#/tokens/", Route::Tokens),
            ("/tokens/new/", Route::NewToken),
            ("#/tokens/new?x=1", Route::Unknown("/tokens/new?x=1".to_owned())),
            ("#/tokens/x", Route::Unknown("/tokens/x".to_owned())),
        ] {
            assert_eq!(Route::parse(fragment), route, "{fragment}");
        }
    }
}
