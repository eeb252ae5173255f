//! The enum of statuses.

use crate::emit::docs::{self, Docs};
use crate::emit::emitter::Emitter;
use crate::emit::print::Piece;
use crate::emit::value::{allow_unusual, ident};
use errspec_spec::decide::{Asked, Verdicts};
use errspec_spec::model::Status;
use quote::quote;

// #[derive(Clone, Copy, Debug)] pub enum Status { NotFound, …, Other(u16) }
// errspec::__v1::status! { Status, tables::STATUSES, [NotFound = 404 …] }
pub(super) fn statuses(emitter: &Emitter<'_>, verdicts: &Verdicts<'_>) -> Vec<Piece> {
    let variants = emitter.contract.statuses.iter().zip(&emitter.names.statuses).map(|(status, name)| {
        let (docs, name) = (status_docs(emitter, status, verdicts).tokens(), ident(name));
        quote!(#docs #name)
    });
    let title = emitter.title();
    let docs = Docs::of(format!("The HTTP statuses of {title}. A status that is not declared keeps its number")).tokens();
    let unusual = allow_unusual(&emitter.names.statuses);
    let enumeration = quote! {
        #docs
        #unusual
        #[derive(Clone, Copy, Debug)]
        pub enum Status {
            #(#variants,)*
            /// A status that the contract does not declare. Create it with [`Status::new`], which uses the variants of declared statuses.
            Other(u16),
        }
    };
    let pairs = emitter.contract.statuses.iter().zip(&emitter.names.statuses);
    let pairs: String = pairs.map(|(status, name)| format!("    {name} = {}\n", status.status.value)).collect();
    let methods = format!("{}::__v1::status! {{ Status, tables::STATUSES, [\n{pairs}] }}\n", emitter.runtime);
    vec![enumeration.into(), methods.into()]
}

fn status_docs(emitter: &Emitter<'_>, status: &Status, verdicts: &Verdicts<'_>) -> Docs {
    let facts = &status.facts;
    let phrase = status.phrase.as_ref().map_or("", |phrase| &phrase.value);
    let line = format!("{}.", docs::code_span(format!("{} {phrase}", status.status.value).trim()));
    let docs = facts.summary.as_ref().map_or_else(Docs::default, |summary| Docs::of(&summary.value));
    let docs = match emitter.contract.may_fail(status.status.value) {
        false => docs.markdown(line),
        true => docs.verdict(&line, &verdicts.of_status(status), emitter.contract, Asked::Status),
    };
    docs.facts(facts)
}
