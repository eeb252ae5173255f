//! The output of the emitters for small specs. `ERRSPEC_BLESS=1` writes the files.

use errspec_codegen::{Options, generate};
use errspec_spec::NoFiles;
use similar::{ChangeTag, TextDiff};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens")
}

/// The lines that differ, with those around them.
fn difference(expected: &str, now: &str) -> String {
    let diff = TextDiff::from_lines(expected, now);
    let mut text = String::new();
    for change in diff.grouped_ops(2).iter().flatten().flat_map(|op| diff.iter_changes(op)) {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        text.push(sign);
        text.push_str(change.value());
    }
    text
}

fn golden(rule: &str) {
    let (spec, expected) = (folder().join(format!("{rule}.yaml")), folder().join(format!("{rule}.rs")));
    let bytes = std::fs::read(&spec).unwrap();
    let generated = generate(&format!("{rule}.yaml"), &bytes, &mut NoFiles, &Options::default());
    assert!(generated.findings.is_empty(), "{rule}: {:?}", generated.findings);
    let now = generated.module.unwrap().text;
    if std::env::var_os("ERRSPEC_BLESS").is_some() {
        std::fs::write(&expected, &now).unwrap();
    }
    let expected = std::fs::read_to_string(&expected).unwrap_or_default();
    assert!(now == expected, "{rule}: with ERRSPEC_BLESS=1 it is written anew\n{}", difference(&expected, &now));
}

macro_rules! goldens {
    ($($rule:ident)*) => {
        $(#[test]
        fn $rule() {
            golden(stringify!($rule));
        })*

        const RULES: &[&str] = &[$(stringify!($rule)),*];
    };
}

goldens! { status_enum catalog integer_catalog body policy machine params operations }

#[test]
fn no_golden_is_left_over() {
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let (stem, extension) = (path.file_stem().unwrap().to_string_lossy(), path.extension().unwrap().to_string_lossy());
        assert!(!matches!(&*extension, "rs" | "yaml") || RULES.contains(&&*stem), "{}", path.display());
    }
}
