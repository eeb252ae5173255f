//! Codes: by their text, the status that goes with each, and those that go with a status.

use super::matching::admits;
use errspec_spec::model::{Body, Catalogue, Code, CodeId, Contract, FieldKind, TemplatePart};
use errspec_spec::words::WireKind;
use serde_json::Value;
use std::mem::discriminant;

/// The code of this wire text or alias.
pub(crate) fn find(catalogue: &Catalogue, wire: &str) -> Option<usize> {
    let by_wire = || catalogue.codes.iter().position(|code| code.wire.value == wire);
    let by_number = || {
        let number = wire.parse().ok().filter(|_| catalogue.wire == WireKind::Integer);
        number.and_then(|number: i64| catalogue.codes.iter().position(|code| code.number == Some(number)))
    };
    let by_alias = || catalogue.codes.iter().position(|code| code.aliases.iter().any(|alias| alias.value == wire));
    by_wire().or_else(by_number).or_else(by_alias)
}

/// How a code is written in a body.
pub(crate) fn written(code: &Code) -> Value {
    code.number.map_or_else(|| Value::from(code.wire.as_str()), Value::from)
}

/// A code that goes with a status: one documented with it.
pub(crate) fn of_status(catalogue: &Catalogue, status: u16) -> Option<&Code> {
    catalogue.codes.iter().find(|code| code.status.iter().any(|fact| fact.value == status))
}

/// A code where none is documented: one that is not listed, unless the catalogue is closed.
pub(crate) fn any(catalogue: &Catalogue) -> Value {
    if !catalogue.open {
        return catalogue.codes.first().map_or(Value::Null, written);
    }
    match catalogue.wire {
        WireKind::String => {
            let mut text = "not_listed".to_owned();
            while find(catalogue, &text).is_some() {
                text.push('_');
            }
            Value::from(text)
        }
        WireKind::Integer => {
            let listed = |number: &i64| catalogue.codes.iter().any(|code| code.number == Some(*number));
            (900_001_i64..).find(|number| !listed(number)).map_or(Value::Null, Value::from)
        }
    }
}

/// The status a code is served with: the first it is documented with that the shape admits; else a declared one of the same
/// category, or of the same retry class; else one the shape admits.
pub(crate) fn status_of(contract: &Contract, code: &Code, shape: Option<&Body>) -> u16 {
    let admitted = |status: &u16| shape.is_none_or(|shape| admits(shape, *status));
    let documented = code.status.iter().map(|fact| fact.value).find(admitted);
    let declared = |same: &dyn Fn(&errspec_spec::model::Facts) -> bool| {
        let mut failing = contract.statuses.iter().filter(|entry| !contract.is_success(entry.status.value));
        failing.find(|entry| same(&entry.facts) && admitted(&entry.status.value)).map(|entry| entry.status.value)
    };
    let class = discriminant(&code.facts.retry.value.class);
    documented
        .or_else(|| declared(&|facts| facts.category.value == code.facts.category.value))
        .or_else(|| declared(&|facts| discriminant(&facts.retry.value.class) == class))
        .or_else(|| Some(500).filter(admitted))
        .or_else(|| shape.and_then(|shape| shape.when.statuses.first()).map(|range| range.from))
        .unwrap_or(500)
}

/// The first shape that carries a code of this catalogue and is looked for in one of these statuses; of any, if there are none.
pub(crate) fn carrier<'c>(contract: &'c Contract, catalogue: usize, statuses: &[u16]) -> Option<&'c Body> {
    let admitted = |shape: &&Body| statuses.is_empty() || statuses.iter().any(|status| admits(shape, *status));
    let in_field = |shape: &&Body| shape.fields.iter().any(|field| field.kind == FieldKind::Code(catalogue));
    let in_list = |shape: &&Body| shape.fields.iter().any(|field| list_carries(&field.kind, catalogue));
    contract.bodies.iter().filter(admitted).find(in_field).or_else(|| contract.bodies.iter().filter(admitted).find(in_list))
}

/// Whether the items of a list carry codes of this catalogue.
pub(crate) fn list_carries(kind: &FieldKind, catalogue: usize) -> bool {
    matches!(kind, FieldKind::List(members) if members.iter().any(|(_, kind)| *kind == FieldKind::Code(catalogue)))
}

/// What a server would say of a code: its message with sample values, else its summary.
pub(crate) fn message(code: &Code) -> String {
    let Some(template) = &code.message else {
        return code.facts.summary.as_ref().map_or_else(|| "Something failed".to_owned(), |summary| summary.value.clone());
    };
    let part = |part: &TemplatePart| match part {
        TemplatePart::Text(text) => text.clone(),
        TemplatePart::Param(name) => code.params.iter().find(|param| param.name.value == name.value).map_or_else(
            || name.value.clone(),
            |param| match super::of_word(&param.kind) {
                _ if param.secret => "sample-secret".to_owned(),
                Value::String(text) => text,
                other => other.to_string(),
            },
        ),
    };
    template.parts.iter().map(part).collect()
}

/// The code of an id, and its catalogue.
pub(crate) fn get(contract: &Contract, id: CodeId) -> Option<(&Catalogue, &Code)> {
    let catalogue = contract.catalogues.get(id.catalogue)?;
    Some((catalogue, catalogue.codes.get(id.code)?))
}
