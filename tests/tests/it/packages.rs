//! Each package under `packages` is a user's crate; each is built by itself, so that no feature of another one helps it.

use std::path::Path;
use std::process::Command;

#[test]
fn each_package_builds_by_itself() {
    let mut packages: Vec<String> = std::fs::read_dir("packages")
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("Cargo.toml").exists())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    packages.sort();
    assert!(packages.len() >= 8, "{packages:?}");
    for package in packages {
        cargo(&["check", "--quiet", "--offline", "--package", &format!("errspec-tests-{package}")]);
    }
}

/// Runs cargo on the workspace.
fn cargo(arguments: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(root).output().unwrap();
    assert!(output.status.success(), "cargo {}:\n{}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
}
