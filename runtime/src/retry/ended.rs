//! What conditions are checked against: how an attempt ended, and the call to which it belongs.

use super::{Operation, Outcome, OutcomeKind, category};
use crate::status::Statuses;
use crate::when::When;

pub(super) struct Ended<'o> {
    pub(super) outcome: &'o Outcome<'o>,
    pub(super) operation: Option<&'o Operation>,
    pub(super) statuses: &'static Statuses,
}

impl Ended<'_> {
    /// Whether all conditions hold.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn meets(&self, when: &When) -> bool {
        let Self { outcome, operation, .. } = self;
        let (name, method) = operation.map_or(("", ""), |operation| (operation.name, operation.method));
        let (code, error_type) = (outcome.code.text.as_deref(), outcome.error_type.text.as_deref());
        any(when.transport, |failure| outcome.kind == OutcomeKind::Transport(*failure))
            && self.has_status(when)
            && any(when.code, |text| code == Some(text))
            && any(when.error_type, |text| error_type == Some(text))
            && any(when.operation, |wanted| name == *wanted)
            && any(when.method, |wanted| method == *wanted)
            && any(when.body, |name| outcome.body.name() == Some(name))
            && (when.content_type.is_empty() || when.has_type(self.content_type()))
            && when.has_headers(outcome.headers)
            && when.has_fields(outcome.body)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn has_status(&self, when: &When) -> bool {
        let OutcomeKind::Status(status) = self.outcome.kind else { return when.status.is_empty() && when.category.is_empty() };
        let said = [&self.outcome.code, &self.outcome.error_type];
        when.allows(status) && (when.category.is_empty() || when.category.contains(&category(self.statuses, status, said)))
    }

    #[cfg_attr(debug_assertions, inline)]
    fn content_type(&self) -> Option<&str> {
        core::str::from_utf8(self.outcome.headers.get("Content-Type")?).ok()
    }
}

/// Whether a condition holds, which any of its values does.
fn any<T>(values: &[T], holds: impl Fn(&T) -> bool) -> bool {
    values.is_empty() || values.iter().any(holds)
}
