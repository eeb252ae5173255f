//! The JSON text that is written.

use super::guide::Wanted;
use crate::decode::{Json, JsonKind};
use crate::encode;
use alloc::string::String;
use alloc::vec::Vec;

/// The number of lists in one object. Only a map of lists, whose names are data, can have more.
const MOST_LISTS: usize = 128;

/// Writes the members of an object. Items of a list are collected, because other members may come between them, and are written last.
#[derive(Default)]
pub(super) struct Members {
    any: bool,
    lists: Vec<List>,
}

struct List {
    name: String,
    items: String,
    len: usize,
}

impl Members {
    /// Whether the object has a member.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn any(&self) -> bool {
        self.any || !self.lists.is_empty()
    }

    /// Writes what comes before the value of a member.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn name(&mut self, name: &str, out: &mut String) {
        out.push(if self.any { ',' } else { '{' });
        self.any = true;
        string(name, out);
        out.push(':');
    }

    /// The number of items that a list has so far.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn len(&self, name: &str) -> usize {
        self.lists.iter().find(|list| list.name == name).map_or(0, |list| list.len)
    }

    /// Adds an item to a list. `None` if there are too many lists.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn item(&mut self, name: &str, value: &str) -> Option<()> {
        let at = self.lists.iter().position(|list| list.name == name).unwrap_or(self.lists.len());
        if at == MOST_LISTS {
            return None;
        }
        if at == self.lists.len() {
            self.lists.push(List { name: name.into(), items: String::new(), len: 0 });
        }
        let list = self.lists.get_mut(at)?;
        list.items.push(if list.len == 0 { '[' } else { ',' });
        list.items.push_str(value);
        list.len += 1;
        Some(())
    }

    /// Writes the lists, and closes the object.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn close(mut self, out: &mut String) {
        for List { name, items, .. } in core::mem::take(&mut self.lists) {
            self.name(&name, out);
            out.push_str(&items);
            out.push(']');
        }
        out.push_str(if self.any { "}" } else { "{}" });
    }
}

/// Writes a text as what is read in its place: a number or a boolean if only these are wanted and it is one, otherwise a string.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn value(text: &str, wanted: Wanted, out: &mut String) {
    let Wanted { string: exactly, word, literal, any } = wanted;
    let trimmed = text.trim_ascii();
    let is_literal = || matches!(Json::parse_text(trimmed).map(Json::kind), Some(JsonKind::Number | JsonKind::Boolean));
    if literal && !exactly && !word && !any && is_literal() {
        out.push_str(trimmed);
    } else {
        string(if word && !exactly && !any { trimmed } else { text }, out);
    }
}

/// Writes a JSON string.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn string(text: &str, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = encode::string(text, out);
}
