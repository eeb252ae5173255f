//! Catalogs, groups, families.

use crate::common::{Files, contract, error, found, notes, silent, warning};

/// A body that carries the codes, without which their retry facts would have no effect.
const CODES: &str = "bodies: { api: { fields: { code: { at: /code, type: Code } } } }\n";

#[test]
fn a_catalog_has_codes() {
    warning("empty-catalog", "errors:\n  «Code»: { title: Codes }\n");
    error("empty-closed-catalog", "errors:\n  «Code»: { open: false }\n");
    silent("errors:\n  Code: { groups: { all: { prefix: x } } }\n");
    warning("empty-group", "errors:\n  Code: { codes: { A: One }, groups: { «empty»: { category: other } } }\n");
}

#[test]
fn a_catalog_has_a_bounded_number_of_retry_classes() {
    let classes = |count: usize| {
        let code = |at: usize| format!("      C{at}: {{ retry: {{ keep_polling: {at}s }} }}\n");
        format!("errors:\n  «Code»:\n    codes:\n{}{CODES}", (0..count).map(code).collect::<String>())
    };
    silent(&classes(200).replace(['«', '»'], ""));
    error("too-many-classes", &classes(201));
}

#[test]
fn very_many_codes_are_a_warning_and_too_many_an_error() {
    let many = |count: usize| {
        let codes: String = (0..count).map(|at| format!("      C{at}:\n")).collect();
        format!("errors:\n  «Code»:\n    codes:\n{codes}")
    };
    silent(&many(2_000).replace(['«', '»'], ""));
    let finding = warning("many-codes", &many(2_001));
    assert!(finding.message.contains("2001 codes") && notes(&finding).contains("Split"));
    error("too-many-codes", &many(65_001));
}

#[test]
fn a_family_fits_the_kind_of_codes() {
    let finding =
        error("wrong-family", "errors:\n  Code: { wire: integer, groups: { g: { prefix: «\"08\"», codes: { 5: Busy } } } }\n");
    assert!(notes(&finding).contains("mask: 0xff"));
    error("wrong-family", "errors:\n  Code: { groups: { g: { range: «[1, 5]» } } }\n");
    error("wrong-family", "errors:\n  Code: { groups: { g: { mask: «0xff» } } }\n");
    error("empty-text", "errors:\n  Code: { groups: { g: { prefix: «\"\"», codes: { A: One } } } }\n");
    error("mask-without-code", "errors:\n  Code: { wire: integer, groups: { g: { mask: «0x0f», codes: { 261: Busy } } } }\n");
}

#[test]
fn families_lie_apart() {
    error("overlapping-families", "errors:\n  Code: { groups: { a: { prefix: \"08\" }, b: { prefix: «\"08\"» } } }\n");
    silent("errors:\n  Code: { groups: { a: { prefix: \"0\" }, b: { prefix: \"08\" } } }\n");

    let integers = |groups: &str| format!("errors:\n  Code:\n    wire: integer\n    groups:\n{groups}");
    error("overlapping-families", &integers("      a: { range: [1, 5] }\n      b: { range: «[5, 9]» }\n"));
    error("overlapping-families", &integers("      a: { range: «[5, 9]» }\n      b: { range: [-3, 5] }\n"));
    silent(&integers("      a: { range: [1, 4] }\n      b: { range: [5, 9] }\n"));

    let masks = "      a: { mask: 0xff, codes: { 5: Busy } }\n      b: { mask: «0xf», codes: { 6: Full } }\n";
    silent(&integers(&masks.replace(['«', '»'], "")));
    error(
        "overlapping-families",
        &integers(&masks.replace("6: Full", "5: Full").replace("codes: { 5: Busy }", "codes: { 21: Busy }")),
    );
    error(
        "overlapping-families",
        &integers("      a: { range: [1000, 2000] }\n      b: { mask: «0xff», codes: { 5: Busy } }\n"),
    );
    silent(&integers("      a: { range: [1030, 1100] }\n      b: { mask: 0xff, codes: { 5: Busy } }\n"));
    silent(&integers("      a: { range: [-251, -1] }\n      b: { mask: 0xff, codes: { 0: Fine } }\n"));
    error(
        "overlapping-families",
        &integers("      a: { range: [-256, 256] }\n      b: { mask: «0xff», codes: { 0: Fine } }\n"),
    );
}

#[test]
fn a_code_that_looks_like_a_family_stands_in_it() {
    let finding = warning(
        "code-outside-family",
        "errors:\n  Code:\n    groups: { a: { prefix: \"08\" }, b: { prefix: \"0800\" } }\n    codes: { «08006»: Broken }\n",
    );
    assert!(finding.message.contains("`b`"), "the longest prefix: {}", finding.message);
    warning(
        "code-outside-family",
        "errors:\n  Code: { wire: integer, groups: { a: { range: [1, 9] } }, codes: { «5»: Five } }\n",
    );
    silent("errors:\n  Code:\n    groups: { a: { prefix: \"08\" }, b: { codes: { 08006: Deliberately here } } }\n");
    silent("errors:\n  Code: { wire: integer, groups: { a: { range: [1, 9] } }, codes: { -5: Five } }\n");
}

#[test]
fn texts_lead_to_one_code() {
    error("duplicate-code", "errors:\n  Code: { codes: { A: One, B: { aliases: [«A»] } } }\n");
    error("duplicate-code", "errors:\n  Code: { wire: integer, codes: { 31: One, «0x1F»: Two } }\n");
    error("duplicate-code", "errors:\n  Code: { wire: integer, codes: { 31: One, 5: { aliases: [«0x1F»] } } }\n");
    error("bad-number", "errors:\n  Code: { wire: integer, codes: { 31: { aliases: [«x»] } } }\n");
    silent("errors:\n  Code: { codes: { A: One, a: { name: LowerA }, B: { aliases: [AB, \"\\u00e9\"] } } }\n");
}

