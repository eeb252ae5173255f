//! `include_spec!`: the generator behind a macro. Its output is text, so the compiler's own tokens are all that it needs.

use super::args::Args;
use super::package::{package, tracked};
use errspec_codegen::{Generated, MODULE_LINTS, generate};
use errspec_spec::Loader;
use errspec_spec::diag::{Severity, render};
use proc_macro::{Group, Span, TokenStream, TokenTree};

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
    let mut items = tracked(&generated.files).parse().unwrap_or_default();
    module(args, &generated, &mut items);
    items
}

/// Adds the module with the warnings, or the errors. Each has file, line and column with a snippet, and is shown at the path argument.
fn module(args: Args, generated: &Generated, items: &mut TokenStream) {
    let of = |severity| generated.findings.iter().filter(move |finding| finding.rule.severity == severity);
    let text = |finding| render::embedded(&generated.sources, finding);
    let Some(module) = &generated.module else {
        items.extend(of(Severity::Error).map(|finding| compile_error(&text(finding), args.span)));
        return;
    };
    items.extend(of(Severity::Warning).map(|finding| warning(&text(finding), args.span)));
    let body = format!("mod {} {{\n{}\n}}", module.name, module.text);
    let (Ok(head), Ok(body)) =
        (format!("#[doc = {:?}] {MODULE_LINTS}", module.summary).parse::<TokenStream>(), body.parse::<TokenStream>())
    else {
        items.extend(compile_error("the generated module is not valid Rust; please report this with your spec", args.span));
        return;
    };
    items.extend([head, args.vis, body]);
}

fn compile_error(message: &str, span: Span) -> TokenStream {
    at(span, &format!("::core::compile_error! {{ {message:?} }}"))
}

/// A warning on stable Rust: a deprecated constant that is used. The lint `deprecated` considers the location of the use, so it points to
/// the user's text and respects `allow` there.
fn warning(message: &str, span: Span) -> TokenStream {
    let item = format!(
        "const _: () = {{ mod errspec {{ #[deprecated(note = {message:?})] pub(super) const WARNING: () = (); }} errspec::WARNING }};"
    );
    at(span, &item)
}

/// The text as tokens of this place.
fn at(span: Span, text: &str) -> TokenStream {
    placed(text.parse().unwrap_or_default(), span)
}

fn placed(tokens: TokenStream, span: Span) -> TokenStream {
    let place = |token| {
        let mut token = match token {
            TokenTree::Group(group) => TokenTree::Group(Group::new(group.delimiter(), placed(group.stream(), span))),
            other => other,
        };
        token.set_span(span);
        token
    };
    tokens.into_iter().map(place).collect()
}
