//! The enum as tokens, as far as the derives need it. The compiler has already parsed it, so it is well formed.

use super::generics::Generics;
use super::punct::is_punct;
use super::tokens::flat;
use errspec_spec::lists::IntoVec;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

pub(super) struct Input {
    pub(super) attrs: Vec<Attr>,
    visibility: TokenStream,
    /// `enum`, `struct` or `union`.
    pub(super) keyword: Ident,
    pub(super) ident: Ident,
    pub(super) generics: Generics,
    pub(super) variants: Vec<Variant>,
}

pub(super) struct Variant {
    pub(super) attrs: Vec<Attr>,
    pub(super) ident: Ident,
    pub(super) fields: Fields,
    /// The tokens after `=`.
    pub(super) discriminant: Vec<TokenTree>,
}

/// The fields of a variant.
pub(super) enum Fields {
    None,
    /// In parentheses, with their number.
    Tuple(usize, Span),
    Named(Span),
}

pub(super) enum Attr {
    /// One or more lines of documentation.
    Doc(TokenTree),
    /// The content of `#[errspec(…)]`.
    Own(TokenStream, Span),
    /// `#[deprecated]`: naming the variant would cause a warning.
    Deprecated,
    /// `#[allow(…)]`, unchanged.
    Allow(TokenStream),
}

type Tokens = std::iter::Peekable<std::vec::IntoIter<TokenTree>>;

impl Input {
    /// Reads the item that has the derive. For a struct or union, it only reads what an `impl` needs.
    pub(super) fn parse(input: TokenStream) -> Option<Self> {
        let mut tokens = flat(input).into_iter().peekable();
        let attrs = attrs(&mut tokens);
        let mut visibility = TokenStream::new();
        let keyword = loop {
            match tokens.next()? {
                TokenTree::Ident(word) if ["enum", "struct", "union"].iter().any(|keyword| word == keyword) => break word,
                token => visibility.extend([token]),
            }
        };
        let Some(TokenTree::Ident(ident)) = tokens.next() else { return None };
        let mut generics = Generics::parse(&mut tokens);
        let rest: Vec<TokenTree> = tokens.filter(|token| !is_punct(token, ';')).into_vec();
        let (body, head) = match rest.split_last() {
            Some((TokenTree::Group(body), head)) if body.delimiter() == Delimiter::Brace => (Some(body), head),
            _ => (None, rest.as_slice()),
        };
        if let Some(bounds) = head.split(|token| matches!(token, TokenTree::Ident(word) if word == "where")).nth(1) {
            generics.bound(bounds);
        }
        let variants = body.filter(|_| keyword == "enum").map_or_else(Vec::new, variants);
        Some(Self { attrs, visibility, keyword, ident, generics, variants })
    }

    /// The identifiers of the variants without fields, as written.
    pub(super) fn variants(&self) -> Vec<String> {
        self.variants.iter().map(|variant| variant.ident.to_string()).into_vec()
    }

    pub(super) fn visibility(&self) -> String {
        self.visibility.to_string()
    }

    /// The attributes of the items that name its variants.
    pub(super) fn attributes(&self) -> &'static str {
        let mut attrs = self.variants.iter().flat_map(|variant| &variant.attrs).chain(&self.attrs);
        if attrs.any(|attr| matches!(attr, Attr::Deprecated)) { "#[allow(deprecated)]" } else { "" }
    }

    /// The lints that are allowed for it, for the items next to it.
    pub(super) fn allowed(&self) -> TokenStream {
        let allowed = self.attrs.iter().filter_map(|attr| if let Attr::Allow(tokens) = attr { Some(tokens) } else { None });
        allowed.map(|tokens| quote::quote!(#[#tokens])).collect()
    }
}

/// The variants without fields.
pub(super) fn plain(input: &Input) -> impl Iterator<Item = &Variant> {
    input.variants.iter().filter(|variant| matches!(variant.fields, Fields::None))
}

fn variants(body: &Group) -> Vec<Variant> {
    let mut tokens = flat(body.stream()).into_iter().peekable();
    let mut variants = Vec::new();
    while tokens.peek().is_some() {
        let attrs = attrs(&mut tokens);
        // A visibility before a variant parses, although it has no meaning.
        let Some(ident) = tokens.find_map(|token| match token {
            TokenTree::Ident(ident) if ident != "pub" => Some(ident),
            _ => None,
        }) else {
            break;
        };
        let rest: Vec<TokenTree> = std::iter::from_fn(|| tokens.next_if(|token| !is_punct(token, ','))).into_vec();
        tokens.next();
        let fields = match rest.first() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                Fields::Tuple(count(group), group.span())
            }
            Some(TokenTree::Group(group)) => Fields::Named(group.span()),
            _ => Fields::None,
        };
        let discriminant = rest.into_iter().skip_while(|token| !is_punct(token, '=')).skip(1).into_vec();
        variants.push(Variant { attrs, ident, fields, discriminant });
    }
    variants
}

/// The number of fields in parentheses. Commas inside `<…>` do not count.
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
        // Without parentheses, or with something after them. This is reported when the content is read.
        [TokenTree::Ident(name), rest @ ..] if name == "errspec" => {
            Some(Attr::Own(rest.iter().cloned().collect(), name.span()))
        }
        [TokenTree::Ident(name), ..] if name == "deprecated" => Some(Attr::Deprecated),
        [TokenTree::Ident(name), TokenTree::Group(_)] if name == "allow" => Some(Attr::Allow(tokens.iter().cloned().collect())),
        _ => None,
    }
}