#[test]
fn params_need_no_placeholder_but_placeholders_params() {
    silent(
        "errors:\n  Code: { codes: { A: { message: Too many, params: { limit: u32, key: { type: string, secret: true } } } } }\n",
    );
    silent(
        "errors:\n  Code: { codes: { A: { message: \"{key} is wrong\", params: { key: { type: string, secret: true } } } } }\n",
    );
    error(
        "unknown-placeholder",
        "errors:\n  Code: { codes: { A: { message: «\"{limt} calls\"», params: { limit: u32 } } } }\n",
    );
    error("unbalanced-brace", "errors:\n  Code: { codes: { A: { message: «\"{limit calls\"», params: { limit: u32 } } } }\n");
}

const BASE: &str = "errspec: 1
errors:
  Closed: { open: false, codes: { A: One } }
  Number: { wire: integer, codes: { 5: Busy } }
";

#[test]
fn what_is_extended_fits() {
    let with = |catalog: &str| {
        let spec = format!("errspec: 1\nname: example\nuse: ./base.yaml\nerrors:\n  Code: {catalog}\n");
        let checked = Files::default().with("spec.yaml", &spec).with("base.yaml", BASE).check("spec.yaml");
        found(&checked)
    };
    assert_eq!(with("{ extends: Closed, codes: { B: Two } }"), ["5:20 extends-closed"]);
    assert_eq!(with("{ extends: Closed, open: false, codes: { B: Two } }"), [""; 0]);
    assert_eq!(with("{ extends: Closed, open: true, codes: { B: Two } }"), [""; 0]);
    assert_eq!(with("{ extends: Number, wire: string, codes: { B: Two } }"), ["5:20 wire-mismatch"]);
    assert_eq!(with("{ extends: [Closed, Number], open: true }")[0], "5:29 wire-mismatch");
    assert_eq!(with("{ extends: Number, codes: { 6: Full } }"), [""; 0]);
    assert_eq!(with("{ extends: Numbr }"), ["5:20 unknown-name"], "nothing follows from a wrong name");
}

#[test]
fn a_catalog_of_ten_thousand_codes_is_checked_as_a_whole() {
    let codes: String =
        (0..10_000).map(|at| format!("      C{at}: {{ summary: Number {at}, status: 400, retry: never }}\n")).collect();
    let text = format!(
        "statuses: {{ 400: Wrong }}\nerrors:\n  Code:\n    codes:\n{codes}{CODES}lints: {{ allow: {{ many-codes: It is a test }} }}\n"
    );
    assert_eq!(contract(&text).catalogs[0].codes.len(), 10_000);
}

#[test]
fn fault_22_a_prefix_is_no_pattern() {
    let prefix = |prefix: &str| format!("errors:\n  Code: {{ groups: {{ g: {{ prefix: «\"{prefix}\"» }} }} }}\n");
    assert_eq!(warning("literal-wildcard", &prefix("08*")).fix.unwrap().replacement, "\"08\"");
    assert_eq!(warning("literal-wildcard", &prefix("ERR_.*")).fix.unwrap().replacement, "\"ERR_\"");
    assert_eq!(warning("literal-wildcard", &prefix("ERR%")).fix.unwrap().replacement, "\"ERR\"");
    assert!(warning("literal-wildcard", &prefix("*")).fix.is_none());
    assert!(warning("literal-wildcard", &prefix("ERR_{code}")).fix.is_none());
    silent(&prefix("ERR.").replace(['«', '»'], ""));
}

#[test]
fn fault_22_a_listed_code_belongs_to_the_family_of_its_group() {
    let texts =
        "errors:\n  Code: { groups: { connection: { prefix: \"08\", codes: { 08006: Broken, «42P01»: No table } } } }\n";
    let finding = warning("code-not-in-family", texts);
    assert_eq!(finding.message, "`42P01` is listed in `connection`, whose codes begin with `08`");
    let integers = |group: &str| format!("errors:\n  Code: {{ wire: integer, groups: {{ g: {{ {group} }} }} }}\n");
    warning("code-not-in-family", &integers("range: [1, 9], codes: { 5: Five, «-5»: Less }"));
    warning("code-not-in-family", &integers("mask: 0xff, codes: { 5: Busy, 261: Recovering, «262»: Full }"));
    silent(&integers("range: [1, 9], codes: { 1: One, 9: Nine }"));
    silent(&integers("mask: 0xff, codes: { 5: Busy, 261: Recovering }"));
    silent("errors:\n  Code: { groups: { g: { codes: { A: One } } } }\n");
    silent(
        "errors:\n  Code: { groups: { g: { prefix: A, codes: { B: One } } } }\nlints: { allow: { code-not-in-family: It is listed so } }\n",
    );
}

#[test]
fn fault_10_a_mask_and_a_range_of_negative_numbers_are_apart() {
    let integers = |groups: &str| format!("errors:\n  Code:\n    wire: integer\n    groups:\n{groups}");
    // -251 has the bits of 5, but a mask claims no negative number.
    silent(&integers("      a: { range: [-300, -1] }\n      b: { mask: 0xff, codes: { 5: Busy } }\n"));
    silent(
        "errors:\n  Code: { wire: integer, groups: { g: { mask: 0xff, codes: { 5: Busy } } }, codes: { -251: { summary: Not one of them, name: Other } } }\nbodies: { api: { fields: { code: { at: /code, type: Code } } } }\n",
    );
    error(
        "mask-without-code",
        "errors:\n  Code: { wire: integer, groups: { g: { mask: «-1», codes: { -5: { summary: Busy, name: Busy } } } } }\n",
    );
}
