//! Clients of the five APIs meet ten thousand faults, and the server records the traffic. An audit of it finds no mistakes of the clients,
//! because they decide with the same policy.

use crate::folder::Folder;
use crate::serve::Serving;
use errspec::Api;
use errspec::retry::Operation;
use errspec::retry::blocking::Clock;
use errspec_client::blocking::Client;
use errspec_client::{Call, Settings};
use generated_client::{autoretouch, images, jobs, media_tasks, vision};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How many faults each API has.
const FAULTS: usize = 2_000;

/// A clock that only advances during sleeps.
#[derive(Clone, Default)]
struct FakeClock(Arc<Mutex<(Duration, Vec<Duration>)>>);

impl Clock for FakeClock {
    fn now(&mut self) -> Duration {
        self.0.lock().unwrap().0
    }

    fn sleep(&mut self, delay: Duration) {
        let mut clock = self.0.lock().unwrap();
        clock.0 += delay;
        clock.1.push(delay);
    }

    fn unix_time(&mut self) -> Option<Duration> {
        None
    }
}

const READ: Operation = Operation::new("read", "GET", "");
const WRITE: Operation = Operation::new("write", "POST", "");

/// One of the faults that there are, as a line of a script.
fn fault<A: Api>(random: &mut errspec_core::random::Random) -> String {
    let contract = A::contract();
    let mut below = |end: usize| random.below(end as u64) as usize;
    let catalog = contract.catalogs[below(contract.catalogs.len())];
    let rows = contract.statuses().rows;
    match below(12) {
        0 => r#"200 json={"ok":true}"#.to_owned(),
        1 => "reset".to_owned(),
        2 => "close".to_owned(),
        3 => "garbage".to_owned(),
        4 => "200 text=<html>gateway</html> truncate 9".to_owned(),
        5 => "500 text=<html>gateway</html> truncate 9".to_owned(),
        6 => format!("{} text=<html>gateway</html>", [500, 502, 503, 504, 429, 404][below(6)]),
        7 => format!("{} empty Retry-After:{}", [500, 503, 429, 413, 451, 599][below(6)], below(9)),
        8 => rows[below(rows.len())].status.max(400).to_string(),
        _ => format!("code={}", catalog.wire(below(catalog.len()) as u16)),
    }
}

/// How many lines of the script are left.
fn left(address: &str) -> u64 {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /__errspec/script HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let body = answer.split_once("\r\n\r\n").unwrap().1;
    serde_json::from_str::<Value>(body).unwrap()["answers"].as_u64().unwrap()
}

/// Calls until the script is used up, and audits the recorded traffic. Returns how many records there were.
fn crowd<A: Api>(seed: u64) -> u64 {
    let name = A::contract().name;
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../spec/apis/{name}.yaml"));
    let spec = spec.to_string_lossy();
    let (folder, mut random) = (Folder::new(&format!("crowd_{name}")), errspec_core::random::Random::new(seed));
    let script: Vec<String> = (0..FAULTS).map(|_| fault::<A>(&mut random)).collect();
    folder.write("script.txt", &script.join("\n"));
    let serving = Serving::new(&folder, &["serve", &spec, "--script", "script.txt", "--log", "log.jsonl", "--quiet"]);
    let clock = FakeClock::default();
    let agent = ureq::Agent::config_builder().max_redirects(0).proxy(None).build().into();
    let client: Client<A, ureq::Agent, FakeClock> =
        Client::new(Settings::new(format!("http://{}", serving.address)), agent).clock(clock.clone());
    let mut waits: Vec<Vec<Duration>> = Vec::new();
    while left(&serving.address) > 0 {
        for _ in 0..20 {
            let operation = if random.below(2) == 0 { &READ } else { &WRITE };
            let call = Call::new(&client, operation).path(format!("/{}", waits.len()));
            let _ = call.read(|response| Ok(response.status().as_u16())).send();
            waits.push(std::mem::take(&mut clock.0.lock().unwrap().1));
        }
    }
    drop(serving);
    // The time of the server is not that of the clients, who did not wait.
    let mut lines = String::new();
    let (mut now, mut attempts) = (1_700_000_000.0, vec![0_usize; waits.len()]);
    for line in folder.read("log.jsonl").lines() {
        let mut record: Value = serde_json::from_str(line).unwrap();
        let call: usize = record["path"].as_str().unwrap()[1..].parse().unwrap();
        let waited = attempts[call].checked_sub(1).map_or(Duration::from_secs(1), |retry| waits[call][retry]);
        now += waited.as_secs_f64();
        attempts[call] += 1;
        record["at"] = json!(now);
        record["duration"] = json!(0);
        record["call"] = json!(call.to_string());
        lines += &format!("{record}\n");
    }
    folder.write("traffic.jsonl", &lines);
    let run = folder.errspec(&["audit", &spec, "traffic.jsonl", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let wrong = |of: &&Value| of["level"] == "error" || of["kind"] == "unspecified-retry";
    let wrong: Vec<&Value> = report["findings"].as_array().unwrap().iter().filter(wrong).collect();
    assert!(wrong.is_empty() && run.code == 0, "{name}: {wrong:#?}");
    assert!(attempts.iter().any(|attempts| *attempts > 1) && waits.iter().flatten().any(|wait| !wait.is_zero()));
    report["records"].as_u64().unwrap()
}

#[test]
fn a_crowd_that_meets_ten_thousand_faults_does_nothing_wrong() {
    let records = [
        crowd::<autoretouch::Api>(1),
        crowd::<images::Api>(2),
        crowd::<jobs::Api>(3),
        crowd::<media_tasks::Api>(4),
        crowd::<vision::Api>(5),
    ];
    assert!(records.iter().sum::<u64>() >= 5 * FAULTS as u64, "{records:?}");
}
