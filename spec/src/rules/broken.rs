//! The entries that already contain an error.

use crate::diag::{Severity, Sink};
use crate::lists::{IntoVec, sort_by_key};
use crate::resolve::Unit;
use crate::source::Span;
use std::collections::HashSet;

/// The entries in which an earlier step found an error, by the location of their key.
pub(super) struct Broken {
    entries: HashSet<Span>,
    #[cfg(feature = "reader")]
    policy: bool,
}

impl Broken {
    pub(super) fn new(units: &[Unit], sink: &Sink) -> Self {
        let mut errors: Vec<Span> = sink
            .iter()
            .filter(|finding| finding.rule.severity == Severity::Error)
            .map(|finding| finding.primary.span)
            .into_vec();
        sort_by_key(&mut errors, |error| *error);
        let within = |span: Span| {
            let next = errors.partition_point(|error| *error < Span { end: 0, ..span });
            errors.get(next).is_some_and(|error| error.file == span.file && error.start < span.end)
        };
        let mut entries = HashSet::new();
        for document in units.iter().map(|unit| &unit.document) {
            let catalogs = document.errors.iter().map(|entry| (entry.key.span, entry.span));
            let machines = document.machines.iter().map(|entry| (entry.key.span, entry.span));
            let states =
                document.machines.iter().flat_map(|entry| &entry.value.states).map(|entry| (entry.key.span, entry.span));
            entries.extend(catalogs.chain(machines).chain(states).filter(|(_, whole)| within(*whole)).map(|(key, _)| key));
            #[cfg(feature = "reader")]
            entries.extend(document.bodies.iter().filter(|entry| within(entry.span)).map(|entry| entry.key.span));
        }
        #[cfg(feature = "reader")]
        let policy = units.iter().filter_map(|unit| unit.document.retry.as_ref()).any(|policy| within(policy.span));
        Self {
            entries,
            #[cfg(feature = "reader")]
            policy,
        }
    }

    /// Whether the entry with this key contains an error.
    pub(super) fn has(&self, key: Span) -> bool {
        self.entries.contains(&key)
    }

    /// Whether the retry section contains an error.
    #[cfg(feature = "reader")]
    pub(super) fn policy(&self) -> bool {
        self.policy
    }
}
