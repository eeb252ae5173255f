//! Conditions on answers.

use super::data::{Filled, Keyed, object};
use crate::model::{CodeId, When};
use crate::source::Spanned;
use crate::syntax::{Condition, Predicate, StatusRange, Test};
use crate::words::{Category, Method, Transport};

object! {
    /// Conditions on an answer and its call; all must hold, and of each list one.
    "conditions" When: When {
        status, content_type, code, error_type, category, tag, body, transport, operation, method, headers, fields,
    } in cx => {
        status: Filled<&Vec<Spanned<StatusRange>>> = Filled(status);
        content_type: Filled<&Vec<Spanned<String>>> = Filled(content_type);
        code: Option<Spanned<Vec<CodeId>>> = code;
        type: Option<Spanned<Vec<CodeId>>> = error_type;
        category: Filled<&Vec<Spanned<Category>>> = Filled(category);
        tag: Filled<&Vec<Spanned<String>>> = Filled(tag);
        body: Filled<Vec<&Spanned<String>>> =
            Filled(body.iter().filter_map(|at| Some(&cx.contract.bodies.get(at.value)?.name)).collect());
        transport: Filled<&Vec<Spanned<Transport>>> = Filled(transport);
        operation: Filled<Vec<&Spanned<String>>> =
            Filled(operation.iter().filter_map(|at| Some(&cx.contract.operations.get(at.value)?.name)).collect());
        method: Filled<&Vec<Spanned<Method>>> = Filled(method);
        header: Filled<Keyed<Vec<&Test>>> = Filled(tests(headers));
        /// By JSON Pointer.
        field: Filled<Keyed<Vec<&Test>>> = Filled(tests(fields));
    }
}

/// The tests of each place, in the order of the file.
fn tests(conditions: &[Condition]) -> Keyed<Vec<&Test>> {
    by_place(conditions.iter().map(|Condition { at, test, span: _ }| (&at.value, test)))
}

pub(super) fn by_place<'t>(all: impl Iterator<Item = (&'t String, &'t Test)>) -> Keyed<Vec<&'t Test>> {
    let mut places: Vec<(String, Vec<&Test>)> = Vec::new();
    for (at, test) in all {
        match places.iter_mut().find(|(place, _)| place == at) {
            Some((_, tests)) => tests.push(test),
            None => places.push((at.clone(), vec![test])),
        }
    }
    Keyed(places)
}

object! {
    /// What a value must be: any of these, or none of them.
    "test" Test: Test { negated, any } in cx => {
        not: bool = *negated;
        any: Vec<Predicate> = any;
    }
}

object! {
    "predicate" Predicate: predicate in cx => {
        present: Option<bool> = matches!(predicate, Predicate::Present).then_some(true);
        equals: Option<&String> = if let Predicate::Equals(text) = predicate { Some(text) } else { None };
        contains: Option<&String> = if let Predicate::Contains(text) = predicate { Some(text) } else { None };
        starts: Option<&String> = if let Predicate::Starts(text) = predicate { Some(text) } else { None };
        ends: Option<&String> = if let Predicate::Ends(text) = predicate { Some(text) } else { None };
        has: Option<&String> = if let Predicate::Has(text) = predicate { Some(text) } else { None };
        /// What holds of one of the items, by JSON Pointer into the item.
        has_item: Option<Keyed<Vec<&Test>>> =
            if let Predicate::HasItem(tests) = predicate { Some(by_place(tests.iter().map(|(at, test)| (at, test)))) } else { None };
        at_least: Option<i64> = bounds(predicate).map(|(least, _)| least).filter(|least| *least != i64::MIN);
        at_most: Option<i64> = bounds(predicate).map(|(_, most)| most).filter(|most| *most != i64::MAX);
    }
}

fn bounds(predicate: &Predicate) -> Option<(i64, i64)> {
    if let Predicate::Between(least, most) = predicate { Some((*least, *most)) } else { None }
}
