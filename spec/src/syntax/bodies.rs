//! The section `bodies`.

use super::ctx::{Ctx, Named};
use super::facts::{self, Facts};
use super::shapes::{Field, field};
use super::when::{self, Asker, When};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::Spanned;
use crate::words::Meaning;
use crate::yaml::{Node, NodeKind};

/// One shape of an error body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The body whose fields and conditions this one takes over.
    pub extends: Option<Spanned<String>>,
    pub means: Option<Spanned<Meaning>>,
    pub when: When,
    pub fields: Vec<Named<Field>>,
    pub facts: Facts,
}

pub(super) fn body(ctx: &mut Ctx, node: &Node) -> Option<Body> {
    let mut fields = ctx.fields("a body", node)?;
    let extends = fields.get("extends", ctx, Ctx::text);
    let means = fields.get("means", ctx, Ctx::word);
    let when = fields.get("when", ctx, |ctx, node| when::when(ctx, node, Asker::Body)).unwrap_or_default();
    let given = matches!(&node.kind, NodeKind::Map(entries) if entries.iter().any(|entry| entry.key == "fields" && !matches!(&entry.value.kind, NodeKind::Map(fields) if fields.is_empty())));
    let read = fields.named("fields", ctx, field);
    if read.is_empty() && !given && extends.is_none() {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "a body needs `fields`");
        ctx.sink.push(finding.note("Give at least one field: `fields: { message: /error/message }`."));
    }
    let facts = facts::facts(ctx, &mut fields, &["name", "summary", "basis", "docs"]);
    let body = Body { extends, means, when, fields: read, facts };
    fields.finish(ctx);
    Some(body)
}
