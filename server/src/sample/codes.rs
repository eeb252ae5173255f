//! Codes: by their text, the status for each code, and the codes for a status.

use super::class::{ReportedCode, class};
use errspec_spec::model::{Body, Catalog, Code, CodeId, Contract, FieldKind, TemplatePart};
use errspec_spec::syntax::{Family, Param};
use errspec_spec::words::{Form, Role, WireKind};
use serde_json::Value;
use std::mem::discriminant;

/// The code with this wire text or alias.
pub(crate) fn find(catalog: &Catalog, wire: &str) -> Option<usize> {
    let by_wire = || catalog.codes.iter().position(|code| code.wire.value == wire);
    let by_number = || {
        let number = wire.parse().ok().filter(|_| catalog.wire == WireKind::Integer);
        number.and_then(|number: i64| catalog.codes.iter().position(|code| code.number == Some(number)))
    };
    let by_alias = || catalog.codes.iter().position(|code| code.aliases.iter().any(|alias| alias.value == wire));
    by_wire().or_else(by_number).or_else(by_alias)
}

/// A code as it is written in a body.
pub(crate) fn written(code: &Code) -> Value {
    code.number.map_or_else(|| Value::from(code.wire.as_str()), Value::from)
}

/// A code in the form that a field of this type has: its wire text, or a value of a key. `None` if the code has no such value.
pub(crate) fn written_as(contract: &Contract, kind: &FieldKind, id: CodeId) -> Option<Value> {
    let code = contract.code(id)?;
    let FieldKind::Key(at, key) = kind else { return Some(written(code)) };
    let integer = contract.catalogs.get(*at)?.keys.get(*key)?.kind == WireKind::Integer;
    let text = code.keys.get(*key)?.first()?.value.as_str();
    Some(text.parse::<i64>().ok().filter(|_| integer).map_or_else(|| Value::from(text), Value::from))
}

/// A value of a field with codes if none is documented.
pub(crate) fn any_of(contract: &Contract, kind: &FieldKind) -> Value {
    let Some(catalog) = kind.catalog().and_then(|at| contract.catalogs.get(at)) else { return Value::Null };
    let FieldKind::Key(at, key) = kind else { return any(catalog) };
    let listed = || {
        let ids = catalog.ids(*at).filter(|(_, code)| !code.facts.is_internal());
        ids.filter_map(|(id, _)| written_as(contract, kind, id)).next()
    };
    match catalog.keys.get(*key).map(|key| key.kind) {
        Some(WireKind::String) if catalog.open => Value::from("not_listed"),
        _ => listed().unwrap_or(Value::Null),
    }
}

/// The code in a field of this role if nobody asked for a particular one. Of the codes documented with the status, it is the first one that
/// does not change the retry class of the response, so a `429` never gets a code that is never retried just because that comes first in the
/// file. If there is none, it is the first one that programs treat in the same way. If the contract states no class for the response, any
/// code fits. `beside` is the rest of the body.
pub(crate) fn of_status(
    contract: &Contract,
    catalog: usize,
    role: Option<Role>,
    status: u16,
    beside: Option<ReportedCode>,
) -> Option<CodeId> {
    let codes = contract.catalogs.get(catalog)?.codes.iter().enumerate();
    let documented = codes.filter(|(_, code)| !code.facts.is_internal() && code.status.iter().any(|fact| fact.value == status));
    let mut documented = documented.map(|(code, _)| CodeId { catalog, code });
    let with = |id: Option<CodeId>| {
        let said: Vec<ReportedCode> = beside.into_iter().chain(id.and_then(|id| ReportedCode::of(role, id))).collect();
        class(contract, status, &said)
    };
    let Some(own) = with(None) else { return documented.next() };
    let alike = |id: &CodeId| with(Some(*id)).is_some_and(|class| class.is_automatic()) == own.is_automatic();
    documented.clone().find(|id| with(Some(*id)) == Some(own)).or_else(|| documented.find(alike))
}

/// The code if none is documented: an unlisted one that is in no family, unless the catalog is closed.
pub(crate) fn any(catalog: &Catalog) -> Value {
    if !catalog.open {
        let public = catalog.codes.iter().find(|code| !code.facts.is_internal());
        return public.or(catalog.codes.first()).map_or(Value::Null, written);
    }
    match catalog.wire {
        WireKind::String => {
            let texts = (0..).map(|more| format!("not_listed{}", "_".repeat(more))).take(100);
            let mut texts = texts.chain(('a'..='z').map(|letter| format!("{letter}_not_listed")));
            texts.find(|text| is_free(catalog, text)).map_or_else(|| Value::from("not_listed"), Value::from)
        }
        WireKind::Integer => {
            let mut numbers = (900_001..=900_300_i64).chain(1_000_000_000_001..=1_000_000_000_300);
            let free = numbers.find(|number| is_free(catalog, &number.to_string()));
            Value::from(free.unwrap_or(900_001))
        }
    }
}

