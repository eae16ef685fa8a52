//! The list of tokens.

pub mod bulk;

use crate::shell::lasting::Lasting;
use leptos::prelude::*;
use std::sync::Arc;

/// The places of the tokens that are shown, in their order; none while there is no list.
pub type Found = Lasting<Memo<Option<Arc<Vec<u32>>>>>;
