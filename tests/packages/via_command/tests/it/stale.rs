//! The files that are kept are those that the generator would write now. `ERRSPEC_BLESS=1` writes them.

use errspec_codegen::{Layout, Options, Output, generate};
use std::path::Path;

#[test]
fn kept_files_are_not_stale() {
    let spec = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/spec/payments.yaml")).unwrap();
    let generated = generate("spec/payments.yaml", &spec, &mut errspec_spec::NoFiles, &Options::default());
    let module = generated.module.unwrap_or_else(|| panic!("{:?}", generated.findings));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/contracts");
    let output = Output::plan(&folder, &[module], Layout::Sources).unwrap();
    if std::env::var_os("ERRSPEC_BLESS").is_some() {
        output.write().unwrap();
    }
    for file in &output.files {
        let kept = std::fs::read_to_string(&file.path).unwrap();
        assert!(
            kept == file.text,
            "{} is stale: run `ERRSPEC_BLESS=1 cargo test -p errspec-tests-via_command --test it stale`",
            file.path.display()
        );
    }
}
