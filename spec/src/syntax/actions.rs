//! Actions that a machine declares, for what somebody has to do.

use super::ctx::Ctx;
use super::facts::{self, Facts};
use super::mapping_keys::{Fields, Named};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::Spanned;
use crate::words::{Action, Word};
use crate::yaml::Node;

/// `submit_outputs: { summary: Send the outputs of the tools, command: submit }`.
#[derive(Clone, Debug)]
pub struct DeclaredAction {
    /// The command that does it, if a client can.
    pub command: Option<Spanned<String>>,
    pub facts: Facts,
}

/// The actions. From here on, states can use their names under `needs`.
pub(super) fn declared_actions(ctx: &mut Ctx, fields: &mut Fields<'_>) -> Vec<Named<DeclaredAction>> {
    let actions = fields.named("actions", ctx, declared_action);
    for action in actions.iter().filter(|action| Action::WORDS.contains(&action.key.as_str())) {
        let message = format!("`{}` is already a word of the language", action.key.value);
        let finding = Diagnostic::new(&rules::RESERVED_ACTION, action.key.span, message);
        ctx.sink.push(finding.note("Use it without declaring it, or declare an action with another name."));
    }
    for action in actions.iter().skip(usize::from(u8::MAX) + 1) {
        let finding = Diagnostic::new(&rules::RESERVED_ACTION, action.key.span, "a machine has at most 256 actions");
        ctx.sink.push(finding.note("Declare one action for everything that programs treat in the same way."));
    }
    ctx.actions = actions.iter().map(|action| action.key.value.clone()).collect();
    actions
}

fn declared_action(ctx: &mut Ctx, node: &Node) -> Option<DeclaredAction> {
    if let Some(facts) = facts::summary_only(ctx, node) {
        return Some(DeclaredAction { command: None, facts });
    }
    let mut fields = Fields::of(ctx, "an action", node)?;
    let command = fields.get("command", ctx, Ctx::text);
    let facts = facts::facts(ctx, &mut fields, &["name", "summary", "basis"]);
    fields.finish(ctx);
    Some(DeclaredAction { command, facts })
}
