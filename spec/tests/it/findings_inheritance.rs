//! Where facts come from, and the basis they have there.

use crate::common::{self, Files, contract};
use errspec_spec::model::{Code, Contract, Fact, Via};
use errspec_spec::words::{Basis, Category, Effect, RetryClass};

fn code<'c>(contract: &'c Contract, wire: &str) -> &'c Code {
    contract.catalogs.iter().flat_map(|catalog| &catalog.codes).find(|code| code.wire.value == wire).unwrap()
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
      CATALOG: { summary: From the catalog, status: 503 }
      SEVERAL: { summary: Several, status: [503, 504] }
      CLIENT: { summary: Several, status: [400, 404] }
      NONE: { summary: No status }
      SURE: { summary: ReportedCode here, status: 400, basis: { status: stated, retry: assumed }, retry: never }
bodies: { api: { fields: { code: { at: /code, type: Code } } } }
";

#[test]
fn the_nearest_entry_that_says_something_wins() {
    let contract = contract(SPEC);
    let own = &code(&contract, "OWN").facts;
    assert_eq!(told(&own.category), (Category::Payment, Via::Own, Basis::Stated));
    let group = code(&contract, "GROUP");
    assert_eq!(told(&group.facts.category), (Category::Permission, Via::Group("access".into()), Basis::Assumed));
    assert_eq!(told(&group.status[0]), (404, Via::Group("access".into()), Basis::Assumed));
    let catalog = code(&contract, "CATALOG");
    assert_eq!(told(&catalog.facts.category), (Category::Upstream, Via::Catalog("Code".into()), Basis::Stated));
    assert_eq!(told(&catalog.status[0]), (503, Via::Own, Basis::Inferred));
    assert_eq!(catalog.facts.retry.value.class, RetryClass::Transient);
    assert_eq!((catalog.facts.retry.origin.via.clone(), catalog.facts.retry.origin.basis), (Via::Status(503), Basis::Inferred));
    let sure = code(&contract, "SURE");
    assert_eq!((sure.status[0].origin.basis, sure.facts.retry.origin.basis), (Basis::Stated, Basis::Assumed));
}

#[test]
fn a_status_lends_to_codes_that_come_with_it_alone() {
    let contract = contract(SPEC);
    let several = &code(&contract, "SEVERAL").facts;
    assert_eq!(told(&several.effect), (Effect::Maybe, Via::Default, Basis::Assumed));
    assert_eq!((several.retry.value.class, &several.retry.origin.via), (RetryClass::Unspecified, &Via::Default));
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
bodies: { api: { fields: { code: { at: /code, type: Code } } } }
";
    let checked = Files::default().with("spec.yaml", spec).with("base.yaml", BASE).check("spec.yaml");
    assert!(checked.findings.is_empty(), "{:?}", common::messages(&checked));
    let contract = checked.contract.unwrap();
    let wires: Vec<&str> = contract.catalogs[0].codes.iter().map(|code| code.wire.as_str()).collect();
    assert_eq!((contract.catalogs.len(), wires), (1, vec!["slow", "pending", "own", "gone"]));

    let base = Via::Base("Base".to_owned());
    let slow = code(&contract, "slow");
    assert_eq!(told(slow.facts.summary.as_ref().unwrap()), ("Slow down".to_owned(), Via::Own, Basis::Stated));
    assert_eq!((&slow.facts.retry.origin.via, slow.facts.retry.origin.basis), (&base, Basis::Standard));
    assert_eq!(slow.aliases.iter().map(|alias| alias.as_str()).collect::<Vec<_>>(), ["slowly"]);
    assert_eq!(slow.params.len(), 1, "the message and its parameters stay");
    assert_eq!(told(&slow.status[0]), (400, Via::Catalog("Base".into()), Basis::Standard), "as sure as where it is written");

    let pending = &code(&contract, "pending").facts;
    assert_eq!(told(pending.action.as_ref().unwrap()), ("Wait".to_owned(), Via::Own, Basis::Stated));
    assert_eq!((pending.summary.as_ref().unwrap().value.as_str(), pending.causes.len()), ("Wait", 1));
    assert_eq!(pending.category.value, Category::Pending, "what the override does not say stays as it was");
    let gone = code(&contract, "gone");
    assert_eq!(told(&gone.status[0]), (401, base, Basis::Standard));
    let by = Via::Catalog("Code".into());
    assert_eq!(told(&gone.facts.category), (Category::Permission, by, Basis::Stated), "the default written here");
}

#[test]
fn without_a_retry_section_nothing_is_said_about_numbers() {
    let contract = contract("statuses: { 503: { summary: Down, retry: transient } }\n");
    assert!(contract.policy.span.is_none());
    let contract = common::contract("retry: { attempts: 2 }\nstatuses: { 503: { summary: Down, retry: transient } }\n");
    assert!(contract.policy.span.is_some() && contract.policy.backoff.value.cap.is_none());
    assert_eq!((contract.policy.attempts.value, &contract.policy.backoff.origin.via), (2, &Via::Default));
}

