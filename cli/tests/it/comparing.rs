//! `errspec generate --check`: whether the existing files are those that would be written.

use crate::folder::{Folder, SHOP};

const CHECK: [&str; 5] = ["generate", "shop.yaml", "--out-dir", "out", "--check"];

fn generated(test: &str) -> Folder {
    let folder = Folder::new(test);
    folder.write("shop.yaml", SHOP);
    assert_eq!(folder.errspec(&["generate", "shop.yaml", "--out-dir", "out"]).code, 0);
    folder
}

#[test]
fn fresh_files_end_well() {
    let folder = generated("fresh_files");
    let run = folder.errspec(&CHECK);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", "2 files are up to date\n"));
}

#[test]
fn a_stale_file_is_shown_as_a_diff_and_not_touched() {
    let folder = generated("a_stale_file");
    folder.write("shop.yaml", &SHOP.replace("OVERLOADED", "SWAMPED"));
    let before = folder.files("out");
    let run = folder.errspec(&CHECK);
    assert_eq!(run.code, 1);
    assert!(run.out.starts_with("--- out/shop.rs\n+++ out/shop.rs\n@@ "), "{}", run.out);
    let line = |sign: char, text: &str| run.out.lines().any(|line| line.starts_with(sign) && line.contains(text));
    assert!(line('-', "OVERLOADED") && line('+', "SWAMPED") && !line('-', "NO_SUCH_PRODUCT"), "{}", run.out);
    assert!(run.err.contains("stale out/shop.rs\n"), "{}", run.err);
    assert_eq!(folder.files("out"), before);
    assert_eq!(folder.errspec(&CHECK[..4]).code, 0);
    assert_eq!(folder.errspec(&CHECK).code, 0);
}

#[test]
fn a_missing_folder_is_not_made() {
    let folder = Folder::new("a_missing_folder");
    folder.write("shop.yaml", SHOP);
    let run = folder.errspec(&CHECK);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("--- /dev/null\n+++ out/shop.rs\n"), "{}", run.out);
    assert!(run.err.contains("missing out/shop.rs\n") && run.err.contains("missing out/mod.rs\n"), "{}", run.err);
    assert!(!folder.path("out").exists());
}

#[test]
fn a_comparison_needs_a_folder() {
    let folder = Folder::new("a_comparison_needs_a_folder");
    folder.write("shop.yaml", SHOP);
    assert_eq!(folder.errspec(&["generate", "shop.yaml", "--check"]).code, 2);
}
