//! Strings that other people wrote: names, descriptions, and what servers say when they refuse.
//!
//! Markup in them is no danger where they only become text. What remains are characters that are not seen but change
//! how the rest is read: line breaks, direction overrides, letters without width or ink. They are spelled out,
//! and what has no end is cut. This is the one table of such characters.
//!
//! ```
//! use console_core::text::foreign;
//! assert_eq!(foreign::spelled_out("pay\u{200b}pal"), "pay[U+200B]pal");
//! assert_eq!(foreign::cut("a name without end", 7), "a name…");
//! ```

use std::borrow::Cow;

/// How many characters of a server's message are shown.
const MESSAGE: usize = 300;

/// A piece of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Characters that show themselves.
    Text(&'a str),
    /// One that does not.
    Hidden(char),
}

/// Whether a character changes the text without being seen itself.
///
/// Controls, what Unicode lets a screen ignore, what turns the direction, and letters that are drawn as nothing.
/// The selectors that choose the look of an emoji are not among them.
pub fn hides(character: char) -> bool {
    character.is_control()
        || matches!(u32::from(character),
            0x00AD | 0x034F | 0x061C
            | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
            | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800
            | 0x3164 | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
            | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF)
}

/// Whether a character is a blank to the eye and none to a program: spaces of typesetters, fillers of scripts.
pub fn looks_like_space(character: char) -> bool {
    (!character.is_ascii() && character.is_whitespace())
        || matches!(character, '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
}

/// Splits a string into what shows itself and what has to be spelled out.
pub fn segments(text: &str) -> Segments<'_> {
    Segments { rest: text, before: None }
}

/// Whether everything in the text shows itself.
pub fn is_plain(text: &str) -> bool {
    let is_printed = |byte: u8| matches!(byte, b' '..=b'~');
    text.bytes().all(is_printed) || segments(text).all(|segment| matches!(segment, Segment::Text(_)))
}

/// Replaces what can't be seen, or what changes the order of the text around it, by something that is seen.
///
/// The old control characters become their pictures (`␊` for a line feed); characters that turn the direction of the text,
/// break the line or take no place become `�`. The joiners of scripts and emoji stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut visible = String::with_capacity(text.len());
    for segment in segments(text) {
        match segment {
            Segment::Text(run) => visible.push_str(run),
            Segment::Hidden(character) => visible.push(picture(character)),
        }
    }
    Cow::Owned(visible)
}

fn picture(hidden: char) -> char {
    match hidden {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(hidden)).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        _ => '\u{fffd}',
    }
}

/// The text with each character that does not show itself as its number: `a[U+202E]b`.
pub fn spelled_out(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    for segment in segments(text) {
        match segment {
            Segment::Text(run) => spelled.push_str(run),
            Segment::Hidden(character) => {
                spelled.push('[');
                spelled.push_str(&code_point(character));
                spelled.push(']');
            }
        }
    }
    spelled
}

/// The number of a character as Unicode writes it: `U+202E`.
pub fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// At most so many characters; where there are more, the last one is an ellipsis.
pub fn cut(text: &str, longest: usize) -> Cow<'_, str> {
    if text.char_indices().nth(longest).is_none() {
        return Cow::Borrowed(text);
    }
    let end = text.char_indices().nth(longest.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    Cow::Owned(format!("{}…", text[..end].trim_end()))
}

/// What a server said, for use within a sentence: cut to a readable length, spelled out, without its full stop.
pub fn message(text: &str) -> String {
    let text = spelled_out(&cut(text.trim(), MESSAGE));
    cut(&text, MESSAGE).trim_end_matches('.').to_owned()
}

/// The pieces of a string.
#[derive(Clone, Debug)]
pub struct Segments<'a> {
    rest: &'a str,
    before: Option<char>,
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Segment<'a>> {
        let mut characters = self.rest.char_indices().peekable();
        let (mut before, mut end) = (self.before, self.rest.len());
        while let Some((at, character)) = characters.next() {
            if hides(character) && !joins(character, before, characters.peek().map(|(_, next)| *next)) {
                end = at;
                break;
            }
            before = Some(character);
        }
        let (run, rest) = self.rest.split_at(end);
        if !run.is_empty() {
            (self.rest, self.before) = (rest, before);
            return Some(Segment::Text(run));
        }
        let hidden = rest.chars().next()?;
        (self.rest, self.before) = (&rest[hidden.len_utf8()..], Some(hidden));
        Some(Segment::Hidden(hidden))
    }
}

