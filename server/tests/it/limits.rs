//! Limits for what clients send and for the number of clients. Nothing that a client sends affects the others.
use crate::common::{Client, contract, get, post, serve};
use errspec_server::{Answer, Body, Limits, Options, Server, Then};
use proptest::prelude::*;
use std::net::Ipv4Addr;
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

fn limited(limits: Limits) -> Server {
    Server::start(contract("jobs"), Options { limits, ..Options::default() }).unwrap()
}

/// The status that a request gets.
fn status(server: &Server, request: &str) -> u16 {
    let mut client = Client::new(server.addr());
    client.try_send(request.as_bytes());
    client.answer(false).unwrap().status
}

#[test]
fn it_listens_on_loopback_on_a_port_of_its_own() {
    let server = serve("jobs");
    assert_eq!(server.addr().ip(), Ipv4Addr::LOCALHOST);
    assert_eq!(server.url(), format!("http://127.0.0.1:{}", server.addr().port()));
    assert_ne!(server.addr(), serve("jobs").addr());
}

#[test]
fn fifty_connections_at_a_time_are_answered_each_for_itself() {
    let server = serve("jobs");
    let codes: Vec<String> = server.contract().catalogs[0].codes.iter().map(|code| code.wire.value.clone()).collect();
    let mut clients: Vec<Client> = (0..50).map(|_| Client::new(server.addr())).collect();
    thread::scope(|scope| {
        for (at, client) in clients.iter_mut().enumerate() {
            let codes = &codes;
            scope.spawn(move || {
                for round in 0..10 {
                    let code = &codes[(at + round) % codes.len()];
                    let answer = client.request("POST", &format!("/__errspec/code/{code}"), "{}");
                    assert_eq!(&answer.json()["error"]["code"], code);
                }
            });
        }
    });
    assert_eq!(server.log().len(), 500);
}

#[test]
fn a_script_is_given_once_however_many_ask() {
    let server = serve("jobs");
    server.script_text("500 x30").unwrap();
    let failed: usize = thread::scope(|scope| {
        let asking: Vec<_> = (0..50).map(|_| scope.spawn(|| usize::from(get(&server, "/").status == 500))).collect();
        asking.into_iter().map(|asked| asked.join().unwrap()).sum()
    });
    assert_eq!(failed, 30);
}

#[test]
fn an_idle_connection_makes_room() {
    let server = limited(Limits { connections: 2, ..Limits::default() });
    let mut idle: Vec<Client> = (0..2).map(|_| Client::new(server.addr())).collect();
    idle.iter_mut().for_each(|client| assert_eq!(client.request("GET", "/", "").status, 200));
    for _ in 0..5 {
        assert_eq!(get(&server, "/").status, 200);
    }
}

/// Without an end of their own: who waits for these to give up waits for ever.
const PATIENT: Limits = Limits {
    connections: 64,
    head: 64 * 1024,
    body: 1024,
    request: Duration::from_secs(3600),
    idle: Duration::from_secs(3600),
};

#[test]
fn fault_24_slow_connections_keep_nobody_out() {
    let server = limited(PATIENT);
    for begun in ["", "GET / HTTP/1.1\r\nHost: loc", "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n012"] {
        let mut slow: Vec<Client> = (0..PATIENT.connections).map(|_| Client::new(server.addr())).collect();
        slow.iter_mut().for_each(|client| client.send(begun.as_bytes()));
        for _ in 0..3 {
            assert_eq!(get(&server, "/__errspec/").status, 200, "{begun}");
        }
        // Those that kept the server waiting longest made room: they were among the first, but not always in their order.
        let closed: Vec<usize> = (0..slow.len()).filter(|at| slow[*at].is_closed()).collect();
        assert!((1..=3).contains(&closed.len()) && !closed.contains(&(slow.len() - 1)), "{begun}: {closed:?}");
    }
}

#[test]
fn fault_24_who_takes_an_answer_slowly_makes_room_too() {
    let server = limited(Limits { connections: 2, ..PATIENT });
    server.script(vec![Answer::new().body(Body::Bytes(vec![7; 32 << 20])).times(2)]).unwrap();
    let mut slow: Vec<Client> = (0..2).map(|_| Client::new(server.addr())).collect();
    slow.iter_mut().for_each(|client| client.send(b"GET / HTTP/1.1\r\n\r\n"));
    while server.log().len() < 2 {
        thread::yield_now();
    }
    assert_eq!(get(&server, "/__errspec/").status, 200);
}

#[test]
fn fault_24_where_all_answers_are_on_their_way_the_next_client_is_told_so_at_once() {
    let server = limited(Limits { connections: 2, ..PATIENT });
    server.script(vec![Answer::new().slow(Answer::LONGEST).times(2)]).unwrap();
    let mut waiting: Vec<Client> = (0..2).map(|_| Client::new(server.addr())).collect();
    waiting.iter_mut().for_each(|client| client.send(b"GET / HTTP/1.1\r\n\r\n"));
    while server.log().len() < 2 {
        thread::yield_now();
    }
    for _ in 0..2 {
        let answer = get(&server, "/");
        assert_eq!((answer.status, answer.header("Connection")), (503, Some("close")));
        assert!(answer.text().contains("2 connections are open"), "{}", answer.text());
    }
    drop(waiting);
}

