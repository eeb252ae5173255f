//! Places.

use crate::kept::kept;
use errspec::place::{Location, Place};
use errspec_spec::syntax;

pub(crate) fn place(place: &'static syntax::Place) -> Place {
    let part = |text: &'static Option<errspec_spec::source::Spanned<String>>| crate::kept::text(text);
    Place {
        at: kept(place.at.iter().map(location)),
        after: part(&place.after),
        before: part(&place.before),
        default: place.default.as_ref().map(|default| default.value.as_str()),
    }
}

fn location(location: &'static syntax::Location) -> Location {
    match location {
        syntax::Location::Pointer(at) => Location::Pointer(&at.value),
        syntax::Location::Header(name) => Location::Header(&name.value),
    }
}
