//! Generates contracts whose codes are Serialize and Deserialize.

fn main() -> Result<(), errspec_codegen::Error> {
    let cases = ["jsonrpc", "sqlstate", "only_codes"];
    errspec_codegen::Builder::new().specs(cases.map(|case| format!("../../cases/{case}/spec.yaml"))).serde(true).compile()
}
