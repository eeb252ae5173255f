//! A contract whose errors may come with status 200, and a transport that returns responses from a list.

use errspec::decode::{BodyShape, Decoder, Field, Fields, Key, Kind, Role};
use errspec::encode::Values;
use errspec::retry::{Operation, Safety};
use errspec::when::When;
use errspec::{Api, Contract};
use errspec_client::blocking::{Client, Transport};
use errspec_client::{Broken, Response};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// `bodies: { api: { when: { status: [200, 4xx, 5xx] }, fields: { message: /error } } }`
pub(crate) enum Chat {}

static CHAT: Contract = Contract {
    name: "chat",
    decoder: Decoder {
        root: Key::object("", &[Key::value("error", 0)]),
        slots: 1,
        bodies: &[BodyShape::new(
            "api",
            When { status: &[(200, 200), (400, 599)], ..When::ANY },
            &[Field::new("message", "/error", 0, Kind::String).role(Role::Message)],
        )],
    },
    ..Contract::EMPTY
};

impl Api for Chat {
    type Body<'e> = ();

    fn contract() -> &'static Contract {
        &CHAT
    }

    fn body<'e>(_: &Fields<'_, 'e>) {}

    fn values(_: &()) -> Option<(usize, &dyn Values)> {
        None
    }
}

pub(crate) const SEND: Operation =
    Operation { safety: Safety::Keyed("Idempotency-Key"), ..Operation::new("send", "POST", "/rooms/{room}/messages") };
pub(crate) const READ: Operation = Operation::new("read", "GET", "/rooms/{room}");

/// The requests so far.
pub(crate) type Requests = Arc<Mutex<Vec<http::Request<bytes::Bytes>>>>;

/// Sends the same response to every request, and keeps the requests.
#[derive(Clone, Default)]
pub(crate) struct Always {
    pub(crate) body: &'static str,
    pub(crate) requests: Requests,
}

impl Transport for Always {
    type Body = Vec<u8>;

    fn send(&self, request: http::Request<bytes::Bytes>, _: Option<Duration>) -> Result<Response, Broken> {
        self.requests.lock().unwrap().push(request);
        Ok(http::Response::new(self.body.into()))
    }

    fn read(&self, body: &mut Vec<u8>, _: usize, into: &mut Vec<u8>) -> Result<(), Broken> {
        into.append(body);
        Ok(())
    }
}

/// A client of the chat, and the requests that it sends.
pub(crate) fn client(body: &'static str) -> (Client<Chat, Always>, Requests) {
    let transport = Always { body, ..Always::default() };
    let requests = Arc::clone(&transport.requests);
    (Client::new("https://chat.example.com/api/", transport), requests)
}
