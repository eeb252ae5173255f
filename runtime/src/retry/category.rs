//! The kind of problem, in words that mean the same for every API.

use super::outcome::ReportedCode;
use crate::Category;
use crate::error::registered;
use crate::status::Statuses;

/// The category of an answer: what the contract says of its code, else of its type, else of its status, else what is usual.
pub(crate) fn category(statuses: &Statuses, status: u16, said: [&ReportedCode<'_>; 2]) -> Category {
    said.into_iter().find_map(of_code).or_else(|| statuses.category(status)).unwrap_or_else(|| usual(status))
}

/// That of a listed code, or of the family that an unlisted one falls under.
fn of_code(said: &ReportedCode<'_>) -> Option<Category> {
    if let Some(code) = said.listed {
        return code.catalog.stated_category(code.row);
    }
    let (catalog, text) = (said.catalog?, said.text.as_deref()?);
    let group = catalog.family(text)?;
    match group.primary(catalog, text) {
        Some(row) => catalog.stated_category(row),
        None => group.facts.category,
    }
}

/// That of the registry. A status that it does not have counts as the first one of its class, and one outside of all classes as
/// a failure of the server (RFC 9110, section 15).
fn usual(status: u16) -> Category {
    match (registered(status), status) {
        (Some((_, category)), _) => category,
        (None, 100..=399) => Category::Other,
        (None, 400..=499) => Category::InvalidRequest,
        (None, _) => Category::Internal,
    }
}
