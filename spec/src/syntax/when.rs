//! Conditions on responses and calls: one grammar for every `when`.

use super::ctx::Ctx;
use super::form;
use super::header_name::is_header_name;
use super::mapping_keys::Fields;
use super::scalars;
use super::values::StatusRange;
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::rules;
use crate::source::{Span, Spanned};
use crate::words::{Category, Method, Transport};
use crate::yaml::{Node, NodeKind};
use errspec_core::{Item, Value};

/// Conditions. All must hold; of a list, one value must match.
#[derive(Clone, Debug, Default)]
pub struct When {
    pub status: Vec<Spanned<StatusRange>>,
    pub content_type: Vec<Spanned<String>>,
    pub code: Vec<Spanned<String>>,
    pub error_type: Vec<Spanned<String>>,
    pub category: Vec<Spanned<Category>>,
    pub tag: Vec<Spanned<String>>,
    pub body: Vec<Spanned<String>>,
    pub transport: Vec<Spanned<Transport>>,
    pub operation: Vec<Spanned<String>>,
    pub method: Vec<Spanned<Method>>,
    pub headers: Vec<Condition>,
    pub fields: Vec<Condition>,
}

/// A test of a header or of a place in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The header, or a JSON Pointer.
    pub at: Spanned<String>,
    pub test: Test,
    pub span: Span,
}

/// One of these predicates, or none of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    pub negated: bool,
    pub any: Vec<Predicate>,
}

/// What a value must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Predicate {
    Present,
    Equals(String),
    Contains(String),
    Starts(String),
    Ends(String),
    Has(String),
    /// An item passes all of these tests, each of the value at a JSON Pointer in the item.
    HasItem(Vec<(String, Test)>),
    Between(i64, i64),
}

impl Predicate {
    /// Whether a value fulfills it.
    pub fn holds(&self, value: Value<'_>) -> bool {
        let plain = match self {
            Self::HasItem(tests) => {
                let Value::Items(items) = value else { return false };
                return items.any(&|item| passes_all(item, tests));
            }
            Self::Present => errspec_core::Predicate::Present,
            Self::Equals(text) => errspec_core::Predicate::Equals(text),
            Self::Contains(text) => errspec_core::Predicate::Contains(text),
            Self::Starts(text) => errspec_core::Predicate::Starts(text),
            Self::Ends(text) => errspec_core::Predicate::Ends(text),
            Self::Has(text) => errspec_core::Predicate::Has(text),
            Self::Between(least, most) => errspec_core::Predicate::Between(*least, *most),
        };
        plain.holds(value)
    }
}

/// Whether an item passes tests of the values at JSON Pointers in it.
pub fn passes_all(item: &dyn Item, tests: &[(String, Test)]) -> bool {
    tests.iter().all(|(pointer, test)| item.is(pointer, &|value| test.holds(value)))
}

impl Test {
    /// Whether it holds for a place with these values, or without a value.
    pub fn holds<'v>(&self, values: impl IntoIterator<Item = Value<'v>>) -> bool {
        values.into_iter().any(|value| self.any(value)) != self.negated
    }

    /// Whether a value fulfills one of its predicates, negated or not.
    pub fn any(&self, value: Value<'_>) -> bool {
        self.any.iter().any(|predicate| predicate.holds(value))
    }

    /// The text that the value must be, if only one text passes.
    pub fn text(&self) -> Option<&str> {
        match (self.negated, self.any.as_slice()) {
            (false, [Predicate::Equals(text)]) => Some(text),
            _ => None,
        }
    }
}

/// The entry that has the `when`, which determines the keys that are allowed.
#[derive(Clone, Copy)]
pub(super) enum Asker {
    /// A body is recognized before anything is read from it, and without the request.
    Body,
    /// A hint is read from a response.
    Hint,
    Rule,
    /// A state of a machine is read from a response to an operation of the machine.
    State,
    /// The outcome of a state, likewise.
    Outcome,
}

