//! The codes of a catalogue: what is written of each, what it inherits, and what it is on the wire.

use super::errors::{Order, Statuses, one_kind, statuses_of};
use super::layers::{Layer, Layers};
use super::scope::Scope;
use super::templates;
use crate::diag::Diagnostic;
use crate::model::{Catalogue, Code, Fact, Status, Via};
use crate::source::Spanned;
use crate::words::{Basis, WireKind};
use crate::written::{self, BasisWords, Named, StatusRangeEntry};
use std::collections::{HashMap, HashSet};

/// A code as written, with the entries around it.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) catalogue: &'a Named<written::Catalogue>,
    group: Option<&'a Named<written::Group>>,
    pub(super) code: &'a Named<written::Code>,
}

impl<'a> Scope<'a> {
    pub(super) fn code(
        &mut self,
        place: Place<'a>,
        via: Via,
        chain: &[Place<'a>],
        wire: WireKind,
        order: &Order,
        ranges: &[&'a StatusRangeEntry],
    ) -> Code {
        let written = &place.code.value;
        let base = chain.first().map(|place| &place.code.value);
        let status = statuses_of(code_statuses(place, &via, chain));
        let mut layers = code_layers(place, via, chain);
        layers.extend(self.layers_of_status(&status, ranges));
        let params =
            if written.params.is_empty() { base.map_or(&written.params, |base| &base.params) } else { &written.params };
        let message = written.message.as_ref().or_else(|| base.and_then(|base| base.message.as_ref()));
        let group = place.group.or_else(|| chain.iter().find_map(|place| place.group));
        Code {
            number: self.number(&place.code.key, wire),
            wire: self.wire_text(&place.code.key, wire),
            group: group.and_then(|group| order.get(&std::ptr::from_ref(group)).copied()),
            facts: Layers(layers).resolve(one_kind(&status)),
            status,
            message: message.map(|message| templates::template(message, params, self.sink)),
            params: params.clone(),
            aliases: self.aliases(written, base, wire),
        }
    }

    /// What a code inherits from the status it is documented with, if it is a single one: from its entry, range and registry.
    pub(super) fn layers_of_status(&self, status: &[Fact<u16>], ranges: &[&'a StatusRangeEntry]) -> Vec<Layer<'a>> {
        let [Fact { value: status, .. }] = *status else { return Vec::new() };
        self.status_layers(status, Via::Status(status), ranges, self.status_entry(status))
    }

    fn number(&mut self, wire: &Spanned<String>, kind: WireKind) -> Option<i64> {
        if kind == WireKind::String {
            return None;
        }
        let number = crate::parse::integer(&wire.value);
        if number.is_none() {
            let finding = Diagnostic::error("bad-number", wire.span, format!("`{}` is not an integer", wire.value));
            self.sink
                .push(finding.note("This catalogue has `wire: integer`: write `-32700` or `0x1F`, or make it `wire: string`."));
        }
        number
    }

    /// The text on the wire: as written, an integer in decimal.
    fn wire_text(&mut self, wire: &Spanned<String>, kind: WireKind) -> Spanned<String> {
        if wire.value.is_empty() || wire.value.len() > 255 {
            let finding = Diagnostic::error(
                "bad-code",
                wire.span,
                format!("a code has 1 to 255 bytes, this one has {}", wire.value.len()),
            );
            self.sink.push(finding);
        }
        match kind {
            WireKind::String => wire.clone(),
            WireKind::Integer => {
                wire.clone().map(|text| crate::parse::integer(&text).map_or(text, |number| number.to_string()))
            }
        }
    }

    /// Further texts of a code: its own, else those of the code it overrides.
    fn aliases(&mut self, written: &'a written::Code, base: Option<&'a written::Code>, wire: WireKind) -> Vec<Spanned<String>> {
        let own = Some(&written.aliases).filter(|aliases| !aliases.is_empty());
        let aliases = own.or(base.map(|base| &base.aliases)).map_or(&[][..], Vec::as_slice);
        aliases
            .iter()
            .map(|alias| {
                self.number(alias, wire);
                self.wire_text(alias, wire)
            })
            .collect()
    }

    /// Codes and aliases of one catalogue are all different.
    pub(super) fn check_duplicates(&mut self, codes: &[Code]) {
        let mut seen: HashMap<&str, &Spanned<String>> = Default::default();
        for text in codes.iter().flat_map(|code| std::iter::once(&code.wire).chain(&code.aliases)) {
            if let Some(first) = seen.insert(&text.value, text) {
                let message = format!("`{}` stands twice in this catalogue", text.value);
                let finding = Diagnostic::error("duplicate-code", text.span, message).here("again here");
                self.sink.push(
                    finding.label(first.span, "first here").note("A wire text leads to one code; aliases count as well."),
                );
            }
        }
    }

    /// Statuses of codes are declared; for one that a standard gives, the registry is enough.
    pub(super) fn check_statuses(&mut self, catalogue: &Catalogue, statuses: &[Status]) {
        let mut seen = HashSet::new();
        let codes = catalogue.codes.iter().flat_map(|code| &code.status);
        for fact in codes.chain(catalogue.groups.iter().flat_map(|group| &group.status)) {
            let Some(span) = fact.origin.span else { continue };
            let by_standard = fact.origin.basis == Basis::Standard && self.is_registered(fact.value);
            let declared = by_standard || statuses.iter().any(|status| status.status.value == fact.value);
            if !declared && seen.insert(span) {
                let finding =
                    Diagnostic::error("undeclared-status", span, format!("{} is not among the `statuses`", fact.value));
                let finding = finding.here("no such status declared");
                self.sink.push(finding.note(format!(
                    "Declare it: `{}: What it means here`; with `basis: inferred` where the page only implies it.",
                    fact.value
                )));
            }
        }
    }
}

impl<'a> Place<'a> {
    /// The basis words around a code, nearest first.
    fn basis_words(self) -> impl Iterator<Item = &'a BasisWords> {
        let group = self.group.map(|group| &group.value.facts.basis);
        [Some(&self.code.value.facts.basis), group, Some(&self.catalogue.value.facts.basis)].into_iter().flatten()
    }
}

/// The codes of a catalogue: groups as they stand, then the codes outside them.
pub(super) fn places(catalogue: &Named<written::Catalogue>) -> Vec<Place<'_>> {
    let grouped = catalogue
        .value
        .groups
        .iter()
        .flat_map(move |group| group.value.codes.iter().map(move |code| Place { catalogue, group: Some(group), code }));
    grouped.chain(catalogue.value.codes.iter().map(|code| Place { catalogue, group: None, code })).collect()
}

/// The layers of a code: itself, the codes it extends, then group and catalogue of each.
fn code_layers<'a>(place: Place<'a>, via: Via, chain: &[Place<'a>]) -> Vec<Layer<'a>> {
    let entry =
        |place: &Place<'a>, via| Layer { facts: &place.code.value.facts, via, around: place.basis_words().skip(1).collect() };
    let mut layers = vec![entry(&place, via)];
    layers.extend(chain.iter().map(|base| entry(base, Via::Base(base.catalogue.key.value.clone()))));
    for place in std::iter::once(&place).chain(chain) {
        let catalogue = &place.catalogue.value.facts;
        layers.extend(place.group.map(|group| Layer {
            facts: &group.value.facts,
            via: Via::Group(group.key.value.clone()),
            around: vec![&catalogue.basis],
        }));
        layers.push(Layer { facts: catalogue, via: Via::Catalogue(place.catalogue.key.value.clone()), around: Vec::new() });
    }
    layers
}

/// Where a code's statuses may come from: itself, the codes it extends, then group and catalogue of each.
fn code_statuses<'a>(place: Place<'a>, via: &Via, chain: &[Place<'a>]) -> Vec<Statuses<'a>> {
    let code =
        |place: &Place<'a>, via: Via| Statuses { written: &place.code.value.status, via, basis: place.basis_words().collect() };
    let mut candidates = vec![code(&place, via.clone())];
    candidates.extend(chain.iter().map(|base| code(base, Via::Base(base.catalogue.key.value.clone()))));
    for place in std::iter::once(&place).chain(chain) {
        let around: Vec<&'a BasisWords> = place.basis_words().skip(1).collect();
        let name = &place.catalogue.key.value;
        candidates.extend(place.group.map(|group| Statuses {
            written: &group.value.status,
            via: Via::Group(group.key.value.clone()),
            basis: around.clone(),
        }));
        let basis = vec![&place.catalogue.value.facts.basis];
        candidates.push(Statuses { written: &place.catalogue.value.status, via: Via::Catalogue(name.clone()), basis });
    }
    candidates
}
