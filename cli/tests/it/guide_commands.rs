//! The commands that the GUIDE shows for recorded traffic, on the contract of the GUIDE.

use crate::folder::Folder;
use crate::serve::Serving;
use errspec_server::{Answer, Body, Options, Server};
use serde_json::json;
use std::io::{Read, Write};
use std::net::TcpStream;

const GUIDE: &str = include_str!("../../../spec/GUIDE.md");

/// The fenced blocks of a language.
fn blocks(language: &str) -> impl Iterator<Item = &'static str> {
    let fence = format!("```{language}\n");
    let opened: Vec<&str> = GUIDE.split(&fence).skip(1).collect();
    opened.into_iter().filter_map(|block| block.split("```").next())
}

/// The command lines that begin like this, each as its arguments.
fn commands(start: &str) -> Vec<Vec<&'static str>> {
    let lines = blocks("sh").flat_map(str::lines).filter(|line| line.starts_with(start));
    lines.map(|line| line.split_whitespace().skip(1).collect()).collect()
}

fn get(address: &str, path: &str) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
}

/// A session in which a report changes in a way that the contract rules out.
fn session() -> String {
    let poll = |second: u8, state: &str| {
        json!({
            "startedDateTime": format!("2026-01-31T12:00:{second:02}Z"), "time": 5, "cache": {},
            "request": { "method": "GET", "url": "https://api.shop.example.com/v1/reports/7", "headers": [] },
            "response": {
                "status": 200, "headers": [], "content": { "text": json!({ "status": state, "url": "/r/7" }).to_string() },
            },
        })
    };
    json!({ "log": { "version": "1.2", "entries": [poll(1, "succeeded"), poll(9, "failed")] } }).to_string()
}

#[test]
fn the_commands_for_recorded_traffic_work_as_the_guide_shows_them() {
    let folder = Folder::new("commands_of_the_guide");
    let shop = blocks("yaml").collect::<String>();
    folder.write("shop.yaml", &shop);
    folder.write("session.har", &session());
    let contract = errspec_spec::check("shop.yaml", shop.as_bytes(), &mut errspec_spec::NoFiles).contract.unwrap();
    let service = Server::start(contract, Options::default()).unwrap();
    let gone = json!({ "error": { "type": "card_error", "code": "no_such_report", "message": "Gone" } });
    service.script(vec![Answer::new().status(402).body(Body::Json(gone))]).unwrap();

    let [serve] = &commands("errspec serve ")[..] else { panic!("one command of the GUIDE records traffic") };
    let url = service.url();
    let at_this_place = |argument: &&'static str| match *argument {
        "http://127.0.0.1:9000" => url.clone(),
        "8080" => "0".to_owned(),
        other => other.to_owned(),
    };
    let serve: Vec<String> = serve.iter().map(at_this_place).collect();
    assert!(serve.contains(&url) && serve.iter().any(|argument| argument == "0"), "{serve:?}");
    let serving = Serving::new(&folder, &serve.iter().map(String::as_str).collect::<Vec<_>>());
    get(&serving.address, "/v1/reports/7");
    assert_eq!(service.log().len(), 1);

    let [of_log, of_session] = &commands("errspec audit ")[..] else { panic!("two commands of the GUIDE audit traffic") };
    let run = folder.errspec(of_log);
    assert!(run.code == 1 && run.out.contains("`no_such_report` is not a code of ErrorCode"), "{run:?}");
    let run = folder.errspec(of_session);
    assert!(run.code == 1 && run.out.contains("Report moved from `succeeded` to `failed`"), "{run:?}");
}
