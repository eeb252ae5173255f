//! The context that all steps of resolving share.

use crate::diag::{Diagnostic, Sink};
use crate::rules;
use crate::source::{FileId, Span, Spanned};
use crate::syntax::{Document, Named};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// One file of a contract.
pub(crate) struct Unit {
    pub(crate) file: FileId,
    pub(crate) document: Document,
}

/// The context that all steps of resolving share.
pub(super) struct Scope<'a> {
    pub(super) units: &'a [Unit],
    pub(super) registry: &'a Document,
    pub(super) sink: &'a mut Sink,
}

impl<'a> Scope<'a> {
    /// The entries of a section in all files, beginning with those of the spec itself. The same name in two files is an error.
    pub(super) fn merge<T>(&mut self, what: &str, section: impl Fn(&'a Document) -> &'a Vec<Named<T>>) -> Vec<&'a Named<T>> {
        let mut merged: Vec<&'a Named<T>> = Vec::new();
        let mut first: HashMap<&'a str, &'a Spanned<String>> = HashMap::new();
        for entry in self.units.iter().flat_map(|unit| section(&unit.document)) {
            match first.entry(&entry.key.value) {
                Entry::Occupied(other) => self.clash(what, &entry.key, other.get()),
                Entry::Vacant(place) => {
                    place.insert(&entry.key);
                    merged.push(entry);
                }
            }
        }
        merged
    }

    /// Reports that two files declare the same name.
    pub(super) fn clash(&mut self, what: &str, second: &Spanned<String>, first: &Spanned<String>) {
        let message = format!("the {what} `{}` is declared in two files", second.value);
        let finding = Diagnostic::new(&rules::USE_CLASH, second.span, message).here("declared again");
        self.sink.push(finding.label(first.span, "declared first here").note("Rename one of them, or remove one."));
    }

    /// Reports that two files have a section that a contract can only have once.
    pub(super) fn section_clash(&mut self, section: &str, second: Span, first: Span) {
        let finding = Diagnostic::new(&rules::USE_CLASH, second.first(), format!("two files have `{section}`"));
        self.sink.push(finding.label(first.first(), "the first one").note("Keep it in one of the files."));
    }

    /// The index of a name among others. Reports a finding if it does not exist.
    pub(super) fn look_up<'n>(
        &mut self,
        what: &str,
        name: &Spanned<String>,
        mut names: impl Iterator<Item = &'n str> + Clone,
    ) -> Option<usize> {
        let all = names.clone();
        let found = names.position(|known| known == name.value);
        if found.is_none() {
            let finding = Diagnostic::new(&rules::UNKNOWN_NAME, name.span, format!("there is no {what} `{}`", name.value));
            self.sink.push(finding.suggest(&name.value, name.span, all));
        }
        found
    }
}
