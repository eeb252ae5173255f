//! The outcome of a job.

use super::ctx::Ctx;
use crate::source::Spanned;
use crate::words::Outcome;
use crate::yaml::{Node, NodeKind};

/// `success`, `failure`, … or `{ needs: add_funds }`.
pub(super) fn outcome(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Outcome>> {
    if !matches!(node.kind, NodeKind::Map(_)) {
        let longer = [("needs", "{ needs: add_funds }")];
        return ctx.word_or(node, &longer);
    }
    let mut fields = ctx.fields("`outcome`", node)?;
    let needs = fields.require("needs", ctx, Ctx::word);
    fields.finish(ctx);
    needs.map(|needs| Spanned::new(Outcome::Needs(needs.value), node.span))
}
