//! The retry class of a response, by the facts of the contract and the rules that apply to every call.

use errspec_core::rank::{Rank, Specificity, StatusCondition};
use errspec_spec::model::{CodeId, Contract, Facts, Rule};
use errspec_spec::words::{RetryClass, Role};

/// A code in a body, with the role of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReportedCode {
    Subcode(CodeId),
    Code(CodeId),
    Type(CodeId),
}

impl ReportedCode {
    /// A code in a field of this role. Without a role, clients do not act on it.
    pub(crate) fn of(role: Option<Role>, id: CodeId) -> Option<Self> {
        match role {
            Some(Role::Subcode) => Some(Self::Subcode(id)),
            Some(Role::Code) => Some(Self::Code(id)),
            Some(Role::Type) => Some(Self::Type(id)),
            _ => None,
        }
    }
}

/// The class of a response with this status and these codes. `None` if the contract does not say.
pub(crate) fn class(contract: &Contract, status: u16, said: &[ReportedCode]) -> Option<RetryClass> {
    let of_rule = |rule: &Rule| Some((meets(rule, status, said)?, rule.retry.value.class));
    let of_code = |said: &ReportedCode| {
        let (rank, id) = match said {
            ReportedCode::Subcode(id) => (Rank::Subcode, id),
            ReportedCode::Code(id) => (Rank::Code, id),
            ReportedCode::Type(id) => (Rank::Type, id),
        };
        own(&contract.code(*id)?.facts).map(|class| (Specificity::of(rank), class))
    };
    let declared = contract.statuses.iter().find(|entry| entry.status.value == status);
    let ranges = contract.ranges.iter().filter(|entry| entry.range.value.contains(status) && own(&entry.facts).is_some());
    let narrowest = ranges.min_by_key(|entry| entry.range.value.to - entry.range.value.from);
    let facts = contract.policy.rules.iter().filter_map(of_rule).chain(said.iter().filter_map(of_code));
    let facts = facts
        .chain(declared.and_then(|entry| Some((Specificity::of(Rank::Status), own(&entry.facts)?))))
        .chain(narrowest.and_then(|entry| Some((Specificity::of(Rank::Range), own(&entry.facts)?))));
    facts.min_by_key(|(key, _)| *key).map(|(_, class)| class)
}

/// The class that an entry itself states.
fn own(facts: &Facts) -> Option<RetryClass> {
    Some(&facts.retry).filter(|retry| retry.origin.via.is_own()).map(|retry| retry.value.class)
}

/// The key of a rule that applies to every such response, because it only has conditions on status, code and type.
fn meets(rule: &Rule, status: u16, said: &[ReportedCode]) -> Option<Specificity> {
    let when = &rule.when;
    // Conditions that depend on something that is not known about every such response.
    let further = [when.transport.len(), when.operation.len(), when.method.len(), when.content_type.len(), when.body.len()];
    let asks_more = further != [0; 5] || [when.category.len(), when.tag.len(), when.headers.len(), when.fields.len()] != [0; 4];
    let any = |wanted: &dyn Fn(&ReportedCode) -> bool| said.iter().any(wanted);
    let code =
        when.code.as_ref().is_none_or(|ids| any(&|said| matches!(said, ReportedCode::Code(id) if ids.value.contains(id))));
    let of_type = when
        .error_type
        .as_ref()
        .is_none_or(|ids| any(&|said| matches!(said, ReportedCode::Type(id) if ids.value.contains(id))));
    let mut holding = when.status.iter().filter(|range| range.value.contains(status)).map(|range| range.value);
    let single = holding.clone().any(|range| range.from == range.to);
    if asks_more || !code || !of_type || (!when.status.is_empty() && holding.next().is_none()) {
        return None;
    }
    let condition = match when.status.is_empty() {
        true => StatusCondition::Any,
        false if single => StatusCondition::Single,
        false => StatusCondition::Range,
    };
    Some(when.specificity(condition)).filter(|key| key.rank() != Rank::Default)
}
