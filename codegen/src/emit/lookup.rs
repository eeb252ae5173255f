//! The lookup of a catalog, from wire text to row.

use super::code::Code;
use super::value::{in_groups, list, number};
use crate::perfect_hash::Words;
use errspec_spec::lists::{IntoVec as _, order};
use errspec_spec::model::Catalog;
use errspec_spec::words::WireKind;
use std::fmt::Write as _;

/// The lookup of a catalog, which is computed before anything is written.
pub(super) enum Lookup {
    /// The hashed texts, and the name of the table.
    Text(Words, String),
    /// The numbers, and the rows sorted by number.
    Integer(Vec<i64>, Vec<usize>),
}

pub(super) fn lookup(catalog: &Catalog, table: &str) -> Lookup {
    match catalog.wire {
        WireKind::String => {
            let wires: Vec<&str> = catalog.codes.iter().map(|code| code.wire.as_str()).into_vec();
            Lookup::Text(crate::perfect_hash::words(&wires), table.to_owned())
        }
        WireKind::Integer => {
            let values: Vec<i64> = catalog.codes.iter().map(|code| code.number.unwrap_or_default()).into_vec();
            let sorted = order(values.len(), &|a, b| values.get(a).cmp(&values.get(b)));
            Lookup::Integer(values, sorted)
        }
    }
}

impl Lookup {
    /// Writes the statics that the value refers to. They have names so that the program contains them once, however often the lookup is
    /// inlined.
    pub(super) fn statics(&self, code: &mut Code) {
        let Self::Text(words, table) = self else { return };
        slot_table(&words.slots, table, code);
        if !words.displacements.is_empty() {
            let (count, moves) = (words.displacements.len(), list(words.displacements.iter().map(number)));
            code.blank();
            code.lines(&format!("static {table}_MOVES: [u32; {count}] = [{moves}];"));
        }
    }

    pub(super) fn value(&self) -> String {
        match self {
            Self::Text(found, table) => {
                let Words { hashed, key, displacements, shortest, longest, words, .. } = found;
                let (hashed, key) = (list(hashed.iter().map(u8::to_string)), in_groups(&format!("{key:x}"), 4));
                let moves = if displacements.is_empty() { "&[]".to_owned() } else { format!("&{table}_MOVES") };
                format!(
                    "Lookup::Text(Words {{ hashed: &[{hashed}], key: 0x{key}, displacements: {moves}, shortest: {shortest}, \
                     longest: {longest}, words: {words}, slots: &{table}_SLOTS }})"
                )
            }
            Self::Integer(values, sorted) => {
                let (values, sorted) = (list(values.iter().map(number)), list(sorted.iter().map(usize::to_string)));
                format!("Lookup::Integer {{ numbers: &[{values}], sorted: &[{sorted}] }}")
            }
        }
    }
}

/// The slots in order, or, if most are empty, the others with their positions.
fn slot_table(slots: &[Option<Vec<u8>>], table: &str, code: &mut Code) {
    let taken = slots.iter().flatten().count();
    let size = slots.iter().flatten().next().map_or(0, Vec::len) * slots.len();
    code.blank();
    code.line("// Slots of the lookup: length, row and words of a code.");
    if taken == 0 {
        code.line(&format!("static {table}_SLOTS: [u8; {size}] = [];"));
    } else if taken == slots.len() {
        code.open(&format!("static {table}_SLOTS: [u8; {size}] = *b\"\\"));
        for slot in slots.iter().flatten() {
            code.line(&format!("{}\\", byte_text(slot)));
        }
        code.close("\";");
    } else {
        code.open(&format!("static {table}_SLOTS: [u8; {size}] = slots(&["));
        for (place, slot) in slots.iter().enumerate().filter_map(|(place, slot)| Some((place, slot.as_ref()?))) {
            code.line(&format!("({place}, b\"{}\"),", byte_text(slot)));
        }
        code.close("]);");
    }
}

/// The bytes as the content of a byte string. White space at the beginning of a line would be skipped, so it is escaped. A zero before a
/// digit would look like an octal number.
fn byte_text(bytes: &[u8]) -> String {
    let mut text = String::new();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            0 if !bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => text.push_str("\\0"),
            b'"' | b'\\' => text.extend(['\\', char::from(*byte)]),
            b'!'..=b'~' => text.push(char::from(*byte)),
            other => {
                let _ = write!(text, "\\x{other:02x}");
            }
        }
    }
    text
}
