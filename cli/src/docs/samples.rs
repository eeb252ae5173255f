//! Responses as they arrive, from the samples of the fault server.

use errspec_server::{Declared, Response};
use errspec_spec::model::Contract;
use serde_json::Value;
use std::collections::HashMap;

/// The samples of one contract.
pub(super) struct Samples<'c> {
    contract: &'c Contract,
    phrases: HashMap<u16, String>,
}

impl<'c> Samples<'c> {
    pub(super) fn new(contract: &'c Contract) -> Self {
        let mut phrases: HashMap<u16, String> = errspec_spec::registered().collect();
        let own = contract.statuses.iter().filter_map(|entry| Some((entry.status.value, entry.phrase.as_ref()?.value.clone())));
        phrases.extend(own);
        Self { contract, phrases }
    }

    pub(super) fn is_success(&self, status: &str) -> bool {
        status.parse().is_ok_and(|status| self.contract.is_success(status))
    }

    /// A response with a status.
    pub(super) fn of_status(&self, status: u16) -> Option<String> {
        let response = Response::of(self.contract, Some(status), &Declared::default());
        (!response.body.is_empty() && response.status == status).then(|| self.text(&response))
    }

    /// A response with a code, if one of the bodies carries it.
    pub(super) fn of_code(&self, catalog: &str, code: &str) -> Option<String> {
        let declared = Declared { catalog: Some(catalog.to_owned()), code: Some(code.to_owned()), ..Declared::default() };
        let response = Response::of(self.contract, None, &declared);
        let body = String::from_utf8_lossy(&response.body);
        let quoted = Value::from(code).to_string();
        // Only JSON has quotes around a code that is not a number.
        let unquoted = code.parse::<i64>().is_ok() || serde_json::from_slice::<Value>(&response.body).is_err();
        (body.contains(&quoted) || (unquoted && body.contains(code))).then(|| self.text(&response))
    }

    /// A response with a body.
    pub(super) fn of_body(&self, shape: &str) -> String {
        self.text(&Response::of(self.contract, None, &Declared { shape: Some(shape.to_owned()), ..Declared::default() }))
    }

    fn text(&self, response: &Response) -> String {
        let mut text = format!("HTTP/1.1 {}", response.status);
        if let Some(phrase) = self.phrases.get(&response.status) {
            text += &format!(" {phrase}");
        }
        // Headers that every response has say nothing about this one.
        let common = ["date", "content-length", "connection", "cache-control"];
        for (name, value) in response.headers.iter().filter(|(name, _)| !common.contains(&name.to_ascii_lowercase().as_str())) {
            text += &format!("\n{name}: {value}");
        }
        let body = match serde_json::from_slice::<Value>(&response.body) {
            Ok(json) => format!("{json:#}"),
            Err(_) => String::from_utf8_lossy(&response.body).into_owned(),
        };
        format!("{text}\n\n{body}")
    }
}
