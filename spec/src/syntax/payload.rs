//! What a response about a job contains: the members of payloads, and their types.

use super::ctx::Ctx;
use super::facts;
use super::mapping_keys::Fields;
use super::scalars;
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::rules;
use crate::source::Spanned;
use crate::yaml::{Entry, Node, NodeKind};

/// A member that a response in a state contains.
#[derive(Clone, Debug)]
pub struct Payload {
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    /// Where it is, if that is not the top-level member with its name.
    pub at: Option<Spanned<String>>,
    /// Whether a response may lack it.
    pub optional: bool,
    pub kind: PayloadType,
}

/// The type of a member.
#[derive(Clone, Debug)]
pub enum PayloadType {
    /// A parameter type, `json`, or the name of a catalog.
    Word(Spanned<String>),
    /// A list of such items.
    List(Box<PayloadType>),
    /// An object whose member names are data, with such values.
    Map(Box<PayloadType>),
    /// An object with these members. Only items of lists and values of maps have this type.
    Object(Vec<Payload>),
}

pub(super) fn payload(ctx: &mut Ctx, fields: &mut Fields<'_>) -> Vec<Payload> {
    let members = fields.named("payload", ctx, member);
    members.into_iter().map(|member| named(ctx, member.key, member.value)).into_vec()
}

/// The member with its key. Without `at`, that is also where it is.
fn named(ctx: &mut Ctx, key: Spanned<String>, member: Payload) -> Payload {
    if member.at.is_none() {
        scalars::is_member(ctx, &key.value, key.span);
    }
    Payload { name: key, ..member }
}

/// `url: string`, or `url: { at: /result/url, type: string, optional: true, name: link }`.
fn member(ctx: &mut Ctx, node: &Node) -> Option<Payload> {
    let plain = |kind| {
        let name = Spanned::new(String::new(), node.span);
        Payload { name, rust_name: None, at: None, optional: false, kind }
    };
    let is_long = matches!(&node.kind, NodeKind::Map(entries) if !is_container(entries));
    if !is_long || ctx.probes_map(node) {
        let kind = payload_type(ctx, node);
        if !is_long {
            return kind.map(plain);
        }
    }
    let mut fields = Fields::of(ctx, "a payload member", node)?;
    let kind = fields.require("type", ctx, payload_type);
    let at = fields.get("at", ctx, scalars::pointer);
    let optional = fields.get("optional", ctx, scalars::boolean).is_some_and(|optional| optional.value);
    let rust_name = fields.get("name", ctx, facts::rust_name);
    fields.finish(ctx);
    Some(Payload { rust_name, at, optional, ..plain(kind?) })
}

/// A word, the name of a catalog, a list or a map.
fn payload_type(ctx: &mut Ctx, node: &Node) -> Option<PayloadType> {
    match &node.kind {
        NodeKind::Map(_) => container(ctx, node),
        _ => ctx.text(node).map(PayloadType::Word),
    }
}

/// The type of the items of a list or of the values of a map: any of these types, or objects with members.
fn item_type(ctx: &mut Ctx, node: &Node) -> Option<PayloadType> {
    match &node.kind {
        NodeKind::Map(entries) if !is_container(entries) => {
            if ctx.probes_map(node) {
                container(ctx, node);
            }
            let members = ctx.each(node, |ctx, entry| {
                let key = Spanned::new(entry.key.clone(), entry.key_span);
                let member = member(ctx, &entry.value)?;
                Some(named(ctx, key, member))
            });
            members.map(PayloadType::Object)
        }
        _ => payload_type(ctx, node),
    }
}

/// Whether a mapping is the type of a list or a map, and not one with members.
fn is_container(entries: &[Entry]) -> bool {
    matches!(entries, [entry] if matches!(entry.key.as_str(), "list" | "map"))
}

/// `{ list: string }`, `{ list: { code: ErrorCode, line: u32 } }` or `{ map: { list: string } }`.
fn container(ctx: &mut Ctx, node: &Node) -> Option<PayloadType> {
    let has = |wanted: &str| matches!(&node.kind, NodeKind::Map(entries) if entries.iter().any(|entry| entry.key == wanted));
    let is_neither = !has("list") && !has("map");
    if !ctx.probes_map(node) && (is_neither || has("list") && has("map")) {
        let message = if is_neither { "a type needs `list` or `map`" } else { "a type is either a list or a map" };
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), message);
        ctx.sink.push(finding.note(
            "A list of objects is written `{ list: { id: string } }`, and an object whose member names are data `{ map: string \
             }`. The members of any other object are members of the payload: `at: /result/id`.",
        ));
        return None;
    }
    let mut fields = Fields::of(ctx, "a type", node)?;
    let list = fields.get("list", ctx, item_type).map(|item| PayloadType::List(Box::new(item)));
    let map = fields.get("map", ctx, item_type).map(|item| PayloadType::Map(Box::new(item)));
    fields.finish(ctx);
    list.or(map)
}
