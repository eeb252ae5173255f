//! Catalogues and their groups.

use super::codes::{Place, places};
use super::layers::{Layer, Layers};
use super::scope::Scope;
use crate::model::{Catalogue, Code, Fact, Group, Origin, Status, Via};
use crate::source::Spanned;
use crate::words::WireKind;
use crate::written::{self, BasisWords, Named, StatusRangeEntry};
use std::collections::{HashMap, HashSet};

/// Catalogues by their names.
pub(super) type ByName<'a> = HashMap<&'a str, &'a Named<written::Catalogue>>;

/// Where a group stands among those of its catalogue and its bases; by identity, for two of them may be one alias.
pub(super) type Order = HashMap<*const Named<written::Group>, usize>;

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
}

/// The statuses that an entry names.
pub(super) struct Statuses<'a> {
    pub(super) written: &'a Vec<Spanned<u16>>,
    pub(super) via: Via,
    /// The basis words around them, nearest first.
    pub(super) basis: Vec<&'a BasisWords>,
}

/// The first of several lists of statuses that is not empty.
pub(super) fn statuses_of<'a>(candidates: impl IntoIterator<Item = Statuses<'a>>) -> Vec<Fact<u16>> {
    let Some(found) = candidates.into_iter().find(|statuses| !statuses.written.is_empty()) else { return Vec::new() };
    let basis = super::layers::basis_of("status", found.basis.into_iter());
    let fact = |status: &Spanned<u16>| Fact {
        value: status.value,
        origin: Origin { span: Some(status.span), via: found.via.clone(), basis },
    };
    found.written.iter().map(fact).collect()
}

/// The status that decides the default effect: of several the first, if they agree on being 4xx or not.
pub(super) fn one_kind(statuses: &[Fact<u16>]) -> Option<u16> {
    let first = statuses.first()?.value;
    statuses.iter().all(|status| (status.value / 100 == 4) == (first / 100 == 4)).then_some(first)
}
