//! `errspec simulate`: the attempts that arrive at the failing server, and their times.

use crate::folder::Folder;
use crate::simulate_schedules::{nanos, simulated, simulated_policy};
use serde_json::{Value, json};

/// Policies that differ in all that matters for when attempts arrive.
const POLICIES: [(&str, &str); 6] = [
    ("constant", "  attempts: 4\n  backoff: { kind: constant, base: 700ms }\n"),
    (
        "additive",
        "  attempts: 5\n  backoff: { kind: linear, base: 1s, step: 500ms, cap: 3s }\n  jitter: { kind: additive, max: 300ms }\n",
    ),
    (
        "proportional",
        "  attempts: 3\n  backoff: { kind: exponential, base: 2s, factor: 1.5 }\n  jitter: { kind: proportional, ratio: 0.25 }\n",
    ),
    ("equal", "  attempts: 6\n  backoff: { kind: fibonacci, base: 250ms }\n  jitter: equal\n"),
    ("decorrelated", "  attempts: 5\n  backoff: { kind: exponential, base: 100ms, cap: 2s }\n  jitter: decorrelated\n"),
    (
        "table",
        "  retries: 3\n  backoff: { kind: table, delays: [3s, 1s, 2s], add: 10ms }\n  jitter: { kind: proportional, ratio: 0.1 }\n",
    ),
];

fn run<'d>(document: &'d Value, name: &str) -> &'d Value {
    let runs = document["load"]["runs"].as_array().unwrap();
    runs.iter().find(|run| run["name"] == name).unwrap_or_else(|| panic!("{name}: {document:#}"))
}

