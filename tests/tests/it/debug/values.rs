//! Values over a contract of two thousand codes, and over answers of a hundred thousand characters.

use super::{Held, held};
use errspec::catalog::{CodeKey, KeyValues, Lookup, Tag};
use errspec::decode::{Chain, Document, Format, ItemShape, Json, Kind, Number, Role, Source, Timestamp};
use errspec::encode::{EncodeError, Misread};
use errspec::headers::FromFn;
use errspec::machine::{self, Event, StateMachine, StateSet};
use errspec::place::{ListItem, Location, Place};
use errspec::retry::{
    self, AttemptHeader, Budget, BudgetRules, Idempotency, ImpliedCode, Outcome, PolicyBuilder, Poller, Tokens,
};
use errspec::{Basis, CodeRef, Extra, Family, OpenCode, Secret};
use errspec_tests::two_thousand::{self, ApiError, BigCode, Body, CONTRACT, CREDENTIALS, Job, JobState, RETRY};
use std::time::Duration;

/// Of every type that may be large one value at least, as large as it can be.
pub(crate) fn all() -> Vec<Held> {
    [tables(), decoded(), retried(), watched()].into_iter().flatten().collect()
}

/// A text of a hundred thousand characters, control characters among them.
fn long() -> String {
    "x\u{1b}[2J\u{202e}".repeat(16_000)
}

/// JSON's way to write it.
fn long_as_json() -> String {
    serde_json::to_string(&long()).unwrap()
}

const TEXTS: KeyValues = KeyValues::Text(&[(7, "EAGAIN"); 2000], &[("EAGAIN", 7); 2000]);
const PLACE: Place = Place::header("X-Error-Code").or(&[Location::Pointer("/code")]);

type NoHeader = fn(&str, usize) -> Option<&'static [u8]>;

fn tables() -> Vec<Held> {
    let catalog = BigCode::CATALOG;
    let decoder = &CONTRACT.decoder;
    let body = &decoder.bodies[0];
    let mut all = vec![
        held(&CONTRACT),
        held(catalog),
        held(&CodeRef::from(BigCode::G19C99)),
        held(&catalog.groups[0]),
        held(&Family::Prefix("G19_")),
        held(&Extra::NONE),
        held(&Tag { name: "network", rows: &[7; 2000], groups: &[7; 2000] }),
        held(&CodeKey { name: "symbol", values: TEXTS }),
        held(&TEXTS),
        held(&KeyValues::Integer(&[(7, 7); 2000], &[(7, 7); 2000])),
        held(&PLACE),
        held(&PLACE.first),
        held(&ListItem { list: "/details", tests: &[], member: "/code" }),
        held(&errspec::encode::Param { name: "limit", place: PLACE, json: "7" }),
        held(&Source { place: PLACE, slots: &[0, 1] }),
        held(&Format::XML),
        held(&catalog.lookup),
        held(decoder),
        held(&decoder.root),
        held(body),
        held(&body.when),
        held(&CONTRACT.statuses().rows[0].facts),
        held(&CONTRACT.statuses().rows[0]),
        held(&CONTRACT.statuses().ranges[0]),
        held(CONTRACT.statuses()),
        held(&CONTRACT.rate_limit),
        held(&CREDENTIALS[0]),
        held(&two_thousand::health::API),
        held(&two_thousand::CONFLICTS[0]),
        held(&two_thousand::ADVICE[0]),
        held(&EncodeError { body: "api", status: 400, read: Misread::Missing("code") }),
        held(&Misread::Missing("code")),
        held(&errspec::FactBasis { fact: errspec::Fact::Retry, basis: Basis::Assumed, rows: &[(0, 1); 2000] }),
    ];
    all.extend(catalog.bases.iter().map(held));
    all.extend(body.fields.iter().map(held));
    all.extend(body.fields.iter().map(|field| held(&field.kind)));
    all.extend(
        body.fields
            .iter()
            .filter_map(|field| if let Kind::List(shape) | Kind::Map(shape) = field.kind { Some(held(shape)) } else { None }),
    );
    if let Lookup::Text(words) = &catalog.lookup {
        all.push(held(words));
    }
    all
}

