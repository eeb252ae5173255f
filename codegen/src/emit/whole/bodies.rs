//! The body types, and the glue that fills them.

use crate::emit::docs::{self, Docs};
use crate::emit::emitter::Emitter;
use crate::emit::print::Piece;
use crate::emit::value::ident;
use crate::names::{BodyNames, FieldNames, field_ident};
use errspec_spec::model::{Body, Field, FieldKind};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

pub(super) fn bodies(emitter: &Emitter<'_>) -> Vec<Piece> {
    let pairs = || emitter.contract.bodies.iter().zip(&emitter.names.bodies);
    let mut pieces = vec![body_enum(emitter).into()];
    pieces.extend(pairs().enumerate().map(|(at, (body, names))| body_struct(emitter, at, body, names).into()));
    // Lists count through all bodies, as their shapes do.
    let lists = pairs().flat_map(|(body, names)| body.fields.iter().zip(&names.fields));
    let lists = lists.filter(|(field, _)| matches!(field.kind, FieldKind::List(_))).enumerate();
    pieces.extend(lists.filter_map(|(at, (field, names))| item(emitter, at, field, names)));
    pieces
}

// pub enum Body<'e> { Api(ApiBody<'e>), …, Unknown }
fn body_enum(emitter: &Emitter<'_>) -> TokenStream {
    let variants = emitter.contract.bodies.iter().zip(&emitter.names.bodies).map(|(body, names)| {
        let (variant, ty) = (ident(&names.variant), ident(&names.ty));
        let docs = body_docs(body).tokens();
        let lifetime = borrows(&body.fields).then(|| quote!(<'e>));
        quote!(#docs #variant(#ty #lifetime))
    });
    let title = emitter.title();
    let docs = Docs::of(format!("The body of an error of {title}: the first one that matched")).tokens();
    // The runtime wants the lifetime whether or not a body borrows.
    let borrowing = emitter.contract.bodies.iter().any(|body| borrows(&body.fields));
    let lifetime = (!borrowing)
        .then(|| quote!(#[doc(hidden)] __Lifetime(::core::marker::PhantomData<&'e ()>, ::core::convert::Infallible),));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant)]
        pub enum Body<'e> {
            #(#variants,)*
            /// No body matched. The error still has the status and the bytes.
            Unknown,
            #lifetime
        }
    }
}

// pub struct ApiBody<'e> { pub timestamp: Timestamp<'e>, … }
// impl Debug for ApiBody<'_> { … debug_body(f, "ApiBody", &CONTRACT, 0, self) }
fn body_struct(emitter: &Emitter<'_>, at: usize, body: &Body, names: &BodyNames) -> TokenStream {
    let ty = ident(&names.ty);
    let lifetime = borrows(&body.fields).then(|| quote!(<'e>));
    let docs = body_docs(body).tokens();
    let values = values(emitter, &ty, lifetime.is_some(), names.fields.iter().map(|names| names.field.as_str()));
    let fields = body.fields.iter().zip(&names.fields).map(|(field, names)| {
        let (name, ty) = (field_ident(&names.field), field_type(emitter, field, names));
        let docs = field_docs(field).tokens();
        quote!(#docs pub #name: #ty)
    });
    let at = Literal::usize_unsuffixed(at);
    let debug = debug(emitter, &ty, lifetime.is_some(), quote!(debug_body), quote!(&CONTRACT, #at));
    quote! {
        #docs
        #[derive(Clone, PartialEq)]
        pub struct #ty #lifetime {
            #(#fields,)*
        }

        #debug

        #values
    }
}

// impl Debug for ApiBody<'_> { fn fmt(…) -> … { … } }
fn debug(emitter: &Emitter<'_>, ty: &Ident, borrows: bool, function: TokenStream, table: TokenStream) -> TokenStream {
    let rt = &emitter.rt;
    let lifetime = borrows.then(|| quote!(<'_>));
    let name = ty.to_string();
    quote! {
        #[automatically_derived]
        impl #rt::__v1::fmt::Debug for #ty #lifetime {
            fn fmt(&self, f: &mut #rt::__v1::fmt::Formatter<'_>) -> #rt::__v1::fmt::Result {
                #rt::__v1::#function(f, #name, #table, self)
            }
        }
    }
}

// impl errspec::encode::Values for ApiBody<'_> { fn value(…) -> … { … } }
fn values<'n>(emitter: &Emitter<'_>, ty: &Ident, borrows: bool, fields: impl Iterator<Item = &'n str>) -> TokenStream {
    let rt = &emitter.rt;
    let lifetime = borrows.then(|| quote!(<'_>));
    let fields: Vec<Ident> = fields.map(field_ident).collect();
    let count = Literal::usize_unsuffixed(fields.len());
    quote! {
        #[automatically_derived]
        impl #rt::encode::Values for #ty #lifetime {
            fn value(&self, field: usize) -> ::core::option::Option<&dyn #rt::encode::Encode> {
                let values: [&dyn #rt::encode::Encode; #count] = [#(&self.#fields),*];
                values.get(field).copied()
            }
        }
    }
}

/// The struct of the items of the nth list.
fn item(emitter: &Emitter<'_>, at: usize, field: &Field, names: &FieldNames) -> Option<Piece> {
    let (FieldKind::List(members), Some((ty, fields))) = (&field.kind, &names.item) else { return None };
    let ty = ident(ty);
    let docs = Docs::default().markdown(format!("One item of {}.", docs::code_span(&field.at.value))).tokens();
    let lifetime = members.iter().any(|member| kind_borrows(&member.kind)).then(|| quote!(<'e>));
    let values = values(emitter, &ty, lifetime.is_some(), fields.iter().map(String::as_str));
    let at = Literal::usize_unsuffixed(at);
    let debug = debug(emitter, &ty, lifetime.is_some(), quote!(debug_item), quote!(&tables::LISTS[#at]));
    let members = members.iter().zip(fields).map(|(member, field)| {
        let (field, ty) = (field_ident(field), kind_type(emitter, &member.kind, None));
        let docs = Docs::default().markdown(format!("The item's {}.", docs::code_span(&member.name.value))).tokens();
        quote!(#docs pub #field: #ty)
    });
    let tokens = quote! {
        #docs
        #[derive(Clone, PartialEq)]
        pub struct #ty #lifetime {
            #(#members,)*
        }

        #debug

        #values
    };
    Some(tokens.into())
}

fn field_type(emitter: &Emitter<'_>, field: &Field, names: &FieldNames) -> TokenStream {
    let rt = &emitter.rt;
    let ty = kind_type(emitter, &field.kind, names.item.as_ref().map(|(ty, _)| ty.as_str()));
    let ty = if field.secret { quote!(#rt::Secret<#ty>) } else { ty };
    if field.optional { option_of(ty) } else { ty }
}

fn option_of(ty: TokenStream) -> TokenStream {
    quote!(::core::option::Option<#ty>)
}

fn kind_type(emitter: &Emitter<'_>, kind: &FieldKind, item: Option<&str>) -> TokenStream {
    let rt = &emitter.rt;
    match kind {
        FieldKind::String => quote!(#rt::__v1::Cow<'e, str>),
        FieldKind::Integer => quote!(i64),
        FieldKind::Number => quote!(#rt::decode::Number<'e>),
        FieldKind::Boolean => quote!(bool),
        FieldKind::Timestamp => quote!(#rt::decode::Timestamp<'e>),
        FieldKind::Status => quote!(u16),
        FieldKind::Json => quote!(#rt::decode::Json<'e>),
        FieldKind::Code(at) => {
            let ty = catalog_type(emitter, *at);
            quote!(#rt::OpenCode<'e, #ty>)
        }
        FieldKind::List(members) => {
            let item = ident(item.unwrap_or_default());
            let lifetime = members.iter().any(|member| kind_borrows(&member.kind)).then(|| quote!(<'e>));
            quote!(#rt::decode::List<'e, #item #lifetime>)
        }
    }
}

fn catalog_type(emitter: &Emitter<'_>, at: usize) -> proc_macro2::Ident {
    ident(emitter.names.catalogs.get(at).map_or("", |names| &names.ty))
}

/// The arms that make typed values of the matched body's fields.
pub(super) fn body_arms(emitter: &Emitter<'_>) -> TokenStream {
    let arms = emitter.contract.bodies.iter().zip(&emitter.names.bodies).enumerate().map(|(at, (body, names))| {
        let (variant, ty) = (ident(&names.variant), ident(&names.ty));
        let at = Literal::usize_unsuffixed(at);
        let fields = body.fields.iter().zip(&names.fields).enumerate().map(|(at, (field, names))| {
            let name = field_ident(&names.field);
            let call = accessor(at, &field.kind, field.optional, names.item.as_ref());
            let call = hidden(emitter, field, call);
            quote!(#name: #call)
        });
        quote!(::core::option::Option::Some(#at) => { Body::#variant(#ty { #(#fields),* }) })
    });
    quote!(#(#arms)*)
}

/// A value that is never printed.
fn hidden(emitter: &Emitter<'_>, field: &Field, call: TokenStream) -> TokenStream {
    let rt = &emitter.rt;
    match (field.secret, field.optional) {
        (false, _) => call,
        (true, false) => quote!(#rt::Secret::new(#call)),
        (true, true) => quote!(#call.map(#rt::Secret::new)),
    }
}

/// The arms that say which shape a typed value has.
pub(super) fn values_arms(emitter: &Emitter<'_>) -> TokenStream {
    let arms = emitter.names.bodies.iter().enumerate().map(|(at, names)| {
        let (variant, at) = (ident(&names.variant), Literal::usize_unsuffixed(at));
        quote!(Body::#variant(body) => ::core::option::Option::Some((#at, body)),)
    });
    quote!(#(#arms)*)
}

fn accessor(at: usize, kind: &FieldKind, optional: bool, item: Option<&(String, Vec<String>)>) -> TokenStream {
    let at = Literal::usize_unsuffixed(at);
    let name = match kind {
        FieldKind::String => "string",
        FieldKind::Integer => "integer",
        FieldKind::Number => "number",
        FieldKind::Boolean => "boolean",
        FieldKind::Timestamp => "timestamp",
        FieldKind::Status => "status",
        FieldKind::Json => "json",
        FieldKind::Code(_) => "code",
        FieldKind::List(_) => "list",
    };
    let name = ident(&if optional { format!("opt_{name}") } else { name.to_owned() });
    let (FieldKind::List(members), Some((ty, fields))) = (kind, item) else { return quote!(fields.#name(#at)) };
    let ty = ident(ty);
    let members = members.iter().zip(fields).enumerate().map(|(at, (member, field))| {
        let (field, call) = (field_ident(field), accessor(at, &member.kind, false, None));
        quote!(#field: #call)
    });
    quote!(fields.#name(#at, |fields| #ty { #(#members),* }))
}

fn body_docs(body: &Body) -> Docs {
    let lead = body.summary.as_ref().map_or_else(|| format!("The body `{}`", body.name.value), |summary| summary.value.clone());
    let docs = Docs::of(lead);
    docs.basis(body.basis)
}

fn field_docs(field: &Field) -> Docs {
    let docs = plain_field_docs(field);
    if field.secret { docs.markdown("Secret: never printed.") } else { docs }
}

fn plain_field_docs(field: &Field) -> Docs {
    let at = docs::code_span(&field.at.value);
    match &field.summary {
        Some(summary) => Docs::of(&summary.value).markdown(format!("At {at}.")),
        None => match field.role {
            Some(role) => Docs::default().markdown(format!("The {}, at {at}.", role.as_str().replace('_', " "))),
            None => Docs::default().markdown(format!("At {at}.")),
        },
    }
}

fn borrows(fields: &[Field]) -> bool {
    fields.iter().any(|field| kind_borrows(&field.kind))
}

fn kind_borrows(kind: &FieldKind) -> bool {
    !matches!(kind, FieldKind::Integer | FieldKind::Boolean | FieldKind::Status)
}
