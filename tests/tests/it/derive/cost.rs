//! What a user of the derives alone builds.

use std::path::Path;
use std::process::Command;

/// The packages that errspec with these features is built of.
fn packages(features: &str) -> Vec<String> {
    packages_of("errspec", features)
}

fn packages_of(package: &str, features: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let arguments =
        ["tree", "--offline", "--package", package, "--edges", "normal,build", "--prefix", "none", "--format", "{lib}"];
    let output = Command::new(env!("CARGO")).args(arguments).args(["--features", features]).current_dir(root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut packages: Vec<String> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| line.trim_end_matches(" (*)").to_owned()).collect();
    packages.sort();
    packages.dedup();
    packages.retain(|package| !package.is_empty());
    packages
}

#[test]
fn the_derives_build_no_reader_and_no_parser_of_rust() {
    let own = ["errspec", "errspec_codegen", "errspec_core", "errspec_macros", "errspec_spec"];
    let others = ["heck", "proc_macro2", "quote", "unicode_ident"];
    let mut expected = [own.as_slice(), &others].concat();
    expected.sort_unstable();
    assert_eq!(packages("derive"), expected);
}

/// Expanding takes tokens; generating a file takes none.
#[test]
fn a_build_script_builds_no_tokens_and_no_formatter() {
    let expected = ["arraydeque", "errspec_codegen", "errspec_core", "errspec_spec", "granit_parser", "heck", "smallvec"];
    assert_eq!(packages_of("errspec-codegen", "reader"), expected);
}

#[test]
fn without_features_there_are_the_runtime_and_its_core() {
    assert_eq!(packages(""), ["errspec", "errspec_core"]);
    assert!(packages("macros").iter().any(|package| package == "granit_parser"));
}
