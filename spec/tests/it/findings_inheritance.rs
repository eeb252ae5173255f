//! Where facts come from, and how sure they are there.

use crate::common::{self, Files, contract};
use errspec_spec::model::{Code, Contract, Fact, Via};
use errspec_spec::words::{Basis, Category, Effect};
use errspec_spec::written::RetryClass;

fn code<'c>(contract: &'c Contract, wire: &str) -> &'c Code {
    contract.catalogues.iter().flat_map(|catalogue| &catalogue.codes).find(|code| code.wire.value == wire).unwrap()
}

fn told<T: Clone>(fact: &Fact<T>) -> (T, Via, Basis) {
    (fact.value.clone(), fact.origin.via.clone(), fact.origin.basis)
}

const SPEC: &str = "statuses:
  400: { summary: Wrong, retry: { after_change: request } }
  404: There is none
  503: { summary: Down, retry: transient, effect: none, basis: { retry: inferred } }
  504: Slow
  5xx: { retry: never, effect: maybe, basis: assumed }
errors:
  Code:
    category: upstream
    basis: { status: inferred }
    groups:
      access:
        status: 404
        category: permission
        basis: assumed
        codes:
          OWN: { summary: Own, category: payment, retry: never, basis: stated }
          GROUP: { summary: From the group }
    codes:
      CATALOGUE: { summary: From the catalogue, status: 503 }
      SEVERAL: { summary: Several, status: [503, 504] }
      CLIENT: { summary: Several, status: [400, 404] }
      NONE: { summary: No status }
      SURE: { summary: Said here, status: 400, basis: { status: stated, retry: assumed }, retry: never }
";

#[test]
fn the_nearest_entry_that_says_something_wins() {
    let contract = contract(SPEC);
    let own = &code(&contract, "OWN").facts;
    assert_eq!(told(&own.category), (Category::Payment, Via::Own, Basis::Stated));
    let group = code(&contract, "GROUP");
    assert_eq!(told(&group.facts.category), (Category::Permission, Via::Group("access".into()), Basis::Assumed));
    assert_eq!(told(&group.status[0]), (404, Via::Group("access".into()), Basis::Assumed));
    let catalogue = code(&contract, "CATALOGUE");
    assert_eq!(told(&catalogue.facts.category), (Category::Upstream, Via::Catalogue("Code".into()), Basis::Stated));
    assert_eq!(told(&catalogue.status[0]), (503, Via::Own, Basis::Inferred));
    assert_eq!(catalogue.facts.retry.value.class, RetryClass::Transient);
    assert_eq!(
        (catalogue.facts.retry.origin.via.clone(), catalogue.facts.retry.origin.basis),
        (Via::Status(503), Basis::Inferred)
    );
    let sure = code(&contract, "SURE");
    assert_eq!((sure.status[0].origin.basis, sure.facts.retry.origin.basis), (Basis::Stated, Basis::Assumed));
}

#[test]
fn a_status_lends_to_codes_that_come_with_it_alone() {
    let contract = contract(SPEC);
    let several = &code(&contract, "SEVERAL").facts;
    assert_eq!(told(&several.effect), (Effect::Maybe, Via::Default, Basis::Assumed));
    assert_eq!((several.retry.value.class, &several.retry.origin.via), (RetryClass::Never, &Via::Default));
    let client = &code(&contract, "CLIENT").facts;
    assert_eq!((client.effect.value, &client.retry.origin.via), (Effect::None, &Via::Default), "every 4xx did nothing");
    let none = &code(&contract, "NONE").facts;
    assert_eq!((none.effect.value, &none.effect.origin.via), (Effect::Maybe, &Via::Default));
}

