//! The shapes errors arrive in.

use super::ctx::Ctx;
use crate::diag::Diagnostic;
use crate::source::Spanned;
use crate::written::{Body, Facts, Field, FieldType, Member, When};
use crate::yaml::{Entry, Node, NodeKind};

impl Ctx {
    pub(super) fn body(&mut self, node: &Node) -> Option<Body> {
        let mut fields = self.fields("a body", node)?;
        let when = fields.get("when", self, Ctx::when).unwrap_or_default();
        let given = matches!(&node.kind, NodeKind::Map(entries) if entries.iter().any(|entry| entry.key == "fields" && !matches!(&entry.value.kind, NodeKind::Map(fields) if fields.is_empty())));
        let read = fields.named("fields", self, Ctx::field);
        if read.is_empty() && !given {
            let finding = Diagnostic::error("missing-key", node.span.first(), "a body needs `fields`");
            self.sink.push(finding.note("Give at least one field: `fields: { message: /error/message }`."));
        }
        let body = Body { when, fields: read, facts: self.facts(&mut fields, &["name", "summary", "basis", "docs"]) };
        fields.finish(self);
        Some(body)
    }

    fn when(&mut self, node: &Node) -> Option<When> {
        let mut fields = self.fields("`when`", node)?;
        let when = When {
            statuses: fields.choice("status", self, ANY_STATUS, Ctx::status_range),
            content_type: fields.get("content_type", self, Ctx::media_type),
        };
        fields.finish(self);
        Some(when)
    }

    /// `type/subtype`, without parameters.
    fn media_type(&mut self, node: &Node) -> Option<Spanned<String>> {
        let text = self.text(node)?;
        let ok = text.split_once('/').is_some_and(|(kind, sub)| !kind.is_empty() && !sub.is_empty())
            && !text.contains([' ', ';', ',', '*']);
        if !ok {
            let finding = Diagnostic::error("bad-content-type", text.span, format!("`{}` is not a media type", text.value));
            self.sink.push(finding.note(match text.contains('*') {
                true => "An answer names one media type. Write it whole, or leave the condition out if any will do.",
                false => "Write type and subtype without parameters: `application/problem+json`.",
            }));
            return None;
        }
        Some(text)
    }

    fn field(&mut self, node: &Node) -> Option<Field> {
        if node.scalar().is_some() {
            let at = self.pointer(node)?;
            return Some(Field { at, kind: None, role: None, optional: false, secret: false, facts: Facts::default() });
        }
        let mut fields = self.fields("a field", node)?;
        let at = fields.require("at", self, Ctx::pointer);
        let field = Field {
            at: at.unwrap_or_else(|| Spanned::new(String::new(), node.span)),
            kind: fields.get("type", self, Ctx::field_type),
            role: fields.get("role", self, Ctx::word),
            optional: fields.get("optional", self, Ctx::boolean).is_some_and(|optional| optional.value),
            secret: fields.get("secret", self, Ctx::boolean).is_some_and(|secret| secret.value),
            facts: self.facts(&mut fields, &["name", "summary", "basis", "docs"]),
        };
        fields.finish(self);
        Some(field)
    }

    fn field_type(&mut self, node: &Node) -> Option<Spanned<FieldType>> {
        let kind = match &node.kind {
            NodeKind::Map(_) => self.list_type(node)?,
            _ => plain_type(&self.text(node)?.value),
        };
        Some(Spanned::new(kind, node.span))
    }

    /// `{ list: { loc: json, msg: string } }`.
    fn list_type(&mut self, node: &Node) -> Option<FieldType> {
        let mut fields = self.fields("a type", node)?;
        let members = fields.require("list", self, |ctx, node| {
            let entries = ctx.entries(node)?;
            Some(entries.iter().filter_map(|entry| ctx.list_member(entry)).collect())
        });
        fields.finish(self);
        members.map(FieldType::List)
    }

    /// `msg: string`, or `msg: { type: string, name: text }`.
    fn list_member(&mut self, entry: &Entry) -> Option<Member> {
        self.is_member(&entry.key, entry.key_span);
        let name = Spanned::new(entry.key.clone(), entry.key_span);
        if !matches!(entry.value.kind, NodeKind::Map(_)) {
            let kind = self.member_type(&entry.value)?;
            return Some(Member { name, rust_name: None, kind });
        }
        let mut fields = self.fields("a member", &entry.value)?;
        let kind = fields.require("type", self, Ctx::member_type);
        let rust_name = fields.get("name", self, Ctx::rust_name);
        fields.finish(self);
        Some(Member { name, rust_name, kind: kind? })
    }

    fn member_type(&mut self, node: &Node) -> Option<Spanned<FieldType>> {
        Some(Spanned::new(plain_type(&self.text(node)?.value), node.span))
    }
}

const ANY_STATUS: &str = "Name the statuses with which the body comes, or leave the key out if it comes with any.";

fn plain_type(word: &str) -> FieldType {
    let plain = FieldType::PLAIN.into_iter().find(|(plain, _)| *plain == word);
    plain.map_or_else(|| FieldType::Catalog(word.to_owned()), |(_, kind)| kind)
}
