//! Go to definition, find references, and rename.

use super::analysis::Analysis;
use super::documents::uri;
use super::position::range;
use super::references::{Kind, Reference};
use errspec_spec::source::Span;
use lsp_types::{Location, Range, TextEdit, Uri, WorkspaceEdit};
use std::collections::HashMap;

/// The name at an offset of the document.
pub(super) fn named(analysis: &Analysis, at: usize) -> Option<&Reference> {
    let holds = |span: Span| span.start as usize <= at && at <= span.end as usize;
    let own = |span: Span| analysis.sources.name(span.file) == analysis.name();
    analysis.references().iter().find(|reference| own(reference.span) && holds(reference.span))
}

/// Where the name at an offset is declared.
pub(super) fn definition(analysis: &Analysis, at: usize) -> Option<Vec<Location>> {
    let name = named(analysis, at)?;
    if name.kind == Kind::File {
        return file(analysis, &name.name).map(|location| vec![location]);
    }
    let declared = same(analysis, name).filter(|reference| reference.declares);
    Some(declared.filter_map(|reference| location(analysis, reference.span)).collect())
}

/// All locations where the name at an offset is declared or used.
pub(super) fn references(analysis: &Analysis, at: usize) -> Option<Vec<Location>> {
    let name = named(analysis, at)?;
    Some(same(analysis, name).filter_map(|reference| location(analysis, reference.span)).collect())
}

/// The range of the name at an offset, if it can be renamed.
pub(super) fn renameable(analysis: &Analysis, at: usize) -> Option<Range> {
    let name = named(analysis, at).filter(|name| name.kind != Kind::File)?;
    let declared = same(analysis, name).find(|reference| reference.declares)?;
    location(analysis, declared.span)?;
    Some(range(&analysis.sources, name.span))
}

/// The edits that rename the name at an offset. A new name with characters that have a meaning in YAML is rejected.
pub(super) fn rename(analysis: &Analysis, at: usize, new: &str) -> Option<WorkspaceEdit> {
    renameable(analysis, at)?;
    let name = named(analysis, at)?;
    let plain =
        !new.is_empty() && new.trim() == new && !new.contains(['\n', '"', '\'', '#', ':', ',', '{', '}', '[', ']', '|', '>']);
    if !plain {
        return None;
    }
    #[allow(clippy::mutable_key_type, reason = "the protocol's own type; the text of an address does not change")]
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for reference in same(analysis, name) {
        let Some(Location { uri, range }) = location(analysis, reference.span) else { continue };
        changes.entry(uri).or_default().push(TextEdit { range, new_text: new.to_owned() });
    }
    Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
}

fn same<'a>(analysis: &'a Analysis, name: &'a Reference) -> impl Iterator<Item = &'a Reference> {
    analysis.references().iter().filter(move |other| other.kind == name.kind && other.name == name.name)
}

fn location(analysis: &Analysis, span: Span) -> Option<Location> {
    Some(Location { uri: uri(analysis.sources.name(span.file))?, range: range(&analysis.sources, span) })
}

/// The file to which an entry of `use` refers.
fn file(analysis: &Analysis, name: &str) -> Option<Location> {
    let ending = name.strip_prefix("./").unwrap_or(name);
    let path = analysis.sources.ids().map(|file| analysis.sources.name(file)).find(|path| path.ends_with(ending))?;
    Some(Location { uri: uri(path)?, range: Range::default() })
}
