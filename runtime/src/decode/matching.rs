use super::span::Slots;
use super::{BodyShape, Decoder, Fields, When};
use crate::Catalogue;
use crate::catalogue::Lookup;

/// The first body whose `when` holds and whose required fields are present with their kinds.
pub(crate) fn first_match<'a>(
    decoder: &Decoder,
    status: u16,
    content_type: &dyn Fn() -> Option<&'a str>,
    text: &str,
    slots: &Slots,
) -> Option<usize> {
    let holds = |when: When| when.holds(status, if when.content_type.is_empty() { None } else { content_type() });
    decoder.bodies.iter().position(|body| holds(body.when) && complete(body, text, slots))
}

fn complete(body: &BodyShape, text: &str, slots: &Slots) -> bool {
    Fields::of_body(text, slots, body.fields, None).complete()
}

impl When {
    /// Whether a response is one of these. The media type's case and parameters do not matter (RFC 9110 section 8.3.1).
    pub fn holds(&self, status: u16, content_type: Option<&str>) -> bool {
        let in_range = self.statuses.is_empty() || self.statuses.iter().any(|&(from, to)| from <= status && status <= to);
        in_range && (self.content_type.is_empty() || content_type.is_some_and(|value| self.is_media_type(value)))
    }

    fn is_media_type(&self, value: &str) -> bool {
        let essence = value.split_once(';').map_or(value, |(essence, _)| essence);
        essence.trim().eq_ignore_ascii_case(self.content_type)
    }
}

/// Whether a JSON value, whose text is `text`, can be a code of the catalogue.
pub(super) fn is_code(catalogue: &Catalogue, raw: &str, text: &str) -> bool {
    let kind = match catalogue.lookup {
        Lookup::Text { .. } => raw.starts_with('"'),
        Lookup::Integer { .. } => is_integer(text),
    };
    kind && (catalogue.open || catalogue.find(text).is_some())
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}
