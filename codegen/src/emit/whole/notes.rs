//! Facts about the contract as a whole: conflicts, advice, open questions, credentials.

use crate::emit::code::Code;
use crate::emit::docs::Docs;
use crate::emit::emitter::Emitter;
use crate::emit::value::{NOTHING, list, literal, text, variant};
use errspec_spec::syntax::{BasisWords, Remark};
use errspec_spec::words::Basis;

pub(super) fn notes(emitter: &Emitter<'_>, code: &mut Code) {
    let contract = emitter.contract;
    if !contract.credentials.is_empty() {
        credentials(emitter, code);
    }
    if !contract.conflicts.is_empty() {
        conflicts(emitter, code);
    }
    remarks(emitter, "ADVICE", "What the document tells every reader to do", &contract.advice, code);
    remarks(emitter, "UNSPECIFIED", "What the document leaves open", &contract.unspecified, code);
}

fn credentials(emitter: &Emitter<'_>, code: &mut Code) {
    let rt = emitter.rt;
    code.blank();
    code.docs(&Docs::of("How callers authenticate"));
    code.open(&format!("pub const CREDENTIALS: &[{rt}::Credential] = &["));
    for entry in &emitter.contract.credentials {
        let credential = &entry.value;
        let Some(kind) = &credential.kind else { continue };
        let (name, kind, header) = (literal(&entry.key), variant(kind.value), text(&credential.header));
        let (refresh, basis) = (credential.refresh, variant(basis(&credential.facts.basis)));
        let (summary, docs) = (text(&credential.facts.summary), text(&credential.facts.docs));
        code.lines(&format!(
            "
            {rt}::Credential {{
                name: {name},
                kind: {rt}::CredentialKind::{kind},
                header: {header},
                refresh: {refresh},
                summary: {summary},
                basis: {rt}::Basis::{basis},
                docs: {docs},
            }},
            "
        ));
    }
    code.close("];");
}

fn conflicts(emitter: &Emitter<'_>, code: &mut Code) {
    let rt = emitter.rt;
    code.blank();
    code.docs(&Docs::of("Contradictions in the document, and how this contract resolves them"));
    code.open(&format!("pub const CONFLICTS: &[{rt}::Conflict] = &["));
    for conflict in &emitter.contract.conflicts {
        let (between, and) = (literal(&conflict.between), literal(&conflict.and));
        let (resolution, reason) = (literal(&conflict.resolution), text(&conflict.reason));
        let basis = variant(basis(&conflict.basis));
        code.lines(&format!(
            "
            {rt}::Conflict {{
                between: {between},
                and: {and},
                resolution: {resolution},
                reason: {reason},
                basis: {rt}::Basis::{basis},
            }},
            "
        ));
    }
    code.close("];");
}

/// An empty list would only clutter the documentation.
fn remarks(emitter: &Emitter<'_>, name: &str, docs: &str, remarks: &[Remark], code: &mut Code) {
    if remarks.is_empty() {
        return;
    }
    let rt = emitter.rt;
    code.blank();
    code.docs(&Docs::of(docs));
    let each = list(remarks.iter().map(|remark| self::remark(emitter, remark)));
    code.lines(&format!("pub const {name}: &[{rt}::Remark] = &[{each}];"));
}

fn remark(emitter: &Emitter<'_>, remark: &Remark) -> String {
    let rt = emitter.rt;
    let (text, basis, docs) = (literal(&remark.text), basis(&remark.basis), text(&remark.docs));
    if basis == Basis::Stated && docs == NOTHING {
        return format!("{rt}::Remark::new({text})");
    }
    format!("{rt}::Remark {{ text: {text}, basis: {rt}::Basis::{}, docs: {docs} }}", variant(basis))
}

/// The basis of an entry as a whole.
fn basis(words: &BasisWords) -> Basis {
    words.all.as_ref().map_or(Basis::Stated, |all| all.value)
}
