//! The entries of a long list in a JSON answer, one by one while it arrives.
//!
//! What is not an entry is left over, so that the answer can still be read as a whole: whatever is wrong with it is found
//! there. A list that is not recognized is left over with all its entries.

use zeroize::Zeroizing;

/// How far the list may be from the beginning of the answer, in bytes.
const FURTHEST: usize = 64 << 10;

/// How much of an entry is waited for. Of a longer one the parts are read as they come.
const LONG: usize = 64 << 10;

/// Whoever reads what is found.
pub trait Reads {
    /// Looks for an entry at the beginning of these bytes. One whose parts were read on the way comes without them.
    fn entry(&mut self, bytes: &[u8]) -> Entry;

    /// Looks for a part of the next entry there.
    fn part(&mut self, bytes: &[u8]) -> Entry;
}

/// What came of looking for an entry, or a part of one, at the beginning of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// There was one, so many bytes long.
    Read(usize),
    /// It goes on behind the last byte.
    Unfinished,
    /// There is none.
    Broken,
}

/// Takes the entries of one member out of an answer that comes in pieces.
#[derive(Debug)]
pub struct Entries {
    member: &'static str,
    parts: &'static str,
    place: Place,
    /// What came and is not read yet.
    held: Held,
    /// An entry that was not finished is looked at again when so many bytes are there, twice as many each time: one that
    /// is as long as a thousand others is not read a thousand times.
    enough: usize,
    /// What stands around the parts of the entry that is being read.
    around: Held,
    /// Whether the parts of the next entry were read.
    is_parted: bool,
    rest: Held,
}

/// Where in the answer the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Before,
    /// In the list, where there must be one of these.
    In(Wanted),
    /// In the list of an entry's parts.
    Within(Wanted),
    /// Behind it, or in an answer that is not as expected.
    Beyond,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    EntryOrEnd,
    Entry,
    CommaOrEnd,
}

impl Entries {
    /// Those of the list that the answer's object has as `member`. What can make an entry long is the list that it has as
    /// `parts`.
    pub fn of(member: &'static str, parts: &'static str) -> Self {
        let (held, around, rest) = Default::default();
        Self { member, parts, place: Place::Before, held, enough: 0, around, is_parted: false, rest }
    }

    /// Takes the next piece.
    pub fn feed(&mut self, piece: &[u8], reader: &mut dyn Reads) {
        self.held.append(piece);
        if self.place == Place::Before {
            self.find_list();
        }
        if self.held.0.len() >= self.enough {
            self.read_entries(reader);
        }
        if self.place == Place::Beyond {
            self.rest.append(&self.held.0);
            self.held.forget(self.held.0.len());
        }
    }

    /// What is left over once everything has come. An entry that was waited for longer than it took is read now.
    pub fn rest(mut self, reader: &mut dyn Reads) -> Zeroizing<Vec<u8>> {
        self.read_entries(reader);
        if self.is_parted || matches!(self.place, Place::Within(_)) {
            // Without its parts an entry looks whole, and it must never be taken for that.
            self.rest.spoil();
        }
        self.rest.append(&self.around.0);
        self.rest.append(&self.held.0);
        self.rest.0
    }

    fn find_list(&mut self) {
        match beginning(&self.held.0, self.member) {
            Some(begin) => {
                self.rest.append(&self.held.0[..begin]);
                self.held.forget(begin);
                self.place = Place::In(Wanted::EntryOrEnd);
            }
            None if self.held.0.len() > FURTHEST => self.place = Place::Beyond,
            None => {}
        }
    }

