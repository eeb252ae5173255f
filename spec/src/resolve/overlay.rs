//! Entries on top of other entries with the same key: an entry replaces the facts that it states and keeps the others.

use super::layers::{Layer, basis_of};
use super::scope::Scope;
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::model::{Fact, Origin, Via};
use crate::rules;
use crate::source::{Span, Spanned};
use crate::syntax::{self, BasisWords, Named, Retry};
use std::collections::HashMap;

/// One of several entries on top of each other, with its content.
pub(super) struct Part<'a> {
    pub(super) facts: &'a syntax::Facts,
    pub(super) status: &'a [Spanned<u16>],
    pub(super) via: Via,
    /// The `basis` of the entries around it, nearest first.
    pub(super) around: Vec<&'a BasisWords>,
    /// The extended catalog that contains it; `None` for what the extending catalog states.
    pub(super) base: Option<&'a str>,
    /// Its content apart from the shared facts, as text.
    pub(super) more: Vec<(&'static str, Span, String)>,
}

/// Entries on top of each other, nearest first.
pub(super) struct Parts<'a>(pub(super) Vec<Part<'a>>);

impl<'a> Parts<'a> {
    pub(super) fn into_layers(self) -> Vec<Layer<'a>> {
        // With room for those of a status: its entry and the registry.
        let mut layers = Vec::with_capacity(self.0.len() + 2);
        self.0.into_iter().map(|part| Layer { facts: part.facts, via: part.via, around: part.around }).add_to(&mut layers);
        layers
    }

    /// The statuses of the nearest entry that has any.
    pub(super) fn statuses(&self) -> Vec<Fact<u16>> {
        let Some(part) = self.0.iter().find(|part| !part.status.is_empty()) else { return Vec::new() };
        let basis = basis_of("status", std::iter::once(&part.facts.basis).chain(part.around.iter().copied()));
        let fact = |status: &Spanned<u16>| Fact {
            value: status.value,
            origin: Origin { span: Some(status.span), via: part.via.clone(), basis },
        };
        part.status.iter().map(fact).into_vec()
    }

    /// The facts about which two extended catalogs differ, unless an entry on top of both decides.
    fn differences(&self) -> Vec<Difference<'a>> {
        let mut found = Vec::new();
        let mut first: HashMap<&'static str, Option<Statement<'a>>> = HashMap::new();
        for part in &self.0 {
            for (key, span, value) in part.statements() {
                let Some(base) = part.base else {
                    first.insert(key, None);
                    continue;
                };
                match first.entry(key).or_insert_with(|| Some(Statement { base, span, value: value.clone() })) {
                    Some(nearest) if nearest.base != base && nearest.value != value => {
                        found.push(Difference { key, nearest: (nearest.base, nearest.span), other: (base, span) });
                        first.insert(key, None);
                    }
                    _ => {}
                }
            }
        }
        found
    }
}

struct Statement<'a> {
    base: &'a str,
    span: Span,
    value: Value<'a>,
}

/// A fact about which two catalogs differ, with the catalogs and the locations.
struct Difference<'a> {
    key: &'static str,
    nearest: (&'a str, Span),
    other: (&'a str, Span),
}

/// A fact in a form that can be compared.
#[derive(Clone)]
enum Value<'a> {
    Text(String),
    Retry(&'a Retry),
}

impl PartialEq for Value<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(two)) => one == two,
            (Self::Retry(one), Self::Retry(two)) => one.says_the_same(two),
            _ => false,
        }
    }
}

macro_rules! statements {
    (@value $how:ident retry $fact:expr) => { $fact.as_ref().map(|fact| (fact.span, Value::Retry(&fact.value))) };
    (@value list $key:ident $fact:expr) => {{
        let texts: Vec<&str> = $fact.iter().map(|text| text.value.as_str()).into_vec();
        $fact.first().map(|first| (first.span, Value::Text(texts.join("\n"))))
    }};
    (@value basis $key:ident $fact:expr) => { None };
    (@value $how:ident $key:ident $fact:expr) => {
        $fact.as_ref().map(|fact| (fact.span, Value::Text(format!("{:?}", fact.value))))
    };
    ($($how:ident $key:ident: $value:ty, $read:path, [$($on:ident)*];)*) => {
        fn statements(facts: &syntax::Facts) -> Vec<(&'static str, Span, Value<'_>)> {
            let all: Vec<(&'static str, Option<(Span, Value<'_>)>)> = vec![$((stringify!($key), statements!(@value $how $key facts.$key)),)*];
            all.into_iter().filter_map(|(key, said)| said.map(|(span, value)| (key, span, value))).into_vec()
        }
    };
}

facts!(statements);

impl<'a> Part<'a> {
    /// All facts that are written here, by their keys.
    fn statements(&self) -> Vec<(&'static str, Span, Value<'a>)> {
        let status: Vec<String> = self.status.iter().map(|status| status.value.to_string()).into_vec();
        let status = self.status.first().map(|first| ("status", first.span, Value::Text(status.join("\n"))));
        let more = self.more.iter().map(|(key, span, text)| (*key, *span, Value::Text(text.clone())));
        statements(self.facts).into_iter().chain(status).chain(more).into_vec()
    }
}

/// The groups of a catalog. Groups with the same key in this catalog and those it extends are one group.
pub(super) struct Groups<'a> {
    pub(super) all: Vec<Over<'a>>,
    by_key: HashMap<&'a str, usize>,
}

