//! Hides the secrets that the contract declares from everything that people read.

use super::ApiError;
use crate::decode::{Kind, Role};
use crate::shown::mask::{self, REDACTED};
use crate::{Api, CodeRef, Contract};
use alloc::borrow::Cow;

impl<A: Api> ApiError<'_, A> {
    /// The message as it may be printed. [`message`](Self::message) returns the original.
    #[inline]
    pub(super) fn shown_message(&self) -> Option<Cow<'_, str>> {
        let message = self.message()?;
        if self.is_secret(Role::Message) {
            return Some(Cow::Borrowed(REDACTED));
        }
        if self.codes().next().is_some() {
            let shown = mask::message(&message, self.codes());
            return Some(if matches!(shown, Cow::Borrowed(text) if text == message) {
                message
            } else {
                Cow::Owned(shown.into())
            });
        }
        // Templates of all codes, because the code of this message may have been cut off or omitted.
        let templates = || A::CONTRACT.templates_with_secrets();
        match templates().find_map(|extra| mask::masked(extra.message, extra.secrets, &message)) {
            Some(masked) => Some(Cow::Owned(masked)),
            None if self.body_name().is_none() && templates().next().is_some() => Some(Cow::Borrowed(REDACTED)),
            None => Some(message),
        }
    }

    /// The text of a role as it may be printed.
    #[inline]
    pub(super) fn shown<'t>(&self, role: Role, text: Option<Cow<'t, str>>) -> Option<Cow<'t, str>> {
        if self.is_secret(role) { text.map(|_| Cow::Borrowed(REDACTED)) } else { text }
    }

    #[inline]
    fn is_secret(&self, role: Role) -> bool {
        self.having(role).any(|place| place.field.secret)
    }

    /// All listed codes in the body, whatever their roles.
    #[inline]
    fn codes(&self) -> impl Iterator<Item = CodeRef> {
        let fields = self.fields();
        self.places().filter_map(move |place| {
            let Kind::Code(catalog) = place.field.kind else { return None };
            fields.listed(place, catalog).map(|row| CodeRef { catalog, row })
        })
    }
}

impl Contract {
    /// Whether part of the body may be a secret.
    #[inline]
    pub(super) fn has_secrets(&self) -> bool {
        let fields = self.decoder.bodies.iter().flat_map(|body| body.fields);
        self.templates_with_secrets().next().is_some() || fields.into_iter().any(|field| field.secret)
    }

    #[inline]
    fn templates_with_secrets(&self) -> impl Iterator<Item = &'static crate::Extra> {
        let extras = self.catalogs.iter().flat_map(|catalog| catalog.extras);
        extras.filter(|extra| !extra.secrets.is_empty())
    }
}
