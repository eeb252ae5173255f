//! The codes of a catalog: what is written about each, what it inherits, and its wire text.

use super::extends::Extending;
use super::labels;
use super::layers::{Layer, Layers};
use super::overlay::{Part, Parts, check_differences, defaults, enclosing};
use super::scope::Scope;
use super::statuses::{is_registered, silent, status_entry, status_layers};
use super::templates;
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::model::{Catalog, Code, Fact, Status, Via};
use crate::rules;
use crate::source::{Span, Spanned};
use crate::syntax::{self, BasisWords, Named, Param, StatusRangeEntry};
use crate::words::{Basis, WireKind};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::iter;

/// A code as it is written, with the entries around it.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) catalog: &'a Named<syntax::Catalog>,
    group: Option<&'a Named<syntax::Group>>,
    pub(super) code: &'a Named<syntax::Code>,
}

/// Resolves a code: what is written about it here, on top of what is written in the extended catalogs, nearest first.
pub(super) fn code<'a>(
    scope: &mut Scope<'a>,
    extending: &Extending<'a, '_>,
    over: &[Place<'a>],
    told: &mut Vec<(Span, Span)>,
) -> Code {
    let nearest = over.iter().map(|place| &place.code.value);
    let parts = Parts(parts(extending, over));
    let key = over.first().map_or(&extending.entry.key, |place| &place.code.key);
    let own = over.iter().find(|place| std::ptr::eq(place.catalog, extending.entry)).map(|place| place.code.key.span);
    if over.len() > 1 {
        check_differences(scope, &format!("code `{}`", key.value), extending.entry, own, &parts, told);
    }
    let status = parts.statuses();
    let mut layers = parts.into_layers();
    layers.extend(layers_of_status(scope, &status, extending.ranges));
    let params = nearest.clone().map(|code| &code.params).find(|params| !params.is_empty());
    let params = params.cloned().unwrap_or_default();
    let message = nearest.clone().find_map(|code| code.message.as_ref());
    let implied_by = nearest.clone().map(|code| &code.implied_by).find(|statuses| !statuses.is_empty());
    let mut tags = Vec::new();
    nearest.clone().for_each(|code| labels::add(&mut tags, &code.tags));
    labels::check_tags(scope, &tags, extending);
    for at in over.iter().filter_map(|place| extending.groups.position(place.group?)) {
        let groups = extending.groups.chain(at).into_iter().filter_map(|at| extending.groups.all.get(at)).flatten();
        groups.for_each(|(_, group)| labels::add(&mut tags, &group.value.tags));
    }
    let keys = labels::values(scope, nearest.clone(), extending);
    let written = nearest.map(|code| &code.aliases).find(|aliases| !aliases.is_empty());
    let group = over.iter().find_map(|place| place.group);
    Code {
        number: number(scope, key, extending.wire),
        wire: wire_text(scope, key, extending.wire),
        group: group.and_then(|group| extending.groups.position(group)),
        facts: Layers(layers).resolve(silent(scope, &status)),
        status,
        implied_by: implied_by.cloned().unwrap_or_default(),
        message: message.map(|message| templates::template(message, &params, scope.sink)),
        params,
        tags,
        keys,
        aliases: aliases(scope, written.map_or(&[][..], Vec::as_slice), extending.wire),
    }
}

