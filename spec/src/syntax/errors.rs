//! The section `errors`: catalogs, groups, codes.

use super::code_keys::{self, CodeKey};
use super::ctx::{Ctx, Fields, Named};
use super::facts::{self, Facts};
use super::form::Form;
use super::keys::{OF_CATALOGS, OF_CODES, OF_GROUPS};
use super::scalars;
use super::values::StatusRange;
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::rules;
use crate::source::Spanned;
use crate::words::WireKind;
use crate::yaml::{Node, NodeKind};

/// A catalog of codes.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub wire: Option<Spanned<WireKind>>,
    pub open: Option<Spanned<bool>>,
    pub extends: Vec<Spanned<String>>,
    pub status: Vec<Spanned<u16>>,
    pub facts: Facts,
    /// The facts of the codes that are neither listed nor in a family.
    pub unlisted: Option<Spanned<Facts>>,
    /// A prefix of wire texts that is left out of Rust names.
    pub strip: Option<Spanned<String>>,
    /// The tags that its codes can have.
    pub tags: Vec<Spanned<String>>,
    /// The keys that its codes have besides their wire texts.
    pub keys: Vec<Named<CodeKey>>,
    pub groups: Vec<Named<Group>>,
    pub codes: Vec<Named<Code>>,
}

/// A group of codes that share facts.
#[derive(Clone, Debug)]
pub struct Group {
    pub status: Vec<Spanned<u16>>,
    pub family: Option<Spanned<Family>>,
    pub tags: Vec<Spanned<String>>,
    pub facts: Facts,
    pub codes: Vec<Named<Code>>,
}

/// Which unlisted codes belong to a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Family {
    Prefix(String),
    Range(i64, i64),
    Mask(i64),
}

/// One code.
#[derive(Clone, Debug)]
pub struct Code {
    pub status: Vec<Spanned<u16>>,
    /// The statuses by which a response without a code means this one.
    pub implied_by: Vec<Spanned<StatusRange>>,
    pub message: Option<Spanned<String>>,
    pub params: Vec<Param>,
    pub aliases: Vec<Spanned<String>>,
    pub tags: Vec<Spanned<String>>,
    /// The values of further keys.
    pub keys: Vec<Named<Vec<Spanned<String>>>>,
    pub facts: Facts,
}

/// A parameter of a message template.
#[derive(Clone, Debug)]
pub struct Param {
    pub name: Spanned<String>,
    pub kind: Spanned<String>,
    pub secret: bool,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
}

pub(super) fn catalog(ctx: &mut Ctx, node: &Node) -> Option<Catalog> {
    let mut fields = ctx.fields("a catalog", node)?;
    let catalog = Catalog {
        wire: fields.get("wire", ctx, Ctx::word),
        open: fields.get("open", ctx, Ctx::boolean),
        extends: fields.list("extends", ctx, Ctx::text),
        status: fields.choice("status", ctx, NO_STATUS, scalars::status),
        facts: facts::facts(ctx, &mut fields, OF_CATALOGS),
        unlisted: fields.get("unlisted", ctx, unlisted),
        strip: fields.get("strip", ctx, Ctx::text),
        tags: fields.list("tags", ctx, Ctx::text),
        keys: code_keys::declared(ctx, &mut fields),
        groups: fields.named("groups", ctx, group),
        codes: fields.named("codes", ctx, code),
    };
    fields.finish(ctx);
    Some(catalog)
}

