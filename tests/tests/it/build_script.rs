//! What the build script of this package tells Cargo.

use std::path::Path;

#[test]
fn what_a_build_script_writes_does_not_start_it_again() {
    let out = Path::new(env!("OUT_DIR"));
    let output = std::fs::read_to_string(out.parent().unwrap().join("output")).unwrap();
    let files: Vec<&str> = output.lines().filter_map(|line| line.strip_prefix("cargo:rerun-if-changed=")).collect();
    assert!(files.iter().any(|file| file.ends_with("autoretouch.yaml")), "{files:?}");
    assert!(!files.iter().any(|file| Path::new(file).starts_with(out)), "{files:?}");
}
