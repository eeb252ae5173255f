//! What the document says beyond its tables: conflicts, advice, open questions, credentials.

use crate::emit::docs::Docs;
use crate::emit::emitter::Emitter;
use crate::emit::print::Piece;
use crate::emit::value::variant;
use errspec_spec::syntax::{BasisWords, Remark};
use errspec_spec::words::Basis;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn notes(emitter: &Emitter<'_>) -> Vec<Piece> {
    let contract = emitter.contract;
    let open = "What the document leaves open";
    // A list of nothing would only stand in the documentation.
    let lists = [
        (!contract.credentials.is_empty()).then(|| credentials(emitter)),
        (!contract.conflicts.is_empty()).then(|| conflicts(emitter)),
        remarks(emitter, "ADVICE", "What the document tells every reader to do", &contract.advice),
        remarks(emitter, "UNSPECIFIED", open, &contract.unspecified),
    ];
    lists.into_iter().flatten().map(Piece::from).collect()
}

fn credentials(emitter: &Emitter<'_>) -> TokenStream {
    let rt = &emitter.rt;
    let each = emitter.contract.credentials.iter().filter_map(|entry| {
        let credential = &entry.value;
        let (name, kind) = (&entry.key.value, variant(credential.kind.as_ref()?.value));
        let header = credential.header.as_ref().map_or("", |header| &header.value);
        let summary = credential.facts.summary.as_ref().map_or("", |summary| &summary.value);
        let docs = credential.facts.docs.as_ref().map_or("", |docs| &docs.value);
        let (refresh, basis) = (credential.refresh, variant(basis(&credential.facts.basis)));
        Some(quote! {
            #rt::Credential {
                name: #name,
                kind: #rt::CredentialKind::#kind,
                header: #header,
                refresh: #refresh,
                summary: #summary,
                basis: #rt::Basis::#basis,
                docs: #docs,
            }
        })
    });
    let docs = Docs::of("How callers authenticate").tokens();
    quote! {
        #docs
        pub const CREDENTIALS: &[#rt::Credential] = &[#(#each),*];
    }
}

fn conflicts(emitter: &Emitter<'_>) -> TokenStream {
    let rt = &emitter.rt;
    let each = emitter.contract.conflicts.iter().map(|conflict| {
        let (between, and, resolution) = (&conflict.between.value, &conflict.and.value, &conflict.resolution.value);
        let reason = conflict.reason.as_ref().map_or("", |reason| &reason.value);
        let basis = variant(basis(&conflict.basis));
        quote! {
            #rt::Conflict {
                between: #between,
                and: #and,
                resolution: #resolution,
                reason: #reason,
                basis: #rt::Basis::#basis,
            }
        }
    });
    let docs = Docs::of("Contradictions in the document, and how this contract resolves them").tokens();
    quote! {
        #docs
        pub const CONFLICTS: &[#rt::Conflict] = &[#(#each),*];
    }
}

fn remarks(emitter: &Emitter<'_>, name: &str, docs: &str, remarks: &[Remark]) -> Option<TokenStream> {
    let rt = &emitter.rt;
    let (name, docs) = (crate::emit::value::ident(name), Docs::of(docs).tokens());
    let each = remarks.iter().map(|remark| {
        let text = &remark.text.value;
        let basis = basis(&remark.basis);
        let url = remark.docs.as_ref().map_or("", |url| &url.value);
        if basis == Basis::Stated && url.is_empty() {
            return quote!(#rt::Remark::new(#text));
        }
        let basis = variant(basis);
        quote!(#rt::Remark { text: #text, basis: #rt::Basis::#basis, docs: #url })
    });
    (!remarks.is_empty()).then(|| {
        quote! {
            #docs
            pub const #name: &[#rt::Remark] = &[#(#each),*];
        }
    })
}

/// The word on an entry as a whole.
fn basis(words: &BasisWords) -> Basis {
    words.all.as_ref().map_or(Basis::Stated, |all| all.value)
}
