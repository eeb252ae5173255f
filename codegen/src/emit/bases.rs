//! How sure single facts are, where that is not how sure their entry is: of each fact and basis the runs of rows.

use super::value::{list, variant};
use errspec_spec::model::{Catalog, Facts, Machine, Status};
use errspec_spec::words::Basis;

/// The facts that can have a basis of their own, as the runtime calls them.
const FACTS: [&str; 6] = ["Status", "Category", "Retry", "Effect", "Action", "Summary"];

/// How sure an entry is as a whole, and how sure each of its facts; `None` where it has no such fact.
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

/// A state has a category and a class only where the contract gives it one, and no effect.
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

/// The rows of which a fact has this basis, as runs with both ends included.
struct Runs {
    fact: usize,
    basis: Basis,
    rows: Vec<(usize, usize)>,
}

/// The entries of the table, one for each fact and basis.
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
    tables.sort_by_key(|runs| runs.fact);
    list(tables.iter().map(Runs::text))
}

impl Runs {
    /// A row more: the end of the last run, or a run of its own.
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
