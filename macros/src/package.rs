//! The files of the package that calls a macro.

use errspec_codegen::disk::Disk;
use std::path::Path;

/// Paths are relative to the package.
pub(crate) fn package() -> Disk {
    Disk::new(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default())
}

/// Items that name all files that were read, so that Cargo rebuilds when one of them changes.
pub(crate) fn tracked(files: &[String]) -> String {
    let mut items = String::new();
    for file in files {
        let path = if Path::new(file).is_absolute() {
            format!("{file:?}")
        } else {
            format!("::core::concat!(::core::env!(\"CARGO_MANIFEST_DIR\"), {:?})", format!("/{file}"))
        };
        items += &format!("const _: &[::core::primitive::u8] = ::core::include_bytes!({path});\n");
    }
    items
}
