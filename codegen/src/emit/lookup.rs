//! The look-up of a catalog, from wire text to row.

use super::value::{in_groups, numbers, separated};
use crate::perfect_hash::Words;
use errspec_spec::model::Catalog;
use errspec_spec::words::WireKind;
use std::fmt::Write as _;

/// The look-up, and the statics it names. They have names so that the program has them once, however often the look-up is inlined.
pub(super) struct LookupText {
    pub(super) statics: String,
    pub(super) value: String,
}

pub(super) fn lookup(catalog: &Catalog, table: &str) -> LookupText {
    match catalog.wire {
        WireKind::String => {
            let wires: Vec<&str> = catalog.codes.iter().map(|code| code.wire.as_str()).collect();
            text_lookup(&crate::perfect_hash::words(&wires), table)
        }
        WireKind::Integer => {
            let values: Vec<i64> = catalog.codes.iter().map(|code| code.number.unwrap_or_default()).collect();
            let mut sorted: Vec<usize> = (0..values.len()).collect();
            sorted.sort_by_key(|row| values.get(*row).copied());
            let (values, sorted) = (long_numbers(&values), numbers(&sorted));
            let value = format!("Lookup::Integer {{\n        numbers: &[{values}],\n        sorted: &[{sorted}],\n    }}");
            LookupText { statics: String::new(), value }
        }
    }
}

fn text_lookup(found: &Words, table: &str) -> LookupText {
    let Words { hashed, key, displacements, shortest, longest, words, slots } = found;
    let mut statics = slot_table(slots, table);
    let mut moves = "&[]".to_owned();
    if !displacements.is_empty() {
        moves = format!("&{table}_MOVES");
        let (count, displacements) = (displacements.len(), long_numbers(displacements));
        let _ = writeln!(statics, "static {table}_MOVES: [u32; {count}] = [{displacements}];\n");
    }
    let (hashed, key) = (numbers(hashed), in_groups(&format!("{key:x}"), 4));
    let value = format!(
        "Lookup::Text(Words {{\n        hashed: &[{hashed}],\n        key: 0x{key},\n        displacements: {moves},\n        shortest: \
         {shortest},\n        longest: {longest},\n        words: {words},\n        slots: &{table}_SLOTS,\n    }})"
    );
    LookupText { statics, value }
}

/// Numbers that may have many digits, with separators.
fn long_numbers<N: std::fmt::Display>(values: &[N]) -> String {
    numbers(&values.iter().map(separated).collect::<Vec<_>>())
}

/// The slots as they stand, or where most are free, the others by their places.
fn slot_table(slots: &[Option<Vec<u8>>], table: &str) -> String {
    let taken = slots.iter().flatten().count();
    let size = slots.iter().flatten().next().map_or(0, Vec::len);
    let mut text = format!(
        "// Slots of the look-up: length, row and words of a code.\nstatic {table}_SLOTS: [u8; {}] = ",
        size * slots.len()
    );
    if taken == 0 {
        text.push_str("[];\n\n");
    } else if taken == slots.len() {
        text.push_str("*b\"\\\n");
        for slot in slots.iter().flatten() {
            text.push_str("    ");
            byte_text(slot, &mut text);
            text.push_str("\\\n");
        }
        text.push_str("\";\n\n");
    } else {
        text.push_str("slots(&[\n");
        for (place, slot) in slots.iter().enumerate().filter_map(|(place, slot)| Some((place, slot.as_ref()?))) {
            let _ = write!(text, "    ({place}, b\"");
            byte_text(slot, &mut text);
            text.push_str("\"),\n");
        }
        text.push_str("]);\n\n");
    }
    text
}

/// Bytes inside a byte string. Blanks at the start of a line would be skipped, so they are escaped; a zero before a digit would look
/// like an octal number.
fn byte_text(bytes: &[u8], text: &mut String) {
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
}
