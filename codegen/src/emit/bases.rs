//! The basis of single facts that differs from the basis of their entry: for each fact and basis, runs of rows.

use super::value::{list, variant};
use errspec_spec::lists::sort_by_key;
use errspec_spec::model::{Catalog, Facts, Machine, Status};
use errspec_spec::words::Basis;

/// The facts that can have their own basis, as the runtime names them.
const FACTS: [&str; 6] = ["Status", "Category", "Retry", "Effect", "Action", "Summary"];

/// The basis of an entry, and of each of its facts; `None` if it does not have the fact.
struct Entry {
    whole: Basis,
    facts: [Option<Basis>; FACTS.len()],
}

impl Entry {
    fn of(facts: &Facts, status: Option<Basis>) -> Self {
        let text = |fact: &Option<errspec_spec::model::Fact<String>>| fact.as_ref().map(|fact| fact.origin.basis);
        let [category, retry, effect] =
            [&facts.category.origin, &facts.retry.origin, &facts.effect.origin].map(|origin| Some(origin.basis));
        Self { whole: facts.basis, facts: [status, category, retry, effect, text(&facts.action), text(&facts.summary)] }
    }
}

pub(super) fn of_codes(catalog: &Catalog) -> String {
    bases(catalog.codes.iter().map(|code| Entry::of(&code.facts, code.status.first().map(|status| status.origin.basis))))
}

pub(super) fn of_statuses(statuses: &[Status]) -> String {
    bases(statuses.iter().map(|status| Entry::of(&status.facts, None)))
}

/// A state has a category and a retry class only if the contract states them, and no effect.
pub(super) fn of_states(machine: &Machine) -> String {
    bases(machine.states.iter().map(|state| {
        let mut entry = Entry::of(&state.facts, None);
        let [_, category, retry, effect, ..] = &mut entry.facts;
        *category = category.filter(|_| state.facts.category.origin.span.is_some());
        *retry = retry.filter(|_| state.has_retry);
        *effect = None;
        entry
    }))
}

/// The rows in which a fact has this basis, as runs with both ends included.
struct Runs {
    fact: usize,
    basis: Basis,
    rows: Vec<(usize, usize)>,
}

/// The entries of the table, one per fact and basis.
fn bases(entries: impl Iterator<Item = Entry>) -> String {
    let mut tables: Vec<Runs> = Vec::new();
    for (row, entry) in entries.enumerate() {
        for (fact, basis) in entry.facts.into_iter().enumerate() {
            let Some(basis) = basis.filter(|basis| *basis != entry.whole) else { continue };
            match tables.iter_mut().find(|runs| (runs.fact, runs.basis) == (fact, basis)) {
                Some(runs) => runs.add(row),
                None => tables.push(Runs { fact, basis, rows: vec![(row, row)] }),
            }
        }
    }
    sort_by_key(&mut tables, |runs| runs.fact);
    list(tables.iter().map(Runs::text))
}

impl Runs {
    /// Adds a row: to the last run, or as a new run.
    fn add(&mut self, row: usize) {
        match self.rows.last_mut() {
            Some((_, to)) if *to + 1 == row => *to = row,
            _ => self.rows.push((row, row)),
        }
    }

    fn text(&self) -> String {
        let (fact, basis) = (FACTS.get(self.fact).copied().unwrap_or_default(), variant(self.basis));
        let rows = list(self.rows.iter().map(|(from, to)| format!("({from}, {to})")));
        format!("FactBasis {{ fact: Fact::{fact}, basis: Basis::{basis}, rows: &[{rows}] }}")
    }
}