/// One catalog over others, in one file.
fn over(bases: &str, catalog: &str) -> String {
    format!("errors:\n{bases}  Code:\n{catalog}")
}

#[test]
fn fault_19_an_override_keeps_the_name_and_every_other_fact_of_its_base() {
    let base = "  Rpc:
    wire: integer
    groups:
      server: { range: [-32099, -32000], category: internal, action: Look at the log, codes: { -32000: { name: ServerError } } }
    codes:
      -32603:
        name: InternalError
        title: Internal
        summary: It broke
        causes: [A bug]
        action: Report it
        category: internal
        retry: never
        effect: maybe
        since: v1
        deprecated: Use another
        docs: https://example.com/errors
        expires: 5m
        message: \"{what} broke\"
        params: { what: string }
        aliases: [-32699]
";
    let contract =
        contract(&over(base, "    extends: Rpc\n    codes: { -32603: { retry: transient }, -0x7d00: { retry: never } }\n"));
    let code = code(&contract, "-32603");
    let facts = &code.facts;
    assert_eq!((facts.retry.value.class, &facts.retry.origin.via), (RetryClass::Transient, &Via::Own));
    assert_eq!(facts.name.as_ref().unwrap().value, "InternalError");
    let text = |fact: &Option<Fact<String>>| fact.as_ref().map(|fact| fact.value.clone()).unwrap_or_default();
    let texts = [&facts.title, &facts.summary, &facts.action, &facts.since, &facts.deprecated, &facts.docs].map(text);
    assert_eq!(texts, ["Internal", "It broke", "Report it", "v1", "Use another", "https://example.com/errors"]);
    assert_eq!((facts.category.value, facts.effect.value, facts.causes.len()), (Category::Internal, Effect::Maybe, 1));
    assert!(facts.expires.is_some() && code.message.is_some() && code.params.len() == 1 && code.aliases.len() == 1);
    let server = contract.catalogs[0].codes.iter().find(|code| code.number == Some(-32000)).unwrap();
    assert_eq!(server.facts.name.as_ref().unwrap().value, "ServerError", "one integer, however it is written");
    assert_eq!((server.group, server.facts.retry.value.class), (Some(0), RetryClass::Never));
    assert_eq!(contract.catalogs[0].codes.len(), 2);
}

