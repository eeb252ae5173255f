//! The documents that are open in the editor, and the files beside them.

use super::position::offset;
use errspec_codegen::disk::Disk;
use errspec_spec::Loader;
use errspec_spec::yaml::Trees;
use lsp_types::{TextDocumentContentChangeEvent, Uri};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::str::FromStr;

/// The texts of open documents, by path.
#[derive(Clone, Debug, Default)]
pub(super) struct Documents {
    open: Vec<(String, String)>,
}

impl Documents {
    pub(super) fn open(&mut self, uri: &Uri, text: String) {
        self.close(uri);
        self.open.push((path(uri), text));
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        let path = path(uri);
        self.open.retain(|(other, _)| *other != path);
    }

    /// Applies changes in order.
    pub(super) fn change(&mut self, uri: &Uri, changes: Vec<TextDocumentContentChangeEvent>) {
        let path = path(uri);
        let Some((_, text)) = self.open.iter_mut().find(|(other, _)| *other == path) else { return };
        for change in changes {
            match change.range {
                Some(range) => {
                    let (start, end) = (offset(text, range.start), offset(text, range.end));
                    text.replace_range(start..end.max(start), &change.text);
                }
                None => *text = change.text,
            }
        }
    }

    pub(super) fn text(&self, uri: &Uri) -> Option<&str> {
        self.of_path(&path(uri))
    }

    fn of_path(&self, path: &str) -> Option<&str> {
        self.open.iter().find(|(other, _)| other == path).map(|(_, text)| text.as_str())
    }
}

/// Loads open documents as they are in the editor, and other files from disk.
pub(super) struct Files<'d> {
    pub(super) documents: &'d Documents,
    /// The trees of the files, from the last time they were loaded.
    pub(super) trees: Trees,
}

impl Loader for Files<'_> {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        match self.documents.of_path(path) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => Disk::default().load(path),
        }
    }

    fn trees(&mut self) -> Option<&mut Trees> {
        Some(&mut self.trees)
    }
}

/// The path of a document, with `/` on every platform.
pub(super) fn path(uri: &Uri) -> String {
    let text = percent_decode_str(uri.as_str()).decode_utf8_lossy().into_owned();
    match text.strip_prefix("file://") {
        // `file:///C:/specs` on Windows.
        Some(path) if path.get(2..3) == Some(":") => path.trim_start_matches('/').to_owned(),
        Some(path) => path.to_owned(),
        None => text,
    }
}

/// The URI of a file. `None` for shipped files such as `std/http`, which are not on disk.
pub(super) fn uri(path: &str) -> Option<Uri> {
    if !path.contains('/') || path.starts_with("std/") {
        return None;
    }
    let slash = if path.starts_with('/') { "" } else { "/" };
    Uri::from_str(&format!("file://{slash}{}", utf8_percent_encode(path, UNSAFE))).ok()
}

/// The characters that have to be escaped in the path of a URI.
const UNSAFE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');
