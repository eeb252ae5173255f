//! Places as constants, and for people.

#[cfg(feature = "reader")]
use super::docs::code_span;
use super::value::{list, literal};
#[cfg(feature = "reader")]
use errspec_spec::lists::IntoVec as _;
use errspec_spec::syntax::{Location, Place};

// Place::new(&[Location::Header("X-Error-Type"), Location::Pointer("/__type")]).after("#").before(":")
pub(super) fn place(place: &Place) -> String {
    let mut text = format!("place::Place::new(&[{}])", list(place.at.iter().map(location)));
    for (method, value) in [("after", &place.after), ("before", &place.before), ("default", &place.default)] {
        if let Some(value) = value {
            text += &format!(".{method}({})", literal(value));
        }
    }
    text
}

fn location(location: &Location) -> String {
    match location {
        Location::Pointer(at) => format!("place::Location::Pointer({})", literal(at)),
        Location::Header(name) => format!("place::Location::Header({})", literal(name)),
    }
}

/// Where the value is, for people: ``at `/error/code` ``, or ``in the header `X-Error-Code`, else at `/code` ``.
#[cfg(feature = "reader")]
pub(super) fn described(place: &Place) -> String {
    let each = place.at.iter().map(|location| match location {
        Location::Pointer(at) if at.is_empty() => "the whole body".to_owned(),
        Location::Pointer(at) => format!("at {}", code_span(at)),
        Location::Header(name) => format!("in the header {}", code_span(name)),
    });
    let mut text = each.into_vec().join(", else ");
    if let Some(after) = &place.after {
        text += &format!(", after the last {}", code_span(after));
    }
    if let Some(before) = &place.before {
        text += &format!(", before the first {}", code_span(before));
    }
    if let Some(default) = &place.default {
        text += &format!("; {} if it is missing", code_span(default));
    }
    text
}
