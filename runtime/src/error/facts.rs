//! What the contract says about an error. The most specific fact applies.

use super::{ApiError, registry};
use crate::retry;
use crate::status::StatusRow;
use crate::{Api, Category, Effect, RetryClass, Severity};

impl<A: Api> ApiError<'_, A> {
    /// The kind of problem, in words that mean the same thing for every API.
    ///
    /// This is the category of the subcode, otherwise of the code, otherwise of the type, otherwise of the status in the contract, otherwise of the status in the
    /// registry. A category that a code inherits from its documented status counts as the code's. A stated `other` counts as a category.
    #[inline]
    pub fn category(&self) -> Category {
        retry::category(A::contract().policy.statuses, self.status(), self.said().each_ref().map(|said| said.view()))
    }

    /// The retry class, according to the most specific fact of the contract; see [`decision`](Self::decision).
    #[inline]
    pub fn retry(&self) -> RetryClass {
        self.decision().class()
    }

    /// Whether the server may have acted before it sent this response.
    #[inline]
    pub fn effect(&self) -> Effect {
        self.decision().effect
    }

    /// Whether the code has this tag of the contract; the type, if there is no code.
    pub fn has_tag(&self, tag: &str) -> bool {
        let [_, code, error_type] = self.said();
        let code = if code.is_given() { code } else { error_type };
        code.view().has_tag(tag)
    }

    /// How serious it is: the severity of the subcode, otherwise of the code, otherwise of the type, otherwise of the status; `None` if the
    /// contract says nothing.
    pub fn severity(&self) -> Option<Severity> {
        let of_status = || self.status_row().and_then(|row| row.facts.severity);
        self.said().iter().find_map(|said| said.view().severity()).or_else(of_status)
    }

    /// What the contract advises: the action of the subcode, otherwise of the code, otherwise of the type, otherwise of the status.
    #[inline]
    pub fn action(&self) -> Option<&'static str> {
        let of = |code: crate::CodeRef| code.catalog.action(code.row);
        let of_status = || self.status_row().and_then(|row| row.facts.stated_action());
        let refs = [Self::subcode_ref, Self::code_ref, Self::type_ref];
        refs.into_iter().find_map(|code| code(self).and_then(of)).or_else(of_status)
    }

    /// The reason phrase as the API spells it, otherwise that of the IANA registry; empty for a status that is in neither of them.
    #[inline]
    pub fn phrase(&self) -> &'static str {
        let declared = self.status_row().map(|row| row.phrase).filter(|phrase| !phrase.is_empty());
        declared.or_else(|| registry::registered(self.status()).map(|(phrase, _)| phrase)).unwrap_or_default()
    }

    /// The facts of the status, if the contract declares it.
    #[inline]
    pub fn status_row(&self) -> Option<&'static StatusRow> {
        A::contract().policy.statuses.row(self.status())
    }
}
