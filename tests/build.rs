//! Generates the contracts of the five APIs and of every case: each file under `cases` that has a name, and one of 2,000 codes
//! that is written here.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=cases");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let two_thousand = out.join("two_thousand.yaml");
    std::fs::write(&two_thousand, two_thousand_codes())?;
    let mut specs = Vec::new();
    named(Path::new("cases"), &mut specs)?;
    named(Path::new("../spec/apis"), &mut specs)?;
    specs.push(two_thousand);
    specs.sort();
    errspec_codegen::Builder::new().specs(specs).compile()?;
    std::fs::write(out.join("contracts.rs"), contracts(&std::fs::read_to_string(out.join("mod.rs"))?))?;
    Ok(())
}

/// The contract and the name of every module that was generated.
fn contracts(index: &str) -> String {
    let names = index.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let contracts: String = names.clone().map(|name| format!("    &{name}::CONTRACT,\n")).collect();
    let names: String = names.map(|name| format!("{name} ")).collect();
    format!(
        "/// Every contract here.\npub static CONTRACTS: &[&errspec::Contract] = &[\n{contracts}];\n
/// Gives the names of their modules to a macro.\n#[macro_export]\nmacro_rules! each_contract {{\n    ($macro:ident) => {{ $macro! {{ {names}}} }};\n}}\n"
    )
}

/// A file without a name can only be used by another.
fn named(folder: &Path, specs: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            named(&path, specs)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml")
            && std::fs::read_to_string(&path)?.contains("\nname: ")
        {
            specs.push(path);
        }
    }
    Ok(())
}

/// Codes in twenty groups of a hundred; `tests/it/lookup.rs` and the case's own test know how they are made.
fn two_thousand_codes() -> String {
    let mut spec = String::from("errspec: 1\nname: two_thousand\ntitle: A large API\nerrors:\n  BigCode:\n    groups:\n");
    for group in 0..20 {
        let _ = writeln!(spec, "      g{group}:\n        title: Group {group}\n        prefix: G{group}_\n        codes:");
        for code in 0..100 {
            let class = ["never", "transient", "throttled", "inspect"][code % 4];
            let _ = writeln!(
                spec,
                "          G{group}_C{code}: {{ summary: Code {code} of group {group}, retry: {class}, aliases: [g{group}-{code}] }}"
            );
        }
    }
    spec
}
