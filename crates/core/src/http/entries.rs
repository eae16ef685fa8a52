//! The entries of a long list in a JSON answer, one by one while it arrives.
//!
//! What is not an entry is left over, so that the answer can still be read as a whole: whatever is wrong with it is found
//! there. A list that is not recognized is left over with all its entries.

use zeroize::Zeroizing;

/// How far the list may be from the beginning of the answer, in bytes.
const FURTHEST: usize = 64 << 10;

/// What came of looking for an entry at the beginning of some bytes.
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
    place: Place,
    /// What came and is not read yet.
    held: Held,
    /// An entry that was not finished is looked at again when so many bytes are there, twice as many each time: one that
    /// is as long as a thousand others is not read a thousand times.
    enough: usize,
    rest: Held,
}

/// Where in the answer the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Before,
    /// In the list, where there must be one of these.
    In(Wanted),
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
    /// Those of the list that the answer's object has as this member.
    pub fn of(member: &'static str) -> Self {
        Self { member, place: Place::Before, held: Held::default(), enough: 0, rest: Held::default() }
    }

    /// Takes the next piece. `read` looks for an entry at the beginning of the bytes that it is given.
    pub fn feed(&mut self, piece: &[u8], read: &mut dyn FnMut(&[u8]) -> Entry) {
        self.held.append(piece);
        if self.place == Place::Before {
            self.find_list();
        }
        if self.held.0.len() >= self.enough && matches!(self.place, Place::In(_)) {
            self.read_entries(read);
        }
        if self.place == Place::Beyond {
            self.rest.append(&self.held.0);
            self.held.forget(self.held.0.len());
        }
    }

    /// What is left over once everything has come; also the last entries, where one was waited for longer than it took.
    pub fn rest(mut self) -> Zeroizing<Vec<u8>> {
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

    fn read_entries(&mut self, read: &mut dyn FnMut(&[u8]) -> Entry) {
        let held = &self.held.0;
        let mut at = 0;
        self.enough = 0;
        while let Place::In(wanted) = self.place {
            at += held[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let Some(next) = held.get(at) else { break };
            self.place = match (wanted, next) {
                (Wanted::EntryOrEnd | Wanted::CommaOrEnd, b']') => Place::Beyond,
                (Wanted::CommaOrEnd, b',') => {
                    at += 1;
                    Place::In(Wanted::Entry)
                }
                (Wanted::EntryOrEnd | Wanted::Entry, _) => match read(&held[at..]) {
                    Entry::Read(length) => {
                        at += length;
                        Place::In(Wanted::CommaOrEnd)
                    }
                    Entry::Unfinished => {
                        self.enough = (held.len() - at) * 2;
                        break;
                    }
                    Entry::Broken => self.rest.spoil(),
                },
                (Wanted::CommaOrEnd, _) => self.rest.spoil(),
            };
        }
        self.held.forget(at);
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

    fn taken(answer: &str, pieces: usize) -> (Vec<String>, String) {
        let (mut entries, mut list) = (Vec::new(), Entries::of("list"));
        for piece in answer.as_bytes().chunks(answer.len().div_ceil(pieces).max(1)) {
            list.feed(piece, &mut |bytes| read(&mut entries, bytes));
        }
        (entries, String::from_utf8_lossy(&list.rest()).into_owned())
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
