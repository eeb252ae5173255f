//! Tokens as the user wrote them.

use errspec_spec::lists::IntoVec;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The tokens without the invisible groups that macros put around their arguments.
pub(super) fn flat(tokens: TokenStream) -> Vec<TokenTree> {
    let open = |token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => flat(group.stream()),
        other => vec![other],
    };
    tokens.into_iter().flat_map(open).into_vec()
}
