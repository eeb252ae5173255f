//! What is known about a document after its last change.

use super::documents::{Documents, Files};
use super::references::{Reference, references};
use errspec_spec::Checked;
use errspec_spec::diag::Diagnostic;
use errspec_spec::model::Contract;
use errspec_spec::resolved::Resolved;
use errspec_spec::source::Sources;
use errspec_spec::yaml::{Node, Trees};
use serde_json::Value;
use std::cell::OnceCell;

/// The findings of a document, and the data from which the requests of the editor are answered.
pub(super) struct Analysis {
    pub(super) sources: Sources,
    pub(super) findings: Vec<Diagnostic>,
    text: String,
    name: String,
    contract: Option<Contract>,
    trees: Trees,
    used: Vec<String>,
    references: OnceCell<Vec<Reference>>,
    resolved: OnceCell<Option<Value>>,
}

impl Analysis {
    /// Checks a document. `trees` are those of its last analysis.
    pub(super) fn new(name: &str, text: &str, documents: &Documents, trees: Trees) -> Self {
        let (bytes, mut files) = (text.as_bytes(), Files { documents, trees, paths: Vec::new() });
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
            trees: files.trees,
            used: files.paths,
            references: OnceCell::new(),
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

    /// Whether the document is a file, or uses it.
    pub(super) fn depends_on(&self, path: &str) -> bool {
        self.name == path || self.used.iter().any(|used| used == path)
    }

    /// What `errspec resolve` prints; `None` if the document has errors.
    pub(super) fn resolved(&self) -> Option<&Value> {
        let resolve = || serde_json::to_value(Resolved::new(self.contract.as_ref()?, &self.sources)).ok();
        self.resolved.get_or_init(resolve).as_ref()
    }

    /// The trees of the files, for the next analysis.
    pub(super) fn into_trees(self) -> Trees {
        self.trees
    }

    /// The tree of the document, if it can be read.
    pub(super) fn tree(&self) -> Option<&Node> {
        self.trees.tree(&self.name)
    }

    /// All names that are declared or used, in all files.
    pub(super) fn references(&self) -> &[Reference] {
        self.references.get_or_init(|| {
            let trees = self.sources.ids().filter_map(|file| self.trees.tree(self.sources.name(file)));
            trees.flat_map(references).collect()
        })
    }
}
