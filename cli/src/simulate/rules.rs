//! The contract's rules as the runtime's own.

use super::policy::{effect, kept, pair, retry, text};
use errspec::retry::{Rule, Transport, When};
use errspec_spec::model::{self, CodeId, Contract};
use errspec_spec::source::Spanned;
use errspec_spec::syntax::FieldCondition;
use errspec_spec::words::Word;

pub(super) fn rule(rule: &model::Rule, contract: &Contract) -> Rule {
    let when = &rule.when;
    let operation = when.operation.as_ref().and_then(|at| contract.operations.get(at.value));
    let when = When {
        code: wire(&when.code, contract),
        error_type: wire(&when.error_type, contract),
        status: kept(when.status.iter().map(|range| pair(&range.value))),
        transport: when.transport.as_ref().and_then(|transport| Transport::parse(transport.as_str())),
        headers: conditions(&when.headers),
        fields: conditions(&when.fields),
        operation: operation.map(|operation| text(&operation.name)),
        method: when.method.as_ref().map(|method| method.as_str()),
    };
    Rule {
        when,
        retry: Some(retry(&rule.retry.value)),
        effect: rule.effect.as_ref().map(|own| effect(own.value)),
        ..Rule::NONE
    }
}

/// All ids of a condition have one wire text.
fn wire(ids: &Option<Spanned<Vec<CodeId>>>, contract: &Contract) -> Option<&'static str> {
    let id = ids.as_ref()?.value.first()?;
    contract.code(*id).map(|code| text(&code.wire))
}

fn conditions(conditions: &[FieldCondition]) -> &'static [(&'static str, &'static str)] {
    kept(conditions.iter().map(|condition| (text(&condition.at), text(&condition.equals))))
}
