use super::bytes::{MAX_BYTES, too_large};
use crate::diag::Diagnostic;
use crate::source::{FileId, Span};

/// What can be said of a text before it is parsed.
pub(super) fn check(text: &str, file: FileId) -> Option<Diagnostic> {
    if text.len() > MAX_BYTES {
        return Some(too_large(file));
    }
    // Most files are plain ASCII, and bytes are looked through sooner than characters.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return None;
    }
    let (at, bad) = text.char_indices().find(|(_, c)| !printable(*c))?;
    let message = format!("the file contains the control character U+{:04X}", u32::from(bad));
    let note =
        "YAML text has no control characters besides tab and line break; in double quotes write an escape such as `\"\\e\"`.";
    Some(Diagnostic::error("control-character", Span::new(file, at, at + bad.len_utf8()), message).note(note))
}

/// YAML 1.2.2, production 1 (c-printable), with the byte order mark.
fn printable(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => !c.is_control(),
    }
}
