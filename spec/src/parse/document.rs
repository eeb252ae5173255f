//! A whole document.

use super::ctx::Ctx;
use crate::diag::{Diagnostic, Sink};
use crate::source::Spanned;
use crate::written::Document;
use crate::yaml::Node;

const NO_SUCCESS: &str = "Some answer has to be a success, or no call ever ends well. List the statuses that are, or leave the key out for \
                          `[200-299]`.";

/// Reads a document.
pub fn parse(root: &Node, sink: &mut Sink) -> Option<Document> {
    let mut ctx = Ctx { sink: std::mem::take(sink) };
    let document = read_document(&mut ctx, root);
    *sink = ctx.sink;
    document
}

fn read_document(ctx: &mut Ctx, root: &Node) -> Option<Document> {
    let mut fields = ctx.fields("a spec", root)?;
    fields.require("errspec", ctx, Ctx::version);
    let name = fields.get("name", ctx, Ctx::module_name);
    let title = fields.get("title", ctx, Ctx::text);
    let source = fields.get("source", ctx, Ctx::text);
    let uses = fields.list("use", ctx, Ctx::text);
    let credentials = fields.named("credentials", ctx, Ctx::credential);
    let success = fields.choice("success", ctx, NO_SUCCESS, Ctx::status_range);
    let (statuses, ranges) = ctx.statuses(&mut fields);
    let document = Document {
        span: root.span,
        name,
        title,
        source,
        uses,
        credentials,
        success,
        statuses,
        ranges,
        errors: fields.named("errors", ctx, Ctx::catalog),
        bodies: fields.named("bodies", ctx, Ctx::body),
        headers: fields.get("headers", ctx, Ctx::headers).unwrap_or_default(),
        operations: fields.named("operations", ctx, Ctx::operation),
        health: fields.named("health", ctx, Ctx::health),
        retry: fields.get("retry", ctx, Ctx::policy),
        machines: fields.named("machines", ctx, Ctx::machine),
        conflicts: fields.list("conflicts", ctx, Ctx::conflict),
        advice: fields.list("advice", ctx, Ctx::remark),
        unspecified: fields.list("unspecified", ctx, Ctx::remark),
        lints: fields.get("lints", ctx, Ctx::lints).unwrap_or_default(),
    };
    // A file of something else has one fault, not one for each of its keys.
    if fields.foreign() {
        return None;
    }
    fields.finish(ctx);
    Some(document)
}

impl Ctx {
    /// `errspec: 1`.
    fn version(&mut self, node: &Node) -> Option<()> {
        let version = self.string(node)?;
        if version.value != "1" {
            let finding =
                Diagnostic::error("version", version.span, format!("`{}` is not a version of the language", version.value));
            self.sink.push(finding.fix(version.span, "1", "this tool reads version `1`"));
            return None;
        }
        Some(())
    }

    /// The module's name.
    fn module_name(&mut self, node: &Node) -> Option<Spanned<String>> {
        let name = self.text(node)?;
        let ok = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !ok {
            let finding = Diagnostic::error("bad-name", name.span, format!("`{}` cannot be the name of a module", name.value));
            let snake: String =
                name.value.to_ascii_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
            self.sink.push(finding.note(format!("Use lowercase letters, digits and underscores, a letter first: `{snake}`.")));
            return None;
        }
        Some(name)
    }
}
