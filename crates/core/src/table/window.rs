//! Which rows of a long list need to exist, given where one has scrolled to.

use std::ops::Range;

/// The rows that exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Their places in the list.
    pub rows: Range<usize>,
}

/// Rows kept beyond each edge, so that a small scroll shows no gap.
pub const OVERSCAN: usize = 8;

/// The rows on the screen and `beyond` more at each edge, all of one height, in CSS pixels.
pub fn window(count: usize, row_height: f64, scroll_top: f64, view_height: f64, beyond: usize) -> Window {
    // A height that is not known yet must not ask for every row.
    let height = if row_height.is_finite() && row_height >= 1.0 { row_height } else { 40.0 };
    let at = |pixels: f64| -> usize {
        let row = (pixels.max(0.0) / height).floor();
        // Clamped to the list, so the cast can't be out of range.
        row.min(count as f64) as usize
    };
    let first = at(scroll_top).saturating_sub(beyond);
    let last = (at(scroll_top + view_height) + 1 + beyond).min(count);
    Window { rows: first.min(last)..last }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_is_on_the_screen_and_a_little_more() {
        assert_eq!(window(10_000, 40.0, 0.0, 800.0, OVERSCAN).rows, 0..29);
        assert_eq!(window(10_000, 40.0, 0.0, 800.0, 0).rows, 0..21, "the first picture has no more than is in sight");
        assert_eq!(window(10_000, 40.0, 4_000.0, 800.0, OVERSCAN).rows, 92..129);
        assert_eq!(window(10_000, 40.0, 399_200.0, 800.0, OVERSCAN).rows, 9_972..10_000);
        assert_eq!(window(3, 40.0, 0.0, 800.0, OVERSCAN).rows, 0..3);
        assert_eq!(window(0, 40.0, 0.0, 800.0, OVERSCAN).rows, 0..0);
    }

    #[test]
    fn survives_measures_that_make_no_sense() {
        for height in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(window(10_000, height, 100.0, 800.0, OVERSCAN).rows.len() < 60, "{height}");
        }
        assert_eq!(window(10, 40.0, 1e12, 800.0, OVERSCAN).rows, 2..10);
        assert!(window(10, 40.0, f64::NAN, f64::NAN, OVERSCAN).rows.len() <= 10);
    }
}
