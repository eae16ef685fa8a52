//! The places of this app in the address of the page.

use crate::shell::history;
use influxdb2::authorization::ListView;
use influxdb2::route::Route;

/// Where the app is.
pub type History = history::History<Route>;

impl history::Place for Route {
    type List = ListView;

    fn parse(fragment: &str) -> Self {
        Self::parse(fragment)
    }

    fn list(fragment: &str) -> ListView {
        Self::list(fragment)
    }

    fn shows_list(&self) -> bool {
        self.shows_list()
    }

    fn is_in(&self, link: &Self) -> bool {
        self.is_in(link)
    }

    fn href_with(&self, list: &ListView) -> String {
        self.href_with(list)
    }
}