impl Asker {
    /// What it is called, and its keys.
    fn keys(self) -> (&'static str, &'static [&'static str]) {
        const OF_BODIES: &[&str] = &["status", "content_type", "header", "field"];
        const OF_HINTS: &[&str] =
            &["status", "content_type", "code", "type", "category", "tag", "body", "operation", "method", "header", "field"];
        const OF_STATES: &[&str] = &["status", "content_type", "code", "type", "category", "tag", "body", "header", "field"];
        const OF_RULES: &[&str] = &[
            "status",
            "content_type",
            "code",
            "type",
            "category",
            "tag",
            "body",
            "transport",
            "operation",
            "method",
            "header",
            "field",
        ];
        match self {
            Self::Body => ("the `when` of a body", OF_BODIES),
            Self::Hint => ("the `when` of a hint", OF_HINTS),
            Self::Rule => ("the `when` of a rule", OF_RULES),
            Self::State => ("the `when` of a state", OF_STATES),
            Self::Outcome => ("the `when` of an outcome", OF_STATES),
        }
    }
}

const ANY_STATUS: &str = "List the statuses it applies to, or remove the key to apply it to all.";
const ANY: &str = "List at least one, or remove the key.";

pub(super) fn when(ctx: &mut Ctx, node: &Node, asker: Asker) -> Option<When> {
    let (what, keys) = asker.keys();
    let mut fields = Fields::of(ctx, what, node)?;
    let when = fields.only(keys, |fields| When {
        status: fields.choice("status", ctx, ANY_STATUS, scalars::status_range),
        content_type: fields.choice("content_type", ctx, ANY, media_type),
        code: fields.choice("code", ctx, ANY, Ctx::string),
        error_type: fields.choice("type", ctx, ANY, Ctx::string),
        category: fields.choice("category", ctx, ANY, Ctx::word),
        tag: fields.choice("tag", ctx, ANY, Ctx::text),
        body: fields.choice("body", ctx, ANY, Ctx::text),
        transport: fields.choice("transport", ctx, ANY, Ctx::word),
        operation: fields.choice("operation", ctx, ANY, Ctx::text),
        method: fields.choice("method", ctx, ANY, Ctx::word),
        headers: fields.get("header", ctx, header_conditions).unwrap_or_default(),
        fields: fields.get("field", ctx, |ctx, node| conditions(ctx, node, is_pointer)).unwrap_or_default(),
    });
    fields.finish(ctx);
    Some(when)
}

/// `type/subtype`, without parameters.
fn media_type(ctx: &mut Ctx, node: &Node) -> Option<Spanned<String>> {
    ctx.form(node, &form::MEDIA_TYPE);
    let text = ctx.text(node)?;
    let ok = text.split_once('/').is_some_and(|(kind, sub)| !kind.is_empty() && !sub.is_empty())
        && !text.contains([' ', ';', ',', '*']);
    if !ok {
        let finding = Diagnostic::new(&rules::BAD_CONTENT_TYPE, text.span, format!("`{}` is not a media type", text.value));
        ctx.sink.push(finding.note(match text.contains('*') {
            true => "A response has one media type. Write it in full, or remove the condition to accept any.",
            false => "Write type and subtype without parameters: `application/problem+json`.",
        }));
        return None;
    }
    Some(text)
}

fn is_pointer(ctx: &mut Ctx, at: &Spanned<String>) -> bool {
    scalars::checked_pointer(ctx, at.clone()).is_some()
}

fn header_conditions(ctx: &mut Ctx, node: &Node) -> Option<Vec<Condition>> {
    let mut conditions = conditions(ctx, node, is_header_name)?;
    conditions.retain(|condition| {
        let has_members = condition.test.any.iter().any(|predicate| matches!(predicate, Predicate::HasItem(_)));
        if has_members {
            let finding = Diagnostic::new(&rules::WRONG_KIND, condition.span.first(), "the items of a header have no members");
            ctx.sink.push(finding.note("The items of a header are texts: `{ has: gzip }`."));
        }
        !has_members
    });
    Some(conditions)
}

/// `{ X-Should-Retry: "true", X-Reason: [busy, { starts: rate_ }] }`.
fn conditions(ctx: &mut Ctx, node: &Node, check: impl Fn(&mut Ctx, &Spanned<String>) -> bool) -> Option<Vec<Condition>> {
    let read = ctx.each(node, |ctx, entry| {
        let at = Spanned::new(entry.key.clone(), entry.key_span);
        let tests = if check(ctx, &at) { tests(ctx, &entry.value) } else { return None };
        Some(tests.into_iter().map(move |test| Condition { at: at.clone(), test, span: entry.value.span }).into_vec())
    })?;
    Some(read.into_iter().flatten().into_vec())
}

/// The tests of one place. All must hold: a mapping with several keys is several tests.
fn tests(ctx: &mut Ctx, node: &Node) -> Vec<Test> {
    match &node.kind {
        NodeKind::Map(_) => mapping(ctx, node).unwrap_or_default(),
        NodeKind::List(_) if ctx.is_probing() => {
            ctx.list(node, |ctx, node| Some(tests(ctx, node)));
            Vec::new()
        }
        NodeKind::List(items) if items.is_empty() => {
            let finding =
                Diagnostic::new(&rules::EMPTY_LIST, node.span, "this list has no value, so the condition never holds");
            ctx.sink.push(finding.note(ANY));
            Vec::new()
        }
        NodeKind::List(items) => {
            let any = items.iter().flat_map(|item| alternative(ctx, item)).into_vec();
            vec![Test { negated: false, any }]
        }
        _ => match ctx.string(node) {
            Some(text) => vec![Test { negated: false, any: vec![Predicate::Equals(text.value)] }],
            None => Vec::new(),
        },
    }
}

/// An item of a list of alternatives: one test that is not negated.
fn alternative(ctx: &mut Ctx, node: &Node) -> Vec<Predicate> {
    let mut tests = tests(ctx, node);
    match tests.as_mut_slice() {
        [] => Vec::new(),
        [Test { negated: false, any }] => std::mem::take(any),
        _ => {
            let finding =
                Diagnostic::new(&rules::WRONG_KIND, node.span.first(), "an item of a list is one test, without `not`");
            ctx.sink.push(finding.note(
                "One of the items has to hold. What must hold together is one mapping without a list; what must not hold is written \
                 `{ not: [A, B] }`.",
            ));
            Vec::new()
        }
    }
}

/// `{ not: X }`: X does not hold.
fn negation(ctx: &mut Ctx, node: &Node) -> Option<Test> {
    let mut tests = tests(ctx, node);
    let Some(Test { negated, any }) = tests.pop().filter(|_| tests.is_empty()) else {
        if !tests.is_empty() {
            let finding = Diagnostic::new(&rules::WRONG_KIND, node.span.first(), "`not` takes one test or a list of them");
            ctx.sink.push(finding.note("`{ not: [A, B] }` holds if neither A nor B does."));
        }
        return None;
    };
    Some(Test { negated: !negated, any })
}

/// `{ present: true }`, `{ contains: busy }`, `{ at_least: 1, at_most: 5 }`.
fn mapping(ctx: &mut Ctx, node: &Node) -> Option<Vec<Test>> {
    let mut fields = Fields::of(ctx, "a condition", node)?;
    let mut tests = Vec::new();
    if let Some(present) = fields.get("present", ctx, scalars::boolean) {
        match present.value {
            true => tests.push(Test { negated: false, any: vec![Predicate::Present] }),
            false => {
                let finding = Diagnostic::new(&rules::WRONG_KIND, present.span, "`present` takes `true`");
                ctx.sink.push(finding.note("That a value is absent is written `{ not: { present: true } }`."));
            }
        }
    }
    type Make = fn(String) -> Predicate;
    let texts: [(&'static str, Make); 3] =
        [("contains", Predicate::Contains), ("starts", Predicate::Starts), ("ends", Predicate::Ends)];
    for (key, make) in texts {
        let any = fields.choice(key, ctx, ANY, Ctx::exact_text).into_iter().map(|text| make(text.value)).into_vec();
        if !any.is_empty() {
            tests.push(Test { negated: false, any });
        }
    }
    let any = fields.choice("has", ctx, ANY, has);
    if !any.is_empty() {
        tests.push(Test { negated: false, any });
    }
    tests.extend(bounds(ctx, &mut fields));
    tests.extend(fields.get("not", ctx, negation));
    if fields.is_empty() {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "this condition says nothing");
        ctx.sink.push(
            finding
                .note("Write a text, or one of `present`, `contains`, `starts`, `ends`, `has`, `at_least`, `at_most`, `not`."),
        );
    }
    fields.finish(ctx);
    Some(tests)
}

/// `has: urgent`, or `has: { /code: busy }`.
fn has(ctx: &mut Ctx, node: &Node) -> Option<Predicate> {
    let NodeKind::Map(entries) = &node.kind else { return ctx.exact_text(node).map(|text| Predicate::Has(text.value)) };
    let tests = item_tests(ctx, node)?;
    if entries.is_empty() && !ctx.is_probing() {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "this condition says nothing about the item");
        ctx.sink.push(finding.note("Write what an item has, as in `{ has: { /code: busy } }`."));
        return None;
    }
    (!tests.is_empty() || ctx.is_probing()).then_some(Predicate::HasItem(tests))
}

/// `{ /@type: { ends: RetryInfo } }`: the tests of an item of a list.
pub(super) fn item_tests(ctx: &mut Ctx, node: &Node) -> Option<Vec<(String, Test)>> {
    let conditions = conditions(ctx, node, is_inside_item)?;
    Some(conditions.into_iter().map(|condition| (condition.at.value, condition.test)).into_vec())
}

/// A pointer that begins at an item. The empty one is the item itself.
fn is_inside_item(ctx: &mut Ctx, at: &Spanned<String>) -> bool {
    at.is_empty() || is_pointer(ctx, at)
}

fn bounds(ctx: &mut Ctx, fields: &mut Fields<'_>) -> Option<Test> {
    let (least, most) = (fields.get("at_least", ctx, scalars::integer), fields.get("at_most", ctx, scalars::integer));
    if least.is_none() && most.is_none() {
        return None;
    }
    let (from, to) = (least.as_ref().map_or(i64::MIN, |n| n.value), most.as_ref().map_or(i64::MAX, |n| n.value));
    if let (Some(least), Some(most), true) = (&least, &most, from > to) {
        let finding = Diagnostic::new(&rules::BAD_NUMBER, most.span, "no number is in this range");
        ctx.sink.push(
            finding.label(least.span, "the lower bound").note("`at_least` is the smaller one: `{ at_least: 1, at_most: 5 }`."),
        );
        return None;
    }
    Some(Test { negated: false, any: vec![Predicate::Between(from, to)] })
}
