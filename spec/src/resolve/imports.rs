//! `use` and `base`: loads the files that a spec uses or changes.

use super::Unit;
use super::base::{base, combined};
use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::rules;
use crate::source::{FileId, Sources, Span, Spanned};
use crate::yaml::{self, Node};
use crate::{Loader, Steps};
use crate::{std_specs, syntax};
use std::rc::Rc;

/// Reads the spec and then the files it uses, depth first in the order of `use`, each once.
pub(crate) struct Imports<'l> {
    pub(crate) sources: &'l mut Sources,
    pub(crate) sink: &'l mut Sink,
    pub(crate) loader: &'l mut dyn Loader,
    steps: &'l mut Steps<'l>,
    pub(crate) units: Vec<Unit>,
    seen: Vec<String>,
    /// The files that are being read, outermost first.
    open: Vec<Open>,
}

/// A file whose used files have not been read yet.
struct Open {
    path: String,
    uses: std::vec::IntoIter<Spanned<String>>,
}

/// The maximum number of files. It is more than any contract needs, but a loader that invents files must not run forever.
const MOST_FILES: usize = 256;

impl<'l> Imports<'l> {
    pub(crate) fn new(
        sources: &'l mut Sources,
        sink: &'l mut Sink,
        loader: &'l mut dyn Loader,
        steps: &'l mut Steps<'_>,
    ) -> Self {
        Self { sources, sink, loader, steps, units: Vec::new(), seen: Vec::new(), open: Vec::new() }
    }

    /// Reads the spec itself.
    pub(crate) fn root(&mut self, path: &str, bytes: &[u8]) {
        #[cfg(feature = "trees")]
        self.loader.trees().into_iter().for_each(yaml::Trees::begin);
        self.seen.push(normal(path));
        self.file(path, bytes);
        while let Some(open) = self.open.last_mut() {
            match open.uses.next() {
                Some(wanted) => self.used(&wanted),
                None => drop(self.open.pop()),
            }
        }
    }

    fn file(&mut self, path: &str, bytes: &[u8]) {
        (self.steps)("read");
        let Some(file) = yaml::decode(self.sources, path, bytes, self.sink) else { return };
        let Some(mut node) = self.read(file) else { return };
        let mut changed = vec![normal(path)];
        while let Some((name, span)) = base(&node) {
            let wanted = Spanned::new(name.to_owned(), span);
            let Some(tree) = self.base(&wanted, &mut changed) else { return };
            node = Rc::new(combined(&tree, &node, self.sink));
        }
        (self.steps)("parse");
        let Some(document) = syntax::parse(&node, self.sink) else { return };
        let uses = document.uses.clone().into_iter();
        self.units.push(Unit { file, document });
        self.open.push(Open { path: normal(path), uses });
    }

    /// The tree of a file that another one changes. `changed` are the files on the way to it.
    fn base(&mut self, wanted: &Spanned<String>, changed: &mut Vec<String>) -> Option<Rc<Node>> {
        let (path, bytes) = match wanted.strip_prefix("std/") {
            Some(name) => (format!("{}.yaml", wanted.value), self.shipped_text(name, wanted)?.as_bytes().to_vec()),
            None => {
                let path = join(self.sources.name(wanted.span.file), &wanted.value);
                if changed.contains(&path) {
                    let finding =
                        Diagnostic::new(&rules::USE_CYCLE, wanted.span, format!("`{}` is based on itself", wanted.value));
                    changed.push(path);
                    self.sink.push(finding.note(format!("The cycle: {}.", changed.join(" → "))));
                    return None;
                }
                let bytes = self.load(&path, wanted)?;
                (path, bytes)
            }
        };
        if !self.room(wanted.span) {
            return None;
        }
        changed.push(path.clone());
        self.seen.push(path.clone());
        let file = yaml::decode(self.sources, path, &bytes, self.sink)?;
        self.read(file)
    }

