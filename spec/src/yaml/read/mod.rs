//! From text to a tree. The only module that names the YAML library.
//!
//! The library gives events with byte ranges; the tree, its limits and every finding are ours.

mod aliases;
mod block;
mod bytes;
mod cut;
mod keys;
mod place;
mod syntax;
mod text;
mod tree;

pub use bytes::{MAX_BYTES, decode};

use super::Node;
use crate::diag::{Diagnostic, Sink};
use crate::source::{FileId, Sources};
use granit_parser::{Options, Parser, options};
use std::ops::ControlFlow;
use std::rc::Rc;
use tree::Tree;

/// How many lists and mappings may be open within each other, aliases followed.
const MAX_DEPTH: usize = 64;

/// What one file may stand for, aliases followed: a node counts one, and one more for every 32 bytes of its text.
const MAX_WEIGHT: usize = 2_000_000;

/// Findings of one file that are worth reading; a file with more is broken in one way a hundred times.
const MAX_FINDINGS: usize = 100;

/// How often reading is taken up again after an error of syntax, and the longest text for which it is.
const RESTARTS: usize = 10;
const RESTART_BYTES: usize = 1 << 20;

/// Reads one file. What is wrong goes to the sink.
///
/// `None` where there is no tree to look at: the file is empty, too large, or its syntax is broken, so that what follows
/// is not known for sure. Everything else (a duplicate key, an unknown alias, a tag) is reported and left out of the tree.
pub fn read(sources: &Sources, file: FileId, sink: &mut Sink) -> Option<Node> {
    let source = sources.text(file);
    if let Some(finding) = text::check(source, file) {
        sink.push(finding);
        return None;
    }
    let mut tree = Tree::new(file, source);
    let ended = build(&mut tree, source);
    let (root, mut findings) = tree.into_parts();
    if let Ended::Broken(at) = ended {
        findings.extend(further_errors(file, source, at));
    }
    report(findings, sink);
    let root = root.filter(|_| ended == Ended::Whole)?;
    Some(Rc::try_unwrap(root).unwrap_or_else(|shared| (*shared).clone()))
}

/// How reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// At the end of the file.
    Whole,
    /// Where reading on was of no use.
    Stopped,
    /// At a byte where the syntax is broken.
    Broken(usize),
}

/// Feeds every event to the tree.
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

/// What is wrong after a first error of syntax: reading is taken up again at each next key in the first column, so that two
/// mistakes in two sections are found at once.
fn further_errors(file: FileId, source: &str, mut broken: usize) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for _ in 0..RESTARTS {
        let Some(from) = place::next_section(source, broken).filter(|_| source.len() <= RESTART_BYTES) else { break };
        // Line breaks instead of what came before keep every place as it is.
        let rest = "\n".repeat(from) + source.get(from..).unwrap_or("");
        let mut tree = Tree::new(file, source);
        let ended = build(&mut tree, &rest);
        // The anchors may have been further up.
        findings.extend(tree.into_parts().1.into_iter().filter(|finding| finding.slug != "unknown-alias"));
        let Ended::Broken(at) = ended else { break };
        broken = at.max(from + 1);
    }
    findings
}

/// Hands the findings on, the first hundred of them.
fn report(findings: Vec<Diagnostic>, sink: &mut Sink) {
    let more = findings.len().saturating_sub(MAX_FINDINGS);
    let mut findings = findings.into_iter();
    for finding in findings.by_ref().take(MAX_FINDINGS) {
        sink.push(finding);
    }
    if let Some(next) = findings.next() {
        let message = format!("{more} more findings from here on are not shown");
        sink.push(Diagnostic::error("too-many-findings", next.primary.span, message).note("Mend those above first."));
    }
}
