//! Conditions.

use crate::kept::{kept, pair};
use errspec::when::{Predicate, Test, When};
use errspec_spec::model::{self, CodeId, Contract};
use errspec_spec::source::Spanned;
use errspec_spec::syntax::{self, Condition};

pub(crate) fn when(when: &'static model::When, contract: &'static Contract) -> When {
    let body = |at: &usize| contract.bodies.get(*at).map(|body| body.name.as_str());
    let operation = |at: &usize| contract.operations.get(*at).map(|operation| operation.name.as_str());
    When {
        status: kept(when.status.iter().map(|range| pair(&range.value))),
        content_type: each(&when.content_type, |text| Some(text.as_str())),
        code: wires(&when.code, contract),
        error_type: wires(&when.error_type, contract),
        category: each(&when.category, |category| Some(*category)),
        tag: each(&when.tag, |tag| Some(tag.as_str())),
        body: each(&when.body, body),
        transport: each(&when.transport, |failure| Some(*failure)),
        operation: each(&when.operation, operation),
        method: each(&when.method, |method| Some(method.as_str())),
        headers: tests(&when.headers),
        fields: tests(&when.fields),
    }
}

fn each<T, R>(values: &'static [Spanned<T>], read: impl Fn(&'static T) -> Option<R>) -> &'static [R] {
    kept(values.iter().filter_map(|value| read(&value.value)))
}

fn wires(ids: &'static Option<Spanned<Vec<CodeId>>>, contract: &'static Contract) -> &'static [&'static str] {
    let ids = ids.iter().flat_map(|ids| &ids.value);
    kept(ids.filter_map(|id| contract.code(*id)).map(|code| code.wire.as_str()))
}

fn tests(conditions: &'static [Condition]) -> &'static [(&'static str, Test<'static>)] {
    kept(conditions.iter().filter_map(|condition| Some((condition.at.as_str(), test(&condition.test)?))))
}

fn test(test: &'static syntax::Test) -> Option<Test<'static>> {
    let [first, others @ ..] = kept(test.any.iter().map(predicate)) else { return None };
    Some(Test { negated: test.negated, first: *first, others })
}

fn predicate(predicate: &'static syntax::Predicate) -> Predicate<'static> {
    match predicate {
        syntax::Predicate::Present => Predicate::Present,
        syntax::Predicate::Equals(text) => Predicate::Equals(text),
        syntax::Predicate::Contains(text) => Predicate::Contains(text),
        syntax::Predicate::Starts(text) => Predicate::Starts(text),
        syntax::Predicate::Ends(text) => Predicate::Ends(text),
        syntax::Predicate::Has(text) => Predicate::Has(text),
        syntax::Predicate::HasItem(tests) => Predicate::HasItem(item_tests(tests)),
        syntax::Predicate::Between(least, most) => Predicate::Between(*least, *most),
    }
}

pub(crate) fn item_tests(tests: &'static [(String, syntax::Test)]) -> &'static [(&'static str, Test<'static>)] {
    kept(tests.iter().filter_map(|(at, test)| Some((at.as_str(), self::test(test)?))))
}
