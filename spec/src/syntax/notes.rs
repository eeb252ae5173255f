//! The sections `conflicts`, `advice`, `unspecified` and `lints`.

use super::ctx::Ctx;
use super::facts::{self, BasisWords};
use super::mapping_keys::Fields;
use crate::source::Spanned;
use crate::yaml::Node;

/// A contradiction in the document, and its resolution.
#[derive(Clone, Debug)]
pub struct Conflict {
    pub between: Spanned<String>,
    pub and: Spanned<String>,
    pub resolution: Spanned<String>,
    pub reason: Option<Spanned<String>>,
    pub basis: BasisWords,
}

/// Advice that the document gives, or something that it leaves open.
#[derive(Clone, Debug)]
pub struct Remark {
    pub text: Spanned<String>,
    pub basis: BasisWords,
    pub docs: Option<Spanned<String>>,
}

/// An allowed warning, and the reason.
#[derive(Clone, Debug)]
pub struct LintAllow {
    pub slug: Spanned<String>,
    pub reason: Spanned<String>,
}

pub(super) fn conflict(ctx: &mut Ctx, node: &Node) -> Option<Conflict> {
    let mut fields = Fields::of(ctx, "a conflict", node)?;
    let between = fields.require("between", ctx, Ctx::prose);
    let and = fields.require("and", ctx, Ctx::prose);
    let resolution = fields.require("resolution", ctx, Ctx::prose);
    let reason = fields.get("reason", ctx, Ctx::prose);
    let basis = facts::basis(ctx, &mut fields);
    fields.finish(ctx);
    Some(Conflict { between: between?, and: and?, resolution: resolution?, reason, basis })
}

/// A text, or `{ text: …, basis: …, docs: … }`.
pub(super) fn remark(ctx: &mut Ctx, node: &Node) -> Option<Remark> {
    if node.scalar().is_some() {
        return Some(Remark { text: ctx.prose(node)?, basis: BasisWords::default(), docs: None });
    }
    let mut fields = Fields::of(ctx, "a remark", node)?;
    let text = fields.require("text", ctx, Ctx::prose);
    let basis = facts::basis(ctx, &mut fields);
    let docs = fields.get("docs", ctx, facts::url);
    fields.finish(ctx);
    Some(Remark { text: text?, basis, docs })
}

/// `lints: { allow: { slug: reason } }`.
pub(super) fn lints(ctx: &mut Ctx, node: &Node) -> Option<Vec<LintAllow>> {
    let mut fields = Fields::of(ctx, "`lints`", node)?;
    let allow = fields.get("allow", ctx, |ctx, node| {
        ctx.each(node, |ctx, entry| {
            let slug = Spanned::new(entry.key.clone(), entry.key_span);
            Some(LintAllow { slug, reason: ctx.prose(&entry.value)? })
        })
    });
    fields.finish(ctx);
    allow
}