/// The buckets in which attempts arrive: begin, end, number.
fn busy(document: &Value, name: &str) -> Vec<(u128, u128, u64)> {
    let width = nanos(&document["load"]["bucket"]);
    let buckets = run(document, name)["buckets"].as_array().unwrap().iter().map(|count| count.as_u64().unwrap());
    let buckets = (0u128..).zip(buckets).map(|(at, count)| (at * width, (at + 1) * width, count));
    buckets.filter(|(.., count)| *count > 0).collect()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

/// When retries can arrive: the sums of the shortest and of the longest delays.
fn windows(document: &Value) -> Vec<(u128, u128)> {
    let waits = document["schedules"][0]["waits"].as_array().unwrap().iter();
    let sums = waits.scan((0, 0), |since, wait| {
        *since = (since.0 + nanos(&wait["least"]), since.1 + nanos(&wait["most"]));
        Some(*since)
    });
    sums.collect()
}

#[test]
fn if_all_fail_each_client_makes_every_attempt() {
    for (name, policy) in POLICIES {
        let document = simulated_policy(&format!("if_all_fail_{name}"), policy, &["--outage", "1h", "--clients", "37"]);
        let attempts = number(&document["attempts"]);
        for run in document["load"]["runs"].as_array().unwrap() {
            let arrived: u64 = run["buckets"].as_array().unwrap().iter().map(number).sum();
            assert_eq!(number(&run["attempts"]), 37 * attempts, "{name}");
            assert_eq!(arrived + number(&document["load"]["under_way"]), 37 * attempts, "{name}");
            assert_eq!(number(&run["extra"]), 37 * (attempts - 1), "{name}");
            assert_eq!((&run["succeeded"], &run["gave_up"]), (&json!(0), &json!({ "no attempt left": 37 })), "{name}");
            assert_eq!((&run["last_success"], &run["recovery"]), (&Value::Null, &Value::Null), "{name}");
        }
    }
}

#[test]
fn attempts_arrive_only_when_the_schedule_lets_them() {
    for (name, policy) in POLICIES {
        let document = simulated_policy(&format!("attempts_arrive_{name}"), policy, &["--outage", "1h", "--clients", "200"]);
        let windows = windows(&document);
        let earliest = windows[0].0;
        for (begin, end, _) in busy(&document, "as_written") {
            assert!(end > earliest, "{name}: attempts before {end}, the earliest is at {earliest}");
            let possible = windows.iter().any(|(from, to)| begin <= *to && *from < end);
            assert!(possible, "{name}: attempts from {begin} to {end}, possible are {windows:?}");
        }
    }
}

#[test]
fn without_jitter_all_clients_come_back_at_once() {
    let document = simulated("jobs", &["--clients", "50"]);
    let second = 1_000_000_000;
    let waves: Vec<(u128, u64)> = busy(&document, "as_written").into_iter().map(|(begin, _, count)| (begin, count)).collect();
    assert_eq!(waves, [(second, 50), (3 * second, 50)]);
    let most = |name| busy(&document, name).into_iter().map(|(.., count)| count).max().unwrap();
    assert!(most("full_jitter") * 3 < most("as_written"), "{} against {}", most("full_jitter"), most("as_written"));
}

#[test]
fn numbers_follow_from_each_other() {
    let document = simulated("images", &["--clients", "200", "--outage", "20s"]);
    let load = &document["load"];
    assert_eq!((&load["healthy_rate"], &load["answer"]), (&json!("10"), &json!("500")));
    // Without jitter the 200 arrive in one bucket at 1, 3, 7, 15 and 31 s, and the last of these succeeds.
    let plain = run(&document, "no_jitter");
    assert_eq!(
        (nanos(&load["bucket"]), &plain["peak_per_second"], &plain["peak_over_healthy"]),
        (500_000_000, &json!("400"), &json!("40"))
    );
    assert_eq!((number(&plain["attempts"]), number(&plain["succeeded"])), (200 * 6, 200));
    assert_eq!((&plain["last_success"], &plain["recovery"]), (&json!("31s"), &json!("11s")));
    for run in load["runs"].as_array().unwrap() {
        let gave_up: u64 = run["gave_up"].as_object().unwrap().values().map(number).sum();
        assert_eq!(number(&run["succeeded"]) + gave_up, 200);
    }
}

#[test]
fn calls_may_come_evenly() {
    let document = simulated("jobs", &["--clients", "60", "--outage", "1m", "--start", "evenly"]);
    assert_eq!(document["load"]["under_way"], 0);
    let written = run(&document, "as_written");
    // A call a second; each is repeated 1 and 3 s later. Those of 57, 58 and 59 s succeed at 60, 61 and 60 s.
    assert_eq!((&written["attempts"], &written["succeeded"]), (&json!(60 * 3 - 1), &json!(3)));
    assert_eq!((&written["peak_per_second"], &written["peak_over_healthy"]), (&json!("3"), &json!("3")));
    assert_eq!(written["recovery"], "1s");
}

#[test]
fn a_budget_bounds_the_extra_calls() {
    let retry = "  attempts: 5\n  backoff: { kind: constant, base: 1s }\n  budget: { capacity: 100, cost: { transient: 7, throttled: 3 } }\n";
    for (answer, most) in [("503", 14), ("429", 33)] {
        let document = simulated_policy(&format!("a_budget_{answer}"), retry, &["--answer", answer]);
        assert_eq!(run(&document, "as_written")["extra"], 4000);
        let bounded = run(&document, "with_budget");
        assert_eq!((&bounded["extra"], &bounded["gave_up"]["the retry budget is empty"]), (&json!(most), &json!(1000)));
    }
}

#[test]
fn the_servers_word_is_heard_in_every_form() {
    let forms = [
        "delay-seconds",
        "decimal-seconds",
        "delay-millis",
        "duration-text",
        "http-date",
        "iso-date",
        "unix-seconds",
        "unix-millis",
    ];
    for form in forms {
        for place in ["at: { header: X-Wait }", "at: /error/wait"] {
            let retry = format!(
                "  attempts: 2\n  backoff: {{ kind: constant, base: 1s }}\n  hints: [{{ {place}, form: {form}, when: {{ status: 429 }} }}]\n"
            );
            let test = format!("the_servers_word_{form}_{}", &place[..4]);
            let document = simulated_policy(&test, &retry, &["--retry-after", "5s", "--outage", "4s"]);
            assert!(document["load"]["answer"].as_str().unwrap().starts_with("429 with "), "{form}");
            assert_eq!(run(&document, "as_written")["last_success"], "5s", "{form}");
        }
    }
}

#[test]
fn dates_are_right_around_leap_days_and_years() {
    // The simulation begins on 1 January 2000, which was a leap year: 59 days on is 29 February.
    for days in [30, 31, 58, 59, 60, 90, 182, 365, 366, 425, 1521] {
        for form in ["http-date", "iso-date"] {
            let retry = format!("  attempts: 2\n  hints: [{{ at: {{ header: X-Wait }}, form: {form}, max: 9999d }}]\n");
            let after = format!("{days}d");
            let document =
                simulated_policy("dates_are_right", &retry, &["--retry-after", &after, "--outage", "1s", "--clients", "1"]);
            let expected = days * 86_400 * 1_000_000_000;
            assert_eq!(nanos(&run(&document, "as_written")["last_success"]), expected, "{form} {days}");
        }
    }
}

#[test]
fn a_rule_about_a_code_decides() {
    let folder = Folder::new("a_rule_about_a_code");
    let spec = "errspec: 1\nname: ruled\nstatuses:\n  503: { retry: transient }\nerrors:\n  E:\n    codes:\n      \
                BUSY: { status: 503, summary: Busy }\n      GONE: { status: 503, summary: Gone }\n\
                bodies:\n  api: { fields: { code: { at: /code, type: E } } }\n\
                retry:\n  rules:\n    - { when: { code: GONE, status: 503 }, retry: never }\n";
    folder.write("ruled.yaml", spec);
    for (answer, attempts) in [("BUSY", 3000), ("GONE", 1000), ("503", 3000)] {
        let out = folder.errspec(&["simulate", "ruled.yaml", "--format", "json", "--answer", answer]).out;
        let document: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(run(&document, "as_written")["attempts"], attempts, "{answer}");
    }
}

#[test]
fn a_hint_replaces_the_wait_where_the_contract_says_so() {
    let retry = "  attempts: 2\n  backoff: { kind: constant, base: 20s }\n  hints: [{ at: { header: Retry-After }, form: delay-seconds }]\n";
    let success = |test: &str, more: &str| {
        let document = simulated_policy(test, &format!("{retry}{more}"), &["--retry-after", "5s", "--outage", "4s"]);
        nanos(&run(&document, "as_written")["last_success"])
    };
    let second = 1_000_000_000;
    assert_eq!(success("a_hint_at_least", "  combine: at_least\n"), 20 * second);
    assert_eq!(success("a_hint_replaces", "  combine: replace\n"), 5 * second);
    let spread = success("a_hint_spread", "  combine: replace\n  spread: 2s\n");
    assert!(6 * second < spread && spread <= 7 * second, "{spread}");
}

#[test]
fn more_patience_than_the_contract_has_ends_the_calls() {
    let retry = "  attempts: 3\n  hints: [{ at: { header: Retry-After }, form: delay-seconds, max: 10s }]\n";
    let document = simulated_policy("more_patience", retry, &["--retry-after", "11s"]);
    assert_eq!(run(&document, "as_written")["gave_up"], json!({ "the server asks to wait 11s": 1000 }));
}

#[test]
fn the_answer_can_be_named() {
    let attempts = |api: &str, answer: &str| number(&run(&simulated(api, &["--answer", answer]), "as_written")["attempts"]);
    assert_eq!(attempts("jobs", "500"), 3000);
    // Its page sends the reader to the job's details, though the status is 500.
    assert_eq!(attempts("jobs", "PROCESSING_FAILED"), 1000);
    assert_eq!(attempts("jobs", "INTERNAL_ERROR"), 3000);
    assert_eq!(attempts("jobs", "connect"), 3000);
    assert_eq!(attempts("jobs", "other"), 1000);
    assert_eq!(attempts("jobs", "404"), 1000);
}
