//! Tags, keys, prefixes and audiences of codes.

use crate::common::{contract, error, silent, warning};

fn code(catalog: &str) -> String {
    format!("errors:\n  Code: {{ {catalog} }}\nbodies: {{ api: {{ fields: {{ code: {{ at: /code, type: Code }} }} }} }}\n")
}

#[test]
fn tags_are_declared_and_used() {
    error("unknown-name", &code("tags: network, codes: { A: { tags: [network, «netwrok»] } }"));
    error("unknown-name", &code("tags: network, groups: { g: { tags: «net», codes: { A: { tags: network } } } }"));
    error("unknown-name", &code("codes: { A: { tags: «network» } }"));
    warning("unused-tag", &code("tags: [network, «ours»], codes: { A: { tags: network } }"));
    silent(&code("tags: network, groups: { g: { prefix: A, tags: network } }"));
    let rule = |tag: &str| {
        code("tags: network, codes: { A: { tags: network } }")
            + &format!(
                "retry: {{ attempts: 2, backoff: {{ kind: constant, base: 1s }}, rules: [{{ when: {{ tag: {tag} }}, retry: transient }}] }}\n"
            )
    };
    silent(&rule("network"));
    error("unknown-name", &rule("«netwrok»"));
    error("empty-list", &rule("«[]»"));
    error("unknown-key", "bodies: { api: { when: { «tag»: network }, fields: { a: /a } } }\n");
}

#[test]
fn rules_about_tags_are_compared_with_others() {
    let rules = |rules: &str| {
        code("tags: [a, b], codes: { A: { tags: a, retry: never }, B: { tags: [a, b], retry: never }, C: { retry: never } }")
            + &format!("retry:\n  attempts: 2\n  backoff: {{ kind: constant, base: 1s }}\n  rules:\n{rules}")
    };
    error(
        "ambiguous-rule",
        &rules("    - { when: { tag: a }, retry: transient }\n    - { when: { tag: b }, «retry: throttled» }\n")
            .replace("«retry: throttled»", "retry: «throttled»"),
    );
    warning("unreachable-rule", &rules("    - { when: { code: C, tag: a }, retry: «transient» }\n"));
    silent(&rules("    - { when: { code: B, tag: a, method: GET }, retry: transient }\n"));
}

#[test]
fn keys_have_values_of_their_type_that_belong_to_one_code() {
    error("unknown-name", &code("keys: { symbol: string }, codes: { A: { keys: { «symbl»: X } } }"));
    error(
        "repeated-code-key",
        &code("keys: { symbol: string }, codes: { A: { keys: { symbol: X } }, B: { keys: { symbol: «X» } } }"),
    );
    silent(&code(
        "keys: { symbol: { type: string, unique: false } }, codes: { A: { keys: { symbol: X } }, B: { keys: { symbol: X } } }",
    ));
    error("bad-number", &code("keys: { errno: integer }, codes: { A: { keys: { errno: «X» } } }"));
    error(
        "repeated-code-key",
        &code("keys: { errno: integer }, codes: { A: { keys: { errno: 16 } }, B: { keys: { errno: «0x10» } } }"),
    );
    error("unknown-word", &code("keys: { errno: «number» }, codes: { A: One }"));
}

#[test]
fn a_prefix_is_one_of_the_codes() {
    silent(&code("strip: \"acme:\", codes: { \"acme:a\": One, b: Two }"));
    warning("unused-strip", &code("strip: «\"acme/\"», codes: { \"acme:a\": One }"));
}

#[test]
fn the_audience_is_inherited_and_only_codes_have_one() {
    let contract = contract(&code("audience: internal, codes: { A: One, B: { audience: public } }"));
    let internal: Vec<bool> = contract.catalogs[0].codes.iter().map(|code| code.facts.is_internal()).collect();
    assert_eq!(internal, [true, false]);
    error("unknown-key", "statuses: { 404: { «audience»: internal } }\n");
    error("unknown-word", &code("audience: «private», codes: { A: One }"));
}

#[test]
fn groups_in_groups_have_names_of_their_own_and_codes_of_their_families() {
    silent(&code("groups: { a: { groups: { b: { codes: { A: One } } } } }"));
    error(
        "duplicate-key",
        &code("groups: { a: { groups: { b: { codes: { A: One } } } }, c: { groups: { «b»: { codes: { B: Two } } } } }"),
    );
    warning("empty-group", &code("groups: { a: { codes: { A: One }, groups: { «b»: {} } } }"));
    warning("code-not-in-family", &code("groups: { a: { prefix: A_, groups: { b: { codes: { «B_1»: One } } } } }"));
    error("unknown-key", &code("groups: { a: { groups: { b: { «extends»: c, codes: { A: One } } } } }"));
    let contract = contract(&code("groups: { a: { category: gone, groups: { b: { retry: never, codes: { A: One } } } } }"));
    let code = &contract.catalogs[0].codes[0];
    assert_eq!((code.group, contract.catalogs[0].groups[1].within), (Some(1), Some(0)));
    assert_eq!(code.facts.category.value.as_str(), "gone");
}

#[test]
fn a_field_reads_codes_by_a_unique_key() {
    let field = |kind: &str| {
        format!(
            "errors:\n  Errno: {{ keys: {{ symbol: string, class: {{ type: string, unique: false }} }}, codes: {{ a: {{ keys: {{ symbol: A, class: x }} }} }} }}\n\
             bodies: {{ api: {{ fields: {{ code: {{ at: /code, type: {kind} }} }} }} }}\n"
        )
    };
    silent(&field("Errno.symbol"));
    error("unknown-name", &field("«Errno.symbl»"));
    error("unknown-name", &field("«Ernno.symbol»"));
    error("shared-key", &field("«Errno.class»"));
}

#[test]
fn parameters_have_places_forms_and_defaults_of_their_types() {
    let param = |param: &str| code(&format!("codes: {{ A: {{ message: \"{{n}}\", params: {{ n: {param} }} }} }}"));
    silent(&param("{ type: duration, at: [{ header: X }, /n], form: delay-seconds, default: 5 }"));
    silent(&param("{ type: string, at: { items: /a, where: { /b: c }, member: /n }, after: \"=\", secret: true }"));
    error("unused-key", &param("{ type: integer, form: «delay-seconds» }"));
    error("unknown-word", &param("{ type: duration, form: «http-date» }"));
    error("unknown-word", &param("«durations»"));
    error("missing-key", &param("«{» type: integer, after: \"=\" }"));
    error("bad-default", &param("{ type: u32, at: /n, default: «-1» }"));
    error("bad-default", &param("{ type: duration, at: /n, default: «soon» }"));
    error("unknown-key", &param("{ type: u32, «optional»: true }"));
}
