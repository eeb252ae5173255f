//! What the contract says about an error: the most specific word counts.

use super::{ApiError, registry};
use crate::retry;
use crate::status::StatusRow;
use crate::{Api, Category, Effect, RetryClass};

impl<A: Api> ApiError<'_, A> {
    /// What went wrong, in words that mean the same for every API.
    ///
    /// The code's category, else the type's, else the status's, else what is usual for the status. A contract that states
    /// `other` has said so; only silence leaves the question to the next one.
    pub fn category(&self) -> Category {
        let (code, error_type) = self.said();
        retry::category(A::CONTRACT.policy.statuses, self.status(), [&code, &error_type])
    }

    /// What may be retried, by the most specific word of the contract; see [`decision`](Self::decision).
    pub fn retry(&self) -> RetryClass {
        self.decision().class()
    }

    /// May the server have acted before it answered so?
    pub fn effect(&self) -> Effect {
        self.decision().effect
    }

    /// What the contract tells the reader to do: the code's word, else the type's, else the status's.
    pub fn action(&self) -> Option<&'static str> {
        let of = |code: crate::CodeRef| code.catalog.action(code.row);
        let of_status = || self.status_row().map(|row| row.action).filter(|action| !action.is_empty());
        self.code_ref().and_then(of).or_else(|| self.type_ref().and_then(of)).or_else(of_status)
    }

    /// The reason phrase: as the API spells it, else as the IANA registry does; empty for a status neither knows.
    pub fn phrase(&self) -> &'static str {
        let declared = self.status_row().map(|row| row.phrase).filter(|phrase| !phrase.is_empty());
        declared.or_else(|| registry::registered(self.status()).map(|(phrase, _)| phrase)).unwrap_or_default()
    }

    /// What the contract says of the status, if it declares it.
    pub fn status_row(&self) -> Option<&'static StatusRow> {
        A::CONTRACT.policy.statuses.row(self.status())
    }
}
