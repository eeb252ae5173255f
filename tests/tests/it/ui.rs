//! What the compiler shows for a wrong use of `include_spec!`. A folder per rule; `TRYBUILD=overwrite` writes what is expected.

use std::path::{Path, PathBuf};

#[test]
fn mistakes_are_shown_at_their_place() {
    // The macro reads specs relative to the package, which is trybuild's own for these.
    let package = trybuild_package();
    for rule in std::fs::read_dir("ui").unwrap() {
        let rule = rule.unwrap().path();
        let specs = std::fs::read_dir(&rule).unwrap().map(|entry| entry.unwrap().path());
        for spec in specs.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")) {
            let to = package.join(&spec);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::copy(&spec, to).unwrap();
        }
    }
    trybuild::TestCases::new().compile_fail("ui/*/*.rs");
}

/// The test's executable stands in `deps` of a profile of the target folder.
fn trybuild_package() -> PathBuf {
    let executable = std::env::current_exe().unwrap();
    let target = executable.ancestors().nth(3).map(Path::to_path_buf).unwrap_or_default();
    target.join("tests/trybuild/errspec-tests")
}
