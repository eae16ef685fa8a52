//! Where else a secret is, and so whether its last copy here may be dropped.

/// How a person saved a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The clipboard confirmed that it holds it.
    Copied,
    /// It was handed to the browser as a file.
    Downloaded,
    /// The person says so.
    Acknowledged,
}

/// Whether the dialog with a secret may close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// It may; what holds the secret must be dropped now.
    Allowed,
    /// The secret is nowhere else yet: stay and say why.
    Guarded,
}

/// All places of one secret that are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Safekeeping {
    copied: bool,
    downloaded: bool,
    acknowledged: bool,
}

impl Safekeeping {
    /// How the secret was saved, if it was; what a program confirmed comes before the person's word.
    pub const fn saved(self) -> Option<Saved> {
        match (self.copied, self.downloaded, self.acknowledged) {
            (true, _, _) => Some(Saved::Copied),
            (_, true, _) => Some(Saved::Downloaded),
            (_, _, true) => Some(Saved::Acknowledged),
            _ => None,
        }
    }

    /// It is somewhere else now.
    pub const fn add(&mut self, how: Saved) {
        match how {
            Saved::Copied => self.copied = true,
            Saved::Downloaded => self.downloaded = true,
            Saved::Acknowledged => self.acknowledged = true,
        }
    }

    /// The person ticked or unticked that it is stored.
    pub const fn acknowledge(&mut self, stored: bool) {
        self.acknowledged = stored;
    }

    /// Another text has taken its place on the clipboard.
    pub const fn leave_clipboard(&mut self) {
        self.copied = false;
    }
}
