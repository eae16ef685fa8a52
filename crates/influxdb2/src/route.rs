//! The places of the app and their addresses, which live in the URL's fragment.
//!
//! A fragment works on any static host and under any path without a rule on the server, and it never reaches a log.

use crate::Id;
use crate::authorization::ListView;

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
    /// The form, to be filled with the request that the address carries; it is read by the form itself.
    Request(String),
    /// The credentials of InfluxDB 1.x.
    V1Credentials(V1Place),
    /// What hashing all tokens would mean.
    Hashing,
    /// The users who own tokens.
    Owners,
    /// One of them.
    Owner(Id),
    /// What is done when that user leaves.
    Offboard(Id),
    /// An address that leads nowhere.
    Unknown(String),
}

/// A place among the credentials of InfluxDB 1.x.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum V1Place {
    /// Their list.
    #[default]
    List,
    /// The form for a new one.
    New,
    /// One of them, beside the list or in its place.
    One(Id),
}

impl Route {
    /// Reads a fragment with or without its `#`.
    ///
    /// ```
    /// use influxdb2::route::Route;
    ///
    /// assert_eq!(Route::parse("#/tokens/new"), Route::NewToken);
    /// assert_eq!(Route::parse("#/tokens/0b7d4f6e0c2a1000").href(), "#/tokens/0b7d4f6e0c2a1000");
    /// assert_eq!(Route::list("#/tokens?filter=status%3Aactive").filter, "status:active");
    /// ```
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#');
        if let Some(request) = path.strip_prefix("/tokens/new?").filter(|query| query.starts_with("request=")) {
            return Self::Request(request.to_owned());
        }
        // Only the list reads what stands behind the `?`.
        let (place, query) = path.split_once('?').unwrap_or((path, ""));
        match place.trim_end_matches('/') {
            "" | "/tokens" => Self::Tokens,
            "/tokens/new" if query.is_empty() => Self::NewToken,
            "/owners" => Self::Owners,
            "/v1-credentials" => Self::V1Credentials(V1Place::List),
            "/v1-credentials/new" => Self::V1Credentials(V1Place::New),
            "/hashing" => Self::Hashing,
            place => Self::of_one(place).unwrap_or_else(|| Self::Unknown(path.to_owned())),
        }
    }

    /// The place of one thing, by its id.
    fn of_one(place: &str) -> Option<Self> {
        let (kind, rest) = place.strip_prefix('/')?.split_once('/')?;
        let (id, part) = rest.split_once('/').unwrap_or((rest, ""));
        let id = Id::parse(id).ok()?;
        match (kind, part) {
            ("tokens", "") => Some(Self::Token(id)),
            ("owners", "") => Some(Self::Owner(id)),
            ("owners", "offboard") => Some(Self::Offboard(id)),
            ("v1-credentials", "") => Some(Self::V1Credentials(V1Place::One(id))),
            _ => None,
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

    /// Whether a form is on the screen there, which has a bar of its own at the foot of a phone.
    pub const fn is_form(&self) -> bool {
        matches!(self, Self::NewToken | Self::V1Credentials(V1Place::New))
    }

    /// Whether going from here to another place only opens or closes something beside what stays.
    pub fn stays_beside(&self, other: &Self) -> bool {
        let is_v1 = |one: &Self| matches!(one, Self::V1Credentials(V1Place::List | V1Place::One(_)));
        self.shows_list() && other.shows_list() || is_v1(self) && is_v1(other)
    }

    /// Whether the link to a place of the navigation leads to what is shown here.
    pub fn is_in(&self, link: &Self) -> bool {
        match link {
            Self::Tokens => self.shows_list(),
            Self::Owners => matches!(self, Self::Owners | Self::Owner(_) | Self::Offboard(_)),
            Self::V1Credentials(_) => matches!(self, Self::V1Credentials(_)),
            link => self == link,
        }
    }

    /// The fragment, with its `#`.
    pub fn href(&self) -> String {
        match self {
            Self::Tokens => "#/tokens".to_owned(),
            Self::Token(id) => format!("#/tokens/{id}"),
            Self::NewToken => "#/tokens/new".to_owned(),
            Self::Request(request) => format!("#/tokens/new?{request}"),
            Self::V1Credentials(V1Place::List) => "#/v1-credentials".to_owned(),
            Self::V1Credentials(V1Place::New) => "#/v1-credentials/new".to_owned(),
            Self::V1Credentials(V1Place::One(id)) => format!("#/v1-credentials/{id}"),
            Self::Hashing => "#/hashing".to_owned(),
            Self::Owners => "#/owners".to_owned(),
            Self::Owner(id) => format!("#/owners/{id}"),
            Self::Offboard(id) => format!("#/owners/{id}/offboard"),
            Self::Unknown(path) => format!("#{path}"),
        }
    }

    /// What the window is called there.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Tokens => "Tokens",
            Self::Token(_) => "Token",
            Self::NewToken | Self::Request(_) => "New token",
            Self::V1Credentials(V1Place::New) => "New 1.x credential",
            Self::V1Credentials(_) => "1.x credentials",
            Self::Hashing => "Ready for hashing",
            Self::Owners => "Owners",
            Self::Owner(_) => "Owner",
            Self::Offboard(_) => "Offboard",
            Self::Unknown(_) => "Not found",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::{Column, Sort};

    #[test]
    fn how_the_list_is_shown_stands_in_its_addresses_only() {
        let sort = Sort { column: Column::Owner, descending: true };
        let list = ListView { filter: "plant-a/* status:active".to_owned(), sort };
        for route in [Route::Tokens, Route::Token(Id::from_number(7).expect("not zero"))] {
            let address = route.href_with(&list);
            assert_eq!((Route::parse(&address), Route::list(&address)), (route, list.clone()), "{address}");
        }
        assert_eq!(Route::NewToken.href_with(&list), "#/tokens/new");
    }

    #[test]
    fn a_token_that_was_pasted_into_the_search_stays_out_of_the_address() {
        let filter =
            "a q1WvXcB0Zr3kT5uY7iO9pA2sD4fG6hJ8kL0zX1cV3bN5mQ7wE9rT1yU3iO5pA7sD9fG1hJ3kL5zX7cV9bN1mQ==".to_owned();
        assert_eq!(Route::Tokens.href_with(&ListView { filter, ..ListView::default() }), "#/tokens");
    }

    #[test]
    fn every_place_is_found_again_by_its_address() {
        for route in [
            Route::Tokens,
            Route::Token(Id::from_number(0x0e7d_22b9_5f40_3000).expect("not zero")),
            Route::NewToken,
            Route::Owners,
            Route::Owner(Id::from_number(0x0e7d_22b9_5f40_3000).expect("not zero")),
            Route::Offboard(Id::from_number(0x0e7d_22b9_5f40_3000).expect("not zero")),
            Route::Request("request=1&org=00000000000000aa:a/b".to_owned()),
            Route::V1Credentials(V1Place::List),
            Route::V1Credentials(V1Place::New),
            Route::V1Credentials(V1Place::One(Id::from_number(7).expect("not zero"))),
            Route::Hashing,
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
            ("#/tokens?search=a", Route::Tokens),
            (
                "#/tokens/0E7D22B95F403000/?sort=kind",
                Route::Token(Id::from_number(0x0e7d_22b9_5f40_3000).expect("not zero")),
            ),
            ("#/tokens/x", Route::Unknown("/tokens/x".to_owned())),
            ("#/v1-credentials/", Route::V1Credentials(V1Place::List)),
            ("#/v1-credentials/x", Route::Unknown("/v1-credentials/x".to_owned())),
            ("#/owners/", Route::Owners),
            (
                "#/owners/0e7d22b95f403000/offboard/",
                Route::Offboard(Id::from_number(0x0e7d_22b9_5f40_3000).expect("not zero")),
            ),
            ("#/owners/0e7d22b95f403000/away", Route::Unknown("/owners/0e7d22b95f403000/away".to_owned())),
            ("#/tokens/0e7d22b95f403000/offboard", Route::Unknown("/tokens/0e7d22b95f403000/offboard".to_owned())),
        ] {
            assert_eq!(Route::parse(fragment), route, "{fragment}");
        }
    }
}