    fn read(&mut self, file: FileId) -> Option<Rc<Node>> {
        #[cfg(feature = "trees")]
        if let Some(trees) = self.loader.trees() {
            return trees.read(self.sources, file, self.sink);
        }
        yaml::read(self.sources, file, self.sink).map(Rc::new)
    }

    fn used(&mut self, wanted: &Spanned<String>) {
        if wanted.value == "std/http" {
            return; // The registry is always there.
        }
        if let Some(name) = wanted.strip_prefix("std/") {
            return self.shipped(name, wanted);
        }
        let path = join(self.sources.name(wanted.span.file), &wanted.value);
        if let Some(at) = self.open.iter().position(|open| open.path == path) {
            let mut chain: Vec<&str> = self.open.get(at..).unwrap_or_default().iter().map(|open| open.path.as_str()).into_vec();
            chain.push(&path);
            let message = format!("`{}` uses itself", wanted.value);
            let finding = Diagnostic::new(&rules::USE_CYCLE, wanted.span, message);
            return self.sink.push(finding.note(format!("The cycle: {}.", chain.join(" → "))));
        }
        if self.seen.contains(&path) || !self.room(wanted.span) {
            return;
        }
        (self.steps)("read");
        if let Some(bytes) = self.load(&path, wanted) {
            self.seen.push(path.clone());
            self.file(&path, &bytes);
        }
    }

    /// The bytes of a file that is a contract or a part of one.
    fn load(&mut self, path: &str, wanted: &Spanned<String>) -> Option<Vec<u8>> {
        match self.loader.load(path) {
            Ok(bytes) if yaml::has_top_level_key(&bytes, "errspec") => return Some(bytes),
            // The file may be anything, even a password file, and findings would quote it.
            Ok(_) => {
                let finding = Diagnostic::new(&rules::CANNOT_READ, wanted.span, format!("`{path}` is not a spec"));
                self.sink.push(finding.note("A contract, and each part of one, has the key `errspec: 1` at its top level."));
            }
            Err(why) => {
                let finding = Diagnostic::new(&rules::CANNOT_READ, wanted.span, format!("cannot read `{path}`: {why}"));
                self.sink.push(finding.note("Paths are relative to the file in which they are written."));
            }
        }
        None
    }

    fn shipped(&mut self, name: &str, wanted: &Spanned<String>) {
        let Some(text) = self.shipped_text(name, wanted) else { return };
        if !self.seen.contains(&wanted.value) && self.room(wanted.span) {
            self.seen.push(wanted.value.clone());
            self.file(&format!("{}.yaml", wanted.value), text.as_bytes());
        }
    }

    fn shipped_text(&mut self, name: &str, wanted: &Spanned<String>) -> Option<&'static str> {
        let text = std_specs::text(name);
        if text.is_none() {
            let message = format!("`{}` is not a shipped file", wanted.value);
            let finding = Diagnostic::new(&rules::UNKNOWN_NAME, wanted.span, message);
            let names: Vec<String> = std_specs::names().map(|name| format!("std/{name}")).into_vec();
            self.sink.push(finding.suggest(&wanted.value, wanted.span, names.iter().map(String::as_str)));
        }
        text
    }

    fn room(&mut self, span: Span) -> bool {
        let room = self.seen.len() < MOST_FILES;
        if !room {
            self.sink.push(Diagnostic::new(
                &rules::TOO_MANY_FILES,
                span,
                format!("a contract consists of at most {MOST_FILES} files"),
            ));
        }
        room
    }
}

/// A path relative to the folder of another file.
fn join(from: &str, to: &str) -> String {
    if to.starts_with('/') {
        return normal(to);
    }
    let folder = from.rfind(['/', '\\']).map_or("", |at| from.get(..=at).unwrap_or(""));
    normal(&format!("{folder}{to}"))
}

/// A path without `.` and `..`, as far as that is possible without access to the disk, so that each file has one name.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".") {
        match parts.last() {
            Some(last) if part == ".." && *last != ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}
