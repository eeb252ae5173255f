//! Hides the secrets that the contract declares from everything that people read.

use super::ApiError;
use super::roles::listed;
use crate::decode::{Field, Role};
use crate::shown::mask::REDACTED;
use crate::{Api, CodeRef, Contract};
use alloc::borrow::Cow;
use alloc::vec::Vec;

impl<A: Api> ApiError<'_, A> {
    /// The text of a role as it may be printed.
    #[inline]
    pub(super) fn shown<'t>(&self, role: Role, text: Option<Cow<'t, str>>) -> Option<Cow<'t, str>> {
        if self.is_secret(role) { text.map(|_| Cow::Borrowed(REDACTED)) } else { text }
    }

    #[inline]
    pub(super) fn is_secret(&self, role: Role) -> bool {
        self.places().any(|place| is_secret(place.field, role, false))
    }

    /// All listed codes in the body, whatever their roles, and those with a role in items.
    pub(super) fn codes(&self) -> Vec<CodeRef> {
        let inside = [Role::Subcode, Role::Code, Role::Type].into_iter().filter_map(|role| self.listed(role));
        self.direct_codes().chain(inside).collect()
    }

    /// The codes of fields that are not in items.
    pub(super) fn direct_codes(&self) -> impl Iterator<Item = CodeRef> {
        let fields = self.fields();
        self.places().filter_map(move |place| listed(&fields, place))
    }
}

/// Whether a field, or a member of its items, has the role and is secret or inside of something secret.
#[cfg_attr(debug_assertions, inline)]
fn is_secret(field: &Field, role: Role, inside: bool) -> bool {
    let secret = inside || field.secret;
    let members = field.kind.items().filter(|shape| shape.has(role)).map_or(&[][..], |shape| shape.fields);
    field.role == Some(role) && secret || members.iter().any(|member| is_secret(member, role, secret))
}

impl Contract {
    /// Whether part of the body may be a secret.
    #[inline]
    pub(super) fn has_secrets(&self) -> bool {
        let fields = self.decoder.bodies.iter().flat_map(|body| body.fields);
        let secret = |field: &Field| field.secret || field.kind.items().is_some_and(|shape| shape.secret);
        self.templates_with_secrets().next().is_some() || fields.into_iter().any(secret)
    }

    #[inline]
    pub(super) fn templates_with_secrets(&self) -> impl Iterator<Item = &'static crate::Extra> {
        let extras = self.catalogs.iter().flat_map(|catalog| catalog.extras);
        extras.filter(|extra| !extra.secrets.is_empty())
    }
}
