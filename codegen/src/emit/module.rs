//! The marker type of the API, its contract and its error type.

use super::Emitter;
use super::docs::Docs;
use super::print::Piece;
use super::value::ident;
use proc_macro2::TokenStream;
use quote::quote;

impl Emitter<'_> {
    // pub enum Api {}
    // impl errspec::Api for Api { const CONTRACT: …; type Body<'e> = Body<'e>; fn body(…) -> … { match … } }
    // pub type ApiError<'b> = errspec::ApiError<'b, Api>;
    // pub use tables::{CONTRACT, RETRY};
    pub(super) fn module(&self) -> Vec<Piece> {
        let rt = &self.rt;
        let title = self.title();
        let marker = Docs::of(format!("{title}, as a type: what generic code is given"));
        let marker = match &self.contract.source {
            Some(source) => marker.paragraph(format!("From {}", source.value)),
            None => marker,
        };
        let marker = marker.tokens();
        let error = Docs::of(format!("An error answer of {title}"))
            .markdown("`ApiError::check` says whether an answer is an error, by status, headers and body. `ApiError::decode` reads one that is, \
                       whatever it looks like; what it cannot read it keeps. `ApiError::new` makes the one a server sends.")
            .tokens();
        let body = self.body_functions();
        let items = quote! {
                #marker
                #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
                pub enum Api {}

                #[automatically_derived]
                impl #rt::Api for Api {
                    const CONTRACT: &'static #rt::Contract = &CONTRACT;
                    type Body<'e> = Body<'e>;

                    #body
                }

                #error
                pub type ApiError<'b> = #rt::ApiError<'b, Api>;
        };
        let budget = self.contract.policy.budget.is_some().then(|| quote!(, RETRY_BUDGET));
        vec![items.into(), quote!(pub use tables::{CONTRACT, RETRY #budget};).into()]
    }

    fn body_functions(&self) -> TokenStream {
        let rt = &self.rt;
        if self.contract.bodies.is_empty() {
            return quote! {
                fn body<'e>(_: &#rt::decode::Fields<'_, 'e>) -> Body<'e> {
                    Body::Unknown
                }

                fn values<'v>(_: &'v Body<'_>) -> ::core::option::Option<(usize, &'v dyn #rt::encode::Values)> {
                    ::core::option::Option::None
                }
            };
        }
        let (arms, values) = (self.body_arms(), self.values_arms());
        quote! {
            fn body<'e>(fields: &#rt::decode::Fields<'_, 'e>) -> Body<'e> {
                match fields.body() {
                    #arms
                    _ => Body::Unknown,
                }
            }

            fn values<'v>(body: &'v Body<'_>) -> ::core::option::Option<(usize, &'v dyn #rt::encode::Values)> {
                match body {
                    #values
                    _ => ::core::option::Option::None,
                }
            }
        }
    }

    // pub static CONTRACT: errspec::Contract = errspec::Contract { … };
    pub(super) fn contract_table(&self) -> Piece {
        let (name, title) = (&self.contract.name.value, self.title());
        let source = self.contract.source.as_ref().map_or("", |source| &source.value);
        let catalogs = self.names.catalogs.iter().map(|names| ident(&names.table));
        let machines = self.names.machines.iter().map(|names| ident(&names.table));
        let request_id = self.contract.headers.request_id.as_ref().map_or("", |header| &header.value);
        let rate_limit = self.rate_limit_headers();
        let docs = Docs::of(format!("The failure contract of {title}, as data")).tokens();
        let table = quote! {
            #docs
            pub static CONTRACT: Contract = Contract {
                name: #name,
                title: #title,
                source: #source,
                catalogs: &[#(&#catalogs),*],
                machines: &[#(&#machines),*],
                decoder: BODIES,
                request_id: #request_id,
                rate_limit: #rate_limit,
                policy: &RETRY,
            };
        };
        table.into()
    }
}