fn decoded() -> Vec<Held> {
    let text = long_as_json();
    let item = format!(r#"{{"code":{text},"text":{text}}}"#);
    let body = format!(
        r#"{{"error":{{"code":{text},"message":{text}}},"id":{text},"items":[{item},{text},{item},{text},{item},{item},{text},{text}],"more":{{"error":{{"code":{text}}}}},"map":{{{text}:{text},"a":1,"b":{text}}}}}"#
    );
    let error = ApiError::decode(429, &[("X-Request-Id", "r")], body.as_bytes());
    let Body::Api(api) = error.body() else { panic!("{error:?}") };
    let list = api.items.unwrap();
    let map = api.map.unwrap();
    let number = "7".repeat(100_000);
    let timestamp = format!("2020-01-01T00:00:00.{number}Z");
    let document: Document = serde_json::from_str(&body).unwrap();
    let name = "x".repeat(100_000);
    let quota = [("RateLimit-Policy", format!(r#"{name};q=1;qu={name};pk=:{name}:"#))];
    let headers: FromFn<'_, NoHeader> = errspec::headers::from_fn(|_, _| None);
    vec![
        held(&error),
        held(&ApiError::decode(500, &(), &body.as_bytes()[..50_000])),
        held(&error.body()),
        held(&list),
        held(&list.iter()),
        held(&list.iter().next()),
        held(&map),
        held(&map.iter()),
        held(&error.causes().next().unwrap()),
        held(&error.causes()),
        held(&Chain::new(0, 0, false, ItemShape::NONE)),
        held(&api.more.unwrap().kind()),
        held(&api.code),
        held(&OpenCode::<BigCode>::Unknown(long().into())),
        held(&long().parse::<BigCode>().unwrap_err()),
        held(&error.at("").unwrap()),
        held(&Json::parse(body.as_bytes()).unwrap()),
        held(&Number::parse(&number).unwrap()),
        held(&Timestamp::parse(timestamp.as_str()).unwrap()),
        held(&document),
        held(&Secret::new(long())),
        held(&headers),
        held(&errspec::headers::quotas(&quota)[0]),
        held(&Outcome::error(&error)),
    ]
}

fn retried() -> Vec<Held> {
    static OPERATION: retry::Operation = retry::Operation::new("send", "POST", "/jobs");
    let error = ApiError::decode(500, &(), br#"{"error":{"code":"G0_C1","message":"m"}}"#);
    let params = errspec::params::Params::of(&error, &(), BigCode::G0C1, &[]).unwrap();
    let outcome = Outcome::error(&error);
    let mut call = RETRY.call(Duration::ZERO, 7).operation(&OPERATION);
    let header = AttemptHeader::new("amz-sdk-request").value("attempt={attempt}; max={attempts}");
    let implied = ImpliedCode { statuses: (404, 404), code: CodeRef::from(BigCode::G19C99), role: Role::Code };
    let mut steps = Vec::new();
    for second in 0..12 {
        steps.push(call.on_outcome(&outcome, Duration::from_secs(100 * second)));
    }
    let give_up = call.clone().cancel(Duration::from_secs(60));
    let pace = retry::Pace::DEFAULT;
    let mut poller = Poller::<JobState>::new(&RETRY, pace, Duration::from_secs(600), Duration::ZERO, 7);
    let unknown = (0..20).map(|_| poller.on_unknown(&long(), &Outcome::status(200), Duration::ZERO));
    let polled: Vec<Held> = unknown.map(|step| held(&step)).collect();
    let rules = BudgetRules {
        capacity: Tokens::whole(9),
        transient: Tokens::whole(1),
        throttled: Tokens::whole(1),
        refund: Tokens::whole(1),
        scope: "api_key",
        ..BudgetRules::new(Tokens::whole(1))
    };
    let wait = retry::Wait {
        delay: Duration::MAX,
        attempt: u32::MAX,
        class: error.retry(),
        source: retry::DelaySource::Hint(Duration::MAX),
    };
    let end = retry::PollEnd::PollFailed { give_up: Box::new(give_up.clone()), last: Some(JobState::Done) };
    let text = retry::PollEnd::<JobState>::UnknownStateLimit { text: long().into(), count: 11 };
    let mut all = vec![
        held(&params),
        held(&RETRY),
        held(&header),
        held(&header.of(2, 3)),
        held(&implied),
        held(&Idempotency { header: "Idempotency-Key", methods: &["POST"] }),
        held(&call),
        held(&call.next_attempt(Duration::ZERO)),
        held(&give_up),
        held(&give_up.last),
        held(&retry::RetryError { give_up: give_up.clone(), last: error.clone().into_owned() }),
        held(&error.decision()),
        held(&poller),
        held(&retry::Reading { state: JobState::Done, phase: retry::Phase::Success }),
        held(&pace),
        held(&retry::PollStep::End(end.clone())),
        held(&end),
        held(&text),
        held(&Budget::new(rules)),
        held(&rules),
        held(&PolicyBuilder::from(RETRY)),
        held(&RETRY.delays(7)),
        held(&RETRY.hint(&outcome)),
        held(&retry::Hinted::Wait(Duration::MAX)),
        held(&RETRY.backoff),
        held(&RETRY.backoff.curve),
        held(RETRY.schedule.unwrap()),
        held(&retry::Retry::of(error.retry())),
        held(&OPERATION),
        held(&retry::Safety::Keyed("Idempotency-Key")),
        held(&retry::Rank::Call),
        held(&RETRY.server_says[0]),
        held(&wait),
        held(&wait.source),
    ];
    all.extend(give_up.last.iter().map(held));
    all.extend(RETRY.hints.iter().flat_map(|hint| [held(hint), held(&hint.place.first)]));
    all.extend(RETRY.rules.iter().flat_map(|rule| [held(rule), held(&rule.when)]));
    all.extend(steps.iter().map(held));
    all.extend(polled);
    all
}

fn watched() -> Vec<Held> {
    let text = long();
    let body = format!(r#"{{"state":{}}}"#, long_as_json());
    let machine = Job::MACHINE;
    let mut watch = Job::watch();
    watch.observe("S0");
    let far = held(&watch.observe("S70"));
    let report = watch.observe(text.as_str());
    let every: StateSet<JobState> = JobState::ALL.iter().copied().collect();
    let command = <Job as StateMachine>::Command::ALL[0];
    let mut all = vec![
        held(machine),
        held(&machine.relations),
        held(&machine.poll),
        held(&machine.edges[0]),
        held(&machine.edges[0].cause),
        held(&machine.commands[0]),
        far,
        held(&report),
        held(&report.verdict()),
        held(&report.next()),
        held(&report.strict().unwrap_err()),
        held(&machine::Reading::<Job>::from(text.as_str())),
        held(&Event::<Job>::from(text.as_str())),
        held(&Event::<Job>::Sent(command, Duration::ZERO)),
        held(&Job::read(body.as_bytes()).unwrap()),
        held(&text.parse::<JobState>().unwrap_err()),
        held(&every),
        held(&every.iter()),
        held(&machine::Kind::External { by: "somebody" }),
        held(&machine::Outcome::Success),
        held(&machine::PayloadField { name: "url", at: "/url", ty: "string", optional: false }),
        held(&machine::JsonText::parse(r#"{"url": "https://example.com/"}"#).unwrap()),
        held(&machine::Recognition::TEXTS),
        held(&machine::Wait::NONE),
        held(&machine::DeclaredAction::NONE),
        held(&retry::Phase::Success),
        held(&machine::PayloadError::Missing { at: "/url", ty: "string" }),
        held(&watch),
    ];
    all.extend(machine.states.iter().map(held));
    all
}
