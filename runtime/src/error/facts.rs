//! What the contract says about an error: the most specific word counts.

use super::{ApiError, registry};
use crate::decode::Role;
use crate::status::StatusRow;
use crate::{Api, Category, Effect, RetryClass};

impl<A: Api> ApiError<'_, A> {
    /// What went wrong, in words that mean the same for every API.
    ///
    /// The code's category, else the type's, else the status's, else what is usual for the status. The word `other` says
    /// nothing, so the next one is asked.
    pub fn category(&self) -> Category {
        let said = |category: Category| (category != Category::Other).then_some(category);
        let of_role = |role| self.category_of(role).and_then(said);
        let statuses = A::CONTRACT.policy.statuses;
        let of_range = || statuses.range(self.status()).and_then(|range| range.category);
        of_role(Role::Code)
            .or_else(|| of_role(Role::Type))
            .or_else(|| self.status_row().map(|row| row.category).and_then(said))
            .or_else(|| of_range().and_then(said))
            .unwrap_or_else(|| usual(self.status()))
    }

    /// A listed code's category, or that of the family an unlisted one falls under.
    fn category_of(&self, role: Role) -> Option<Category> {
        if let Some(code) = self.listed(role) {
            return Some(code.catalogue.category(code.row));
        }
        let (catalogue, text) = self.unlisted(role)?;
        let group = catalogue.family(&text)?;
        Some(group.primary(catalogue, &text).map_or(group.category, |row| catalogue.category(row)))
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
        let of = |code: crate::CodeRef| code.catalogue.action(code.row);
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

fn usual(status: u16) -> Category {
    match registry::registered(status) {
        Some((_, category)) => category,
        None if status / 100 == 4 => Category::InvalidRequest,
        None if status / 100 == 5 => Category::Internal,
        None => Category::Other,
    }
}
