//! Generates the module `reports`.

fn main() -> Result<(), errspec_codegen::Error> {
    errspec_codegen::Builder::new().spec("spec/reports.yaml").compile()
}
