//! Names that are not possible: each is a finding at its location with a fix, and never Rust that does not compile.

use errspec_codegen::{Options, generate};
use errspec_spec::NoFiles;

/// The findings as `line:column slug`.
fn found(spec: &str) -> Vec<String> {
    let generated = generate("x.yaml", format!("errspec: 1\n{spec}").as_bytes(), &mut NoFiles, &Options::default());
    let place = |finding: &errspec_spec::diag::Diagnostic| {
        let place = generated.sources.place(finding.primary.span).to_string();
        format!("{} {}", place.trim_start_matches("x.yaml:"), finding.rule.slug)
    };
    let found: Vec<String> = generated.findings.iter().map(place).collect();
    assert_eq!(generated.module.is_some(), found.is_empty(), "{found:?}");
    found
}

#[test]
fn keywords_are_no_names() {
    assert_eq!(found("name: type\n"), ["2:7 reserved-name"]);
    assert_eq!(found("name: mod\n"), ["2:7 reserved-name"]);
    assert_eq!(found("name: a\nerrors:\n  E: { codes: { x: { name: Self } } }\n"), ["4:28 reserved-name"]);
    assert_eq!(found("name: a\nstatuses:\n  404: { name: fn }\n"), ["4:16 reserved-name"]);
    assert_eq!(
        found("name: a\nerrors:\n  E: { codes: { fn: A, Self: B, type: C } }\n"),
        [""; 0],
        "converted ones are never keywords"
    );
}

#[test]
fn fault_11_a_contract_is_called_as_a_file_can_be() {
    for name in ["lib", "main", "aux", "con", "nul", "prn", "com0", "lpt9"] {
        assert_eq!(found(&format!("name: {name}\n")), ["2:7 reserved-name"], "{name}");
    }
    for name in ["library", "com", "com10", "auxiliary"] {
        assert_eq!(found(&format!("name: {name}\n")), [""; 0], "{name}");
    }
    assert_eq!(found(&format!("name: {}\n", "a".repeat(101))), ["2:7 bad-name"]);
}

#[test]
fn two_texts_of_one_name() {
    assert_eq!(
        found("name: a\nerrors:\n  E:\n    codes:\n      card-declined: A\n      card_declined: B\n"),
        ["7:7 name-collision"]
    );
    assert_eq!(found("name: a\nerrors:\n  E: { codes: { x: { name: Y }, y: B } }\n"), ["4:33 name-collision"]);
    assert_eq!(
        found("name: a\nerrors:\n  my_code: { codes: { x: A } }\n  MyCode: { codes: { x: A } }\n").len(),
        2,
        "the type and its table"
    );
    let list = "name: a\nbodies:\n  b: { fields: { f: { at: /f, type: { list: { a-b: json, a_b: json } } } } }\n";
    assert_eq!(found(list), ["4:58 name-collision"]);
}

#[test]
fn texts_without_a_name() {
    assert_eq!(found("name: a\nerrors:\n  E: { codes: { \"!\": A } }\n"), ["4:17 no-name"]);
    assert_eq!(
        found("name: a\nbodies:\n  b: { fields: { f: { at: /f, type: { list: { \"$\": json } } } } }\n"),
        ["4:47 no-name"]
    );
    let long = format!("name: a\nerrors:\n  E: {{ codes: {{ \"{}\": A }} }}\n", "7".repeat(252));
    assert_eq!(found(&long), ["4:17 no-name"], "256 letters with the prefix");
}

#[test]
fn what_every_module_has_is_reserved() {
    for name in ["Api", "ApiError", "Status", "Body"] {
        assert_eq!(found(&format!("name: a\nerrors:\n  {name}: {{ codes: {{ x: A }} }}\n")), ["4:3 reserved-name"]);
    }
    for name in ["RETRY", "CONTRACT", "ADVICE"] {
        let machine = format!(
            "name: a\nmachines:\n  {name}: {{ initial: [a], states: {{ a: {{ kind: pending }}, b: {{ kind: final, outcome: success }} }}, edges: [a -> b] }}\n"
        );
        assert_eq!(found(&machine), ["4:3 reserved-name"], "a machine's marker is a value too");
    }
    assert_eq!(found("name: a\nstatuses:\n  404: { name: Other }\n"), ["4:3 reserved-name"]);
    assert_eq!(found("name: a\nbodies:\n  unknown: { fields: { m: /m } }\n"), ["4:3 reserved-name"]);
    assert_eq!(found("name: a\noperations:\n  all: { method: GET }\n"), ["4:3 reserved-name"]);
}

