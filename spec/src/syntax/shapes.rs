//! The fields of bodies, and their types.

use super::ctx::Ctx;
use super::facts::{self, Facts};
use super::mapping_keys::{Fields, Named};
use super::place::{self, Place};
use super::scalars;
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::Spanned;
use crate::words::Role;
use crate::yaml::{Entry, Node, NodeKind};

/// A field of a body.
#[derive(Clone, Debug)]
pub struct Field {
    pub place: Place,
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
#[derive(Clone, Debug)]
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
    /// A list of such items.
    List(Box<Spanned<FieldType>>),
    /// An object whose member names are data, with such values.
    Map(Box<Spanned<FieldType>>),
    /// An object with these members. Only items of lists and values of maps have this type.
    Object(Vec<Named<Field>>),
}

pub(super) fn field(ctx: &mut Ctx, node: &Node) -> Option<Field> {
    if ctx.probes_map(node) {
        place::location(ctx, node);
    } else if place::is_short(node) {
        return Some(Field::new(place::place(ctx, node)?, None));
    }
    let mut fields = Fields::of(ctx, "a field", node)?;
    let place = place::place_in(ctx, &mut fields, node);
    let field = Field::new(place, None).with_keys(ctx, fields);
    never_absent(ctx, &field);
    Some(field)
}

fn never_absent(ctx: &mut Ctx, field: &Field) {
    if let (Some(default), true) = (&field.place.default, field.optional) {
        let finding = Diagnostic::new(&rules::UNUSED_KEY, default.span, "a field with a `default` is never absent");
        ctx.sink.push(finding.note("The body or item matches without it. Remove `optional: true`, or the default."));
    }
}

impl Field {
    fn new(place: Place, kind: Option<Spanned<FieldType>>) -> Self {
        Self { place, kind, role: None, optional: false, secret: false, facts: Facts::default() }
    }

    /// Reads the keys apart from those of the place.
    fn with_keys(self, ctx: &mut Ctx, mut fields: Fields<'_>) -> Self {
        let field = Self {
            kind: fields.get("type", ctx, field_type),
            role: fields.get("role", ctx, Ctx::word),
            optional: fields.get("optional", ctx, scalars::boolean).is_some_and(|optional| optional.value),
            secret: fields.get("secret", ctx, scalars::boolean).is_some_and(|secret| secret.value),
            facts: facts::facts(ctx, &mut fields, &["name", "summary", "basis", "docs"]),
            ..self
        };
        fields.finish(ctx);
        field
    }
}

/// A member of an item: `msg: string`, or `code: { at: /error/code, type: ErrorCode }`. Without `at`, it is the member of that name.
fn member(ctx: &mut Ctx, entry: &Entry) -> Option<Named<Field>> {
    scalars::is_member(ctx, &entry.key, entry.key_span);
    let own = || Spanned::new(format!("/{}", entry.key.replace('~', "~0").replace('/', "~1")), entry.key_span);
    let named = |value| {
        let (key, span) = entry.name();
        Named { key, value, span }
    };
    let is_long = matches!(&entry.value.kind, NodeKind::Map(entries) if !is_container(entries));
    if !is_long || ctx.probes_map(&entry.value) {
        let kind = field_type(ctx, &entry.value);
        if !is_long {
            return Some(named(Field::new(Place::pointer(own()), Some(kind?))));
        }
    }
    let mut fields = Fields::of(ctx, "a member", &entry.value)?;
    let place = place::place_in_item(ctx, &mut fields, &entry.value, own());
    let field = Field::new(place, None).with_keys(ctx, fields);
    never_absent(ctx, &field);
    Some(named(field))
}

/// The type of a field: a word, the name of a catalog, a list or a map.
fn field_type(ctx: &mut Ctx, node: &Node) -> Option<Spanned<FieldType>> {
    match &node.kind {
        NodeKind::Map(_) => container(ctx, node),
        _ => plain(ctx, node),
    }
}

/// The type of the items of a list or of the values of a map: any of these types, or objects with members.
fn item_type(ctx: &mut Ctx, node: &Node) -> Option<Spanned<FieldType>> {
    match &node.kind {
        NodeKind::Map(entries) if !is_container(entries) => {
            if ctx.probes_map(node) {
                container(ctx, node);
            }
            Some(Spanned::new(FieldType::Object(ctx.each(node, member)?), node.span))
        }
        _ => field_type(ctx, node),
    }
}

/// Whether a mapping is the type of a list or a map, and not one with members.
fn is_container(entries: &[Entry]) -> bool {
    matches!(entries, [entry] if matches!(entry.key.as_str(), "list" | "map"))
}

/// `{ list: string }`, `{ list: { loc: json, msg: string } }` or `{ map: { list: string } }`.
fn container(ctx: &mut Ctx, node: &Node) -> Option<Spanned<FieldType>> {
    let NodeKind::Map(entries) = &node.kind else { return None };
    let key = |wanted: &str| entries.iter().find(|entry| entry.key == wanted).map(|entry| entry.key_span);
    match (key("list"), key("map")) {
        (Some(list), Some(map)) => {
            let finding = Diagnostic::new(&rules::UNUSED_KEY, map, "a type is either a list or a map");
            let finding = finding.label(list, "the other one");
            ctx.sink.push(finding.note("To read a list of maps, write `{ list: { map: string } }`."));
        }
        (None, None) if !ctx.probes_map(node) => {
            let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "a type needs `list` or `map`");
            ctx.sink.push(finding.note(
                "A list of objects is written `{ list: { code: string } }`, and an object whose member names are data `{ map: \
                 string }`. The members of any other object are fields of the body: `at: /error/code`.",
            ));
        }
        _ => {}
    }
    let mut fields = Fields::of(ctx, "a type", node)?;
    let list = fields.get("list", ctx, item_type).map(|item| FieldType::List(Box::new(item)));
    let map = fields.get("map", ctx, item_type).map(|item| FieldType::Map(Box::new(item)));
    fields.finish(ctx);
    Some(Spanned::new(list.or(map)?, node.span))
}

fn plain(ctx: &mut Ctx, node: &Node) -> Option<Spanned<FieldType>> {
    let word = ctx.text(node)?.value;
    let plain = FieldType::PLAIN.into_iter().find(|(plain, _)| *plain == word);
    Some(Spanned::new(plain.map_or(FieldType::Catalog(word), |(_, kind)| kind), node.span))
}
