//! Checks one record after another against the contract.

use super::coverage::{Coverage, Share};
use super::found::{Findings, Kind};
use super::histories::{About, Histories};
use super::joined::{Attempt, Calls};
use super::named::{Names, short};
use super::reported::reported;
use crate::traffic::{Ending, HeaderList, Place, Record};
use errspec::machine::Observed;
use errspec::retry::{Operation, Outcome};
use errspec::{ApiError, CodeRef, Contract};
use errspec_tables::{Loaded, Tables};

/// The number of records of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) records: u64,
    /// Responses that the contract counts as failures.
    pub(crate) failures: u64,
    /// Attempts without a response.
    pub(crate) unanswered: u64,
    /// Records whose request is none of the operations that the contract declares.
    pub(crate) undeclared: u64,
    /// Records of other services, which were not audited.
    pub(crate) elsewhere: u64,
}

pub(super) struct Auditor {
    contract: &'static Contract,
    names: Names,
    pub(super) counts: Counts,
    pub(super) findings: Findings,
    calls: Calls,
    histories: Histories,
    coverage: Coverage,
}

impl Auditor {
    pub(super) fn new(tables: Tables, names: Names) -> Self {
        let contract = tables.contract;
        Self {
            contract,
            names,
            counts: Counts::default(),
            findings: Findings::default(),
            calls: Calls::new(contract),
            histories: Histories::new(contract),
            coverage: Coverage::new(contract),
        }
    }

    pub(super) fn shares(&self) -> Vec<Share> {
        self.coverage.shares()
    }

    /// Audits one record. The tables of the contract have to be loaded.
    pub(super) fn add(&mut self, record: &Record<'_>, place: &Place) -> Result<(), String> {
        let Some(path) = self.names.path(record) else {
            self.counts.elsewhere += 1;
            return Ok(());
        };
        self.counts.records += 1;
        let called = self.names.called(record, path);
        if called.is_none()
            && let Some(name) = &record.operation
        {
            let title = format!("`{}` is not an operation of the contract", short(name));
            self.findings.add(Kind::UnlistedOperation, title, place, String::new);
        }
        self.counts.undeclared += u64::from(called.is_none() && self.names.should_declare(record));
        let (operation, id) = called.map_or((None, None), |(operation, id)| (Some(operation), id));
        let label = operation.map_or_else(|| self.names.label(record, path), |operation| operation.name.to_owned());
        let machine = self.histories.machine(record, operation.map_or("", |operation| operation.machine));
        let body = if record.method.as_deref() == Some("HEAD") { &[] } else { record.body() };
        let from_body = self.names.job_in(body);
        let job = record.job.as_deref().or(from_body.as_deref()).or(id.as_deref());
        let ended = |outcome: &Outcome<'_>, ended: &str, auditor: &mut Self| {
            let attempt = Attempt { record, operation, outcome, label: &label, ended };
            auditor.calls.add(&attempt, place, &mut auditor.findings);
        };
        match record.ending()? {
            Ending::Transport(failure) => {
                self.counts.unanswered += 1;
                ended(&Outcome::transport(failure), &format!("no response ({failure})"), self);
                let about = About { record, machine, job, effect: None };
                self.histories.add(&about, None, place, &mut self.findings, &mut self.coverage);
            }
            Ending::Status(status) => {
                self.coverage.status(status);
                let headers = &record.headers;
                match ApiError::<Loaded>::check_of(operation, status, headers, body) {
                    Err(error) => {
                        self.counts.failures += 1;
                        self.failure(&error, record, place);
                        let outcome = Outcome::error(&error).headers(headers).received_at(record.received());
                        ended(&outcome, &ending(status, error.code_ref().or_else(|| error.type_ref())), self);
                        let observed = self.observed(machine, &outcome, operation);
                        let about = About { record, machine, job, effect: Some(error.effect()) };
                        self.histories.add(&about, observed.as_ref(), place, &mut self.findings, &mut self.coverage);
                    }
                    Ok(()) => {
                        self.success(status, headers, body, operation);
                        let text = String::from_utf8_lossy(body);
                        let read = text.as_bytes();
                        let outcome = Outcome::success(status).headers(headers).body(&read);
                        ended(&outcome, &status.to_string(), self);
                        let observed = self.observed(machine, &outcome, operation);
                        let about = About { record, machine, job, effect: None };
                        self.histories.add(&about, observed.as_ref(), place, &mut self.findings, &mut self.coverage);
                    }
                }
            }
        }
        Ok(())
    }

    fn observed<'o>(
        &self,
        machine: Option<usize>,
        outcome: &'o Outcome<'o>,
        operation: Option<&'o Operation>,
    ) -> Option<Observed<'o>> {
        self.contract.machines.get(machine?)?.read_outcome(outcome, self.contract.policy, operation)
    }

    /// Checks the status, the body and the codes of a failure.
    fn failure(&mut self, error: &ApiError<'_, Loaded>, record: &Record<'_>, place: &Place) {
        let status = error.status();
        let policy = self.contract.policy;
        if policy.statuses.row(status).is_none() && !policy.is_success(status) {
            let title = format!("{status} is not a declared status");
            self.findings.add(Kind::UndeclaredStatus, title, place, String::new);
        }
        let has_body = record.body.is_some() && record.method.as_deref() != Some("HEAD");
        match error.body_name() {
            Some(name) => self.coverage.body(name),
            None if has_body && !self.contract.decoder.bodies.is_empty() => {
                let length = record.body().len();
                let body = match record.headers.get("Content-Type").and_then(|value| value.split(';').next()) {
                    _ if length == 0 => "an empty body".to_owned(),
                    Some(media) => format!("a body of {}", short(media.trim())),
                    None => "a body".to_owned(),
                };
                let title = format!("a {status} response with {body} matches no body of the contract");
                let detail = || if length == 0 { String::new() } else { format!("{length} bytes") };
                self.findings.add(Kind::UnmatchedBody, title, place, detail);
            }
            None => {}
        }
        self.codes(error, place);
    }

    fn codes(&mut self, error: &ApiError<'_, Loaded>, place: &Place) {
        for reported in reported(self.contract, error) {
            if let Some(code) = reported.listed {
                self.coverage.code(code);
            } else if let (Some(catalog), Some(text)) = (reported.catalog, reported.text) {
                let title = format!("`{}` is not a code of {}", short(&text), catalog.name);
                let family = catalog.family(&text).map(|group| format!("it belongs to {}", group.title()));
                self.findings.add(Kind::UnlistedCode, title, place, || family.unwrap_or_default());
            }
        }
        error.causes().filter_map(|cause| cause.code_ref()).for_each(|code| self.coverage.code(code));
    }

    /// Notes the body and codes of a success. A success can have a body of the contract too, for example with a code that means success.
    fn success(&mut self, status: u16, headers: &HeaderList<'_>, body: &[u8], operation: Option<&Operation>) {
        if !self.contract.needs_body_of(operation, status, headers) {
            return;
        }
        let read = ApiError::<Loaded>::decode(status, headers, body);
        if let Some(name) = read.body_name() {
            self.coverage.body(name);
            [read.code_ref(), read.subcode_ref(), read.type_ref()]
                .into_iter()
                .flatten()
                .for_each(|code| self.coverage.code(code));
        }
    }
}

/// `503 OVERLOADED`.
fn ending(status: u16, code: Option<CodeRef>) -> String {
    code.map_or_else(|| status.to_string(), |code| format!("{status} {}", code.wire()))
}