/// What an unlisted code counts as.
fn unlisted(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Facts>> {
    let mut fields = ctx.fields("`unlisted`", node)?;
    let facts = facts::facts(ctx, &mut fields, &["category", "retry", "effect", "severity", "basis"]);
    if fields.is_empty() {
        let finding = Diagnostic::new(&rules::EMPTY_TEXT, node.span, "`unlisted` states nothing");
        ctx.sink
            .push(finding.note("Write what an unlisted code counts as: `unlisted: { category: internal, retry: transient }`."));
    }
    fields.finish(ctx);
    Some(Spanned::new(facts, node.span))
}

fn group(ctx: &mut Ctx, node: &Node) -> Option<Group> {
    let mut fields = ctx.fields("a group", node)?;
    let group = Group {
        status: fields.choice("status", ctx, NO_STATUS, scalars::status),
        family: family(ctx, &mut fields),
        tags: fields.list("tags", ctx, Ctx::text),
        facts: facts::facts(ctx, &mut fields, OF_GROUPS),
        codes: fields.named("codes", ctx, code),
    };
    fields.finish(ctx);
    Some(group)
}

/// `prefix`, `range` or `mask`; at most one of them is allowed.
fn family(ctx: &mut Ctx, fields: &mut Fields<'_>) -> Option<Spanned<Family>> {
    let prefix = fields.get("prefix", ctx, prefix).map(|prefix| prefix.map(Family::Prefix));
    let range = fields.get("range", ctx, code_range);
    let mask = fields.get("mask", ctx, scalars::integer).map(|mask| mask.map(Family::Mask));
    let mut given: Vec<Spanned<Family>> = [prefix, range, mask].into_iter().flatten().into_vec();
    if let [first, second, ..] = given.as_slice() {
        let finding =
            Diagnostic::new(&rules::SEVERAL_FAMILIES, second.span, "a group has one family: `prefix`, `range` or `mask`");
        ctx.sink.push(finding.label(first.span, "the first one"));
    }
    given.drain(..).next()
}

/// The prefix of a family's codes, in which spaces are significant.
fn prefix(ctx: &mut Ctx, node: &Node) -> Option<Spanned<String>> {
    let prefix = ctx.string(node)?;
    if prefix.is_empty() {
        let finding = Diagnostic::new(&rules::EMPTY_TEXT, prefix.span, "an empty prefix would make every code a member");
        ctx.sink.push(finding.note("Write what applies to every code on the catalog itself, next to `codes`."));
        return None;
    }
    let literal = prefix.trim_end_matches(['*', '%', '.']);
    if prefix.contains(['*', '%']) || prefix.ends_with('}') {
        let message = format!("`{}` is a literal prefix, without wildcards", prefix.value);
        let finding = Diagnostic::new(&rules::LITERAL_WILDCARD, prefix.span, message);
        ctx.sink.push(match literal.is_empty() || literal.contains(['*', '%', '{']) {
            true => finding.note("Write the characters that every code of the group begins with, as in `prefix: \"08\"`."),
            false => finding.fix(prefix.span, format!("\"{literal}\""), format!("a prefix is written `{literal}`")),
        });
    }
    Some(prefix)
}

/// `[-32099, -32000]`.
fn code_range(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Family>> {
    let NodeKind::List(_) = &node.kind else { return ctx.wrong_kind(node, "two integers, like `[-32099, -32000]`") };
    let ends = ctx.list(node, scalars::integer);
    match ends.as_slice() {
        // Anything that is not an integer has been reported.
        ends if matches!(&node.kind, NodeKind::List(items) if items.len() != ends.len()) => None,
        [from, to] if from.value <= to.value => Some(Spanned::new(Family::Range(from.value, to.value), node.span)),
        _ => {
            let finding = Diagnostic::new(&rules::BAD_RANGE, node.span, "a range is its first and its last integer");
            ctx.sink.push(finding.note("Write the smaller one first: `range: [-32099, -32000]`."));
            None
        }
    }
}

fn code(ctx: &mut Ctx, node: &Node) -> Option<Code> {
    if matches!(node.kind, NodeKind::Absent) {
        return Some(Code::of(Facts::default()));
    }
    if let Some(facts) = facts::summary_only(ctx, node) {
        return Some(Code::of(facts));
    }
    let mut fields = ctx.fields("a code", node)?;
    let code = Code {
        status: fields.choice("status", ctx, NO_STATUS, scalars::status),
        implied_by: fields.choice("implied_by", ctx, NOT_IMPLIED, scalars::status_range),
        message: fields.get("message", ctx, Ctx::text),
        params: fields.named("params", ctx, param).into_iter().map(|named| Param { name: named.key, ..named.value }).into_vec(),
        aliases: fields.list("aliases", ctx, Ctx::string),
        tags: fields.list("tags", ctx, Ctx::text),
        keys: code_keys::values(ctx, &mut fields),
        facts: facts::facts(ctx, &mut fields, OF_CODES),
    };
    fields.finish(ctx);
    Some(code)
}

/// `limit: u32`, or `key: { type: string, secret: true }`.
fn param(ctx: &mut Ctx, node: &Node) -> Option<Param> {
    let name = Spanned::new(String::new(), node.span);
    // A parameter that could not be read counts as declared, because its placeholder would be reported otherwise.
    let unread = Spanned::new("string".to_owned(), node.span);
    if node.scalar().is_some() {
        return Some(Param { name, kind: param_type(ctx, node).unwrap_or(unread), secret: false, rust_name: None });
    }
    let mut fields = ctx.fields("a parameter", node)?;
    let kind = fields.require("type", ctx, param_type);
    let secret = fields.get("secret", ctx, Ctx::boolean).is_some_and(|secret| secret.value);
    let rust_name = fields.get("name", ctx, facts::rust_name);
    fields.finish(ctx);
    Some(Param { name, kind: kind.unwrap_or(unread), secret, rust_name })
}

/// The type of a parameter, which cannot be a list.
fn param_type(ctx: &mut Ctx, node: &Node) -> Option<Spanned<String>> {
    ctx.form(node, &Form::Words { what: "a type", words: &PARAM_TYPES });
    let kind = ctx.text(node)?;
    if PARAM_TYPES.contains(&kind.as_str()) {
        return Some(kind);
    }
    let finding =
        Diagnostic::new(&rules::UNKNOWN_WORD, kind.span, format!("`{}` is not a type a parameter can have", kind.value));
    ctx.sink.push(finding.suggest(&kind.value, kind.span, PARAM_TYPES));
    None
}

const NO_STATUS: &str = "List the statuses, or remove the key to use those of the group or catalog.";

const NOT_IMPLIED: &str = "List the statuses that mean this code if a response has none, or remove the key.";

/// The types of parameters, which members of payloads may have too.
pub(crate) const PARAM_TYPES: [&str; 9] = ["string", "integer", "u32", "u64", "i32", "i64", "boolean", "timestamp", "number"];

impl Code {
    fn of(facts: Facts) -> Self {
        Self {
            status: Vec::new(),
            implied_by: Vec::new(),
            message: None,
            params: Vec::new(),
            aliases: Vec::new(),
            tags: Vec::new(),
            keys: Vec::new(),
            facts,
        }
    }
}
