//! The category of an outcome.

use super::OutcomeKind;
use super::code_view::CodeView;
use crate::Category;
use crate::catalog::Unlisted;
use crate::error::registered;
use crate::status::Statuses;

/// The category of a response: that of its subcode, otherwise of its code, otherwise of its type, otherwise of its status in the contract, otherwise of its status in
/// the registry.
#[inline]
pub(crate) fn category(statuses: &Statuses, status: u16, said: [CodeView<'_>; 3]) -> Category {
    said.into_iter().find_map(of_code).unwrap_or_else(|| of_status(statuses, status))
}

/// The category of a status in the contract, otherwise in the registry.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn of_status(statuses: &Statuses, status: u16) -> Category {
    statuses.category(status).unwrap_or_else(|| usual(status))
}

/// The category of a response without codes; `None` if no response came.
#[inline]
pub(super) fn of_kind(statuses: &Statuses, kind: OutcomeKind) -> Option<Category> {
    match kind {
        OutcomeKind::Status(status) => Some(of_status(statuses, status)),
        OutcomeKind::Transport(_) => None,
    }
}

/// The category of a listed code, or of an unlisted one.
#[inline]
fn of_code(said: CodeView<'_>) -> Option<Category> {
    if let Some(code) = said.listed {
        return code.catalog.stated_category(code.row);
    }
    let (catalog, text) = (said.catalog?, said.text?);
    match catalog.about_unlisted(text) {
        Unlisted::Primary(row) => catalog.stated_category(row),
        Unlisted::Facts(facts, _) => facts.category,
    }
}

/// The category in the registry. A status that is not in the registry counts as the first status of its class, and one outside all classes
/// counts as a server error (RFC 9110 §15).
#[inline]
fn usual(status: u16) -> Category {
    match (registered(status), status) {
        (Some((_, category)), _) => category,
        (None, 100..=399) => Category::Other,
        (None, 400..=499) => Category::InvalidRequest,
        (None, _) => Category::Internal,
    }
}
