//! From text to a tree. The only module that names the YAML library.
//!
//! The library gives events with byte ranges; the tree, its limits and every finding are ours.

mod bytes;
mod text;
mod tree;
mod place;
mod block;
mod syntax;

pub use bytes::{MAX_BYTES, decode};

use super::Node;
use crate::diag::{Diagnostic, Sink};
use crate::source::{FileId, Sources};
use granit_parser::{Options, Parser, options};
use std::ops::ControlFlow;
use std::rc::Rc;
use tree::Tree;

/// How many lists and mappings may be open within each other, aliases followed.
pub(crate) const MAX_DEPTH: usize = 64;

/// Findings of one file that are worth reading; a file with more is broken in one way a hundred times.
const MAX_FINDINGS: usize = 100;

/// Reads one file. What is wrong goes to the sink.
///
/// `None` where there is no tree to look at: the file is empty, too large, or its syntax is broken, so that the rest of it
/// is unknown. Everything else (a duplicate key, an unknown alias, a tag) is reported and left out of the tree returned.
pub fn read(sources: &Sources, file: FileId, sink: &mut Sink) -> Option<Node> {
    let source = sources.text(file);
    if let Some(finding) = text::check(source, file) {
        sink.push(finding);
        return None;
    }
    let mut tree = Tree::new(file, source);
    let whole = build(&mut tree, source);
    let (root, findings) = tree.into_parts();
    report(findings, sink);
    match root.filter(|_| whole) {
        Some(root) => Some(Rc::try_unwrap(root).unwrap_or_else(|shared| (*shared).clone())),
        None => None,
    }
}

/// Feeds every event to the tree; whether the end of the file was reached.
fn build(tree: &mut Tree<'_>, source: &str) -> bool {
    for event in Parser::new_from_str_with_options(source, strict()) {
        match event {
            Ok((event, span)) => {
                if tree.event(event, &span) == ControlFlow::Break(()) {
                    return false;
                }
            }
            Err(error) => {
                tree.syntax_error(&error);
                return false;
            }
        }
    }
    tree.finish()
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

/// Hands the findings on, the first hundred of them.
fn report(findings: Vec<Diagnostic>, sink: &mut Sink) {
    let more = findings.len().saturating_sub(MAX_FINDINGS);
    let mut findings = findings.into_iter();
    for finding in findings.by_ref().take(MAX_FINDINGS) {
        sink.push(finding);
    }
    if let Some(next) = findings.next() {
        let message = format!("{more} more findings from here on are not shown");
        sink.push(Diagnostic::error("too-many-findings", next.primary.span, message).note("mend those above first"));
    }
}
