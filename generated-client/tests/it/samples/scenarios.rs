//! What the server sends, what the sample and our client do after that, and why they differ.

use super::{Done, ours};
use crate::e2e_support::serve;
use errspec::Api;
use errspec_server::{Answer, Body, Server, Then};
use generated_client::{autoretouch, images, jobs, vision};
use serde_json::json;

/// A sample of a page, and its scenarios.
pub(crate) struct Sample {
    pub(crate) name: &'static str,
    pub(crate) method: &'static str,
    pub(crate) scenarios: Vec<Scenario>,
}

/// Responses, and what follows from them.
pub(crate) struct Scenario {
    /// The responses in words.
    pub(crate) answered: &'static str,
    pub(crate) answers: Vec<Answer>,
    /// The responses that follow for a client that renews its tokens.
    pub(crate) renewal: Vec<Answer>,
    /// The schedule by the rules of the page: requests and delays.
    pub(crate) sample_does: &'static str,
    /// The schedule by the contract.
    pub(crate) we_do: &'static str,
    /// Why they differ; empty if they do not.
    pub(crate) why: &'static str,
    pub(crate) server: fn() -> Server,
    pub(crate) ours: fn(&str, &Scenario) -> Done,
}

fn scenario<A: Api>(
    answered: &'static str,
    answers: &[Answer],
    [sample_does, we_do]: [&'static str; 2],
    why: &'static str,
) -> Scenario {
    let (answers, renewal) = (answers.to_vec(), Vec::new());
    Scenario { answered, answers, renewal, sample_does, we_do, why, server: serve::<A>, ours: ours::call::<A> }
}

fn status(status: u16) -> Answer {
    Answer::new().status(status)
}

fn code(code: &str) -> Answer {
    Answer::new().code(code)
}

fn page(status: u16) -> Answer {
    Answer::new().status(status).body(Body::Text("<html>".into()))
}

pub(crate) fn all() -> Vec<Sample> {
    vec![
        Sample { name: "000_autoretouch.py", method: "GET", scenarios: autoretouch() },
        Sample { name: "002_jobs.py", method: "POST", scenarios: jobs(false) },
        Sample { name: "002_jobs.mjs", method: "POST", scenarios: jobs(true) },
        Sample { name: "003_vision.py", method: "GET", scenarios: vision() },
        Sample { name: "004_images.mjs", method: "GET", scenarios: images() },
        Sample { name: "004_images.mjs", method: "POST", scenarios: images_created() },
    ]
}

const LAST: &str = "The sample also waits after its last attempt";
const ONLY_200: &str = "The contract counts every 2xx as a success; the sample expects 200";
const OWN_ERROR: &str = "The sample catches its own exception and sends the request again";
const UNSAFE: &str = "The server may have acted, so a request that is not safe to repeat is not sent again";

fn autoretouch() -> Vec<Scenario> {
    let scenario = scenario::<autoretouch::Api>;
    let reset_at = (1_600_290_555 + 40).to_string();
    let tokens = Answer::new().status(200).body(Body::Json(json!({ "access_token": "new" })));
    vec![
        scenario("200", &[status(200)], ["1", "1"], ""),
        scenario("201", &[status(201).forever()], ["3", "1"], ONLY_200),
        scenario("503 twice, then 200", &[status(503).times(2), status(200)], ["3: 2 s, 3 s", "3: 2 s, 3 s"], ""),
        scenario("503 every time", &[status(503).forever()], ["3: 2 s, 3 s, 5 s", "3: 2 s, 3 s"], LAST),
        scenario(
            "429, limit reset in 40 s",
            &[status(429).header("X-RateLimit-Reset", reset_at).forever()],
            ["3: 2 s, 3 s, 5 s", "3: 40 s, 40 s"],
            "The page says to wait for the reset; the sample does not",
        ),
        Scenario {
            renewal: vec![tokens, status(200)],
            ..scenario(
                "401, the token has expired",
                &[status(401)],
                ["1", "2"],
                "The page says to renew the token; our client does so once and sends the request again",
            )
        },
        scenario("400 with a page of HTML", &[page(400).forever()], ["1", "1"], "Our client keeps the body"),
        scenario("502", &[page(502).forever()], ["1", "1"], ""),
        scenario("bytes that are not HTTP", &[Answer::new().then(Then::Garbage).forever()], ["1", "1"], ""),
    ]
}

fn jobs(javascript: bool) -> Vec<Scenario> {
    let scenario = scenario::<jobs::Api>;
    let created = if javascript { ["1", "1"] } else { ["3", "1"] };
    vec![
        scenario("200", &[status(200)], ["1", "1"], ""),
        scenario("201", &[status(201).forever()], created, if javascript { "" } else { ONLY_200 }),
        scenario("429, then 200", &[code("RATE_LIMIT_EXCEEDED"), status(200)], ["2: 1 s", "2: 1 s"], ""),
        scenario("429 every time", &[code("RATE_LIMIT_EXCEEDED").forever()], ["3: 1 s, 2 s, 4 s", "3: 1 s, 2 s"], LAST),
        scenario("500 `INTERNAL_ERROR`, then 200", &[code("INTERNAL_ERROR"), status(200)], ["2: 1 s", "1"], UNSAFE),
        scenario("503 every time", &[code("SERVICE_UNAVAILABLE").forever()], ["3: 1 s, 2 s, 4 s", "1"], UNSAFE),
        scenario(
            "500 `PROCESSING_FAILED`",
            &[code("PROCESSING_FAILED").forever()],
            ["3: 1 s, 2 s, 4 s", "1"],
            "The code says to look at the job first, and takes precedence over its status",
        ),
        scenario("400 `INVALID_PARAMETER`", &[code("INVALID_PARAMETER").forever()], ["3: 1 s, 2 s", "1"], OWN_ERROR),
        scenario("400 `INSUFFICIENT_BALANCE`", &[code("INSUFFICIENT_BALANCE").forever()], ["3: 1 s, 2 s", "1"], OWN_ERROR),
        scenario("401 `EXPIRED_API_KEY`", &[code("EXPIRED_API_KEY").forever()], ["3: 1 s, 2 s", "1"], OWN_ERROR),
        scenario("402", &[status(402).forever()], ["3: 1 s, 2 s", "1"], OWN_ERROR),
        scenario(
            "400 with an unlisted code",
            &[status(400).body(Body::Json(json!({ "error": { "code": "NEW", "message": "?" } }))).forever()],
            ["3: 1 s, 2 s", "1"],
            OWN_ERROR,
        ),
        scenario(
            "200 with a page of HTML",
            &[page(200).forever()],
            ["3: 1 s, 2 s", "1"],
            "The job was accepted; an unreadable body is no reason to submit it again",
        ),
        scenario("a connection reset", &[Answer::new().then(Then::Reset).forever()], ["3: 1 s, 2 s", "1"], UNSAFE),
    ]
}

fn vision() -> Vec<Scenario> {
    let scenario = scenario::<vision::Api>;
    let throttled = || code("RATE_LIMIT_ERROR");
    vec![
        scenario("200", &[status(200)], ["1", "1"], ""),
        scenario("201", &[status(201).forever()], ["1", "1"], ONLY_200),
        scenario("204", &[status(204).forever()], ["1", "1"], ONLY_200),
        scenario(
            "429 Retry-After: 7, then 200",
            &[throttled().header("Retry-After", "7"), status(200)],
            ["2: 7 s", "2: 7 s"],
            "",
        ),
        scenario(
            "429 without Retry-After",
            &[throttled().without_header("Retry-After"), status(200)],
            ["2: 5 s", "2: 5 s"],
            "",
        ),
        scenario(
            "429 Retry-After: a date in 10 s",
            &[throttled().header("Retry-After", "Wed, 16 Sep 2020 21:09:25 GMT"), status(200)],
            ["1", "2: 10 s"],
            "RFC 9110 allows a date; the sample reads only numbers",
        ),
        scenario(
            "429 Retry-After: 86400",
            &[throttled().header("Retry-After", "86400").forever()],
            ["3: 86400 s, 86400 s, 86400 s", "1"],
            "The sample sleeps for three days; our client reports the delay that the server asked for",
        ),
        scenario(
            "429 `USAGE_LIMIT_EXCEEDED`",
            &[code("USAGE_LIMIT_EXCEEDED").status(429).without_header("Retry-After").forever()],
            ["3: 5 s, 5 s, 5 s", "1"],
            "The quota is renewed next month; the code takes precedence over its status",
        ),
        scenario("503 every time", &[status(503).forever()], ["3: 1–1.5 s, 2–2.5 s, 4–4.5 s", "3: 1–1.5 s, 2–2.5 s"], LAST),
        scenario(
            "504",
            &[status(504).forever()],
            ["3: 1–1.5 s, 2–2.5 s, 4–4.5 s", "1"],
            "The page says to make the batch smaller; the same request would be too slow again",
        ),
        scenario(
            "502 with a page of HTML",
            &[page(502).forever()],
            ["3: 1–1.5 s, 2–2.5 s, 4–4.5 s", "1"],
            "The page lists the statuses to retry, and 502 is not one of them; users can add it",
        ),
        scenario("401 `INVALID_API_KEY`, middleware's shape", &[code("INVALID_API_KEY").shape("middleware")], ["1", "1"], ""),
        scenario(
            "422 `VALIDATION_ERROR`, framework's shape",
            &[code("VALIDATION_ERROR").shape("structured")],
            ["1", "1"],
            "The sample reads only one of three shapes, so code and message are lost",
        ),
        scenario(
            "404 with a string as detail",
            &[status(404).shape("plain")],
            ["1", "1"],
            "The sample reads only one of three shapes",
        ),
        scenario(
            "400 with a page of HTML",
            &[page(400)],
            ["1", "1"],
            "The sample reports its own JSON error, so the status is lost",
        ),
        scenario("bytes that are not HTTP", &[Answer::new().then(Then::Garbage).forever()], ["1", "1"], ""),
    ]
}

fn images() -> Vec<Scenario> {
    let scenario = scenario::<images::Api>;
    const FIVE: &str = "6: 1–2 s, 2–3 s, 4–5 s, 8–9 s, 16–17 s";
    vec![
        scenario("201", &[status(201)], ["1", "1"], ""),
        scenario("500 every time", &[status(500).forever()], [FIVE, FIVE], ""),
        scenario(
            "429 Retry-After: 7 every time",
            &[code("rate_limit_exceeded").header("Retry-After", "7").forever()],
            [FIVE, "6: 7 s, 7 s, 7 s, 8–9 s, 16–17 s"],
            "The table says to wait for Retry-After; the sample does not read it",
        ),
        scenario(
            "502",
            &[page(502).forever()],
            [FIVE, "1"],
            "The page lists the statuses to retry, and 502 is not one of them; users can add it",
        ),
        scenario("402", &[status(402).forever()], ["1", "1"], ""),
        scenario("410", &[status(410).forever()], ["1", "1"], ""),
        scenario("a connection reset", &[Answer::new().then(Then::Reset).forever()], ["1", "1"], ""),
    ]
}

fn images_created() -> Vec<Scenario> {
    let scenario = scenario::<images::Api>;
    const FIVE: &str = "6: 1–2 s, 2–3 s, 4–5 s, 8–9 s, 16–17 s";
    vec![
        scenario("500 every time", &[status(500).forever()], [FIVE, "1"], UNSAFE),
        scenario(
            "429, then 200",
            &[code("rate_limit_exceeded").without_header("Retry-After"), status(200)],
            ["2: 1–2 s", "2: 1–2 s"],
            "",
        ),
    ]
}
