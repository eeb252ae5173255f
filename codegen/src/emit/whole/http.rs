//! Rate-limit headers, operations, health checks, credentials.

use crate::emit::docs::{self, Docs};
use crate::emit::emitter::Emitter;
use crate::emit::print::Piece;
use crate::emit::value::{ident, number, option, variant};
use errspec_spec::model::{Health, Operation};
use errspec_spec::words::{Basis, Form, HealthBody};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

pub(super) fn http(emitter: &Emitter<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if !emitter.contract.operations.is_empty() {
        pieces.push(operations(emitter).into());
    }
    if !emitter.contract.health.is_empty() {
        pieces.push(health(emitter).into());
    }
    pieces
}

/// The `rate_limit` of the contract's table.
pub(super) fn rate_limit_headers(emitter: &Emitter<'_>) -> TokenStream {
    let Some(limit) = &emitter.contract.headers.rate_limit else { return quote!(headers::RateLimitHeaders::NONE) };
    let header = |name: &Option<errspec_spec::source::Spanned<String>>| {
        option(name.as_ref().map(|name| {
            let name = &name.value;
            quote!(#name)
        }))
    };
    let reset = option(limit.reset.as_ref().map(|reset| {
        let name = &reset.header.value;
        let form = variant(reset.form.as_ref().map_or(Form::UnixSeconds, |form| form.value));
        quote!((#name, headers::Form::#form))
    }));
    let scope = limit.scope.as_ref().map_or("", |scope| &scope.value);
    let summary = limit.summary.as_ref().map_or("", |summary| &summary.value);
    let (of, remaining) = (header(&limit.limit), header(&limit.remaining));
    quote! {
        headers::RateLimitHeaders { limit: #of, remaining: #remaining, reset: #reset, scope: #scope, summary: #summary }
    }
}

// pub mod operations { pub const GET_EXECUTION: errspec::retry::Operation = …; pub const ALL: … }
fn operations(emitter: &Emitter<'_>) -> TokenStream {
    let rt = &emitter.rt;
    let each = emitter
        .contract
        .operations
        .iter()
        .zip(&emitter.names.operations)
        .map(|(operation, name)| self::operation(emitter, operation, name));
    let names = emitter.names.operations.iter().map(|name| ident(name));
    let docs = Docs::of(format!("The operations of {} that its contract describes", emitter.title())).tokens();
    quote! {
        #docs
        pub mod operations {
            #(#each)*

            /// Every one of them, in the order of the contract.
            pub const ALL: &[#rt::retry::Operation] = &[#(#names),*];
        }
    }
}

fn operation(emitter: &Emitter<'_>, operation: &Operation, name: &str) -> TokenStream {
    let rt = &emitter.rt;
    let constant = ident(name);
    let (key, method) = (&operation.name.value, operation.method.value.as_str());
    let path = operation.path.as_ref().map_or("", |path| &path.value);
    let summary = operation.summary.as_ref().map(|summary| summary.value.as_str());
    let call = format!("{}.", docs::code_span(format!("{method} {path}").trim()));
    let docs = summary.map_or_else(Docs::default, Docs::of).markdown(call);
    let docs = docs.basis(operation.basis).tokens();
    let summary = summary.map(|summary| quote!(summary: #summary,));
    let safety = match (&operation.keyed, operation.safety) {
        (Some(header), _) => {
            let header = &header.value;
            quote!(Keyed(#header))
        }
        (None, safety) => variant(safety).into_token_stream(),
    };
    let machine = operation.machine.and_then(|at| emitter.contract.machines.get(at)).map(|machine| {
        let name = &machine.name.value;
        quote!(machine: #name,)
    });
    let basis = (operation.basis != Basis::Stated).then(|| {
        let basis = variant(operation.basis);
        quote!(basis: #rt::Basis::#basis,)
    });
    quote! {
        #docs
        pub const #constant: #rt::retry::Operation = #rt::retry::Operation {
            #summary
            safety: #rt::retry::Safety::#safety,
            #machine
            #basis
            ..#rt::retry::Operation::new(#key, #method, #path)
        };
    }
}

// pub mod health { pub const API: errspec::HealthCheck = …; pub const ALL: … }
fn health(emitter: &Emitter<'_>) -> TokenStream {
    let rt = &emitter.rt;
    let each =
        emitter.contract.health.iter().zip(&emitter.names.health).map(|(health, name)| health_check(emitter, health, name));
    let names = emitter.names.health.iter().map(|name| ident(name));
    let docs = Docs::of(format!("Health checks of {}", emitter.title())).tokens();
    quote! {
        #docs
        pub mod health {
            #(#each)*

            /// Every one of them, in the order of the contract.
            pub const ALL: &[#rt::HealthCheck] = &[#(#names),*];
        }
    }
}

fn health_check(emitter: &Emitter<'_>, health: &Health, name: &str) -> TokenStream {
    let rt = &emitter.rt;
    let constant = ident(name);
    let (key, method, target) = (&health.name.value, health.method.as_str(), &health.target.value);
    let summary = health.summary.as_ref().map_or("", |summary| &summary.value);
    let docs = if summary.is_empty() { Docs::default() } else { Docs::of(summary) };
    let docs = docs.markdown(format!("{}.", docs::code_span(&format!("{method} {target}"))));
    let docs = docs.basis(health.basis).tokens();
    let (status, empty_body, basis) = (number(health.status), health.body == HealthBody::Empty, variant(health.basis));
    quote! {
        #docs
        pub const #constant: #rt::HealthCheck = #rt::HealthCheck {
            name: #key,
            method: #method,
            target: #target,
            status: #status,
            empty_body: #empty_body,
            summary: #summary,
            basis: #rt::Basis::#basis,
        };
    }
}
