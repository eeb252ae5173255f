//! Everything in a contract that says what may be retried, with a name to print.

use errspec_spec::model::{Contract, RuleWhen};
use errspec_spec::words::Word;
use errspec_spec::written::{Family, FieldCondition, Retry, StatusRange};

/// A status, a range, a family, a code or a rule.
pub(super) struct Entry<'c> {
    pub(super) label: String,
    pub(super) retry: &'c Retry,
}

/// In the order of the language; statuses of success are no failures.
pub(super) fn entries(contract: &Contract) -> impl Iterator<Item = Entry<'_>> {
    let statuses = contract.statuses.iter().filter(|status| !contract.is_success(status.status.value));
    let statuses = statuses.map(|status| Entry { label: status.status.value.to_string(), retry: &status.facts.retry.value });
    let ranges = contract.ranges.iter().map(|entry| Entry { label: range(entry.range.value), retry: &entry.facts.retry.value });
    let groups = contract.catalogues.iter().flat_map(|catalogue| &catalogue.groups);
    let families = groups.filter_map(|group| {
        let own = group.facts.retry.origin.via.is_own();
        let family = group.family.as_ref().filter(|_| own)?;
        Some(Entry { label: self::family(&family.value), retry: &group.facts.retry.value })
    });
    let codes = contract.catalogues.iter().flat_map(|catalogue| &catalogue.codes);
    let codes = codes.map(|code| Entry { label: code.wire.value.clone(), retry: &code.facts.retry.value });
    let rules = contract.policy.rules.iter();
    let rules = rules.map(|rule| Entry { label: when(&rule.when, contract), retry: &rule.retry.value });
    statuses.chain(ranges).chain(families).chain(codes).chain(rules)
}

/// `404`, `4xx` or `500-599`.
fn range(range: StatusRange) -> String {
    let class = range.from / 100;
    match () {
        () if range.from == range.to => range.from.to_string(),
        () if range.from == class * 100 && range.to == class * 100 + 99 => format!("{class}xx"),
        () => format!("{}-{}", range.from, range.to),
    }
}

fn family(family: &Family) -> String {
    match family {
        Family::Prefix(prefix) => format!("{prefix}…"),
        Family::Range(from, to) => format!("{from} to {to}"),
        Family::Mask(mask) => format!("codes under {mask:#x}"),
    }
}

/// The conditions of a rule, as a spec has them: `status 504 with code TIMEOUT`.
fn when(when: &RuleWhen, contract: &Contract) -> String {
    let wire = |id| contract.code(id).map(|code| code.wire.value.as_str()).unwrap_or_default();
    let code = |ids: &Option<errspec_spec::source::Spanned<Vec<_>>>| ids.as_ref()?.value.first().copied().map(wire);
    let statuses: Vec<String> = when.status.iter().map(|status| range(status.value)).collect();
    let operation = when.operation.as_ref().and_then(|at| contract.operations.get(at.value));
    let named = |word: &str, value: Option<&str>| value.map(|value| format!("{word} {value}"));
    let single = [
        (!statuses.is_empty()).then(|| format!("status {}", statuses.join(" or "))),
        named("code", code(&when.code)),
        named("type", code(&when.error_type)),
        named("transport", when.transport.as_ref().map(|transport| transport.as_str())),
        named("operation", operation.map(|operation| operation.name.as_str())),
        named("method", when.method.as_ref().map(|method| method.as_str())),
    ];
    let condition = |condition: &FieldCondition| format!("{}: {}", condition.at.value, condition.equals.value);
    let further = when.headers.iter().chain(&when.fields).map(condition);
    single.into_iter().flatten().chain(further).collect::<Vec<_>>().join(" with ")
}
