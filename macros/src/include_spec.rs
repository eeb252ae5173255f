//! `include_spec!`: the generator behind a macro.

use crate::args::Args;
use crate::package::{Package, tracked};
use errspec_codegen::{Generated, generate};
use errspec_spec::Loader;
use errspec_spec::diag::{Severity, render};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let args = match Args::parse(input) {
        Ok(args) => args,
        Err((message, span)) => return compile_error(&message, span),
    };
    let mut package = Package::new();
    let bytes = match package.load(&args.path) {
        Ok(bytes) => bytes,
        Err(why) => {
            return compile_error(&format!("cannot read `{}`: {why}; paths are relative to the package", args.path), args.span);
        }
    };
    let generated = generate(&args.path, &bytes, &mut package, &args.options);
    let tracked = tracked(&generated.files);
    let module = module(&args, &generated);
    quote!(#tracked #module)
}

/// The module, or an error per finding: file, line and column with a snippet, shown at the path.
fn module(args: &Args, generated: &Generated) -> TokenStream {
    let Some(module) = &generated.module else {
        let errors = generated.findings.iter().filter(|finding| finding.severity == Severity::Error);
        return errors.map(|finding| compile_error(&render::embedded(&generated.sources, finding), args.span)).collect();
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

fn compile_error(message: &str, span: Span) -> TokenStream {
    quote_spanned!(span=> ::core::compile_error! { #message })
}
