//! Turns bytes into a tree. This is the only module that names the YAML library.
//!
//! The library provides events with byte ranges; the tree, its limits and all findings are our own.

mod mapping;
mod error_words;
mod lines;
mod syntax_errors;
mod tree;

use super::{Node, NodeKind};
use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::rules;
use crate::source::{FileId, Sources, Span};
use granit_parser::{Options, Parser, options};
use std::borrow::Cow;
use std::ops::ControlFlow;
use std::rc::Rc;
use tree::{MAX_DEPTH, Tree};

/// The maximum size of a file in bytes, which is ten times a catalog of 10,000 codes. Callers that read from disk stop one byte later,
/// which is enough to detect a file that is too large.
pub const MAX_BYTES: usize = 32 << 20;

/// Adds a file from its bytes, without a byte order mark. Returns `None` after a finding if the file is larger than [`MAX_BYTES`] or not
/// UTF-8.
///
/// ```
/// use errspec_spec::{diag::Sink, source::Sources, yaml};
/// let (mut sources, mut sink) = (Sources::new(), Sink::new());
/// assert!(yaml::decode(&mut sources, "latin1.yaml", b"a: caf\xe9\n", &mut sink).is_none());
/// let found = sink.into_sorted();
/// assert_eq!(sources.place(found[0].primary.span), "latin1.yaml:1:7");
/// ```
pub fn decode(sources: &mut Sources, name: impl Into<String>, bytes: &[u8], sink: &mut Sink) -> Option<FileId> {
    if bytes.len() > MAX_BYTES {
        let file = sources.add(name, "");
        sink.push(too_large(file));
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(sources.add(name, text.strip_prefix('\u{feff}').unwrap_or(text))),
        Err(error) => {
            let marked = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
            let at = error.valid_up_to() - (bytes.len() - marked.len());
            let file = sources.add(name, String::from_utf8_lossy(marked));
            sink.push(not_utf8(file, at, marked));
            None
        }
    }
}

/// The finding for a file over [`MAX_BYTES`].
fn too_large(file: FileId) -> Diagnostic {
    let message = format!("the file is larger than {} MiB", MAX_BYTES >> 20);
    Diagnostic::new(&rules::TOO_LARGE, Span::new(file, 0, 0), message)
        .note("Split it into several files and list them under `use`.")
}

fn not_utf8(file: FileId, at: usize, bytes: &[u8]) -> Diagnostic {
    let (message, note) = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [_, 0, ..] => {
            ("the file is UTF-16, not UTF-8".to_owned(), "Save the file as UTF-8.")
        }
        _ => {
            let byte = bytes.get(at).copied().unwrap_or(0);
            (
                format!("the byte 0x{byte:02x} is not UTF-8"),
                "Save the file as UTF-8; it may be in Latin-1 or another old encoding.",
            )
        }
    };
    // In the lossy text, the invalid bytes are one replacement character of three bytes.
    Diagnostic::new(&rules::NOT_UTF8, Span::new(file, at, at + 3), message).note(note)
}

/// The findings about a text that can be made before it is parsed.
fn check(text: &str, file: FileId) -> Option<Diagnostic> {
    if text.len() > MAX_BYTES {
        return Some(too_large(file));
    }
    // Most files are ASCII, and searching bytes is faster than searching characters.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return None;
    }
    let (at, bad) = text.char_indices().find(|(_, c)| !printable(*c))?;
    let message = format!("the file contains the control character U+{:04X}", u32::from(bad));
    let note =
        "YAML allows no control characters except tabs and line breaks. In double quotes, write an escape such as `\"\\e\"`.";
    Some(Diagnostic::new(&rules::CONTROL_CHARACTER, Span::new(file, at, at + bad.len_utf8()), message).note(note))
}

/// YAML 1.2.2, production 1 (c-printable), with the byte order mark.
fn printable(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => !c.is_control(),
    }
}

/// The maximum number of findings in one file that are worth reading. A file with more has the same mistake many times.
const MAX_FINDINGS: usize = 100;

/// How many times reading is resumed after a syntax error, and the longest text for which it is.
const RESTARTS: usize = 10;
const RESTART_BYTES: usize = 1 << 20;

/// Reads one file and reports findings to the sink.
///
/// Returns `None` if there is no usable tree: the file is empty or too large, or has a syntax error, so what follows it is uncertain.
/// Everything else (a duplicate key, an unknown alias, a tag) is reported and left out of the tree.
pub fn read(sources: &Sources, file: FileId, sink: &mut Sink) -> Option<Node> {
    let whole = read_whole(sources, file, sink)?;
    Some(Rc::try_unwrap(whole.root).unwrap_or_else(|shared| (*shared).clone()))
}

/// What was read of a file.
#[derive(Debug)]
#[cfg_attr(not(feature = "trees"), allow(dead_code, reason = "only changes need more than the tree"))]
pub(super) struct Whole {
    pub(super) root: Rc<Node>,
    pub(super) weight: usize,
    /// Whether there were neither findings nor anchors, so that each entry can be read without the others.
    pub(super) is_plain: bool,
}

