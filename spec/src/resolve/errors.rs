//! Catalogues: groups, inheritance, and what they take over from the catalogues they extend.

use super::layers::{Layer, Layers};
use super::scope::Scope;
use super::templates;
use crate::diag::Diagnostic;
use crate::model::{Catalogue, Code, Fact, Group, Origin, Status, Via};
use crate::source::Spanned;
use crate::words::{Basis, WireKind};
use crate::written::{self, BasisWords, Named, StatusRangeEntry};
use std::collections::{HashMap, HashSet};

/// Catalogues by their names.
type ByName<'a> = HashMap<&'a str, &'a Named<written::Catalogue>>;

/// Where a group stands among those of its catalogue and its bases; by identity, for two of them may be one alias.
type Order = HashMap<*const Named<written::Group>, usize>;

/// A code as written, with the entries around it.
#[derive(Clone, Copy)]
struct Place<'a> {
    catalogue: &'a Named<written::Catalogue>,
    group: Option<&'a Named<written::Group>>,
    code: &'a Named<written::Code>,
}

impl<'a> Scope<'a> {
    pub(super) fn catalogues(&mut self, statuses: &[Status]) -> Vec<Catalogue> {
        let ranges = self.sorted_ranges();
        let all = self.merge("catalogue", |document| &document.errors);
        let extended: HashSet<&str> = all.iter().flat_map(|entry| &entry.value.extends).map(|name| name.as_str()).collect();
        let emitted = all.iter().filter(|entry| !extended.contains(entry.key.as_str()));
        let emitted: Vec<_> = emitted.copied().collect();
        let by_name: ByName<'a> = all.iter().map(|entry| (entry.key.as_str(), *entry)).collect();
        let catalogues: Vec<Catalogue> = emitted.iter().map(|entry| self.catalogue(entry, &all, &by_name, &ranges)).collect();
        for catalogue in &catalogues {
            self.check_statuses(catalogue, statuses);
        }
        catalogues
    }

    fn catalogue(
        &mut self,
        entry: &'a Named<written::Catalogue>,
        all: &[&'a Named<written::Catalogue>],
        by_name: &ByName<'a>,
        ranges: &[&'a StatusRangeEntry],
    ) -> Catalogue {
        let bases = self.bases(entry, all, by_name);
        let wire = entry.value.wire.as_ref().or_else(|| bases.iter().find_map(|base| base.value.wire.as_ref()));
        let wire = wire.map_or(WireKind::String, |wire| wire.value);
        let open = entry.value.open.as_ref().or_else(|| bases.iter().find_map(|base| base.value.open.as_ref()));
        let open = open.is_none_or(|open| open.value);
        let groups: Vec<&Named<written::Group>> =
            std::iter::once(&entry).chain(&bases).flat_map(|catalogue| &catalogue.value.groups).collect();
        let order: Order = groups.iter().enumerate().map(|(at, group)| (std::ptr::from_ref(*group), at)).collect();
        let own = places(entry);
        let mut codes: Vec<Code> = Vec::with_capacity(own.len());
        let base_places: Vec<Place<'a>> = bases.iter().flat_map(|base| places(base)).collect();
        let by_wire: HashMap<&str, Vec<Place<'a>>> = base_places.iter().fold(Default::default(), |mut map, place| {
            map.entry(place.code.key.as_str()).or_insert_with(Vec::new).push(*place);
            map
        });
        for place in &own {
            let chain = by_wire.get(place.code.key.as_str()).map_or(&[][..], Vec::as_slice);
            codes.push(self.code(*place, Via::Own, chain, wire, &order, ranges));
        }
        let mut taken: HashSet<&str> = own.iter().map(|place| place.code.key.as_str()).collect();
        for place in base_places.iter().filter(|place| taken.insert(place.code.key.as_str())) {
            let via = Via::Base(place.catalogue.key.value.clone());
            codes.push(self.code(*place, via, &[], wire, &order, ranges));
        }
        self.check_duplicates(&codes);
        let layers = Layers(vec![Layer { facts: &entry.value.facts, via: Via::Own, around: Vec::new() }]);
        Catalogue {
            name: entry.key.clone(),
            wire,
            open,
            facts: layers.resolve(None),
            groups: groups.iter().map(|group| self.group(group, entry, ranges)).collect(),
            codes,
        }
    }

    /// The catalogues it extends.
    fn bases(
        &mut self,
        entry: &'a Named<written::Catalogue>,
        all: &[&'a Named<written::Catalogue>],
        by_name: &ByName<'a>,
    ) -> Vec<&'a Named<written::Catalogue>> {
        let mut bases = Vec::new();
        for name in &entry.value.extends {
            let base = by_name.get(name.as_str()).filter(|base| base.key.value != entry.key.value);
            let Some(base) = base else {
                let names = all.iter().map(|other| other.key.as_str()).filter(|name| *name != entry.key.as_str());
                self.look_up("catalogue in the used files", name, names);
                continue;
            };
            if !base.value.extends.is_empty() {
                let finding =
                    Diagnostic::error("extends-chain", name.span, format!("`{}` extends another catalogue itself", name.value));
                self.sink.push(finding.note("Name every catalogue whose codes are wanted: `extends: [A, B]`."));
            }
            bases.push(*base);
        }
        self.check_bases(entry, &bases);
        bases
    }

