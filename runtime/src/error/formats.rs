//! Bodies in formats other than JSON. They are converted to JSON text, so all code that reads bodies handles them in the same way.

use super::matched::{UNMATCHED, scan_text};
use super::raw::Raw;
use crate::decode::{BodyFormat, BodyShape, Decoder, Response, Slots};
use crate::format::Reader;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// The values that were read from a body in one format.
struct Read {
    slots: Slots,
    body: u16,
    aside: String,
    /// The JSON text, unless that is the body itself.
    text: Option<String>,
    /// Whether the body may be in the format.
    fits: bool,
}

impl Read {
    /// How useful this reading is if no body matches. The one with the greatest value is kept.
    #[cfg_attr(debug_assertions, inline)]
    fn worth(&self) -> (bool, bool) {
        (self.fits, self.slots.as_slice().iter().any(|span| !span.is_none()))
    }
}

/// Reads a body in every format of the contract, and keeps the reading of the first body that matches. The formats are tried in the order
/// of the bodies. If no body matches, the first format that the body may be in is kept, preferably one in which values were found.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(never))]
pub(super) fn scan(decoder: &Decoder, response: &Response<'_>, raw: &mut Raw<'_>) -> (Slots, u16, String) {
    let (mut best, mut unmatched): (Option<Read>, Option<Read>) = (None, None);
    for (at, body) in decoder.bodies.iter().enumerate() {
        let format = body.body_format();
        let is_new = decoder.bodies.iter().take(at).all(|earlier| earlier.body_format() != format);
        if !is_new || best.as_ref().is_some_and(|best| !may_precede(decoder, response, format, best.body)) {
            continue;
        }
        let read = read(decoder, response, raw, body);
        if read.body == UNMATCHED {
            if unmatched.as_ref().is_none_or(|other| read.worth() > other.worth()) {
                unmatched = Some(read);
            }
        } else if best.as_ref().is_none_or(|best| rank(decoder, response, read.body) < rank(decoder, response, best.body)) {
            best = Some(read);
        }
    }
    let Some(Read { slots, body, aside, text, .. }) = best.or(unmatched) else {
        return (Slots::new(0), UNMATCHED, String::new());
    };
    if let Some(text) = text {
        let bytes = core::mem::replace(raw, Raw::Text(""));
        *raw = bytes.read_as(text);
    }
    (slots, body, aside)
}

/// Reads a body in the format of a shape.
#[cfg_attr(debug_assertions, inline)]
fn read(decoder: &Decoder, response: &Response<'_>, raw: &Raw<'_>, shape: &BodyShape) -> Read {
    let of_format = || decoder.bodies.iter().filter(|body| body.body_format() == shape.body_format());
    let (fits, text) = match shape.format {
        None => (raw.begins_like_json(), None),
        Some(format) => {
            let readers: Vec<Reader> = of_format().flat_map(|body| Reader::all(body.fields, body.chain)).collect();
            let source = raw.as_utf8();
            let mut text = String::new();
            (format.read(&source, &decoder.root, &readers, &mut text), Some(text))
        }
    };
    let sourced = of_format().any(|body| body.sourced);
    let (slots, body, aside) =
        scan_text(decoder, response, text.as_deref().unwrap_or(raw.text()), shape.body_format(), sourced);
    Read { slots, body, aside, text: text.filter(|_| fits), fits }
}

/// Bodies whose `when` names a success status come first in a response with that status.
#[cfg_attr(debug_assertions, inline)]
fn rank(decoder: &Decoder, response: &Response<'_>, body: u16) -> (bool, u16) {
    let names = decoder.bodies.get(usize::from(body)).is_some_and(|body| body.when.names(response.status));
    (response.success && !names, body)
}

/// Whether a body of the format may be tried before this one.
#[cfg_attr(debug_assertions, inline)]
fn may_precede(decoder: &Decoder, response: &Response<'_>, format: BodyFormat, than: u16) -> bool {
    let than = rank(decoder, response, than);
    let mut bodies = (0u16..).zip(decoder.bodies);
    bodies.any(|(at, body)| body.body_format() == format && response.meets(&body.when) && rank(decoder, response, at) < than)
}

impl Raw<'_> {
    /// The bytes as text, with U+FFFD for each invalid sequence.
    #[cfg_attr(debug_assertions, inline)]
    fn as_utf8(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::OwnedText(text) => Cow::Borrowed(text),
            Self::Converted(_) => String::from_utf8_lossy(self.bytes()),
        }
    }
}
