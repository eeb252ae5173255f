//! Whole bodies: which body, with which status, and its JSON.

use super::class::ReportedCode;
use super::fields::Subject;
use super::matching::first_match;
use super::tree::Tree;
use super::{codes, conditions, headers, located};
use crate::answer::Declared;
use errspec::decode::{Format, Json};
use errspec_spec::model::{Body, Code, CodeId, Contract, Field};
use errspec_spec::syntax::Location;
use errspec_spec::words::{BodyFormat, Role};
use serde_json::Value;

/// A body and what belongs to it.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) status: u16,
    /// Whether clients treat it as a failure, because of its status or its body.
    pub(crate) failing: bool,
    pub(crate) content_type: String,
    /// The headers of its fields, and those that the conditions of its shape ask for.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Value,
    /// The format of the body.
    pub(crate) format: BodyFormat,
}

impl Made {
    /// The bytes of the body. If its format cannot represent the values, they are sent as JSON, which no client reads as this body. A body
    /// in another format than JSON has no content if all its fields are in headers.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let json = self.body.to_string();
        let mut text = String::new();
        let parsed = Format::of(self.format).zip(Json::parse(json.as_bytes()));
        match parsed.map(|(format, json)| format.write(json, &mut text)) {
            Some(Ok(())) => text.into_bytes(),
            Some(Err(_)) if self.body.as_object().is_some_and(serde_json::Map::is_empty) => Vec::new(),
            Some(Err(_)) | None => json.into_bytes(),
        }
    }
}

/// Makes the body of a response. Names that are not in the contract are ignored.
pub(crate) fn make(contract: &Contract, status: Option<u16>, wanted: &Declared, path: &str) -> Made {
    let named = wanted.shape.as_deref().and_then(|name| contract.bodies.iter().find(|shape| shape.name.value == name));
    let (code, shape, status) = match asked_code(contract, status, wanted) {
        Some((id, listed)) => {
            let shape = named.or_else(|| carrier(contract, status, id));
            (Some(id), shape, status.unwrap_or_else(|| codes::status_of(contract, listed, shape)))
        }
        None => {
            let status = status.unwrap_or_else(|| status_of_shape(contract, named));
            let shape = named.or_else(|| shape_of_status(contract, status));
            (shape.and_then(|shape| code_of_status(contract, shape, status)), shape, status)
        }
    };
    let format = shape.map_or(BodyFormat::Json, |shape| shape.format.value);
    let of_format = Format::of(format).map_or("application/json", |format| format.media_type());
    let content_type = shape.and_then(|shape| shape.when.content_type.first());
    let content_type = content_type.map_or_else(|| of_format.to_owned(), |text| text.value.clone());
    let asked = named.is_some() || wanted.code.is_some() || !wanted.values.is_empty();
    let said = code.zip(shape).and_then(|(id, shape)| {
        let fields = shape.fields_and_members();
        let field = fields.into_iter().find(|field| field.kind.catalog() == Some(id.catalog))?;
        ReportedCode::of(field.role, id)
    });
    let subject = Subject { status, code, said, asked: wanted.code.is_some(), path };
    let shape = shape.filter(|_| asked || !contract.is_success(status));
    let failing = match shape {
        Some(shape) => shape.is_error() && (!contract.is_success(status) || contract.looks_for(shape, status)),
        None => !contract.is_success(status),
    };
    let (headers, body) = match shape {
        Some(shape) => fitted(contract, shape, subject, &wanted.values, &content_type),
        None => written(contract, None, subject, &wanted.values, &|_| true),
    };
    Made { status, failing, content_type, headers, body, format }
}

/// The code of a response: of the catalogs that list its text, the first one that a body carries with this status, otherwise the first one.
fn asked_code<'c>(contract: &'c Contract, status: Option<u16>, wanted: &Declared) -> Option<(CodeId, &'c Code)> {
    let ids = listed(contract, wanted.catalog.as_deref(), wanted.code.as_deref()?);
    let statuses: Vec<u16> = status.into_iter().collect();
    let carried = |statuses: &[u16]| ids.iter().find(|id| codes::carrier(contract, id.catalog, statuses).is_some());
    let id = *carried(&statuses).or_else(|| carried(&[])).or(ids.first())?;
    Some((id, contract.code(id)?))
}

/// The codes with a text, in the given catalog or in all that list it.
pub(crate) fn listed(contract: &Contract, catalog: Option<&str>, wire: &str) -> Vec<CodeId> {
    let named = |name: &str| catalog.is_none_or(|wanted| wanted == name);
    let catalogs = contract.catalogs.iter().enumerate().filter(|(_, entry)| named(&entry.name));
    catalogs.filter_map(|(at, entry)| codes::find(entry, wire).map(|code| CodeId { catalog: at, code })).collect()
}

