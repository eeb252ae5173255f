//! From pieces to the text of a file: item by item, with blank lines between.

use proc_macro2::TokenStream;

/// One item or a few that belong together.
pub(super) enum Piece {
    /// Items of a fixed shape, as tokens.
    Tokens(TokenStream),
    /// Items that grow with the contract, as formatted text: printing them directly is many times faster than parsing them again.
    Text(String),
}

impl From<TokenStream> for Piece {
    fn from(tokens: TokenStream) -> Self {
        Self::Tokens(tokens)
    }
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// The file.
pub(super) fn print(header: &str, pieces: impl Iterator<Item = Piece>) -> String {
    let mut text = header.to_owned();
    for piece in pieces {
        let printed = match piece {
            Piece::Tokens(tokens) => pretty(tokens),
            Piece::Text(text) => text,
        };
        if !printed.trim().is_empty() {
            text.push('\n');
            text.push_str(printed.trim_end());
            text.push('\n');
        }
    }
    text
}

#[cfg(feature = "format")]
fn pretty(tokens: TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => between_items(file),
        // Cannot happen for what the emitters write; unformatted Rust still compiles.
        Err(_) => tokens.to_string(),
    }
}

#[cfg(not(feature = "format"))]
fn pretty(tokens: TokenStream) -> String {
    tokens.to_string()
}

/// prettyplease prints no blank lines between items.
#[cfg(feature = "format")]
fn between_items(file: syn::File) -> String {
    let one = |item: syn::Item| {
        prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] })
    };
    file.items.into_iter().map(one).collect::<Vec<_>>().join("\n")
}

/// Items as they stand inside a module.
pub(super) fn indented(items: &str) -> String {
    items.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}
