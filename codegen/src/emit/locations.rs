//! Places as constants, and for people.

#[cfg(feature = "reader")]
use super::docs::code_span;
use super::value::{list, literal};
#[cfg(feature = "reader")]
use super::whole::item_tests;
#[cfg(feature = "reader")]
use errspec_spec::lists::IntoVec as _;
use errspec_spec::syntax::{Location, Place};

// Place::header("X-Error-Type").or(&[Location::Pointer("/__type")]).after("#").before(":")
pub(super) fn place(place: &Place) -> String {
    let mut text = format!("place::Place::{}", place.at.first().map_or_else(String::new, first_location));
    if let Some(others) = place.at.get(1..).filter(|others| !others.is_empty()) {
        text += &format!(".or(&[{}])", list(others.iter().map(location)));
    }
    for (method, value) in [("after", &place.after), ("before", &place.before), ("default", &place.default)] {
        if let Some(value) = value {
            text += &format!(".{method}({})", literal(value));
        }
    }
    text
}

fn first_location(location: &Location) -> String {
    match location {
        Location::Pointer(at) => format!("pointer({})", literal(at)),
        Location::Header(name) => format!("header({})", literal(name)),
        #[cfg(feature = "reader")]
        Location::Item(_) => format!("of({})", self::location(location)),
    }
}

fn location(location: &Location) -> String {
    match location {
        Location::Pointer(at) => format!("place::Location::Pointer({})", literal(at)),
        Location::Header(name) => format!("place::Location::Header({})", literal(name)),
        #[cfg(feature = "reader")]
        Location::Item(item) => {
            let (list, tests, member) = (literal(&item.list), item_tests(&item.tests), literal(&item.member));
            format!("place::Location::Item(&place::ListItem {{ list: {list}, tests: {tests}, member: {member} }})")
        }
    }
}

/// Where the value is, for people: ``at `/error/code` ``, or ``in the header `X-Error-Code`, else at `/code` ``.
#[cfg(feature = "reader")]
pub(super) fn described(place: &Place) -> String {
    let each = place.at.iter().map(|location| match location {
        Location::Pointer(at) if at.is_empty() => "the whole body".to_owned(),
        Location::Pointer(at) => format!("at {}", code_span(at)),
        Location::Header(name) => format!("in the header {}", code_span(name)),
        Location::Item(item) => {
            let member = if item.member.is_empty() { String::new() } else { format!("at {} ", code_span(&item.member)) };
            format!("{member}in an item of {}", code_span(&item.list))
        }
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
