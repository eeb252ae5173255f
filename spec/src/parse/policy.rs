//! The retry section.

use super::ctx::{Ctx, Fields};
use super::scalars;
use crate::diag::Diagnostic;
use crate::words::Word;
use crate::written::{Jitter, Limit, Policy};
use crate::yaml::Node;

impl Ctx {
    fn jitter(&mut self, node: &Node) -> Option<Jitter> {
        if let Some(ratio) = node.scalar().filter(|scalar| scalars::decimal(&scalar.text).is_some()) {
            let message = format!("`{}` is not a kind of jitter", ratio.text);
            let long = format!("{{ kind: proportional, ratio: {} }}", ratio.text);
            let finding = Diagnostic::error("unknown-word", node.span, message);
            self.sink.push(finding.fix(node.span, &long, format!("for a part of the wait, more or less, write `{long}`")));
            return None;
        }
        if node.scalar().is_some() {
            let jitter = Jitter { kind: self.word(node)?, max: None, ratio: None, bound: None };
            self.check_jitter(node, &jitter);
            return Some(jitter);
        }
        let mut fields = self.fields("`jitter`", node)?;
        let kind = fields.require("kind", self, Ctx::word);
        let max = fields.get("max", self, Ctx::duration);
        let ratio = fields.get("ratio", self, Ctx::decimal);
        let bound = fields.get("bound", self, Ctx::word);
        fields.finish(self);
        let jitter = Jitter { kind: kind?, max, ratio, bound };
        self.check_jitter(node, &jitter);
        Some(jitter)
    }

    fn check_jitter(&mut self, node: &Node, jitter: &Jitter) {
        use crate::words::JitterKind::{Additive, Proportional};
        let word = jitter.kind.value.as_str();
        if jitter.kind.value == Additive && jitter.max.is_none() {
            self.sink
                .push(Diagnostic::error("missing-key", node.span, "additive jitter needs `max`").note("Write `max: 500ms`."));
        }
        if jitter.kind.value == Proportional && jitter.ratio.is_none() {
            self.sink.push(
                Diagnostic::error("missing-key", node.span, "proportional jitter needs `ratio`").note("Write `ratio: 0.2`."),
            );
        }
        if let Some(max) = jitter.max.as_ref().filter(|_| jitter.kind.value != Additive) {
            self.sink.push(Diagnostic::error("unused-key", max.span, format!("`max` means nothing to {word} jitter")));
        }
        if let Some(ratio) = &jitter.ratio {
            if jitter.kind.value != Proportional {
                self.sink.push(Diagnostic::error("unused-key", ratio.span, format!("`ratio` means nothing to {word} jitter")));
            } else if u128::from(ratio.digits) > 10u128.pow(u32::from(ratio.scale)) {
                self.sink.push(Diagnostic::error("bad-number", ratio.span, "a ratio is at most 1"));
            }
        }
    }

    pub(super) fn policy(&mut self, node: &Node) -> Option<Policy> {
        let mut fields = self.fields("`retry`", node)?;
        let policy = Policy {
            span: node.span,
            limit: self.limit(&mut fields),
            deadline: fields.get("deadline", self, Ctx::duration),
            attempt_timeout: fields.get("attempt_timeout", self, Ctx::duration),
            backoff: fields.get("backoff", self, Ctx::backoff),
            jitter: fields.get("jitter", self, Ctx::jitter),
            combine: fields.get("combine", self, Ctx::word),
            spread: fields.get("spread", self, Ctx::duration),
            hints: fields.list("hints", self, Ctx::hint),
            rules: fields.list("rules", self, Ctx::rule),
            server_says: fields.get("server_says", self, Ctx::server_says),
            budget: fields.get("budget", self, Ctx::budget),
            basis: self.basis(&mut fields),
        };
        fields.finish(self);
        Some(policy)
    }

    fn limit(&mut self, fields: &mut Fields<'_>) -> Option<Limit> {
        let attempts = fields.get("attempts", self, |ctx, node| ctx.number(node, 1, 1000));
        let retries = fields.get("retries", self, |ctx, node| ctx.number(node, 0, 999));
        match (attempts, retries) {
            (Some(attempts), Some(retries)) => {
                let finding = Diagnostic::error(
                    "attempts-and-retries",
                    retries.span,
                    "`attempts` and `retries` say the same thing twice",
                );
                let finding = finding.label(attempts.span, "already said here");
                self.sink.push(
                    finding.note("`retries: 2` is `attempts: 3`: attempts count the first sending. Keep one of the two."),
                );
                Some(Limit::Attempts(attempts))
            }
            (Some(attempts), None) => Some(Limit::Attempts(attempts)),
            (None, retries) => retries.map(Limit::Retries),
        }
    }
}
