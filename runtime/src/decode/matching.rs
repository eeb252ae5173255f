use super::scan::Found;
use super::span::{Span, Text};
use super::{BodyShape, Decoder, Fields, Json};
use crate::when::When;

/// What is known about a response apart from its body.
#[derive(Clone, Copy)]
pub(crate) struct Response<'r> {
    pub(crate) status: u16,
    /// Whether the status is a success status of the contract.
    pub(crate) success: bool,
    /// Returns the `Content-Type` header. It is called only if a body asks for a media type.
    pub(crate) content_type: &'r dyn Fn() -> Option<&'r str>,
    /// The nth value of a header.
    pub(crate) header: &'r dyn Fn(&str, usize) -> Option<&'r [u8]>,
    /// Whether the tests of headers hold. It is called only if a body tests headers.
    pub(crate) has_headers: &'r dyn Fn(&When) -> bool,
}

impl Response<'_> {
    /// Whether the response satisfies the conditions of a body, apart from those on its fields.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn meets(&self, when: &When) -> bool {
        self.allows_but_type(when) && (when.content_type.is_empty() || when.has_type((self.content_type)()))
    }

    /// Whether the response does not contradict the conditions of a body. A response without a `Content-Type` contradicts no media type.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn allows(&self, when: &When, text: &str) -> bool {
        let typed = when.content_type.is_empty() || (self.content_type)().is_none_or(|value| when.has_type(Some(value)));
        typed && self.allows_but_type(when) && has_fields(when, text)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn allows_but_type(&self, when: &When) -> bool {
        when.allows(self.status) && (when.headers.is_empty() || (self.has_headers)(when))
    }
}

/// Whether a response with a document of this kind, or without one, can match. The required fields of a body may all be in headers.
#[cfg_attr(debug_assertions, inline)]
fn may_match(body: &BodyShape, found: &Found, fields: &Fields<'_, '_>) -> bool {
    (found.first != 0 && body.may_start(found.first)) || (body.sourced && fields.required().next().is_some())
}

/// Whether the tests of fields hold in a document.
#[cfg_attr(debug_assertions, inline)]
fn has_fields(when: &When, text: &str) -> bool {
    when.fields.is_empty() || when.has_fields(&Json::of(text))
}

/// The first body whose `when` holds and whose required fields are present with the right kinds.
///
/// List items that do not fit do not prevent a match, unless all items of the same list fit a later body.
///
/// In a response with a success status, the bodies whose `when` names the status come first, because only they make it a failure, and
/// `check` and `decode` have to find the same body.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn first_match(
    decoder: &Decoder,
    response: &Response<'_>,
    text: Text<'_>,
    slots: &[Span],
    found: &Found,
) -> Option<usize> {
    // The bits are compared first. They exclude most bodies, and for many bodies nothing else has to be checked.
    let fits = |body: &BodyShape| body.needs & !found.present == 0 && body.strings & !found.strings == 0;
    let first = |naming: bool| {
        let mut but_items: Option<(usize, &BodyShape)> = None;
        let names = |body: &BodyShape| !naming || body.when.names(response.status);
        let holds = |body: &BodyShape| response.meets(&body.when) && names(body) && has_fields(&body.when, text.body);
        let wanted = |body: &BodyShape| fits(body) && if body.conditional { holds(body) } else { !naming };
        for (at, body) in decoder.bodies.iter().enumerate().filter(|(_, body)| wanted(body)) {
            let fields = Fields::by_slot(text, slots, body.fields);
            let plain = body.plain && body.codes & !found.strings == 0;
            if plain || may_match(body, found, &fields) && fields.complete(found) {
                if but_items.is_none_or(|(_, first)| first.shares_a_list(body)) {
                    return Some(at);
                }
            } else if body.lists && but_items.is_none() && fields.complete_but_for_items() {
                but_items = Some((at, body));
            }
        }
        but_items.map(|(at, _)| at)
    };
    let named = if response.success { first(true) } else { None };
    named.or_else(|| first(false))
}
