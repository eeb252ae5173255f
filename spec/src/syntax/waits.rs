//! Named waits of a machine, for something other than the end of the job.

use super::ctx::Ctx;
use super::facts::{self, Facts};
use super::mapping_keys::Fields;
use crate::source::Spanned;
use crate::yaml::Node;

/// `for_deletion: { goal: gone, through: [present] }`.
#[derive(Clone, Debug)]
pub struct Wait {
    /// States and outcomes. If the job reaches any of them, the wait succeeds.
    pub goal: Vec<Spanned<String>>,
    /// The resting states in which the wait continues.
    pub through: Vec<Spanned<String>>,
    pub facts: Facts,
}

pub(super) fn wait(ctx: &mut Ctx, node: &Node) -> Option<Wait> {
    let mut fields = Fields::of(ctx, "a wait", node)?;
    let goal = fields.require("goal", ctx, goal);
    let through = fields.list("through", ctx, Ctx::text);
    let facts = facts::facts(ctx, &mut fields, &["name", "summary", "basis"]);
    fields.finish(ctx);
    Some(Wait { goal: goal?, through, facts })
}

/// A state or an outcome, or a list of them.
fn goal(ctx: &mut Ctx, node: &Node) -> Option<Vec<Spanned<String>>> {
    let goal = ctx.list(node, Ctx::text);
    if goal.is_empty() && !ctx.is_probing() {
        let finding = crate::diag::Diagnostic::new(&crate::rules::EMPTY_LIST, node.span, "`goal` lists nothing");
        ctx.sink.push(finding.note("List the states or outcomes that the wait is for, such as `[delivered, read]`."));
    }
    Some(goal)
}
