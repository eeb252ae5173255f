//! `retry:` on entries.

use super::ctx::{Ctx, Fields};
use crate::diag::Diagnostic;
use crate::source::{Span, Spanned};
use crate::words::CurveKind;
use crate::written::{Backoff, Curve, Decimal, Retry, RetryClass};
use crate::yaml::{Node, NodeKind};
use std::time::Duration;

impl Ctx {
    /// `retry: transient`, `retry: { after_change: input }` or `retry: { class: transient, attempts: 2 }`.
    pub(super) fn retry(&mut self, node: &Node) -> Option<Spanned<Retry>> {
        let is_long =
            matches!(&node.kind, NodeKind::Map(entries) if entries.iter().any(|entry| LONG.contains(&entry.key.as_str())));
        if !is_long {
            let class = self.retry_class(node)?;
            return Some(Spanned::new(Retry { class, attempts: None, backoff: None }, node.span));
        }
        let mut fields = self.fields("`retry`", node)?;
        let class = fields.require("class", self, Ctx::retry_class);
        let attempts = fields.get("attempts", self, |ctx, node| ctx.number(node, 1, 1000));
        let backoff = fields.get("backoff", self, Ctx::backoff);
        fields.finish(self);
        let class = class?;
        self.check_limits(class, attempts.as_ref().map(|attempts| attempts.span), "attempts");
        self.check_limits(class, backoff.as_ref().map(|backoff| backoff.span.first()), "backoff");
        Some(Spanned::new(Retry { class, attempts, backoff }, node.span))
    }

    /// Limits and curves are for what a program repeats after a wait.
    fn check_limits(&mut self, class: RetryClass, limit: Option<Span>, key: &str) {
        if let Some(span) = limit.filter(|_| !class.is_automatic()) {
            let finding = Diagnostic::error(
                "unused-key",
                span,
                format!("`{key}` means nothing to a class that no program repeats by itself"),
            );
            self.sink.push(finding.note("Limits go with `transient` and `throttled`. Take it out, or change the class."));
        }
    }

    fn retry_class(&mut self, node: &Node) -> Option<RetryClass> {
        if let NodeKind::Map(_) = &node.kind {
            return self.retry_class_with_argument(node);
        }
        let text = self.text(node)?;
        if let Some((_, class)) = RetryClass::PLAIN.iter().find(|(word, _)| *word == text.value) {
            return Some(*class);
        }
        let finding = Diagnostic::error("unknown-word", text.span, format!("`{}` is not a retry class", text.value));
        self.sink.push(if let Some(example) = example(&text.value) {
            finding.fix(text.span, example, format!("this class says what is needed, as in `{example}`"))
        } else if matches!(text.as_str(), "true" | "yes" | "false" | "no") {
            finding
                .note("A boolean loses what a page says. Write `transient`, `throttled`, `never`, or what has to happen first.")
        } else {
            let plain = RetryClass::PLAIN.iter().map(|(word, _)| *word);
            finding.suggest(&text.value, text.span, plain.chain(ARGUMENTED.iter().map(|(word, _)| *word)))
        });
        None
    }

    fn retry_class_with_argument(&mut self, node: &Node) -> Option<RetryClass> {
        let mut fields = self.fields("`retry`", node)?;
        let change = fields.get("after_change", self, Ctx::word).map(|word| RetryClass::AfterChange(word.value));
        let action = fields.get("after_action", self, Ctx::word).map(|word| RetryClass::AfterAction(word.value));
        let time = fields.get("after_time", self, Ctx::word).map(|word| RetryClass::AfterTime(word.value));
        let slower = fields.get("keep_polling", self, Ctx::duration).map(|by| RetryClass::KeepPolling(by.value));
        let given: Vec<_> = [change, action, time, slower].into_iter().flatten().collect();
        let written = matches!(&node.kind, NodeKind::Map(entries) if !entries.is_empty());
        if given.len() > 1 {
            self.sink.push(Diagnostic::error("several-classes", node.span, "an entry has one retry class"));
        } else if !written {
            let finding = Diagnostic::error("missing-key", node.span, "no retry class here");
            self.sink.push(finding.note("Write a class: `retry: transient`, `retry: { after_change: request }`."));
        }
        fields.also(&LONG);
        fields.finish(self);
        given.first().copied()
    }

    pub(super) fn backoff(&mut self, node: &Node) -> Option<Backoff> {
        let mut fields = self.fields("`backoff`", node)?;
        let kind: Option<Spanned<CurveKind>> = fields.require("kind", self, Ctx::word);
        let curve = match kind {
            Some(kind) => self.curve(&mut fields, kind.value),
            None => {
                // Which keys belong to it, nobody knows.
                for key in ["base", "step", "factor", "delays"] {
                    fields.take(key);
                }
                None
            }
        };
        let add = fields.get("add", self, Ctx::duration);
        let cap = fields.get("cap", self, Ctx::duration);
        fields.finish(self);
        Some(Backoff { span: node.span, curve: curve?, add, cap })
    }

    fn curve(&mut self, fields: &mut Fields<'_>, kind: CurveKind) -> Option<Curve> {
        if kind == CurveKind::Table {
            let delays: Vec<Duration> =
                fields.list("delays", self, Ctx::duration).into_iter().map(|delay| delay.value).collect();
            if delays.is_empty() {
                let finding = Diagnostic::error("missing-key", fields.span.first(), "a table of delays needs `delays`");
                self.sink.push(finding.note("Write it like `delays: [1s, 5s, 30s]`."));
                return None;
            }
            return Some(Curve::Table { delays });
        }
        let base = fields.require("base", self, Ctx::duration).map(|base| base.value);
        let step = (kind == CurveKind::Linear).then(|| fields.get("step", self, Ctx::duration)).flatten();
        let factor = (kind == CurveKind::Exponential).then(|| fields.get("factor", self, Ctx::factor)).flatten();
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
    pub(super) fn factor(&mut self, node: &Node) -> Option<Spanned<Decimal>> {
        let factor = self.decimal(node)?;
        let one = 10u128.pow(u32::from(factor.scale));
        if !(one..=1000 * one).contains(&u128::from(factor.digits)) {
            let finding = Diagnostic::error("bad-number", factor.span, "a factor is from 1 to 1000");
            self.sink.push(finding.note("Delays do not shrink; for the same delay each time write `kind: constant`."));
            return None;
        }
        Some(factor)
    }
}

/// The keys of the long form.
const LONG: [&str; 3] = ["class", "attempts", "backoff"];

/// The classes that say what is needed, each with an example.
const ARGUMENTED: [(&str, &str); 4] = [
    ("after_change", "{ after_change: request }"),
    ("after_action", "{ after_action: renew_credentials }"),
    ("after_time", "{ after_time: billing_cycle }"),
    ("keep_polling", "{ keep_polling: 0s }"),
];

fn example(word: &str) -> Option<&'static str> {
    ARGUMENTED.iter().find(|(class, _)| *class == word).map(|(_, example)| *example)
}