/// The first body that carries a code with this status, or with a status it is documented with, or else with the one that suits it;
/// otherwise the first that carries it at all.
fn carrier(contract: &Contract, status: Option<u16>, id: CodeId) -> Option<&Body> {
    let of_code = || {
        let code = contract.code(id)?;
        let documented: Vec<u16> = code.status.iter().map(|fact| fact.value).collect();
        Some(if documented.is_empty() { vec![codes::status_of(contract, code, None)] } else { documented })
    };
    let statuses = status.map_or_else(|| of_code().unwrap_or_default(), |status| vec![status]);
    codes::carrier(contract, id.catalog, &statuses).or_else(|| codes::carrier(contract, id.catalog, &[]))
}

/// The code that a body reports for a status by itself. The texts in the body are then about this code.
fn code_of_status(contract: &Contract, shape: &Body, status: u16) -> Option<CodeId> {
    let all = shape.fields_and_members();
    let by_role = |role: Option<Role>| all.iter().copied().filter(move |field| field.role == role);
    let fields = by_role(Some(Role::Code)).chain(by_role(Some(Role::Type))).chain(by_role(None));
    let of_status = |field: &Field| codes::of_status(contract, field.kind.catalog()?, field.role, status, None);
    fields.into_iter().find_map(of_status)
}

/// A status for which a body is looked for: the success status it names first, otherwise the first declared failure status, otherwise the
/// first status that it allows.
fn status_of_shape(contract: &Contract, shape: Option<&Body>) -> u16 {
    let Some(shape) = shape else { return headers::success(contract) };
    let admitted = |status: &u16| contract.looks_for(shape, *status) && !contract.is_success(*status);
    let fields = shape.fields.iter().filter(|field| field.is_required());
    let catalogs = fields.filter_map(|field| contract.catalogs.get(field.kind.catalog()?));
    let documented = catalogs.flat_map(|catalog| &catalog.codes).flat_map(|code| &code.status).map(|fact| fact.value);
    let declared = contract.statuses.iter().map(|entry| entry.status.value);
    let admits_only = shape.when.status.first().map(|range| range.from);
    let failing = documented.chain(declared).chain([400, 500]).find(admitted);
    codes::named_success(contract, shape).or(failing).or(admits_only).unwrap_or(400)
}

/// The first body for a status that can be filled with documented values, otherwise the first body for it.
fn shape_of_status(contract: &Contract, status: u16) -> Option<&Body> {
    let documented = |field: &Field| {
        field.kind.catalog().is_none_or(|at| codes::of_status(contract, at, field.role, status, None).is_some())
    };
    let shapes = || contract.bodies.iter().filter(|shape| shape.is_error() && contract.looks_for(shape, status));
    let filled = |shape: &&Body| shape.fields.iter().all(|field| !field.is_required() || documented(field));
    shapes().find(filled).or_else(|| shapes().next())
}

/// All fields of a body, except optional ones that would make it match an earlier body.
fn fitted(contract: &Contract, shape: &Body, subject: Subject<'_>, values: &[(String, Value)], content_type: &str) -> Written {
    let is_shape = |(headers, body): &Written| {
        let at = first_match(contract, subject.status, (shape.format.value, content_type), headers, body);
        at.and_then(|at| contract.bodies.get(at)).is_some_and(|found| std::ptr::eq(found, shape))
    };
    let whole = written(contract, Some(shape), subject, values, &|_| true);
    if is_shape(&whole) {
        return whole;
    }
    let needed = |field: &Field| field.is_required() || (subject.asked && carries(subject, field));
    let mut kept: Vec<&Field> = shape.fields.iter().filter(|field| needed(field)).collect();
    let with = |kept: &[&Field]| {
        let is_kept = |field: &Field| kept.iter().any(|other| std::ptr::eq(*other, field));
        Some(written(contract, Some(shape), subject, values, &is_kept)).filter(is_shape)
    };
    let Some(mut best) = with(&kept) else { return whole };
    for field in shape.fields.iter().filter(|field| !needed(field)) {
        kept.push(field);
        match with(&kept) {
            Some(more) => best = more,
            None => drop(kept.pop()),
        }
    }
    best
}

/// Whether a field contains the code that a response is about.
fn carries(subject: Subject<'_>, field: &Field) -> bool {
    subject.code.is_some_and(|id| field.kind.holds(id.catalog))
}

/// Creates the headers of a body, and its JSON.
type Written = (Vec<(String, String)>, Value);

