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
        let mut add = |key: Span, whole: Span| {
            if within(whole) {
                entries.insert(key);
            }
        };
        for document in units.iter().map(|unit| &unit.document) {
            document.errors.iter().for_each(|entry| add(entry.key.span, entry.span));
            for machine in &document.machines {
                add(machine.key.span, machine.span);
                machine.value.states.iter().for_each(|state| add(state.key.span, state.span));
            }
            #[cfg(feature = "reader")]
            document.bodies.iter().for_each(|body| add(body.key.span, body.span));
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
