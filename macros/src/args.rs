//! The arguments of `include_spec!`: `"path"` and then `key = value` pairs.

use errspec_codegen::Options;
use proc_macro2::{Literal, Span, TokenStream, TokenTree};

pub(crate) struct Args {
    pub(crate) path: String,
    /// Where findings are shown.
    pub(crate) span: Span,
    pub(crate) vis: TokenStream,
    pub(crate) options: Options,
}

/// A message and its place.
pub(crate) type Refusal = (String, Span);

impl Args {
    pub(crate) fn parse(input: TokenStream) -> Result<Self, Refusal> {
        let mut tokens = crate::tokens::flat(input).into_iter();
        let literal = match tokens.next() {
            Some(TokenTree::Literal(literal)) => literal,
            other => {
                let span = other.map_or_else(Span::call_site, |token| token.span());
                return Err(("write the spec's path: `include_spec!(\"spec/api.yaml\")`".to_owned(), span));
            }
        };
        let span = literal.span();
        let path = string(&literal).ok_or_else(|| ("the path is a plain string: `\"spec/api.yaml\"`".to_owned(), span))?;
        let mut args = Self { path, span, vis: quote::quote!(pub), options: Options::default() };
        let rest: Vec<TokenTree> = tokens.collect();
        for part in rest.split(|token| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',')) {
            args.option(part)?;
        }
        Ok(args)
    }

    fn option(&mut self, part: &[TokenTree]) -> Result<(), Refusal> {
        let [TokenTree::Ident(key), TokenTree::Punct(equals), value @ ..] = part else {
            return match part.first() {
                None => Ok(()),
                Some(token) => Err(("options are `key = value`: `vis`, `runtime`, `serde`".to_owned(), token.span())),
            };
        };
        let text: TokenStream = value.iter().cloned().collect();
        match (key.to_string().as_str(), equals.as_char()) {
            ("vis", '=') => self.vis = text,
            ("runtime", '=') => self.options.runtime = text.to_string().replace(' ', ""),
            ("serde", '=') => match text.to_string().as_str() {
                "true" => self.options.serde = true,
                "false" => self.options.serde = false,
                _ => return Err(("`serde` is `true` or `false`".to_owned(), key.span())),
            },
            (other, _) => return Err((format!("`{other}` is no option: there are `vis`, `runtime` and `serde`"), key.span())),
        }
        Ok(())
    }
}

/// The content of a string literal without escapes, which is all a path needs.
fn string(literal: &Literal) -> Option<String> {
    let text = literal.to_string();
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    Some(inner.replace("\\\\", "/"))
}
