//! What a refused create means for the form: which part caused it, and one sentence with the next step.
//!
//! The server's words are those of OSS 2.0 to 2.9; `recordings/*/create-errors.json` holds them all.

use crate::permission::{Permission, ResourceType};
use crate::{ApiError, Id, Refusal};
use console_core::text::foreign;

/// The part of the form that a refusal speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormSection {
    /// The row of one permission.
    Row(Permission),
    /// The permissions as a whole.
    Permissions,
    /// The user that shall own the token.
    Owner,
    /// The organization of the token.
    Organization,
    /// The description.
    Description,
    /// No part of it: the request itself, the server, or the credential.
    Nowhere,
}

/// Why the server made no token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Objection {
    /// The credential does not hold what it wants to grant.
    #[error(
        "Your credential doesn’t have this permission, so it can’t grant it. Remove it, or use a stronger credential."
    )]
    MayNotGrant(Permission),
    /// The server puts `instance` into no token.
    #[error("Only the first user gets this permission, during setup. Remove it.")]
    InNoToken(Permission),
    /// A permission names another organization than the token.
    #[error("This permission belongs to another organization than the token. Remove it, or choose that organization.")]
    OtherOrganization(Permission),
    /// The permissions have a type that the server does not know.
    #[error("The server does not know one of the resource types. Remove the types that its version does not have.")]
    UnknownType,
    /// The permissions have an action that the server does not know.
    #[error("The server does not know one of the actions. It takes read and write only.")]
    UnknownAction,
    /// No permission arrived.
    #[error("The server wants at least one permission. Tick Read or Write for at least one object.")]
    NothingGranted,
    /// The credential makes no tokens in this organization.
    #[error(
        "Your credential may not create tokens in this organization. Choose another one, or use a credential with write on its authorizations."
    )]
    NoTokensHere,
    /// The credential makes no tokens for this user.
    #[error(
        "Your credential may not create tokens for this user, because it lacks write on them. Choose yourself, or use an operator's credential."
    )]
    NotForOwner,
    /// No organization arrived.
    #[error("The server wants to know the organization. Choose one.")]
    NoOrganization,
    /// The user or the organization is not there.
    #[error("The server does not find this user or the organization; one of them may have been deleted. Choose again.")]
    OwnerIsGone,
    /// The organization or the user of the credential is not there.
    #[error(
        "The server does not find this organization or your user; one of them may have been deleted. Choose again."
    )]
    OrganizationIsGone,
    /// The status is none that the server knows.
    #[error("The server takes a token that is active or inactive, and nothing else. Choose one of the two.")]
    Status,
    /// The description was not taken.
    #[error("The server does not take this description: {}. Change it.", foreign::message(.0))]
    Description(String),
    /// The request could not be read.
    #[error(
        "The server could not read the request ({}). Reload the page and try again; if it stays so, a proxy may be changing it.",
        foreign::message(.0)
    )]
    Unreadable(String),
    /// Anything else, in the words of the error itself.
    #[error("{0}")]
    Other(ApiError),
}

impl Objection {
    /// Reads the error of a create for `owner`. `me` is the user of the credential.
    pub fn read(error: &ApiError, owner: Option<Id>, me: Id) -> Self {
        let for_other = owner != Some(me);
        match error {
            ApiError::Refused(Refusal::MayNotGrant(permission)) if permission.resource == ResourceType::Instance => {
                Self::InNoToken(permission.clone())
            }
            ApiError::Refused(Refusal::MayNotGrant(permission)) => Self::MayNotGrant(permission.clone()),
            ApiError::Refused(Refusal::Lacks(lacking)) => match lacking.resource {
                ResourceType::Authorizations => Self::NoTokensHere,
                ResourceType::Users => Self::NotForOwner,
                _ => Self::Other(error.clone()),
            },
            ApiError::Rejected { message } => Self::read_message(message, for_other, error),
            _ => Self::Other(error.clone()),
        }
    }

    fn read_message(message: &str, for_other: bool, error: &ApiError) -> Self {
        if let Some(reason) = message.strip_prefix("invalid json structure: ") {
            return Self::Unreadable(reason.to_owned());
        }
        if let Some(rest) = message.strip_prefix("permission ")
            && let Some((permission, _)) = rest.split_once(" is not for org id ")
            && let Ok(permission) = Permission::parse(permission)
        {
            return Self::OtherOrganization(permission);
        }
        let begins = |words: &str| message.starts_with(words);
        match message {
            "authorization must include permissions" => Self::NothingGranted,
            // The same words for a missing user and a missing organization.
            "unable to create token" if for_other => Self::OwnerIsGone,
            "unable to create token" => Self::OrganizationIsGone,
            _ if begins("invalid resource type for permission") => Self::UnknownType,
            _ if begins("invalid action type for permission") => Self::UnknownAction,
            _ if begins("org id required") => Self::NoOrganization,
            _ if begins("invalid status") => Self::Status,
            _ if message.contains("description") => Self::Description(message.to_owned()),
            _ => Self::Other(error.clone()),
        }
    }

    /// The part of the form that caused it.
    pub fn place(&self) -> FormSection {
        match self {
            Self::MayNotGrant(permission) | Self::InNoToken(permission) | Self::OtherOrganization(permission) => {
                FormSection::Row(permission.clone())
            }
            Self::UnknownType | Self::UnknownAction | Self::NothingGranted => FormSection::Permissions,
            Self::NotForOwner | Self::OwnerIsGone => FormSection::Owner,
            Self::NoTokensHere | Self::NoOrganization | Self::OrganizationIsGone => FormSection::Organization,
            Self::Description(_) => FormSection::Description,
            Self::Status | Self::Unreadable(_) | Self::Other(_) => FormSection::Nowhere,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::Action;

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn read(error: &ApiError, owner: u64) -> Objection {
        Objection::read(error, Some(id(owner)), id(0xbb))
    }

    #[test]
    fn what_the_credential_lacks_for_making_tokens_is_told_at_its_field() {
        let tokens = Permission::in_org(Action::Write, ResourceType::Authorizations, id(0xaa));
        let lacks = |permission| ApiError::Refused(Refusal::Lacks(permission));
        assert_eq!(read(&lacks(tokens), 0xbb).place(), FormSection::Organization);
        let user = Permission::everywhere(Action::Write, ResourceType::Users);
        assert_eq!(read(&lacks(user), 0xbb).place(), FormSection::Owner);
    }

    #[test]
    fn a_user_that_is_gone_is_told_apart_from_the_organization_by_whom_the_token_is_for() {
        let error = ApiError::Rejected { message: "unable to create token".to_owned() };
        assert_eq!(read(&error, 0xcc).place(), FormSection::Owner);
        assert_eq!(read(&error, 0xbb).place(), FormSection::Organization);
    }

    #[test]
    fn the_row_of_a_refused_permission_is_named() {
        let all = Permission::in_org(Action::Read, ResourceType::Buckets, id(0xab));
        let message = format!("permission {all} is not for org id {}", id(0xaa));
        assert_eq!(read(&ApiError::Rejected { message }, 0xbb).place(), FormSection::Row(all));
    }

    #[test]
    fn words_that_nobody_knows_are_shown_as_they_are() {
        let error = ApiError::Rejected { message: "the moon is full".to_owned() };
        assert_eq!(read(&error, 0xbb).to_string(), error.to_string());
    }
}
