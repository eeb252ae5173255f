//! A request and its response, for recording traffic.

use crate::Then;
use crate::http::{Reply, Request};
use crate::route;
use errspec_spec::model::Contract;
use std::time::Duration;

/// A request to the API and its response. The headers and the bodies may contain secrets.
#[derive(Clone, Debug)]
pub struct Exchange<'e> {
    /// When the request had arrived, as the time since 1970.
    pub at: Duration,
    /// How long it took until the response was ready to be sent.
    pub duration: Duration,
    /// The method.
    pub method: &'e str,
    /// The path, without the query.
    pub path: &'e str,
    /// The operation of the contract that the request calls.
    pub operation: Option<&'e str>,
    /// The headers of the request.
    pub request: &'e [(String, String)],
    /// The status of the response; `None` if the client got no response.
    pub status: Option<u16>,
    /// The headers of the response.
    pub headers: &'e [(String, String)],
    /// The bytes of the body that were sent.
    pub body: &'e [u8],
    /// The job that the request is about.
    pub job: Option<JobOf>,
}

/// The job that a request is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobOf {
    /// The machine, by its name in the contract.
    pub machine: String,
    /// The ID.
    pub id: String,
    /// The command that the request sends; `None` if it reads the state.
    pub command: Option<String>,
}

impl<'e> Exchange<'e> {
    pub(crate) fn new(
        contract: &'e Contract,
        request: &'e Request,
        reply: &'e Reply,
        (at, duration): (Duration, Duration),
    ) -> Self {
        let cut = matches!(reply.then, Then::Truncate(bytes) if bytes < reply.body.len());
        let lost = matches!(reply.then, Then::Reset | Then::Close | Then::Garbage);
        // A response that is cut off is still a failure if its status is that of a failure. A success only counts if it arrives completely.
        let unread = lost || cut && contract.is_success(reply.status);
        let operation = route::operation(contract, request).map(|(operation, _)| operation.name.value.as_str());
        Self {
            at,
            duration,
            method: &request.method,
            path: &request.path,
            operation,
            request: &request.headers,
            status: (!unread).then_some(reply.status),
            headers: if unread { &[] } else { &reply.headers },
            body: if unread { &[] } else { reply.sent(request.method == "HEAD") },
            job: job(contract, request),
        }
    }
}

/// The job that a request is for. Whether a request that may send several commands sent one, and which, is not known.
fn job(contract: &Contract, request: &Request) -> Option<JobOf> {
    let named = |at: usize| contract.machines.get(at).map(|machine| machine.name.value.clone());
    if let [(at, id, command)] = &*route::commands(contract, request) {
        return Some(JobOf { machine: named(*at)?, id: id.clone(), command: Some(command.clone()) });
    }
    let (operation, id) = route::operation(contract, request)?;
    Some(JobOf { machine: named(operation.machine?)?, id, command: None })
}
