//! How many grants a row has room for: arithmetic over the widths of an average text.

/// Width of one tile with its gap, in pixels.
const TILE: f64 = 19.0;
/// Width of a character of an average name.
const CHARACTER: f64 = 6.9;
/// A name that is longer may be cut in the middle, down to so many characters.
const CUT_TO: usize = 18;
/// Between tiles and name, and from one grant to the next.
const GAPS: f64 = 4.0 + 12.0;
/// Width of "deleted" behind a name.
const TAG: f64 = 58.0;
/// Width of the pill that says how many more there are.
const PILL: f64 = 40.0;

/// What has to be known of a grant to give it room.
#[derive(Clone, Copy)]
pub struct Extent {
    pub tiles: usize,
    pub characters: usize,
    pub tagged: bool,
}

impl Extent {
    fn width(self) -> f64 {
        let tag = if self.tagged { TAG } else { 0.0 };
        self.tiles as f64 * TILE + self.characters.min(CUT_TO) as f64 * CHARACTER + GAPS + tag
    }
}

/// How many of the grants fit, of which there are `all`; at least one.
pub fn fitting(grants: impl IntoIterator<Item = Extent>, all: usize, room: f64) -> usize {
    let (mut used, mut count) = (0.0, 0);
    for extent in grants {
        used += extent.width();
        let pill = if count + 1 < all { PILL } else { 0.0 };
        if count > 0 && used + pill > room {
            break;
        }
        count += 1;
    }
    count
}
