//! Which fact of a contract decides about an outcome.

use crate::retry_support::{safe, secs};
use errspec::catalog::{Lookup, Row, rows};
use errspec::retry::{Operation, Outcome, Policy, Rank, Reason, Retry, Rule, ServerSays, Step, Transport};
use errspec::status::{StatusRange, StatusRow, Statuses};
use errspec::when::{Test, When};
use errspec::{Catalog, Category, Change, CodeRef, Effect, Facts, Family, Group, RetryClass};

const TRANSIENT: Retry = Retry::of(RetryClass::Transient);
const THROTTLED: Retry = Retry::of(RetryClass::Throttled);
const NEVER: Retry = Retry::of(RetryClass::Never);
const UNSPECIFIED: Retry = Retry::of(RetryClass::Unspecified);
const INSPECT: Retry = Retry::of(RetryClass::Inspect);
const SMALLER: Retry = Retry::of(RetryClass::AfterChange(Change::Size));
/// FAILED has a class of its own, BUSY only what its status 503 says; codes that begin with 08 are a family.
static CODES: Catalog = Catalog {
    name: "ErrorCode",
    title: "",
    summary: "",
    open: true,
    text: "FAILEDFailedBUSYBusy",
    rows: &rows::<2>(
        &[Row::new(500).category(Category::Internal).retry(0), Row::new(503).category(Category::Unavailable).inherits(1)],
        &[0, 6, 6, 0, 0, 0, 4, 4, 0, 1],
    ),
    retries: &[INSPECT, TRANSIENT],
    groups: &[Group {
        key: "connection",
        status: 0,
        within: None,
        family: Some(Family::Prefix("08")),
        facts: Facts {
            title: "Connection",
            category: Some(Category::Unavailable),
            retry: Some(TRANSIENT),
            effect: Some(Effect::None),
            ..Facts::NONE
        },
    }],
    extras: &[],
    bases: &[],
    aliases: &[],
    lookup: Lookup::Sorted(&[1, 0]),
    ..Catalog::EMPTY
};

const FAILED: CodeRef = CodeRef { catalog: &CODES, row: 0 };
const BUSY: CodeRef = CodeRef { catalog: &CODES, row: 1 };

static STATUSES: Statuses = Statuses {
    rows: &[
        StatusRow { facts: Facts { retry: Some(TRANSIENT), ..Facts::NONE }, ..StatusRow::new(500) },
        StatusRow { facts: Facts { retry: Some(NEVER), ..Facts::NONE }, ..StatusRow::new(409) },
        StatusRow::new(502),
    ],
    ranges: &[
        StatusRange {
            facts: Facts { retry: Some(THROTTLED), effect: Some(Effect::None), ..Facts::NONE },
            ..StatusRange::new(500, 599)
        },
        StatusRange { facts: Facts { retry: Some(NEVER), ..Facts::NONE }, ..StatusRange::new(505, 509) },
        StatusRange { facts: Facts { category: Some(Category::Timeout), ..Facts::NONE }, ..StatusRange::new(504, 504) },
    ],
    ..Statuses::EMPTY
};

static RULES: [Rule; 6] = [
    Rule {
        when: When { transport: &[Transport::Connect], ..When::ANY },
        retry: Some(TRANSIENT),
        effect: Some(Effect::None),
        ..Rule::NONE
    },
    Rule { when: When { code: &["TIMEOUT"], status: &[(504, 504)], ..When::ANY }, retry: Some(SMALLER), ..Rule::NONE },
    Rule {
        when: When { status: &[(409, 409)], fields: &[("/error/reason", Test::equals("locked"))], ..When::ANY },
        retry: Some(TRANSIENT),
        ..Rule::NONE
    },
    Rule {
        when: When {
            status: &[(409, 409)],
            headers: &[("X-Lock", Test::equals("hard"))],
            fields: &[("/error/reason", Test::equals("locked"))],
            ..When::ANY
        },
        retry: Some(INSPECT),
        ..Rule::NONE
    },
    Rule { when: When { status: &[(500, 500)], operation: &["upload"], ..When::ANY }, retry: Some(NEVER), ..Rule::NONE },
    Rule { when: When { error_type: &["overloaded"], ..When::ANY }, retry: Some(THROTTLED), ..Rule::NONE },
];

static POLICY: Policy = Policy { statuses: &STATUSES, rules: &RULES, ..Policy::DEFAULT };

fn decide(outcome: Outcome<'_>) -> (Retry, Rank) {
    let decision = POLICY.classify(&outcome, None);
    (decision.retry, decision.rank)
}

#[test]
fn a_codes_own_word_beats_its_status() {
    assert_eq!(decide(Outcome::status(500)), (TRANSIENT, Rank::Status));
    assert_eq!(decide(Outcome::status(500).code(FAILED)), (INSPECT, Rank::Code));
    assert_eq!(decide(Outcome::status(500).code_text(&CODES, "FAILED")), (INSPECT, Rank::Code));
}

