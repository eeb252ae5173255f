//! Declared statuses, and what they inherit from ranges and the registry.

use super::layers::{Layer, Layers, Silent};
use super::scope::Scope;
use crate::diag::Diagnostic;
use crate::lists::{IntoVec, sort_by_key};
use crate::model::{Fact, Origin, Status, StatusDefaults, Via};
use crate::rules;
use crate::source::Spanned;
use crate::syntax::{StatusEntry, StatusRange, StatusRangeEntry};
use crate::words::Basis;

pub(super) fn statuses<'a>(scope: &mut Scope<'a>) -> (Vec<Status>, Vec<StatusDefaults>) {
    let declared = declared(scope);
    let ranges = ranges(scope);
    let resolve = |entry: &&'a StatusEntry| {
        let status = entry.status.value;
        let layers = Layers(status_layers(scope, status, Via::Own, &ranges, Some(entry)));
        let registered =
            registry_entry(scope, status).and_then(|entry| entry.phrase.as_ref()).map(|phrase| phrase.value.clone());
        Status {
            status: entry.status.clone(),
            phrase: phrase(scope, entry),
            registered,
            facts: layers.resolve(Silent { status: Some(status), class: unregistered(scope, status) }),
        }
    };
    let statuses = declared.iter().map(resolve).into_vec();
    let defaults = |entry: &&'a StatusRangeEntry| {
        let layers = Layers(vec![Layer { facts: &entry.facts, via: Via::Own, around: Vec::new() }]);
        StatusDefaults {
            range: entry.range.clone(),
            facts: layers.resolve(Silent { status: Some(entry.range.from), class: None }),
        }
    };
    (statuses, ranges.iter().map(defaults).into_vec())
}

fn declared<'a>(scope: &mut Scope<'a>) -> Vec<&'a StatusEntry> {
    let mut declared: Vec<&StatusEntry> = Vec::new();
    for entry in scope.units.iter().flat_map(|unit| &unit.document.statuses) {
        match declared.iter().find(|other| other.status.value == entry.status.value) {
            Some(other) => {
                let as_name = |status: &Spanned<u16>| Spanned::new(status.value.to_string(), status.span);
                scope.clash("status", &as_name(&entry.status), &as_name(&other.status));
            }
            None => declared.push(entry),
        }
    }
    declared
}

/// The ranges, narrowest first, which is the order in which their facts apply.
fn ranges<'a>(scope: &mut Scope<'a>) -> Vec<&'a StatusRangeEntry> {
    let mut ranges: Vec<&StatusRangeEntry> = Vec::new();
    for entry in scope.units.iter().flat_map(|unit| &unit.document.ranges) {
        if let Some(other) = ranges.iter().find(|other| overlap(other.range.value, entry.range.value)) {
            let finding = Diagnostic::new(&rules::OVERLAPPING_RANGES, entry.range.span, "two ranges of statuses overlap");
            scope.sink.push(
                finding
                    .label(other.range.span, "the other one")
                    .note("One range can be inside another. If they overlap only partially, neither is more specific."),
            );
        }
        ranges.push(entry);
    }
    sorted_ranges(scope)
}

/// The layers of a status: itself, the ranges that contain it, and the registry.
pub(super) fn status_layers<'a>(
    scope: &Scope<'a>,
    status: u16,
    via: Via,
    ranges: &[&'a StatusRangeEntry],
    entry: Option<&'a StatusEntry>,
) -> Vec<Layer<'a>> {
    let own = entry.map(|entry| Layer { facts: &entry.facts, via, around: Vec::new() });
    let ranges = ranges.iter().filter(|entry| entry.range.contains(status)).map(|entry| Layer {
        facts: &entry.facts,
        via: Via::Range(entry.range.value.to_string()),
        around: Vec::new(),
    });
    let registry =
        registry_entry(scope, status).map(|entry| Layer { facts: &entry.facts, via: Via::Registry, around: Vec::new() });
    own.into_iter().chain(ranges).chain(registry).into_vec()
}

/// The ranges of all files, for codes that inherit from the status they are documented with.
pub(super) fn sorted_ranges<'a>(scope: &Scope<'a>) -> Vec<&'a StatusRangeEntry> {
    let mut ranges: Vec<_> = scope.units.iter().flat_map(|unit| &unit.document.ranges).into_vec();
    sort_by_key(&mut ranges, |entry| entry.range.to - entry.range.from);
    ranges
}

/// The entry of a declared status.
pub(super) fn status_entry<'a>(scope: &Scope<'a>, status: u16) -> Option<&'a StatusEntry> {
    scope.units.iter().flat_map(|unit| &unit.document.statuses).find(|entry| entry.status.value == status)
}

/// What the defaults of a code or group with these statuses depend on.
pub(super) fn silent(scope: &Scope<'_>, statuses: &[Fact<u16>]) -> Silent {
    Silent { status: one_kind(statuses), class: single(statuses).and_then(|status| unregistered(scope, status)) }
}

/// The status, if it is not in the registry, so that its class determines its category.
pub(super) fn unregistered(scope: &Scope<'_>, status: u16) -> Option<u16> {
    Some(status).filter(|status| !is_registered(scope, *status))
}

/// Whether the registry has a status.
pub(super) fn is_registered(scope: &Scope<'_>, status: u16) -> bool {
    registry_entry(scope, status).is_some()
}

fn registry_entry<'a>(scope: &Scope<'a>, status: u16) -> Option<&'a StatusEntry> {
    scope.registry.statuses.iter().find(|entry| entry.status.value == status)
}

fn phrase(scope: &Scope<'_>, entry: &StatusEntry) -> Option<Fact<String>> {
    if let Some(phrase) = &entry.phrase {
        let basis = super::layers::entry_basis(&entry.facts.basis);
        return Some(Fact { value: phrase.value.clone(), origin: Origin { span: Some(phrase.span), via: Via::Own, basis } });
    }
    let phrase = registry_entry(scope, entry.status.value)?.phrase.as_ref()?;
    let origin = Origin { span: Some(phrase.span), via: Via::Registry, basis: Basis::Standard };
    Some(Fact { value: phrase.value.clone(), origin })
}

/// Whether two ranges overlap without one containing the other. Equal ranges overlap too.
fn overlap(a: StatusRange, b: StatusRange) -> bool {
    let apart = a.to < b.from || b.to < a.from;
    let nested = (a.from <= b.from && b.to <= a.to) || (b.from <= a.from && a.to <= b.to);
    a == b || !(apart || nested)
}

/// The status of an entry that has exactly one.
fn single(statuses: &[Fact<u16>]) -> Option<u16> {
    match statuses {
        [status] => Some(status.value),
        _ => None,
    }
}

/// The status that determines the default effect: the first of several, if all of them are 4xx or none is.
fn one_kind(statuses: &[Fact<u16>]) -> Option<u16> {
    let first = statuses.first()?.value;
    statuses.iter().all(|status| (status.value / 100 == 4) == (first / 100 == 4)).then_some(first)
}