    /// Codes that travel differently are no one catalogue, and a list that is closed there is not extended by accident.
    fn check_bases(&mut self, entry: &'a Named<written::Catalogue>, bases: &[&'a Named<written::Catalogue>]) {
        let word = |catalogue: &written::Catalogue| catalogue.wire.as_ref().map_or(WireKind::String, |wire| wire.value);
        let wire = entry.value.wire.as_ref().map(|wire| wire.value).or_else(|| bases.first().map(|base| word(&base.value)));
        let by_name: ByName<'a> = bases.iter().map(|base| (base.key.as_str(), *base)).collect();
        for name in &entry.value.extends {
            let Some(base) = by_name.get(name.as_str()) else { continue };
            if Some(word(&base.value)) != wire {
                let message = format!("`{}` and `{}` have codes of different kinds", entry.key.value, base.key.value);
                let finding =
                    Diagnostic::error("wire-mismatch", name.span, message).label(base.key.span, "this one is extended");
                self.sink.push(finding.note(
                    "A catalogue has `wire: string` or `wire: integer`. Declare two catalogues, each with a field of its own.",
                ));
            }
            let closed = base.value.open.as_ref().filter(|open| !open.value && entry.value.open.is_none());
            if let Some(closed) = closed {
                let message = format!("`{}` is closed, and this extends it", base.key.value);
                let finding = Diagnostic::error("extends-closed", name.span, message).label(closed.span, "closed here");
                self.sink.push(
                    finding.note(
                        "Say what the extended catalogue is: `open: false` if the codes here complete it, or `open: true`.",
                    ),
                );
            }
        }
    }

    fn group(
        &self,
        group: &'a Named<written::Group>,
        catalogue: &'a Named<written::Catalogue>,
        ranges: &[&'a StatusRangeEntry],
    ) -> Group {
        let around = vec![&catalogue.value.facts.basis];
        let of_catalogue = Via::Catalogue(catalogue.key.value.clone());
        let status = statuses_of([
            Statuses {
                written: &group.value.status,
                via: Via::Own,
                basis: vec![&group.value.facts.basis, &catalogue.value.facts.basis],
            },
            Statuses { written: &catalogue.value.status, via: of_catalogue, basis: vec![&catalogue.value.facts.basis] },
        ]);
        let mut layers = vec![
            Layer { facts: &group.value.facts, via: Via::Own, around },
            Layer { facts: &catalogue.value.facts, via: Via::Catalogue(catalogue.key.value.clone()), around: Vec::new() },
        ];
        layers.extend(self.layers_of_status(&status, ranges));
        let facts = Layers(layers).resolve(one_kind(&status));
        Group { key: group.key.clone(), status, family: group.value.family.clone(), facts }
    }

    fn code(
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
    fn layers_of_status(&self, status: &[Fact<u16>], ranges: &[&'a StatusRangeEntry]) -> Vec<Layer<'a>> {
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
    fn check_duplicates(&mut self, codes: &[Code]) {
        let mut seen: std::collections::HashMap<&str, &Spanned<String>> = Default::default();
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
    fn check_statuses(&mut self, catalogue: &Catalogue, statuses: &[Status]) {
        let mut seen = std::collections::HashSet::new();
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
fn places(catalogue: &Named<written::Catalogue>) -> Vec<Place<'_>> {
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

/// The statuses that an entry names.
struct Statuses<'a> {
    written: &'a Vec<Spanned<u16>>,
    via: Via,
    /// The basis words around them, nearest first.
    basis: Vec<&'a BasisWords>,
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

/// The first of several lists of statuses that is not empty.
fn statuses_of<'a>(candidates: impl IntoIterator<Item = Statuses<'a>>) -> Vec<Fact<u16>> {
    let Some(found) = candidates.into_iter().find(|statuses| !statuses.written.is_empty()) else { return Vec::new() };
    let basis = super::layers::basis_of("status", found.basis.into_iter());
    let fact = |status: &Spanned<u16>| Fact {
        value: status.value,
        origin: Origin { span: Some(status.span), via: found.via.clone(), basis },
    };
    found.written.iter().map(fact).collect()
}

/// The status that decides the default effect: of several the first, if they agree on being 4xx or not.
fn one_kind(statuses: &[Fact<u16>]) -> Option<u16> {
    let first = statuses.first()?.value;
    statuses.iter().all(|status| (status.value / 100 == 4) == (first / 100 == 4)).then_some(first)
}
