//! The arguments of `include_spec!`: `"path"`, followed by `key = value` pairs.

use errspec_codegen::Options;
use errspec_spec::lists::IntoVec;
use proc_macro::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};

pub(crate) struct Args {
    pub(crate) path: String,
    /// The token at which findings are shown.
    pub(crate) span: Span,
    /// As it is written; the tokens keep their places.
    pub(crate) vis: TokenStream,
    pub(crate) options: Options,
}

/// A message and its location.
pub(crate) type Refusal = (String, Span);

impl Args {
    pub(crate) fn parse(input: TokenStream) -> Result<Self, Refusal> {
        let mut tokens = flat(input).into_iter();
        let literal = match tokens.next() {
            Some(TokenTree::Literal(literal)) => literal,
            other => {
                let span = other.map_or_else(Span::call_site, |token| token.span());
                return Err(("write the spec's path: `include_spec!(\"spec/api.yaml\")`".to_owned(), span));
            }
        };
        let span = literal.span();
        let path = string(&literal).ok_or_else(|| ("the path is a plain string: `\"spec/api.yaml\"`".to_owned(), span))?;
        let mut args = Self {
            path,
            span,
            vis: TokenStream::from(TokenTree::Ident(Ident::new("pub", Span::call_site()))),
            options: Options::default(),
        };
        let rest: Vec<TokenTree> = tokens.into_vec();
        let mut given: Vec<String> = Vec::new();
        let mut parts = rest.split(|token| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ','));
        if let Some(token) = parts.next().and_then(<[_]>::first) {
            return Err(("expected a comma between the path and the options".to_owned(), token.span()));
        }
        for part in parts {
            if let Some(key) = part.first().filter(|key| given.contains(&key.to_string())) {
                return Err((format!("`{key}` appears twice"), key.span()));
            }
            args.option(part)?;
            given.extend(part.first().map(ToString::to_string));
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
        if value.is_empty() {
            return Err((format!("a value is missing: `{key} = …`"), key.span()));
        }
        let text: TokenStream = value.iter().cloned().collect();
        match (key.to_string().as_str(), equals.as_char()) {
            ("vis", '=') => self.vis = text,
            ("runtime", '=') if !value.iter().all(is_of_path) => {
                return Err(("write the path of the runtime crate: `runtime = ::my_errspec`".to_owned(), key.span()));
            }
            ("runtime", '=') => self.options.runtime = text.to_string().replace(' ', ""),
            ("serde", '=') => match text.to_string().as_str() {
                "true" => self.options.serde = true,
                "false" => self.options.serde = false,
                _ => return Err(("`serde` is `true` or `false`".to_owned(), key.span())),
            },
            (other, _) => return Err((format!("unknown option `{other}`: expected `vis`, `runtime` or `serde`"), key.span())),
        }
        Ok(())
    }
}

fn is_of_path(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(_)) || matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':')
}

/// The content of a string literal without escapes; a path needs none.
fn string(literal: &Literal) -> Option<String> {
    let text = literal.to_string();
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    Some(inner.replace("\\\\", "/"))
}

/// The tokens without the invisible groups that macros put around their arguments.
fn flat(tokens: TokenStream) -> Vec<TokenTree> {
    let open = |token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => flat(group.stream()),
        other => vec![other],
    };
    tokens.into_iter().flat_map(open).collect()
}
