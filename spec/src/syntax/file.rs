//! Reads a whole file.

use super::ctx::Ctx;
use super::document::Document;
use super::mapping_keys::Fields;
use super::{bodies, errors, form, http, machines, notes, policy, scalars, statuses};
use crate::diag::{Diagnostic, Sink};
use crate::rules;
use crate::source::Spanned;
use crate::yaml::Node;

const NO_SUCCESS: &str = "Without a success status, no call can succeed. List the success statuses, or remove the key for \
    the default, `[200-299]`.";

/// Reads a file.
pub fn parse(root: &Node, sink: &mut Sink) -> Option<Document> {
    let mut ctx = Ctx { sink: std::mem::take(sink), ..Ctx::default() };
    let document = read_document(&mut ctx, root);
    *sink = ctx.sink;
    document
}

pub(super) fn read_document(ctx: &mut Ctx, root: &Node) -> Option<Document> {
    let mut fields = Fields::of(ctx, "a spec", root)?;
    fields.require("errspec", ctx, version);
    let name = fields.get("name", ctx, module_name);
    let title = fields.get("title", ctx, Ctx::prose);
    let source = fields.get("source", ctx, Ctx::prose);
    // The file has already been combined with its base.
    fields.get("base", ctx, Ctx::text);
    let uses = fields.list("use", ctx, Ctx::text);
    let credentials = fields.named("credentials", ctx, http::credential);
    let success = fields.choice("success", ctx, NO_SUCCESS, scalars::status_range);
    let (statuses, ranges) = statuses::statuses(ctx, &mut fields);
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
        errors: fields.named("errors", ctx, errors::catalog),
        bodies: fields.named("bodies", ctx, bodies::body),
        headers: fields.get("headers", ctx, http::headers).unwrap_or_default(),
        operations: fields.named("operations", ctx, http::operation),
        health: fields.named("health", ctx, http::health),
        retry: fields.get("retry", ctx, policy::policy),
        machines: fields.named("machines", ctx, machines::machine),
        conflicts: fields.list("conflicts", ctx, notes::conflict),
        advice: fields.list("advice", ctx, notes::remark),
        unspecified: fields.list("unspecified", ctx, notes::remark),
        lints: fields.get("lints", ctx, notes::lints).unwrap_or_default(),
    };
    // A file that is not a spec gets one finding, not one for each of its keys.
    if fields.foreign() {
        fields.finish_foreign(ctx);
        return None;
    }
    fields.finish(ctx);
    Some(document)
}

/// `errspec: 1`.
fn version(ctx: &mut Ctx, node: &Node) -> Option<()> {
    ctx.form(node, &form::VERSION);
    let version = ctx.string(node)?;
    if version.value != "1" {
        let finding =
            Diagnostic::new(&rules::VERSION, version.span, format!("`{}` is not a version of the language", version.value));
        ctx.sink.push(finding.fix(version.span, "1", "this tool reads version `1`"));
        return None;
    }
    Some(())
}

/// The name of the module.
fn module_name(ctx: &mut Ctx, node: &Node) -> Option<Spanned<String>> {
    ctx.form(node, &form::MODULE);
    let name = ctx.text(node)?;
    let ok = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !ok {
        let finding = Diagnostic::new(&rules::BAD_NAME, name.span, format!("`{}` cannot be the name of a module", name.value));
        let snake: String =
            name.value.to_ascii_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        ctx.sink.push(finding.note(format!("Use lowercase letters, digits and underscores, a letter first: `{snake}`.")));
        return None;
    }
    Some(name)
}
