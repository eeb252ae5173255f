//! What conditions are checked against: how an attempt ended, and the call to which it belongs.

use super::outcome::ReportedCode;
use super::{ImpliedCode, Operation, Outcome, OutcomeKind, Policy, category};
use crate::status::Statuses;
use crate::when::When;
use errspec_core::words::Role;

pub(crate) struct Ended<'o> {
    pub(super) outcome: &'o Outcome<'o>,
    /// Its subcode, its code and its type.
    said: [ReportedCode<'o>; 3],
    operation: Option<&'o Operation>,
    statuses: &'static Statuses,
}

impl<'o> Ended<'o> {
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn new(policy: &Policy, outcome: &'o Outcome<'o>, operation: Option<&'o Operation>) -> Self {
        Self { outcome, said: reported(policy, outcome), operation, statuses: policy.statuses }
    }

    /// The subcode, the code and the type, or those that the status implies.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn said(&self) -> [&ReportedCode<'o>; 3] {
        self.said.each_ref()
    }

    /// Whether all conditions hold.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn meets(&self, when: &When) -> bool {
        let Self { outcome, said: [_, code, error_type], operation, .. } = self;
        let (name, method) = operation.map_or(("", ""), |operation| (operation.name, operation.method));
        let (code, error_type) = (code.text.as_deref(), error_type.text.as_deref());
        any(when.transport, |failure| outcome.kind == OutcomeKind::Transport(*failure))
            && self.has_status(when)
            && any(when.code, |text| code == Some(text))
            && any(when.error_type, |text| error_type == Some(text))
            && any(when.operation, |wanted| name == *wanted)
            && any(when.method, |wanted| method == *wanted)
            && any(when.tag, |tag| self.has_tag(tag))
            && any(when.body, |name| outcome.body.name() == Some(name))
            && (when.content_type.is_empty() || when.has_type(self.content_type()))
            && when.has_headers(outcome.headers)
            && when.has_fields(outcome.body)
    }

    /// Whether the body was read: it is JSON, or the caller's fields.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn has_body(&self) -> bool {
        self.outcome.body.is_readable()
    }

    #[cfg_attr(debug_assertions, inline)]
    fn has_tag(&self, tag: &str) -> bool {
        let [_, code, error_type] = self.said();
        if code.is_given() { code.has_tag(tag) } else { error_type.has_tag(tag) }
    }

    fn has_status(&self, when: &When) -> bool {
        let OutcomeKind::Status(status) = self.outcome.kind else { return when.status.is_empty() && when.category.is_empty() };
        let category = || category(self.statuses, status, self.said());
        when.allows(status) && (when.category.is_empty() || when.category.contains(&category()))
    }

    #[cfg_attr(debug_assertions, inline)]
    fn content_type(&self) -> Option<&str> {
        core::str::from_utf8(self.outcome.headers.get("Content-Type")?).ok()
    }
}

/// The subcode, the code and the type of an outcome, or those that its status implies.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn reported<'o>(policy: &Policy, outcome: &'o Outcome<'_>) -> [ReportedCode<'o>; 3] {
    let of = |said: &'o ReportedCode<'_>, role| match (&said.text, outcome.kind) {
        (None, OutcomeKind::Status(status)) => {
            ImpliedCode::find(policy.implied, status, role).map_or(ReportedCode::NOTHING, ReportedCode::listed)
        }
        _ => said.borrowed(),
    };
    [outcome.subcode.borrowed(), of(&outcome.code, Role::Code), of(&outcome.error_type, Role::Type)]
}

/// Whether a condition holds, which any of its values does.
fn any<T>(values: &[T], holds: impl Fn(&T) -> bool) -> bool {
    values.is_empty() || values.iter().any(holds)
}
