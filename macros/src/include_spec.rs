//! `include_spec!`: the generator behind a macro.

use super::args::Args;
use super::package::{package, tracked};
use super::warning;
use errspec_codegen::{Generated, MODULE_LINTS, generate};
use errspec_spec::Loader;
use errspec_spec::diag::{Severity, render};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let args = match Args::parse(input) {
        Ok(args) => args,
        Err((message, span)) => return compile_error(&message, span),
    };
    let mut package = package();
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

/// The module with the warnings, or the errors. Each has file, line and column with a snippet, and is shown at the path argument.
fn module(args: &Args, generated: &Generated) -> TokenStream {
    let of = |severity| generated.findings.iter().filter(move |finding| finding.rule.severity == severity);
    let text = |finding| render::embedded(&generated.sources, finding);
    let Some(module) = &generated.module else {
        return of(Severity::Error).map(|finding| compile_error(&text(finding), args.span)).collect();
    };
    let warnings = of(Severity::Warning).map(|finding| warning::at(args.span, args.span, &TokenStream::new(), &text(finding)));
    let warnings: TokenStream = warnings.collect();
    let Ok(items) = module.text.parse::<TokenStream>() else {
        return compile_error("the generated module is not valid Rust; please report this with your spec", args.span);
    };
    let lints = MODULE_LINTS.parse::<TokenStream>().unwrap_or_default();
    let (vis, name, summary) = (&args.vis, Ident::new(&module.name, Span::call_site()), &module.summary);
    quote! {
        #warnings
        #[doc = #summary]
        #lints
        #vis mod #name {
            #items
        }
    }
}

fn compile_error(message: &str, span: Span) -> TokenStream {
    quote_spanned!(span=> ::core::compile_error! { #message })
}