    fn read_entries(&mut self, reader: &mut dyn Reads) {
        let mut at = 0;
        self.enough = 0;
        while let Place::In(wanted) | Place::Within(wanted) = self.place {
            let is_within = self.place == Place::Within(wanted);
            let then = |wanted| if is_within { Place::Within(wanted) } else { Place::In(wanted) };
            let held = &self.held.0;
            at += held[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let Some(next) = held.get(at) else { break };
            self.place = match (wanted, next) {
                (Wanted::EntryOrEnd | Wanted::CommaOrEnd, b']') if is_within => {
                    self.join(at);
                    at = 0;
                    Place::In(Wanted::Entry)
                }
                (Wanted::EntryOrEnd | Wanted::CommaOrEnd, b']') => Place::Beyond,
                (Wanted::CommaOrEnd, b',') => {
                    at += 1;
                    then(Wanted::Entry)
                }
                (Wanted::EntryOrEnd | Wanted::Entry, _) => {
                    let bytes = &held[at..];
                    match if is_within { reader.part(bytes) } else { reader.entry(bytes) } {
                        Entry::Read(length) => {
                            at += length;
                            self.is_parted &= is_within;
                            then(Wanted::CommaOrEnd)
                        }
                        Entry::Unfinished => match self.parts_in(bytes).filter(|_| !is_within) {
                            Some(begin) => {
                                self.around.append(&bytes[..begin]);
                                self.is_parted = true;
                                at += begin;
                                Place::Within(Wanted::EntryOrEnd)
                            }
                            None => {
                                self.enough = bytes.len() * 2;
                                break;
                            }
                        },
                        Entry::Broken => self.rest.spoil(),
                    }
                }
                (Wanted::CommaOrEnd, _) => self.rest.spoil(),
            };
        }
        self.held.forget(at);
    }

    /// Where the parts begin of the entry that goes on behind these bytes, if it is long and they are not read yet.
    fn parts_in(&self, bytes: &[u8]) -> Option<usize> {
        (bytes.len() > LONG && !self.is_parted).then(|| beginning(bytes, self.parts)).flatten()
    }

    /// The parts end here: puts what stood before them in front of what stands behind them.
    fn join(&mut self, at: usize) {
        let mut entry = std::mem::take(&mut self.around);
        entry.append(&self.held.0[at..]);
        self.held = entry;
    }
}

/// Bytes that may hold secrets: a block that has become too small is wiped before it is given back.
#[derive(Debug, Default)]
struct Held(Zeroizing<Vec<u8>>);

impl Held {
    fn append(&mut self, bytes: &[u8]) {
        let length = self.0.len() + bytes.len();
        if length > self.0.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(length.max(self.0.capacity() * 2)));
            larger.extend_from_slice(&self.0);
            self.0 = larger;
        }
        self.0.extend_from_slice(bytes);
    }

    /// Takes the first bytes away. What stays behind the last one is written over by the next, or wiped in the end.
    fn forget(&mut self, first: usize) {
        self.0.drain(..first);
    }

    /// Makes it unreadable as a whole: no JSON has such a byte. What is read of it ends there.
    fn spoil(&mut self) -> Place {
        self.append(&[0]);
        Place::Beyond
    }
}

