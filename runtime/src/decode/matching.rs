use super::scan::Found;
use super::span::Span;
use super::{BodyShape, Decoder, Fields, When};

/// What is known about a response apart from its body.
#[derive(Clone, Copy)]
pub(crate) struct Response<'r> {
    pub(crate) status: u16,
    /// Whether the status is a success status of the contract.
    pub(crate) success: bool,
    /// Returns the `Content-Type` header. It is called only if a body asks for a media type.
    pub(crate) content_type: &'r dyn Fn() -> Option<&'r str>,
}

impl Response<'_> {
    /// Whether the response satisfies the conditions of a body.
    pub(crate) fn meets(&self, when: &When) -> bool {
        when.holds(self.status, if when.content_type.is_empty() { None } else { (self.content_type)() })
    }

    /// Whether the response does not contradict the conditions of a body. A response without a `Content-Type` contradicts no media type.
    pub(crate) fn allows(&self, when: &When) -> bool {
        let any_type = When { content_type: "", ..*when };
        self.meets(when) || ((self.content_type)().is_none() && self.meets(&any_type))
    }
}

/// The first body whose `when` holds and whose required fields are present with the right kinds.
///
/// List items that do not fit do not prevent a match, unless all items of the same list fit a later body.
///
/// In a response with a success status, the bodies whose `when` names the status come first, because only they make it a failure, and
/// `check` and `decode` have to find the same body.
pub(crate) fn first_match(
    decoder: &Decoder,
    response: &Response<'_>,
    text: &str,
    slots: &[Span],
    found: &Found,
) -> Option<usize> {
    // The bits are compared first. They exclude most bodies, and for many bodies nothing else has to be checked.
    let fits = |body: &BodyShape| body.needs & !found.present == 0 && body.strings & !found.strings == 0;
    let first = |wanted: &dyn Fn(&BodyShape) -> bool| {
        let mut but_items: Option<(usize, &BodyShape)> = None;
        let wanted = |body: &BodyShape| fits(body) && response.meets(&body.when) && wanted(body);
        for (at, body) in decoder.bodies.iter().enumerate().filter(|(_, body)| wanted(body)) {
            let fields = Fields::by_slot(text, slots, body.fields);
            if body.plain || body.may_start(found.first) && fields.complete(found) {
                if but_items.is_none_or(|(_, first)| first.shares_a_list(body)) {
                    return Some(at);
                }
            } else if body.lists && but_items.is_none() && fields.complete_but_for_items() {
                but_items = Some((at, body));
            }
        }
        but_items.map(|(at, _)| at)
    };
    if !response.success {
        return first(&|_| true);
    }
    first(&|body| body.when.names(response.status)).or_else(|| first(&|_| true))
}

impl When {
    /// Whether a response satisfies these conditions. Media types are compared without case and parameters (RFC 9110 §8.3.1).
    pub fn holds(&self, status: u16, content_type: Option<&str>) -> bool {
        let in_range = self.statuses.is_empty() || self.names(status);
        in_range && (self.content_type.is_empty() || content_type.is_some_and(|value| self.is_media_type(value)))
    }

    /// Whether the conditions name this status. A body whose conditions name a success status describes errors that arrive with that
    /// status. A body that names no status is only looked for in failures.
    pub fn names(&self, status: u16) -> bool {
        self.statuses.iter().any(|&(from, to)| from <= status && status <= to)
    }

    fn is_media_type(&self, value: &str) -> bool {
        let Some((essence, rest)) = value.trim_ascii_start().split_at_checked(self.content_type.len()) else { return false };
        let rest = rest.trim_ascii_start();
        essence.eq_ignore_ascii_case(self.content_type) && (rest.is_empty() || rest.starts_with(';'))
    }
}
