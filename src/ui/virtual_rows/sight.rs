//! What of a long list is in sight, and which rows that asks for: arithmetic only.

use console_core::sort::set_of;

use console_core::table::window;

/// The frame through which a list is seen, in pixels from the top of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Upper end.
    pub top: f64,
    /// Lower end.
    pub bottom: f64,
}

impl Frame {
    /// What is seen of a list that begins at `list_top` in the window.
    pub fn sight_of(self, list_top: f64) -> Sight {
        Sight { top: self.top - list_top, bottom: self.bottom - list_top }
    }

    /// How many rows fit as a whole; at least one.
    pub fn page(self, row_height: f64) -> usize {
        if row_height < 1.0 {
            return 1;
        }
        // The cast saturates.
        (((self.bottom - self.top) / row_height).floor() as usize).max(1)
    }
}

/// What of a list can be seen, in pixels from the top of its first row. Both ends may lie outside of the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// Upper end.
    pub top: f64,
    /// Lower end.
    pub bottom: f64,
}

impl Sight {
    /// The first row that is seen.
    pub fn first(self, row_height: f64) -> usize {
        // The cast saturates.
        if row_height < 1.0 { 0 } else { (self.top.max(0.0) / row_height).floor() as usize }
    }

    /// Rows that have to exist: those in sight and so many beyond.
    pub fn rows(self, total: usize, row_height: f64, beyond: usize) -> std::ops::Range<usize> {
        let top = self.top.max(0.0);
        window(total, row_height, top, (self.bottom - top).max(0.0), beyond).rows
    }
}

/// The rows of the window and those kept for another reason, each once and in order.
pub fn mounted(in_window: std::ops::Range<usize>, kept: [Option<usize>; 3], total: usize) -> Vec<usize> {
    set_of(in_window.chain(kept.into_iter().flatten()).filter(|&row| row < total)).into_iter().collect()
}
