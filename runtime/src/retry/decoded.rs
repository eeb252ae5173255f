//! Decoded errors as outcomes.

use super::outcome::Said;
use super::{BodyFields, Decision, Operation, Outcome};
use crate::decode::{Json, Role};
use crate::{Api, ApiError, CodeRef};
use alloc::borrow::Cow;

impl<A: Api> ApiError<'_, A> {
    /// What may be retried after this error, and when, by the most specific word of the contract. Rules that ask for headers or
    /// an operation are left aside; [`Policy::classify`](super::Policy::classify) takes those as well.
    pub fn decision(&self) -> Decision {
        A::CONTRACT.policy.classify(&Outcome::error(self), None::<&Operation>)
    }

    /// Code and type, as rules and catalogues are asked about them.
    pub(super) fn said(&self) -> (Said<'_>, Said<'_>) {
        let of = |role, listed: Option<CodeRef>, text: Option<Cow<'_, str>>| match (listed, text) {
            (Some(code), _) => Said::listed(code),
            (None, Some(text)) => {
                Said::text(self.unlisted(role).map(|(catalogue, _)| catalogue), Cow::Owned(text.into_owned()))
            }
            (None, None) => Said::NOTHING,
        };
        (of(Role::Code, self.code_ref(), self.code_text()), of(Role::Type, self.type_ref(), self.type_text()))
    }
}

impl<A: Api> BodyFields for ApiError<'_, A> {
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        scalar(self.at(pointer)?)
    }
}

impl BodyFields for Json<'_> {
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        scalar(self.at(pointer)?)
    }
}

fn scalar(value: Json<'_>) -> Option<Cow<'_, str>> {
    if let Some(text) = value.as_string() {
        return Some(text);
    }
    let plain = value.as_number().is_some() || value.as_boolean().is_some();
    plain.then(|| Cow::Borrowed(value.as_str()))
}
