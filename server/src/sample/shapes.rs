//! Whole bodies: which shape, with which status, and its JSON.

use super::fields::Subject;
use super::matching::{admits, first_match};
use super::tree::Tree;
use super::{codes, headers};
use crate::answer::Declared;
use errspec_spec::model::{Body, CodeId, Contract, Field, FieldKind};
use serde_json::Value;

/// A body and what goes with it.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: Value,
}

/// Makes the body that an answer asks for; names that the contract does not have count as not given.
pub(crate) fn make(contract: &Contract, status: Option<u16>, wanted: &Declared, path: &str) -> Made {
    let code = wanted.code.as_deref().and_then(|wire| code(contract, wanted.catalogue.as_deref(), wire));
    let named = wanted.shape.as_deref().and_then(|name| contract.bodies.iter().find(|shape| shape.name.value == name));
    let (shape, status) = match code.and_then(|id| Some((id, codes::get(contract, id)?.1))) {
        Some((id, listed)) => {
            let documented: Vec<u16> = listed.status.iter().map(|fact| fact.value).collect();
            let statuses = status.map_or(documented, |status| vec![status]);
            let carrier =
                || codes::carrier(contract, id.catalogue, &statuses).or_else(|| codes::carrier(contract, id.catalogue, &[]));
            let shape = named.or_else(carrier);
            (shape, status.unwrap_or_else(|| codes::status_of(contract, listed, shape)))
        }
        None => {
            let status = status.unwrap_or_else(|| status_of_shape(contract, named));
            (named.or_else(|| shape_of_status(contract, status)), status)
        }
    };
    let asked = named.is_some() || code.is_some() || !wanted.values.is_empty();
    let shape = shape.filter(|_| asked || !contract.is_success(status));
    let subject = Subject { status, code, path };
    let content_type = shape.and_then(|shape| shape.when.content_type.as_ref());
    let content_type = content_type.map_or_else(|| "application/json".to_owned(), |text| text.value.clone());
    let body = match shape {
        Some(shape) => fitted(contract, shape, subject, &wanted.values, &content_type),
        None => written(contract, None, subject, &wanted.values, false),
    };
    Made { status, content_type, body }
}

/// The code of a text, in the catalogue named, else in the first that lists it.
pub(crate) fn code(contract: &Contract, catalogue: Option<&str>, wire: &str) -> Option<CodeId> {
    let named = |name: &str| catalogue.is_none_or(|wanted| wanted == name);
    let mut catalogues = contract.catalogues.iter().enumerate().filter(|(_, entry)| named(&entry.name));
    catalogues.find_map(|(at, entry)| codes::find(entry, wire).map(|code| CodeId { catalogue: at, code }))
}

/// A failing status that a shape is looked for in: the first declared one, else the first the shape admits.
fn status_of_shape(contract: &Contract, shape: Option<&Body>) -> u16 {
    let Some(shape) = shape else { return headers::success(contract) };
    let admitted = |status: &u16| admits(shape, *status) && !contract.is_success(*status);
    let fields = shape.fields.iter().filter(|field| !field.optional);
    let catalogues =
        fields.filter_map(|field| if let FieldKind::Code(at) = field.kind { contract.catalogues.get(at) } else { None });
    let documented = catalogues.flat_map(|catalogue| &catalogue.codes).flat_map(|code| &code.status).map(|fact| fact.value);
    let declared = contract.statuses.iter().map(|entry| entry.status.value);
    let admits_only = shape.when.statuses.first().map(|range| range.from);
    documented.chain(declared).chain([400, 500]).find(admitted).or(admits_only).unwrap_or(400)
}

/// The first shape for a status that can be filled with what is documented; else the first there is for it.
fn shape_of_status(contract: &Contract, status: u16) -> Option<&Body> {
    let documented = |field: &Field| match field.kind {
        FieldKind::Code(at) => contract.catalogues.get(at).is_some_and(|entry| codes::of_status(entry, status).is_some()),
        _ => true,
    };
    let shapes = || contract.bodies.iter().filter(|shape| admits(shape, status));
    let filled = |shape: &&Body| shape.fields.iter().all(|field| field.optional || documented(field));
    shapes().find(filled).or_else(|| shapes().next())
}

/// All fields of a shape; without the optional ones where a client would take the body for an earlier shape because of them.
fn fitted(contract: &Contract, shape: &Body, subject: Subject<'_>, values: &[(String, Value)], content_type: &str) -> Value {
    let whole = written(contract, Some(shape), subject, values, true);
    let is_shape = |body: &Value| {
        let at = first_match(contract, subject.status, content_type, body);
        at.and_then(|at| contract.bodies.get(at)).is_some_and(|found| std::ptr::eq(found, shape))
    };
    if is_shape(&whole) {
        return whole;
    }
    let least = written(contract, Some(shape), subject, values, false);
    if is_shape(&least) { least } else { whole }
}

/// The JSON of a shape. The field of the code comes first, since of two that exclude each other the first is kept.
fn written(contract: &Contract, shape: Option<&Body>, subject: Subject<'_>, values: &[(String, Value)], all: bool) -> Value {
    let fields: &[Field] = shape.map_or(&[], |shape| &shape.fields);
    let carries = |field: &&Field| {
        subject
            .code
            .is_some_and(|id| field.kind == FieldKind::Code(id.catalogue) || codes::list_carries(&field.kind, id.catalogue))
    };
    let wanted = |field: &&Field| all || !field.optional || carries(field);
    let mut tree = Tree::new();
    let (carriers, others): (Vec<&Field>, Vec<&Field>) = fields.iter().filter(wanted).partition(carries);
    let (required, optional): (Vec<&Field>, Vec<&Field>) = others.into_iter().partition(|field| !field.optional);
    let mut made: Vec<(&Field, Value)> = Vec::new();
    for field in carriers.into_iter().chain(required).chain(optional) {
        let Some(value) = subject.value(contract, field) else { continue };
        if Tree::add(&mut tree, &field.at, value.clone()) {
            made.push((field, value));
        }
    }
    // Once more in the order of the contract, with what has a place.
    let mut tree = Tree::new();
    for field in fields {
        if let Some((_, value)) = made.iter().find(|(other, _)| std::ptr::eq(*other, field)) {
            tree.add(&field.at, value.clone());
        }
    }
    for (at, value) in headers::body_hints(contract, subject.status).filter(|(at, _)| goes_with(fields, at)) {
        tree.add(at, value);
    }
    for (name, value) in values {
        let at = fields.iter().find(|field| field.name.value == *name).map(|field| field.at.as_str());
        tree.put(&at.map_or_else(|| pointer(name), str::to_owned), value.clone());
    }
    tree.into_value()
}

/// Whether a hint stands in a shape: at the top, or inside what the shape has anyway.
fn goes_with(fields: &[Field], at: &str) -> bool {
    let first = |pointer: &str| pointer.split('/').nth(1).map(str::to_owned);
    let deep = at.matches('/').count() > 1;
    !fields.is_empty() && (!deep || fields.iter().any(|field| first(&field.at) == first(at)))
}

/// What names no field is a pointer, or the name of a member.
fn pointer(name: &str) -> String {
    if name.starts_with('/') { name.to_owned() } else { format!("/{}", name.replace('~', "~0").replace('/', "~1")) }
}