/// The layers that a code inherits from the status it is documented with, if there is exactly one: its entry, its ranges and the
/// registry.
pub(super) fn layers_of_status<'a>(scope: &Scope<'a>, status: &[Fact<u16>], ranges: &[&'a StatusRangeEntry]) -> Vec<Layer<'a>> {
    let [Fact { value: status, .. }] = *status else { return Vec::new() };
    status_layers(scope, status, Via::Status(status), ranges, status_entry(scope, status))
}

fn number(scope: &mut Scope<'_>, wire: &Spanned<String>, kind: WireKind) -> Option<i64> {
    if kind == WireKind::String {
        return None;
    }
    let number = crate::syntax::parse_integer(&wire.value);
    if number.is_none() {
        let other = || {
            let finding = Diagnostic::new(&rules::BAD_NUMBER, wire.span, format!("`{}` is not an integer", wire.value));
            finding.note("This catalog has `wire: integer`: write `-32700` or `0x1F`, or make it `wire: string`.")
        };
        scope.sink.push(crate::syntax::out_of_range(&wire.value, wire.span).unwrap_or_else(other));
    }
    number
}

/// The wire text: as written, or an integer in decimal.
fn wire_text(scope: &mut Scope<'_>, wire: &Spanned<String>, kind: WireKind) -> Spanned<String> {
    if wire.value.is_empty() || wire.value.len() > 255 {
        let finding = Diagnostic::new(
            &rules::BAD_CODE,
            wire.span,
            format!("a code has 1 to 255 bytes, this one has {}", wire.value.len()),
        );
        scope.sink.push(finding);
    }
    match kind {
        WireKind::String => wire.clone(),
        WireKind::Integer => {
            wire.clone().map(|text| crate::syntax::parse_integer(&text).map_or(text, |number| number.to_string()))
        }
    }
}

/// The aliases of a code.
fn aliases(scope: &mut Scope<'_>, aliases: &[Spanned<String>], wire: WireKind) -> Vec<Spanned<String>> {
    let alias = |alias: &Spanned<String>| {
        number(scope, alias, wire);
        wire_text(scope, alias, wire)
    };
    aliases.iter().map(alias).into_vec()
}

/// Checks that the codes and aliases of a catalog are all different.
pub(super) fn check_duplicates(scope: &mut Scope<'_>, codes: &[Code]) {
    let mut seen: HashMap<&str, &Spanned<String>> = HashMap::with_capacity(codes.len());
    for text in codes.iter().flat_map(|code| std::iter::once(&code.wire).chain(&code.aliases)) {
        if let Some(first) = seen.insert(&text.value, text) {
            let message = format!("`{}` appears twice in this catalog", text.value);
            let finding = Diagnostic::new(&rules::DUPLICATE_CODE, text.span, message).here("again here");
            scope
                .sink
                .push(finding.label(first.span, "first here").note("A text must identify one code. Aliases count as well."));
        }
    }
}

/// Checks that the statuses of codes are declared. A status with basis `standard` only has to be registered.
pub(super) fn check_statuses(scope: &mut Scope<'_>, catalog: &Catalog, statuses: &[Status]) {
    let mut seen = HashSet::new();
    let codes = catalog.codes.iter().flat_map(|code| &code.status);
    for fact in codes.chain(catalog.groups.iter().flat_map(|group| &group.status)) {
        let Some(span) = fact.origin.span else { continue };
        let by_standard = fact.origin.basis == Basis::Standard && is_registered(scope, fact.value);
        let declared = by_standard || statuses.iter().any(|status| status.status.value == fact.value);
        if !declared && seen.insert(span) {
            let finding =
                Diagnostic::new(&rules::UNDECLARED_STATUS, span, format!("{} is not among the `statuses`", fact.value));
            let finding = finding.here("no such status declared");
            let how = match is_registered(scope, fact.value) {
                true => "What it means here",
                false => "{ phrase: What It Is Called, summary: What it means here }",
            };
            scope.sink.push(
                finding.note(format!(
                    "Declare it: `{}: {how}`; add `basis: inferred` if the document only implies it.",
                    fact.value
                )),
            );
        }
    }
}

impl<'a> Place<'a> {
    /// The `basis` of the entries around a code, nearest first.
    fn basis_words(self) -> impl Iterator<Item = &'a BasisWords> {
        let groups = self.group.into_iter().flat_map(move |group| iter::once(group).chain(enclosing(self.catalog, group)));
        let groups = groups.map(|group| &group.value.facts.basis);
        iter::once(&self.code.value.facts.basis).chain(groups).chain([&self.catalog.value.facts.basis])
    }
}

/// The codes of a catalog: those of the groups in order, then those outside groups.
pub(super) fn places(catalog: &Named<syntax::Catalog>) -> Vec<Place<'_>> {
    let grouped = catalog
        .value
        .groups
        .iter()
        .flat_map(move |group| group.value.codes.iter().map(move |code| Place { catalog, group: Some(group), code }));
    grouped.chain(catalog.value.codes.iter().map(|code| Place { catalog, group: None, code })).into_vec()
}