#[test]
fn what_a_code_only_inherits_is_for_the_observed_status_to_say() {
    assert_eq!(decide(Outcome::status(409).code(BUSY)), (NEVER, Rank::Status));
}

#[test]
fn an_unlisted_code_takes_what_its_family_says() {
    assert_eq!(decide(Outcome::status(409).code_text(&CODES, "08006")), (TRANSIENT, Rank::Code));
    assert_eq!(decide(Outcome::status(409).code_text(&CODES, "09000")), (NEVER, Rank::Status));
}

#[test]
fn code_and_status_beat_the_code_alone() {
    assert_eq!(decide(Outcome::status(504).code_text(&CODES, "TIMEOUT")), (SMALLER, Rank::CodeAndStatus));
    assert_eq!(decide(Outcome::status(500).code_text(&CODES, "TIMEOUT")), (TRANSIENT, Rank::Status));
}

#[test]
fn a_type_beats_the_status_and_a_code_beats_the_type() {
    let overloaded = || Outcome::status(409).error_type_text(&CODES, "overloaded");
    assert_eq!(decide(overloaded()), (THROTTLED, Rank::Type));
    assert_eq!(decide(overloaded().code(FAILED)), (INSPECT, Rank::Code));
}

#[test]
fn one_more_condition_beats_one_fewer() {
    let locked = [("/error/reason", "locked")];
    let hard = [("x-lock", "hard")];
    assert_eq!(decide(Outcome::status(409)), (NEVER, Rank::Status));
    assert_eq!(decide(Outcome::status(409).body(&locked)), (TRANSIENT, Rank::Status));
    assert_eq!(decide(Outcome::status(409).body(&locked).headers(&hard)), (INSPECT, Rank::Status));
    let upload = Operation::new("upload", "PUT", "");
    assert_eq!(POLICY.classify(&Outcome::status(500), Some(&upload)).retry, NEVER);
    assert_eq!(POLICY.classify(&Outcome::status(500), Some(&Operation::new("read", "GET", ""))).retry, TRANSIENT);
}

#[test]
fn a_range_speaks_for_statuses_that_do_not_speak_themselves() {
    assert_eq!(decide(Outcome::status(502)), (THROTTLED, Rank::Range));
    assert_eq!(decide(Outcome::status(599)), (THROTTLED, Rank::Range));
    assert_eq!(decide(Outcome::status(507)), (NEVER, Rank::Range));
    assert_eq!(
        decide(Outcome::status(504)),
        (THROTTLED, Rank::Range),
        "a narrower range that says nothing of retrying does not count"
    );
    assert_eq!(decide(Outcome::status(418)), (UNSPECIFIED, Rank::Default));
}

/// A status is asked in two ways, by itself and as an outcome.
#[test]
fn statuses_say_of_themselves_what_the_policy_says_of_them() {
    let policy = Policy { rules: &[], ..POLICY };
    for status in 100..=599 {
        let decision = policy.classify(&Outcome::status(status), None);
        assert_eq!((STATUSES.retry(status), STATUSES.effect(status)), (decision.class(), decision.effect), "{status}");
    }
}

#[test]
fn class_and_effect_are_looked_up_each_by_itself() {
    let effect = |status| POLICY.classify(&Outcome::status(status), None).effect;
    assert_eq!(effect(500), Effect::None, "the class is the status's, the effect the range's");
    assert_eq!(effect(409), Effect::None);
    assert_eq!(effect(302), Effect::Maybe);
    assert_eq!(POLICY.classify(&Outcome::transport(Transport::Timeout), None).effect, Effect::Maybe);
}

#[test]
fn transport_failures_have_a_rank_of_their_own() {
    assert_eq!(decide(Outcome::transport(Transport::Connect)), (TRANSIENT, Rank::Transport));
    assert_eq!(decide(Outcome::transport(Transport::Reset)), (UNSPECIFIED, Rank::Default));
}

#[test]
fn the_place_of_a_rule_means_nothing() {
    let reversed: Vec<Rule> = RULES.iter().rev().copied().collect();
    let reversed = Policy { rules: reversed.leak(), ..POLICY };
    let locked = [("/error/reason", "locked")];
    let hard = [("x-lock", "hard")];
    for outcome in [
        Outcome::status(409).body(&locked).headers(&hard),
        Outcome::status(504).code_text(&CODES, "TIMEOUT"),
        Outcome::status(500).error_type_text(&CODES, "overloaded"),
        Outcome::transport(Transport::Connect),
    ] {
        assert_eq!(reversed.classify(&outcome, None).retry, POLICY.classify(&outcome, None).retry);
    }
}

