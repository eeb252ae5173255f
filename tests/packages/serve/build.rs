//! Generates the module `tickets`.

fn main() -> Result<(), errspec_codegen::Error> {
    errspec_codegen::Builder::new().spec("spec/tickets.yaml").compile()
}
