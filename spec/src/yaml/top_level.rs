//! Which keys a file has at its top level, asked before anything of the file is shown.

use super::{NodeKind, decode, read};
use crate::diag::Sink;
use crate::source::Sources;
use std::borrow::Cow;

/// Whether a file has this key at its top level. Broken files count by their lines, so that a contract with a syntax error can be
/// told from a file of another kind.
///
/// ```
/// use errspec_spec::yaml::has_top_level_key;
/// assert!(has_top_level_key(b"# A contract\nerrspec: 1\nname: [", "errspec"));
/// assert!(has_top_level_key(b"{ \"name\": \"shop\", \"errspec\": 1 }", "errspec"));
/// assert!(!has_top_level_key(b"tools:\n  errspec: 1\n", "errspec"));
/// ```
pub fn has_top_level_key(bytes: &[u8], key: &str) -> bool {
    let text = match bytes {
        // UTF-16, whose ASCII letters are still in order: a finding about the encoding comes later.
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [_, 0, ..] | [0, ..] => {
            Cow::Owned(bytes.iter().copied().filter(|byte| !matches!(byte, 0 | 0xfe | 0xff)).collect())
        }
        _ => Cow::Borrowed(bytes),
    };
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    text.split(|byte| *byte == b'\n').any(|line| begins_with_key(line, key)) || in_braces(text, key)
}

/// Whether a line begins with the key and its colon.
fn begins_with_key(line: &[u8], key: &str) -> bool {
    let quote = line.first().filter(|first| matches!(first, b'"' | b'\''));
    let rest = line.get(usize::from(quote.is_some())..).and_then(|line| line.strip_prefix(key.as_bytes()));
    let rest = match quote {
        Some(quote) => rest.and_then(|rest| rest.strip_prefix(&[*quote])),
        None => rest,
    };
    rest.and_then(|rest| rest.trim_ascii_start().strip_prefix(b":"))
        .is_some_and(|value| quote.is_some() || value.first().is_none_or(u8::is_ascii_whitespace))
}

/// A top level in braces has its keys anywhere in a line, so the file has to be read.
fn in_braces(text: &[u8], key: &str) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_start);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with(b"#") && !line.starts_with(b"---"));
    if !first.is_some_and(|line| line.starts_with(b"{")) {
        return false;
    }
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let root = decode(&mut sources, "", text, &mut sink).and_then(|file| read(&sources, file, &mut sink));
    root.is_some_and(|root| matches!(root.kind, NodeKind::Map(entries) if entries.iter().any(|entry| entry.key == key)))
}
