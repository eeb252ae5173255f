//! The marker type of the API, its contract and its error type.

use super::bodies;
use super::http;
use crate::emit::code::Code;
use crate::emit::docs::Docs;
use crate::emit::emitter::Emitter;
use crate::emit::value::{list, literal, text};

pub(super) fn module(emitter: &Emitter<'_>, code: &mut Code) {
    let (rt, title) = (emitter.rt, emitter.title());
    let docs = Docs::of(format!("Marker type for {title}, for use with generic code"));
    let docs = match &emitter.contract.source {
        Some(source) => docs.paragraph(format!("Source: {}", source.value)),
        None => docs,
    };
    code.blank();
    code.docs(&docs);
    code.lines("#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\npub enum Api {}");
    code.blank();
    code.line("#[automatically_derived]");
    code.open(&format!("impl {rt}::Api for Api {{"));
    code.line("type Body<'e> = Body<'e>;");
    code.lines(&format!("#[inline]\nfn contract() -> &'static {rt}::Contract {{\n    &CONTRACT\n}}"));
    if emitter.contract.bodies.is_empty() {
        no_body(rt, code)
    } else {
        bodies::functions(emitter, code)
    }
    code.close("}");
    let docs = Docs::of(format!("An error response of {title}")).markdown(
        "`ApiError::check` decides whether a response is an error. `ApiError::decode` decodes one that is known to be an error and \
         never fails. `ApiError::new` creates one to send.",
    );
    code.blank();
    code.docs(&docs);
    code.lines(&format!("pub type ApiError<'b> = {rt}::ApiError<'b, Api>;"));
    code.blank();
    let budget = if emitter.contract.policy.budget.is_some() { ", RETRY_BUDGET" } else { "" };
    code.line(&format!("pub use tables::{{CONTRACT, RETRY{budget}}};"));
}

fn no_body(rt: &str, code: &mut Code) {
    code.lines(&format!(
        "
        fn body<'e>(_: &{rt}::decode::Fields<'_, 'e>) -> Body<'e> {{
            Body::Unknown
        }}
        fn values<'v>(_: &'v Body<'_>) -> ::core::option::Option<(usize, &'v dyn {rt}::encode::Values)> {{
            ::core::option::Option::None
        }}
        "
    ));
}

pub(super) fn contract_table(emitter: &Emitter<'_>, code: &mut Code) {
    let title = emitter.title();
    code.blank();
    code.docs(&Docs::of(format!("The failure contract of {title}, as data")));
    let (name, title, source) = (literal(&emitter.contract.name), literal(title), text(&emitter.contract.source));
    let catalogs = list(emitter.names.catalogs.iter().map(|names| format!("&{}", names.table)));
    let machines = list(emitter.names.machines.iter().map(|names| format!("&{}", names.table)));
    let (request_id, rate_limit) = (text(&emitter.contract.headers.request_id), http::rate_limit_headers(emitter));
    let credentials = if emitter.contract.credentials.is_empty() { "&[]" } else { "super::CREDENTIALS" };
    code.lines(&format!(
        "
        pub static CONTRACT: Contract = Contract {{
            name: {name},
            title: {title},
            source: {source},
            catalogs: &[{catalogs}],
            machines: &[{machines}],
            credentials: {credentials},
            decoder: BODIES,
            request_id: {request_id},
            rate_limit: {rate_limit},
            policy: &RETRY,
        }};
        "
    ));
}
