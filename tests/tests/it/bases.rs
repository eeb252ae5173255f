//! The basis of each fact in generated tables equals that in the resolved spec, for every contract here.

use errspec::{Basis, Contract, Fact};
use errspec_codegen::disk::Disk;
use errspec_spec::model::{self, Facts};
use std::path::{Path, PathBuf};

fn find(folder: &Path, specs: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find(&path, specs);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            specs.push(path);
        }
    }
}

/// Every contract that is generated from a file, with what the file was resolved to.
fn contracts() -> Vec<(&'static Contract, model::Contract)> {
    let mut paths = Vec::new();
    find(Path::new("cases"), &mut paths);
    find(Path::new("../spec/apis"), &mut paths);
    let resolved = paths.iter().filter_map(|path| {
        let path = path.to_string_lossy();
        errspec_spec::check(&path, &std::fs::read(&*path).unwrap(), &mut Disk::default()).contract
    });
    let with_table = |model: model::Contract| {
        let generated = errspec_tests::CONTRACTS.iter().find(|contract| contract.name == model.name.value)?;
        Some((*generated, model))
    };
    resolved.filter_map(with_table).collect()
}

/// What the facts of an entry say, with the basis of each; `status` aside, which codes alone have.
fn said(facts: &Facts) -> Vec<(Fact, Basis)> {
    let texts = [(Fact::Action, &facts.action), (Fact::Summary, &facts.summary)];
    let texts = texts.into_iter().filter_map(|(fact, text)| Some((fact, text.as_ref()?.origin.basis)));
    let words =
        [(Fact::Category, &facts.category.origin), (Fact::Retry, &facts.retry.origin), (Fact::Effect, &facts.effect.origin)];
    texts.chain(words.map(|(fact, origin)| (fact, origin.basis))).collect()
}

#[test]
fn facts_of_statuses_and_codes() {
    let (mut same, mut other) = (0, 0);
    for (contract, model) in contracts() {
        let mut hold = |name: &str, whole: Basis, fact: Fact, told: Basis, expected: Basis| {
            assert_eq!(told, expected, "{}: {fact} of {name}", contract.name);
            *(if expected == whole { &mut same } else { &mut other }) += 1;
        };
        for status in &model.statuses {
            let number = status.status.value;
            for (fact, expected) in said(&status.facts) {
                let table = contract.statuses();
                hold(&number.to_string(), table.basis(number), fact, table.basis_of(number, fact), expected);
            }
        }
        for (catalog, table) in model.catalogs.iter().zip(contract.catalogs) {
            for (row, code) in (0..).zip(&catalog.codes) {
                let status = code.status.first().map(|status| (Fact::Status, status.origin.basis));
                for (fact, expected) in said(&code.facts).into_iter().chain(status) {
                    hold(&code.wire.value, table.basis(row), fact, table.basis_of(row, fact), expected);
                }
            }
        }
    }
    assert!(same > 500 && other > 500, "{same} and {other} facts were compared");
}

#[test]
fn facts_of_states_and_what_stands_beside_them() {
    let mut machines = 0;
    for (contract, model) in contracts() {
        assert_eq!(contract.policy.basis, model.policy.basis, "{}", contract.name);
        assert_eq!(contract.source, model.source.as_ref().map_or("", |source| source.value.as_str()));
        for (table, body) in contract.decoder.bodies.iter().zip(&model.bodies) {
            let summary = body.summary.as_ref().map_or("", |summary| summary.value.as_str());
            assert_eq!((table.basis, table.summary), (body.basis, summary), "{}: {}", contract.name, table.name);
        }
        for (table, machine) in contract.machines.iter().zip(&model.machines) {
            machines += 1;
            let poll = machine.poll.as_ref().map_or(Basis::Assumed, |poll| poll.basis);
            assert_eq!(table.poll.basis, poll, "{}: {}", contract.name, table.name);
            for (told, edge) in table.edges.iter().zip(&machine.edges) {
                let summary = edge.summary.as_ref().map_or("", |summary| summary.value.as_str());
                assert_eq!((told.summary, told.basis), (summary, edge.basis), "{}: {told:?}", contract.name);
            }
            for (row, state) in (0..).zip(&machine.states) {
                let has = |fact: &Fact| match fact {
                    Fact::Category => state.facts.category.origin.span.is_some(),
                    Fact::Retry => state.has_retry,
                    fact => *fact != Fact::Effect,
                };
                for (fact, expected) in said(&state.facts).into_iter().filter(|(fact, _)| has(fact)) {
                    assert_eq!(table.basis_of(row, fact), expected, "{}: {fact} of {}", contract.name, state.wire.value);
                }
            }
        }
    }
    assert!(machines > 3, "{machines}");
}
