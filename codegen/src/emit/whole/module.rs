//! The marker type of the API, its contract and its error type.

use super::bodies;
use super::http;
use crate::emit::docs::Docs;
use crate::emit::emitter::Emitter;
use crate::emit::print::Piece;
use crate::emit::value::ident;
use proc_macro2::TokenStream;
use quote::quote;

// pub enum Api {}
// impl errspec::Api for Api { const CONTRACT: …; type Body<'e> = Body<'e>; fn body(…) -> … { match … } }
// pub type ApiError<'b> = errspec::ApiError<'b, Api>;
// pub use tables::{CONTRACT, RETRY};
pub(super) fn module(emitter: &Emitter<'_>) -> Vec<Piece> {
    let rt = &emitter.rt;
    let title = emitter.title();
    let marker = Docs::of(format!("Marker type for {title}, for use with generic code"));
    let marker = match &emitter.contract.source {
        Some(source) => marker.paragraph(format!("Source: {}", source.value)),
        None => marker,
    };
    let marker = marker.tokens();
    let error = Docs::of(format!("An error response of {title}"))
        .markdown("`ApiError::check` decides whether a response is an error. `ApiError::decode` decodes one that is known to be an error and never \
                       fails. `ApiError::new` creates one to send.")
        .tokens();
    let body = body_functions(emitter);
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
    let budget = emitter.contract.policy.budget.is_some().then(|| quote!(, RETRY_BUDGET));
    vec![items.into(), quote!(pub use tables::{CONTRACT, RETRY #budget};).into()]
}

fn body_functions(emitter: &Emitter<'_>) -> TokenStream {
    let rt = &emitter.rt;
    if emitter.contract.bodies.is_empty() {
        return quote! {
            fn body<'e>(_: &#rt::decode::Fields<'_, 'e>) -> Body<'e> {
                Body::Unknown
            }

            fn values<'v>(_: &'v Body<'_>) -> ::core::option::Option<(usize, &'v dyn #rt::encode::Values)> {
                ::core::option::Option::None
            }
        };
    }
    let (arms, values) = (bodies::body_arms(emitter), bodies::values_arms(emitter));
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
pub(super) fn contract_table(emitter: &Emitter<'_>) -> Piece {
    let (name, title) = (&emitter.contract.name.value, emitter.title());
    let source = emitter.contract.source.as_ref().map_or("", |source| &source.value);
    let catalogs = emitter.names.catalogs.iter().map(|names| ident(&names.table));
    let machines = emitter.names.machines.iter().map(|names| ident(&names.table));
    let request_id = emitter.contract.headers.request_id.as_ref().map_or("", |header| &header.value);
    let rate_limit = http::rate_limit_headers(emitter);
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
