//! The enum of statuses.

use crate::emit::code::Code;
use crate::emit::docs::{self, Docs};
use crate::emit::emitter::Emitter;
use crate::emit::value::allow_unusual;
use errspec_spec::decide::{Asked, Verdicts};
use errspec_spec::model::Status;

pub(super) fn statuses(emitter: &Emitter<'_>, verdicts: &Verdicts<'_>, code: &mut Code) {
    let (rt, title) = (emitter.rt, emitter.title());
    let statuses = || emitter.contract.statuses.iter().zip(&emitter.names.statuses);
    code.blank();
    code.docs(&Docs::of(format!("The HTTP statuses of {title}. A status that is not declared keeps its number")));
    code.lines(&format!("{}#[derive(Clone, Copy, Debug)]", allow_unusual(&emitter.names.statuses)));
    code.open("pub enum Status {");
    for (status, name) in statuses() {
        code.docs(&status_docs(emitter, status, verdicts));
        code.line(&format!("{name},"));
    }
    code.lines(
        "
        /// A status that the contract does not declare. Create it with [`Status::new`], which uses the variants of declared statuses.
        Other(u16),
        ",
    );
    code.close("}");
    code.blank();
    code.open(&format!("{rt}::__v1::status! {{ Status, tables::STATUSES, ["));
    for (status, name) in statuses() {
        code.line(&format!("{name} = {}", status.status.value));
    }
    code.close("] }");
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