#[test]
fn statuses_take_from_ranges_and_the_registry() {
    let contract = contract(SPEC);
    let status = |number: u16| contract.statuses.iter().find(|status| status.status.value == number).unwrap();
    assert_eq!(told(&status(504).facts.effect), (Effect::Maybe, Via::Range("5xx".into()), Basis::Assumed));
    assert_eq!(told(&status(504).facts.category), (Category::Timeout, Via::Registry, Basis::Standard));
    assert_eq!(told(status(404).phrase.as_ref().unwrap()), ("Not Found".to_owned(), Via::Registry, Basis::Standard));
    assert_eq!(told(&status(404).facts.effect), (Effect::None, Via::Default, Basis::Assumed));
    assert_eq!(told(&status(503).facts.effect), (Effect::None, Via::Own, Basis::Stated));
}

#[test]
fn the_narrower_range_wins() {
    let contract =
        contract("statuses: { 502: Bad, 509: { phrase: Odd }, 5xx: { retry: never }, 500-504: { retry: transient } }\n");
    let classes: Vec<_> = contract
        .statuses
        .iter()
        .map(|status| (status.facts.retry.value.class, status.facts.retry.origin.via.clone()))
        .collect();
    assert_eq!(classes, [(RetryClass::Transient, Via::Range("500-504".into())), (RetryClass::Never, Via::Range("5xx".into()))]);
}

const BASE: &str = "errspec: 1
errors:
  Base:
    status: 400
    basis: standard
    category: other
    groups:
      waiting: { category: pending, retry: { keep_polling: 0s }, codes: { pending: { summary: Wait, action: Poll, causes: [Time] } } }
    codes:
      slow: { summary: Slower, retry: { keep_polling: 5s }, aliases: [slower], message: \"{by} s\", params: { by: u32 } }
      gone: { summary: Gone, status: 401 }
";

#[test]
fn an_extended_code_is_overridden_fact_by_fact() {
    let spec = "errspec: 1
name: example
use: base.yaml
errors:
  Code:
    extends: Base
    category: permission
    codes:
      slow: { summary: Slow down, aliases: [slowly] }
      pending: { action: Wait }
      own: Own
";
    let checked = Files::default().with("spec.yaml", spec).with("base.yaml", BASE).check("spec.yaml");
    assert!(checked.findings.is_empty(), "{:?}", common::messages(&checked));
    let contract = checked.contract.unwrap();
    let wires: Vec<&str> = contract.catalogues[0].codes.iter().map(|code| code.wire.as_str()).collect();
    assert_eq!((contract.catalogues.len(), wires), (1, vec!["slow", "pending", "own", "gone"]));

    let base = Via::Base("Base".to_owned());
    let slow = code(&contract, "slow");
    assert_eq!(told(slow.facts.summary.as_ref().unwrap()), ("Slow down".to_owned(), Via::Own, Basis::Stated));
    assert_eq!((&slow.facts.retry.origin.via, slow.facts.retry.origin.basis), (&base, Basis::Standard));
    assert_eq!(slow.aliases.iter().map(|alias| alias.as_str()).collect::<Vec<_>>(), ["slowly"]);
    assert_eq!(slow.params.len(), 1, "the message and its parameters stay");
    assert_eq!(told(&slow.status[0]), (400, Via::Catalogue("Base".into()), Basis::Standard), "as sure as where it is written");

    let pending = &code(&contract, "pending").facts;
    assert_eq!(told(pending.action.as_ref().unwrap()), ("Wait".to_owned(), Via::Own, Basis::Stated));
    assert_eq!((pending.summary.as_ref().unwrap().value.as_str(), pending.causes.len()), ("Wait", 1));
    assert_eq!(pending.category.value, Category::Permission, "the catalogue's own word comes before the extended group's");
    assert_eq!(told(&code(&contract, "gone").status[0]), (401, base, Basis::Standard));
}

#[test]
fn without_a_retry_section_nothing_is_said_about_numbers() {
    let contract = contract("statuses: { 503: { summary: Down, retry: transient } }\n");
    assert!(contract.policy.span.is_none());
    let contract = common::contract("retry: { attempts: 2 }\nstatuses: { 503: { summary: Down, retry: transient } }\n");
    assert!(contract.policy.span.is_some() && contract.policy.backoff.value.cap.is_none());
    assert_eq!((contract.policy.attempts.value, &contract.policy.backoff.origin.via), (2, &Via::Default));
}
