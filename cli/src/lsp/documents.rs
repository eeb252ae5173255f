//! The documents that are open in the editor, and the files beside them.

use super::position::offset;
use errspec_codegen::disk::Disk;
use errspec_spec::Loader;
use errspec_spec::yaml::Trees;
use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri, VersionedTextDocumentIdentifier};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::str::FromStr;

/// The open documents.
#[derive(Clone, Debug, Default)]
pub(super) struct Documents {
    open: Vec<Document>,
}

/// A document as it is in the editor.
#[derive(Clone, Debug)]
pub(super) struct Document {
    path: String,
    pub(super) text: String,
    /// The number that the editor gave to this text.
    pub(super) version: i32,
}

impl Documents {
    pub(super) fn open(&mut self, document: TextDocumentItem) {
        self.close(&document.uri);
        self.open.push(Document { path: path(&document.uri), text: document.text, version: document.version });
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        let path = path(uri);
        self.open.retain(|document| document.path != path);
    }

    /// Applies changes in order.
    pub(super) fn change(&mut self, id: &VersionedTextDocumentIdentifier, changes: Vec<TextDocumentContentChangeEvent>) {
        let path = path(&id.uri);
        let Some(document) = self.open.iter_mut().find(|document| document.path == path) else { return };
        document.version = id.version;
        let text = &mut document.text;
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

    pub(super) fn get(&self, path: &str) -> Option<&Document> {
        self.open.iter().find(|document| document.path == path)
    }
}

/// Loads open documents as they are in the editor, and other files from disk.
pub(super) struct Files<'d> {
    pub(super) documents: &'d Documents,
    /// The trees of the files, from the last time they were loaded.
    pub(super) trees: Trees,
    /// The paths of the files that were asked for, also of those that cannot be read.
    pub(super) paths: Vec<String>,
}

impl Loader for Files<'_> {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        self.paths.push(path.to_owned());
        match self.documents.get(path) {
            Some(document) => Ok(document.text.as_bytes().to_vec()),
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
