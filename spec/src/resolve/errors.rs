//! Catalogs and their groups.

use super::codes::{all_places, check_duplicates, check_statuses, code, layers_of_status};
use super::extends::{Extending, bases};
use super::labels;
use super::layers::{Layer, Layers, Silent};
use super::overlay::{Groups, Over, Parts, check_differences, defaults};
use super::scope::Scope;
use super::statuses::{silent, sorted_ranges};
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::model::{Catalog, Code, Facts, Group, Status, Via};
use crate::rules;
use crate::source::{Span, Spanned};
use crate::syntax::{self, Named, StatusRangeEntry};
use crate::words::WireKind;
use std::collections::HashSet;

pub(super) fn catalogs(scope: &mut Scope<'_>, statuses: &[Status]) -> Vec<Catalog> {
    let ranges = sorted_ranges(scope);
    let all = scope.merge("catalog", |document| &document.errors);
    let extended: HashSet<&str> = all.iter().flat_map(|entry| &entry.value.extends).map(|name| name.as_str()).collect();
    let emitted = all.iter().filter(|entry| !extended.contains(entry.key.as_str()));
    let emitted: Vec<_> = emitted.copied().into_vec();
    // Catalogs that extend each other are all extended, so none of them would be checked below.
    for entry in all.iter().filter(|entry| extended.contains(entry.key.as_str())) {
        bases(scope, entry, &all);
    }
    let catalogs: Vec<Catalog> = emitted.iter().map(|entry| catalog(scope, entry, &all, &ranges)).into_vec();
    for catalog in &catalogs {
        check_statuses(scope, catalog, statuses);
    }
    catalogs
}

fn catalog<'a>(
    scope: &mut Scope<'a>,
    entry: &'a Named<syntax::Catalog>,
    all: &[&'a Named<syntax::Catalog>],
    ranges: &[&'a StatusRangeEntry],
) -> Catalog {
    let bases = bases(scope, entry, all);
    let wire = entry.value.wire.as_ref().or_else(|| bases.iter().find_map(|base| base.value.wire.as_ref()));
    let wire = wire.map_or(WireKind::String, |wire| wire.value);
    let open = entry.value.open.as_ref().or_else(|| bases.iter().find_map(|base| base.value.open.as_ref()));
    let open = open.is_none_or(|open| open.value);
    let groups = Groups::new(std::iter::once(&entry).chain(&bases).copied());
    let mut told = Vec::new();
    for (at, over) in groups.all.iter().enumerate().filter(|(_, over)| over.len() > 1) {
        let Some((nearest, group)) = over.first() else { continue };
        let mut parts = groups.parts(at, entry, |_, _| Via::Own);
        for (part, (_, group)) in parts.iter_mut().zip(over) {
            group
                .value
                .family
                .iter()
                .map(|family| ("family", family.span, format!("{:?}", family.value)))
                .add_to(&mut part.more);
        }
        let own = std::ptr::eq(*nearest, entry).then_some(group.key.span);
        check_differences(scope, &format!("group `{}`", group.key.value), entry, own, &Parts(parts), &mut told);
    }
    let all_of = || std::iter::once(&entry).chain(&bases).copied();
    let (tags, keys) = (labels::tags(all_of()), labels::keys(all_of()));
    let extending = Extending { entry, wire, tags: &tags, keys: &keys, groups: &groups, ranges };
    let codes: Vec<Code> =
        all_places(entry, &bases, wire).into_iter().map(|over| code(scope, &extending, &over, &mut told)).into_vec();
    check_duplicates(scope, &codes);
    let layers = Layers(vec![Layer { facts: &entry.value.facts, via: Via::Own, around: Vec::new() }]);
    let unlisted = std::iter::once(&entry).chain(&bases).find_map(|catalog| unlisted(catalog));
    if let Some(unlisted) = unlisted.as_ref().filter(|_| !open) {
        closed(scope, entry, unlisted.span);
    }
    Catalog {
        name: entry.key.clone(),
        wire,
        open,
        facts: layers.resolve(Silent::NONE),
        unlisted,
        strip: all_of().find_map(|catalog| catalog.value.strip.clone()),
        groups: (0..groups.all.len()).filter_map(|at| group(scope, at, &extending)).into_vec(),
        codes,
        tags,
        keys,
    }
}

/// The tags of a group and of those of the same name in extended catalogs.
fn tags_of_group(over: &Over<'_>) -> Vec<Spanned<String>> {
    let mut tags = Vec::new();
    over.iter().for_each(|(_, group)| labels::add(&mut tags, &group.value.tags));
    tags
}

/// What a catalog says about codes that are neither listed nor in a family.
fn unlisted(catalog: &Named<syntax::Catalog>) -> Option<Spanned<Facts>> {
    let facts = catalog.value.unlisted.as_ref()?;
    let layer = Layer { facts: &facts.value, via: Via::Own, around: vec![&catalog.value.facts.basis] };
    Some(Spanned::new(Layers(vec![layer]).resolve(Silent::NONE), facts.span))
}

fn closed(scope: &mut Scope<'_>, entry: &Named<syntax::Catalog>, unlisted: Span) {
    let message = format!("`{}` is closed, so it has no unlisted codes", entry.key.value);
    let finding = Diagnostic::new(&rules::UNLISTED_IN_CLOSED, unlisted, message);
    let finding = match &entry.value.open {
        Some(open) => finding.label(open.span, "closed here"),
        None => finding,
    };
    scope
        .sink
        .push(finding.note("A value that a closed catalog does not list is not a code. Remove `unlisted`, or `open: false`."));
}

fn group<'a>(scope: &mut Scope<'a>, at: usize, extending: &Extending<'a, '_>) -> Option<Group> {
    let over = extending.groups.all.get(at)?;
    let (_, nearest) = over.first()?;
    let via = |catalog: &'a Named<syntax::Catalog>, _: &'a Named<syntax::Group>| extending.via(catalog);
    let mut parts = extending.groups.parts(at, extending.entry, via);
    let around = extending.groups.around(at);
    for outer in &around {
        let via = |_: &'a Named<syntax::Catalog>, group: &'a Named<syntax::Group>| Via::Group(group.key.value.clone());
        parts.extend(extending.groups.parts(*outer, extending.entry, via));
    }
    let others = over.iter().map(|(catalog, _)| *catalog).filter(|other| !std::ptr::eq(*other, extending.entry));
    std::iter::once(extending.entry).chain(others).map(|catalog| defaults(catalog, extending.entry)).add_to(&mut parts);
    let parts = Parts(parts);
    let status = parts.statuses();
    let mut tags = tags_of_group(over);
    labels::check_tags(scope, &tags, extending);
    for outer in around.iter().filter_map(|at| extending.groups.all.get(*at)) {
        labels::add(&mut tags, &tags_of_group(outer));
    }
    let mut layers = parts.into_layers();
    layers.extend(layers_of_status(scope, &status, extending.ranges));
    Some(Group {
        key: nearest.key.clone(),
        within: around.first().copied(),
        tags,
        family: over.iter().find_map(|(_, group)| group.value.family.clone()),
        facts: Layers(layers).resolve(silent(scope, &status)),
        status,
    })
}
