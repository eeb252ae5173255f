//! Writes the specs to be measured, and generates their modules and the equivalents that one would write by hand.

#[path = "build/answers.rs"]
mod answers;
#[path = "build/catalogs.rs"]
mod catalogs;
#[path = "build/failures.rs"]
mod failures;
#[path = "build/lists.rs"]
mod lists;
#[path = "build/machines.rs"]
mod machines;
#[path = "build/spec.rs"]
mod spec;

use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=build");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let specs = [machines::specs(&out)?, catalogs::specs(&out)?, failures::specs(&out)?, answers::specs(&out)?].concat();
    errspec_codegen::Builder::new().specs(specs).compile()?;
    Ok(())
}

/// Writes a file to the output folder, unless it has this content already, because Cargo watches the specs.
fn write(out: &Path, name: &str, text: &str) -> std::io::Result<PathBuf> {
    let path = out.join(name);
    if !std::fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
        std::fs::write(&path, text)?;
    }
    Ok(path)
}
