//! The complete texts of failures: what failed, what the server said with its code and request ID, what to do, and why the call is not
//! retried.
use crate::e2e_support::{KEY, READ, WRITE, any, cancelled_by, secs, serve, with};
use errspec::Api;
use errspec::retry::Operation;
use errspec_client::blocking::Cancel;
use errspec_client::{Credential, Settings};
use errspec_server::{Answer, Body, Then};
use generated_client::{images, jobs, vision};

/// The text of the failure that these answers lead to.
fn text<A: Api>(operation: &'static Operation, answers: Vec<Answer>) -> String {
    let server = serve::<A>();
    let (caller, _) = with::<A>(Settings::new(server.url()).credential(Credential::bearer(KEY)).deadline(secs(3600)));
    server.script(answers).unwrap();
    any(&caller, operation, "/probe").send().unwrap_err().to_string()
}

#[test]
fn a_refused_key() {
    let answer = Answer::new().code("EXPIRED_API_KEY").shape("middleware").value("message", "Key expired");
    let answer = answer.value("request_id", "550e8400-e29b-41d4-a716-446655440000");
    assert_eq!(
        text::<vision::Api>(&READ, vec![answer]),
        "read failed: 401 Unauthorized: Key expired (code EXPIRED_API_KEY; request 550e8400-e29b-41d4-a716-446655440000). \
         What to do: Make a new key in your dashboard. Not retried: that makes sense only after getting new credentials"
    );
}

#[test]
fn a_missing_thing() {
    assert_eq!(
        text::<jobs::Api>(&READ, vec![Answer::new().code("JOB_NOT_FOUND").value("message", "No job 7")]),
        "read failed: 404 Not Found: No job 7 (code JOB_NOT_FOUND). What to do: Check the job's id. \
         Not retried: the same call is not expected to work later"
    );
}

#[test]
fn a_service_that_stays_down() {
    assert_eq!(
        text::<vision::Api>(&READ, vec![Answer::new().status(503).value("message", "Overloaded").forever()]),
        "read failed: 503 Service Unavailable: Overloaded. What to do: Wait a little and retry. \
         Given up after 3 attempts: no attempt left"
    );
    assert_eq!(
        text::<jobs::Api>(
            &READ,
            vec![Answer::new().code("DATABASE_ERROR").value("message", "Down"), Answer::new().status(404)]
        ),
        "read failed: 404 Not Found: There is no such resource (code RESOURCE_NOT_FOUND). What to do: Verify the resource's id. \
         Given up after 2 attempts: the same call is not expected to work later"
    );
}

#[test]
fn a_write_that_may_have_been_done() {
    assert_eq!(
        text::<images::Api>(&WRITE, vec![Answer::new().status(500).value("message", "Oops")]),
        "write failed: 500 Server Error: Oops (code not_listed). What to do: Check whether it took effect; if it did not: \
         Retry after a moment with exponential backoff, and contact support if it keeps failing. \
         Not retried: the server may have acted, and the operation is not safe to repeat"
    );
    let lost = text::<jobs::Api>(&WRITE, vec![Answer::new().then(Then::Reset)]);
    assert!(lost.starts_with("write failed: the connection broke: "), "{lost}");
    assert!(
        lost.ends_with(
            ". What to do: Check whether it took effect before sending it again. \
             Not retried: the server may have acted, and the operation is not safe to repeat"
        ),
        "{lost}"
    );
}

#[test]
fn what_a_contract_does_not_say_of_broken_connections() {
    let of = |operation, then| text::<vision::Api>(operation, vec![Answer::new().then(then)]);
    let read = of(&READ, Then::Reset);
    assert!(read.starts_with("read failed: the connection broke: "), "{read}");
    assert!(
        read.ends_with(
            ". Not retried: the contract does not say what to do when the connection breaks; \
             the rule `{ when: { transport: reset }, retry: transient }` would allow it"
        ),
        "{read}"
    );
    // A rule is not enough if the server may have acted.
    let write = of(&WRITE, Then::Reset);
    assert!(
        write.ends_with(
            ". What to do: Check whether it took effect before sending it again. Not retried: the contract does not say what to do \
             when the connection breaks, and the operation is not safe to repeat"
        ),
        "{write}"
    );
    // Nothing was sent, so a rule is enough.
    let (caller, _) = with::<vision::Api>(Settings::new("http://127.0.0.1:1").deadline(secs(3600)));
    let unsent = any(&caller, &WRITE, "/probe").send().unwrap_err().to_string();
    assert!(unsent.starts_with("write failed: no connection: ") && !unsent.contains("What to do"), "{unsent}");
    assert!(
        unsent.ends_with(
            ". Not retried: the contract does not say what to do when no connection can be established; \
             the rule `{ when: { transport: connect }, retry: transient }` would allow it"
        ),
        "{unsent}"
    );
}

#[test]
fn more_patience_than_there_is() {
    assert_eq!(
        text::<vision::Api>(
            &READ,
            vec![
                Answer::new()
                    .code("RATE_LIMIT_ERROR")
                    .value("message", "Slow down")
                    .value("request_id", "r-1")
                    .header("Retry-After", "86400")
            ]
        ),
        "read failed: 429 Too Many Requests: Slow down (code RATE_LIMIT_ERROR; request r-1). \
         What to do: Back off exponentially and respect Retry-After. \
         Not retried: the server asks to wait 86400s, which is longer than a call waits"
    );
}

#[test]
fn half_an_answer() {
    let cut = text::<jobs::Api>(&WRITE, vec![Answer::new().status(200).body(Body::Text("0123456789".into())).truncated(4)]);
    assert!(cut.starts_with("write failed: status 200, but only 4 bytes of the body arrived: the connection broke: "), "{cut}");
    assert!(cut.contains(". What to do: Check whether it took effect before sending it again. Not retried: "), "{cut}");
}

#[test]
fn a_page_that_is_none_of_the_apis() {
    assert_eq!(
        text::<jobs::Api>(&READ, vec![Answer::new().status(502).body(Body::Text("<html>Bad Gateway</html>".into()))]),
        "read failed: 502 Bad Gateway: body of no known shape, 24 bytes. \
         Not retried: the same call is not expected to work later"
    );
}

#[test]
fn a_call_that_was_stopped() {
    let cancel = Cancel::default();
    cancel.cancel();
    let (caller, _) = cancelled_by::<jobs::Api>(Settings::new("http://127.0.0.1:1"), &cancel);
    assert_eq!(
        any(&caller, &READ, "/probe").send().unwrap_err().to_string(),
        "read failed: cancelled before there was a response"
    );
}
