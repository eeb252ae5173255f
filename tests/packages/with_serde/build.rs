//! Generates contracts whose codes are Serialize and Deserialize.

fn main() -> Result<(), errspec_codegen::Error> {
    let cases = ["jsonrpc", "sqlstate", "only_codes", "pointers"].map(|case| format!("../../cases/{case}/spec.yaml"));
    errspec_codegen::Builder::new().specs(cases).spec("../../../spec/apis/vision.yaml").serde(true).compile()
}
