//! The section `errors`: catalogs, groups, codes.

use super::code_keys::{self, CodeKey};
use super::ctx::Ctx;
use super::facts::{self, Facts};
use super::keys::{OF_CATALOGS, OF_CODES, OF_GROUPS};
use super::mapping_keys::{Fields, Named};
use super::params::{Param, param};
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
    /// All groups. A group that is inside another one comes after it.
    pub groups: Vec<Named<Group>>,
    pub codes: Vec<Named<Code>>,
}

/// A group of codes that share facts.
#[derive(Clone, Debug)]
pub struct Group {
    /// The name of the group around it.
    pub within: Option<Spanned<String>>,
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
    /// The statuses that imply this code, if a response has no code.
    pub implied_by: Vec<Spanned<StatusRange>>,
    pub message: Option<Spanned<String>>,
    pub params: Vec<Param>,
    pub aliases: Vec<Spanned<String>>,
    pub tags: Vec<Spanned<String>>,
    /// The values of further keys.
    pub keys: Vec<Named<Vec<Spanned<String>>>>,
    pub facts: Facts,
}

pub(super) fn catalog(ctx: &mut Ctx, node: &Node) -> Option<Catalog> {
    let mut fields = Fields::of(ctx, "a catalog", node)?;
    let catalog = Catalog {
        wire: fields.get("wire", ctx, Ctx::word),
        open: fields.get("open", ctx, scalars::boolean),
        extends: fields.list("extends", ctx, Ctx::text),
        status: fields.choice("status", ctx, NO_STATUS, scalars::status),
        facts: facts::facts(ctx, &mut fields, OF_CATALOGS),
        unlisted: fields.get("unlisted", ctx, unlisted),
        strip: fields.get("strip", ctx, Ctx::text),
        tags: fields.list("tags", ctx, Ctx::text),
        keys: code_keys::declared(ctx, &mut fields),
        groups: groups(ctx, &mut fields),
        codes: fields.named("codes", ctx, code),
    };
    fields.finish(ctx);
    Some(catalog)
}

/// What an unlisted code counts as.
fn unlisted(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Facts>> {
    let mut fields = Fields::of(ctx, "`unlisted`", node)?;
    let facts = facts::facts(ctx, &mut fields, &["category", "retry", "effect", "severity", "basis"]);
    if fields.is_empty() {
        let finding = Diagnostic::new(&rules::EMPTY_TEXT, node.span, "`unlisted` states nothing");
        ctx.sink
            .push(finding.note("Write what an unlisted code counts as: `unlisted: { category: internal, retry: transient }`."));
    }
    fields.finish(ctx);
    Some(Spanned::new(facts, node.span))
}

/// A group and the groups inside of it.
type Nested = (Group, Vec<Named<Nest>>);

/// The same, as the parser of a mapping returns it.
struct Nest(Box<Nested>);

/// All groups of a catalog. A group that is inside another one comes after it.
fn groups(ctx: &mut Ctx, fields: &mut Fields<'_>) -> Vec<Named<Group>> {
    let groups: Vec<Named<Nest>> = fields.named("groups", ctx, group);
    let mut all: Vec<Named<Group>> = Vec::new();
    // The first one is at the end.
    let mut left: Vec<(Option<Spanned<String>>, Named<Nest>)> = groups.into_iter().rev().map(|group| (None, group)).into_vec();
    while let Some((within, Named { key, value: Nest(nested), span })) = left.pop() {
        if let Some(first) = all.iter().find(|other| other.key.value == key.value) {
            let message = format!("the group `{}` appears twice in this catalog", key.value);
            let finding = Diagnostic::new(&rules::DUPLICATE_KEY, key.span, message).label(first.key.span, "first here");
            ctx.sink.push(finding.note("Groups in different groups need different names too."));
            continue;
        }
        let (group, inside) = *nested;
        inside.into_iter().rev().map(|inner| (Some(key.clone()), inner)).add_to(&mut left);
        all.push(Named { key, value: Group { within, ..group }, span });
    }
    all
}

fn group(ctx: &mut Ctx, node: &Node) -> Option<Nest> {
    let mut fields = Fields::of(ctx, "a group", node)?;
    let group = Group {
        within: None,
        status: fields.choice("status", ctx, NO_STATUS, scalars::status),
        family: family(ctx, &mut fields),
        tags: fields.list("tags", ctx, Ctx::text),
        facts: facts::facts(ctx, &mut fields, OF_GROUPS),
        codes: fields.named("codes", ctx, code),
    };
    let inside = fields.named("groups", ctx, self::group);
    fields.finish(ctx);
    Some(Nest(Box::new((group, inside))))
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
    let mut fields = Fields::of(ctx, "a code", node)?;
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

const NO_STATUS: &str = "List the statuses, or remove the key to use those of the group or catalog.";

const NOT_IMPLIED: &str = "List the statuses that mean this code if a response has none, or remove the key.";

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
