//! Conditions.

use crate::kept::{kept, pair};
use errspec::when::{Test, When};
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
    let [first, others @ ..] = kept(test.any.iter().map(syntax::Predicate::as_core)) else { return None };
    Some(Test { negated: test.negated, first: *first, others })
}
