//! Scripts: as data, as lines and as JSON, in process and over HTTP.
use crate::common::{Client, contract, get, post, read, serve};
use errspec_server::{Answer, Body, Options, Place, Repeat, Server, Then, parse_script};
use errspec_spec::model::Contract;
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::Duration;

#[test]
fn a_sequence_is_given_in_order_and_then_all_is_well() {
    let server = serve("jobs");
    let throttled = Answer::new().status(429).header("Retry-After", "1");
    server.script(vec![throttled, Answer::new().code("INTERNAL_ERROR"), Answer::new().status(200)]).unwrap();
    let mut client = Client::new(server.addr());
    let first = client.request("POST", "/v1/jobs", "{}");
    assert_eq!((first.status, first.header("Retry-After")), (429, Some("1")));
    let second = client.request("POST", "/v1/jobs", "{}");
    assert_eq!((second.status, &second.json()["error"]["code"]), (500, &"INTERNAL_ERROR".into()));
    for _ in 0..2 {
        let answer = client.request("POST", "/v1/jobs", "{}");
        assert_eq!((answer.status, answer.text()), (200, "{}"));
    }
    assert_eq!(server.scripted(), 0);
}

#[test]
fn answers_repeat_so_often_or_for_ever() {
    let server = serve("jobs");
    server.script_text("503 x2\n404 x0\n500 forever\n200").unwrap();
    let statuses: Vec<u16> = (0..5).map(|_| get(&server, "/").status).collect();
    assert_eq!(statuses, [503, 503, 500, 500, 500]);
    server.clear_script();
    assert_eq!(get(&server, "/").status, 200);
}

#[test]
fn control_paths_take_nothing_from_the_script() {
    let server = serve("jobs");
    server.script_text("503").unwrap();
    assert_eq!(get(&server, "/__errspec/status/404").status, 404);
    assert_eq!(get(&server, "/__errspec/").status, 200);
    assert_eq!(get(&server, "/__errspecific").status, 503);
}

#[test]
fn lines_say_everything() {
    let vision = contract("vision");
    let parsed = |line: &str| {
        let [answer] = parse_script(&vision, line).unwrap_or_else(|error| panic!("{line}: {error}")).try_into().unwrap();
        answer
    };
    let new = Answer::new;
    for (line, answer) in [
        ("429 Retry-After:1  # slowly", new().status(429).header("Retry-After", "1")),
        (
            "429 Retry-After:\"Wed, 21 Oct 2015 07:28:00 GMT\"",
            new().status(429).header("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"),
        ),
        ("429 -retry-after x3", new().status(429).without_header("retry-after").times(3)),
        ("code=TIMEOUT", new().code("TIMEOUT")),
        ("500 catalog=ErrorCode code=TIMEOUT", new().status(500).code_of("ErrorCode", "TIMEOUT")),
        (
            "403 body=structured /detail/message=\"Not \\\"yours\\\"\"",
            new().status(403).shape("structured").value("/detail/message", "Not \"yours\""),
        ),
        ("422 /detail=[1]", new().status(422).value("/detail", serde_json::json!([1]))),
        ("502 text=\"<h1>Bad Gateway</h1>\"", new().status(502).body(Body::Text("<h1>Bad Gateway</h1>".into()))),
        ("200 json={\"a\": [1, 2]}", new().status(200).body(Body::Json(serde_json::json!({"a": [1, 2]})))),
        ("500 empty", new().status(500).body(Body::Empty)),
        ("reset", new().then(Then::Reset)),
        ("close", new().then(Then::Close)),
        ("garbage forever", new().then(Then::Garbage).forever()),
        ("truncate 20", new().truncated(20)),
        ("200 trickle 1ms", new().status(200).then(Then::Trickle(Duration::from_millis(1)))),
        ("503 slow 200ms", new().status(503).slow(Duration::from_millis(200))),
        ("slow 2s", new().slow(Duration::from_secs(2))),
        ("pass", new()),
    ] {
        assert_eq!(parsed(line), answer, "{line}");
    }
    assert_eq!(parse_script(&vision, "\n  # nothing\r\n\n").unwrap(), []);
}

