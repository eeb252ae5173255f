//! Warnings on stable Rust: a deprecated constant that is used at the tokens in question. The lint `deprecated` considers the location of
//! the use, so it points to the user's text and respects `allow` there.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// A warning that spans from the first token to the last. Both are the user's, because items made by a derive never cause warnings.
pub(super) fn at(first: Span, last: Span, attributes: &TokenStream, message: &str) -> TokenStream {
    let (errspec, warning) = (Ident::new("errspec", first), Ident::new("WARNING", last));
    quote! {
        #attributes
        const _: () = {
            mod errspec {
                #[deprecated(note = #message)]
                pub(super) const WARNING: () = ();
            }
            #errspec::#warning
        };
    }
}
