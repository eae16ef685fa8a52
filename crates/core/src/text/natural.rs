//! The order in which people sort names: runs of digits by value, letters without regard to case.
//!
//! Only ASCII digits count as numbers, and letters are compared by code point, not by the rules of a language:
//! the order must be the same in every browser and on every machine.

use crate::sort::sort_by;
use std::char::ToLowercase;
use std::cmp::Ordering;

/// Compares two names; only equal names compare as equal, so the order of a list never depends on how it arrived.
pub fn compare(a: &str, b: &str) -> Ordering {
    // Names of one kind begin alike, and what is alike needs no folding.
    let alike = alike(a, b);
    folded(&a[alike..], &b[alike..]).then_with(|| a.cmp(b))
}

/// How many bytes at the beginning are the same in both and end within no character and no number.
fn alike(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let start = a.as_bytes()[..same].iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
    (0..=start).rev().find(|at| a.is_char_boundary(*at) && b.is_char_boundary(*at)).unwrap_or(0)
}

/// Bytes that compare as [`compare`] does, but for names that differ in case or leading zeros alone, which are equal here.
///
/// Worth their memory where many names are sorted: each is folded once instead of in every comparison.
///
/// ```
/// use console_core::text::natural::key;
/// assert!(key("Line-9") < key("line-10"));
/// ```
pub fn key(name: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(name.len() + 8);
    for piece in Pieces::of(name) {
        match piece {
            Piece::Number(digits) => {
                // All numbers stand where the digits stand; then the longer one is the greater.
                key.push(b'0');
                key.extend_from_slice(&digits.len().to_be_bytes());
                key.extend_from_slice(digits.as_bytes());
            }
            Piece::Letter(letter) => key.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    key
}

/// Where each name stands among all of them; equal names stand together, and one of blanks alone nowhere.
pub fn ranks(names: &[&str]) -> Vec<Option<u32>> {
    let keys: Vec<Vec<u8>> = names.iter().map(|name| key(name)).collect();
    let mut places: Vec<usize> = (0..names.len()).filter(|place| !names[*place].trim().is_empty()).collect();
    sort_by(&mut places, |a, b| keys[*a].cmp(&keys[*b]).then_with(|| names[*a].cmp(names[*b])));
    let mut ranks = vec![None; names.len()];
    let mut rank = 0;
    for (at, place) in places.iter().enumerate() {
        rank += u32::from(at > 0 && names[*place] != names[places[at - 1]]);
        ranks[*place] = Some(rank);
    }
    ranks
}

/// Compares with numbers by value and letters without case.
fn folded(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (Pieces::of(a), Pieces::of(b));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(one), Some(other)) => match one.compare(other) {
                Ordering::Equal => {}
                different => return different,
            },
        }
    }
}

/// What is compared at once: a whole number, or one letter.
#[derive(Clone, Copy)]
enum Piece<'a> {
    /// The digits of a number without its leading zeros.
    Number(&'a str),
    /// A lower-case letter, or any other character.
    Letter(char),
}

impl Piece<'_> {
    fn compare(self, other: Piece<'_>) -> Ordering {
        match (self, other) {
            // Without leading zeros, the longer number is the greater one.
            (Self::Number(a), Piece::Number(b)) => a.len().cmp(&b.len()).then_with(|| a.cmp(b)),
            // All numbers stand where the digits stand among the characters.
            (Self::Number(_), Piece::Letter(b)) => '0'.cmp(&b),
            (Self::Letter(a), Piece::Number(_)) => a.cmp(&'0'),
            (Self::Letter(a), Piece::Letter(b)) => a.cmp(&b),
        }
    }
}

/// A name cut into its pieces without copying it.
struct Pieces<'a> {
    rest: &'a str,
    /// What is left of a letter whose lower case has several characters.
    folding: Option<ToLowercase>,
}

impl<'a> Pieces<'a> {
    fn of(text: &'a str) -> Self {
        Self { rest: text, folding: None }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(letter) = self.folding.as_mut().and_then(Iterator::next) {
            return Some(Piece::Letter(letter));
        }
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let (number, rest) = self.rest.split_at(digits);
            self.rest = rest;
            return Some(Piece::Number(number.trim_start_matches('0')));
        }
        let mut letters = self.rest.chars();
        let mut lower = letters.next()?.to_lowercase();
        self.rest = letters.as_str();
        let first = lower.next();
        self.folding = Some(lower);
        first.map(Piece::Letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_by(|a, b| compare(a, b));
        names
    }

    #[test]
    fn numbers_are_sorted_by_value() {
        assert_eq!(
            sorted(vec!["sensors-10", "sensors-9", "sensors-1", "sensors-100", "sensors-2"]),
            ["sensors-1", "sensors-2", "sensors-9", "sensors-10", "sensors-100"]
        );
    }

    #[test]
    fn numbers_longer_than_a_machine_word_are_sorted_by_value() {
        assert_eq!(
            sorted(vec!["x100000000000000000000000", "x99999999999999999999999", "x0099"]),
            ["x0099", "x99999999999999999999999", "x100000000000000000000000"]
        );
    }

    #[test]
    fn case_decides_only_between_names_that_are_otherwise_equal() {
        assert_eq!(sorted(vec!["beta", "Beta", "alpha", "Gamma"]), ["alpha", "Beta", "beta", "Gamma"]);
    }

    #[test]
    fn leading_zeros_decide_only_between_names_that_are_otherwise_equal() {
        assert_eq!(sorted(vec!["a1b", "a01a", "a01b", "a1a"]), ["a01a", "a1a", "a01b", "a1b"]);
    }

    #[test]
    fn a_prefix_comes_before_what_it_starts() {
        assert_eq!(
            sorted(vec!["plant-a/metrics", "plant-a", "plant-a/alarms", "plant-1", ""]),
            ["", "plant-1", "plant-a", "plant-a/alarms", "plant-a/metrics"]
        );
    }

    #[test]
    fn equal_names_share_a_rank_and_blank_ones_have_none() {
        assert_eq!(ranks(&["b-10", " ", "B-9", "b-10", "a"]), [Some(2), None, Some(1), Some(2), Some(0)]);
    }

    #[test]
    fn system_buckets_come_before_letters() {
        assert_eq!(sorted(vec!["alerts", "_tasks", "Zoo", "_monitoring"]), ["_monitoring", "_tasks", "alerts", "Zoo"]);
    }

    proptest! {
        #[test]
        fn keys_compare_as_names_do(a in "[aB0-9ß/ ]{0,8}|\\PC{0,6}", b in "[aB0-9ß/ ]{0,8}|\\PC{0,6}") {
            prop_assert_eq!(key(&a).cmp(&key(&b)), folded(&a, &b));
        }

        #[test]
        fn what_two_names_begin_with_makes_no_difference(
            start in "[aB0-9ß/]{0,4}", a in "[aB0-9ßé]{0,4}", b in "[aB0-9ßè]{0,4}"
        ) {
            let (a, b) = (format!("{start}{a}"), format!("{start}{b}"));
            prop_assert_eq!(compare(&a, &b), folded(&a, &b).then_with(|| a.cmp(&b)));
        }
    }

    #[test]
    fn a_letter_whose_lower_case_has_two_characters_is_compared_whole() {
        assert_eq!(compare("İ2", "i̇10"), Ordering::Less);
        assert_eq!(compare("İ", "i̇x"), Ordering::Less);
    }
}
