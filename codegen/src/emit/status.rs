//! The table of statuses.

use super::print::Piece;
use super::value::{self, duration, ident, number, option, variant};
use super::{Emitter, bases};
use errspec_spec::model::{Facts, Origin, Status, StatusDefaults, Via};
use proc_macro2::TokenStream;
use quote::quote;

// pub(super) static STATUSES: errspec::status::Statuses = …;
pub(super) fn status_table(emitter: &Emitter<'_>) -> Piece {
    let rows = emitter.contract.statuses.iter().map(|status| status_row(status));
    let ranges = emitter.contract.ranges.iter().map(|range| status_range(range));
    let bases: TokenStream = bases::of_statuses(&emitter.contract.statuses).parse().unwrap_or_default();
    let table = quote! {
        pub(super) static STATUSES: status::Statuses = status::Statuses {
            rows: &[#(#rows),*],
            ranges: &[#(#ranges),*],
            bases: #bases,
        };
    };
    table.into()
}

fn status_row(status: &Status) -> TokenStream {
    let facts = &status.facts;
    let code = number(status.status.value);
    let category = facts.stated_category().map(|category| {
        let category = variant(category);
        let category = option(Some(quote!(Category::#category)));
        quote!(category: #category,)
    });
    let text = |name: &str, text: Option<&str>| {
        let (name, text) = (ident(name), text.filter(|text| !text.is_empty())?);
        Some(quote!(#name: #text,))
    };
    let phrase = text("phrase", status.phrase.as_ref().map(|phrase| phrase.value.as_str()));
    let title = text("title", facts.title.as_ref().map(|title| title.value.as_str()));
    let summary = text("summary", facts.summary.as_ref().map(|summary| summary.value.as_str()));
    let action = text("action", facts.action.as_ref().map(|action| action.value.as_str()));
    let docs = text("docs", facts.docs.as_ref().map(|docs| docs.value.as_str()));
    let since = text("since", facts.since.as_ref().map(|since| since.value.as_str()));
    let deprecated = text("deprecated", facts.deprecated.as_ref().map(|why| why.value.as_str()));
    let causes = facts.causes.iter().map(|cause| cause.as_str());
    let causes = (!facts.causes.is_empty()).then(|| quote!(causes: &[#(#causes),*],));
    let expires = facts.expires.as_ref().map(|expires| {
        let expires = option(Some(duration(expires.value)));
        quote!(expires: #expires,)
    });
    let own = own_retry_and_effect(facts);
    let basis = basis_field(facts);
    quote! {
        status::StatusRow {
            #phrase #title #summary #causes #action
            #category #own #basis #docs #since #deprecated #expires
            ..status::StatusRow::new(#code)
        }
    }
}

fn status_range(defaults: &StatusDefaults) -> TokenStream {
    let (from, to) = (number(defaults.range.from), number(defaults.range.to));
    let own = own_retry_and_effect(&defaults.facts);
    let category = is_written(&defaults.facts.category.origin).then(|| {
        let category = variant(defaults.facts.category.value);
        let category = option(Some(quote!(Category::#category)));
        quote!(category: #category,)
    });
    let basis = basis_field(&defaults.facts);
    quote!(status::StatusRange { #category #own #basis ..status::StatusRange::new(#from, #to) })
}

/// `retry:` and `effect:` where the entry itself says so.
fn own_retry_and_effect(facts: &Facts) -> TokenStream {
    let retry = is_written(&facts.retry.origin).then(|| {
        let retry = option(Some(value::retry(&facts.retry.value)));
        quote!(retry: #retry,)
    });
    let effect = is_written(&facts.effect.origin).then(|| {
        let effect = variant(facts.effect.value);
        let effect = option(Some(quote!(Effect::#effect)));
        quote!(effect: #effect,)
    });
    quote!(#retry #effect)
}

/// `basis:` where it is not the usual one.
fn basis_field(facts: &Facts) -> Option<TokenStream> {
    let word = variant(facts.basis);
    (facts.basis != errspec_spec::words::Basis::Stated).then(|| quote!(basis: Basis::#word,))
}

/// Whether the entry itself says so.
fn is_written(origin: &Origin) -> bool {
    origin.via == Via::Own
}
