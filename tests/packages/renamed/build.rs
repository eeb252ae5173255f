//! Generates the contract for a runtime of another name.

fn main() -> Result<(), errspec_codegen::Error> {
    errspec_codegen::Builder::new().spec("spec/payments.yaml").runtime("::my_errspec").compile()
}