#[test]
fn json_says_the_same() {
    let vision = contract("vision");
    let json = r#"["429 Retry-After:1", {"status": 429, "headers": {"Retry-After": 1, "Date": null}, "times": "forever"},
        {"code": "TIMEOUT", "catalog": "ErrorCode", "body": "structured", "values": {"message": "Late"}},
        {"status": 502, "text": "<h1>", "then": {"truncate": 2}}, {"json": [], "slow": "1s"}, {"empty": true, "then": "reset"}]"#;
    let answers = parse_script(&vision, json).unwrap();
    assert_eq!(answers[0], Answer::new().status(429).header("Retry-After", "1"));
    assert_eq!(answers[1], answers[0].clone().without_header("Date").forever());
    assert_eq!(answers[2], Answer::new().code_of("ErrorCode", "TIMEOUT").shape("structured").value("message", "Late"));
    assert_eq!((&answers[3].then, &answers[4].delay), (&Then::Truncate(2), &Duration::from_secs(1)));
    assert_eq!((&answers[5].body, answers[5].repeat), (&Body::Empty, Repeat::Times(1)));
    assert_eq!(parse_script(&vision, r#"{"status": 404}"#).unwrap(), [Answer::new().status(404)]);
}

#[test]
fn mistakes_are_shown_with_their_place_and_their_cure() {
    let vision = contract("vision");
    for (script, place, says) in [
        ("200\n42", Place::Line(2), "write a number from 200 to 999"),
        ("200\n\ncode=TIMEOUTT", Place::Line(3), "did you mean `TIMEOUT`?"),
        ("body=midleware", Place::Line(1), "did you mean `middleware`?"),
        ("catalog=Nope code=TIMEOUT", Place::Line(1), "write one of ErrorCode"),
        ("resett", Place::Line(1), "did you mean `reset`?"),
        ("bdy=plain", Place::Line(1), "did you mean `body`?"),
        ("truncate", Place::Line(1), "`truncate 20`"),
        ("slow soon", Place::Line(1), "`200ms`"),
        ("slow 11m", Place::Line(1), "at most `10m`"),
        ("200 text=\"open", Place::Line(1), "end the text with"),
        ("200 text=\"\\x\"", Place::Line(1), "write `\\\\`"),
        ("200 json={", Place::Line(1), "at the end of the line"),
        ("200 Content-Length:7", Place::Line(1), "`truncate 20`"),
        ("200 \"X-A:a\\nb\"", Place::Line(1), "on one line"),
        ("200 \"X A\":b", Place::Line(1), "write `Name:value`"),
        ("[\n{\"status\": }]", Place::Line(2), "or one response per line"),
        ("[{}, {\"stauts\": 200}]", Place::Answer(2), "did you mean `status`?"),
        ("[7]", Place::Answer(1), "\"429 Retry-After:1\""),
        ("[{\"then\": \"explode\"}]", Place::Answer(1), "`trickle`, `reset`, `close`, `garbage`"),
        ("[{\"then\": \"rest\"}]", Place::Answer(1), "did you mean `reset`?"),
        ("[{\"then\": {\"trickle\": \"5\"}}]", Place::Answer(1), "`200ms`"),
        ("[{\"times\": \"always\"}]", Place::Answer(1), "`times` is a number, or `\"forever\"`"),
        ("[{\"headers\": {\"X\": []}}]", Place::Answer(1), "or null to omit the header"),
        ("[{\"status\": 404, \"status\": \"x\"}]", Place::Answer(1), "expected u16"),
        ("[{\"text\": \"a\", \"json\": null}]", Place::Answer(1), "two bodies"),
        ("[{\"code\": \"TIMEOUT\", \"empty\": true}]", Place::Answer(1), "two bodies"),
        ("catalog=ErrorCode", Place::Line(1), "add `code=`"),
        ("[{\"status\": 99}]", Place::Answer(1), "such as 429"),
    ] {
        let error = parse_script(&vision, script).unwrap_err();
        assert_eq!(error.place, place, "{script}: {error}");
        assert!(error.to_string().contains(says), "{script}: {error}");
    }
}

/// Codes that a body carries in some statuses only, or that none carries.
const CARRIED: &str = "\
errspec: 1
name: carried
statuses: { 400: The request is wrong, 503: { summary: Down, retry: transient } }
errors:
  Api: { codes: { wrong: The request is wrong } }
  Loose: { codes: { lost: Nobody says where, wrong: Another one } }
bodies:
  api: { when: { status: 4xx }, fields: { code: { at: /code, type: Api } } }
  plain: { fields: { message: /message } }
";

#[test]
fn fault_24_a_code_that_no_body_carries_is_a_mistake_of_the_script() {
    let server = Server::start(read(CARRIED), Options::default()).unwrap();
    for (line, says) in [
        ("code=lost", "no body of the contract carries `lost`, a code of Loose; declare a field of type Loose"),
        ("500 code=lost", "no body of the contract carries `lost`"),
        ("catalog=Loose code=wrong", "a code of Loose"),
        ("body=plain code=wrong", "the body `plain` carries no codes of Api or Loose; write `body=api`"),
        ("503 code=wrong", "no body that clients look for in a 503 carries codes of Api or Loose; remove the status"),
        ("204 code=wrong", "a response with status 204 has no body"),
        ("204 body=plain", "a response with status 204 has no body"),
        ("304 json={}", "a response with status 304 has no body"),
    ] {
        let error = parse_script(server.contract(), line).unwrap_err().to_string();
        assert!(error.contains(says), "{line}: {error}");
    }
    let refused = get(&server, "/__errspec/code/lost");
    assert!(refused.status == 400 && refused.text().contains("no body of the contract carries"), "{}", refused.text());
    assert!(server.script(vec![Answer::new().code("lost")]).is_err());
    // Of two catalogs that list a text, the one counts that can be told.
    let answer = get(&server, "/__errspec/code/wrong");
    assert_eq!((answer.status, answer.text()), (400, r#"{"code":"wrong"}"#));
    let sent_all_the_same = get(&server, "/__errspec/answer?line=503+code=wrong+body=api");
    assert_eq!((sent_all_the_same.status, sent_all_the_same.text()), (503, r#"{"code":"wrong"}"#));
}

#[test]
fn a_script_is_posted_replaced_counted_and_deleted() {
    let server = serve("jobs");
    assert_eq!(post(&server, "/__errspec/script", "429\n500\n").text(), "{\"answers\":2}\n");
    assert_eq!(post(&server, "/__errspec/script", "[{\"status\": 404}]").text(), "{\"answers\":3}\n");
    assert_eq!(get(&server, "/").status, 429);
    let mut client = Client::new(server.addr());
    assert_eq!(client.request("PUT", "/__errspec/script", "403").text(), "{\"answers\":1}\n");
    assert_eq!(client.request("GET", "/__errspec/script", "").text(), "{\"answers\":1}\n");
    assert_eq!(get(&server, "/").status, 403);
    post(&server, "/__errspec/script", "500 forever");
    assert_eq!(client.request("DELETE", "/__errspec/script", "").text(), "{\"answers\":0}\n");
    assert_eq!(get(&server, "/").status, 200);
    let refused = post(&server, "/__errspec/script", "200\ncode=NO_SUCH");
    assert_eq!(refused.status, 400);
    assert!(refused.text().contains("line 2: the contract has no code `NO_SUCH`"), "{}", refused.text());
    assert_eq!(server.scripted(), 0, "all of it or nothing");
}

#[test]
fn any_line_can_be_had_at_once() {
    let server = serve("vision");
    let answer = get(&server, "/__errspec/answer?line=503+code=TIMEOUT+Retry-After:7");
    assert_eq!((answer.status, answer.header("Retry-After")), (503, Some("7")));
    assert_eq!(answer.json()["error"]["code"], "TIMEOUT");
    assert_eq!(post(&server, "/__errspec/answer", r#"{"status": 409}"#).status, 409);
    assert_eq!(get(&server, "/__errspec/answer").status, 400);
}

#[test]
fn what_cannot_be_given_is_refused_in_process_too() {
    let server = serve("jobs");
    for answer in [
        Answer::new().status(42),
        Answer::new().code("NO_SUCH"),
        Answer::new().shape("no_such"),
        Answer::new().header("X\r\nY", "1"),
        Answer::new().header("X", "1\r\nSet-Cookie: a"),
        Answer::new().slow(Duration::MAX),
    ] {
        let error = server.script(vec![Answer::new(), answer]).unwrap_err();
        assert_eq!(error.place, Place::Answer(2), "{error}");
    }
    assert_eq!(server.scripted(), 0);
    assert!(server.script(vec![Answer::new(); 10_001]).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever is written is read or refused, with a place that exists.
    #[test]
    fn any_text_is_read_or_refused(text in r#"([0-9a-z=:/"{}\[\]\\# \n-]|code=|429|slow |truncate |é){0,60}"#) {
        static JOBS: LazyLock<Contract> = LazyLock::new(|| contract("jobs"));
        if let Err(error) = parse_script(&JOBS, &text) {
            if let Place::Line(line) = error.place {
                prop_assert!((1..=text.lines().count().max(1)).contains(&line), "{}", error);
            }
            prop_assert!(!error.instead.is_empty());
        }
    }
}
