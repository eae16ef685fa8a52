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

    /// In which rows a word stands that is written in small letters. All rows are gone through in one go.
    pub fn rows_with(&self, word: &str) -> Rows {
        let mut rows = Rows { bits: vec![0; self.len().div_ceil(64)] };
        // A word ends before a line does, so a hit lies in one row. What was pasted with its line ends is looked for by row.
        if word.is_empty() || word.contains('\n') {
            (0..self.len()).filter(|row| self.text(*row).contains(word)).for_each(|row| rows.put(row));
            return rows;
        }
        let mut row = 0;
        // The row with this place, and where it ends. Places come one after another.
        let mut hit = |at: usize| {
            // Often the same row or the next one; else all between are passed over at once.
            for _ in 0..2 {
                row += usize::from(self.ends[row] <= at);
            }
            if self.ends[row] <= at {
                row += self.ends[row..].partition_point(|end| *end <= at);
            }
            rows.put(row);
            self.ends[row]
        };
        if let [letter] = word.as_bytes() {
            // A letter stands in nearly every row, many times: one hit in each is enough.
            let (letter, mut from) = (char::from(*letter), 0);
            while let Some(at) = self.text[from..].find(letter) {
                from = hit(from + at);
            }
        } else {
            self.text.match_indices(word).for_each(|(at, _)| {
                hit(at);
            });
        }
        rows
    }
}

/// Some of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    bits: Vec<u64>,
}

impl Rows {
    fn put(&mut self, row: usize) {
        self.bits[row / 64] |= 1 << (row % 64);
    }

    /// Whether this one is among them.
    pub fn has(&self, row: usize) -> bool {
        self.bits.get(row / 64).is_some_and(|bits| bits >> (row % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_row_has_its_own_lines_in_small_letters() {
        let mut haystack = Haystack::default();
        haystack.push(["Grafana ÄÖ", "svc-grafana"]);
        haystack.push([]);
        haystack.push(["LINE-07"]);
        let rows: Vec<&str> = (0..4).map(|row| haystack.text(row)).collect();
        assert_eq!(rows, ["grafana äö\nsvc-grafana\n", "", "line-07\n", ""]);
    }

    proptest! {
        #[test]
        fn a_word_is_found_in_all_rows_as_in_each(
            texts in prop::collection::vec(prop::collection::vec("[abä]{0,4}", 0..3), 0..80),
            word in "[abä\n]{0,3}",
        ) {
            let mut haystack = Haystack::default();
            texts.iter().for_each(|row| haystack.push(row.iter().map(String::as_str)));
            let rows = haystack.rows_with(&word);
            for row in 0..texts.len() + 2 {
                let holds = row < texts.len() && haystack.text(row).contains(&word);
                prop_assert_eq!(rows.has(row), holds, "{}", row);
            }
        }
    }
}