#[test]
fn fault_19_a_group_with_the_key_of_an_extended_one_lies_over_it() {
    let base = "  Sql:
    category: other
    groups:
      connection: { prefix: \"08\", category: unavailable, retry: transient, action: Wait, codes: { 08006: Broken } }
";
    let own = "    extends: Sql
    groups:
      connection: { retry: { class: transient, attempts: 2 }, codes: { 08001: Refused, 08006: { effect: none } } }
";
    let contract = contract(&over(base, own));
    let [catalog] = contract.catalogs.as_slice() else { panic!("one catalog") };
    let [group] = catalog.groups.as_slice() else { panic!("one group") };
    assert_eq!(
        (group.facts.category.value, group.facts.retry.value.attempts.as_ref().unwrap().value),
        (Category::Unavailable, 2)
    );
    assert_eq!(told(group.facts.action.as_ref().unwrap()), ("Wait".into(), Via::Base("Sql".into()), Basis::Stated));
    assert!(group.family.is_some());
    let codes: Vec<_> = catalog.codes.iter().map(|code| (code.wire.as_str(), code.group)).collect();
    assert_eq!(codes, [("08001", Some(0)), ("08006", Some(0))]);
    for code in &catalog.codes {
        assert_eq!(code.facts.category.value, Category::Unavailable, "{}", code.wire.value);
        assert_eq!(code.facts.retry.value.attempts.as_ref().unwrap().value, 2, "{}", code.wire.value);
    }
    assert_eq!(
        (code(&contract, "08006").facts.effect.value, code(&contract, "08001").facts.effect.value),
        (Effect::None, Effect::Maybe)
    );
    crate::common::silent(&over(base, "    extends: Sql\n    groups: { connection: { retry: never } }\n"));
}

#[test]
fn fault_19_catalogs_that_differ_about_a_code_are_an_error_unless_the_extending_one_decides() {
    let bases = "  One: { codes: { LOST: { summary: Lost, retry: never, category: gone }, SAME: { retry: transient } } }
  Two: { codes: { LOST: { summary: Lost, retry: transient }, SAME: { retry: transient, name: Alike } } }
";
    let marked = over(bases, "    extends: [One, «Two»]\n");
    let finding = crate::common::error("extends-conflict", &marked);
    assert_eq!(finding.message, "`One` and `Two` disagree about `retry` of the code `LOST`");
    assert_eq!(finding.labels.len(), 2, "both places");
    assert!(crate::common::notes(&finding).contains("State in `Code` which of them applies"));
    crate::common::error(
        "extends-conflict",
        &over(bases, "    extends: [One, Two]\n    codes: { «LOST»: { summary: Gone } }\n"),
    );

    let contract = contract(&over(bases, "    extends: [One, Two]\n    codes: { LOST: { retry: inspect } }\n"));
    let lost = &code(&contract, "LOST").facts;
    assert_eq!((lost.retry.value.class, lost.category.value), (RetryClass::Inspect, Category::Gone));
    assert_eq!(code(&contract, "SAME").facts.name.as_ref().unwrap().value, "Alike", "what one says and the other leaves open");
}

#[test]
fn fault_19_catalogs_that_differ_about_a_group_or_a_message_are_an_error_too() {
    let groups = "  One: { groups: { g: { retry: never, codes: { A: First, B: Second } } } }
  Two: { groups: { g: { retry: transient, codes: { B: Second, C: Third } } } }
";
    let finding = crate::common::error("extends-conflict", &over(groups, "    extends: [One, «Two»]\n"));
    assert_eq!(finding.message, "`One` and `Two` disagree about `retry` of the group `g`", "said once, not for each code");
    crate::common::silent(&over(groups, "    extends: [One, Two]\n    groups: { g: { retry: never } }\n"));
    let families = "  One: { groups: { g: { prefix: A } } }\n  Two: { groups: { g: { prefix: B } } }\n";
    crate::common::error("extends-conflict", &over(families, "    extends: [One, «Two»]\n"));
    let messages = "  One: { codes: { A: { message: Lost } } }\n  Two: { codes: { A: { message: Found } } }\n";
    crate::common::error("extends-conflict", &over(messages, "    extends: [One, «Two»]\n"));
    let defaults = "  One: { retry: never, codes: { A: First } }\n  Two: { retry: transient, codes: { A: First } }\n";
    crate::common::error("extends-conflict", &over(defaults, "    extends: [One, «Two»]\n"));
    crate::common::silent(&over(defaults, "    extends: [One, Two]\n    retry: never\n"));
}

#[test]
fn fault_19_rules_name_codes_of_a_catalog_that_no_body_carries() {
    let spec = "errors:
  GrpcStatus: { wire: integer, codes: { 14: { summary: Unavailable, name: Unavailable } } }
retry:
  rules: [{ when: { code: 14 }, retry: transient, effect: none }]
";
    let contract = contract(spec);
    let named = contract.policy.rules[0].when.code.as_ref().unwrap();
    assert_eq!((named.value[0].catalog, named.value[0].code), (0, 0));
    let with_body = format!("{spec}bodies:\n  api: {{ fields: {{ message: /message }} }}\n");
    crate::common::warning("unread-catalog", &with_body.replace("GrpcStatus", "«GrpcStatus»"));
    let only_type = format!("{spec}bodies:\n  api: {{ fields: {{ type: {{ at: /type, type: GrpcStatus }} }} }}\n");
    crate::common::error("unknown-name", &only_type.replace("code: 14", "code: «14»"));
}

#[test]
fn fault_10a_other_that_somebody_wrote_is_a_category() {
    let contract = contract(
        "statuses:
  409: { summary: Busy, category: other }
  302: Elsewhere
  599: { phrase: Slow network }
  999: { phrase: Denied }
errors:
  Code:
    codes:
      OTHER: { status: 409 }
      OWN: { status: 302, category: other }
      REGISTRY: { status: 302 }
      CLASS: { status: 599 }
      SEVERAL: { status: [409, 599] }
bodies: { api: { fields: { code: { at: /code, type: Code } } } }
",
    );
    let stated = |wire| code(&contract, wire).facts.stated_category();
    assert_eq!((stated("OTHER"), stated("OWN")), (Some(Category::Other), Some(Category::Other)));
    assert_eq!((stated("REGISTRY"), stated("SEVERAL")), (None, None), "nobody said so of them");
    assert_eq!(stated("CLASS"), Some(Category::Internal), "a status that is not registered counts as the first of its class");
    let of = |number| contract.statuses.iter().find(|status| status.status.value == number).unwrap().facts.stated_category();
    assert_eq!(
        (of(409), of(302), of(599), of(999)),
        (Some(Category::Other), None, Some(Category::Internal), Some(Category::Internal))
    );
}

#[test]
fn catalogs_that_extend_each_other_or_themselves_do_not_vanish() {
    let circle = common::checked("errors:\n  A: { extends: B, codes: { a: One } }\n  B: { extends: A, codes: { b: Two } }\n");
    assert_eq!(common::found(&circle), ["4:17 extends-chain", "5:17 extends-chain"]);
    common::error("unknown-name", "errors:\n  A: { extends: «A», codes: { a: One } }\n");
}
