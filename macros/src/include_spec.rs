//! `include_spec!`: the generator behind a macro.

use crate::args::Args;
use errspec_codegen::{Generated, generate};
use errspec_spec::Loader;
use errspec_spec::diag::{Severity, render};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use std::path::PathBuf;

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let args = match Args::parse(input) {
        Ok(args) => args,
        Err((message, span)) => return compile_error(&message, span),
    };
    let mut package = Package::new();
    let bytes = match package.load(&args.path) {
        Ok(bytes) => bytes,
        Err(why) => return compile_error(&format!("cannot read `{}`: {why}; paths are relative to the package", args.path), args.span),
    };
    let generated = generate(&args.path, &bytes, &mut package, &args.options);
    let tracked = tracked(&generated.files);
    let module = module(&args, &generated);
    quote!(#tracked #module)
}

/// The module, or an error per finding.
fn module(args: &Args, generated: &Generated) -> TokenStream {
    let Some(module) = &generated.module else {
        let errors = generated.findings.iter().filter(|finding| finding.severity == Severity::Error);
        return errors.map(|finding| compile_error(&message(generated, finding), args.span)).collect();
    };
    let Ok(items) = module.text.parse::<TokenStream>() else {
        return compile_error("the generated module is no Rust; please report this with your spec", args.span);
    };
    let (vis, name, summary) = (&args.vis, Ident::new(&module.name, Span::call_site()), &module.summary);
    quote! {
        #[doc = #summary]
        #vis mod #name {
            #items
        }
    }
}

/// `path:line:col` first, so that editors can jump there, then the snippet.
fn message(generated: &Generated, finding: &errspec_spec::diag::Diagnostic) -> String {
    let place = generated.sources.place(finding.primary.span);
    let snippet = render::human(&generated.sources, std::slice::from_ref(finding), false);
    format!("{place}: {}\n\n{}", finding.message, snippet.trim_end())
}

/// Names every file that was read, so that Cargo builds again when one of them changes.
fn tracked(files: &[String]) -> TokenStream {
    let each = files.iter().map(|file| {
        let path = format!("/{file}");
        quote! {
            const _: &[u8] = ::core::include_bytes!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #path));
        }
    });
    each.collect()
}

fn compile_error(message: &str, span: Span) -> TokenStream {
    quote_spanned!(span=> ::core::compile_error! { #message })
}

/// Files relative to the package that calls the macro.
struct Package {
    root: PathBuf,
}

impl Package {
    fn new() -> Self {
        Self { root: std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default() }
    }
}

impl Loader for Package {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.root.join(path)).map_err(|why| why.to_string())
    }
}
