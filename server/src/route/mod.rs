//! Finds the response to a request: control paths, the script, jobs and operations, in this order.

mod api;
mod context;
mod control;
mod guard;
mod jobs;
mod operation;
mod page;
mod reply;
mod routed;

pub(crate) use context::State;
pub use operation::{called, matched};
pub(crate) use operation::{commands, operation};
pub(crate) use reply::{changed, declared_reply, refused};
pub(crate) use routed::Routed;

use crate::Options;
use crate::http::Request;
use crate::log::Log;
use context::Context;
use errspec_spec::model::Contract;
use std::net::IpAddr;

/// The folder of the control paths.
pub(crate) const CONTROL: &str = "/__errspec";

/// The response to a request to the address `own`, and whether the request was for the server itself.
pub(crate) fn route(
    contract: &Contract,
    options: &Options,
    state: &mut State,
    log: &mut Log,
    request: &Request,
    own: IpAddr,
) -> (Routed, bool) {
    let mut context = Context { contract, options, state, request };
    let Some(path) = request.below(CONTROL) else { return (api::api(&mut context), false) };
    let (reply, control) = match guard::refusal(request, own) {
        Some(why) => (context.wrong(403, &why), true),
        None => control::control(&mut context, log, &path),
    };
    (Routed::Reply(reply), control)
}
