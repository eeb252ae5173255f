//! What a client may do after an answer, by the facts of the contract and the rules that hold whatever the call was.

use errspec_spec::model::{CodeId, Contract, Rule};
use errspec_spec::written::RetryClass;
use std::cmp::Reverse;

/// A code in a body, by the role of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Code(CodeId),
    Type(CodeId),
}

/// How specific a fact is, the most specific first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    CodeAndStatus,
    Code,
    TypeAndStatus,
    Type,
    Status,
    Range,
}

/// The class of an answer with this status, and with this code or type if it has one. `None` where the contract says nothing.
pub(crate) fn class(contract: &Contract, status: u16, said: Option<Said>) -> Option<RetryClass> {
    let mut facts: Vec<(Rank, RetryClass)> =
        contract.policy.rules.iter().filter_map(|rule| Some((meets(rule, status, said)?, rule.retry.value.class))).collect();
    if let Some((rank, id)) = said.map(|said| match said {
        Said::Code(id) => (Rank::Code, id),
        Said::Type(id) => (Rank::Type, id),
    }) {
        let own = contract.code(id).map(|code| &code.facts.retry).filter(|retry| retry.origin.via.is_own());
        facts.extend(own.map(|retry| (rank, retry.value.class)));
    }
    let declared = contract.statuses.iter().find(|entry| entry.status.value == status).map(|entry| &entry.facts.retry);
    facts.extend(declared.filter(|retry| retry.origin.via.is_own()).map(|retry| (Rank::Status, retry.value.class)));
    let ranges = contract.ranges.iter().filter(|entry| entry.range.value.contains(status));
    let stated = ranges.filter(|entry| entry.facts.retry.origin.via.is_own());
    let narrowest = stated.min_by_key(|entry| entry.range.value.to - entry.range.value.from);
    facts.extend(narrowest.map(|entry| (Rank::Range, entry.facts.retry.value.class)));
    facts.into_iter().min_by_key(|(rank, _)| *rank).map(|(_, class)| class)
}

/// The rank of a rule that holds for every such answer: it asks for nothing but status, code and type.
fn meets(rule: &Rule, status: u16, said: Option<Said>) -> Option<Rank> {
    let when = &rule.when;
    let asks_more = when.transport.is_some()
        || when.operation.is_some()
        || when.method.is_some()
        || !when.headers.is_empty()
        || !when.fields.is_empty();
    let holding = || when.status.iter().filter(|range| range.value.contains(status)).map(|range| range.value);
    if asks_more || (!when.status.is_empty() && holding().next().is_none()) {
        return None;
    }
    let single = holding().min_by_key(|range| Reverse(u8::from(range.from == range.to)));
    match (&when.code, &when.error_type, said) {
        (Some(ids), None, Some(Said::Code(id))) if ids.value.contains(&id) => {
            Some(if single.is_some() { Rank::CodeAndStatus } else { Rank::Code })
        }
        (None, Some(ids), Some(Said::Type(id))) if ids.value.contains(&id) => {
            Some(if single.is_some() { Rank::TypeAndStatus } else { Rank::Type })
        }
        (None, None, _) => single.map(|range| if range.from == range.to { Rank::Status } else { Rank::Range }),
        _ => None,
    }
}