/// Whether a text is neither a code of a catalog nor in one of its families.
fn is_free(catalog: &Catalog, text: &str) -> bool {
    let number = text.parse::<i64>().ok();
    let in_family = |family: &Family| match family {
        Family::Prefix(prefix) => text.starts_with(prefix.as_str()),
        Family::Range(from, to) => number.is_some_and(|number| (*from..=*to).contains(&number)),
        Family::Mask(mask) => {
            let primary = number.map(|number| number & mask);
            catalog.codes.iter().any(|code| code.number.is_some() && code.number == primary)
        }
    };
    let mut families = catalog.groups.iter().filter_map(|group| group.family.as_ref());
    find(catalog, text).is_none() && !families.any(|family| in_family(&family.value))
}

/// The status with which a code is served: the first documented one that the body allows; otherwise the success status that the body names
/// first, as in JSON-RPC; otherwise a declared status with the same category or the same retry class; otherwise one that the body allows.
pub(crate) fn status_of(contract: &Contract, code: &Code, shape: Option<&Body>) -> u16 {
    let admitted = |status: &u16| shape.is_none_or(|shape| contract.looks_for(shape, *status));
    let documented = code.status.iter().map(|fact| fact.value).find(admitted);
    let declared = |same: &dyn Fn(&errspec_spec::model::Facts) -> bool| {
        let mut failing = contract.statuses.iter().filter(|entry| !contract.is_success(entry.status.value));
        failing.find(|entry| same(&entry.facts) && admitted(&entry.status.value)).map(|entry| entry.status.value)
    };
    let class = discriminant(&code.facts.retry.value.class);
    let implying = code.implied_by.iter().map(|range| range.from).find(admitted);
    documented
        .or(implying)
        .or_else(|| shape.and_then(|shape| named_success(contract, shape)))
        .or_else(|| declared(&|facts| facts.category.value == code.facts.category.value))
        .or_else(|| declared(&|facts| discriminant(&facts.retry.value.class) == class))
        .or_else(|| Some(500).filter(admitted))
        .or_else(|| shape.and_then(|shape| shape.when.status.first()).map(|range| range.from))
        .unwrap_or(500)
}

/// The success status that a body names before any failure status: the API sends this error with it.
pub(crate) fn named_success(contract: &Contract, shape: &Body) -> Option<u16> {
    shape.when.status.first().map(|range| range.from).filter(|status| contract.is_success(*status))
}

/// The first body that carries a code of this catalog and is looked for in one of these statuses, or in any if there are none.
pub(crate) fn carrier<'c>(contract: &'c Contract, catalog: usize, statuses: &[u16]) -> Option<&'c Body> {
    let looked_for = |shape: &&Body| statuses.is_empty() || statuses.iter().any(|status| contract.looks_for(shape, *status));
    let admitted = |shape: &&Body| shape.is_error() && looked_for(shape);
    let in_field = |shape: &&Body| shape.fields.iter().any(|field| field.kind.catalog() == Some(catalog));
    let in_list = |shape: &&Body| shape.fields.iter().any(|field| field.kind.holds(catalog));
    contract.bodies.iter().filter(admitted).find(in_field).or_else(|| contract.bodies.iter().filter(admitted).find(in_list))
}

/// Whether a body carries codes of this catalog, in a field or in the items of a list.
pub(crate) fn carries(shape: &Body, catalog: usize) -> bool {
    shape.fields.iter().any(|field| field.kind.holds(catalog))
}

/// A value of a parameter.
pub(crate) fn param_value(param: &Param) -> Value {
    match param.duration() {
        _ if param.secret => Value::from("sample-secret"),
        Some(Form::DurationText | Form::GoDuration) => Value::from("60s"),
        Some(Form::DelayMillis | Form::DecimalMillis) => Value::from(60_000),
        Some(_) => Value::from(60),
        None => super::of_word(&param.kind),
    }
}

/// The text for a code: its message with sample values, otherwise its summary.
pub(crate) fn message(code: &Code) -> Option<String> {
    let Some(template) = &code.message else {
        return Some(code.facts.summary.as_ref()?.value.clone());
    };
    let part = |part: &TemplatePart| match part {
        TemplatePart::Text(text) => text.clone(),
        TemplatePart::Param(name) => code.params.iter().find(|param| param.name.value == name.value).map_or_else(
            || name.value.clone(),
            |param| match param_value(param) {
                Value::String(text) => text,
                other => other.to_string(),
            },
        ),
    };
    Some(template.parts.iter().map(part).collect())
}
