//! Determines whether one body matches whenever another one does.

use crate::decide::Conditions;
use crate::lists::IntoVec;
use crate::model::{Body, Catalog, Contract, Field, FieldKind};
use crate::syntax::StatusRange;
use crate::words::WireKind;
use std::collections::HashSet;

/// The earlier bodies that together match whenever `body` does; `None` if it can be the first to match.
pub(super) fn covering<'b>(body: &Body, earlier: &[&'b Body], contract: &Contract) -> Option<Vec<&'b Body>> {
    let (mut left, catalogs) = (statuses(body, &contract.success), &contract.catalogs);
    let mut covering = Vec::new();
    for other in earlier.iter().filter(|other| {
        other.format.value == body.format.value && conditions(body, other, contract) && shape(body, other, catalogs)
    }) {
        let before = left.clone();
        for range in statuses(other, &contract.success) {
            left = StatusRange::without(&left, range);
        }
        if left != before {
            covering.push(*other);
        }
        if left.is_empty() {
            return Some(covering);
        }
    }
    None
}

/// The statuses for which a body is looked for. A body without statuses is looked for in failures.
fn statuses(body: &Body, success: &[StatusRange]) -> Vec<StatusRange> {
    match body.when.status.as_slice() {
        [] => {
            success.iter().fold(vec![StatusRange { from: 100, to: 999 }], |left, success| StatusRange::without(&left, *success))
        }
        ranges => ranges.iter().map(|range| range.value).into_vec(),
    }
}

/// Whether the other's conditions hold whenever this one's do, regardless of the status.
fn conditions(body: &Body, other: &Body, contract: &Contract) -> bool {
    let of = |body: &Body| Conditions::of(&body.when, None, contract);
    let (Some(own), Some(other)) = (of(body), of(other)) else { return false };
    own.imply(&other)
}

/// Whether the required fields of this body imply those of the other one.
fn shape(body: &Body, other: &Body, catalogs: &[Catalog]) -> bool {
    fields_imply(&body.fields, &other.fields, catalogs)
}

/// Whether a value with the required fields of the first list has those of the second.
fn fields_imply(given: &[Field], wanted: &[Field], catalogs: &[Catalog]) -> bool {
    let given = || given.iter().filter(|field| field.is_required());
    let met = |wanted: &Field| given().any(|field| at_same(field, wanted, catalogs) || is_around(wanted, field));
    wanted.iter().filter(|field| field.is_required()).all(met)
}

/// Whether both read the same value, which has the second type if it has the first. A default does not count, nor does a location
/// that only the second one has.
fn at_same(field: &Field, wanted: &Field, catalogs: &[Catalog]) -> bool {
    let plain = |field: &Field| !field.place.is_cut();
    let same = field.place.same(&wanted.place)
        || plain(field) && plain(wanted) && field.place.at.iter().all(|at| wanted.place.at.iter().any(|other| at.same(other)));
    same && implies(&field.kind, &wanted.kind, catalogs)
}

/// Whether the first field is any JSON at a location around that of the second.
fn is_around(outer: &Field, inner: &Field) -> bool {
    let around = |outer: &str, inner: &str| super::fields::is_inside(inner, outer);
    let at = (outer.pointer(), inner.pointer());
    outer.kind == FieldKind::Json && matches!(at, (Some(outer), Some(inner)) if around(outer, inner))
}

/// Whether every value of the first type is a value of the second.
pub(super) fn implies(given: &FieldKind, wanted: &FieldKind, catalogs: &[Catalog]) -> bool {
    use FieldKind::{Boolean, Code, Integer, Json, List, Map, Number, Object, Status, String, Timestamp};
    let wire = |at: &usize| catalogs.get(*at).map(|catalog| catalog.wire);
    let open = |at: &usize| catalogs.get(*at).is_some_and(|catalog| catalog.open);
    match (given, wanted) {
        (_, Json) | (Integer | Status | Number, Number) | (Integer | Status, Integer) => true,
        (String | Timestamp, String) | (Boolean, Boolean) | (Timestamp, Timestamp) | (Status, Status) => true,
        (Code(at), String) => catalogs.get(*at).is_some_and(is_never_a_number),
        (String | Timestamp | Number, Code(at)) => wire(at) == Some(WireKind::String) && open(at),
        (Integer | Status, Code(at)) => open(at),
        (Code(one), Code(other)) => one == other || codes(catalogs.get(*one), catalogs.get(*other)),
        (List(given), List(wanted)) | (Map(given), Map(wanted)) => implies(given, wanted, catalogs),
        (Object(given), Object(wanted)) => fields_imply(given, wanted, catalogs),
        _ => false,
    }
}

/// Whether no code of a catalog can be written as a number: it is closed, and no text is one.
fn is_never_a_number(catalog: &Catalog) -> bool {
    let mut texts = catalog.codes.iter().flat_map(|code| std::iter::once(&code.wire).chain(&code.aliases));
    let may_be =
        |text: &str| text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) && text.parse::<f64>().is_ok();
    catalog.wire == WireKind::String && !catalog.open && !texts.any(|text| may_be(&text.value))
}

/// Whether every code of the first catalog is a code of the second.
fn codes(one: Option<&Catalog>, other: Option<&Catalog>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let texts = |catalog: &'_ Catalog| -> HashSet<String> {
        let codes = catalog.codes.iter();
        codes.flat_map(|code| std::iter::once(&code.wire).chain(&code.aliases)).map(|text| text.value.clone()).collect()
    };
    // An open catalog of strings also takes the text of every number.
    (other.wire == WireKind::String && other.open)
        || one.wire == other.wire && (other.open || (!one.open && texts(one).is_subset(&texts(other))))
}
