//! The outline of a document: its sections and entries.

use super::analysis::Analysis;
use super::position::range;
use errspec_spec::yaml::{Entry, NodeKind};
use lsp_types::{DocumentSymbol, SymbolKind};

/// The sections of the document with their entries, down to single codes and states.
pub(super) fn outline(analysis: &Analysis) -> Vec<DocumentSymbol> {
    match analysis.tree().map(|tree| &tree.kind) {
        Some(NodeKind::Map(sections)) => sections.iter().map(|section| symbol(analysis, section, 0)).collect(),
        _ => Vec::new(),
    }
}

/// How many levels of mappings have named entries: `errors`, a catalog, `groups`, a group, `codes`, a code.
const DEEPEST: usize = 5;

#[allow(deprecated, reason = "the protocol's struct has a deprecated member that must be set")]
fn symbol(analysis: &Analysis, entry: &Entry, depth: usize) -> DocumentSymbol {
    let sources = &analysis.sources;
    let below = match &entry.value.kind {
        NodeKind::Map(entries) if depth < DEEPEST => entries.as_slice(),
        _ => &[],
    };
    let children: Vec<DocumentSymbol> = below
        .iter()
        .filter(|entry| matches!(entry.value.kind, NodeKind::Map(_)) || depth % 2 == 1)
        .map(|entry| symbol(analysis, entry, depth + 1))
        .collect();
    let whole = entry.key_span.to(entry.value.span);
    DocumentSymbol {
        name: if entry.key.is_empty() { "\"\"".to_owned() } else { entry.key.clone() },
        detail: entry.value.scalar().map(|scalar| scalar.text.clone()),
        kind: if depth == 0 {
            SymbolKind::NAMESPACE
        } else if below.is_empty() {
            SymbolKind::PROPERTY
        } else {
            SymbolKind::STRUCT
        },
        tags: None,
        deprecated: None,
        range: range(sources, whole),
        selection_range: range(sources, entry.key_span),
        children: (!children.is_empty()).then_some(children),
    }
}
