//! The macros of errspec. Use them through the runtime crate: `errspec::include_spec!`.

mod args;
mod include_spec;

use proc_macro::TokenStream;

/// Generates the module of a spec in place, without a build script: the very tokens that the command and the build script write.
///
/// The path is relative to the package. The module is named as the spec's `name`. Editing the spec, or a file it uses, builds the
/// crate again.
///
/// ```ignore
/// errspec::include_spec!("spec/payments.yaml");
/// errspec::include_spec!("spec/payments.yaml", vis = pub(crate), runtime = ::my_errspec, serde = true);
/// ```
///
/// Each finding in the spec is one compile error at the path, with file, line, column and a snippet.
#[proc_macro]
pub fn include_spec(input: TokenStream) -> TokenStream {
    include_spec::expand(input.into()).into()
}
