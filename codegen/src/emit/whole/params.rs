//! The values of a message: a struct per code that has parameters, whose Display is the message.

use crate::emit::docs::{self, Docs};
use crate::emit::emitter::Emitter;
use crate::emit::print::Piece;
use crate::emit::value::{allow_unusual, ident};
use crate::names::{CatalogNames, field_ident};
use errspec_spec::model::{Catalog, Code, TemplatePart};
use errspec_spec::syntax::Param;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn params(emitter: &Emitter<'_>, catalog: &Catalog, names: &CatalogNames) -> Vec<Piece> {
    let codes = catalog.codes.iter().zip(&names.variants).zip(&names.params);
    let with_params = codes.filter_map(|((code, variant), params)| Some((code, variant, params.as_ref()?)));
    with_params
        .flat_map(|(code, variant, (ty, fields))| -> [Piece; 3] {
            let naming = naming(emitter, code, &names.ty, variant, ty, fields);
            [param_struct(emitter, code, ty, fields).into(), naming.into(), display(emitter, code, ty, fields).into()]
        })
        .collect()
}

// pub struct RateLimitErrorParams { pub limit: u32, … }
fn param_struct(emitter: &Emitter<'_>, code: &Code, ty: &str, fields: &[String]) -> TokenStream {
    let unusual = allow_unusual(&[ty.to_owned()]);
    let ty = ident(ty);
    let message = code.message.as_ref().map_or("", |message| &message.text.value);
    let docs = Docs::default()
        .markdown(format!("The parameters of the message of {}.", docs::code_span(&code.wire.value)))
        .markdown(format!("Displays as {}; secret values are masked.", docs::code_span(message)))
        .tokens();
    let generics = code.params.iter().any(borrows).then(|| quote!(<'a>));
    let members = code.params.iter().zip(fields).map(|(param, field)| {
        let (field, ty) = (field_ident(field), param_type(emitter, param));
        let docs = Docs::default().markdown(format!("`{{{}}}` in the message.", param.name.value)).tokens();
        quote!(#docs pub #field: #ty)
    });
    quote! {
        #docs
        #unusual
        #[derive(Clone, Debug, PartialEq)]
        pub struct #ty #generics {
            #(#members,)*
        }
    }
}

// errspec::__v1::params! { RateLimitErrorParams of Api, ErrorCode::RateLimitError, ["limit" limit …] }
fn naming(emitter: &Emitter<'_>, code: &Code, catalog: &str, variant: &str, ty: &str, fields: &[String]) -> String {
    let elided = if code.params.iter().any(borrows) { "<'_>" } else { "" };
    let open = code.params.iter().zip(fields).filter(|(param, _)| !param.secret);
    let listed: Vec<String> = open.map(|(param, field)| format!("{:?} {}", param.name.value, field_ident(field))).collect();
    let (runtime, listed) = (emitter.runtime, listed.join(" "));
    format!("{runtime}::__v1::params! {{ {ty}{elided} of Api, {catalog}::{variant}, [{listed}] }}\n")
}

// impl Display for RateLimitErrorParams { … f.write_str("Rate limit exceeded: ")?; self.limit.fmt(f)?; … }
fn display(emitter: &Emitter<'_>, code: &Code, ty: &str, fields: &[String]) -> TokenStream {
    let rt = &emitter.rt;
    let elided = code.params.iter().any(borrows).then(|| quote!(<'_>));
    let ty = ident(ty);
    let parts = code.message.iter().flat_map(|message| &message.parts).map(|part| self::part(emitter, part, code, fields));
    quote! {
        #[automatically_derived]
        impl #rt::__v1::fmt::Display for #ty #elided {
            fn fmt(&self, f: &mut #rt::__v1::fmt::Formatter<'_>) -> #rt::__v1::fmt::Result {
                #(#parts?;)*
                ::core::result::Result::Ok(())
            }
        }
    }
}

fn part(emitter: &Emitter<'_>, part: &TemplatePart, code: &Code, fields: &[String]) -> TokenStream {
    let rt = &emitter.rt;
    match part {
        TemplatePart::Text(text) => quote!(f.write_str(#text)),
        TemplatePart::Param(name) => {
            let at = code.params.iter().position(|param| param.name.value == name.value);
            let field = at.and_then(|at| fields.get(at)).map_or_else(|| ident("_"), |field| field_ident(field));
            quote!(#rt::__v1::fmt::Display::fmt(&self.#field, f))
        }
    }
}

fn param_type(emitter: &Emitter<'_>, param: &Param) -> TokenStream {
    let rt = &emitter.rt;
    let plain = match param.kind.as_str() {
        "u32" => quote!(u32),
        "u64" => quote!(u64),
        "i32" => quote!(i32),
        "i64" | "integer" => quote!(i64),
        "boolean" => quote!(bool),
        _ => quote!(&'a str),
    };
    if param.secret { quote!(#rt::Secret<#plain>) } else { plain }
}

/// Texts, and what is kept as text: decimals and moments.
fn borrows(param: &Param) -> bool {
    matches!(param.kind.as_str(), "string" | "timestamp" | "number")
}
