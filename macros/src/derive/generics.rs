//! The generic parameters of a type as tokens, as far as an `impl` for it needs them.

use super::punct::is_punct;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

type Tokens = std::iter::Peekable<std::vec::IntoIter<TokenTree>>;

#[derive(Default)]
pub(super) struct Generics {
    /// The location of the first token, if there is one.
    pub(super) place: Option<Span>,
    /// `'a, T: Bound,` without defaults, which follows `impl`.
    pub(super) declared: TokenStream,
    /// `'a, T,`, which follows the type.
    named: TokenStream,
    /// `T: Bound,` of the where clause.
    pub(super) bounds: TokenStream,
}

impl Generics {
    /// Reads the parameters between `<` and `>`, if they come next.
    pub(super) fn parse(tokens: &mut Tokens) -> Self {
        let Some(open) = tokens.next_if(|token| is_punct(token, '<')) else { return Self::default() };
        let (mut depth, mut before, mut inside) = (1, ' ', Vec::new());
        for token in tokens.by_ref() {
            let mark = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
            depth += match mark {
                '<' => 1,
                '>' if before != '-' => -1,
                _ => 0,
            };
            if depth == 0 {
                break;
            }
            before = mark;
            inside.push(token);
        }
        let mut generics = Self { place: Some(open.span()), ..Self::default() };
        parts(&inside, ',').filter(|part| !part.is_empty()).for_each(|part| generics.push(part));
        generics
    }

    /// Reads one parameter. An `impl` has no defaults.
    fn push(&mut self, part: &[TokenTree]) {
        let declared = parts(part, '=').next().unwrap_or(part);
        self.declared.extend(declared.iter().cloned());
        self.declared.extend(quote!(,));
        // Attributes at the front and `const` are skipped.
        let name = declared.iter().position(|token| !matches!(token, TokenTree::Group(_)) && !is_punct(token, '#'));
        let name = name.and_then(|at| declared.get(at..)).unwrap_or_default();
        let name = match name {
            [quote, TokenTree::Ident(lifetime), ..] if is_punct(quote, '\'') => quote!(#quote #lifetime,),
            [TokenTree::Ident(word), TokenTree::Ident(name), ..] if word == "const" => quote!(#name,),
            [name, ..] => quote!(#name,),
            [] => TokenStream::new(),
        };
        self.named.extend(name);
    }

    /// Reads what follows `where`.
    pub(super) fn bound(&mut self, clause: &[TokenTree]) {
        let end = if clause.last().is_some_and(|token| is_punct(token, ',')) { quote!() } else { quote!(,) };
        if !clause.is_empty() {
            self.bounds = quote!(#(#clause)* #end);
        }
    }

    /// The type with its parameters.
    pub(super) fn of(&self, ident: &Ident) -> TokenStream {
        let named = &self.named;
        if named.is_empty() { quote!(#ident) } else { quote!(#ident<#named>) }
    }
}

/// Splits tokens at marks outside `<…>`.
fn parts(tokens: &[TokenTree], mark: char) -> impl Iterator<Item = &[TokenTree]> {
    let (mut depth, mut before) = (0, ' ');
    tokens.split(move |token| {
        let found = if let TokenTree::Punct(punct) = token { punct.as_char() } else { ' ' };
        depth += match found {
            '<' => 1,
            '>' if before != '-' && before != '=' => -1,
            _ => 0,
        };
        before = found;
        found == mark && depth == 0
    })
}

#[cfg(test)]
mod tests {
    use super::Generics;
    use proc_macro2::{Ident, Span, TokenStream};

    #[test]
    fn an_impl_declares_them_without_defaults_and_names_them() {
        let cases = [
            (
                "<'a: 'static, T: Iterator<Item = u8> = Vec<u8>, const N: usize = 3>",
                "'a : 'static , T : Iterator < Item = u8 > , const N : usize ,",
                "Code < 'a , T , N ,>",
            ),
            ("<#[cfg(all())] F: Fn(u8) -> u8>", "# [cfg (all ())] F : Fn (u8) -> u8 ,", "Code < F ,>"),
            ("", "", "Code"),
        ];
        for (written, declared, of) in cases {
            let tokens: Vec<_> = written.parse::<TokenStream>().unwrap().into_iter().collect();
            let generics = Generics::parse(&mut tokens.into_iter().peekable());
            let plain = |tokens: &TokenStream| tokens.to_string().replace(' ', "");
            assert_eq!(plain(&generics.declared), declared.replace(' ', ""), "{written}");
            assert_eq!(plain(&generics.of(&Ident::new("Code", Span::call_site()))), of.replace(' ', ""), "{written}");
        }
    }
}
