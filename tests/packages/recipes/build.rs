//! Takes the contracts out of the blocks of the recipes, and generates them.

use std::path::PathBuf;

const PAGE: &str = "../../../spec/RECIPES.md";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed={PAGE}");
    let page = std::fs::read_to_string(PAGE)?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let mut specs = Vec::new();
    for block in page.split("```yaml\n").skip(1).filter_map(|block| block.split("```").next()) {
        let name = block.lines().find_map(|line| line.strip_prefix("name: ")).ok_or("a recipe has no name")?;
        let spec = out.join(format!("{name}.yaml"));
        std::fs::write(&spec, block)?;
        specs.push(spec);
    }
    Ok(errspec_codegen::Builder::new().specs(specs).compile()?)
}
