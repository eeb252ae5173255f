//! Generates the module `orders` from the contract of the service.

fn main() -> Result<(), errspec_codegen::Error> {
    errspec_codegen::Builder::new().spec("../axum-service/spec/orders.yaml").compile()
}
