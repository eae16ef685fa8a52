//! The places of the app for these products and their addresses, which live in the URL's fragment.

use crate::Id;
use crate::list::ListView;

/// A place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// The list of tokens.
    #[default]
    Tokens,
    /// One token, beside the list or in its place.
    Token(Id),
    /// The form for a new token.
    NewToken,
    /// An address that leads nowhere.
    Unknown(String),
}

impl Route {
    /// Reads a fragment with or without its `#`.
    ///
    /// ```
    /// use database::route::Route;
    ///
    /// assert_eq!(Route::parse("#/new"), Route::NewToken);
    /// assert_eq!(Route::list("#/tokens?filter=status%3Aactive").filter, "status:active");
    /// ```
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#');
        // Only the list reads what stands behind the `?`.
        let (place, query) = path.split_once('?').unwrap_or((path, ""));
        match place.trim_end_matches('/') {
            "" | "/tokens" => Self::Tokens,
            "/new" if query.is_empty() => Self::NewToken,
            place => {
                let id = place.strip_prefix("/tokens/").and_then(Id::parse);
                id.map_or_else(|| Self::Unknown(path.to_owned()), Self::Token)
            }
        }
    }

    /// How the list is shown at this fragment.
    pub fn list(fragment: &str) -> ListView {
        fragment.split_once('?').map_or_else(ListView::default, |(_, query)| ListView::from_query(query))
    }

    /// The fragment with how the list is shown, where it is on the screen.
    pub fn href_with(&self, list: &ListView) -> String {
        let query = list.to_address();
        if query.is_empty() || !self.shows_list() { self.href() } else { format!("{}?{query}", self.href()) }
    }

    /// Whether the list of tokens is on the screen there.
    pub const fn shows_list(&self) -> bool {
        matches!(self, Self::Tokens | Self::Token(_))
    }

    /// The fragment, with its `#`.
    pub fn href(&self) -> String {
        match self {
            Self::Tokens => "#/tokens".to_owned(),
            Self::Token(id) => format!("#/tokens/{id}"),
            Self::NewToken => "#/new".to_owned(),
            Self::Unknown(path) => format!("#{path}"),
        }
    }

    /// What the window is called there.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Tokens => "Tokens",
            Self::Token(_) => "Token",
            Self::NewToken => "New token",
            Self::Unknown(_) => "Not found",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::{Column, Sort};

    #[test]
    fn how_the_list_is_shown_stands_in_its_addresses_only() {
        let sort = Sort { column: Column::Expires, descending: true };
        let list = ListView { filter: "plant-a/* status:active".to_owned(), sort };
        for route in [Route::Tokens, Route::Token(Id::from_number(7))] {
            let address = route.href_with(&list);
            assert_eq!((Route::parse(&address), Route::list(&address)), (route, list.clone()), "{address}");
        }
        assert_eq!(Route::NewToken.href_with(&list), "#/new");
    }

    #[test]
    fn a_management_token_that_was_pasted_into_the_search_stays_out_of_the_address() {
        let filter = "M.V1.q1WvXcB0Zr3kT5uY7iO9pA2sD4fG6hJ8kL0zX1cV3bN5mQ7w".to_owned();
        assert_eq!(Route::Tokens.href_with(&ListView { filter, ..ListView::default() }), "#/tokens");
        let id = ListView { filter: Id::from_number(7).to_string(), ..ListView::default() };
        assert_eq!(Route::Tokens.href_with(&id), "#/tokens?filter=00000000-0000-0000-0000-000000000007");
    }

    #[test]
    fn every_place_is_found_again_by_its_address() {
        let token = Route::Token(Id::from_number(7));
        for route in [Route::Tokens, token, Route::NewToken, Route::Unknown("/nowhere?x=1".to_owned())] {
            assert_eq!(Route::parse(&route.href()), route);
        }
        for (fragment, route) in [
            ("", Route::Tokens),
            ("#/", Route::Tokens),
            ("#/tokens/", Route::Tokens),
            ("#/new/", Route::NewToken),
            ("#/new?x=1", Route::Unknown("/new?x=1".to_owned())),
            ("#/tokens/x", Route::Unknown("/tokens/x".to_owned())),
        ] {
            assert_eq!(Route::parse(fragment), route, "{fragment}");
        }
    }
}
