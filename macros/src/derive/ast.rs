//! The enum as tokens: only what the derives look at. The compiler has parsed it already, so it is well formed.

pub(super) use crate::tokens::flat;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;

pub(super) struct Input {
    pub(super) attrs: Vec<Attr>,
    visibility: TokenStream,
    pub(super) ident: Ident,
    /// The place of the first token of its parameters, where it has some.
    pub(super) generics: Option<Span>,
    pub(super) variants: Vec<Variant>,
}

pub(super) struct Variant {
    pub(super) attrs: Vec<Attr>,
    pub(super) ident: Ident,
    pub(super) fields: Fields,
    /// What stands behind `=`.
    pub(super) discriminant: Vec<TokenTree>,
}

/// What a variant carries.
pub(super) enum Fields {
    None,
    /// In parentheses, so many.
    Tuple(usize, Span),
    Named(Span),
}

pub(super) enum Attr {
    /// A line of documentation, or several.
    Doc(TokenTree),
    /// What stands in `#[errspec(…)]`.
    Own(TokenStream, Span),
}

type Tokens = std::iter::Peekable<std::vec::IntoIter<TokenTree>>;

impl Input {
    /// Reads an enum; for anything else the error to show.
    pub(super) fn parse(input: TokenStream) -> Result<Self, TokenStream> {
        let mut tokens = flat(input).into_iter().peekable();
        let attrs = attrs(&mut tokens);
        let mut visibility = Vec::new();
        let keyword = loop {
            match tokens.next() {
                Some(TokenTree::Ident(word)) if ["enum", "struct", "union"].iter().any(|keyword| word == keyword) => {
                    break word;
                }
                Some(token) => visibility.push(token),
                None => return Err(refused(Span::call_site())),
            }
        };
        let Some(TokenTree::Ident(ident)) = tokens.next().filter(|_| keyword == "enum") else {
            return Err(refused(keyword.span()));
        };
        let generics = tokens.peek().filter(|token| is_punct(token, '<')).map(TokenTree::span);
        let body = tokens.find_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
            _ => None,
        });
        let variants = body.map_or_else(Vec::new, |body| variants(&body));
        Ok(Self { attrs, visibility: visibility.into_iter().collect(), ident, generics, variants })
    }

    /// The identifiers of the variants without fields, as written.
    pub(super) fn variants(&self) -> Vec<String> {
        self.variants.iter().map(|variant| variant.ident.to_string()).collect()
    }

    pub(super) fn visibility(&self) -> String {
        self.visibility.to_string()
    }
}

/// The variants that carry nothing.
pub(super) fn plain(input: &Input) -> impl Iterator<Item = &Variant> {
    input.variants.iter().filter(|variant| matches!(variant.fields, Fields::None))
}

fn refused(span: Span) -> TokenStream {
    quote_spanned!(span=> ::core::compile_error! { "errspec derives are for enums: one variant for each code, status or state" })
}

fn variants(body: &Group) -> Vec<Variant> {
    let mut tokens = flat(body.stream()).into_iter().peekable();
    let mut variants = Vec::new();
    while tokens.peek().is_some() {
        let attrs = attrs(&mut tokens);
        // A visibility before a variant parses, though it means nothing.
        let Some(ident) = tokens.find_map(|token| match token {
            TokenTree::Ident(ident) if ident != "pub" => Some(ident),
            _ => None,
        }) else {
            break;
        };
        let rest: Vec<TokenTree> = std::iter::from_fn(|| tokens.next_if(|token| !is_punct(token, ','))).collect();
        tokens.next();
        let fields = match rest.first() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                Fields::Tuple(count(group), group.span())
            }
            Some(TokenTree::Group(group)) => Fields::Named(group.span()),
            _ => Fields::None,
        };
        let discriminant = rest.into_iter().skip_while(|token| !is_punct(token, '=')).skip(1).collect();
        variants.push(Variant { attrs, ident, fields, discriminant });
    }
    variants
}

/// How many fields stand in parentheses. Commas inside `<…>` divide none.
fn count(group: &Group) -> usize {
    let (mut depth, mut fields, mut open, mut before) = (0_i32, 0, false, ' ');
    for token in flat(group.stream()) {
        let mark = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
        match mark {
            '<' => depth += 1,
            '>' if before != '-' => depth -= 1,
            _ => {}
        }
        before = mark;
        let divides = mark == ',' && depth == 0;
        fields += usize::from(!divides && !open);
        open = !divides;
    }
    fields
}

/// The attributes at the front.
fn attrs(tokens: &mut Tokens) -> Vec<Attr> {
    let mut attrs = Vec::new();
    while tokens.next_if(|token| is_punct(token, '#')).is_some() {
        if let Some(TokenTree::Group(group)) = tokens.next() {
            attrs.extend(attr(&flat(group.stream())));
        }
    }
    attrs
}

fn attr(tokens: &[TokenTree]) -> Option<Attr> {
    match tokens {
        [TokenTree::Ident(name), _, text] if name == "doc" => Some(Attr::Doc(text.clone())),
        [TokenTree::Ident(name), TokenTree::Group(group)] if name == "errspec" => Some(Attr::Own(group.stream(), group.span())),
        // Without parentheses, or with something behind them: said where it is read.
        [TokenTree::Ident(name), rest @ ..] if name == "errspec" => {
            Some(Attr::Own(rest.iter().cloned().collect(), name.span()))
        }
        _ => None,
    }
}

pub(super) fn is_punct(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}
