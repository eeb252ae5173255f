//! A type of the wrong shape still has all items of the derive, so that code using them does not cause further errors.

use std::collections::BTreeSet;

/// The names of functions and constants that are public in a text of Rust.
fn public(text: &str) -> BTreeSet<&str> {
    let lines = text.lines().map(str::trim).filter_map(|line| line.strip_prefix("pub "));
    let names =
        lines.filter_map(|line| line.trim_start_matches("const ").trim_start_matches("fn ").split(['(', '<', ':']).next());
    names.filter(|name| !name.contains([' ', '$'])).collect()
}

#[test]
fn nothing_is_missing() {
    let stand_in = public(include_str!("../../../../macros/src/derive/stand_in.rs"));
    let given = [
        include_str!("../../../../runtime/src/catalog/macros.rs"),
        include_str!("../../../../runtime/src/status_macro.rs"),
        include_str!("../../../../runtime/src/machine/macros.rs"),
    ];
    let facts = include_str!("../../../../runtime/src/facts.rs").split_once("macro_rules!").unwrap().1;
    for text in given {
        let text = format!("{text}\n{facts}");
        let given = public(&text);
        assert!(given.len() > 8, "{given:?}");
        let missing: Vec<_> = given.difference(&stand_in).collect();
        assert!(missing.is_empty(), "a type of the wrong shape has no {missing:?}");
    }
}
