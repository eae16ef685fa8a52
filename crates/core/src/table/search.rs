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
                let begin = self.text.len();
                self.text.push_str(text);
                self.text[begin..].make_ascii_lowercase();
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

    /// The texts of the row at this place, a line for each; empty for a row that is not there.
    pub fn text(&self, row: usize) -> &str {
        let Some(&end) = self.ends.get(row) else { return "" };
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_its_own_lines_in_small_letters() {
        let mut haystack = Haystack::default();
        haystack.push(["Grafana ÄÖ", "svc-grafana"]);
        haystack.push([]);
        haystack.push(["LINE-07"]);
        let rows: Vec<&str> = (0..4).map(|row| haystack.text(row)).collect();
        assert_eq!(rows, ["grafana äö\nsvc-grafana\n", "", "line-07\n", ""]);
    }
}
