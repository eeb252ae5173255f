//! Places: where a value is in a response. Every key that reads a value takes a place, in one grammar.
//!
//! ```yaml
//! /error/code                               # a JSON Pointer; "" is the whole document (RFC 6901)
//! { header: X-Error-Code }                  # a header
//! { items: /errors, member: /code }         # the first item of a list that has a value
//! [{ header: X-Error-Type }, /__type]       # the first of these that has a value
//! { at: /__type, after: "#", before: ":" }  # with what belongs to the value of the text that is there
//! ```
//!
//! A key whose value is a place calls [`place`]. An entry that has a place among other keys calls [`place_in`], which takes `at`,
//! `after`, `before` and `default` from it, or [`place_without_default`]. The result goes into the model as it is. Findings use [`Place::sole_pointer`] where only a
//! plain pointer can be reasoned about, and [`Place::same`] to compare two places. The JSON of `errspec resolve` writes a place with
//! `resolved::place`, the generator with `emit::whole::place`, and the runtime's `Place::read` reads one from headers and a body.

use super::ctx::Ctx;
use super::header_name::header_name;
#[cfg(feature = "reader")]
use super::list_item::{ListItem, list_item};
use super::mapping_keys::Fields;
use super::scalars;
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::{Span, Spanned};
use crate::yaml::{Node, NodeKind};
use std::fmt;

/// Where a value is in a response, and which part of the text there it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The first of these that has a value counts. There is at least one, unless there was a finding.
    pub at: Vec<Location>,
    /// The text up to the last of these is dropped.
    pub after: Option<Spanned<String>>,
    /// The text from the first of these on is dropped, before `after` is looked for.
    pub before: Option<Spanned<String>>,
    /// The value if there is none.
    pub default: Option<Spanned<String>>,
    /// Where it was written.
    pub span: Span,
}

/// One location in a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A JSON Pointer into the body.
    Pointer(Spanned<String>),
    /// A header.
    Header(Spanned<String>),
    /// A member of an item of a list.
    #[cfg(feature = "reader")]
    Item(Box<ListItem>),
}

impl Location {
    /// Where it was written.
    pub fn span(&self) -> Span {
        match self {
            Self::Pointer(text) | Self::Header(text) => text.span,
            #[cfg(feature = "reader")]
            Self::Item(item) => item.span,
        }
    }

    /// The pointer at which the body is read: for an item, that of the list.
    pub fn in_body(&self) -> Option<&Spanned<String>> {
        match self {
            Self::Pointer(at) => Some(at),
            #[cfg(feature = "reader")]
            Self::Item(item) => Some(&item.list),
            Self::Header(_) => None,
        }
    }

    /// Whether both are the same location. Names of headers are compared without regard to case.
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Pointer(one), Self::Pointer(other)) => one.value == other.value,
            (Self::Header(one), Self::Header(other)) => one.eq_ignore_ascii_case(other),
            #[cfg(feature = "reader")]
            (Self::Item(one), Self::Item(other)) => one.same(other),
            _ => false,
        }
    }
}

impl Place {
    /// A placeholder for a place that could not be read, about which there is a finding.
    pub(super) fn missing(span: Span) -> Self {
        Self { at: Vec::new(), after: None, before: None, default: None, span }
    }

    /// The place that is just this pointer.
    pub(crate) fn pointer(at: Spanned<String>) -> Self {
        let span = at.span;
        Self { at: vec![Location::Pointer(at)], ..Self::missing(span) }
    }

    /// The pointer, if the place is nothing else: one pointer whose value is taken as it is.
    pub fn sole_pointer(&self) -> Option<&Spanned<String>> {
        match (self.at.as_slice(), &self.default) {
            ([Location::Pointer(at)], None) if !self.is_cut() => Some(at),
            _ => None,
        }
    }

    /// Whether a part of the text is dropped.
    pub fn is_cut(&self) -> bool {
        self.after.is_some() || self.before.is_some()
    }