/// Reads a file, as [`read`] does.
pub(super) fn read_whole(sources: &Sources, file: FileId, sink: &mut Sink) -> Option<Whole> {
    let source = sources.text(file);
    if let Some(finding) = check(source, file) {
        sink.push(finding);
        return None;
    }
    let mut tree = Tree::new(file, source);
    let ended = build(&mut tree, source);
    let (weight, without_anchors) = (tree.weight, tree.anchor_names.is_empty());
    let (root, mut findings) = tree.into_parts();
    if let Ended::Broken(at) = ended {
        findings.extend(further_errors(file, source, at));
    }
    let is_plain = without_anchors && findings.is_empty();
    report(findings, sink);
    Some(Whole { root: root.filter(|_| ended == Ended::Whole)?, weight, is_plain })
}

/// Reads a part of a file by itself. `weight` is what the file weighs without it. Returns `None` if there is a finding or an anchor.
#[cfg(feature = "trees")]
pub(super) fn read_part(file: FileId, source: &str, weight: usize) -> Option<(Node, usize)> {
    if check(source, file).is_some() {
        return None;
    }
    let mut tree = Tree::new(file, source);
    tree.weight = weight;
    let is_whole = build(&mut tree, source) == Ended::Whole && tree.anchor_names.is_empty();
    let weight = tree.weight - weight;
    let (root, findings) = tree.into_parts();
    let root = root.filter(|_| is_whole && findings.is_empty())?;
    Some((Rc::into_inner(root)?, weight))
}

/// How reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// At the end of the file.
    Whole,
    /// Where continuing was useless.
    Stopped,
    /// At a byte with a syntax error.
    Broken(usize),
}

/// Passes all events to the tree.
fn build(tree: &mut Tree<'_>, source: &str) -> Ended {
    for event in Parser::new_from_str_with_options(source, strict()) {
        match event {
            Ok((event, span)) => {
                if tree.event(event, &span) == ControlFlow::Break(()) {
                    return Ended::Stopped;
                }
            }
            Err(error) => return Ended::Broken(tree.syntax_error(&error)),
        }
    }
    if tree.finish() { Ended::Whole } else { Ended::Stopped }
}

fn strict() -> Options {
    options! {
        strict_indentation: true,
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    }
}

/// Finds errors after the first syntax error: reading is resumed at each following key in the first column, so that mistakes in two
/// sections are found in one run.
fn further_errors(file: FileId, source: &str, mut broken: usize) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for _ in 0..RESTARTS {
        let Some(from) = lines::next_section(source, broken).filter(|_| source.len() <= RESTART_BYTES) else { break };
        // What came before is replaced by line breaks, so that all locations stay the same.
        let rest = "\n".repeat(from) + source.get(from..).unwrap_or("");
        let mut tree = Tree::new(file, source);
        let ended = build(&mut tree, &rest);
        // The anchors may be further up.
        findings.extend(tree.into_parts().1.into_iter().filter(|finding| finding.rule != &rules::UNKNOWN_ALIAS));
        let Ended::Broken(at) = ended else { break };
        broken = at.max(from + 1);
    }
    findings
}

/// Passes on the findings, at most a hundred.
fn report(findings: Vec<Diagnostic>, sink: &mut Sink) {
    let more = findings.len().saturating_sub(MAX_FINDINGS);
    let mut findings = findings.into_iter();
    for finding in findings.by_ref().take(MAX_FINDINGS) {
        sink.push(finding);
    }
    if let Some(next) = findings.next() {
        let message = format!("{more} more findings from here on are not shown");
        sink.push(Diagnostic::new(&rules::TOO_MANY_FINDINGS, next.primary.span, message).note("Fix those above first."));
    }
}

/// Whether a file has this key at its top level. The lines of files with syntax errors are searched, so that a contract with a syntax error
/// can be distinguished from another kind of file.
///
/// ```
/// use errspec_spec::yaml::has_top_level_key;
/// assert!(has_top_level_key(b"# A contract\nerrspec: 1\nname: [", "errspec"));
/// assert!(has_top_level_key(b"{ \"name\": \"shop\", \"errspec\": 1 }", "errspec"));
/// assert!(!has_top_level_key(b"tools:\n  errspec: 1\n", "errspec"));
/// ```
pub fn has_top_level_key(bytes: &[u8], key: &str) -> bool {
    let text = match bytes {
        // In UTF-16, ASCII letters are still in order. A finding about the encoding comes later.
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [_, 0, ..] | [0, ..] => {
            Cow::Owned(bytes.iter().copied().filter(|byte| !matches!(byte, 0 | 0xfe | 0xff)).into_vec())
        }
        _ => Cow::Borrowed(bytes),
    };
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    text.split(|byte| *byte == b'\n').any(|line| begins_with_key(line, key)) || in_braces(text, key)
}

/// Whether a line begins with the key and a colon.
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

/// If the top level is in braces, its keys can be anywhere in a line, so the file has to be parsed.
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
