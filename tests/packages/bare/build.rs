//! Generates contracts with every kind of item.

fn main() -> Result<(), errspec_codegen::Error> {
    let cases = ["jsonrpc", "sqlstate", "preludes", "pointers", "params", "rules", "machines", "words", "statuses", "traps"];
    errspec_codegen::Builder::new().specs(cases.map(|case| format!("../../cases/{case}/spec.yaml"))).compile()
}
