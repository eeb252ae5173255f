//! Places.

use crate::kept::{kept, one, text};
use crate::when::item_tests;
use errspec::place::{ListItem, Location, Place};
use errspec_spec::syntax;

pub(crate) fn place(place: &'static syntax::Place) -> Place {
    let mut locations = place.at.iter().map(location);
    Place {
        first: locations.next().unwrap_or(Location::Pointer("")),
        others: kept(locations),
        after: text(&place.after),
        before: text(&place.before),
        default: place.default.as_ref().map(|default| default.value.as_str()),
    }
}

fn location(location: &'static syntax::Location) -> Location {
    match location {
        syntax::Location::Pointer(at) => Location::Pointer(&at.value),
        syntax::Location::Header(name) => Location::Header(&name.value),
        syntax::Location::Item(item) => {
            Location::Item(one(ListItem { list: &item.list.value, tests: item_tests(&item.tests), member: &item.member.value }))
        }
    }
}
