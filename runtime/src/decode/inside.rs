//! Values inside the items of a list or map, without their types.

use super::received::name;
use super::scan::Elements;
use super::span::{Slots, Span, Text};
use super::{Field, FieldAt, Fields, ItemShape, Role};
use alloc::string::String;

/// What is looked for in a field or member, given the name of the entry it is in.
pub(crate) type Find<'f, 'e, R> = dyn FnMut(&Fields<'_, 'e>, FieldAt, Option<&str>) -> Option<R> + 'f;

/// The first value that `find` returns for a member with a role, in the items that fit. It is called with the name of the item in the
/// innermost map, if there is one.
pub(crate) fn first_inside<'e, R>(
    raw: &'e str,
    shape: &'static ItemShape,
    role: Role,
    key: Option<&str>,
    find: &mut Find<'_, 'e, R>,
) -> Option<R> {
    let mut elements = Elements::of(raw);
    let mut slots = Slots::new(shape.slots.into());
    loop {
        slots.as_mut_slice().fill(Span::NONE);
        let element = elements.next(&shape.root, slots.as_mut_slice())?;
        let fields = Fields::of_item(Text::of(raw), slots.as_slice(), shape.fields);
        if !fields.complete_but_for_items() {
            continue;
        }
        let own = if shape.named { Some(name(raw.get(element.name)?)) } else { None };
        let key = own.as_deref().or(key);
        for (index, field) in shape.fields.iter().enumerate() {
            let place = fields.place(index, field);
            let found = match field.kind.items() {
                _ if field.role == Some(role) => find(&fields, place, key),
                Some(shape) if fields.fits(place) && shape.has(role) => {
                    fields.raw(place).and_then(|raw| first_inside(raw, shape, role, key, find))
                }
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

/// Whether all items fit, with their optional members and the items inside of them.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn all_fit(raw: &str, shape: &'static ItemShape) -> bool {
    let mut elements = Elements::of(raw);
    let mut slots = Slots::new(shape.slots.into());
    loop {
        slots.as_mut_slice().fill(Span::NONE);
        if elements.next(&shape.root, slots.as_mut_slice()).is_none() {
            return true;
        }
        let fields = Fields::of_item(Text::of(raw), slots.as_slice(), shape.fields);
        let inner = |(index, field): (usize, &'static Field)| {
            let place = fields.place(index, field);
            let Some(raw) = fields.raw(place) else { return true };
            fields.fits(place) && field.kind.items().is_none_or(|shape| all_fit(raw, shape))
        };
        if !fields.complete_but_for_items() || !shape.fields.iter().enumerate().all(inner) {
            return false;
        }
    }
}

/// Whether a list or map has no items.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn is_empty(raw: &str) -> bool {
    raw.get(1..).is_some_and(|rest| rest.trim_ascii_start().len() == 1)
}

/// The texts of a list or map of strings, as one text: `color: is not valid, is too short; size: is too large`.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn joined(raw: &str, shape: &'static ItemShape) -> String {
    let mut text = String::new();
    join(raw, shape, "; ", &mut text);
    text
}

#[cfg_attr(debug_assertions, inline)]
fn join(raw: &str, shape: &'static ItemShape, separator: &str, text: &mut String) {
    let mut elements = Elements::of(raw);
    let mut slots = Slots::new(shape.slots.into());
    let empty = text.len();
    loop {
        slots.as_mut_slice().fill(Span::NONE);
        let Some(element) = elements.next(&shape.root, slots.as_mut_slice()) else { return };
        let fields = Fields::of_item(Text::of(raw), slots.as_slice(), shape.fields);
        let Some(place) = fields.field(0).filter(|place| fields.fits(*place)) else { continue };
        let before = text.len();
        if before > empty {
            text.push_str(separator);
        }
        let name = name(raw.get(element.name).unwrap_or_default());
        if !name.is_empty() {
            text.push_str(&name);
            text.push_str(": ");
        }
        let start = text.len();
        match place.field.kind.items() {
            Some(shape) => join(fields.raw(place).unwrap_or_default(), shape, ", ", text),
            None => text.push_str(&fields.text_of(place).unwrap_or_default()),
        }
        if text.len() == start {
            text.truncate(before);
        }
    }
}