    /// The part of a text that counts; `None` if it is empty.
    pub fn part<'t>(&self, text: &'t str) -> Option<&'t str> {
        let before = self.before.as_ref().and_then(|before| text.split_once(before.as_str()));
        let text = before.map_or(text, |(text, _)| text);
        let after = self.after.as_ref().and_then(|after| text.rsplit_once(after.as_str()));
        let text = after.map_or(text, |(_, text)| text);
        (!text.is_empty()).then_some(text)
    }

    /// The pointers at which the body is read, in the order in which they are tried.
    pub fn pointers(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.at.iter().filter_map(Location::in_body)
    }

    /// The headers, in the order in which they are tried.
    pub fn headers(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.at.iter().filter_map(|at| if let Location::Header(name) = at { Some(name) } else { None })
    }

    /// Whether both say the same, wherever they were written.
    pub fn same(&self, other: &Self) -> bool {
        fn text(text: &Option<Spanned<String>>) -> Option<&str> {
            text.as_ref().map(|text| text.as_str())
        }
        self.at.len() == other.at.len()
            && self.at.iter().zip(&other.at).all(|(one, other)| one.same(other))
            && text(&self.after) == text(&other.after)
            && text(&self.before) == text(&other.before)
            && text(&self.default) == text(&other.default)
    }
}

/// For people: `/error/code`, or `header X-Error-Code, else /code`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, location) in self.at.iter().enumerate() {
            if at > 0 {
                f.write_str(", else ")?;
            }
            match location {
                Location::Pointer(pointer) if pointer.is_empty() => f.write_str("the whole body")?,
                Location::Pointer(pointer) => f.write_str(pointer)?,
                Location::Header(name) => write!(f, "header {}", name.value)?,
                #[cfg(feature = "reader")]
                Location::Item(item) => write!(f, "{} of an item of {}", item.member.value, item.list.value)?,
            }
        }
        Ok(())
    }
}

/// A place on its own: locations, or a mapping with the key `at`.
pub(super) fn place(ctx: &mut Ctx, node: &Node) -> Option<Place> {
    if ctx.probes_map(node) {
        location(ctx, node);
    } else if !has_key(node, "at") {
        let at = locations(ctx, node)?;
        return Some(Place { at, ..Place::missing(node.span) });
    }
    let mut fields = Fields::of(ctx, "a place", node)?;
    let place = place_in(ctx, &mut fields, node);
    fields.finish(ctx);
    Some(place)
}

/// The place that an entry has among its other keys.
pub(super) fn place_in(ctx: &mut Ctx, fields: &mut Fields<'_>, node: &Node) -> Place {
    let place = place_without_default(ctx, fields, node);
    Place { default: fields.get("default", ctx, Ctx::string), ..place }
}

/// The same for an entry in which a missing value has a meaning of its own.
pub(super) fn place_without_default(ctx: &mut Ctx, fields: &mut Fields<'_>, node: &Node) -> Place {
    let at = if !has_key(node, "at") && has_key(node, "header") {
        fields.take("header");
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "the header belongs under `at`");
        ctx.sink.push(finding.note("Write `at: { header: X-Error-Code }`, next to the other keys."));
        None
    } else {
        fields.require("at", ctx, locations)
    };
    Place {
        at: at.unwrap_or_default(),
        after: fields.get("after", ctx, separator),
        before: fields.get("before", ctx, separator),
        default: None,
        span: node.span,
    }
}

/// The place among the other keys of an entry that may have none.
pub(super) fn optional_place(ctx: &mut Ctx, fields: &mut Fields<'_>, node: &Node) -> Option<Place> {
    let is_given = ["at", "header", "after", "before", "default"].iter().any(|key| has_key(node, key));
    if ctx.probes_map(node) {
        // None of its keys is required.
        fields.get("at", ctx, locations);
        fields.get("after", ctx, separator);
        fields.get("before", ctx, separator);
        fields.get("default", ctx, Ctx::string);
        return None;
    }
    if is_given {
        return Some(place_in(ctx, fields, node));
    }
    fields.also(&["at", "after", "before", "default"]);
    None
}

