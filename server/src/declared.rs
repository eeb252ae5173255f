//! Responses of a contract without a server, for tools that show or compare them.

use crate::route::declared_reply;
use crate::{Declared, Options, Response};
use errspec_spec::model::Contract;

impl Response {
    /// The response that the server gives for a status, a code or a body of the contract. Whatever is not set is chosen to fit the rest, as
    /// [`Declared`] says. Points in time are those of
    /// [`Clock::SAMPLE`](crate::Clock::SAMPLE), so the same contract always gives the same response.
    ///
    /// ```
    /// use errspec_server::{Declared, Response};
    /// let spec = b"errspec: 1\nname: shop\nerrors: { E: { codes: { busy: } } }\nbodies: { api: { fields: { code: { at: /code, type: E } } } }\n";
    /// let contract = errspec_spec::check("shop.yaml", spec, &mut errspec_spec::NoFiles).contract.unwrap();
    /// let busy = Declared { code: Some("busy".to_owned()), ..Declared::default() };
    /// let response = Response::of(&contract, None, &busy);
    /// assert_eq!((response.status, response.body.as_slice()), (500, br#"{"code":"busy"}"#.as_slice()));
    /// ```
    pub fn of(contract: &Contract, status: Option<u16>, declared: &Declared) -> Self {
        let reply = declared_reply(contract, &Options::default(), status, declared, "/");
        Self { status: reply.status, headers: reply.headers, body: reply.body }
    }
}
