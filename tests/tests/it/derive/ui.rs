//! What the compiler shows for a wrong use of a derive, and that a warning is no more than that. A folder per rule; `TRYBUILD=overwrite`
//! writes what is expected.

use std::path::Path;

#[test]
fn mistakes_are_shown_at_their_token() {
    // Specs are read relative to the package, which is trybuild's own for these.
    let executable = std::env::current_exe().unwrap();
    let package = executable.ancestors().nth(3).map(|target| target.join("tests/trybuild/errspec-tests")).unwrap();
    let spec = Path::new("ui_derive/against/spec.yaml");
    let to = package.join(spec);
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    std::fs::copy(spec, to).unwrap();
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui_derive/*/*.rs");
    cases.pass("ui_warned/*.rs");
}