/// Whether it is a joiner that does its work: between letters of scripts that need it, or inside of an emoji.
fn joins(character: char, before: Option<char>, after: Option<char>) -> bool {
    let part_of_script = |neighbour: Option<char>| neighbour.is_some_and(|c| !c.is_ascii() && !hides(c));
    matches!(character, '\u{200C}' | '\u{200D}') && part_of_script(before) && part_of_script(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_cannot_be_seen_is_made_visible() {
        for (text, expected) in [
            ("plant-a/metrics", "plant-a/metrics"),
            ("a\nb\tc\u{7f}", "a␊b␉c␡"),
            ("safe\u{202e}gpj.exe", "safe\u{fffd}gpj.exe"),
            ("zero\u{200b}width\u{feff}", "zero\u{fffd}width\u{fffd}"),
            ("root\u{3164}", "root\u{fffd}"),
            ("line\u{2028}break\u{85}", "line\u{fffd}break\u{fffd}"),
            ("Zürich 👩\u{200d}🔧 日本", "Zürich 👩\u{200d}🔧 日本"),
        ] {
            assert_eq!(visible(text), expected);
        }
    }

    #[test]
    fn what_is_not_seen_is_spelled_out() {
        for (text, expected) in [
            ("telegraf line-07", "telegraf line-07"),
            ("", ""),
            ("a\nb\tc\0", "a[U+000A]b[U+0009]c[U+0000]"),
            ("admin\u{202e}nekot", "admin[U+202E]nekot"),
            ("\u{2066}x\u{2069}", "[U+2066]x[U+2069]"),
            ("\u{feff}start", "[U+FEFF]start"),
            ("\u{e0041}", "[U+E0041]"),
            ("\u{85}\u{9b}31m", "[U+0085][U+009B]31m"),
            ("a\u{200d}b", "a[U+200D]b"),
            ("root\u{3164}", "root[U+3164]"),
            ("root\u{2800}\u{ffa0}", "root[U+2800][U+FFA0]"),
        ] {
            assert_eq!(spelled_out(text), expected, "{text:?}");
            assert_eq!(is_plain(text), text == expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_seen_stays_as_it_is() {
        for text in ["Größe 3 µm", "温度センサー", "درجه حرارت", "می\u{200c}خواهم", "👩\u{200d}🔧 service", "❤\u{fe0f}"]
        {
            assert_eq!(spelled_out(text), text);
        }
    }

    #[test]
    fn a_message_is_cut_and_ends_without_a_stop() {
        assert_eq!(message(" bucket “a” not found. "), "bucket “a” not found");
        assert_eq!(message("turn \u{202e}round"), "turn [U+202E]round");
        assert_eq!(message(&"x".repeat(1_000_000)).chars().count(), MESSAGE);
        assert_eq!(message(&"\u{202e}".repeat(1_000)).chars().count(), MESSAGE);
    }

    #[test]
    fn blanks_that_no_program_takes_for_one_are_known() {
        assert!(['\u{a0}', '\u{2009}', '\u{3000}', '\u{3164}', '\u{2028}'].into_iter().all(looks_like_space));
        assert!(!looks_like_space(' ') && !looks_like_space('\t') && !looks_like_space('\u{200b}'));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_by_splitting(text in any::<String>()) {
            let whole: String = segments(&text).fold(String::new(), |mut whole, segment| {
                match segment {
                    Segment::Text(run) => whole.push_str(run),
                    Segment::Hidden(character) => whole.push(character),
                }
                whole
            });
            prop_assert_eq!(whole, text);
        }

        #[test]
        fn what_is_spelled_out_is_plain_and_cutting_keeps_the_limit(text in any::<String>(), longest in 1..20_usize) {
            prop_assert!(is_plain(&spelled_out(&text)));
            prop_assert!(cut(&text, longest).chars().count() <= longest);
        }
    }
}
