//! What the compiler shows for a mistake: a folder per way in, and in it one per rule. `TRYBUILD=overwrite` writes what is expected.
//!
//! All programs here fail to compile, so their dependencies are checked and not built. One that compiles is an ordinary test elsewhere.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use std::path::{Path, PathBuf};

/// `include_spec!`.
#[test]
fn mistakes_are_shown_at_their_place() {
    for rule in std::fs::read_dir("include_spec").unwrap() {
        let files = std::fs::read_dir(rule.unwrap().path()).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).for_each(|spec| hand_over(&spec));
    }
    trybuild::TestCases::new().compile_fail("include_spec/*/*.rs");
}

/// The derives.
#[test]
fn mistakes_are_shown_at_their_token() {
    hand_over(Path::new("derive/against/spec.yaml"));
    trybuild::TestCases::new().compile_fail("derive/*/*.rs");
}

/// Machines as types.
#[test]
fn what_the_machine_does_not_allow_does_not_compile() {
    trybuild::TestCases::new().compile_fail("typestate/*.rs");
}

/// Copies a spec to where the macros look for it: they read relative to the package, which is trybuild's own for these programs. The
/// test's executable stands in `deps` of a profile of the target folder.
fn hand_over(spec: &Path) {
    let executable = std::env::current_exe().unwrap();
    let target = executable.ancestors().nth(3).map(Path::to_path_buf).unwrap();
    let to: PathBuf = target.join("tests/trybuild/errspec-tests-ui").join(spec);
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    std::fs::copy(spec, to).unwrap();
}