#[test]
fn a_state_as_a_type_hides_no_type_of_what_states_carry() {
    let machine = |typestate: bool| {
        format!(
            "name: a\nmachines:\n  Job:\n    typestate: {typestate}\n    observe: {{ at: /s }}\n    initial: big\n    states:\n      \
             big: {{ kind: pending, name: u32 }}\n      done: {{ kind: final, outcome: success, payload: {{ pages: u32 }} }}\n    \
             edges: [big -> done]\n"
        )
    };
    assert_eq!(found(&machine(true)), ["9:7 reserved-name"]);
    assert_eq!(found(&machine(false)), [""; 0]);
}

/// What of a module is one name only if `name` is followed as advised: the spec, the finding, and the cure with what then is generated.
#[test]
fn fault_21_the_name_that_a_finding_asks_for_is_a_key_there() {
    let machine = |name: &str, keys: &str| {
        format!(
            "  {name}: {{ {keys}initial: a, states: {{ a: {{ kind: pending }}, b: {{ kind: final, outcome: success }} }}, edges: [a -> b] }}\n"
        )
    };
    let typed = |member: &str| {
        format!(
            "machines:\n  Job: {{ typestate: true, initial: a, states: {{ a: {{ kind: pending }}, b: {{ kind: final, outcome: success, payload: \
             {{ a-b: string, {member} }} }} }}, edges: [a -> b] }}\n"
        )
    };
    let list = |member: &str| {
        format!("bodies:\n  b: {{ fields: {{ f: {{ at: /f, type: {{ list: {{ a-b: json, {member} }} }} }} }} }}\n")
    };
    let params = |param: &str| {
        format!("errors:\n  E: {{ codes: {{ x: {{ message: \"{{a-b}}{{a_b}}\", params: {{ a-b: u32, {param} }} }} }} }}\n")
    };
    let cases = [
        (
            "errors:\n  Status: { codes: { x: A } }\n".to_owned(),
            "errors:\n  Status: { name: JobStatus, codes: { x: A } }\n".to_owned(),
            "enum JobStatus",
        ),
        (
            "errors:\n  my_code: { codes: { x: A } }\n  MyCode: { codes: { x: A } }\n".to_owned(),
            "errors:\n  my_code: { codes: { x: A } }\n  MyCode: { name: OtherCode, codes: { x: A } }\n".to_owned(),
            "enum OtherCode",
        ),
        (
            format!("machines:\n{}", machine("Api", "")),
            format!("machines:\n{}", machine("Api", "name: Gateway, ")),
            "enum GatewayState",
        ),
        (
            "operations:\n  all: { method: GET }\n".to_owned(),
            "operations:\n  all: { method: GET, name: LIST_ALL }\n".to_owned(),
            "LIST_ALL",
        ),
        (
            "operations:\n  get-job: { method: GET }\n  get_job: { method: POST }\n".to_owned(),
            "operations:\n  get-job: { method: GET }\n  get_job: { method: POST, name: fetch_job }\n".to_owned(),
            "FETCH_JOB",
        ),
        (
            "health:\n  all: { path: /health }\n".to_owned(),
            "health:\n  all: { path: /health, name: WHOLE }\n".to_owned(),
            "WHOLE",
        ),
        (
            "bodies:\n  unknown: { fields: { m: /m } }\n".to_owned(),
            "bodies:\n  unknown: { name: Strange, fields: { m: /m } }\n".to_owned(),
            "struct StrangeBody",
        ),
        (list("a_b: json"), list("a_b: { type: json, name: other }"), "other:"),
        (params("a_b: u32"), params("a_b: { type: u32, name: other }"), "other:"),
        (typed("a_b: string"), typed("a_b: { type: string, name: other }"), "other:"),
    ];
    for (wrong, right, generated) in cases {
        let findings = found(&format!("name: a\n{wrong}"));
        assert!(
            findings.iter().all(|finding| finding.ends_with("name-collision") || finding.ends_with("reserved-name")),
            "{findings:?}"
        );
        assert!(!findings.is_empty(), "{wrong}");
        assert_eq!(found(&format!("name: a\n{right}")), [""; 0], "{right}");
        let spec = format!("errspec: 1\nname: a\n{right}");
        let module = generate("x.yaml", spec.as_bytes(), &mut NoFiles, &Options::default()).module.unwrap().text;
        assert!(module.contains(generated), "{generated} is not in\n{module}");
    }
}