/// A group on top of others, nearest first, each with its catalog.
pub(super) type Over<'a> = Vec<(&'a Named<syntax::Catalog>, &'a Named<syntax::Group>)>;

impl<'a> Groups<'a> {
    /// The groups of these catalogs, with the extending one first.
    pub(super) fn new(catalogs: impl Iterator<Item = &'a Named<syntax::Catalog>>) -> Self {
        let mut groups = Self { all: Vec::new(), by_key: HashMap::new() };
        for catalog in catalogs {
            for group in &catalog.value.groups {
                let at = *groups.by_key.entry(&group.key.value).or_insert(groups.all.len());
                match groups.all.get_mut(at) {
                    Some(over) => over.push((catalog, group)),
                    None => groups.all.push(vec![(catalog, group)]),
                }
            }
        }
        groups
    }

    /// The index of the group that this is part of.
    pub(super) fn position(&self, group: &Named<syntax::Group>) -> Option<usize> {
        self.by_key.get(group.key.as_str()).copied()
    }

    /// The groups around a group, the nearest first.
    pub(super) fn around(&self, at: usize) -> Vec<usize> {
        let mut around: Vec<usize> = Vec::new();
        let outer = |at: usize| {
            let within = self.all.get(at)?.iter().find_map(|(_, group)| group.value.within.as_ref())?;
            self.by_key.get(within.as_str()).copied()
        };
        let mut next = outer(at);
        while let Some(group) = next.filter(|group| !around.contains(group)) {
            if group == at {
                // Two extended catalogs nest the same groups in opposite ways. The first of these groups is the outer one.
                return if around.iter().all(|other| at < *other) { Vec::new() } else { around };
            }
            around.push(group);
            next = outer(group);
        }
        around
    }

    /// A group and those around it.
    pub(super) fn chain(&self, at: usize) -> Vec<usize> {
        [vec![at], self.around(at)].concat()
    }

    /// The entries of a group, with `via` for the nearest one of each catalog.
    pub(super) fn parts(
        &self,
        at: usize,
        extending: &'a Named<syntax::Catalog>,
        via: impl Fn(&'a Named<syntax::Catalog>, &'a Named<syntax::Group>) -> Via,
    ) -> Vec<Part<'a>> {
        let over = self.all.get(at).map_or(&[][..], Vec::as_slice);
        let part = |(catalog, group): &(&'a Named<syntax::Catalog>, &'a Named<syntax::Group>)| Part {
            facts: &group.value.facts,
            status: &group.value.status,
            via: via(catalog, group),
            around: enclosing(catalog, group)
                .map(|outer| &outer.value.facts.basis)
                .chain([&catalog.value.facts.basis])
                .into_vec(),
            base: (!std::ptr::eq(*catalog, extending)).then_some(catalog.key.value.as_str()),
            more: Vec::new(),
        };
        over.iter().map(part).into_vec()
    }
}

/// The groups around a group of a catalog, the nearest first.
pub(super) fn enclosing<'a>(
    catalog: &'a Named<syntax::Catalog>,
    group: &'a Named<syntax::Group>,
) -> impl Iterator<Item = &'a Named<syntax::Group>> {
    let outer = |group: &&'a Named<syntax::Group>| {
        let within = group.value.within.as_ref()?;
        catalog.value.groups.iter().find(|other| other.key.value == within.value)
    };
    std::iter::successors(outer(&group), outer)
}

/// The defaults that a catalog has for all its codes.
pub(super) fn defaults<'a>(catalog: &'a Named<syntax::Catalog>, extending: &'a Named<syntax::Catalog>) -> Part<'a> {
    Part {
        facts: &catalog.value.facts,
        status: &catalog.value.status,
        via: Via::Catalog(catalog.key.value.clone()),
        around: Vec::new(),
        base: (!std::ptr::eq(catalog, extending)).then_some(catalog.key.value.as_str()),
        more: Vec::new(),
    }
}

/// Reports the facts about which two extended catalogs differ, unless the extending one states them.
///
/// `own` is the entry in the extending catalog, if there is one. `told` has the differences that have been reported already.
pub(super) fn check_differences<'a>(
    scope: &mut Scope<'a>,
    what: &str,
    extending: &'a Named<syntax::Catalog>,
    own: Option<Span>,
    parts: &Parts<'a>,
    told: &mut Vec<(Span, Span)>,
) {
    let mut differences = parts.differences();
    differences.retain(|difference| !told.contains(&(difference.nearest.1, difference.other.1)));
    differences.iter().map(|difference| (difference.nearest.1, difference.other.1)).add_to(told);
    let Some(Difference { nearest: (one, _), other: (two, _), .. }) = differences.first() else { return };
    let named = extending.value.extends.iter().find(|name| name.value == *two).map(|name| name.span);
    let keys: Vec<String> = differences.iter().map(|difference| format!("`{}`", difference.key)).into_vec();
    let message = format!("`{one}` and `{two}` disagree about {} of the {what}", keys.join(" and "));
    let finding = Diagnostic::new(&rules::EXTENDS_CONFLICT, own.or(named).unwrap_or(extending.key.span), message);
    let finding = differences.iter().fold(finding, |finding, difference| {
        let place = |base: &str| format!("`{}` as `{base}` has it", difference.key);
        let (one, two) = (difference.nearest, difference.other);
        finding.label(one.1, place(one.0)).label(two.1, place(two.0))
    });
    scope.sink.push(finding.note(format!(
        "State in `{}` which of them applies: declare the {what} there with its own {}.",
        extending.key.value,
        keys.join(" and ")
    )));
}
