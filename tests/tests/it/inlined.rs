//! A debug build of a user's crate compiles only those functions of the runtime that it calls: every function that would otherwise be
//! compiled with the runtime is marked `#[cfg_attr(debug_assertions, inline)]`. A function without the mark is compiled for everybody,
//! together with all that it calls. What `#[inline(never)]` is for, a smaller release build, is written
//! `#[cfg_attr(not(debug_assertions), inline(never))]` beside the mark. The macros whose names begin with `__errspec` are left out, because
//! they expand in the user's crate.

use proc_macro2::{TokenStream, TokenTree};
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};

/// Sees the functions that the compiler would compile together with their crate.
struct Unmarked<'f> {
    file: &'f Path,
    /// Whether the functions below belong to generic code, which is compiled where it is used.
    generic: bool,
    found: Vec<String>,
}

impl Unmarked<'_> {
    fn function(&mut self, attributes: &[syn::Attribute], signature: &syn::Signature) {
        let marked = attributes.iter().any(|attribute| is_mark(&quote::quote!(#attribute)));
        if !(self.generic || marked || is_generic(signature)) {
            self.found.push(format!("{}: {}", self.file.display(), signature.ident));
        }
    }

    /// The functions in a macro, whose text is not the text of items. A function counts as generic if its name is followed by `<` and a type,
    /// or if a parameter is `impl Trait`.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let text = |at: usize| tokens.get(at).map(TokenTree::to_string).unwrap_or_default();
        // Whether the attributes since the end of the previous item have the mark.
        let mut marked = false;
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) if at > 0 && text(at - 1) == "#" => marked |= is_mark(&group.stream()),
                TokenTree::Group(group) => {
                    self.tokens(group.stream());
                    marked &= group.delimiter() != proc_macro2::Delimiter::Brace;
                }
                TokenTree::Punct(punct) if punct.as_char() == ';' => marked = false,
                TokenTree::Ident(ident)
                    if ident == "fn" && matches!(tokens.get(at + 1), Some(TokenTree::Ident(_) | TokenTree::Punct(_))) =>
                {
                    let rest = tokens[at + 1..].iter().take_while(|token| !is_brace(token));
                    let has_impl = rest
                        .map(TokenTree::to_string)
                        .any(|text| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "impl"));
                    let has_types = text(at + 2) == "<" && text(at + 3) != "'";
                    if !(marked || has_impl || has_types) {
                        self.found.push(format!("{}: {} in a macro", self.file.display(), text(at + 1)));
                    }
                }
                _ => {}
            }
        }
    }
}

fn is_mark(attribute: &TokenStream) -> bool {
    let text = attribute.to_string();
    text.contains("inline") && !text.contains("never")
}

fn is_brace(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == proc_macro2::Delimiter::Brace)
}

impl<'a> Visit<'a> for Unmarked<'_> {
    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        if !is_test(&item.attrs) {
            self.function(&item.attrs, &item.sig);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        self.function(&item.attrs, &item.sig);
    }

    fn visit_item_impl(&mut self, item: &'a syn::ItemImpl) {
        let outer = std::mem::replace(&mut self.generic, has_types(&item.generics));
        visit::visit_item_impl(self, item);
        self.generic = outer;
    }

    /// Methods of a trait are generic over who implements it.
    fn visit_item_trait(&mut self, _: &'a syn::ItemTrait) {}

    fn visit_item_macro(&mut self, item: &'a syn::ItemMacro) {
        if item.ident.as_ref().is_some_and(|name| !name.to_string().starts_with("__errspec")) {
            self.tokens(item.mac.tokens.clone());
        }
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| quote::quote!(#attribute).to_string().contains("test"))
}

fn has_types(generics: &syn::Generics) -> bool {
    generics.type_params().next().is_some() || generics.const_params().next().is_some()
}

/// Type or const parameters, or a parameter `impl Trait`.
fn is_generic(signature: &syn::Signature) -> bool {
    let inputs = &signature.inputs;
    has_types(&signature.generics)
        || quote::quote!(#inputs).to_string().split(|c: char| !c.is_alphanumeric()).any(|word| word == "impl")
}

fn unmarked(folder: &Path) -> Vec<String> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match path.file_name() {
                _ if path.is_dir() => folders.push(path),
                Some(name) if name != "tests.rs" => files.push(path),
                _ => {}
            }
        }
    }
    let of = |file: &PathBuf| {
        let mut seen = Unmarked { file, generic: false, found: Vec::new() };
        seen.visit_file(&syn::parse_file(&std::fs::read_to_string(file).unwrap()).unwrap());
        seen.found
    };
    files.iter().flat_map(of).collect()
}

#[test]
fn a_debug_build_compiles_only_what_it_calls() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let found: Vec<String> = ["runtime/src", "core/src"].iter().flat_map(|folder| unmarked(&root.join(folder))).collect();
    assert!(found.is_empty(), "write `#[cfg_attr(debug_assertions, inline)]` above these functions:\n{}", found.join("\n"));
}

#[test]
fn a_function_without_the_mark_is_found() {
    let source = "impl Plain { fn one(&self) {} #[inline] fn two(&self) {} fn three(x: impl Copy) {} } impl<T> Of<T> { fn four(&self) {} } \
                  #[cfg(test)] mod tests { fn five() {} } fn six<const N: usize>() {} fn seven() -> impl Copy {} #[inline(never)] fn eight() {} \
                  macro_rules! many { ($($ty:ident)*) => {$( impl Of for $ty { #[inline] fn nine() {} fn ten(&self) {} fn eleven<T>() {} } )*} } \
                  macro_rules! __errspec_v1 { () => { fn twelve() {} } }";
    let mut seen = Unmarked { file: Path::new("a"), generic: false, found: Vec::new() };
    seen.visit_file(&syn::parse_file(source).unwrap());
    assert_eq!(seen.found, ["a: one", "a: seven", "a: eight", "a: ten in a macro"]);
}
