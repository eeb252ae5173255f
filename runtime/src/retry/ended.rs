//! What conditions are checked against: how an attempt ended, and the call to which it belongs.

use super::category::{category, of_status};
use super::code_view::CodeView;
use super::tested::Tested;
use super::{ImpliedCode, Operation, Outcome, OutcomeKind, Policy};
use crate::Category;
use crate::catalog::CodeRef;
use crate::status::Statuses;
use crate::when::When;
use errspec_core::words::Role;

pub(crate) struct Ended<'o> {
    pub(super) outcome: &'o Outcome<'o>,
    pub(crate) body: Tested<'o>,
    /// The code and the type that its status implies, if it has none itself.
    implied: [Option<CodeRef>; 2],
    /// Whether there is a subcode, a code or a type. Most outcomes have none, and are then not searched for them.
    pub(super) has_codes: bool,
    operation: Option<&'o Operation>,
    statuses: &'static Statuses,
}

impl<'o> Ended<'o> {
    #[inline]
    pub(crate) fn new(policy: &Policy, outcome: &'o Outcome<'o>, operation: Option<&'o Operation>) -> Self {
        let implied = if policy.implied.is_empty() { [None; 2] } else { implied(policy.implied, outcome) };
        let Outcome { subcode, code, error_type, .. } = outcome;
        let stated = code.is_given() || error_type.is_given() || subcode.is_given();
        let has_codes = stated || implied.iter().any(Option::is_some);
        Self { outcome, body: Tested::new(outcome.body), implied, has_codes, operation, statuses: policy.statuses }
    }

    /// The subcode, the code and the type, or those that the status implies.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn said(&self) -> [CodeView<'o>; 3] {
        let Outcome { subcode, code, error_type, .. } = self.outcome;
        let [implied_code, implied_type] = self.implied.map(|code| code.map(CodeView::listed));
        [subcode.view(), implied_code.unwrap_or(code.view()), implied_type.unwrap_or(error_type.view())]
    }

    /// What went wrong, if a response with codes came. Without codes, its status says so; see [`of_kind`](super::category::of_kind).
    #[inline]
    pub(super) fn category_by_codes(&self) -> Option<Category> {
        match self.outcome.kind {
            OutcomeKind::Status(status) if self.has_codes => Some(self.category_of(status)),
            _ => None,
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    fn category_of(&self, status: u16) -> Category {
        if self.has_codes { category(self.statuses, status, self.said()) } else { of_status(self.statuses, status) }
    }

    /// Whether all conditions hold. Tests of the body come first, because they are what differs between the states of a machine.
    #[inline]
    pub(crate) fn meets(&self, when: &When) -> bool {
        (when.fields.is_empty() || self.body.passes(when.fields)) && self.meets_outside_body(when)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn meets_outside_body(&self, when: &When) -> bool {
        let Self { outcome, operation, .. } = self;
        let (name, method) = operation.map_or(("", ""), |operation| (operation.name, operation.method));
        any(when.transport, |failure| outcome.kind == OutcomeKind::Transport(*failure))
            && self.has_status(when)
            && (when.code.is_empty() && when.error_type.is_empty() || self.has_texts(when))
            && any(when.operation, |wanted| name == *wanted)
            && any(when.method, |wanted| method == *wanted)
            && any(when.tag, |tag| self.has_tag(tag))
            && any(when.body, |name| outcome.body.name() == Some(name))
            && (when.content_type.is_empty() || when.has_type(self.content_type()))
            && when.has_headers(outcome.headers)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn has_texts(&self, when: &When) -> bool {
        let [_, code, error_type] = self.said();
        any(when.code, |text| code.text == Some(text)) && any(when.error_type, |text| error_type.text == Some(text))
    }

    #[cfg_attr(debug_assertions, inline)]
    fn has_tag(&self, tag: &str) -> bool {
        let [_, code, error_type] = self.said();
        if code.text.is_some() { code.has_tag(tag) } else { error_type.has_tag(tag) }
    }

    #[cfg_attr(debug_assertions, inline)]
    fn has_status(&self, when: &When) -> bool {
        let OutcomeKind::Status(status) = self.outcome.kind else { return when.status.is_empty() && when.category.is_empty() };
        when.allows(status) && (when.category.is_empty() || when.category.contains(&self.category_of(status)))
    }

    #[cfg_attr(debug_assertions, inline)]
    fn content_type(&self) -> Option<&str> {
        core::str::from_utf8(self.outcome.headers.get("Content-Type")?).ok()
    }
}

/// The code and the type that the status of an outcome implies, if it has none itself.
#[cfg_attr(debug_assertions, inline)]
fn implied(list: &[ImpliedCode], outcome: &Outcome<'_>) -> [Option<CodeRef>; 2] {
    let OutcomeKind::Status(status) = outcome.kind else { return [None; 2] };
    [(&outcome.code, Role::Code), (&outcome.error_type, Role::Type)]
        .map(|(said, role)| if said.is_given() { None } else { ImpliedCode::find(list, status, role) })
}

/// Whether a condition holds, which any of its values does.
fn any<T>(values: &[T], holds: impl Fn(&T) -> bool) -> bool {
    values.is_empty() || values.iter().any(holds)
}
