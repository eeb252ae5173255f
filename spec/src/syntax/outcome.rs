//! The outcome of a job.

use super::ctx::Ctx;
use super::mapping_keys::Fields;
use crate::lists::IntoVec;
use crate::source::Spanned;
use crate::words::{Action, Outcome};
use crate::yaml::{Node, NodeKind};

/// `success`, `failure`, … or `{ needs: add_funds }`.
pub(super) fn outcome(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Outcome>> {
    if !matches!(node.kind, NodeKind::Map(_)) {
        let longer = [("needs", "{ needs: add_funds }")];
        return ctx.word_or(node, &longer, None);
    }
    let mut fields = Fields::of(ctx, "`outcome`", node)?;
    let needs = fields.require("needs", ctx, action);
    fields.finish(ctx);
    needs.map(|needs| Spanned::new(Outcome::Needs(needs.value), node.span))
}

/// What has to be done: a word of the language, or an action that the machine declares.
pub(super) fn action(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Action>> {
    if ctx.is_probing() {
        ctx.text(node);
    }
    let declared = node.scalar().and_then(|scalar| ctx.actions.iter().position(|name| *name == scalar.text));
    if let Some(at) = declared.and_then(|at| u8::try_from(at).ok()) {
        return Some(Spanned::new(Action::Declared(at), node.span));
    }
    let declared = ctx.actions.clone();
    let longer: Vec<(&str, &str)> = declared.iter().map(|name| (name.as_str(), name.as_str())).into_vec();
    let note = node
        .scalar()
        .map(|scalar| format!("To declare an action, write in the machine: `actions: {{ {}: What to do }}`.", scalar.text));
    ctx.word_or(node, &longer, note.as_deref())
}
