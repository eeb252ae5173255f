//! All findings of a file in one run, each at its location.

use crate::common::{checked, found, messages};

const TEN: &str = "errspec: 1
name: ten
statuses:
  404: { sumary: There is none }
  429: { summary: Too many, retry: throtled }
  503: { summary: Down, retry: transient }
  50x: Down
errors:
  ErrorCode:
    codes:
      GONE: { summary: Gone, status: 410 }
      LIMIT: { message: \"{limit} calls\" }
bodies:
  api:
    fields:
      code: { at: code, type: ErrorCode }
  other:
    fields:
      message: /message
  further:
    fields:
      message: /message
      code: { at: /code, type: ErorCode }
retry:
  attempts: 0
machines:
  Job:
    initial: [NEW]
    states:
      NEW: { kind: pending }
      DONE: { kind: final, outcome: success }
    edges: [NEW -> DON]
lints:
  allow: { backoff-over-ca: Programs try more often }
";

#[test]
fn ten_mistakes_are_ten_findings_in_their_places() {
    let expected = [
        "4:10 unknown-key",
        "5:36 unknown-word",
        "7:3 bad-status",
        "11:38 undeclared-status",
        "12:25 unknown-placeholder",
        "16:19 bad-pointer",
        "23:32 unknown-name",
        "25:13 bad-number",
        "32:20 unknown-name",
        "34:12 unknown-lint",
    ];
    let checked = checked(TEN);
    assert_eq!(found(&checked), expected, "{:#?}", messages(&checked));
    assert!(checked.contract.is_none());
}

#[test]
fn rules_that_need_the_whole_are_checked_beside_broken_entries() {
    let checked = checked(
        "statuses:
  404: { sumary: There is none }
bodies:
  a: { fields: { message: /message } }
  b: { fields: { message: /message, code: /code } }
machines:
  Job:
    initial: NEW
    states: { NEW: { kind: pending }, LOST: { kind: pending }, DONE: { kind: final, outcome: success } }
    edges: [NEW -> DONE, LOST -> DONE]
",
    );
    assert_eq!(found(&checked), ["4:10 unknown-key", "7:3 unreachable-body", "11:39 unreachable-state"]);
}

#[test]
fn findings_of_a_broken_entry_do_not_multiply() {
    let checked = checked(
        "bodies:
  a: { fields: { message: /message, code: { at: /code, type: Cod } } }
  b: { fields: { message: /message, code: /code } }
machines:
  Job:
    initial: NEW
    states: { NEW: { kind: pendin }, DONE: { kind: final, outcome: success } }
    edges: [NEW -> DONE]
retry:
  rules:
    - { when: { code: LOST }, retry: never }
    - { when: { code: GONE }, retry: transient }
",
    );
    assert_eq!(found(&checked), ["4:62 unknown-name", "9:28 unknown-word", "13:23 unknown-name", "14:23 unknown-name"]);
}

#[test]
fn findings_come_in_the_order_of_the_file_and_never_twice() {
    let checked = checked(TEN);
    let spans: Vec<_> = checked.findings.iter().map(|finding| finding.primary.span).collect();
    assert!(spans.is_sorted());
    let mut findings = found(&checked);
    findings.dedup();
    assert_eq!(findings.len(), checked.findings.len());
}
