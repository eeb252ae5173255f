//! The page, the log and its omissions, operations and health checks.
use crate::common::{APIS, Client, contract, get, post, read, serve};
use errspec_server::{Options, Server};
use std::sync::{Arc, Mutex};

#[test]
fn the_page_lists_all_there_is() {
    for api in APIS {
        let server = serve(api);
        let page = get(&server, "/__errspec/");
        assert_eq!(page.header("Content-Type"), Some("text/plain; charset=utf-8"));
        let contract = server.contract();
        let statuses = contract.statuses.iter().map(|entry| format!("\n  {} ", entry.status.value));
        let codes = contract.catalogs.iter().flat_map(|entry| &entry.codes).map(|code| format!("\n  {} ", code.wire.value));
        let bodies = contract.bodies.iter().map(|shape| format!("\n  {} ", shape.name.value));
        let states = contract.machines.iter().flat_map(|entry| &entry.states).map(|state| format!("\n  {} ", state.wire.value));
        for entry in statuses.chain(codes).chain(bodies).chain(states) {
            assert!(page.text().contains(&entry), "{api}: {entry} in {}", page.text());
        }
        assert_eq!(get(&server, "/__errspec").body, page.body);
    }
}

#[test]
fn the_log_says_what_was_asked_and_answered() {
    let server = serve("autoretouch");
    server.script_text("pass\nreset").unwrap();
    let mut client = Client::new(server.addr());
    client.send(b"GET /v1/workflow/execution/7?page=2 HTTP/1.1\r\nUser-Agent: tester/1\r\n\r\n");
    client.answer(false).unwrap();
    client.send(b"GET /broken HTTP/1.1\r\n\r\n");
    assert!(client.answer(false).is_err());
    get(&server, "/__errspec/status/404");
    let log = get(&server, "/__errspec/log").json();
    let seen: Vec<_> =
        log.as_array().unwrap().iter().map(|entry| (&entry["path"], &entry["operation"], &entry["answer"])).collect();
    assert_eq!(
        seen,
        [
            (&"/v1/workflow/execution/7".into(), &"get_execution".into(), &"200".into()),
            (&"/broken".into(), &serde_json::Value::Null, &"reset".into()),
            (&"/__errspec/status/404".into(), &serde_json::Value::Null, &"404".into()),
        ]
    );
    assert_eq!(log[1]["sent"], 0, "a reset sends nothing");
    let body = get(&server, "/__errspec/status/404").body.len();
    assert_eq!(log[2]["sent"], body);
    assert_eq!((&log[0]["headers"]["user-agent"], &log[0]["query"][0]), (&"tester/1".into(), &"page".into()));
    assert!(log[0]["ms"].as_u64() <= log[2]["ms"].as_u64() && log[0]["ms"].is_u64());
    Client::new(server.addr()).request("DELETE", "/__errspec/log", "");
    assert_eq!(get(&server, "/__errspec/log").text(), "[]\n");
}

const VAULT: &str = "\
errspec: 1
name: vault
credentials: { key: { kind: api_key, header: X-Vault-Key } }
operations: { put: { method: PUT, path: '/objects/{id}', safety: { keyed: X-Once } } }
health: { up: { path: /up, expect: { status: 204, body: empty } }, any: { url: 'https://vault.example.com/ok' } }
headers: { request_id: X-Trace }
";

#[test]
fn secrets_stay_out_of_the_log() {
    let told = Arc::new(Mutex::new(String::new()));
    let heard = Arc::clone(&told);
    let options = Options::default().observer(move |entry| *heard.lock().unwrap() += &format!("{entry:?}"));
    let server = Server::start(read(VAULT), options).unwrap();
    let mut client = Client::new(server.addr());
    client.send(
        b"PUT /objects/1?token=hush HTTP/1.1\r\nAuthorization: Bearer hush\r\nX-Vault-Key: hush\r\nCookie: hush\r\nX-Other: hush\r\nX-Once: k1\r\nContent-Length: 4\r\n\r\nhush",
    );
    client.answer(false).unwrap();
    let over_http = get(&server, "/__errspec/log");
    for text in [over_http.text(), &format!("{:?}", server.log()), &told.lock().unwrap()] {
        assert!(!text.contains("hush"), "{text}");
        assert!(text.contains("k1"), "the key of a keyed operation is no secret: {text}");
    }
    assert!(server.log()[0].credentials);
    assert_eq!(server.log()[0].operation.as_deref(), Some("put"));
    get(&server, "/up");
    assert!(!server.log()[1].credentials);
}

#[test]
fn health_checks_and_operations_answer_that_all_is_well() {
    let server = Server::start(read(VAULT), Options::default()).unwrap();
    assert_eq!((get(&server, "/up").status, get(&server, "/ok").text()), (204, "{}"));
    let answer = Client::new(server.addr()).request("PUT", "/objects/1", "");
    assert_eq!((answer.status, answer.text()), (200, "{}"));
    assert!(answer.header("X-Trace").is_some_and(|id| !id.is_empty()));
    let server = serve("autoretouch");
    assert_eq!((get(&server, "/health").status, get(&server, "/health").text()), (200, ""));
}

