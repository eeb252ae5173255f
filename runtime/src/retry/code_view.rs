//! A borrowed view of the code or type of a response.

use crate::Severity;
use crate::catalog::{Catalog, CodeRef, Unlisted};

/// A code or type that a response reports, or that its status implies. Unlike what an outcome holds, it can be copied, and dropping it costs
/// nothing, which matters because several are made for each outcome.
#[derive(Clone, Copy)]
pub(crate) struct CodeView<'o> {
    pub(super) listed: Option<CodeRef>,
    pub(super) catalog: Option<&'static Catalog>,
    pub(super) text: Option<&'o str>,
}

impl CodeView<'_> {
    #[inline]
    pub(super) fn listed(code: CodeRef) -> Self {
        Self { listed: Some(code), catalog: Some(code.catalog), text: Some(code.wire()) }
    }

    /// How serious the code is, listed or not.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn severity(self) -> Option<Severity> {
        let (catalog, text) = (self.catalog?, self.text?);
        match self.listed.map_or_else(|| catalog.about_unlisted(text), |code| Unlisted::Primary(code.row)) {
            Unlisted::Primary(row) => catalog.severity(row),
            Unlisted::Facts(facts, _) => facts.severity,
        }
    }

    /// Whether the code has a tag, listed or not.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn has_tag(self, tag: &str) -> bool {
        match (self.listed, self.catalog, self.text) {
            (Some(code), ..) => code.catalog.has_tag(code.row, tag),
            (None, Some(catalog), Some(text)) => catalog.unlisted_has_tag(text, tag),
            _ => false,
        }
    }
}
