//! Generates the module `orders` from the contract.

fn main() -> Result<(), errspec_codegen::Error> {
    errspec_codegen::Builder::new().spec("spec/orders.yaml").compile()
}
