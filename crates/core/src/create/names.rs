//! A list of names, one a line.

use crate::text::foreign::spelled_out;
use crate::text::number;
use std::collections::BTreeSet;

/// How many tokens one run makes at most. Each takes a request of its own, and each is a secret to store.
pub const MOST: usize = 500;

/// A list that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameList {
    /// The names in their order, each once.
    pub names: Vec<String>,
    /// The names that stand there more than once.
    pub repeated: Vec<String>,
    /// The numbers of the empty lines between names, counted from 1.
    pub empty: Vec<usize>,
}

impl NameList {
    /// Reads a list. White space around a name is left out, and so are empty lines at the end.
    ///
    /// ```
    /// use console_core::create::NameList;
    ///
    /// let list = NameList::parse("press-07\n\n press-08 \npress-07\n");
    /// assert_eq!(list.names, ["press-07", "press-08"]);
    /// assert_eq!((list.repeated, list.empty), (vec!["press-07".to_owned()], vec![2]));
    /// ```
    pub fn parse(text: &str) -> Self {
        let mut list = Self::default();
        let mut seen = BTreeSet::new();
        for (at, line) in text.trim_end().lines().enumerate() {
            // A lone carriage return is how very old systems end a line; within a name it would only hide something.
            for name in line.split('\r').map(str::trim) {
                if name.is_empty() {
                    list.empty.push(at + 1);
                } else if seen.insert(name) {
                    list.names.push(name.to_owned());
                } else if !list.repeated.iter().any(|known| known == name) {
                    list.repeated.push(name.to_owned());
                }
            }
        }
        list
    }

    /// What is to be said of names that stand there twice and of lines without one, each sentence after a space.
    pub fn remarks(&self) -> String {
        let mut text = String::new();
        if let [first, rest @ ..] = &self.repeated[..] {
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", number(rest.len())) };
            text.push_str(&format!(" Repeated and created once: {}{more}.", spelled_out(first)));
        }
        match &self.empty[..] {
            [] => {}
            [line] => text.push_str(&format!(" Line {line} is empty.")),
            [line, rest @ ..] => text.push_str(&format!(" Line {line} and {} more are empty.", number(rest.len()))),
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_on_a_line_of_its_own() {
        let list = NameList::parse("press-gw-07\r\n  press-gw-08 \n\tpress-gw-09\n\n");
        assert_eq!(list.names, ["press-gw-07", "press-gw-08", "press-gw-09"]);
        assert_eq!((list.repeated.len(), list.empty.len()), (0, 0), "empty lines at the end are no mistake");
    }

    #[test]
    fn repeated_names_and_empty_lines_are_named() {
        let list = NameList::parse("a\n\nb\na\nA\na");
        assert_eq!(list.names, ["a", "b", "A"], "the server tells upper from lower case");
        assert_eq!(list.repeated, ["a"]);
        assert_eq!(list.empty, [2]);
        assert_eq!(list.remarks(), " Repeated and created once: a. Line 2 is empty.");
    }

    #[test]
    fn an_empty_text_is_an_empty_list() {
        assert_eq!(NameList::parse(" \n \n"), NameList::default());
    }
}
