//! Finds the operation and the job of a record, and their names.

use crate::traffic::Record;
use errspec::decode::Json;
use errspec::retry::Operation;
use errspec_server::{called, path_parameter};
use errspec_spec::model::Contract;
use errspec_tables::Tables;

/// The scheme and host of a URL, which a path alone does not have, and the path.
fn divided(url: &str) -> (Option<&str>, &str) {
    match url.find("://") {
        Some(scheme) => {
            let path = url.get(scheme + 3..).and_then(|rest| rest.find('/')).map_or(url.len(), |at| scheme + 3 + at);
            (url.get(..path), url.get(path..).unwrap_or_default())
        }
        None => (None, url),
    }
}

/// Finds operations and jobs.
pub(super) struct Names {
    model: &'static Contract,
    operations: &'static [Operation],
    /// The URL or path that the paths of operations are relative to.
    base: Option<String>,
    /// The pointer to the ID of a job in responses.
    job_at: Option<String>,
}

impl Names {
    pub(super) fn new(tables: Tables, base: Option<String>, job_at: Option<String>) -> Self {
        let base = base.map(|base| base.trim_end_matches('/').to_owned());
        Self { model: tables.model, operations: tables.operations, base, job_at }
    }

    /// The path of a record below the base, without the query. `None` if it is not below the base.
    pub(super) fn path<'r>(&self, record: &'r Record<'_>) -> Option<&'r str> {
        let Some(path) = record.path.as_deref() else { return Some("") };
        let (origin, path) = divided(path.split(['?', '#']).next().unwrap_or(path));
        let Some(base) = &self.base else { return Some(path) };
        let (base_origin, base_path) = divided(base);
        let is_elsewhere = origin.zip(base_origin).is_some_and(|(origin, base)| origin != base);
        path.strip_prefix(base_path).filter(|rest| !is_elsewhere && (rest.is_empty() || rest.starts_with('/')))
    }

    /// The operation that a record calls, and the last parameter in its path.
    pub(super) fn called(&self, record: &Record<'_>, path: &str) -> Option<(&'static Operation, Option<String>)> {
        if let Some(name) = record.operation.as_deref() {
            let operation = self.operations.iter().find(|operation| operation.name == name)?;
            return Some((operation, path_parameter(operation.path, path).flatten()));
        }
        let (at, id) = called(self.model, record.method.as_deref()?, path)?;
        Some((self.operations.get(at)?, id))
    }

    /// Whether a record should call an operation: the contract has some, and the record has a request and names nothing else.
    pub(super) fn should_declare(&self, record: &Record<'_>) -> bool {
        let is_request = record.method.is_some() && record.path.is_some();
        is_request && record.operation.is_none() && record.machine.is_none() && !self.operations.is_empty()
    }

    /// The name of a request that calls no operation: its method and path.
    pub(super) fn label(&self, record: &Record<'_>, path: &str) -> String {
        format!("{} {}", record.method.as_deref().unwrap_or("?"), short(path)).trim_end().to_owned()
    }

    /// The ID of the job in a response.
    pub(super) fn job_in(&self, body: &[u8]) -> Option<String> {
        let value = Json::parse(body)?.at(self.job_at.as_deref()?)?;
        let plain = || value.as_number().is_some().then(|| value.as_str().to_owned());
        value.as_string().map(|text| text.into_owned()).or_else(plain)
    }
}

/// The beginning of a text from the traffic.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
