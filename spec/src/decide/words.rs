use crate::lists::IntoVec;
use crate::model::{CodeId, Contract, RuleWhen};
use crate::source::Spanned;
use crate::syntax::FieldCondition;

/// What a condition of a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the keys of the language")]
pub enum Asked {
    Status,
    Code,
    Type,
    Transport,
    Operation,
    Method,
    Header,
    Field,
}

/// The conditions of a rule as text: `status 504`, `code TIMEOUT`, `X-Busy: true`.
pub fn words(when: &RuleWhen, contract: &Contract) -> Vec<(Asked, String)> {
    let statuses: Vec<String> = when.status.iter().map(|status| status.value.to_string()).into_vec();
    let wire = |ids: &Option<Spanned<Vec<CodeId>>>| {
        let id = ids.as_ref()?.value.first()?;
        contract.code(*id).map(|code| code.wire.value.as_str())
    };
    let operation = when.operation.as_ref().and_then(|at| contract.operations.get(at.value));
    let single = [
        (Asked::Code, "code", wire(&when.code)),
        (Asked::Type, "type", wire(&when.error_type)),
        (Asked::Transport, "transport", when.transport.as_ref().map(|transport| transport.as_str())),
        (Asked::Operation, "operation", operation.map(|operation| operation.name.as_str())),
        (Asked::Method, "method", when.method.as_ref().map(|method| method.as_str())),
    ];
    let status = (!statuses.is_empty()).then(|| (Asked::Status, format!("status {}", statuses.join(" or "))));
    let single = single.into_iter().filter_map(|(asked, word, value)| Some((asked, format!("{word} {}", value?))));
    let text = |asked| move |one: &FieldCondition| (asked, format!("{}: {}", one.at.value, one.equals.value));
    let headers = when.headers.iter().map(text(Asked::Header));
    status.into_iter().chain(single).chain(headers).chain(when.fields.iter().map(text(Asked::Field))).into_vec()
}
