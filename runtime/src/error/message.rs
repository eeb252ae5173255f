//! The server's message for people, complete or masked for printing.

use super::ApiError;
use super::roles::listed;
use crate::decode::{self, FieldAt, Fields, Role};
use crate::shown::mask::{self, REDACTED};
use crate::{Api, CodeRef};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// How a message is shown, given the fields of the item that it is in.
type Show<'f, 'e> = dyn FnMut(Cow<'e, str>, Option<&Fields<'_, 'e>>) -> Cow<'e, str> + 'f;

/// What separates the messages of several items.
const SEPARATOR: &str = "; ";

impl<A: Api> ApiError<'_, A> {
    /// The server's message for people.
    ///
    /// If several items of a list or map have a message, they are joined in their order: `Title is missing; Size is too large`. A message
    /// in the entry of a map is preceded by the entry's name. A list or a map of strings is joined too: `color: is not valid, is too
    /// short; size: is too large`.
    pub fn message(&self) -> Option<Cow<'_, str>> {
        self.joined(&mut |text, _| text)
    }

    /// The messages of all items, each as `show` returns it, joined. `show` is also given the item of the message, if it is in one.
    fn joined<'s>(&'s self, show: &mut Show<'_, 's>) -> Option<Cow<'s, str>> {
        let matched = self.body_name().is_some();
        let mut all: Option<Cow<'s, str>> = None;
        let first = self.first(Role::Message, &mut |fields, place, key| {
            let direct = self.is_direct(place);
            let text = show(text_of(fields, place)?, if direct { None } else { Some(fields) });
            let text = match key.filter(|key| !key.is_empty()) {
                Some(key) => Cow::Owned(alloc::format!("{key}: {text}")),
                None => text,
            };
            // Only the items of a body that matched belong together, and a field that is not in an item is the only one.
            if !matched || direct {
                return Some(text);
            }
            match &mut all {
                Some(all) => *all.to_mut() += &[SEPARATOR, &text].concat(),
                None => all = Some(text),
            }
            None
        });
        first.or(all)
    }

    /// Whether a field is one of a body, and not a member of an item.
    fn is_direct(&self, place: FieldAt) -> bool {
        self.having(Role::Message).any(|own| core::ptr::eq(own.field, place.field))
    }

    /// The message as it may be printed. [`message`](Self::message) returns the original.
    pub(super) fn shown_message(&self) -> Option<Cow<'_, str>> {
        if self.is_secret(Role::Message) {
            return self.message().map(|_| Cow::Borrowed(REDACTED));
        }
        if A::contract().templates_with_secrets().next().is_none() {
            return self.message();
        }
        let codes = self.codes();
        self.joined(&mut |text, item| {
            let of_item = item.into_iter().flat_map(|item| item.all().filter_map(|place| listed(item, place)));
            let mut own: Vec<CodeRef> = of_item.collect();
            if own.is_empty() {
                return self.guarded(text, &codes);
            }
            own.extend(self.direct_codes());
            self.guarded(text, &own)
        })
    }

    /// A message that belongs to one of these codes, or to any if there are none, as it may be printed.
    fn guarded<'m>(&self, message: Cow<'m, str>, codes: &[CodeRef]) -> Cow<'m, str> {
        if !codes.is_empty() {
            let shown = mask::message(&message, codes.iter().copied());
            return if matches!(shown, Cow::Borrowed(text) if text == message) { message } else { String::from(shown).into() };
        }
        // Templates of all codes, because the code of this message may have been cut off or omitted.
        match A::contract().templates_with_secrets().find_map(|extra| mask::masked(extra.message, extra.secrets, &message)) {
            Some(masked) => Cow::Owned(masked),
            None if self.body_name().is_none() => Cow::Borrowed(REDACTED),
            None => message,
        }
    }
}

/// The text of a message.
#[cfg_attr(debug_assertions, inline)]
fn text_of<'e>(fields: &Fields<'_, 'e>, place: FieldAt) -> Option<Cow<'e, str>> {
    let Some(shape) = place.field.kind.items() else { return fields.text_of(place) };
    if !fields.fits(place) {
        return fields.text_of(place);
    }
    Some(decode::joined(fields.raw(place)?, shape)).filter(|text| !text.is_empty()).map(Cow::Owned)
}