/// Where the list begins that an object has as `member`; `None` if it is not there, or not yet.
fn beginning(answer: &[u8], member: &str) -> Option<usize> {
    let (mut depth, mut text, mut last) = (0_usize, None, None);
    let mut bytes = answer.iter().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match (text, byte) {
            (Some(_), b'\\') => {
                bytes.next();
            }
            (Some(begin), b'"') => {
                last = Some(&answer[begin..at]);
                text = None;
            }
            (Some(_), _) => {}
            (None, b'"') => text = Some(at + 1),
            (None, b'[') if depth == 1 && last == Some(member.as_bytes()) => return Some(at + 1),
            (None, b'{' | b'[') => depth += 1,
            (None, b'}' | b']') => depth = depth.checked_sub(1)?,
            (None, b',') => last = None,
            (None, _) => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Entries are objects without objects in them.
    fn read(into: &mut Vec<String>, bytes: &[u8]) -> Entry {
        if bytes[0] != b'{' {
            return Entry::Broken;
        }
        let Some(end) = bytes.iter().position(|byte| *byte == b'}') else { return Entry::Unfinished };
        into.push(String::from_utf8_lossy(&bytes[..=end]).into_owned());
        Entry::Read(end + 1)
    }

    /// Parts are numbers.
    #[derive(Default)]
    struct Found {
        entries: Vec<String>,
        parts: Vec<u64>,
    }

    impl Reads for Found {
        fn entry(&mut self, bytes: &[u8]) -> Entry {
            read(&mut self.entries, bytes)
        }

        fn part(&mut self, bytes: &[u8]) -> Entry {
            match bytes.iter().position(|byte| !byte.is_ascii_digit()) {
                Some(0) => Entry::Broken,
                Some(end) => {
                    self.parts.push(String::from_utf8_lossy(&bytes[..end]).parse().expect("digits"));
                    Entry::Read(end)
                }
                None => Entry::Unfinished,
            }
        }
    }

    fn found(answer: &str, pieces: usize) -> (Found, String) {
        let (mut found, mut list) = (Found::default(), Entries::of("list", "parts"));
        for piece in answer.as_bytes().chunks(answer.len().div_ceil(pieces).max(1)) {
            list.feed(piece, &mut found);
        }
        let rest = list.rest(&mut found);
        (found, String::from_utf8_lossy(&rest).into_owned())
    }

    fn taken(answer: &str, pieces: usize) -> (Vec<String>, String) {
        let (found, rest) = found(answer, pieces);
        (found.entries, rest)
    }

    #[test]
    fn the_parts_of_a_long_entry_are_read_as_they_come() {
        let parts: Vec<u64> = (0..40_000).collect();
        let all: Vec<String> = parts.iter().map(u64::to_string).collect();
        let answer = format!(r#"{{"list":[{{"a":1}},{{"b":"[","parts" : [ {} ],"c":[2]}},{{}}]}}"#, all.join(" ,\n"));
        for pieces in [7, 40, 3_000] {
            let (found, rest) = found(&answer, pieces);
            assert_eq!(found.entries, [r#"{"a":1}"#, r#"{"b":"[","parts" : [],"c":[2]}"#, "{}"]);
            assert!(found.parts == parts);
            assert_eq!(rest, r#"{"list":[]}"#);
        }
        // Where the body ends too early nothing can be read of the entry.
        let end = answer.len() - 13;
        for cut in [answer.len() / 2, end, end + 3] {
            let (found, rest) = found(&answer[..cut], 40);
            assert_eq!(found.entries, [r#"{"a":1}"#], "{cut}");
            assert!(serde_json::from_str::<serde_json::Value>(&rest).is_err(), "{cut} left {rest}");
        }
        let (found, rest) = found(&answer.replace("39998 ,", "39998 ;"), 40);
        assert_eq!(found.entries, [r#"{"a":1}"#]);
        assert!(serde_json::from_str::<serde_json::Value>(&rest).is_err());
        // Also where the last part is longer than all that is behind it.
        let last = "7".repeat(18);
        let answer = format!(r#"{{"list":[{{"parts":[{},{last}]}}]}}"#, all.join(","));
        for behind in 3..24 {
            let (mut found, mut list) = (Found::default(), Entries::of("list", "parts"));
            let (before, after) = answer.as_bytes().split_at(answer.len() - behind);
            list.feed(before, &mut found);
            list.feed(after, &mut found);
            assert_eq!(String::from_utf8_lossy(&list.rest(&mut found)), r#"{"list":[]}"#, "{behind}");
            assert!(found.parts.len() == 40_001 && found.entries == [r#"{"parts":[]}"#], "{behind}");
        }
    }

    #[test]
    fn what_is_no_entry_is_left_over() {
        let inner = r#"{"links":{"list":[1]},"a":"list", "list" : [ {"a":1},{} ,{"b":"]"}  ],"more":[{}]}"#;
        let (entries, rest) = taken(inner, 3);
        assert_eq!(entries, [r#"{"a":1}"#, "{}", r#"{"b":"]"}"#]);
        assert_eq!(rest, r#"{"links":{"list":[1]},"a":"list", "list" : [],"more":[{}]}"#);
    }

    #[test]
    fn what_is_wrong_with_an_answer_stays_wrong() {
        for wrong in
            [r#"{"list":[{},]}"#, r#"{"list":[{} {}]}"#, r#"{"list":[,{}]}"#, r#"{"list":[{},"#, r#"{"list":[{},{"#]
        {
            let (_, rest) = taken(wrong, 1);
            assert!(serde_json::from_str::<serde_json::Value>(&rest).is_err(), "{wrong} left {rest}");
        }
        for other in [r#"{"list":null}"#, "[{}]", "<html>", "", r#"{"list":{}}"#, r#"{"other":[{}]}"#] {
            assert_eq!(taken(other, 2), (Vec::new(), other.to_owned()));
        }
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_bring_the_same(
            texts in prop::collection::vec("[a-z\\[\\], \"\\\\]{0,9}", 0..6),
            white in "[ \n\t]{0,3}",
            pieces in 1..90_usize,
        ) {
            let all: Vec<String> = texts.iter().map(|text| serde_json::json!({"text": text}).to_string()).collect();
            let answer = format!("{{\"links\":{{}},{white}\"list\":[{white}{}{white}]}}", all.join(&format!("{white},{white}")));
            let (mut entries, rest) = taken(&answer, pieces);
            let rest: serde_json::Value = serde_json::from_str(&rest).expect("still JSON");
            entries.extend(rest["list"].as_array().expect("a list").iter().map(ToString::to_string));
            prop_assert_eq!(entries, all);
            prop_assert!(rest["links"].is_object());
        }
    }
}
