//! `errspec simulate` against clients generated from the same specs: a policy made at run time and one made by the generator are
//! the same, so what is simulated is what clients do.

use crate::resolving::APIS;
use crate::simulate_schedules::{nanos, simulated};
use errspec::retry::{Outcome, Policy, Safety, Seeds, Step};
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Duration;

fn emitted(api: &str) -> &'static Policy {
    match api {
        "autoretouch" => &generated_client::autoretouch::RETRY,
        "images" => &generated_client::images::RETRY,
        "jobs" => &generated_client::jobs::RETRY,
        "media_tasks" => &generated_client::media_tasks::RETRY,
        "vision" => &generated_client::vision::RETRY,
        _ => panic!("{api}"),
    }
}

#[test]
fn waits_are_those_of_the_generated_policy() {
    for api in APIS {
        let (document, policy) = (simulated(api, &[]), emitted(api));
        assert_eq!(document["attempts"], policy.max_attempts(), "{api}");
        let schedule = &document["schedules"][0];
        for (n, wait) in (1..).zip(schedule["waits"].as_array().unwrap()) {
            let (least, most) = policy.delay_range(n);
            assert_eq!(nanos(&wait["before_jitter"]), policy.delay(n).as_nanos(), "{api} {n}");
            assert_eq!((nanos(&wait["least"]), nanos(&wait["most"])), (least.as_nanos(), most.as_nanos()), "{api} {n}");
        }
        assert_eq!(nanos(&schedule["total"]["most"]), policy.worst_case_wait().as_nanos(), "{api}");
    }
}

#[test]
fn statuses_are_repeated_here_if_they_are_there() {
    for api in APIS {
        let document = simulated(api, &[]);
        let schedules = document["schedules"].as_array().unwrap();
        let class = |status: u16| {
            let holds = |schedule: &&Value| schedule["entries"].as_array().unwrap().contains(&status.to_string().into());
            schedules.iter().find(holds).map(|schedule| schedule["class"].as_str().unwrap())
        };
        for row in emitted(api).statuses.rows {
            let decided = emitted(api).classify(&Outcome::status(row.status), None).class();
            let expected = Some(decided.as_str()).filter(|_| decided.is_automatic());
            assert_eq!(class(row.status), expected, "{api} {}", row.status);
        }
    }
}

#[test]
fn every_attempt_arrives_when_a_generated_client_makes_it() {
    for api in APIS {
        let document = simulated(api, &["--clients", "40", "--outage", "12s", "--seed", "5", "--answer", "500"]);
        let width = nanos(&document["load"]["bucket"]);
        let written = document["load"]["runs"][0]["buckets"].as_array().unwrap().iter().map(|count| count.as_u64().unwrap());
        let simulated: BTreeMap<u128, u64> = (0..).zip(written).filter(|(_, count)| *count > 0).collect();
        let mut real = BTreeMap::new();
        let seeds = Seeds::new(5);
        for _ in 0..40 {
            for moment in retries(emitted(api), &seeds) {
                *real.entry(moment.as_nanos() / width).or_default() += 1;
            }
        }
        assert_eq!(simulated, real, "{api}");
    }
}

/// When a client of the policy sends again, if 500 is the answer for 12 s.
fn retries(policy: &Policy, seeds: &Seeds) -> Vec<Duration> {
    let mut call = policy.call(Duration::ZERO, seeds.next()).safety(Safety::Safe);
    let (mut now, mut moments) = (Duration::ZERO, Vec::new());
    loop {
        let status = if now < Duration::from_secs(12) { 500 } else { 200 };
        let Step::Wait(wait) = call.on_outcome(&Outcome::status(status), now) else { return moments };
        now += wait.delay;
        moments.push(now);
    }
}