/// The place of a member of an item, which is inside of the item. Without `at`, it is the member of that name.
pub(super) fn place_in_item(ctx: &mut Ctx, fields: &mut Fields<'_>, node: &Node, own: Spanned<String>) -> Place {
    let at = fields.get("at", ctx, item_locations).unwrap_or_else(|| vec![Location::Pointer(own)]);
    Place {
        at,
        after: fields.get("after", ctx, separator),
        before: fields.get("before", ctx, separator),
        default: fields.get("default", ctx, Ctx::string),
        span: node.span,
    }
}

/// Whether the node is a mapping with this key.
fn has_key(node: &Node, key: &str) -> bool {
    matches!(&node.kind, NodeKind::Map(entries) if entries.iter().any(|entry| entry.key == key))
}

/// Whether a value is a place and not a mapping with a place among its keys.
pub(super) fn is_short(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Map(entries) => matches!(entries.as_slice(), [entry] if entry.key == "header") || has_key(node, "items"),
        _ => true,
    }
}

/// One location, or a list of them.
fn locations(ctx: &mut Ctx, node: &Node) -> Option<Vec<Location>> {
    locations_of(ctx, node, location)
}

/// The same for the members of an item: pointers only.
fn item_locations(ctx: &mut Ctx, node: &Node) -> Option<Vec<Location>> {
    locations_of(ctx, node, |ctx, node| match node.kind {
        NodeKind::Map(_) => ctx.wrong_kind(node, "a JSON Pointer into the item"),
        _ => scalars::pointer(ctx, node).map(Location::Pointer),
    })
}

fn locations_of(ctx: &mut Ctx, node: &Node, one: fn(&mut Ctx, &Node) -> Option<Location>) -> Option<Vec<Location>> {
    let NodeKind::List(items) = &node.kind else { return Some(vec![one(ctx, node)?]) };
    if items.is_empty() && !ctx.is_probing() {
        let finding = Diagnostic::new(&rules::EMPTY_LIST, node.span, "this list has no place");
        ctx.sink
            .push(finding.note("List the places in the order in which they are tried, such as `[{ header: X-Code }, /code]`."));
        return None;
    }
    let all = ctx.list(node, one);
    for (at, location) in all.iter().enumerate() {
        if let Some(earlier) = all.iter().take(at).find(|earlier| earlier.same(location)) {
            let finding = Diagnostic::new(&rules::DUPLICATE_PLACE, location.span(), "this place is listed twice");
            ctx.sink.push(finding.label(earlier.span(), "already tried here"));
        }
    }
    (all.len() == items.len()).then_some(all)
}

/// One location: a pointer, `{ header: NAME }`, or `{ items: /errors, member: /code }`.
pub(super) fn location(ctx: &mut Ctx, node: &Node) -> Option<Location> {
    match &node.kind {
        NodeKind::Map(_) => {
            #[cfg(feature = "reader")]
            if ctx.probes_map(node) {
                list_item(ctx, node);
            } else if ["items", "where", "member"].iter().any(|key| has_key(node, key)) {
                return list_item(ctx, node).map(|item| Location::Item(Box::new(item)));
            }
            let mut fields = Fields::of(ctx, "a place", node)?;
            let name = fields.require("header", ctx, header_name);
            fields.finish(ctx);
            name.map(Location::Header)
        }
        NodeKind::List(_) => ctx.wrong_kind(node, "one place"),
        _ => scalars::pointer_or_all(ctx, node).map(Location::Pointer),
    }
}

/// A text that separates the value from what is dropped. White space counts.
fn separator(ctx: &mut Ctx, node: &Node) -> Option<Spanned<String>> {
    let text = ctx.string(node)?;
    if text.is_empty() {
        ctx.sink.push(Diagnostic::new(&rules::EMPTY_TEXT, text.span, "empty text").note("Write a text, or remove the key."));
        return None;
    }
    Some(text)
}
