//! Decoded errors as outcomes.

use super::json_fields::scalar;
use super::outcome::ReportedCode;
use super::{BodyFields, Decision, Operation, Outcome};
use crate::decode::{Json, Role};
use crate::{Api, ApiError};
use alloc::borrow::Cow;

impl<'a> Outcome<'a> {
    /// A decoded error with its status, code, type and body. It is always a failure, even with status 200, because the caller has already
    /// decided that the response is an error.
    pub fn error<A: Api>(error: &'a ApiError<'_, A>) -> Self {
        let [subcode, code, error_type] = error.said();
        Self { subcode, code, error_type, body: error, failed: Some(true), ..Self::status(error.status()) }
    }
}

impl<A: Api> ApiError<'_, A> {
    /// The decision about retrying after this error, by the most specific fact of the contract. Rules about headers or operations are not
    /// considered; [`Policy::classify`](super::Policy::classify) considers them too.
    #[inline]
    pub fn decision(&self) -> Decision {
        A::contract().policy.classify(&Outcome::error(self), None::<&Operation>)
    }

    /// The subcode, the code and the type, as rules and catalogs need them.
    #[inline]
    pub(crate) fn said(&self) -> [ReportedCode<'_>; 3] {
        let subcode = if self.may_have(Role::Subcode) { self.said_as(Role::Subcode) } else { ReportedCode::NOTHING };
        [subcode, self.said_as(Role::Code), self.said_as(Role::Type)]
    }

    #[inline]
    fn said_as(&self, role: Role) -> ReportedCode<'_> {
        if let Some(code) = self.listed_or_implied(role) {
            return ReportedCode::listed(code);
        }
        // The text is borrowed from the body unless it has escapes.
        match self.text_of(role) {
            Some(text) => ReportedCode::text(self.unlisted(role).map(|(catalog, _)| catalog), text),
            None => ReportedCode::NOTHING,
        }
    }
}

impl<A: Api> BodyFields for ApiError<'_, A> {
    #[inline]
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        scalar(self.at(pointer)?)
    }

    fn json(&self) -> Option<Json<'_>> {
        self.at("")
    }

    fn name(&self) -> Option<&'static str> {
        self.body_name()
    }
}
