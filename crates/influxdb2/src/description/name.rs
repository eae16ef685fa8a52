//! Names inside a description: made visible, cut and quoted.

use super::DescriptionContext;
use crate::Id;
use crate::permission::ResourceType;
use console_core::text::foreign::{self, visible};
use std::borrow::Cow;
use std::fmt;

/// How much of an organization's name a description shows.
pub(super) const ORG_NAME: usize = 60;

/// What an object is called in a description.
#[derive(Clone, Debug)]
pub(super) struct Name {
    text: String,
    /// Told where several objects have the same name.
    id: Option<Id>,
}

impl Name {
    /// A word that is no object's name.
    pub(super) fn word(text: &str) -> Self {
        Self { text: visible(text).into_owned(), id: None }
    }

    /// The name of an organization, or its id.
    pub(super) fn of_org(org: Id, context: &DescriptionContext<'_>) -> Self {
        Self::of_object(&ResourceType::Orgs, org, context)
    }

    /// The name of an object, or its id.
    pub(super) fn of_object(resource: &ResourceType, id: Id, context: &DescriptionContext<'_>) -> Self {
        Self::visible(&Self::text_of(resource, id, context.names.get(resource, id), context))
    }

    /// The text of the name of an object that is known by this name, if it is.
    pub(super) fn text_of<'a>(
        resource: &ResourceType,
        id: Id,
        known: Option<&'a str>,
        context: &DescriptionContext<'a>,
    ) -> Cow<'a, str> {
        let own = (*resource == ResourceType::Orgs && id == context.org).then_some(context.org_name);
        match own.filter(|name| !name.is_empty()).or(known) {
            Some(name) => visible(name),
            None => Cow::Owned(id.to_string()),
        }
    }

    /// A name whose text is visible.
    pub(super) fn visible(text: &str) -> Self {
        Self { text: text.to_owned(), id: None }
    }

    /// The text that names are sorted by.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Tells the id too.
    pub(super) fn with_id(self, id: Id) -> Self {
        Self { id: Some(id), ..self }
    }

    /// The name with at most this many characters, the last one an ellipsis where it was longer.
    pub(super) fn cut(&self, longest: usize) -> Self {
        Self { text: foreign::cut(&self.text, longest).into_owned(), id: self.id }
    }

    /// Whether the name could be taken for several words or names.
    fn needs_quotes(&self) -> bool {
        self.text.is_empty()
            || self.text.chars().any(|character| character.is_whitespace() || matches!(character, ',' | '"'))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.needs_quotes() {
            write!(f, "\"{}\"", self.text.replace('\\', "\\\\").replace('"', "\\\""))?;
        } else {
            f.write_str(&self.text)?;
        }
        match self.id {
            Some(id) => write!(f, " ({id})"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_could_be_taken_for_several_is_quoted() {
        for (text, expected) in [
            ("_tasks", "_tasks"),
            ("plant-a/metrics", "plant-a/metrics"),
            ("hall 3", r#""hall 3""#),
            ("a,b", r#""a,b""#),
            (r#"say "hi""#, r#""say \"hi\"""#),
            (r"c:\data", r"c:\data"),
            ("", r#""""#),
        ] {
            assert_eq!(Name::word(text).to_string(), expected);
        }
    }

    #[test]
    fn a_long_name_is_cut_between_characters() {
        assert_eq!(Name::word("abcdef").cut(6).to_string(), "abcdef");
        assert_eq!(Name::word("abcdefg").cut(6).to_string(), "abcde…");
        assert_eq!(Name::word("ééééééé").cut(3).to_string(), "éé…");
    }
}
