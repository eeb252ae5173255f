//! Generates the module `shop`.

fn main() -> Result<(), errspec_codegen::Error> {
    errspec_codegen::Builder::new().spec("spec/shop.yaml").compile()
}
