//! Conditions on responses and their calls.

use crate::emit::emitter::Emitter;
use crate::emit::value::{Fields, list, literal, ranges, variant};
use errspec_spec::model::{CodeId, When};
use errspec_spec::source::Spanned;
use errspec_spec::syntax::{Condition, Predicate, Test};

// when::When { status: &[(409, 409)], headers: &[("X-Reason", Test::equals("lock"))], ..When::ANY }
pub(in crate::emit) fn when(emitter: &Emitter<'_>, when: &When) -> String {
    let contract = emitter.contract;
    let body = |at: &usize| contract.bodies.get(*at).map(|body| literal(&body.name));
    let operation = |at: &usize| contract.operations.get(*at).map(|operation| literal(&operation.name));
    let mut fields = Fields::default();
    fields.add("status", (!when.status.is_empty()).then(|| ranges(when.status.iter().map(|range| &range.value))));
    fields.add("content_type", any(&when.content_type, |text| Some(literal(text))));
    fields.add("code", wires(emitter, &when.code));
    fields.add("error_type", wires(emitter, &when.error_type));
    fields.add("category", any(&when.category, |category| Some(format!("Category::{}", variant(*category)))));
    fields.add("tag", any(&when.tag, |tag| Some(literal(tag))));
    fields.add("body", any(&when.body, body));
    fields.add("transport", any(&when.transport, |failure| Some(format!("retry::Transport::{}", variant(*failure)))));
    fields.add("operation", any(&when.operation, operation));
    fields.add("method", any(&when.method, |method| Some(literal(method.as_str()))));
    fields.add("headers", tests(&when.headers));
    fields.add("fields", tests(&when.fields));
    if fields.is_empty() { "When::ANY".to_owned() } else { fields.literal("When", "When::ANY") }
}

fn any<T>(values: &[Spanned<T>], text: impl Fn(&T) -> Option<String>) -> Option<String> {
    (!values.is_empty()).then(|| format!("&[{}]", list(values.iter().filter_map(|value| text(&value.value)))))
}

/// The texts of codes, each once: several catalogs may have it.
fn wires(emitter: &Emitter<'_>, ids: &Option<Spanned<Vec<CodeId>>>) -> Option<String> {
    let mut wires: Vec<String> = Vec::new();
    for id in &ids.as_ref()?.value {
        let wire = literal(&emitter.contract.code(*id)?.wire);
        if !wires.contains(&wire) {
            wires.push(wire);
        }
    }
    Some(format!("&[{}]", list(wires.into_iter())))
}

fn tests(conditions: &[Condition]) -> Option<String> {
    let each = conditions.iter().map(|condition| placed(&condition.at, &condition.test));
    (!conditions.is_empty()).then(|| format!("&[{}]", list(each)))
}

/// The tests of an item: `&[("/code", Test::equals("busy"))]`.
pub(in crate::emit) fn item_tests(tests: &[(String, Test)]) -> String {
    format!("&[{}]", list(tests.iter().map(|(at, test)| placed(at, test))))
}

fn placed(at: &str, test: &Test) -> String {
    format!("({}, {})", literal(at), self::test(test))
}

// Test::equals("a").or(&[Predicate::Starts("b")]).not()
fn test(test: &Test) -> String {
    let mut text = match test.any.as_slice() {
        [] => String::new(),
        [Predicate::Equals(text), ..] => format!("Test::equals({})", literal(text)),
        [first, ..] => format!("Test::of({})", predicate(first)),
    };
    if let [_, others @ ..] = test.any.as_slice()
        && !others.is_empty()
    {
        text += &format!(".or(&[{}])", list(others.iter().map(predicate)));
    }
    if test.negated {
        text += ".not()";
    }
    text
}

fn predicate(predicate: &Predicate) -> String {
    let bound = |bound: i64| match bound {
        i64::MIN => "i64::MIN".to_owned(),
        i64::MAX => "i64::MAX".to_owned(),
        bound => crate::emit::value::number(bound),
    };
    let text = match predicate {
        Predicate::Present => "Present".to_owned(),
        Predicate::Equals(text) => format!("Equals({})", literal(text)),
        Predicate::Contains(text) => format!("Contains({})", literal(text)),
        Predicate::Starts(text) => format!("Starts({})", literal(text)),
        Predicate::Ends(text) => format!("Ends({})", literal(text)),
        Predicate::Has(text) => format!("Has({})", literal(text)),
        Predicate::HasItem(tests) => format!("HasItem({})", item_tests(tests)),
        Predicate::Between(least, most) => format!("Between({}, {})", bound(*least), bound(*most)),
    };
    format!("Predicate::{text}")
}
