//! The section `bodies`.

use super::ctx::{Ctx, Named};
use super::facts::{self, Facts};
use super::scalars;
use super::when::{self, Asker, When};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::Spanned;
use crate::words::{Meaning, Role};
use crate::yaml::{Entry, Node, NodeKind};

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

/// A field of a body.
#[derive(Clone, Debug)]
pub struct Field {
    pub at: Spanned<String>,
    pub kind: Option<Spanned<FieldType>>,
    pub role: Option<Spanned<Role>>,
    pub optional: bool,
    /// Whether the value is never printed.
    pub secret: bool,
    pub facts: Facts,
}

impl FieldType {
    /// The types that are named by a word.
    pub(crate) const PLAIN: [(&'static str, Self); 7] = [
        ("string", Self::String),
        ("integer", Self::Integer),
        ("number", Self::Number),
        ("boolean", Self::Boolean),
        ("timestamp", Self::Timestamp),
        ("status", Self::Status),
        ("json", Self::Json),
    ];
}

/// The type of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    String,
    Integer,
    Number,
    Boolean,
    Timestamp,
    Status,
    Json,
    /// A code of the catalog with this name.
    Catalog(String),
    /// A list of objects with these members.
    List(Vec<Member>),
}

/// A member of the items of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    pub kind: Spanned<FieldType>,
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

fn field(ctx: &mut Ctx, node: &Node) -> Option<Field> {
    if node.scalar().is_some() {
        let at = scalars::pointer(ctx, node)?;
        return Some(Field { at, kind: None, role: None, optional: false, secret: false, facts: Facts::default() });
    }
    let mut fields = ctx.fields("a field", node)?;
    let at = fields.require("at", ctx, scalars::pointer);
    let field = Field {
        at: at.unwrap_or_else(|| Spanned::new(String::new(), node.span)),
        kind: fields.get("type", ctx, field_type),
        role: fields.get("role", ctx, Ctx::word),
        optional: fields.get("optional", ctx, Ctx::boolean).is_some_and(|optional| optional.value),
        secret: fields.get("secret", ctx, Ctx::boolean).is_some_and(|secret| secret.value),
        facts: facts::facts(ctx, &mut fields, &["name", "summary", "basis", "docs"]),
    };
    fields.finish(ctx);
    Some(field)
}

fn field_type(ctx: &mut Ctx, node: &Node) -> Option<Spanned<FieldType>> {
    let kind = match &node.kind {
        NodeKind::Map(_) => list_type(ctx, node)?,
        _ => plain_type(&ctx.text(node)?.value),
    };
    Some(Spanned::new(kind, node.span))
}

/// `{ list: { loc: json, msg: string } }`.
fn list_type(ctx: &mut Ctx, node: &Node) -> Option<FieldType> {
    let mut fields = ctx.fields("a type", node)?;
    let members = fields.require("list", ctx, |ctx, node| ctx.each(node, list_member));
    fields.finish(ctx);
    members.map(FieldType::List)
}

/// `msg: string`, or `msg: { type: string, name: text }`.
fn list_member(ctx: &mut Ctx, entry: &Entry) -> Option<Member> {
    scalars::is_member(ctx, &entry.key, entry.key_span);
    let name = Spanned::new(entry.key.clone(), entry.key_span);
    if !matches!(entry.value.kind, NodeKind::Map(_)) {
        let kind = member_type(ctx, &entry.value)?;
        return Some(Member { name, rust_name: None, kind });
    }
    let mut fields = ctx.fields("a member", &entry.value)?;
    let kind = fields.require("type", ctx, member_type);
    let rust_name = fields.get("name", ctx, facts::rust_name);
    fields.finish(ctx);
    Some(Member { name, rust_name, kind: kind? })
}

fn member_type(ctx: &mut Ctx, node: &Node) -> Option<Spanned<FieldType>> {
    Some(Spanned::new(plain_type(&ctx.text(node)?.value), node.span))
}

fn plain_type(word: &str) -> FieldType {
    let plain = FieldType::PLAIN.into_iter().find(|(plain, _)| *plain == word);
    plain.map_or_else(|| FieldType::Catalog(word.to_owned()), |(_, kind)| kind)
}
