//! Catalogs, groups, codes.

use super::ctx::{Ctx, Fields};
use super::facts::SHARED;
use crate::diag::Diagnostic;
use crate::source::Spanned;
use crate::written::{Catalog, Code, Facts, Family, Group, Param};
use crate::yaml::{Node, NodeKind};

impl Ctx {
    pub(super) fn catalog(&mut self, node: &Node) -> Option<Catalog> {
        let mut fields = self.fields("a catalog", node)?;
        let catalog = Catalog {
            wire: fields.get("wire", self, Ctx::word),
            open: fields.get("open", self, Ctx::boolean),
            extends: fields.list("extends", self, Ctx::text),
            status: fields.choice("status", self, NO_STATUS, Ctx::status),
            facts: self.facts(&mut fields, &["name", "title", "summary", "docs", "category", "retry", "effect", "basis"]),
            groups: fields.named("groups", self, Ctx::group),
            codes: fields.named("codes", self, Ctx::code),
        };
        fields.finish(self);
        Some(catalog)
    }

    fn group(&mut self, node: &Node) -> Option<Group> {
        let mut fields = self.fields("a group", node)?;
        let group = Group {
            status: fields.choice("status", self, NO_STATUS, Ctx::status),
            family: self.family(&mut fields),
            facts: self.facts(&mut fields, &["title", "summary", "action", "docs", "category", "retry", "effect", "basis"]),
            codes: fields.named("codes", self, Ctx::code),
        };
        fields.finish(self);
        Some(group)
    }

    /// `prefix`, `range` or `mask`: at most one of them.
    fn family(&mut self, fields: &mut Fields<'_>) -> Option<Spanned<Family>> {
        let prefix = fields.get("prefix", self, Ctx::prefix).map(|prefix| prefix.map(Family::Prefix));
        let range = fields.get("range", self, Ctx::code_range);
        let mask = fields.get("mask", self, Ctx::integer).map(|mask| mask.map(Family::Mask));
        let mut given: Vec<Spanned<Family>> = [prefix, range, mask].into_iter().flatten().collect();
        if let [first, second, ..] = given.as_slice() {
            let finding =
                Diagnostic::error("several-families", second.span, "a group has one family: `prefix`, `range` or `mask`");
            self.sink.push(finding.label(first.span, "the first one"));
        }
        given.drain(..).next()
    }

    /// The first letters of a family's codes; blanks count.
    fn prefix(&mut self, node: &Node) -> Option<Spanned<String>> {
        let prefix = self.string(node)?;
        if prefix.is_empty() {
            let finding = Diagnostic::error("empty-text", prefix.span, "an empty prefix would make every code a member");
            self.sink.push(finding.note("What holds for every code stands on the catalog itself, beside `codes`."));
            return None;
        }
        let literal = prefix.trim_end_matches(['*', '%', '.']);
        if prefix.contains(['*', '%']) || prefix.ends_with('}') {
            let message =
                format!("`{}` is a prefix of exactly these characters: nothing in it stands for others", prefix.value);
            let finding = Diagnostic::warning("literal-wildcard", prefix.span, message);
            self.sink.push(match literal.is_empty() || literal.contains(['*', '%', '{']) {
                true => finding.note("Write the characters that all codes of the group begin with, as in `prefix: \"08\"`."),
                false => finding.fix(prefix.span, format!("\"{literal}\""), format!("a prefix is written `{literal}`")),
            });
        }
        Some(prefix)
    }

    /// `[-32099, -32000]`.
    fn code_range(&mut self, node: &Node) -> Option<Spanned<Family>> {
        let NodeKind::List(_) = &node.kind else { return self.wrong_kind(node, "two integers, like `[-32099, -32000]`") };
        let ends = self.list(node, Ctx::integer);
        match ends.as_slice() {
            // What is no integer was reported.
            ends if matches!(&node.kind, NodeKind::List(items) if items.len() != ends.len()) => None,
            [from, to] if from.value <= to.value => Some(Spanned::new(Family::Range(from.value, to.value), node.span)),
            _ => {
                let finding = Diagnostic::error("bad-range", node.span, "a range is its first and its last integer");
                self.sink.push(finding.note("Write the smaller one first: `range: [-32099, -32000]`."));
                None
            }
        }
    }

    fn code(&mut self, node: &Node) -> Option<Code> {
        if matches!(node.kind, NodeKind::Absent) {
            return Some(Code::of(Facts::default()));
        }
        if let Some(facts) = self.summary_only(node) {
            return Some(Code::of(facts));
        }
        let mut fields = self.fields("a code", node)?;
        let code = Code {
            status: fields.choice("status", self, NO_STATUS, Ctx::status),
            message: fields.get("message", self, Ctx::text),
            params: fields
                .named("params", self, Ctx::param)
                .into_iter()
                .map(|named| Param { name: named.key, ..named.value })
                .collect(),
            aliases: fields.list("aliases", self, Ctx::string),
            facts: self.facts(&mut fields, SHARED),
        };
        fields.finish(self);
        Some(code)
    }

    /// `limit: u32`, or `key: { type: string, secret: true }`.
    fn param(&mut self, node: &Node) -> Option<Param> {
        let name = Spanned::new(String::new(), node.span);
        // What could not be read is a parameter all the same, or its placeholder would be an error too.
        let unread = Spanned::new("string".to_owned(), node.span);
        if node.scalar().is_some() {
            return Some(Param { name, kind: self.param_type(node).unwrap_or(unread), secret: false, rust_name: None });
        }
        let mut fields = self.fields("a parameter", node)?;
        let kind = fields.require("type", self, Ctx::param_type);
        let secret = fields.get("secret", self, Ctx::boolean).is_some_and(|secret| secret.value);
        let rust_name = fields.get("name", self, Ctx::rust_name);
        fields.finish(self);
        Some(Param { name, kind: kind.unwrap_or(unread), secret, rust_name })
    }

    /// The type of a parameter or payload member that is no list.
    pub(super) fn param_type(&mut self, node: &Node) -> Option<Spanned<String>> {
        let kind = self.text(node)?;
        if PARAM_TYPES.contains(&kind.as_str()) {
            return Some(kind);
        }
        let finding =
            Diagnostic::error("unknown-word", kind.span, format!("`{}` is not a type a parameter can have", kind.value));
        self.sink.push(finding.suggest(&kind.value, kind.span, PARAM_TYPES));
        None
    }
}

const NO_STATUS: &str = "Name the statuses, or leave the key out: then those of the group or catalog count.";

const PARAM_TYPES: [&str; 9] = ["string", "integer", "u32", "u64", "i32", "i64", "boolean", "timestamp", "number"];

impl Code {
    fn of(facts: Facts) -> Self {
        Self { status: Vec::new(), message: None, params: Vec::new(), aliases: Vec::new(), facts }
    }
}
