//! What went wrong in a document, and which of it Go would have met first.

use super::DecodeError;

/// Where something stands in a document: the positions of the members and elements that lead there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Place(Vec<usize>);

impl Place {
    /// The place of the member or element at this position below.
    pub fn below(&self, at: usize) -> Self {
        let mut path = self.0.clone();
        path.push(at);
        Self(path)
    }
}

/// All that went wrong.
#[derive(Default, Debug)]
pub struct Report {
    /// The first wrong type. Go keeps it and goes on decoding.
    complaint: Option<(Place, DecodeError)>,
    /// The first error at which Go stopped. It is told even where a complaint was kept before.
    end: Option<(Place, DecodeError)>,
}

/// Keeps the one that comes first in the document.
fn keep_first(kept: &mut Option<(Place, DecodeError)>, new: (Place, DecodeError)) {
    if kept.as_ref().is_none_or(|(place, _)| new.0 < *place) {
        *kept = Some(new);
    }
}

impl Report {
    /// A value of a wrong type.
    pub fn complaint(&mut self, place: Place, error: DecodeError) {
        keep_first(&mut self.complaint, (place, error));
    }

    /// An error that ends decoding.
    pub fn end(&mut self, place: Place, error: DecodeError) {
        keep_first(&mut self.end, (place, error));
    }

    /// Adds what went wrong further down.
    pub fn merge(&mut self, other: Self) {
        if let Some((place, error)) = other.complaint {
            self.complaint(place, error);
        }
        if let Some((place, error)) = other.end {
            self.end(place, error);
        }
    }

    /// What Go tells of it.
    pub fn verdict(self) -> Result<(), DecodeError> {
        self.end.or(self.complaint).map_or(Ok(()), |(_, error)| Err(error))
    }
}
