//! The text of the documentation in a generated module.

use errspec_codegen::{Layout, Module, Options, Output, generate};
use errspec_spec::NoFiles;
use std::path::Path;

fn module(spec: &str) -> Module {
    let spec = format!("errspec: 1\nname: shop\n{spec}");
    let generated = generate("shop.yaml", spec.as_bytes(), &mut NoFiles, &Options::default());
    generated.module.unwrap_or_else(|| panic!("{:?}", generated.findings))
}

/// The lines of documentation above an item, with a blank for each empty one.
fn docs_of(spec: &str, item: &str) -> String {
    let text = module(spec).text;
    let above: Vec<&str> = text.lines().map(str::trim).take_while(|line| *line != item).collect();
    assert!(above.len() < text.lines().count(), "no `{item}` in\n{text}");
    let mut docs: Vec<&str> = above.iter().rev().map_while(|line| line.strip_prefix("///")).map(str::trim).collect();
    docs.reverse();
    docs.join("\n")
}

fn code(facts: &str) -> String {
    docs_of(&format!("errors: {{ E: {{ codes: {{ gone: {{ {facts} }} }} }} }}\n"), "Gone,")
}

#[test]
fn fault_25_the_message_of_a_code_is_in_its_documentation() {
    let said = code("summary: It is gone, message: \"No `{what}` *here*\", params: { what: string }");
    assert!(said.ends_with("\n\nMessage: ``No `{what}` *here*``."), "{said}");
    assert!(code("summary: It is gone, message: Nothing is here").ends_with("\n\nMessage: `Nothing is here`."));
    assert!(!code("summary: It is gone").contains("Message"));
}

#[test]
fn fault_25_the_source_of_a_contract_is_in_its_documentation() {
    let index = |spec: &str| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no such folder");
        Output::plan(&folder, &[module(spec)], Layout::Sources).unwrap().files.pop().unwrap().text
    };
    let spec = "title: The Shop\nsource: \"https://shop.example.com/errors\"\n";
    assert!(
        docs_of(spec, "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]")
            .contains("Source: <https://shop.example.com/errors>.")
    );
    let said = "/// The failure contract of The Shop.\n///\n/// From <https://shop.example.com/errors>.\n#[allow(";
    assert!(index(spec).contains(said), "{}", index(spec));
    assert!(!index("title: The Shop\n").contains("From"));
}

#[test]
fn fault_25_an_action_keeps_its_letters_and_its_code() {
    let action = |action: &str| {
        let said = code(&format!("summary: It is gone, action: \"{action}\""));
        said.rsplit_once("What to do: ").unwrap().1.to_owned()
    };
    assert_eq!(action("Call `refresh_token()` again, then *wait*"), "Call `refresh_token()` again, then \\*wait\\*.");
    assert_eq!(action("GitHub says: retry"), "GitHub says: retry.");
    assert_eq!(action("`a`, `b_c` or `d`"), "`a`, `b_c` or `d`.");
    // One alone opens nothing.
    assert_eq!(action("Press ` and `` twice, or `"), "Press \\` and \\`\\` twice, or \\`.");
    assert_eq!(action("Press ` once"), "Press \\` once.");
}

#[test]
fn fault_25_a_list_of_nothing_is_not_in_the_documentation() {
    for name in ["CREDENTIALS", "CONFLICTS", "ADVICE", "UNSPECIFIED"] {
        assert!(!module("").text.contains(name), "{name}");
    }
    let full = "credentials: { key: { kind: bearer } }\nadvice: [Wait]\nunspecified: [All else]\n\
                conflicts: [{ between: a, and: b, resolution: c }]\n";
    for name in ["CREDENTIALS", "CONFLICTS", "ADVICE", "UNSPECIFIED"] {
        assert!(module(full).text.contains(&format!("pub const {name}: ")), "{name}");
    }
}