#[test]
fn heads_and_bodies_have_limits() {
    let server = serve("jobs");
    let head = format!("GET / HTTP/1.1\r\nHost: test\r\nX-Long: {}\r\n\r\n", "x".repeat(64 * 1024));
    assert_eq!(status(&server, &head), 431);
    assert_eq!(status(&server, &format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(64 * 1024))), 431);
    assert_eq!(status(&server, "POST / HTTP/1.1\r\nContent-Length: 16777217\r\n\r\n"), 413);
    assert_eq!(status(&server, "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n"), 413);
    assert_eq!(status(&server, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1000001\r\n"), 413);
    assert_eq!(status(&server, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\n"), 413);
    assert_eq!(status(&server, "POST /__errspec/script HTTP/1.1\r\nContent-Length: 1048577\r\n\r\n"), 413);
    let server = limited(Limits { body: 10, ..Limits::default() });
    assert_eq!(status(&server, "POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n0123456789"), 200);
    assert_eq!(status(&server, "POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\n0123456789a"), 413);
    assert_eq!(server.log().iter().map(|entry| entry.body).collect::<Vec<_>>(), [10]);
}

#[test]
fn what_does_not_arrive_in_time_is_not_waited_for() {
    let server = limited(Limits { request: Duration::from_millis(20), ..Limits::default() });
    for begun in ["GET / HT", "GET / HTTP/1.1\r\nHost: ", "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n012"] {
        assert_eq!(status(&server, begun), 408, "{begun}");
    }
    let server = limited(Limits { idle: Duration::from_millis(20), ..Limits::default() });
    assert_eq!(Client::new(server.addr()).rest().unwrap(), b"", "an idle connection is closed without a word");
}

/// A client that takes an answer bit by bit makes progress all the time, and is let go all the same.
#[test]
fn an_answer_that_is_not_taken_in_time_is_cut_off() {
    const MEBIBYTE: usize = 1 << 20;
    const WHOLE: usize = 48 * MEBIBYTE; // more than the system keeps for a connection
    let server = limited(Limits { request: Duration::from_millis(200), ..Limits::default() });
    server.script(vec![Answer::new().body(Body::Bytes(vec![7; WHOLE]))]).unwrap();
    let pace = serve("jobs");
    pace.script(vec![Answer::new().slow(Duration::from_millis(20)).forever()]).unwrap();

    let mut client = Client::new(server.addr());
    client.send(b"GET / HTTP/1.1\r\n\r\n");
    let (mut taken, mut piece) = (0, vec![0; MEBIBYTE / 4]);
    loop {
        match client.take(&mut piece) {
            Ok(0) | Err(_) => break,
            Ok(count) => taken += count,
        }
        get(&pace, "/");
    }
    assert!(taken < WHOLE, "{taken} bytes came");
}

/// The pauses of a trickle are the server's own.
#[test]
fn a_trickle_may_take_longer() {
    let server = limited(Limits { request: Duration::from_millis(50), ..Limits::default() });
    server.script(vec![Answer::new().body(Body::Text("x".repeat(30))).then(Then::Trickle(Duration::from_millis(5)))]).unwrap();
    assert_eq!(get(&server, "/").text(), "x".repeat(30));
}

#[test]
fn requests_that_break_the_rules_are_refused() {
    let server = serve("jobs");
    for (request, refused) in [
        ("GET /\r\n\r\n", 400),
        ("GET  / HTTP/1.1\r\n\r\n", 400),
        ("G(T / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/2.0\r\n\r\n", 505),
        ("GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nSpace : x\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", 400),
        // What two readers might frame differently: odd white space, bare carriage returns, folded lines, an old version.
        ("POST / HTTP/1.1\r\nTransfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 501),
        ("POST / HTTP/1.1\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n\x0b1\r\na\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: 1, 1\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\na", 400),
        ("GET / HTTP/1.1\r\nX: a\rY: b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nX: a\r\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nX: a\0b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nX: a\r\n folded\r\n\r\n", 400),
        ("GET /\x1b[31m HTTP/1.1\r\n\r\n", 400),
        ("GET /a\rb HTTP/1.1\r\n\r\n", 400),
    ] {
        assert_eq!(status(&server, request), refused, "{request}");
    }
    assert!(server.log().is_empty());
}

/// Bodies are built and written recursively, and what is kept for later is kept in memory.
#[test]
fn what_a_client_asks_for_has_limits() {
    let server = serve("autoretouch");
    let deep = "/a".repeat(20_000);
    assert_eq!(get(&server, &format!("/__errspec/status/404?{deep}=x")).status, 400);
    let script = |text: &str| post(&server, "/__errspec/script", text);
    let refused = script(&format!("404 {deep}=x"));
    assert!(refused.status == 400 && refused.text().contains("more than 64 parts"), "{}", refused.text());
    let many = (0..2_000).map(|n| format!(" /m{n}=1")).collect::<String>();
    assert!(script(&format!("404{many}")).text().contains("more than 1000 values"));
    assert_eq!(script(&format!("404 {}=x", "/a".repeat(64))).status, 200);
    assert_eq!(script(&format!("200 json={}1{}", "[".repeat(200), "]".repeat(200))).status, 400);

    let long = "x".repeat(201);
    assert_eq!(post(&server, &format!("/__errspec/jobs/Execution?id={long}"), "").status, 400);
    assert_eq!(post(&server, &format!("/__errspec/jobs/Execution?states={long}"), "").status, 400);
    let states = vec!["CREATED"; 1001].join(",");
    assert_eq!(post(&server, "/__errspec/jobs/Execution", &format!("{{\"states\": \"{states}\"}}")).status, 400);
    server.clear_script();
    assert_eq!(get(&server, &format!("/v1/workflow/execution/{long}")).status, 400, "nor is one made by being read");

    let mebibyte = || Answer::new().status(500).body(Body::Bytes(vec![0; 1 << 20]));
    assert_eq!(server.script(vec![mebibyte(); 64]).unwrap(), 64);
    let error = server.script(vec![mebibyte()]).unwrap_err().to_string();
    assert!(error.contains("more than 64 MiB"), "{error}");
    assert_eq!(server.scripted(), 64);
}

#[test]
fn bodies_of_any_framing_are_read_to_their_end() {
    let server = serve("jobs");
    let mut client = Client::new(server.addr());
    client.send(
        b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nGET /\r\n3\r\n\r\n\n\r\n0\r\nTrailer: t\r\n\r\n",
    );
    client.send(b"\r\nPOST /b HTTP/1.1\r\nContent-Length: 4\r\n\r\nGET GET /c HTTP/1.1\nHost: lenient\n\n");
    (0..3).for_each(|_| assert_eq!(client.answer(false).unwrap().status, 200));
    let log = server.log();
    let seen: Vec<_> = log.iter().map(|entry| (entry.method.as_str(), entry.path.as_str(), entry.body)).collect();
    assert_eq!(seen, [("POST", "/a", 8), ("POST", "/b", 4), ("GET", "/c", 0)]);
}

#[test]
fn connections_are_kept_as_the_client_wants() {
    let server = serve("jobs");
    for (request, kept) in [
        ("GET / HTTP/1.1\r\n\r\n", true),
        ("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n", false),
        ("GET / HTTP/1.0\r\n\r\n", false),
        ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true),
    ] {
        let mut client = Client::new(server.addr());
        client.send(request.as_bytes());
        assert_eq!(client.answer(false).unwrap().header("Connection"), (!kept).then_some("close"), "{request}");
        if kept {
            assert_eq!(client.request("GET", "/", "").status, 200);
        } else {
            assert_eq!(client.rest().unwrap(), b"");
        }
    }
}

#[test]
fn heads_have_no_bodies_and_continue_is_said() {
    let server = serve("jobs");
    let mut client = Client::new(server.addr());
    let head = client.request("HEAD", "/__errspec/status/404", "");
    let whole = client.request("GET", "/__errspec/status/404", "");
    assert_eq!(head.header("Content-Length"), Some(whole.body.len().to_string().as_str()));
    client.send(b"POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    assert_eq!(client.answer(false).unwrap().status, 100);
    client.send(b"{}");
    assert_eq!(client.answer(false).unwrap().status, 200);
}

/// Panics of the server's threads, which nobody else would notice.
static PANICS: AtomicUsize = AtomicUsize::new(0);

fn count_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name().is_some_and(|name| name.starts_with("errspec ")) {
                PANICS.fetch_add(1, Ordering::SeqCst);
            }
            before(info);
        }));
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever bytes arrive, the connection ends or gets a response, and the next client is served.
    #[test]
    fn any_bytes_leave_the_server_well(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..200),
            r"(GET|POST|\PC{0,4}) (/__errspec/[a-z]{0,6}(/[%\PC]{0,8}){0,3}|\PC{0,9})(\?\PC{0,12})? HTTP/1.[01]\r\n(Content-Length: [0-9]{1,3}\r\n|Transfer-Encoding: chunked\r\n)?\r\n\PC{0,20}"
                .prop_map(String::into_bytes),
        ],
    ) {
        count_panics();
        let server = serve("autoretouch");
        let mut client = Client::new(server.addr());
        client.try_send(&bytes);
        client.finish();
        let _ = client.rest();
        prop_assert_eq!(PANICS.load(Ordering::SeqCst), 0);
        prop_assert_eq!(get(&server, "/__errspec/").status, 200);
    }
}
