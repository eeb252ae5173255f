//! Which entries of the contract the traffic contains.

use errspec::{Audience, CodeRef, Contract};
use std::collections::BTreeSet;

/// How many entries of one kind were seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    /// `codes`, `statuses`, `bodies` or `states`.
    pub(crate) of: &'static str,
    pub(crate) seen: usize,
    pub(crate) declared: usize,
    /// The entries that were never seen, in the order of the contract.
    pub(crate) missing: Vec<String>,
}

/// The entries that were seen, by their positions.
#[derive(Debug)]
pub(super) struct Coverage {
    contract: &'static Contract,
    codes: BTreeSet<(usize, u16)>,
    statuses: BTreeSet<u16>,
    bodies: BTreeSet<&'static str>,
    states: BTreeSet<(usize, u16)>,
}

impl Coverage {
    pub(super) fn new(contract: &'static Contract) -> Self {
        let (codes, states) = (BTreeSet::new(), BTreeSet::new());
        Self { contract, codes, statuses: BTreeSet::new(), bodies: BTreeSet::new(), states }
    }

    pub(super) fn status(&mut self, status: u16) {
        self.statuses.insert(status);
    }

    pub(super) fn body(&mut self, name: &'static str) {
        self.bodies.insert(name);
    }

    pub(super) fn code(&mut self, code: CodeRef) {
        let at = self.contract.catalogs.iter().position(|catalog| std::ptr::eq(*catalog, code.catalog));
        self.codes.extend(at.map(|at| (at, code.row)));
    }

    pub(super) fn state(&mut self, machine: usize, state: u16) {
        self.states.insert((machine, state));
    }

    /// The share that was seen of each kind of entry that the contract has.
    pub(super) fn shares(&self) -> Vec<Share> {
        let Contract { catalogs, machines, policy, decoder, .. } = self.contract;
        let codes = catalogs.iter().enumerate().flat_map(|(at, catalog)| {
            let name = move |row| format!("{}.{}", catalog.name, catalog.wire(row));
            // An internal code is not meant to be sent.
            let public = |row: &u16| catalog.facts(*row).audience == Audience::Public;
            (0..catalog.len() as u16).filter(public).map(move |row| (name(row), self.codes.contains(&(at, row))))
        });
        let statuses = policy.statuses.rows.iter().map(|row| (row.status.to_string(), self.statuses.contains(&row.status)));
        let bodies = decoder.bodies.iter().map(|body| (body.name.to_owned(), self.bodies.contains(body.name)));
        let states = machines.iter().enumerate().flat_map(|(at, machine)| {
            let name = move |state| format!("{}.{}", machine.name, machine.wire(state));
            (0..machine.states.len() as u16).map(move |state| (name(state), self.states.contains(&(at, state))))
        });
        let all = [share("codes", codes), share("statuses", statuses), share("bodies", bodies), share("states", states)];
        all.into_iter().filter(|share| share.declared > 0).collect()
    }
}

fn share(of: &'static str, entries: impl Iterator<Item = (String, bool)>) -> Share {
    let mut share = Share { of, seen: 0, declared: 0, missing: Vec::new() };
    for (name, seen) in entries {
        share.declared += 1;
        match seen {
            true => share.seen += 1,
            false => share.missing.push(name),
        }
    }
    share
}
