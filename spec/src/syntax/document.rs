//! A whole file.

use super::bodies::{self, Body};
use super::ctx::{Ctx, Named};
use super::errors::{self, Catalog};
use super::http::{self, Credential, Headers, Health, Operation};
use super::machines::{self, Machine};
use super::notes::{self, Conflict, LintAllow, Remark};
use super::policy::{self, Policy};
use super::scalars;
use super::statuses::{self, StatusEntry, StatusRangeEntry};
use super::values::StatusRange;
use crate::diag::{Diagnostic, Sink};
use crate::rules;
use crate::source::{Span, Spanned};
use crate::yaml::Node;

/// One file.
#[derive(Clone, Debug)]
pub struct Document {
    pub span: Span,
    pub name: Option<Spanned<String>>,
    pub title: Option<Spanned<String>>,
    pub source: Option<Spanned<String>>,
    pub uses: Vec<Spanned<String>>,
    pub credentials: Vec<Named<Credential>>,
    pub success: Vec<Spanned<StatusRange>>,
    pub statuses: Vec<StatusEntry>,
    pub ranges: Vec<StatusRangeEntry>,
    pub errors: Vec<Named<Catalog>>,
    pub bodies: Vec<Named<Body>>,
    pub headers: Headers,
    pub operations: Vec<Named<Operation>>,
    pub health: Vec<Named<Health>>,
    pub retry: Option<Policy>,
    pub machines: Vec<Named<Machine>>,
    pub conflicts: Vec<Conflict>,
    pub advice: Vec<Remark>,
    pub unspecified: Vec<Remark>,
    pub lints: Vec<LintAllow>,
}

impl Document {
    /// A file without any content.
    pub(crate) fn empty(span: Span) -> Self {
        Self {
            span,
            name: None,
            title: None,
            source: None,
            uses: Vec::new(),
            credentials: Vec::new(),
            success: Vec::new(),
            statuses: Vec::new(),
            ranges: Vec::new(),
            errors: Vec::new(),
            bodies: Vec::new(),
            headers: Headers::default(),
            operations: Vec::new(),
            health: Vec::new(),
            retry: None,
            machines: Vec::new(),
            conflicts: Vec::new(),
            advice: Vec::new(),
            unspecified: Vec::new(),
            lints: Vec::new(),
        }
    }
}

const NO_SUCCESS: &str = "Without a success status, no call can succeed. List the success statuses, or remove the key for \
    the default, `[200-299]`.";

/// Reads a file.
pub fn parse(root: &Node, sink: &mut Sink) -> Option<Document> {
    let mut ctx = Ctx { sink: std::mem::take(sink) };
    let document = read_document(&mut ctx, root);
    *sink = ctx.sink;
    document
}

/// Reads the sections that the derives produce: statuses, catalogs and machines.
pub(crate) fn parse_sections(root: &Node, sink: &mut Sink) -> Option<Document> {
    let mut ctx = Ctx { sink: std::mem::take(sink) };
    let document = ctx.fields("a spec", root).map(|mut fields| {
        let (statuses, ranges) = statuses::statuses(&mut ctx, &mut fields);
        let errors = fields.named("errors", &mut ctx, errors::catalog);
        let machines = fields.named("machines", &mut ctx, machines::machine);
        Document { statuses, ranges, errors, machines, ..Document::empty(root.span) }
    });
    *sink = ctx.sink;
    document
}

fn read_document(ctx: &mut Ctx, root: &Node) -> Option<Document> {
    let mut fields = ctx.fields("a spec", root)?;
    fields.require("errspec", ctx, version);
    let name = fields.get("name", ctx, module_name);
    let title = fields.get("title", ctx, Ctx::text);
    let source = fields.get("source", ctx, Ctx::text);
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
        return None;
    }
    fields.finish(ctx);
    Some(document)
}

/// `errspec: 1`.
fn version(ctx: &mut Ctx, node: &Node) -> Option<()> {
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
