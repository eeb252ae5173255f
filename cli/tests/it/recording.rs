//! `errspec serve --log` and `--proxy`: what is recorded, what is left out, and what happens in front of a service.

use crate::folder::Folder;
use crate::output_schemas::follow;
use crate::serve::Serving;
use errspec_server::{Answer, Body, Options, Server};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;

const BANK: &str = "\
errspec: 1
name: bank
statuses:
  401: { summary: The token is not valid, retry: never }
  402: { summary: Not enough money, retry: { after_action: add_funds } }
  503: { summary: Down for a moment, retry: transient }
errors:
  ErrorCode:
    codes:
      POOR: { summary: Not enough money, status: 402 }
      TOKEN: { summary: The token is wrong, status: 401, message: \"The token {token} is wrong\", params: { token: { type: string, secret: true } } }
bodies:
  api:
    fields:
      code: { at: /code, type: ErrorCode }
      message: { at: /message, optional: true }
      account: { at: /account, secret: true, optional: true }
      items: { at: /items, optional: true, type: { list: { reason: string, pin: { secret: true } } } }
credentials: { key: { kind: api_key, header: X-Bank-Key } }
operations:
  pay: { method: POST, path: /payments, safety: { keyed: Idempotency-Key } }
  get_transfer: { method: GET, path: \"/transfers/{id}\", machine: Transfer }
retry:
  hints: [{ at: { header: X-Wait }, form: delay-seconds }]
machines:
  Transfer:
    observe: { at: /state }
    initial: [open]
    unknown: { treat_as: pending }
    states: { open: { kind: pending }, done: { kind: final, outcome: success } }
    edges: [open -> done, { edge: \"open -> done\", command: hurry }]
    commands: { hurry: Hurries the transfer }
";

/// Sends a request, and returns the response.
fn send(address: &str, method: &str, path: &str, headers: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
    );
    stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer
}

/// The lines of the log.
fn lines(folder: &Folder) -> Vec<Value> {
    let lines: Vec<Value> = folder.read("traffic.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    follow("traffic", &lines);
    lines
}

#[test]
fn traffic_is_recorded_without_secrets_and_can_be_audited() {
    let folder = Folder::new("recorded_traffic");
    folder.write("bank.yaml", BANK);
    let script = [
        r#"402 X-Wait:7 Set-Cookie:hush json={"code":"POOR","message":"No","account":"hush","other":"hush","items":[{"reason":"low","pin":"hush","x":"hush"}]}"#,
        r#"401 json={"code":"TOKEN","message":"The_token_hush_is_wrong"}"#,
        "reset",
        "503 json=\"hush\"",
        r#"200 json={"token":"hush"}"#,
        "pass",
        "pass",
    ];
    folder.write("script.txt", &script.join("\n"));
    let serving = Serving::new(&folder, &["serve", "bank.yaml", "--script", "script.txt", "--log", "traffic.jsonl", "--quiet"]);
    let key = "Authorization: Bearer hush\r\nX-Bank-Key: hush\r\nCookie: hush\r\nIdempotency-Key: k1\r\n";
    for _ in 0..5 {
        send(&serving.address, "POST", "/payments?token=hush", key, "hush");
    }
    send(&serving.address, "GET", "/transfers/7", "", "");
    send(&serving.address, "POST", "/transfers/7/hurry", "", "");
    send(&serving.address, "GET", "/__errspec/log", "", "");
    assert!(!folder.read("traffic.jsonl").contains("hush"), "{}", folder.read("traffic.jsonl"));
    let lines = lines(&folder);
    let first = &lines[0];
    assert_eq!((&first["operation"], &first["method"], &first["path"]), (&json!("pay"), &json!("POST"), &json!("/payments")));
    assert_eq!(first["request"], json!({ "Idempotency-Key": "k1" }));
    assert_eq!(first["headers"]["X-Wait"], "7");
    let body = json!({ "code": "POOR", "message": "No", "account": "[redacted]", "items": [{ "reason": "low", "pin": "[redacted]" }] });
    assert_eq!(first["body"], body);
    assert_eq!(lines[1]["body"], json!({ "code": "TOKEN", "message": "[redacted]" }));
    assert_eq!((&lines[2]["failure"], &lines[2]["status"]), (&json!("reset"), &Value::Null));
    assert!(lines[4].get("body").is_none(), "{}", lines[4]);
    assert_eq!(
        (&lines[5]["job"], &lines[5]["machine"], &lines[5]["body"]["state"]),
        (&json!("7"), &json!("Transfer"), &json!("open"))
    );
    assert_eq!((&lines[6]["command"], lines.len()), (&json!("hurry"), 7));
    let run = folder.errspec(&["audit", "bank.yaml", "traffic.jsonl", "--fail-on", "never"]);
    assert!(run.out.contains("error[forbidden-retry]: `pay` was sent again after 402 POOR\n"), "{run:?}");
    assert!(run.out.contains("error[forbidden-retry]: `pay` was sent again after 401 TOKEN\n"), "{run:?}");
    assert!(run.out.contains("seen: 2 of 2 codes (100 %)"), "{run:?}");
}

#[test]
fn in_front_of_a_service_it_records_and_causes_faults_on_request() {
    let folder = Folder::new("in_front_of_a_service");
    folder.write("bank.yaml", BANK);
    let contract = errspec_spec::check("bank.yaml", BANK.as_bytes(), &mut errspec_spec::NoFiles).contract.unwrap();
    let service = Server::start(contract, Options::default()).unwrap();
    let answer = |status, body| Answer::new().status(status).body(Body::Json(body)).header("X-Wait", "3");
    service.script(vec![answer(200, json!({ "ok": true })), answer(402, json!({ "code": "POOR" })).times(2)]).unwrap();
    let url = service.url();
    folder.write("script.txt", "pass\n503 code=POOR\npass X-Wait:9\npass truncate 5\n");
    let arguments = ["serve", "bank.yaml", "--proxy", &url, "--script", "script.txt", "--log", "traffic.jsonl", "--quiet"];
    let serving = Serving::new(&folder, &arguments);
    let pay = |body: &str| {
        send(&serving.address, "POST", "/payments?a=b%20c", "X-Bank-Key: hush\r\nConnection: x-hop\r\nX-Hop: 1\r\n", body)
    };
    assert!(pay("first").ends_with(r#"{"ok":true}"#));
    assert!(pay("").starts_with("HTTP/1.1 503 "), "the script answers, and the service is not asked");
    let changed = pay("third");
    assert!(
        changed.starts_with("HTTP/1.1 402 ")
            && changed.contains("\r\nX-Wait: 9\r\n")
            && changed.ends_with(r#"{"code":"POOR"}"#),
        "{changed}"
    );
    assert!(pay("fourth").ends_with("\r\n\r\n{\"cod"));
    let seen: Vec<(String, u64, bool)> =
        service.log().iter().map(|entry| (format!("{} {}", entry.method, entry.path), entry.body, entry.credentials)).collect();
    assert_eq!(
        seen,
        [
            ("POST /payments".to_owned(), 5, true),
            ("POST /payments".to_owned(), 5, true),
            ("POST /payments".to_owned(), 6, true)
        ]
    );
    let statuses: Vec<u64> = lines(&folder).iter().map(|line| line["status"].as_u64().unwrap()).collect();
    assert_eq!(statuses, [200, 503, 402, 402]);
    service.stop();
    assert!(pay("").starts_with("HTTP/1.1 502 "), "a service that cannot be reached is a bad gateway");
}

#[test]
fn a_service_that_cannot_be_meant_is_refused() {
    let folder = Folder::new("no_such_service");
    folder.write("bank.yaml", BANK);
    for (url, why) in
        [("ftp://a", "is not an http or https URL"), ("::", "is not a URL"), ("/v1", "is not an http or https URL")]
    {
        let run = folder.errspec(&["serve", "bank.yaml", "--proxy", url]);
        assert!(run.code == 2 && run.err.contains(why), "{run:?}");
    }
    if !cfg!(feature = "tls") {
        let run = folder.errspec(&["serve", "bank.yaml", "--proxy", "https://api.example.com"]);
        assert!(run.code == 2 && run.err.contains("`cargo install errspec-cli --features tls`"), "{run:?}");
    }
    let unwritable = folder.errspec(&["serve", "bank.yaml", "--log", "no/such/folder/traffic.jsonl"]);
    assert!(
        unwritable.code == 2 && unwritable.err.starts_with("error: cannot write `no/such/folder/traffic.jsonl`"),
        "{unwritable:?}"
    );
}
