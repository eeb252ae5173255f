//! The key `retry` of entries.

use super::ctx::Ctx;
use super::durations;
use super::form::{self, Form};
use super::mapping_keys::Fields;
use super::scalars;
use super::values::{Decimal, parse_duration};
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::rules;
use crate::source::{Span, Spanned};
use crate::words::{CurveKind, Moment, Repeat, RetryClass};
use crate::yaml::{Node, NodeKind};
use errspec_core::retry;
use std::time::Duration;

/// A retry class, with the entry's own attempt limit and backoff, if it has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    pub class: RetryClass,
    pub attempts: Option<Spanned<u32>>,
    pub backoff: Option<Backoff>,
    pub repeat: Option<Spanned<Repeat>>,
}

impl Retry {
    /// A class without limits of its own.
    pub(crate) const fn of(class: RetryClass) -> Self {
        Self { class, attempts: None, backoff: None, repeat: None }
    }

    /// Whether two entries state the same, regardless of their locations.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        fn value<T: Copy>(spanned: &Option<Spanned<T>>) -> Option<T> {
            spanned.as_ref().map(|spanned| spanned.value)
        }
        let backoff = match (&self.backoff, &other.backoff) {
            (None, None) => true,
            (Some(one), Some(two)) => {
                let bounds = |backoff: &Backoff| [&backoff.add, &backoff.cap, &backoff.floor].map(value);
                one.curve == two.curve && bounds(one) == bounds(two)
            }
            _ => false,
        };
        let repeat = value(&self.repeat) == value(&other.repeat);
        self.class == other.class && value(&self.attempts) == value(&other.attempts) && repeat && backoff
    }
}

/// How delays grow, and their maximum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backoff {
    pub span: Span,
    pub curve: Curve,
    pub add: Option<Spanned<Duration>>,
    pub cap: Option<Spanned<Duration>>,
    pub floor: Option<Spanned<Duration>>,
}

/// How delays grow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Curve {
    Constant { base: Duration },
    Linear { base: Duration, step: Duration },
    Exponential { base: Duration, factor: Decimal },
    Fibonacci { base: Duration },
    Table { delays: Vec<Duration> },
}

impl Backoff {
    /// The delays to compute with.
    pub fn as_core(&self) -> retry::Backoff<&[Duration]> {
        let curve = match &self.curve {
            Curve::Constant { base } => retry::Backoff::constant(*base),
            Curve::Linear { base, step } => retry::Backoff::linear(*base, *step),
            Curve::Exponential { base, factor } => retry::Backoff::exponential(*base, factor.factor()),
            Curve::Fibonacci { base } => retry::Backoff::fibonacci(*base),
            Curve::Table { delays } => retry::Backoff::table(delays),
        };
        let or = |value: &Option<Spanned<Duration>>, default| value.as_ref().map_or(default, |value| value.value);
        curve.add(or(&self.add, Duration::ZERO)).cap(or(&self.cap, Duration::MAX)).floor(or(&self.floor, Duration::ZERO))
    }
}

