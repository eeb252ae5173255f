//! Hints, rules, the server's word, the budget.

use super::ctx::Ctx;
use crate::diag::Diagnostic;
use crate::source::Spanned;
use crate::written::{Budget, FieldCondition, Hint, HintSource, Rule, RuleWhen, ServerSays};
use crate::yaml::Node;

const ANY_STATUS: &str = "Name the statuses for which it holds, or leave the key out if it holds for any.";

impl Ctx {
    pub(super) fn hint(&mut self, node: &Node) -> Option<Hint> {
        let mut fields = self.fields("a hint", node)?;
        let header = fields.get("header", self, Ctx::header_name).map(HintSource::Header);
        let body = fields.get("body", self, Ctx::pointer).map(HintSource::Body);
        if header.is_some() == body.is_some() {
            let finding = Diagnostic::error("missing-key", node.span.first(), "a hint needs either `header` or `body`");
            self.sink
                .push(finding.note("`header: Retry-After` reads a header, `body: /error/retry_after` a place in the body."));
        }
        let hint = Hint {
            span: node.span,
            source: header.or(body)?,
            forms: fields.list("form", self, Ctx::word),
            on: fields.choice("on", self, ANY_STATUS, Ctx::status_range),
            max: fields.get("max", self, Ctx::duration),
            over_max: fields.get("over_max", self, Ctx::word),
            default: fields.get("default", self, Ctx::duration),
        };
        if hint.forms.is_empty() {
            let finding = Diagnostic::error("missing-key", node.span.first(), "a hint needs `form`");
            self.sink.push(
                finding.note("Say how to read it: `form: delay-seconds`, or several: `form: [delay-seconds, http-date]`."),
            );
        }
        fields.finish(self);
        Some(hint)
    }

    pub(super) fn rule(&mut self, node: &Node) -> Option<Rule> {
        let mut fields = self.fields("a rule", node)?;
        let when = fields.require("when", self, Ctx::rule_when);
        let rule = Rule {
            span: node.span,
            when: when.unwrap_or_default(),
            retry: fields.require("retry", self, Ctx::retry),
            effect: fields.get("effect", self, Ctx::word),
            basis: self.basis(&mut fields),
        };
        fields.finish(self);
        Some(rule)
    }

    fn rule_when(&mut self, node: &Node) -> Option<RuleWhen> {
        let mut fields = self.fields("`when`", node)?;
        let when = RuleWhen {
            code: fields.get("code", self, Ctx::string),
            error_type: fields.get("type", self, Ctx::string),
            status: fields.choice("status", self, ANY_STATUS, Ctx::status_range),
            transport: fields.get("transport", self, Ctx::word),
            headers: fields.get("header", self, |ctx, node| ctx.conditions(node, Ctx::is_header_name)).unwrap_or_default(),
            fields: fields.get("field", self, |ctx, node| ctx.conditions(node, Ctx::is_pointer)).unwrap_or_default(),
            operation: fields.get("operation", self, Ctx::text),
            method: fields.get("method", self, Ctx::word),
        };
        fields.finish(self);
        Some(when)
    }

    fn conditions(&mut self, node: &Node, check: impl Fn(&mut Self, &Spanned<String>) -> bool) -> Option<Vec<FieldCondition>> {
        let entries = self.entries(node)?;
        let read = |entry: &crate::yaml::Entry, ctx: &mut Self| {
            let at = Spanned::new(entry.key.clone(), entry.key_span);
            let equals = ctx.string(&entry.value)?;
            check(ctx, &at).then_some(FieldCondition { at, equals })
        };
        Some(entries.iter().filter_map(|entry| read(entry, self)).collect())
    }

    fn is_pointer(&mut self, at: &Spanned<String>) -> bool {
        self.checked_pointer(at.clone()).is_some()
    }

    pub(super) fn server_says(&mut self, node: &Node) -> Option<ServerSays> {
        let mut fields = self.fields("`server_says`", node)?;
        let header = fields.require("header", self, Ctx::header_name);
        let yes = fields.get("yes", self, Ctx::string);
        let no = fields.get("no", self, Ctx::string);
        if yes.is_none() && no.is_none() {
            let finding = Diagnostic::error("missing-key", node.span.first(), "`server_says` needs `yes` or `no`");
            self.sink.push(finding.note("Give the header's text for each answer: `yes: \"true\"`, `no: \"false\"`."));
        }
        fields.finish(self);
        Some(ServerSays { header: header?, yes, no })
    }

    pub(super) fn budget(&mut self, node: &Node) -> Option<Budget> {
        let number = |ctx: &mut Self, node: &Node| ctx.number(node, 0, 1_000_000);
        let mut fields = self.fields("`budget`", node)?;
        let capacity = fields.require("capacity", self, |ctx, node| ctx.number(node, 1, 1_000_000));
        let (transient, throttled) = match fields.take("cost").map(|entry| &entry.value) {
            None => (None, None),
            Some(value) => {
                let mut cost = self.fields("`cost`", value)?;
                let read = (cost.get("transient", self, number), cost.get("throttled", self, number));
                cost.finish(self);
                read
            }
        };
        let refund = fields.get("refund", self, number);
        let scope = fields.get("scope", self, Ctx::text);
        fields.finish(self);
        Some(Budget { capacity: capacity?, cost_transient: transient, cost_throttled: throttled, refund, scope })
    }
}
