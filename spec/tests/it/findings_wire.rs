//! Wire codes keep their source text from the file to the contract.

use crate::common::{self, contract, error, silent};

const TEXTS: [&str; 20] = [
    "08000",
    "1e3",
    "NO",
    "no",
    "null",
    "~",
    "-1",
    "2D000",
    "4.00",
    "0x1F",
    "0o17",
    "1_000",
    "true",
    "Yes",
    ".inf",
    "2020-01-01",
    "12:30:45",
    "A.B-C",
    "with blank",
    "é",
];

#[test]
fn a_code_is_what_is_written_quoted_or_not() {
    for quote in ["", "\"", "'"] {
        let codes: String = TEXTS.iter().map(|text| format!("      {quote}{text}{quote}: {{ summary: One }}\n")).collect();
        let contract = contract(&format!("errors:\n  Code:\n    codes:\n{codes}"));
        let wires: Vec<&str> = contract.catalogs[0].codes.iter().map(|code| code.wire.value.as_str()).collect();
        assert_eq!(wires, TEXTS, "quoted with `{quote}`");
    }
}

#[test]
fn so_are_aliases_states_and_the_texts_of_conditions() {
    let list = TEXTS.join("\", \"");
    let contract = contract(&format!(
        "errors:\n  Code: {{ codes: {{ CODE: {{ aliases: [NO, 1e3, 08000] }}, ALL: {{ aliases: [\"{}\"] }} }} }}\n",
        list.replace("NO\", \"", "").replace("1e3\", \"", "").replace("08000\", \"", "")
    ));
    let aliases: Vec<&str> = contract.catalogs[0].codes[0].aliases.iter().map(|alias| alias.value.as_str()).collect();
    assert_eq!(aliases, ["NO", "1e3", "08000"]);

    let contract = common::contract(
        "machines:
  Job:
    initial: [NO]
    states: { NO: { kind: pending }, 1e3: { kind: final, outcome: success }, -1: { kind: final, outcome: failure } }
    edges: [NO -> 1e3 | -1]
retry:
  rules: [{ when: { status: 409, header: { X-Retry: yes }, field: { /a/b: 4.00 } }, retry: transient }]
  server_says: { at: { header: X-Should-Retry }, yes: true, no: NO }
",
    );
    let states: Vec<&str> = contract.machines[0].states.iter().map(|state| state.wire.value.as_str()).collect();
    assert_eq!(states, ["NO", "1e3", "-1"]);
    let when = &contract.policy.rules[0].when;
    assert_eq!((when.headers[0].test.text(), when.fields[0].test.text()), (Some("yes"), Some("4.00")));
    let says = &contract.policy.server_says[0];
    assert_eq!((says.yes[0].as_str(), says.no[0].as_str()), ("true", "NO"));
}

#[test]
fn integer_codes_are_decimal_on_the_wire() {
    let contract = contract(
        "errors:\n  Code:\n    wire: integer\n    codes: { -32700: One, 0x1F: Two, 0: Three, -0x10: { summary: Four, aliases: [0xff] } }\n",
    );
    let codes = &contract.catalogs[0].codes;
    let wires: Vec<(&str, Option<i64>)> = codes.iter().map(|code| (code.wire.value.as_str(), code.number)).collect();
    assert_eq!(wires, [("-32700", Some(-32700)), ("31", Some(31)), ("0", Some(0)), ("-16", Some(-16))]);
    assert_eq!(codes[3].aliases[0].value, "255");
}

#[test]
fn what_is_no_integer_is_none() {
    for text in ["1e3", "4.00", "08", "NO", "0x", "+1", "9223372036854775808", "\"\""] {
        let finding = common::checked(&format!("errors:\n  Code: {{ wire: integer, codes: {{ {text}: One }} }}\n"));
        assert_eq!(finding.findings[0].rule.slug, if text == "\"\"" { "bad-code" } else { "bad-number" }, "{text}");
    }
    silent("errors:\n  Code: { wire: integer, codes: { 9223372036854775807: One, -9223372036854775808: Two } }\n");
}

#[test]
fn a_code_has_at_most_255_bytes() {
    silent(&format!("errors:\n  Code: {{ codes: {{ {}: Long }} }}\n", "x".repeat(255)));
    error("bad-code", &format!("errors:\n  Code: {{ codes: {{ «{}»: Long }} }}\n", "é".repeat(128)));
    error("bad-code", "errors:\n  Code: { codes: { «\"\"»: Nothing } }\n");
    error("duplicate-key", "errors:\n  Code: { codes: { 08000: One, «\"08000\"»: Two } }\n");
}
