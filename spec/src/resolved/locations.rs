//! Places, in the grammar of the language.

use super::data::{Context, Data, Filled, Keyed, definition, object};
use super::when::by_place;
use crate::source::Spanned;
use crate::syntax::{ListItem, Location, Place, Test};
use serde_json::{Map, Value, json};

/// The locations of a place: one, or the list in which they are tried.
pub(super) struct Locations<'a>(pub(super) &'a Place);

impl Data for Locations<'_> {
    fn value(&self, cx: Context<'_>) -> Value {
        match self.0.at.as_slice() {
            [one] => one.value(cx),
            several => several.iter().map(|location| location.value(cx)).collect(),
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        definition(definitions, "value_locations", |definitions| {
            let one = Location::schema(definitions);
            json!({
                "description": "A location, or a list of locations. The first one that has a value counts.",
                "anyOf": [one, { "type": "array", "items": one }],
            })
        })
    }
}

impl Data for Location {
    fn value(&self, cx: Context<'_>) -> Value {
        match self {
            Self::Pointer(at) => at.value.as_str().into(),
            Self::Header(name) => json!({ "header": name.value }),
            Self::Item(item) => item.value(cx),
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        definition(definitions, "value_location", |definitions| {
            let item = ListItem::schema(definitions);
            let header = json!({
                "type": "object",
                "properties": { "header": { "type": "string" } },
                "required": ["header"],
                "additionalProperties": false,
            });
            json!({
                "description": "A JSON Pointer into the body, the empty one for the whole body, a header, or a member of an item of a list.",
                "anyOf": [{ "type": "string" }, header, item],
            })
        })
    }
}

object! {
    /// A member of the first item of a list that passes the tests and has a value there.
    "list_item" ListItem: ListItem { list, tests, member, span: _ } in cx => {
        /// The list, as a JSON Pointer into the body.
        items: &Spanned<String> = list;
        /// What must hold of the item, by JSON Pointer into it.
        where: Filled<Keyed<Vec<&Test>>> = Filled(by_place(tests.iter().map(|(at, test)| (at, test))));
        /// The value, as a JSON Pointer into the item; empty for the item itself.
        member: &Spanned<String> = member;
    }
}

object! {
    /// Where a value is in a response.
    "place" Place: place @ Place { at: _, after, before, default, span: _ } in cx => {
        at: Locations<'_> = Locations(place);
        /// The text up to the last of these is dropped.
        after: Option<Spanned<String>> = after;
        /// The text from the first of these on is dropped, before `after` is looked for.
        before: Option<Spanned<String>> = before;
        /// The value if there is none.
        default: Option<Spanned<String>> = default;
    }
}