/// `retry: transient`, `retry: { after_change: input }` or `retry: { class: transient, attempts: 2 }`.
pub(super) fn retry(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Retry>> {
    let is_long =
        matches!(&node.kind, NodeKind::Map(entries) if entries.iter().any(|entry| LONG.contains(&entry.key.as_str())));
    if !is_long {
        let class = retry_class(ctx, node);
        if !ctx.probes_map(node) {
            return Some(Spanned::new(Retry::of(class?), node.span));
        }
    }
    let mut fields = Fields::of(ctx, "`retry`", node)?;
    let class = fields.require("class", ctx, retry_class);
    let attempts = limit_of_entry(ctx, &mut fields);
    let backoff = fields.get("backoff", ctx, backoff);
    let repeat: Option<Spanned<Repeat>> = fields.get("repeat", ctx, Ctx::word);
    fields.finish(ctx);
    let class = class?;
    if let Some(repeat) = repeat.as_ref().filter(|_| class != RetryClass::Refresh) {
        check_limits(ctx, class, Some(repeat.span), "repeat");
    }
    check_limits(ctx, class, attempts.as_ref().map(|attempts| attempts.span), "attempts");
    check_limits(ctx, class, backoff.as_ref().map(|backoff| backoff.span.first()), "backoff");
    Some(Spanned::new(Retry { class, attempts, backoff, repeat }, node.span))
}

/// The limits of a class, which is given by the key.
pub(super) fn of_class(ctx: &mut Ctx, node: &Node, class: RetryClass) -> Option<Spanned<Retry>> {
    let mut fields = Fields::of(ctx, "a class", node)?;
    let attempts = limit_of_entry(ctx, &mut fields);
    let backoff = fields.get("backoff", ctx, backoff);
    let repeat = fields.get("repeat", ctx, Ctx::word);
    fields.finish(ctx);
    Some(Spanned::new(Retry { class, attempts, backoff, repeat }, node.span))
}

/// Attempt limits and backoffs only apply to classes that are retried automatically.
fn check_limits(ctx: &mut Ctx, class: RetryClass, limit: Option<Span>, key: &str) {
    let may_repeat = class.is_automatic() || matches!(class, RetryClass::Redirect(_));
    if let Some(span) = limit.filter(|_| !may_repeat) {
        let finding = Diagnostic::new(
            &rules::UNUSED_KEY,
            span,
            format!("`{key}` has no effect on a class that is not retried automatically"),
        );
        ctx.sink.push(finding.note("Limits apply to `transient`, `throttled` and `redirect`. Remove it, or change the class."));
    }
}

fn retry_class(ctx: &mut Ctx, node: &Node) -> Option<RetryClass> {
    if !matches!(node.kind, NodeKind::Map(_)) {
        ctx.form(node, &Form::Words { what: "a retry class", words: &RetryClass::PLAIN.map(RetryClass::as_str) });
    }
    if let NodeKind::Map(_) = &node.kind {
        return retry_class_with_argument(ctx, node);
    }
    let text = ctx.text(node)?;
    if let Some(class) = RetryClass::PLAIN.iter().find(|class| class.as_str() == text.value) {
        return Some(*class);
    }
    let finding = Diagnostic::new(&rules::UNKNOWN_WORD, text.span, format!("`{}` is not a retry class", text.value));
    ctx.sink.push(if let Some(example) = example(&text.value) {
        finding.fix(text.span, example, format!("this class says what is needed, as in `{example}`"))
    } else if matches!(text.as_str(), "true" | "yes" | "false" | "no") {
        finding.note("A boolean is not precise enough. Write `transient`, `throttled`, `never`, or what has to happen first.")
    } else {
        let plain = RetryClass::PLAIN.iter().map(|class| class.as_str());
        finding.suggest(&text.value, text.span, plain.chain(ARGUMENTED.iter().map(|(word, _)| *word)))
    });
    None
}

fn retry_class_with_argument(ctx: &mut Ctx, node: &Node) -> Option<RetryClass> {
    let mut fields = Fields::of(ctx, "`retry`", node)?;
    let change = fields.get("after_change", ctx, Ctx::word).map(|word| RetryClass::AfterChange(word.value));
    let action = fields.get("after_action", ctx, Ctx::word).map(|word| RetryClass::AfterAction(word.value));
    let time = fields.get("after_time", ctx, moment).map(|word| RetryClass::AfterTime(word.value));
    let target = fields.get("redirect", ctx, Ctx::word).map(|word| RetryClass::Redirect(word.value));
    let slower = fields.get("keep_polling", ctx, durations::duration).map(|by| RetryClass::KeepPolling { slower_by: by.value });
    let given: Vec<_> = [change, action, time, slower, target].into_iter().flatten().into_vec();
    let written = matches!(&node.kind, NodeKind::Map(entries) if !entries.is_empty());
    if given.len() > 1 {
        ctx.sink.push(Diagnostic::new(&rules::SEVERAL_CLASSES, node.span, "an entry has one retry class"));
    } else if !written {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span, "no retry class here");
        ctx.sink.push(finding.note("Write a class: `retry: transient`, `retry: { after_change: request }`."));
    }
    fields.also(&LONG);
    fields.finish(ctx);
    given.first().copied()
}

