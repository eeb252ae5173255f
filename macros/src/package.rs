//! Files of the package that calls a macro.

use errspec_spec::Loader;
use proc_macro2::TokenStream;
use quote::quote;
use std::path::{Path, PathBuf};

/// Paths are relative to the package.
pub(crate) struct Package {
    root: PathBuf,
}

impl Package {
    pub(crate) fn new() -> Self {
        Self { root: std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default() }
    }
}

impl Loader for Package {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.root.join(path)).map_err(|why| why.to_string())
    }
}

/// Names every file that was read, so that Cargo builds again when one of them changes.
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
