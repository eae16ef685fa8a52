//! Finding rows by words.

/// The searchable text of many rows, lower-case, in one piece of memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Haystack {
    text: String,
    ends: Vec<usize>,
}

impl Haystack {
    /// Adds one row made of several texts. Texts are kept apart, so that no word is found across two of them.
    pub fn push<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        for text in texts {
            if text.is_ascii() {
                self.text.extend(text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
            } else {
                self.text.extend(text.chars().flat_map(char::to_lowercase));
            }
            self.text.push('\n');
        }
        self.ends.push(self.text.len());
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether the row at this place holds all words of the query.
    pub fn matches(&self, row: usize, query: &Query) -> bool {
        let Some(&end) = self.ends.get(row) else { return false };
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        let text = &self.text[start..end];
        query.words.iter().all(|word| text.contains(word.as_str()))
    }
}

/// What is searched for: words that must all occur, in any order, upper and lower case alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Reads the text of a search field. Every text is a query.
    pub fn parse(text: &str) -> Self {
        Self { words: text.split_whitespace().map(str::to_lowercase).collect() }
    }

    /// Whether every row matches.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_must_occur_in_any_order() {
        let mut haystack = Haystack::default();
        haystack.push(["Grafana wallboard", "svc-grafana"]);
        haystack.push(["telegraf LINE-07", "svc-telegraf"]);
        let found = |text: &str| {
            let query = Query::parse(text);
            (0..haystack.len()).filter(|row| haystack.matches(*row, &query)).collect::<Vec<_>>()
        };
        assert_eq!(found(""), [0, 1]);
        assert_eq!(found("wallboard GRAFANA"), [0]);
        assert_eq!(found("line-07"), [1]);
        assert_eq!(found("svc"), [0, 1]);
        assert_eq!(found("wallboard telegraf"), [0; 0]);
        assert_eq!(found("wallboardsvc"), [0; 0], "a word does not reach across two texts");
    }
}
