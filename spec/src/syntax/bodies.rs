//! The section `bodies`.

use super::ctx::Ctx;
use super::facts::{self, Facts};
use super::mapping_keys::{Fields, Named};
use super::scalars;
use super::shapes::{Field, field};
use super::when::{self, Asker, When};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::Spanned;
use crate::words::{BodyFormat, ChainCode, Meaning};
use crate::yaml::{Node, NodeKind};

/// One shape of an error body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The body that this one extends.
    pub extends: Option<Spanned<String>>,
    pub means: Option<Spanned<Meaning>>,
    /// Its format; JSON by default.
    pub format: Option<Spanned<BodyFormat>>,
    pub when: When,
    pub fields: Vec<Named<Field>>,
    pub chain: Option<Chain>,
    pub facts: Facts,
}

/// Where a body repeats its own shape, such as an error that has the error that caused it.
#[derive(Clone, Debug)]
pub struct Chain {
    pub at: Spanned<String>,
    /// Which link of the chain has the code of the error.
    pub code: Option<Spanned<ChainCode>>,
}

/// `/error/innererror`, or `{ at: /error/innererror, code: innermost }`.
fn chain(ctx: &mut Ctx, node: &Node) -> Option<Chain> {
    if node.scalar().is_some() {
        return Some(Chain { at: scalars::pointer(ctx, node)?, code: None });
    }
    let mut fields = Fields::of(ctx, "`chain`", node)?;
    let at = fields.require("at", ctx, scalars::pointer);
    let code = fields.get("code", ctx, Ctx::word);
    fields.finish(ctx);
    Some(Chain { at: at?, code })
}

pub(super) fn body(ctx: &mut Ctx, node: &Node) -> Option<Body> {
    let mut fields = Fields::of(ctx, "a body", node)?;
    let extends = fields.get("extends", ctx, Ctx::text);
    let means = fields.get("means", ctx, Ctx::word);
    let format = fields.get("format", ctx, Ctx::word);
    let when = fields.get("when", ctx, |ctx, node| when::when(ctx, node, Asker::Body)).unwrap_or_default();
    let given = matches!(&node.kind, NodeKind::Map(entries) if entries.iter().any(|entry| entry.key == "fields" && !matches!(&entry.value.kind, NodeKind::Map(fields) if fields.is_empty())));
    let read = fields.named("fields", ctx, field);
    if read.is_empty() && !given && extends.is_none() {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "a body needs `fields`");
        ctx.sink.push(finding.note("Give at least one field: `fields: { message: /error/message }`."));
    }
    let chain = fields.get("chain", ctx, chain);
    let facts = facts::facts(ctx, &mut fields, &["name", "summary", "basis", "docs"]);
    let body = Body { extends, means, format, when, fields: read, chain, facts };
    fields.finish(ctx);
    Some(body)
}
