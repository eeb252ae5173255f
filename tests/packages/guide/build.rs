//! Takes the contract and the Rust of the GUIDE out of its blocks, and generates the contract.

use std::path::PathBuf;

const PAGE: &str = "../../../spec/GUIDE.md";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed={PAGE}");
    let page = std::fs::read_to_string(PAGE)?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let spec = out.join("shop.yaml");
    std::fs::write(&spec, blocks(&page, "yaml").collect::<String>())?;
    // Items only: the others are statements, which the documentation tests run.
    let rust = blocks(&page, "rust").filter(|block| block.contains("\npub fn "));
    std::fs::write(out.join("page.rs"), rust.collect::<String>())?;
    Ok(errspec_codegen::Builder::new().spec(spec).compile()?)
}

/// The fenced blocks of a language.
fn blocks<'p>(page: &'p str, language: &str) -> impl Iterator<Item = &'p str> {
    let fence = format!("```{language}\n");
    let opened: Vec<&str> = page.split(&fence).skip(1).collect();
    opened.into_iter().filter_map(|block| block.split("```").next())
}
