//! Where the keyboard is in a grid, and where a key takes it (ARIA grid pattern).

/// A cell. Row 0 is the header, if the grid has one that can be focused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

/// The size of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Rows, the header included.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Rows that fit on the screen.
    pub page: usize,
}

impl Cursor {
    /// Where a key leads; `None` for a key that moves nothing. Moves stop at the edges and do not wrap.
    pub fn moved(self, key: &str, ctrl: bool, extent: Extent) -> Option<Self> {
        let Extent { rows, columns, page } = extent;
        let (last_row, last_column) = (rows.checked_sub(1)?, columns.checked_sub(1)?);
        let Self { row, column } = self;
        let (row, column) = match key {
            "ArrowDown" => (row + 1, column),
            "ArrowUp" => (row.saturating_sub(1), column),
            "ArrowRight" => (row, column + 1),
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "PageDown" => (row + page.max(1), column),
            "PageUp" => (row.saturating_sub(page.max(1)), column),
            "Home" if ctrl => (0, 0),
            "End" if ctrl => (last_row, last_column),
            "Home" => (row, 0),
            "End" => (row, last_column),
            _ => return None,
        };
        Some(Self { row: row.min(last_row), column: column.min(last_column) })
    }

    /// The nearest cell that exists, for a grid that has shrunk.
    pub fn within(self, rows: usize, columns: usize) -> Self {
        Self { row: self.row.min(rows.saturating_sub(1)), column: self.column.min(columns.saturating_sub(1)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_and_stop_at_the_edges() {
        let extent = Extent { rows: 100, columns: 3, page: 10 };
        let at = |row, column| Cursor { row, column };
        for (from, key, ctrl, to) in [
            (at(0, 0), "ArrowDown", false, at(1, 0)),
            (at(99, 0), "ArrowDown", false, at(99, 0)),
            (at(0, 0), "ArrowUp", false, at(0, 0)),
            (at(5, 2), "ArrowRight", false, at(5, 2)),
            (at(5, 1), "ArrowLeft", false, at(5, 0)),
            (at(5, 1), "PageDown", false, at(15, 1)),
            (at(95, 1), "PageDown", false, at(99, 1)),
            (at(5, 1), "PageUp", false, at(0, 1)),
            (at(5, 1), "Home", false, at(5, 0)),
            (at(5, 1), "End", false, at(5, 2)),
            (at(5, 1), "Home", true, at(0, 0)),
            (at(5, 1), "End", true, at(99, 2)),
        ] {
            assert_eq!(from.moved(key, ctrl, extent), Some(to), "{key}");
        }
        assert_eq!(at(5, 1).moved("x", false, extent), None);
        assert_eq!(at(5, 1).moved("ArrowDown", false, Extent { rows: 0, ..extent }), None);
    }
}
