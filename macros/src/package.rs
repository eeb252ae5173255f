//! The files of the package that calls a macro.

use errspec_codegen::disk::Disk;
use proc_macro2::TokenStream;
use quote::quote;
use std::path::Path;

/// Paths are relative to the package.
pub(crate) fn package() -> Disk {
    Disk::new(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default())
}

/// Names all files that were read, so that Cargo rebuilds when one of them changes.
pub(crate) fn tracked(files: &[String]) -> TokenStream {
    let each = files.iter().map(|file| {
        let path = if Path::new(file).is_absolute() {
            quote!(#file)
        } else {
            let path = format!("/{file}");
            quote!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #path))
        };
        quote! {
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
        }
    });
    each.collect()
}
