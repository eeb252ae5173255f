//! What is known about a document after its last change.

use super::documents::{Documents, Files};
use super::references::{Reference, references};
use errspec_spec::Checked;
use errspec_spec::diag::{Diagnostic, Sink};
use errspec_spec::model::Contract;
use errspec_spec::resolved::Resolved;
use errspec_spec::source::{FileId, Sources};
use errspec_spec::yaml::{self, Node};
use serde_json::Value;
use std::cell::OnceCell;

/// The findings of a document, and the data from which the requests of the editor are answered.
pub(super) struct Analysis {
    pub(super) sources: Sources,
    pub(super) findings: Vec<Diagnostic>,
    text: String,
    name: String,
    contract: Option<Contract>,
    names: OnceCell<Names>,
    resolved: OnceCell<Option<Value>>,
}

/// The trees of all files, and the names in them.
struct Names {
    sources: Sources,
    trees: Vec<(FileId, Node)>,
    references: Vec<Reference>,
}

impl Analysis {
    pub(super) fn new(name: &str, text: &str, documents: &Documents) -> Self {
        let (bytes, mut files) = (text.as_bytes(), Files(documents));
        let Checked { sources, findings, contract } = match errspec_spec::is_part(bytes) {
            true => errspec_spec::check_part(name, bytes, &mut files),
            false => errspec_codegen::check(name, bytes, &mut files),
        };
        Self {
            sources,
            findings,
            text: text.to_owned(),
            name: name.to_owned(),
            contract,
            names: OnceCell::new(),
            resolved: OnceCell::new(),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The path of the document.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether the document uses a file.
    pub(super) fn uses(&self, path: &str) -> bool {
        self.sources.ids().any(|file| self.sources.name(file) == path)
    }

    /// What `errspec resolve` prints; `None` if the document has errors.
    pub(super) fn resolved(&self) -> Option<&Value> {
        let resolve = || serde_json::to_value(Resolved::new(self.contract.as_ref()?, &self.sources)).ok();
        self.resolved.get_or_init(resolve).as_ref()
    }

    /// The tree of the document, as far as it can be read.
    pub(super) fn tree(&self) -> Option<&Node> {
        self.names().trees.first().map(|(_, tree)| tree)
    }

    /// All names that are declared or used, in all files.
    pub(super) fn references(&self) -> &[Reference] {
        &self.names().references
    }

    /// The files to which the locations of [`references`](Self::references) and [`tree`](Self::tree) belong.
    pub(super) fn files(&self) -> &Sources {
        &self.names().sources
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let mut names = Names { sources: Sources::new(), trees: Vec::new(), references: Vec::new() };
            let others = self.sources.ids().filter(|file| self.sources.name(*file) != self.name);
            let others = others.map(|file| (self.sources.name(file), self.sources.text(file)));
            for (name, text) in std::iter::once((self.name.as_str(), self.text.as_str())).chain(others) {
                let file = names.sources.add(name, text);
                if let Some(tree) = yaml::read(&names.sources, file, &mut Sink::new()) {
                    names.references.extend(references(&tree));
                    names.trees.push((file, tree));
                }
            }
            names
        })
    }
}
