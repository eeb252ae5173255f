//! `base`: a file that changes another one.

use errspec_spec::diag::render;
use errspec_spec::model::Contract;
use errspec_spec::{Checked, Loader, check};

/// Files by name.
struct Files(Vec<(&'static str, String)>);

impl Loader for Files {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let found = self.0.iter().find(|(name, _)| *name == path);
        found.map(|(_, text)| text.clone().into_bytes()).ok_or_else(|| "there is no such file".to_owned())
    }
}

const VENDOR: &str = "\
errspec: 1
name: vendor
title: The vendor's API
use: [./common.yaml]
statuses:
  404: Not there
  503: { summary: Down, retry: transient }
errors:
  Code:
    groups:
      busy: { title: Busy, status: 503, codes: { OVERLOADED: Too much to do, RATE: { summary: Too often, category: rate_limit } } }
    codes:
      MISSING: { summary: Not there, status: 404, retry: never }
bodies:
  api: { fields: { code: { at: /code, type: Code }, message: /message } }
retry:
  attempts: 5
  backoff: { kind: exponential, base: 1s }
  hints: [{ at: { header: Retry-After }, form: delay-seconds }]
machines:
  Job:
    observe: { at: /state }
    initial: waiting
    states:
      waiting: { kind: pending, summary: Waits }
      done: { kind: final, outcome: success }
    edges: [waiting -> done]
";

fn checked(changes: &str) -> Checked {
    let common = "errspec: 1\nstatuses: { 500: { summary: Broken, retry: never } }\n";
    let files =
        [("vendor/api.yaml", VENDOR.to_owned()), ("vendor/common.yaml", common.to_owned()), ("ours.yaml", changes.to_owned())];
    check("ours.yaml", changes.as_bytes(), &mut Files(files.to_vec()))
}

fn contract(changes: &str) -> Contract {
    let checked = checked(&format!("errspec: 1\nbase: ./vendor/api.yaml\n{changes}"));
    assert!(checked.findings.is_empty(), "{}", render::human(&checked.sources, &checked.findings, false));
    checked.contract.unwrap()
}

/// The slugs of the findings, each with its location.
fn findings(changes: &str) -> Vec<String> {
    let checked = checked(changes);
    let place = |finding: &errspec_spec::diag::Diagnostic| {
        format!("{} {}", finding.rule.slug, checked.sources.place(finding.primary.span))
    };
    checked.findings.iter().map(place).collect()
}

#[test]
fn a_file_without_changes_is_its_base() {
    let ours = contract("");
    assert_eq!((ours.name.value.as_str(), ours.title.unwrap().value.as_str()), ("vendor", "The vendor's API"));
    assert_eq!(ours.catalogs[0].codes.len(), 3);
    assert_eq!(ours.policy.attempts.value, 5);
    assert_eq!(ours.statuses.len(), 3, "and the files that the base uses, relative to the base");
}

#[test]
fn an_entry_changes_the_facts_it_names_and_keeps_the_rest() {
    let ours = contract(
        "name: ours\nerrors: { Code: { groups: { busy: { codes: { RATE: { retry: throttled } } } }, codes: { MISSING: Gone for ever } } }\n",
    );
    let code = |wire: &str| ours.catalogs[0].codes.iter().find(|code| code.wire.value == wire).unwrap().clone();
    assert_eq!(ours.name.value, "ours");
    let rate = code("RATE").facts;
    assert_eq!(rate.summary.unwrap().value, "Too often");
    assert_eq!(rate.category.value.as_str(), "rate_limit");
    assert_eq!(rate.retry.value.class.as_str(), "throttled");
    assert_eq!(code("MISSING").facts.summary.unwrap().value, "Gone for ever", "a plain text is the summary");
    assert_eq!(code("MISSING").facts.retry.value.class.as_str(), "never");
}

#[test]
fn an_action_in_its_short_form_keeps_its_summary() {
    let middle = "errspec: 1\nbase: ./vendor/api.yaml\nmachines:\n  Job:\n    actions: { sign: Sign it }\n    commands: { approve: Signs }\n    \
        states: { held: { kind: resting, outcome: { needs: sign }, summary: Held } }\n    \
        edges: [waiting -> held, { edge: held -> waiting, command: approve }]\n";
    let ours = "errspec: 1\nbase: ./middle.yaml\nmachines: { Job: { actions: { sign: { command: approve } } } }\n";
    let common = "errspec: 1\n".to_owned();
    let mut files =
        Files(vec![("vendor/api.yaml", VENDOR.to_owned()), ("vendor/common.yaml", common), ("middle.yaml", middle.to_owned())]);
    let action = check("ours.yaml", ours.as_bytes(), &mut files).contract.unwrap().machines[0].actions[0].clone();
    assert_eq!((action.summary.unwrap().value.as_str(), action.command.unwrap().value), ("Sign it", 0));
}

#[test]
fn every_fact_keeps_the_file_in_which_it_is_written() {
    let text = "errspec: 1\nbase: ./vendor/api.yaml\nstatuses: { 404: { retry: transient } }\n";
    let checked = checked(text);
    let contract = checked.contract.unwrap();
    let status = contract.statuses.iter().find(|status| status.status.value == 404).unwrap();
    let place = |span| checked.sources.place(span);
    assert_eq!(place(status.facts.retry.origin.span.unwrap()), "ours.yaml:3:27");
    assert_eq!(place(status.facts.summary.as_ref().unwrap().origin.span.unwrap()), "vendor/api.yaml:6:8");
}

#[test]
fn entries_are_removed_and_a_class_is_replaced_as_a_whole() {
    let ours = contract(
        "errors: { Code: { codes: { MISSING: { remove: true } } } }\nstatuses: { 503: { retry: { after_change: request } }, 404: { remove: true } }\n",
    );
    let codes: Vec<&str> = ours.catalogs[0].codes.iter().map(|code| code.wire.value.as_str()).collect();
    assert_eq!(codes, ["OVERLOADED", "RATE"]);
    let statuses: Vec<u16> = ours.statuses.iter().map(|status| status.status.value).collect();
    assert_eq!(statuses, [503, 500]);
    assert_eq!(ours.statuses[0].facts.retry.value.class.as_str(), "after_change");
}

#[test]
fn policies_keep_their_other_facts_and_lists_grow() {
    let ours = contract(
        "retry: { attempts: 2, hints: [{ at: { header: X-Wait }, form: delay-seconds }], rules: [{ when: { status: 500, method: GET }, retry: transient }] }\n\
         machines: { Job: { states: { failed: { kind: final, outcome: failure } }, edges: [waiting -> failed] } }\n",
    );
    assert_eq!(ours.policy.attempts.value, 2);
    assert_eq!(ours.policy.waits().worst_case().as_secs(), 1, "the backoff is still that of the base");
    assert_eq!((ours.policy.hints.len(), ours.policy.rules.len()), (2, 1));
    assert_eq!((ours.machines[0].states.len(), ours.machines[0].edges.len()), (3, 2));
    let replaced = contract("retry: { hints: { replace: [] } }\n");
    assert!(replaced.policy.hints.is_empty());
}

#[test]
fn allowed_warnings_of_both_files_are_allowed() {
    let base = "errspec: 1\nname: a\nstatuses: { 503: { summary: Down, retry: transient } }\n\
                retry: { attempts: 3, backoff: { kind: exponential, base: 5s, cap: 1s } }\n\
                bodies: { api: { fields: { message: /message } } }\nlints: { allow: { backoff-over-cap: As documented } }\n";
    let ours = "errspec: 1\nbase: ./base.yaml\nerrors: { Code: { codes: { A: One } } }\n\
                lints: { allow: { unread-catalog: Read elsewhere } }\n";
    let slugs = |ours: &str| {
        let files = vec![("base.yaml", base.to_owned()), ("ours.yaml", ours.to_owned())];
        let findings = check("ours.yaml", ours.as_bytes(), &mut Files(files)).findings;
        findings.iter().map(|finding| finding.rule.slug).collect::<Vec<_>>()
    };
    assert!(slugs(ours).is_empty(), "{:?}", slugs(ours));
    let removed = ours.replace("allow: {", "allow: { backoff-over-cap: { remove: true },");
    assert_eq!(slugs(&removed), ["backoff-over-cap"]);
}

#[test]
fn new_bodies_are_tried_before_those_of_the_base() {
    let ours = contract("bodies: { special: { fields: { reason: /reason } } }\n");
    let bodies: Vec<&str> = ours.bodies.iter().map(|body| body.name.value.as_str()).collect();
    assert_eq!(bodies, ["special", "api"]);
}

#[test]
fn a_base_can_have_a_base_and_cycles_are_found() {
    let files = || {
        vec![
            ("a.yaml", "errspec: 1\nbase: ./b.yaml\nname: a\n".to_owned()),
            ("b.yaml", "errspec: 1\nbase: ./c.yaml\nstatuses: { 404: B }\n".to_owned()),
            ("c.yaml", "errspec: 1\nstatuses: { 404: C, 410: { summary: C, retry: never } }\n".to_owned()),
        ]
    };
    let root = files()[0].1.clone();
    let contract = check("a.yaml", root.as_bytes(), &mut Files(files())).contract.unwrap();
    let summaries: Vec<String> = contract.statuses.iter().map(|status| status.facts.summary.clone().unwrap().value).collect();
    assert_eq!(summaries, ["B", "C"]);
    let mut circle = files();
    circle[2].1 = "errspec: 1\nbase: ./a.yaml\n".to_owned();
    let findings = check("a.yaml", root.as_bytes(), &mut Files(circle)).findings;
    assert_eq!(findings[0].rule.slug, "use-cycle");
    assert_eq!(findings[0].notes, ["The cycle: a.yaml → b.yaml → c.yaml → a.yaml."]);
    let own = "errspec: 1\nbase: ./a.yaml\nname: a\n";
    let findings = check("a.yaml", own.as_bytes(), &mut Files(vec![("a.yaml", own.to_owned())])).findings;
    assert_eq!(findings[0].rule.slug, "use-cycle");
}

#[test]
fn what_is_wrong_with_a_change_is_reported_where_it_is_written() {
    let base = "errspec: 1\nbase: ./vendor/api.yaml\n";
    assert_eq!(findings(&format!("{base}statuses: {{ 405: {{ remove: true }} }}\n")), ["bad-removal ours.yaml:3:13"]);
    assert_eq!(findings(&format!("{base}statuses: {{ 404: {{ remove: yes }} }}\n")), ["bad-removal ours.yaml:3:28"]);
    assert_eq!(
        findings(&format!("{base}statuses: {{ 404: {{ remove: true, summary: A }} }}\n")),
        ["bad-removal ours.yaml:3:18"]
    );
    assert_eq!(findings(&format!("{base}statuses: {{ 404: {{ sumary: A }} }}\n")), ["unknown-key ours.yaml:3:20"]);
    assert_eq!(findings("errspec: 1\nbase: ./nowhere.yaml\nname: a\n"), ["cannot-read ours.yaml:2:7"]);
    assert_eq!(findings("errspec: 1\nbase: std/nothing\nname: a\n"), ["unknown-name ours.yaml:2:7"]);
    // A removed state leaves edges behind, which are written in the base.
    let removed = findings(&format!("{base}machines: {{ Job: {{ states: {{ done: {{ remove: true }} }} }} }}\n"));
    assert!(removed.iter().any(|finding| finding.starts_with("unknown-name vendor/api.yaml:27:")), "{removed:?}");
}

#[test]
fn a_shipped_file_can_be_a_base() {
    let ours = "errspec: 1\nbase: std/oauth-device\nname: ours\nerrors: { DeviceFlowError: { codes: { slow_down: { action: Poll less often } } } }\n";
    let checked = check("ours.yaml", ours.as_bytes(), &mut Files(Vec::new()));
    let contract = checked.contract.unwrap();
    let code = contract.catalogs[0].codes.iter().find(|code| code.wire.value == "slow_down").unwrap();
    assert_eq!(code.facts.action.as_ref().unwrap().value, "Poll less often");
    assert_eq!(code.facts.retry.value.class.as_str(), "keep_polling");
}
