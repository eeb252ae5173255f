//! The table of statuses.

use super::facts::facts;
use super::print::Piece;
use super::value::number;
use super::{Emitter, bases};
use errspec_spec::model::{Status, StatusDefaults};
use proc_macro2::TokenStream;
use quote::quote;

// pub(super) static STATUSES: errspec::status::Statuses = …;
pub(super) fn status_table(emitter: &Emitter<'_>) -> Piece {
    let rows = emitter.contract.statuses.iter().map(status_row);
    let ranges = emitter.contract.ranges.iter().map(status_range);
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
    let (code, facts) = (number(status.status.value), facts(&status.facts));
    let phrase = status.phrase.as_ref().map(|phrase| phrase.value.as_str()).filter(|phrase| !phrase.is_empty());
    let phrase = phrase.map(|phrase| quote!(phrase: #phrase,));
    quote!(status::StatusRow { #phrase #facts ..status::StatusRow::new(#code) })
}

fn status_range(defaults: &StatusDefaults) -> TokenStream {
    let (from, to) = (number(defaults.range.from), number(defaults.range.to));
    let facts = facts(&defaults.facts);
    quote!(status::StatusRange { #facts ..status::StatusRange::new(#from, #to) })
}