#[test]
fn the_servers_own_word_beats_every_rule_in_both_directions() {
    let policy =
        Policy { server_says: &const { [ServerSays::header("X-Should-Retry").yes(&["true"]).no(&["false"])] }, ..POLICY };
    let says = |status, word| {
        let headers = [("x-should-retry", word)];
        safe(&policy, 1).on_outcome(&Outcome::status(status).code(FAILED).headers(&headers), secs(0))
    };
    assert!(matches!(says(409, "true"), Step::Wait(_)), "inspect becomes transient");
    assert!(matches!(says(409, "TRUE "), Step::Wait(_)));
    assert!(
        matches!(says(409, "maybe"), Step::End(Err(give_up)) if give_up.reason == Reason::NotRetryable(RetryClass::Inspect))
    );
    let headers = [("x-should-retry", "false")];
    let forbidden = safe(&policy, 1).on_outcome(&Outcome::status(500).headers(&headers), secs(0));
    assert!(matches!(forbidden, Step::End(Err(give_up)) if give_up.reason == Reason::ServerForbade));
}

#[test]
fn a_yes_does_not_make_an_unsafe_call_safe() {
    let policy = Policy { server_says: &const { [ServerSays::header("X-Should-Retry").yes(&["true"])] }, ..Policy::DEFAULT };
    let headers = [("x-should-retry", "true")];
    let step = policy.call(secs(0), 1).on_outcome(&Outcome::status(500).headers(&headers), secs(0));
    assert!(matches!(step, Step::End(Err(give_up)) if give_up.reason == Reason::UnsafeOperation));
}

#[test]
fn fault_04_rules_and_the_servers_own_word_hear_every_header_of_a_name() {
    const CONDITION: When = When { headers: &[("X-Kind", Test::equals("busy"))], ..When::ANY };
    const RULES: &[Rule] = &[Rule { when: CONDITION, retry: Some(TRANSIENT), ..Rule::NONE }];
    const SAYS: &[ServerSays] = &[ServerSays::header("X-Should-Retry").yes(&["true"]).no(&["false"])];
    let policy = Policy { rules: RULES, server_says: SAYS, ..Policy::DEFAULT };
    let headers = [("X-Kind", "odd"), ("x-kind", " busy"), ("X-Should-Retry", "perhaps"), ("X-Should-Retry", "false")];
    let decision = policy.classify(&Outcome::status(500).headers(&headers), None);
    assert_eq!((decision.retry, decision.server), (TRANSIENT, Some(false)));
}

/// Below the server's own word, above everything that speaks of codes and statuses.
#[test]
fn fault_06_headers_and_fields_alone_speak_of_this_very_answer() {
    static RULES: [Rule; 5] = [
        Rule { when: When { headers: &[("X-Busy", Test::equals("true"))], ..When::ANY }, retry: Some(THROTTLED), ..Rule::NONE },
        Rule {
            when: When {
                headers: &[("X-Busy", Test::equals("true"))],
                fields: &[("/final", Test::equals("true"))],
                ..When::ANY
            },
            retry: Some(INSPECT),
            effect: Some(Effect::Maybe),
            ..Rule::NONE
        },
        Rule {
            when: When { code: &["FAILED"], status: &[(500, 500)], headers: &[("X-Busy", Test::equals("true"))], ..When::ANY },
            retry: Some(NEVER),
            ..Rule::NONE
        },
        Rule { when: When { method: &["GET"], ..When::ANY }, retry: Some(TRANSIENT), ..Rule::NONE },
        Rule { when: When { transport: &[Transport::Timeout], ..When::ANY }, retry: Some(NEVER), ..Rule::NONE },
    ];
    const SAYS: &[ServerSays] = &[ServerSays::header("X-Should-Retry").yes(&["true"]).no(&["false"])];
    let policy = Policy { statuses: &STATUSES, rules: &RULES, server_says: SAYS, ..Policy::DEFAULT };
    let decide = |outcome: Outcome<'_>| {
        let decision = policy.classify(&outcome, Some(&Operation::new("read", "GET", "")));
        (decision.retry, decision.rank)
    };
    let busy = [("x-busy", "true")];
    let last = [("/final", "true")];
    assert_eq!(decide(Outcome::status(409).headers(&busy)), (THROTTLED, Rank::Answer), "the entry of 409 says never");
    assert_eq!(decide(Outcome::status(500).code(FAILED).headers(&busy)), (THROTTLED, Rank::Answer), "so do code and status");
    assert_eq!(decide(Outcome::status(500).headers(&busy).body(&last)), (INSPECT, Rank::Answer));
    assert_eq!(policy.classify(&Outcome::status(409).headers(&busy).body(&last), None).effect, Effect::Maybe);
    let forbidden = [("x-busy", "true"), ("x-should-retry", "false")];
    let step = safe(&policy, 1).on_outcome(&Outcome::status(409).headers(&forbidden), secs(0));
    assert!(matches!(step, Step::End(Err(give_up)) if give_up.reason == Reason::ServerForbade));
    // The method alone decides where nothing else does.
    assert_eq!(decide(Outcome::status(418)), (TRANSIENT, Rank::Call));
    assert_eq!(decide(Outcome::status(409)), (NEVER, Rank::Status));
    assert_eq!(decide(Outcome::transport(Transport::Timeout)), (NEVER, Rank::Transport));
    assert_eq!(decide(Outcome::transport(Transport::Reset)), (TRANSIENT, Rank::Call));
}
