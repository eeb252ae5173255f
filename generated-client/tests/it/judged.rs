//! How the clients judge responses, with a transport that returns responses from a list.

use crate::e2e_support::{FakeClock, READ, any, secs};
use errspec::decode::{BodyShape, Decoder, Field, Fields, Key, Kind, Role};
use errspec::encode::Values;
use errspec::headers::Form;
use errspec::retry::{Hint, Policy, Reason, Retry};
use errspec::when::When;
use errspec::{Api, Contract, RetryClass};
use errspec_client::blocking::{Client, Transport};
use errspec_client::{Broken, Response, Settings};
use std::cell::RefCell;
use std::time::Duration;

/// An API that answers errors with 200.
enum Chat {}

static POLICY: Policy = Policy {
    fallback: Retry::of(RetryClass::Transient),
    hints: &[Hint::header("X-Reset", &[Form::UnixSeconds])],
    ..Policy::DEFAULT
};

static CHAT: Contract = Contract {
    name: "chat",
    decoder: Decoder {
        root: Key::object("", &[Key::value("error", 0)]),
        slots: 1,
        bodies: &[BodyShape::new(
            "api",
            When { status: &[(200, 200)], ..When::ANY },
            &[Field::new("message", "/error", 0, Kind::String).role(Role::Message)],
        )],
    },
    policy: &POLICY,
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

/// Answers with these, the last first.
struct Answers(RefCell<Vec<Response>>);

impl Transport for Answers {
    type Body = Vec<u8>;

    fn send(&self, _: http::Request<bytes::Bytes>, _: Option<Duration>) -> Result<Response, Broken> {
        Ok(self.0.borrow_mut().pop().unwrap())
    }

    fn read(&self, body: &mut Vec<u8>, _: usize, into: &mut Vec<u8>) -> Result<(), Broken> {
        into.append(body);
        Ok(())
    }
}

fn answer(body: &str, headers: &[(&str, &str)]) -> Response {
    let response = headers.iter().fold(http::Response::builder(), |response, (name, value)| response.header(*name, *value));
    response.body(body.into()).unwrap()
}

fn caller(answers: Vec<Response>) -> (Client<Chat, Answers, FakeClock>, FakeClock) {
    let clock = FakeClock::default();
    let settings = Settings::new("http://chat.invalid");
    (Client::new(settings, Answers(RefCell::new(answers))).clock(clock.clone()), clock)
}

#[test]
fn fault_01_a_client_repeats_an_error_that_came_with_200() {
    let busy = || answer(r#"{"error": "busy"}"#, &[]);
    let (caller, clock) = caller(vec![answer(r#"{"ok": true}"#, &[]), busy()]);
    assert_eq!(any(&caller, &READ, "/").send().unwrap(), 200);
    assert_eq!(clock.slept(), [secs(1)]);
    let (caller, _) = self::caller(vec![busy(), busy(), busy()]);
    let failure = any(&caller, &READ, "/").send().unwrap_err();
    assert_eq!(failure.error().unwrap().message().as_deref(), Some("busy"));
    assert_eq!(failure.give_up.unwrap().reason, Reason::AttemptsExhausted);
}

/// The clock of these tests knows the time of day: it began at `EPOCH`.
#[test]
fn fault_02_a_client_dates_what_its_transport_does_not() {
    let moment = (FakeClock::EPOCH + Duration::from_secs(60)).as_secs().to_string();
    let (caller, clock) = caller(vec![answer("{}", &[]), answer(r#"{"error": "busy"}"#, &[("X-Reset", moment.as_str())])]);
    assert_eq!(any(&caller, &READ, "/").send().unwrap(), 200);
    assert_eq!(clock.slept(), [secs(60)]);
}
