//! What the contract says about an error: the most specific word counts.

use super::{ApiError, registry};
use crate::retry;
use crate::status::StatusRow;
use crate::{Api, Category, Effect, RetryClass};

impl<A: Api> ApiError<'_, A> {
    /// The kind of problem, in words that mean the same for every API.
    ///
    /// The category of the code, else of the type, else of the status, else the usual one for the status. A stated `other` counts as a category.
    pub fn category(&self) -> Category {
        let (code, error_type) = self.said();
        retry::category(A::CONTRACT.policy.statuses, self.status(), [&code, &error_type])
    }

    /// The retry class by the most specific fact of the contract; see [`decision`](Self::decision).
    pub fn retry(&self) -> RetryClass {
        self.decision().class()
    }

    /// Whether the server may have acted before it sent this response.
    pub fn effect(&self) -> Effect {
        self.decision().effect
    }

    /// What the contract advises: the action of the code, else of the type, else of the status.
    pub fn action(&self) -> Option<&'static str> {
        let of = |code: crate::CodeRef| code.catalog.action(code.row);
        let of_status = || self.status_row().and_then(|row| row.facts.stated_action());
        self.code_ref().and_then(of).or_else(|| self.type_ref().and_then(of)).or_else(of_status)
    }

    /// The reason phrase as the API spells it, else as in the IANA registry; empty for a status that neither of them lists.
    pub fn phrase(&self) -> &'static str {
        let declared = self.status_row().map(|row| row.phrase).filter(|phrase| !phrase.is_empty());
        declared.or_else(|| registry::registered(self.status()).map(|(phrase, _)| phrase)).unwrap_or_default()
    }

    /// The facts of the status, if the contract declares it.
    pub fn status_row(&self) -> Option<&'static StatusRow> {
        A::CONTRACT.policy.statuses.row(self.status())
    }
}