/// Writes a body. The field of the code is written first: if two fields exclude each other, the one that was written first is kept.
fn written(
    contract: &Contract,
    shape: Option<&Body>,
    subject: Subject<'_>,
    values: &[(String, Value)],
    wanted: &dyn Fn(&Field) -> bool,
) -> Written {
    let fields: &[Field] = shape.map_or(&[], |shape| &shape.fields);
    let (mut tree, mut head) = (Tree::new(), Vec::new());
    let (carriers, others): (Vec<&Field>, Vec<&Field>) =
        fields.iter().filter(|field| wanted(field)).partition(|field| carries(subject, field));
    let (required, optional): (Vec<&Field>, Vec<&Field>) = others.into_iter().partition(|field| field.is_required());
    let mut made: Vec<(&Field, Value)> = Vec::new();
    for field in carriers.into_iter().chain(required).chain(optional) {
        let Some(value) = subject.value(contract, field) else { continue };
        if located::add(&field.place, &value, &mut head, &mut tree) {
            made.push((field, value));
        }
    }
    // The body is written again in the order of the contract, with the fields that fit.
    let (mut tree, mut head) = (Tree::new(), shape.map_or_else(Vec::new, conditions::headers));
    for field in fields {
        if let Some((_, value)) = made.iter().find(|(other, _)| std::ptr::eq(*other, field)) {
            located::add(&field.place, value, &mut head, &mut tree);
        }
    }
    let has_room = |at: &Location| shape.is_none_or(|shape| has_room(shape, at));
    let of_field = |at: &Location| fields.iter().any(|field| field.place.at.first().is_some_and(|own| own.same(at)));
    let params = subject.code.and_then(|id| contract.code(id)).into_iter().flat_map(|code| &code.params);
    for (param, place) in params.filter_map(|param| Some((param, param.place.as_ref()?))) {
        if !fields.is_empty() && !place.at.first().is_some_and(of_field) && place.at.first().is_some_and(&has_room) {
            located::add(place, &codes::param_value(param), &mut head, &mut tree);
        }
    }
    for (location, value) in headers::body_hints(contract, subject.status).filter(|(at, _)| !of_field(at) && has_room(at)) {
        match location {
            Location::Pointer(at) if goes_with(fields, at) => tree.fill(at, value),
            Location::Item(item) if goes_with(fields, &item.list) => {
                located::add_to_item(item, &value, &mut tree);
            }
            _ => {}
        }
    }
    for (at, value) in shape.map_or_else(Vec::new, |shape| asked(shape, &made)) {
        tree.put(&at, value);
    }
    for (name, value) in values {
        match fields.iter().find(|field| field.name.value == *name).and_then(|field| field.place.at.first()) {
            Some(Location::Header(header)) => located::put(&mut head, header, value),
            Some(Location::Pointer(at)) => tree.put(at, value.clone()),
            Some(Location::Item(item)) => located::put_in_item(item, value, &mut tree),
            None => tree.put(&pointer(name), value.clone()),
        }
    }
    (head, tree.into_value())
}

/// The pointer at which a field is written.
fn pointer_of(field: &Field) -> Option<&str> {
    match field.place.at.first() {
        Some(Location::Pointer(at)) => Some(at),
        _ => None,
    }
}

/// The values that the conditions of a shape require and that no field has or contains.
fn asked(shape: &Body, made: &[(&Field, Value)]) -> Vec<(String, Value)> {
    let mut asked = conditions::fields(shape);
    asked.retain(|(at, _)| {
        let within = |(field, value): &(&Field, Value)| value.pointer(at.strip_prefix(pointer_of(field)?)?).cloned();
        let Some(value) = made.iter().find_map(within) else { return true };
        let tests = shape.when.fields.iter().filter(|condition| condition.at.value == *at);
        !tests.into_iter().all(|condition| conditions::passes(Some(&value), &condition.test))
    });
    asked
}

/// Whether a hint can be written into a shape: at the top level, or inside something that the shape has anyway.
fn goes_with(fields: &[Field], at: &str) -> bool {
    let first = |pointer: &str| pointer.split('/').nth(1).map(str::to_owned);
    let deep = at.matches('/').count() > 1;
    !fields.is_empty() && (!deep || fields.iter().any(|field| pointer_of(field).and_then(first) == first(at)))
}

/// Whether the format of a shape can have a value that is not one of its fields: an XML document has only one root, and a form has no
/// nesting.
fn has_room(shape: &Body, location: &Location) -> bool {
    let at = match location {
        Location::Header(_) => return true,
        Location::Pointer(at) => at,
        Location::Item(item) => &item.list,
    };
    let root = |pointer: &str| pointer.split('/').nth(1).map(str::to_owned);
    match shape.format.value {
        BodyFormat::Json => true,
        BodyFormat::Xml => {
            at.matches('/').count() > 1 && shape.fields.iter().filter_map(pointer_of).any(|field| root(field) == root(at))
        }
        BodyFormat::Form => at.matches('/').count() == 1,
        _ => false,
    }
}

/// A name that is not a field is a pointer, or the name of a member.
fn pointer(name: &str) -> String {
    if name.starts_with('/') { name.to_owned() } else { format!("/{}", name.replace('~', "~0").replace('/', "~1")) }
}