/// What has to pass before a retry. A known wait is a backoff.
fn moment(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Moment>> {
    let wait = node.scalar().map(|scalar| scalar.text.as_str()).filter(|text| parse_duration(text).is_some());
    let note = wait.map(|wait| {
        format!("For a wait that is known, write `{{ class: throttled, backoff: {{ kind: constant, base: {wait} }} }}`.")
    });
    ctx.word_or(node, &[], note.as_deref())
}

pub(super) fn attempts(ctx: &mut Ctx, node: &Node) -> Option<Spanned<u32>> {
    scalars::number(ctx, node, 1, 1000)
}

/// The attempts that an entry or a class allows.
fn limit_of_entry(ctx: &mut Ctx, fields: &mut Fields<'_>) -> Option<Spanned<u32>> {
    let attempts = fields.get("attempts", ctx, attempts);
    let retries = fields.get("retries", ctx, |ctx, node| scalars::number(ctx, node, 0, 999));
    if let (Some(attempts), Some(retries)) = (&attempts, &retries) {
        let finding = Diagnostic::new(&rules::ATTEMPTS_AND_RETRIES, retries.span, "`attempts` and `retries` are both set");
        ctx.sink.push(
            finding.label(attempts.span, "already set here").note("Keep one of them; attempts include the first request."),
        );
    }
    attempts.or(retries.map(|retries| Spanned::new(retries.value.saturating_add(1), retries.span)))
}

pub(super) fn backoff(ctx: &mut Ctx, node: &Node) -> Option<Backoff> {
    let mut fields = Fields::of(ctx, "`backoff`", node)?;
    let kind: Option<Spanned<CurveKind>> = fields.require("kind", ctx, Ctx::word);
    let curve = match kind {
        Some(kind) => fields.cases(kind.value, ctx.is_probing(), |fields, kind| curve(ctx, fields, kind)),
        None => {
            // Without a kind, it is not known which keys belong to it.
            for key in ["base", "step", "factor", "delays"] {
                fields.take(key);
            }
            None
        }
    };
    let add = fields.get("add", ctx, durations::duration);
    let cap = fields.get("cap", ctx, durations::duration);
    let floor = fields.get("floor", ctx, durations::duration);
    fields.finish(ctx);
    Some(Backoff { span: node.span, curve: curve?, add, cap, floor })
}

fn curve(ctx: &mut Ctx, fields: &mut Fields<'_>, kind: CurveKind) -> Option<Curve> {
    if kind == CurveKind::Table {
        let before = ctx.sink.len();
        let delays: Vec<Duration> =
            fields.list("delays", ctx, durations::duration).into_iter().map(|delay| delay.value).into_vec();
        if delays.is_empty() {
            // Delays that are wrong have their own findings.
            if ctx.sink.len() == before {
                let finding = Diagnostic::new(&rules::MISSING_KEY, fields.span.first(), "a table of delays needs `delays`");
                ctx.sink.push(finding.note("Write it like `delays: [1s, 5s, 30s]`."));
            }
            return None;
        }
        return Some(Curve::Table { delays });
    }
    let base = fields.require("base", ctx, durations::duration).map(|base| base.value);
    let step = (kind == CurveKind::Linear).then(|| fields.get("step", ctx, durations::duration)).flatten();
    let factor = (kind == CurveKind::Exponential).then(|| fields.get("factor", ctx, factor)).flatten();
    let base = base?;
    Some(match kind {
        CurveKind::Linear => Curve::Linear { base, step: step.map_or(base, |step| step.value) },
        CurveKind::Exponential => {
            let two = Decimal { digits: 2, scale: 0 };
            Curve::Exponential { base, factor: factor.map_or(two, |factor| factor.value) }
        }
        CurveKind::Fibonacci => Curve::Fibonacci { base },
        CurveKind::Constant | CurveKind::Table => Curve::Constant { base },
    })
}

/// A factor from 1 to 1000.
pub(super) fn factor(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Decimal>> {
    ctx.form(node, &form::FACTOR);
    let factor = scalars::decimal(ctx, node)?;
    let one = 10u128.pow(u32::from(factor.scale));
    if !(one..=1000 * one).contains(&u128::from(factor.digits)) {
        let finding = Diagnostic::new(&rules::BAD_NUMBER, factor.span, "a factor is from 1 to 1000");
        ctx.sink.push(finding.note("Delays never decrease. For a fixed delay, write `kind: constant`."));
        return None;
    }
    Some(factor)
}

/// The keys of the long form.
const LONG: [&str; 5] = ["class", "attempts", "retries", "backoff", "repeat"];

/// The classes with an argument, each with an example.
const ARGUMENTED: [(&str, &str); 5] = [
    ("after_change", "{ after_change: request }"),
    ("after_action", "{ after_action: renew_credentials }"),
    ("after_time", "{ after_time: billing_cycle }"),
    ("keep_polling", "{ keep_polling: 0s }"),
    ("redirect", "{ redirect: other_node }"),
];

fn example(word: &str) -> Option<&'static str> {
    ARGUMENTED.iter().find(|(class, _)| *class == word).map(|(_, example)| *example)
}
