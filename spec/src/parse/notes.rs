//! Conflicts, advice, lints.

use super::ctx::Ctx;
use crate::source::Spanned;
use crate::written::{BasisWords, Conflict, LintAllow, Remark};
use crate::yaml::{Entry, Node};

impl Ctx {
    pub(super) fn conflict(&mut self, node: &Node) -> Option<Conflict> {
        let mut fields = self.fields("a conflict", node)?;
        let between = fields.require("between", self, Ctx::text);
        let and = fields.require("and", self, Ctx::text);
        let resolution = fields.require("resolution", self, Ctx::text);
        let reason = fields.get("reason", self, Ctx::text);
        let basis = self.basis(&mut fields);
        fields.finish(self);
        Some(Conflict { between: between?, and: and?, resolution: resolution?, reason, basis })
    }

    /// A text, or `{ text: …, basis: …, docs: … }`.
    pub(super) fn remark(&mut self, node: &Node) -> Option<Remark> {
        if node.scalar().is_some() {
            return Some(Remark { text: self.text(node)?, basis: BasisWords::default(), docs: None });
        }
        let mut fields = self.fields("a remark", node)?;
        let text = fields.require("text", self, Ctx::text);
        let basis = self.basis(&mut fields);
        let docs = fields.get("docs", self, Ctx::url);
        fields.finish(self);
        Some(Remark { text: text?, basis, docs })
    }

    /// `lints: { allow: { slug: reason } }`.
    pub(super) fn lints(&mut self, node: &Node) -> Option<Vec<LintAllow>> {
        let mut fields = self.fields("`lints`", node)?;
        let allow = fields.get("allow", self, |ctx, node| {
            let read = |entry: &Entry, ctx: &mut Ctx| {
                let slug = Spanned::new(entry.key.clone(), entry.key_span);
                Some(LintAllow { slug, reason: ctx.text(&entry.value)? })
            };
            let entries = ctx.entries(node)?;
            Some(entries.iter().filter_map(|entry| read(entry, ctx)).collect())
        });
        fields.finish(self);
        allow
    }
}