/// The codes of a catalog and of those it extends, each with everything that is written about it, nearest first. The catalog's own codes
/// come first.
pub(super) fn all_places<'a>(
    entry: &'a Named<syntax::Catalog>,
    bases: &[&'a Named<syntax::Catalog>],
    wire: WireKind,
) -> Vec<Vec<Place<'a>>> {
    let mut all: Vec<Vec<Place<'a>>> = places(entry).into_iter().map(|place| vec![place]).into_vec();
    if bases.is_empty() {
        return all;
    }
    let mut by_wire: HashMap<Cow<'a, str>, usize> = HashMap::new();
    for (at, place) in all.iter().flatten().enumerate() {
        by_wire.entry(same_text(&place.code.key.value, wire)).or_insert(at);
    }
    for place in bases.iter().flat_map(|base| places(base)) {
        let at = *by_wire.entry(same_text(&place.code.key.value, wire)).or_insert(all.len());
        match all.get_mut(at) {
            // The same text twice in one catalog does not extend a code.
            Some(over) if over.iter().all(|other| !std::ptr::eq(other.catalog, place.catalog)) => over.push(place),
            Some(_) => all.push(vec![place]),
            None => all.push(vec![place]),
        }
    }
    all
}

/// A wire text that is equal for equal codes: integers are compared as numbers.
fn same_text(text: &str, wire: WireKind) -> Cow<'_, str> {
    let number = crate::syntax::parse_integer(text).filter(|_| wire == WireKind::Integer);
    number.map_or(Cow::Borrowed(text), |number| Cow::Owned(number.to_string()))
}

/// The entries from which a code takes facts, nearest first: the code, then its groups, then the catalogs.
fn parts<'a>(extending: &Extending<'a, '_>, over: &[Place<'a>]) -> Vec<Part<'a>> {
    let entry = extending.entry;
    // Most codes are in one catalog, and in no group.
    let mut parts: Vec<Part<'a>> = Vec::with_capacity(over.len() + 1);
    over.iter().map(|place| code_part(*place, extending)).add_to(&mut parts);
    let nearest = over.iter().filter_map(|place| extending.groups.position(place.group?));
    let mut groups: Vec<usize> = nearest.flat_map(|at| extending.groups.chain(at)).into_vec();
    let mut seen = HashSet::new();
    groups.retain(|at| seen.insert(*at));
    let via = |_: &'a Named<syntax::Catalog>, group: &'a Named<syntax::Group>| Via::Group(group.key.value.clone());
    groups.into_iter().flat_map(|at| extending.groups.parts(at, entry, via)).add_to(&mut parts);
    let others = over.iter().map(|place| place.catalog).filter(|other| !std::ptr::eq(*other, entry));
    std::iter::once(entry).chain(others).map(|catalog| defaults(catalog, entry)).add_to(&mut parts);
    parts
}

/// What a parameter says, to compare it with another.
fn said_of_param(param: &Param) -> String {
    let form = param.form.as_ref().map(|form| form.value);
    let place = param.place.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{} {} {} {form:?} {place}", param.name.value, param.kind.value, param.secret)
}

fn code_part<'a>(place: Place<'a>, extending: &Extending<'a, '_>) -> Part<'a> {
    let code = &place.code.value;
    let params = code.params.iter().map(said_of_param);
    let aliases = code.aliases.iter().map(|alias| alias.value.clone());
    let implied = code.implied_by.iter().map(|range| range.value.to_string());
    let more = [
        ("message", code.message.as_ref().map(|message| (message.span, message.value.clone()))),
        ("params", code.params.first().map(|first| (first.name.span, params.into_vec().join("\n")))),
        ("implied_by", code.implied_by.first().map(|first| (first.span, implied.into_vec().join("\n")))),
        ("aliases", code.aliases.first().map(|first| (first.span, aliases.into_vec().join("\n")))),
    ];
    let more = more.into_iter().filter_map(|(key, said)| said.map(|(span, text)| (key, span, text)));
    Part {
        facts: &code.facts,
        status: &code.status,
        via: extending.via(place.catalog),
        around: place.basis_words().skip(1).into_vec(),
        base: (!std::ptr::eq(place.catalog, extending.entry)).then_some(place.catalog.key.value.as_str()),
        more: if extending.entry.value.extends.is_empty() { Vec::new() } else { more.into_vec() },
    }
}
