//! Reads the tags of a page: enough HTML for our own page, not for any page.

use std::ops::Range;

/// A start tag and where it stands in the text.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    /// In the order in which they are written; a value that is absent is empty.
    pub attributes: Vec<(String, String)>,
    pub range: Range<usize>,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// All start tags of a page; end tags, comments and text are passed over.
pub fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = page[at..].find('<') {
        let start = at + found;
        let rest = &page[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            at = comment.find("-->").map_or(page.len(), |end| start + 4 + end + 3);
        } else if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let (tag, end) = tag(page, start);
            at = end;
            tags.push(tag);
        } else {
            at = start + 1;
        }
    }
    tags
}

fn tag(page: &str, start: usize) -> (Tag, usize) {
    let mut rest = &page[start + 1..];
    let name = take_while(&mut rest, |letter| !letter.is_whitespace() && letter != '>' && letter != '/');
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        if rest.is_empty() || rest.starts_with('>') {
            break;
        }
        let key = take_while(&mut rest, |letter| !letter.is_whitespace() && !matches!(letter, '=' | '>' | '/'));
        rest = rest.trim_start();
        let Some(after) = rest.strip_prefix('=') else {
            attributes.push((key.to_ascii_lowercase(), String::new()));
            continue;
        };
        rest = after.trim_start();
        let value = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                rest = &rest[1..];
                let value = take_while(&mut rest, |letter| letter != quote);
                rest = rest.get(1..).unwrap_or_default();
                value
            }
            _ => take_while(&mut rest, |letter| !letter.is_whitespace() && letter != '>'),
        };
        attributes.push((key.to_ascii_lowercase(), value.to_owned()));
    }
    let end = (page.len() - rest.len() + 1).min(page.len());
    (Tag { name: name.to_ascii_lowercase(), attributes, range: start..end }, end)
}

fn take_while<'a>(rest: &mut &'a str, keep: impl Fn(char) -> bool) -> &'a str {
    let end = rest.find(|letter| !keep(letter)).unwrap_or(rest.len());
    let (taken, left) = rest.split_at(end);
    *rest = left;
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_and_without_quotes() {
        for (text, name, attributes) in [
            ("<meta charset=utf-8>", "meta", vec![("charset", "utf-8")]),
            ("<P hidden>", "p", vec![("hidden", "")]),
            (
                "<link href=\"a b.css\" rel='style > sheet' />",
                "link",
                vec![("href", "a b.css"), ("rel", "style > sheet")],
            ),
            ("<link href=./a.css rel=stylesheet>", "link", vec![("href", "./a.css"), ("rel", "stylesheet")]),
            ("<path d=\"M0 0\"/>", "path", vec![("d", "M0 0")]),
            ("<a Title = x >", "a", vec![("title", "x")]),
            ("<br", "br", vec![]),
        ] {
            let found = tags(text);
            let expected: Vec<(String, String)> =
                attributes.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((found[0].name.as_str(), &found[0].attributes), (name, &expected), "{text}");
            assert_eq!(found[0].range, 0..text.len(), "{text}");
        }
    }

    #[test]
    fn comments_end_tags_and_text_are_no_tags() {
        let found = tags("<!doctype html><!-- <b> --><p>1 < 2</p><i></i>");
        let names: Vec<&str> = found.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["p", "i"]);
    }
}