#[test]
fn what_is_not_there_is_said() {
    let server = serve("vision");
    for (path, status, says) in [
        ("/__errspec/nothing", 404, "lists them all"),
        ("/__errspec/status", 404, "/__errspec/status/404"),
        ("/__errspec/status/4o4", 400, "is not a status"),
        ("/__errspec/status/99", 400, "from 200 to 999"),
        ("/__errspec/code/TIMEOT", 400, "did you mean `TIMEOUT`?"),
        ("/__errspec/body/plaine", 400, "did you mean `plain`?"),
        ("/__errspec/jobs/x/y/z", 405, "is not supported here"),
        ("/__errspec/answer?line=x%0Ay", 400, "unknown word"),
    ] {
        let answer = get(&server, path);
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.text().contains(says), "{path}: {}", answer.text());
    }
    assert_eq!(post(&server, "/__errspec/log", "").status, 405);
}

#[test]
fn an_empty_contract_is_served_too() {
    let server = Server::start(read("errspec: 1\nname: nothing\nstatuses: { 404: Gone }\n"), Options::default()).unwrap();
    assert_eq!(get(&server, "/any").text(), "{}");
    assert_eq!(
        (get(&server, "/__errspec/status/404").status, get(&server, "/__errspec/status/503").phrase.as_str()),
        (404, "Service Unavailable")
    );
    assert_eq!(get(&server, "/__errspec/status/404").text(), "{}");
    assert!(contract("jobs").machines.is_empty());
}

/// A contract that gives the paths of all its operations.
const SHOP: &str = "\
errspec: 1
name: shop
operations:
  read: { method: GET, path: '/carts/{id}' }
  pay: { method: POST, path: '/carts/{id}:pay' }
  file: { method: GET, path: '/files/{name+}' }
health: { up: { path: /up } }
";

#[test]
fn fault_24_a_path_outside_the_contract_is_not_found() {
    let server = Server::start(read(SHOP), Options::default()).unwrap();
    for (method, path) in
        [("GET", "/carts/7"), ("HEAD", "/carts/7"), ("POST", "/carts/7:pay"), ("GET", "/files/a/b"), ("GET", "/up")]
    {
        assert_eq!(Client::new(server.addr()).request(method, path, "").status, 200, "{method} {path}");
    }
    for path in ["/cards/7", "/carts", "/carts/7/", "/carts/7/refund", "/", "/files"] {
        let answer = Client::new(server.addr()).request("POST", path, "");
        assert_eq!(answer.status, 404, "{path}: {}", answer.text());
        assert!(
            answer.text().contains(&format!("the contract has no path `{path}`; GET /__errspec/ lists")),
            "{}",
            answer.text()
        );
    }
    let other = Client::new(server.addr()).request("DELETE", "/carts/7", "");
    assert_eq!((other.status, other.header("Allow")), (405, Some("GET")));
    assert!(other.text().contains("`/carts/7` takes GET, not DELETE"), "{}", other.text());
    assert_eq!(server.log().len(), 12, "what a client asks for in vain is seen in the log");
    server.script_text("503\npass").unwrap();
    assert_eq!((get(&server, "/cards/7").status, get(&server, "/cards/7").status), (503, 404), "a script answers any path");
    // Where a path is left open, or none is given at all, any may be meant.
    let open = Server::start(read(&SHOP.replace(", path: '/carts/{id}:pay'", "")), Options::default()).unwrap();
    assert_eq!((get(&open, "/cards/7").status, get(&serve("jobs"), "/cards/7").status), (200, 200));
}

#[test]
fn fault_24_control_paths_refuse_foreign_hosts_and_origins() {
    let server = serve("jobs");
    let port = server.addr().port();
    let ask = |target: &str, headers: &str| {
        let mut client = Client::new(server.addr());
        client.send(format!("POST {target} HTTP/1.1\r\n{headers}Content-Length: 3\r\n\r\n503").as_bytes());
        client.answer(false).unwrap()
    };
    let own = [
        format!("Host: localhost:{port}\r\n"),
        format!("Host: 127.0.0.1:{port}\r\n"),
        "Host: LOCALHOST\r\n".into(),
        "Host: [::1]:80\r\n".into(),
        "Host: 127.8.9.1\r\n".into(),
        "Host: shop.localhost\r\n".into(),
        String::new(), // no browser
        format!("Host: localhost\r\nOrigin: http://localhost:{port}\r\n"),
        "Host: localhost\r\nOrigin: http://127.0.0.1:3000\r\n".into(),
    ];
    for headers in &own {
        assert_eq!(ask("/__errspec/script", headers).status, 200, "{headers}");
    }
    assert_eq!(server.scripted(), own.len());
    for headers in [
        "Host: evil.example\r\n",
        "Host: localhost.evil.example\r\n",
        "Host: evil-localhost\r\n",
        "Host: 127.0.0.1.evil.example\r\n",
        "Host: 10.0.0.1\r\n",
        "Host: \r\n",
        "Host: localhost\r\nHost: evil.example\r\n",
        "Host: localhost\r\nOrigin: https://evil.example\r\n",
        "Host: localhost\r\nOrigin: http://localhost.evil.example:80\r\n",
        "Host: localhost\r\nOrigin: null\r\n",
        "Host: localhost@evil.example\r\n",
    ] {
        for path in ["/__errspec/script", "/__errspec/", "/__errspec/status/404", "/__errspec/jobs"] {
            let answer = ask(path, headers);
            assert_eq!(answer.status, 403, "{path} {headers}");
            assert!(answer.text().contains("control paths are not"), "{}", answer.text());
        }
    }
    assert_eq!(ask("http://evil.example/__errspec/script", "Host: localhost\r\n").status, 403);
    assert_eq!(server.scripted(), own.len(), "nothing of it was heard");
    assert!(server.log().is_empty());
    assert_eq!(ask("/v1/jobs", "Host: api.example.com\r\n").status, 503, "the API has any name");
}
