use super::scan::Found;
use super::span::Span;
use super::{BodyShape, Decoder, Fields, When};

/// The first body whose `when` holds and whose required fields are present with their kinds.
///
/// An item without the shape of its list does not make a body another one, unless a later body has all items of the same list.
pub(crate) fn first_match<'a>(
    decoder: &Decoder,
    status: u16,
    content_type: &dyn Fn() -> Option<&'a str>,
    text: &str,
    slots: &[Span],
    found: &Found,
) -> Option<usize> {
    let holds = |when: When| when.holds(status, if when.content_type.is_empty() { None } else { content_type() });
    // What the bits say is asked first: it rules out most bodies, and is all there is to say of many.
    let fits = |body: &BodyShape| body.needs & !found.present == 0 && body.strings & !found.strings == 0;
    let mut but_items: Option<(usize, &BodyShape)> = None;
    for (at, body) in decoder.bodies.iter().enumerate().filter(|(_, body)| fits(body) && holds(body.when)) {
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
}

impl When {
    /// Whether a response is one of these. The media type's case and parameters do not matter (RFC 9110 section 8.3.1).
    pub fn holds(&self, status: u16, content_type: Option<&str>) -> bool {
        let in_range = self.statuses.is_empty() || self.statuses.iter().any(|&(from, to)| from <= status && status <= to);
        in_range && (self.content_type.is_empty() || content_type.is_some_and(|value| self.is_media_type(value)))
    }

    fn is_media_type(&self, value: &str) -> bool {
        let Some((essence, rest)) = value.trim_ascii_start().split_at_checked(self.content_type.len()) else { return false };
        let rest = rest.trim_ascii_start();
        essence.eq_ignore_ascii_case(self.content_type) && (rest.is_empty() || rest.starts_with(';'))
    }
}
