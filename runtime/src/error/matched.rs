//! Which body of the contract a JSON text is, and where its values are.

use crate::decode::{self, BodyFormat, Decoder, Found, Response, Slots, Span, Text};
use alloc::string::String;
use alloc::vec;

/// Stands for the index of a body if none matched.
pub(super) const UNMATCHED: u16 = u16::MAX;

/// The values of a body, the index of the matched body, and the text of values that the body does not contain literally. If a body matched,
/// these are the values of its fields. Otherwise they are the values of the fields of all bodies whose conditions the response does not
/// contradict, and nothing for the fields of the others. Only bodies of the format count.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn scan_text(
    decoder: &Decoder,
    response: &Response<'_>,
    text: &str,
    format: BodyFormat,
    sourced: bool,
) -> (Slots, u16, String) {
    let text = if text.len() < Span::TOO_LONG { text } else { "" };
    if text.is_empty() && !sourced || decoder.bodies.is_empty() {
        return (Slots::new(0), UNMATCHED, String::new());
    }
    let (mut usual, mut many);
    let slots = if decoder.slots as usize <= USUAL {
        usual = [Span::NONE; USUAL];
        &mut usual[..decoder.slots as usize]
    } else {
        many = vec![Span::NONE; decoder.slots as usize];
        &mut many[..]
    };
    let mut found = decode::read(text, &decoder.root, slots).map(|found| found.of_format(format));
    let mut aside = String::new();
    if sourced {
        (found, aside) = beside(decoder, response, text, format, slots, found);
    }
    let texts = Text { body: text, aside: &aside };
    let span = |slot: u16| slots.get(slot as usize).copied().unwrap_or(Span::NONE);
    let matched = found.and_then(|found| decode::first_match(decoder, response, texts, slots, &found));
    if let Some((at, body)) = matched.and_then(|at| Some((at, decoder.bodies.get(at)?))) {
        return (Slots::of(body.fields.iter().map(|field| span(field.slot))), at as u16, aside);
    }
    let mut kept = Slots::new(decoder.bodies.iter().map(|body| body.fields.len()).sum());
    let mut places = kept.as_mut_slice().iter_mut();
    for body in decoder.bodies {
        let allowed = body.body_format() == format && response.allows(&body.when, text);
        for (field, place) in body.fields.iter().zip(&mut places) {
            *place = if allowed { span(field.slot) } else { Span::NONE };
        }
    }
    (kept, UNMATCHED, aside)
}

/// Adds the values that are not read from the body by a pointer alone. If the body is not JSON, values in headers may still match a body of
/// the contract; values that were read before the defect are ignored in that case.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(never))]
fn beside(
    decoder: &Decoder,
    response: &Response<'_>,
    text: &str,
    format: BodyFormat,
    slots: &mut [Span],
    found: Option<Found>,
) -> (Option<Found>, String) {
    if let Some(mut found) = found {
        let aside = decode::fill(decoder, response.header, text, slots, &mut found);
        return (Some(found), aside);
    }
    let (mut nothing, mut blank) = (Found::default().of_format(format), vec![Span::NONE; slots.len()]);
    let aside = decode::fill(decoder, response.header, "", &mut blank, &mut nothing);
    let texts = Text { body: "", aside: &aside };
    if decode::first_match(decoder, response, texts, &blank, &nothing).is_some() {
        slots.copy_from_slice(&blank);
        return (Some(nothing), aside);
    }
    (None, decode::fill(decoder, response.header, text, slots, &mut nothing))
}

/// The number of locations that are read without an allocation.
const USUAL: usize = 32;
