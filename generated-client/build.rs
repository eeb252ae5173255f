//! Generates the five APIs from their specs.

fn main() -> Result<(), errspec_codegen::Error> {
    let apis = ["autoretouch", "media_tasks", "jobs", "vision", "images"];
    errspec_codegen::Builder::new().specs(apis.map(|api| format!("../spec/apis/{api}.yaml"))).compile()
}
