//! The keys that a catalog has for its codes besides their wire texts, such as a symbol.

use super::ctx::Ctx;
use super::mapping_keys::{Fields, Named};
use super::scalars;
use crate::source::Spanned;
use crate::words::WireKind;
use crate::yaml::{Node, NodeKind};

/// A key of a catalog's codes.
#[derive(Clone, Debug)]
pub struct CodeKey {
    pub kind: Spanned<WireKind>,
    /// Whether a value belongs to one code, so that codes are found by it.
    pub unique: bool,
}

/// The keys that a catalog declares.
pub(super) fn declared(ctx: &mut Ctx, fields: &mut Fields<'_>) -> Vec<Named<CodeKey>> {
    fields.named("keys", ctx, code_key)
}

/// The values of a code, by the names of keys.
pub(super) fn values(ctx: &mut Ctx, fields: &mut Fields<'_>) -> Vec<Named<Vec<Spanned<String>>>> {
    fields.named("keys", ctx, |ctx, node| Some(ctx.list(node, Ctx::string)))
}

/// `string`, or `{ type: string, unique: false }`.
fn code_key(ctx: &mut Ctx, node: &Node) -> Option<CodeKey> {
    if !ctx.probes_map(node) && !matches!(node.kind, NodeKind::Map(_)) {
        return Some(CodeKey { kind: ctx.word(node)?, unique: true });
    }
    let mut fields = Fields::of(ctx, "a key of codes", node)?;
    let kind = fields.require("type", ctx, Ctx::word);
    let unique = fields.get("unique", ctx, scalars::boolean).is_none_or(|unique| unique.value);
    fields.finish(ctx);
    Some(CodeKey { kind: kind?, unique })
}
